// Where the name of an area stands: on its ground or near it, on its own side of a border. So stand the
// names of tinted areas, and those that may not be missing where their area is in view. Where there is no
// room, a line leads to the area; where there is none for that either, a tinted area has no name
// (views/still/grounds.py does the same). A name without a line has its middle on the area: beside it, it would
// name the neighbour.

import { near } from '../core/longitudes.js';
import { drawing } from '../core/told.js';
import { abroad, inside } from './countries.js';
import { createLand } from './land.js';
import { sizeOf } from './typeset.js';

/** @import * as L from 'leaflet' */
/** @import { Box, Ground } from './types' */
/** @import { Seen } from './countries.js' */
/** @import { Name, Placed } from './typeset.js' */

/** @typedef {[number, number]} XY in layer pixels */
/** @typedef {{y: number, spans: XY[]}} Row what of an area is on a row */
/** @typedef {{rows: Row[], points: XY[], anchor: XY, asks: boolean}} Shown an area as it is seen; points on it or along it */
/** @typedef {{form: Name, box: Box, distance: number, gap: number, end: XY, there: boolean}} Spot a free place; `end`: of the area, what is nearest; `there`: where it needs no line */

/**
 * What is in view of a name's area; null where nothing is.
 * @param {L.Map} map
 * @param {Seen} seen
 * @param {{lat: number, lon: number, ground?: Ground}} name
 * @returns {Shown | null}
 */
export function shownOf(map, { frame, over = [] }, { lat, lon, ground }) {
  if (!ground) return null;
  const rows = ground.type.endsWith('Polygon') ? uncovered(rowsOf(map, frame, ground), over) : [];
  const points = rows.length ? rows.flatMap(({ y, spans }) => spans.flatMap(([a, b]) => stretch([a, y], [b, y]))) : alongOf(map, frame, ground);
  if (!points.length) return null;
  const p = map.latLngToLayerPoint([lat, lon]);
  const within = p.x >= frame[0] + 8 && p.x <= frame[2] - 8 && p.y >= frame[1] + 8 && p.y <= frame[3] - 8;
  const area = rows.reduce((sum, { spans }) => sum + spans.reduce((s, [a, b]) => s + b - a, 0), 0) * drawing().countries.row;
  const view = (frame[2] - frame[0]) * (frame[3] - frame[1]);
  const { seen, fills } = drawing().labels;
  return { rows, points, anchor: within ? [p.x, p.y] : points[points.length >> 1], asks: area >= sizeIn(map, ground) * seen || area >= view * fills };
}

/** @type {(a: XY, b: XY) => XY[]} */
function stretch([x0, y0], [x1, y1]) {
  const steps = Math.max(1, Math.ceil(Math.hypot(x1 - x0, y1 - y0) / 6));
  return Array.from({ length: steps + 1 }, (_, i) => [x0 + ((x1 - x0) * i) / steps, y0 + ((y1 - y0) * i) / steps]);
}

/** Of each area, how to find its rows. */
/** @type {WeakMap<Ground, ReturnType<typeof createLand>>} */
const lands = new WeakMap();

/** @type {(ground: Ground) => number[][][][]} */
const polygonsOf = ({ type, coordinates }) => (type === 'Polygon' ? [coordinates] : type === 'MultiPolygon' ? coordinates : []);

/** @param {Ground} ground */
export function landOf(ground) {
  const there = lands.get(ground) ?? createLand(polygonsOf(ground).map((rings) => ({ rings, iso3: 'ground' })));
  lands.set(ground, there);
  return there;
}

/** @type {(map: L.Map, frame: Box, ground: Ground) => Row[]} */
function rowsOf(map, frame, ground) {
  const bounds = map.getBounds();
  const [west, east] = [bounds.getWest(), bounds.getEast()];
  const x = (/** @type {number} */ lon) => frame[0] + ((lon - west) / (east - west)) * (frame[2] - frame[0]);
  /** @type {number[]} */
  const ys = [];
  for (let y = frame[1] + 1; y < frame[3]; y += drawing().countries.row) ys.push(y);
  const found = landOf(ground).spans(ys.map((y) => map.layerPointToLatLng([frame[0], y]).lat), west, east).get('ground') ?? [];
  return found.map((spans, i) => ({ y: ys[i], spans: spans.map(([a, b]) => /** @type {XY} */ ([x(a), x(b)])) })).filter(({ spans }) => spans.length);
}

/** @type {(rows: Row[], over: Box[]) => Row[]} without what lies below controls */
export function uncovered(rows, over) {
  const left = rows.map(({ y, spans }) => {
    const boxes = over.filter(([, top, , bottom]) => y > top && y < bottom);
    const clear = boxes.reduce((all, [west, , east]) => all.flatMap(([a, b]) => /** @type {XY[]} */ ([[a, Math.min(b, west)], [Math.max(a, east), b]]).filter(([p, q]) => q > p)), spans);
    return { y, spans: clear };
  });
  return left.filter(({ spans }) => spans.length);
}

/**
 * What is tinted of other areas than a name's own, row by row: on it, it would be taken for that area's.
 * @param {L.Map} map
 * @param {Seen} seen
 * @param {Name} name
 * @param {Name[]} tinted
 */
export function strange(map, { frame }, { areaId, ground }, tinted) {
  const half = drawing().countries.row / 2;
  const rows = (/** @type {Ground | undefined} */ of) => (of?.type.endsWith('Polygon') ? rowsOf(map, frame, of) : []);
  const boxes = (/** @type {Row[]} */ some) => some.flatMap(({ y, spans }) => spans.map(([a, b]) => /** @type {Box} */ ([a, y - half, b, y + half])));
  const edge = drawing().labels.own_edge;
  const own = boxes(rows(ground)).map(([l, t, r, b]) => /** @type {Box} */ ([l - edge, t - edge, r + edge, b + edge]));
  return tinted.filter((area) => area.areaId !== areaId).flatMap((area) => boxes(uncovered(rows(area.ground), own)));
}

/** @type {(map: L.Map, frame: Box, ground: Ground) => XY[]} */
function alongOf(map, frame, ground) {
  /** @type {XY[][]} */
  const lines = ground.type === 'LineString' ? [ground.coordinates] : ground.type === 'MultiLineString' ? ground.coordinates : [];
  const within = (/** @type {XY} */ [x, y]) => x > frame[0] && x < frame[2] && y > frame[1] && y < frame[3];
  return lines.flatMap((line) => {
    const px = line.map(([lon, lat]) => map.latLngToLayerPoint([lat, near(lon, map.getCenter().lng)]));
    return px.slice(1).flatMap((p, i) => stretch([px[i].x, px[i].y], [p.x, p.y]));
  }).filter(within);
}

/** The size of each area at zoom 0, in square pixels. */
/** @type {WeakMap<Ground, number>} */
const sizes = new WeakMap();

/** The size of an area at this zoom, in square pixels; a line has none. */
function sizeIn(/** @type {L.Map} */ map, /** @type {Ground} */ ground) {
  const there = sizes.get(ground) ?? sizeAtZero(map, ground);
  sizes.set(ground, there);
  return there * 4 ** map.getZoom();
}

function sizeAtZero(/** @type {L.Map} */ map, /** @type {Ground} */ ground) {
  return polygonsOf(ground).reduce((sum, [ring]) => {
    const px = ring.map(([lon, lat]) => map.project([lat, lon], 0));
    return sum + Math.abs(px.reduce((s, p, i) => s + p.x * px[(i + 1) % px.length].y - p.y * px[(i + 1) % px.length].x, 0)) / 2;
  }, 0);
}

/**
 * How an area may be named, the fullest first: broader, narrower, in short, smaller, parted at its hyphen.
 * @param {Name} name
 * @returns {Name[]}
 */
function formsOf(name) {
  const may = name.order === 'must' && (name.sub ?? '').split(/\s+/).filter(Boolean).length > 2;
  const lines = (/** @type {Name} */ one, /** @type {number[]} */ ns) => (may ? ns.map((n) => ({ ...one, sub: setIn(name, n) })) : []);
  const small = { ...name, small: true };
  const split = name.text.includes('-') ? lines({ ...small, text: name.text.replace('-', '-\n') }, [4]) : [];
  const two = name.order === 'area' && name.text.length >= drawing().labels.long && !name.text.includes(' (') ? [{ ...name, text: wrapped(name.text.split(' '), 2).join('\n') }] : [];
  return [name, ...two, ...lines(name, [3, 1]), ...apart(name), ...(name.order === 'must' && !name.lit ? [...lines(small, [3, 4]), ...apart(small), ...split] : [])];
}

/**
 * The lines below a name, `n` of them; those that are a statement of their own after these.
 * @param {Name} name
 * @param {number} n
 */
function setIn({ sub = '', alone = 0 }, n) {
  const all = sub.split('\n');
  const words = (/** @type {string[]} */ some) => some.join(' ').split(/\s+/).filter(Boolean);
  const [joined, own] = [words(all.slice(0, all.length - alone)), words(all.slice(all.length - alone))];
  return [...wrapped(joined, n), ...(own.length ? wrapped(own, n === 1 ? 1 : 2) : [])].join('\n');
}

/**
 * A name whose end in brackets has a line of its own, in full and in short.
 * @param {Name} name
 * @returns {Name[]}
 */
function apart(name) {
  return [name.text, name.short ?? ''].filter((text) => text.includes(' (')).flatMap((text) => {
    const at = text.indexOf(' (');
    const two = { ...name, text: text.slice(0, at), sub: [text.slice(at + 1), ...(name.sub ? [name.sub] : [])].join('\n') };
    return text === name.text ? [two] : [{ ...name, text }, two];
  });
}

/**
 * Words in `n` lines of about one length.
 * @param {string[]} words
 * @param {number} n
 */
function wrapped(words, n) {
  const whole = words.join(' ').length;
  const lines = [''];
  let at = 0;
  for (const word of words) {
    if (lines[lines.length - 1] && at + word.length / 2 > (whole * lines.length) / n) lines.push('');
    lines[lines.length - 1] = `${lines[lines.length - 1]} ${word}`.trim();
    at += word.length + 1;
  }
  return lines;
}

/**
 * The free places on an area and around it, the nearest to where the name should stand first.
 * @param {Name} form
 * @param {Shown} shown
 * @param {Box} frame
 * @param {(box: Box) => boolean} free
 * @returns {Spot[]}
 */
function spotsOf(form, shown, frame, free) {
  const { points, anchor } = shown;
  const { away, step, off, onto } = drawing().labels;
  const { w, h } = sizeOf(form);
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  const reach = { x: away + w / 2, y: away + h / 2 };
  const [left, right] = [Math.max(frame[0] + 4 + w / 2, min(xs) - reach.x), Math.min(frame[2] - 4 - w / 2, max(xs) + reach.x)];
  const [top, bottom] = [Math.max(frame[1] + 4 + h / 2, min(ys) - reach.y), Math.min(frame[3] - 4 - h / 2, max(ys) + reach.y)];
  /** @type {XY[]} */
  const middles = [anchor];
  // The edge of the view as well, where the last step would leave room.
  for (let y = top; y < bottom + step; y += step) for (let x = left; x < right + step; x += step) middles.push([Math.min(x, right), Math.min(y, bottom)]);
  /** @type {Spot[]} */
  const spots = [];
  for (const [x, y] of middles) {
    /** @type {Box} */
    const box = [x - w / 2, y - h / 2, x + w / 2, y + h / 2];
    if (!inside(box, frame) || !free(box)) continue;
    const { gap, end } = gapOf(box, shown);
    if (gap <= away) spots.push({ form, box, gap, end, there: isThere(form, shown, [x, y], gap), distance: Math.hypot(x - anchor[0], y - anchor[1]) + (form.areaKind === 'line' && gap < off ? onto : 0) });
  }
  return spots.sort((a, b) => a.distance - b.distance);
}

/**
 * Where a name needs no line: with its middle on the area; beside what is narrower than names are.
 * @param {Name} form
 * @param {Shown} shown
 * @param {XY} middle
 * @param {number} gap
 */
function isThere({ kind, pointed, areaKind }, { rows }, [x, y], gap) {
  const { countries: { row }, labels: { near: by } } = drawing();
  if (kind === 'country' || pointed) return gap <= 0;
  if (!rows.length || ['line', 'corridor', 'islands'].includes(areaKind ?? '')) return gap <= by;
  return rows.some((r) => Math.abs(r.y - y) <= row / 2 && r.spans.some(([a, b]) => x >= a && x <= b));
}

const min = (/** @type {number[]} */ ns) => ns.reduce((a, b) => Math.min(a, b), Infinity);
const max = (/** @type {number[]} */ ns) => ns.reduce((a, b) => Math.max(a, b), -Infinity);

/**
 * How far an area is from a box, and its nearest point.
 * @param {Box} box
 * @param {Shown} shown
 */
function gapOf([left, top, right, bottom], { rows, points }) {
  // Compared by their squares: asked for each place on each row, and Math.hypot is slow.
  let least = Infinity;
  /** @type {XY} */
  let end = points[0];
  const see = (/** @type {number} */ x, /** @type {number} */ y) => {
    const [dx, dy] = [Math.max(left - x, 0, x - right), Math.max(top - y, 0, y - bottom)];
    const d = dx * dx + dy * dy;
    if (d < least) [least, end] = [d, [x, y]];
  };
  if (rows.length) {
    for (const { y, spans } of rows) {
      const dy = Math.max(top - y, y - bottom, 0);
      if (dy * dy >= least) continue;
      // Of a stretch what is nearest to the middle of the box.
      for (const [a, b] of spans) see(Math.min(b, Math.max(a, Math.min(right, Math.max(left, (Math.max(a, left) + Math.min(b, right)) / 2)))), y);
    }
  } else for (const [x, y] of points) see(x, y);
  return { gap: Math.sqrt(least), end };
}

/** @type {(spot: Spot, to: XY) => [XY, XY]} from the edge of a name to a point */
const wayTo = ({ box: [left, top, right, bottom] }, [x, y]) => [[Math.min(right, Math.max(left, x)), Math.min(bottom, Math.max(top, y))], [x, y]];

/** From the edge of a name into its area. */
function leaderOf(/** @type {Spot} */ spot, /** @type {Shown} */ { rows, anchor }) {
  const [x, y] = spot.end;
  return wayTo(spot, rows.length ? [(x + anchor[0]) / 2, (y + anchor[1]) / 2] : [x, y]);
}

/**
 * Which side of a border is a name's own: its country, of an exclave and of islands no more than these.
 * @param {Name} name
 * @param {Shown} shown
 * @param {Seen} seen
 * @param {string} country
 */
function createSides(name, { rows }, seen, country) {
  const code = name.exclave || name.areaKind === 'islands' ? '' : country;
  /** How much of a box lies on others' land. */
  function lies(/** @type {Box} */ box) {
    if (name.areaKind === 'line') return 0;
    const share = abroad(seen, code, box);
    return name.exclave && share ? share - shareOf(rows, box) : share;
  }
  return {
    abroad: lies,
    /** How much of the way from a name to its area lies on others' land, in pixels. */
    crossed(/** @type {Spot} */ spot) {
      const way = stretch(...wayTo(spot, spot.end));
      const [[x0, y0], [x1, y1]] = [way[0], way[way.length - 1]];
      return (Math.hypot(x1 - x0, y1 - y0) * way.filter(([x, y]) => lies([x - 0.5, y - 0.5, x + 0.5, y + 0.5]) > 0).length) / way.length;
    },
    /** Whether a name there, and the way from it to its area, keep to its own side. */
    home(/** @type {Spot} */ spot) {
      if (lies(spot.box) > drawing().labels.across) return false;
      const way = stretch(...wayTo(spot, spot.end)).slice(0, -1);
      return way.every(([x, y]) => lies([x - 0.5, y - 0.5, x + 0.5, y + 0.5]) <= 0);
    },
  };
}

/** How much of a box lies on an area. */
function shareOf(/** @type {Row[]} */ rows, /** @type {Box} */ [left, top, right, bottom]) {
  const { row } = drawing().countries;
  let [within, n] = [0, 0];
  for (const { spans } of rows.filter((r) => r.y >= top - row / 2 && r.y <= bottom + row / 2)) {
    n += 1;
    for (const [a, b] of spans) within += Math.max(0, Math.min(b, right) - Math.max(a, left));
  }
  return within / Math.max(1e-9, (right - left) * Math.max(n, Math.round((bottom - top) / row)));
}

/**
 * The best place for an area's name: near on its own side, with a line, or across a border.
 * @param {Name} name
 * @param {Shown} shown
 * @param {Seen} seen
 * @param {string} country
 * @param {{free: (box: Box) => boolean, open: (point: XY) => boolean}} room
 * @returns {Placed | null}
 */
export function placeOf(name, shown, seen, country, { free, open }) {
  const { abroad: abroadMost, astride, across: most, strayed: far, at_sea: wettest } = drawing().labels;
  const sides = createSides(name, shown, seen, country);
  /** @type {Spot[]} */
  const spots = [];
  // Most names find their place in full: the other forms are looked at only where they don't.
  for (const form of formsOf(name)) {
    const found = spotsOf(form, shown, seen.frame, free);
    const there = found.find((s) => s.there && sides.home(s));
    if (there) return put(there);
    spots.push(...found);
  }
  const close = spots.filter((s) => s.there);
  const of = name.kind === 'country';
  const away = of ? drawing().countries.outside : name.exclave ? far : Infinity;
  const ashore = (/** @type {Spot} */ s) => of || !name.pointed || !country || s.gap <= wettest || abroad(seen, '', s.box) > 0.5;
  // On nobody else's land, whatever the line crosses; a country's crosses little of others' land.
  const mostCrossed = of ? max([drawing().countries.crossed, ...shown.rows.flatMap(({ spans }) => spans.map(([a, b]) => b - a))]) : Infinity;
  const across = () => {
    const [best] = close.map((s) => ({ s, share: sides.abroad(s.box) })).sort((a, b) => a.share - b.share || a.s.distance - b.s.distance);
    // All around an exclave is others' land.
    return best && best.share <= (name.exclave ? astride : abroadMost) ? best.s : undefined;
  };
  /** Where a line is free on such a part of its way. */
  function led(/** @type {number} */ until) {
    const clear = (/** @type {Spot} */ s) => stretch(...leaderOf(s, shown)).every((p, i, all) => i > all.length * until || open(p));
    const beyond = spots.filter((s) => !s.there && s.gap <= away && clear(s) && ashore(s));
    const near = [...beyond].sort((a, b) => a.distance - b.distance);
    const wet = (share = most) => near.find((s) => sides.abroad(s.box) <= share && (!of || sides.crossed(s) <= mostCrossed));
    // A town's mostly on its own side; one that may not be missing with a line as without one.
    const strayed = () => (name.exclave && name.order === 'must' ? near[0] : undefined);
    const over = () => (name.pointed ? wet(abroadMost) ?? wet(astride) : name.order === 'must' ? wet(abroadMost) : undefined);
    return beyond.find(sides.home) ?? (of ? wet() : across() ?? wet() ?? over() ?? strayed());
  }
  // Where the line ends nothing hides it, if it can be.
  const spot = of && shown.rows.length ? led(0.6) : led(1) ?? (name.pointed ? null : led(0.6));
  return spot ? put(spot, spot.there ? undefined : leaderOf(spot, shown)) : null;
}

/** @type {(spot: Spot, leader?: [XY, XY]) => Placed} */
const put = ({ form, box }, leader) => ({ name: form, spot: { box, align: 'center' }, leader });
