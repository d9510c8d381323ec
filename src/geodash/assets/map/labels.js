// Names on the map: countries in spaced capitals, provinces and water in italics, towns beside
// their point. Laid out greedily by rank, after each zoom and pan, around the marks.

import { clear, h } from '../core/dom.js';
import { gathered } from '../core/gathered.js';
import { near as near360 } from '../core/longitudes.js';
import { drawing } from '../core/told.js';
import { around } from './boxes.js';
import { createSeen, holds } from './countries.js';
import { complete, evened, oneSided, roomOn } from './country_names.js';
import { landOf, shownOf, strange } from './grounds.js';
import { turned } from './groups.js';
import { createLands } from './lands.js';
import { alike, firstNames, hushed, inView, uneven, unnamed } from './parties.js';
import { controls, createPlacing, frameOf, mayBeLed } from './placing.js';
import { createReach } from './reach.js';
import { together } from './together.js';
import { cut, drawLeader, drawName, forgetWidths } from './typeset.js';

/** @import * as L from 'leaflet' */
/** @import { Point } from '../core/types' */
/** @import { AreaLabel, Box, GroundContext, Label, Layer, PlaceLabel } from './types' */
/** @import { Cell } from './cell.js' */
/** @import { createGround } from './ground.js' */
/** @import { Name, Placed } from './typeset.js' */
/** @import { Lands, Seen } from './countries.js' */

const FILE = 'labels.geojson';
/** @typedef {Record<'marks' | 'bodies' | 'alone' | 'soft', () => Box[]>} Avoided what names keep clear of: all that is drawn; the same without the words of chips, which a name may stand beside; of these without any lines; soft edges */
/** @typedef {{base: Label[], events: PlaceLabel[], selected: PlaceLabel[], lit: AreaLabel[], parties: string[]}} Known the names there are, and the countries named first */

/**
 * @param {any} feature GeoJSON
 * @returns {Label}
 */
function labelOf({ properties: p, geometry }) {
  const [lon, lat] = geometry.coordinates;
  const own = { text: p.text, sub: p.sub ?? '', kind: p.kind, minZoom: p.min_zoom ?? 0, maxZoom: p.max_zoom ?? 99, rank: p.rank ?? 3, placeId: p.place_id ?? '', iso3: p.iso3 ?? '', lat, lon };
  if (!p.ground) return own;
  return { ...own, short: p.short, exclave: p.exclave, areaId: p.area_id, ground: { type: 'Polygon', coordinates: [p.ground] } };
}

/** Names that come with a cell. */
const labelsIn = (/** @type {Cell} */ { names }) => names.map((name) => ({ ...name, sub: '', maxZoom: 99, placeId: '', iso3: '' }));

/** @type {(a: {lat: number, lon: number}, b: {lat: number, lon: number}) => boolean} */
const near = (a, b) => Math.abs(a.lat - b.lat) < 0.02 && Math.abs(a.lon - b.lon) < 0.02;

/** How important names are by their order, the most important first. */
function rankOf() {
  const rank = new Map(drawing().labels.order.map((order, i) => [order, i]));
  return (/** @type {{order: string}} */ { order }) => rank.get(order) ?? rank.size;
}

/**
 * Whether a tinted road links a town: such come before other names, and a zoom earlier.
 * @param {AreaLabel[]} lit
 * @param {Label} town
 */
function isLinked(lit, { kind, lat, lon }) {
  const d = drawing().labels.linked;
  const around = [[0, 0], [d, 0], [-d, 0], [0, d * 0.77], [0, -d * 0.77]];
  const roads = kind === 'town' ? lit.filter((a) => a.areaKind === 'corridor') : [];
  return roads.some(({ ground }) => around.some(([x, y]) => landOf(ground).at(near360(lon + x, 0), lat + y)));
}

/**
 * All names that could show now, most important first; one name per place. A tinted area's own name
 * stands for the name that may not be missing there, and may not be missing.
 * @param {Known} known
 * @param {number} zoom
 * @param {number} middle longitude
 */
function wanted(known, zoom, middle) {
  const [base, events, selected, lit] = [turned(known.base, middle), turned(known.events, middle), turned(known.selected, middle), turned(known.lit, middle)];
  const isLit = (/** @type {{text: string}} */ { text }) => lit.some((a) => a.text === text);
  const isNamed = (/** @type {Label} */ { kind, text }) => kind === 'water' && events.some((p) => p.text === text);
  /** @type {Name[]} */
  const shown = selected.map((s) => ({ ...s, kind: 'town', order: 'selected', rank: 0, selected: true }));
  const must = new Set(base.filter((l) => l.ground).map((l) => l.areaId));
  for (const area of lit) shown.push({ ...area, kind: 'region', order: must.has(area.areaId) ? 'must' : 'area', rank: 0, lit: true });
  // An area whose name may not be missing has it already.
  for (const place of events.filter((p) => !isLit(p) && !must.has(p.ofArea ?? ''))) {
    if (!shown.some((s) => near(s, place))) shown.push({ ...place, kind: 'town', order: 'event', rank: 1, marked: true });
  }
  for (const label of base) {
    const linked = zoom >= label.minZoom - 1 && isLinked(lit, label);
    if ((zoom < label.minZoom && !linked) || zoom > label.maxZoom) continue;
    if (label.kind === 'town' && shown.some((s) => near(s, label))) continue;
    if (lit.some((a) => a.areaId === label.areaId) || isLit(label) || isNamed(label)) continue;
    shown.push({ ...label, order: label.ground ? 'must' : linked ? 'linked' : label.kind, rank: linked ? 0 : label.rank });
  }
  const first = rankOf();
  // Of names that may stand at one mark the northern comes first, and so stands above the others.
  const south = (/** @type {Name} */ { order, lat }) => (order === 'selected' || order === 'event' ? -lat : 0);
  return shown.sort((a, b) => first(a) - first(b) || a.rank - b.rank || south(a) - south(b));
}

/**
 * Without the names that may be missing after all: too little of their area is in view. Where an event
 * names a place in an area, the area is named however little of it is seen.
 * @param {L.Map} map
 * @param {Seen | null} seen
 * @param {Name[]} names
 */
function askedOf(map, seen, names) {
  const events = names.filter((n) => n.order === 'selected' || n.order === 'event');
  return names.filter((n) => {
    if (n.order !== 'must') return true;
    const shown = seen && shownOf(map, seen, n);
    return shown && (shown.asks || events.some((e) => within(e, n)));
  });
}

/**
 * Names of places with a mark know what is drawn there, which they stand beside.
 * @param {L.Map} map
 * @param {Name[]} names
 * @param {Box[]} drawn
 * @param {Box[]} alone of these without lines
 */
function besideMarks(map, names, drawn, alone) {
  return names.map((name) => {
    if (!name.marked && !name.selected) return name;
    const { x, y } = map.latLngToLayerPoint(name.at ? [name.at.lat, name.at.lon] : [name.lat, name.lon]);
    const there = drawn.filter(([l, t, r, b]) => x >= l && x <= r && y >= t && y <= b);
    if (!there.length) return name;
    const [l, t, r, b] = [0, 1, 2, 3].map((i) => there.map((box) => box[i]));
    const others = alone.filter((box) => !there.includes(box) && !there.some((own) => own.every((edge, i) => edge === box[i])));
    return { ...name, cover: /** @type {Box} */ ([Math.min(...l), Math.min(...t), Math.max(...r), Math.max(...b)]), others };
  });
}

/** Whether a place lies in an area. */
const within = (/** @type {Name} */ place, /** @type {Name} */ { ground }) => Boolean(ground && landOf(ground).at(near360(place.lon, 0), place.lat));

/** @typedef {{lands: Lands, look: ReturnType<typeof createSeen>, mayReach: ReturnType<typeof createReach>, labelOf: (code: string) => Label | undefined, codeOf: (name: Name) => string}} Tools */

/**
 * All names where they stand. The names of countries are made complete before anything that matters
 * less has its place; where a border would have a name on one side only, they are laid out anew,
 * before the names of events; where a party is not named, parties come before all others.
 * @param {L.Map} map
 * @param {Name[]} names
 * @param {{obstacles: Box[], bodies: Box[], alone: Box[], soft: Box[]}} around `bodies`: obstacles without the words of chips; `alone`: without lines
 * @param {Tools & {parties: string[]}} known
 */
function settle(map, names, { obstacles, bodies, alone, soft }, { lands, look, mayReach, labelOf, codeOf, parties }) {
  // A line of type is a little higher than its box.
  const over = controls(map, { chips: true }).map(([l, t, r, b]) => /** @type {Box} */ ([l - 2, t - 2, r + 2, b + 2]));
  const named = map.getZoom() >= drawing().countries.complete_from && lands.ready();
  const view = lands.ready() ? { ...look(frameOf(map)), over } : null;
  const beside = besideMarks(map, names, bodies, alone);
  const all = askedOf(map, view, named ? beside : beside.filter((n) => n.kind !== 'country'));
  const musts = names.filter((n) => n.order === 'must');
  const seen = named ? view : null;
  const room = seen && roomOn(seen, labelOf, over);
  const rank = rankOf();
  const done = (/** @type {Placed[]} */ placed) => new Set(placed.filter((p) => p.name.kind === 'country').map((p) => codeOf(p.name)));

  const towns = names.filter((n) => n.kind === 'town' && !n.marked && !n.selected);
  const dotsOf = (/** @type {Name[]} */ some) => some.map((n) => around(map.latLngToLayerPoint([n.lat, n.lon]), 4));
  const dots = dotsOf(towns.filter((n) => mayBeLed(n, map.getZoom())));
  const seats = dotsOf(towns.filter((n) => n.rank <= drawing().labels.seat_rank));

  function lay(/** @type {Name[]} */ wanted, /** @type {string} */ last, even = false, before = false) {
    const placing = createPlacing(map, [...obstacles, ...over], soft, { mayReach, lands, seen: view });
    /** @type {Placed[]} */
    const placed = [];
    const keep = (/** @type {Placed} */ found) => {
      placing.take(found);
      placed.push(found);
    };
    if (seen && before) firstNames(seen, parties, labelOf, placing, keep);
    const [soon, late] = [wanted.filter((n) => rank(n) <= rank({ order: last })), wanted.filter((n) => rank(n) > rank({ order: last }))];
    for (const name of soon) {
      // Names of areas keep clear of important towns too, if they can; a country's of the greatest.
      const off = name.ground ? dots : name.kind === 'country' ? seats : [];
      const others = view && name.order === 'must' ? strange(map, view, name, names.filter((n) => n.lit)) : [];
      const tries = [...[others, off].filter((some) => some.length), []];
      const found = tries.reduce((/** @type {Placed | null} */ there, clear) => there ?? placing.place(name, clear), null);
      if (found && (!seen || name.kind !== 'country' || holds(seen, codeOf(name), found.spot.box))) keep(found);
    }
    if (seen && room) complete(seen, new Set([...done(placed), ...room.silent]), labelOf, placing.free, even ? room.able : null).forEach(keep);
    const missing = musts.filter((m) => !placed.some((p) => p.name.areaId === m.areaId));
    for (const name of late) {
      // No town of an area without the area.
      if (name.order === 'town' && missing.some((m) => within(name, m))) continue;
      const found = placing.place(name, dots);
      if (found) keep(found);
    }
    return { placed, wrong: seen && room ? oneSided(seen, room.able, done(placed)).length : 0 };
  }

  const others = all.filter((n) => n.kind !== 'country');
  const again = (before = false) => [lay(others, 'region', false, before), ...(seen?.far ? [lay(others, 'region', true, before)] : [])];
  const bestOf = (/** @type {ReturnType<typeof lay>[]} */ tries) => tries.reduce((best, one) => (one.wrong < best.wrong ? one : best)).placed;
  const first = lay(all, 'country');
  if (!seen || !room) return first.placed;
  const best = first.wrong ? evened(seen, room.able, bestOf([first, ...again()]), codeOf) : first.placed;
  const present = inView(seen, parties, labelOf);
  const left = unnamed(seen, parties, labelOf, done(best)).length > 0;
  if (!left && !uneven(present, best, codeOf).size) return best;
  const other = evened(seen, room.able, bestOf(again(true)), codeOf, parties);
  return hushed(seen, parties, labelOf, inCodes(left || !uneven(present, other, codeOf).size ? other : best), codeOf);

  /** By their codes where a party has its own only: laid out anew, for they leave room for further countries. */
  function inCodes(/** @type {Placed[]} */ placed) {
    if (!seen || !room || !uneven(present, placed, codeOf).size) return placed;
    const kept = alike(present, placed.filter(({ name }) => name.kind !== 'country' || parties.includes(codeOf(name))), codeOf);
    const placing = createPlacing(map, [...obstacles, ...over], soft, { mayReach, lands, seen: view });
    kept.forEach(placing.take);
    const others = complete(seen, new Set([...done(kept), ...room.silent]), labelOf, placing.free, room.able);
    return alike(present, [...kept, ...others], codeOf);
  }
}

/**
 * Where the names that may not be missing would stand if there were no chips; `left` is told what those without a
 * place say, before chips ask how much room that takes.
 * @param {L.Map} map
 * @param {Name[]} names
 * @param {Box[]} obstacles
 * @param {Tools} known
 * @param {(names: string[]) => void} left
 */
function mustBoxes(map, names, obstacles, known, left) {
  const { lands, look, mayReach } = known;
  if (!lands.ready()) return [];
  left([]);
  const over = controls(map);
  const seen = { ...look(frameOf(map)), over };
  const placing = createPlacing(map, [...obstacles, ...over], [], { mayReach, lands, seen });
  const placed = askedOf(map, seen, names).filter((n) => n.order === 'must').flatMap((name) => {
    const found = placing.place(name);
    if (found) placing.take(found);
    return found ?? [];
  });
  left(unsaid(map, names, placed, known));
  return placed.map(({ spot }) => spot.box);
}

/**
 * What the names say that may not be missing and have no place: on nobody else's land do they stand.
 * @param {L.Map} map
 * @param {Name[]} names
 * @param {Placed[]} placed
 * @param {Tools} known
 */
function unsaid(map, names, placed, { lands, look }) {
  if (!lands.ready()) return [];
  const there = new Set(placed.map(({ name }) => name.areaId));
  const left = askedOf(map, look(frameOf(map)), names).filter((n) => n.order === 'must' && !there.has(n.areaId));
  return left.map(({ text, sub = '', alone = 0 }) => {
    const lines = sub.split('\n').filter(Boolean);
    const [joined, own] = [lines.slice(0, lines.length - alone).join(' '), lines.slice(lines.length - alone)];
    return [text, [joined, ...own].filter(Boolean).join('; ')].filter(Boolean).join(': ');
  });
}

/**
 * All names where they stand; `left` is told what those without a place say, above the map, where it takes room too.
 * @param {L.Map} map
 * @param {Name[]} names
 * @param {Avoided} avoided
 * @param {Tools & {parties: string[]}} known
 * @param {(names: string[]) => void} left
 */
function settled(map, names, avoided, known, left) {
  const lay = () => together(map, names, settle(map, names, { obstacles: avoided.marks(), bodies: avoided.bodies(), alone: avoided.alone(), soft: avoided.soft() }, known));
  left([]);
  const placed = lay();
  const without = unsaid(map, names, placed, known);
  if (!without.length) return placed;
  left(without);
  return lay();
}

/** @param {Placed} placed */
function nodesOf({ name, spot, dot, leader }) {
  return [
    // On an area nothing else says where the line ends.
    ...(leader ? [drawLeader(leader, Boolean(name.ground) && !name.pointed)] : []),
    ...(dot ? [h('div', { class: 'gd-town-dot', style: { left: `${dot.x}px`, top: `${dot.y}px` } })] : []),
    drawName(name, spot),
  ];
}

/**
 * The country of each name of the base map: by code, and by name.
 * @param {() => Label[]} base
 */
function createCodes(base) {
  /** @type {Map<string, Label>} */
  const labels = new Map();
  /** @type {Map<string, string>} */
  const codes = new Map();
  function fill() {
    if (labels.size) return;
    for (const label of base()) {
      if (!label.iso3) continue;
      if (!labels.has(label.iso3)) labels.set(label.iso3, label);
      codes.set(label.placeId, label.iso3);
    }
  }
  return {
    labelOf: (/** @type {string} */ code) => (fill(), labels.get(code)),
    codeOf: (/** @type {Name} */ { placeId }) => (fill(), codes.get(placeId ?? '') ?? ''),
  };
}

/**
 * @param {L.Map} map
 * @param {Layer} layer
 * @param {GroundContext} ctx
 * @param {ReturnType<typeof createGround>} ground
 */
export function createLabels(map, { settings }, ctx, ground) {
  const root = h('div', { class: 'gd-labels', 'aria-hidden': 'true' });
  map.getPane(settings.pane)?.append(root);
  /** @type {Known} */
  const known = { base: [], events: [], selected: [], lit: [], parties: [] };
  const lands = createLands(ground);
  const tools = { lands, look: createSeen(map, lands), mayReach: createReach(map, lands), ...createCodes(() => known.base) };
  /** @type {{drawn: (areas: Set<string>) => void, unnamed: (names: string[]) => void}} */
  const told = { drawn: () => {}, unnamed: () => {} };
  /** @type {Avoided} */
  let avoided = { marks: () => [], bodies: () => [], alone: () => [], soft: () => [] };

  ctx.pending.push(
    ctx.files.json(FILE).then((data) => {
      known.base = data.features.filter((/** @type {any} */ f) => f.geometry?.type === 'Point').map(labelOf);
    }),
  );

  /** What there is to be named now. */
  function all() {
    const around = map.getBounds().pad(0.1);
    const [zoom, middle] = [map.getZoom(), map.getCenter().lng];
    const more = ground.cells().flatMap(labelsIn).filter((l) => l.minZoom <= zoom && around.contains([l.lat, near360(l.lon, middle)]));
    return wanted({ ...known, base: [...known.base, ...more] }, zoom, middle);
  }

  function draw() {
    const placed = settled(map, all(), avoided, { ...tools, parties: known.parties }, told.unnamed);
    clear(root).append(...placed.flatMap(nodesOf));
    told.drawn(new Set(placed.map(({ name }) => name.areaId ?? '')));
  }
  const { ask: layout, end } = gathered(() => ctx.waits || draw());

  // A font is fetched when a name first asks for it: until then names are measured in another one.
  const onFonts = () => {
    forgetWidths();
    layout();
  };
  document.fonts?.addEventListener('loadingdone', onFonts);

  const short = (/** @type {PlaceLabel} */ p) => ({ ...p, text: cut(p.text) });
  return {
    /** Lays the names out anew before the next frame. */
    layout,
    /** Boxes of the names that may not be missing; chips keep clear of them. */
    musts: () => mustBoxes(map, all(), avoided.marks(), tools, told.unnamed),
    /** Marks register what names must not cover. */
    avoid: (/** @type {Avoided} */ boxes) => {
      avoided = boxes;
    },
    setParties(/** @type {string[]} */ codes) {
      known.parties = codes;
    },
    /** The code of the country of the land at a point; blank at sea, and before the land is there. */
    countryAt: (/** @type {Point} */ { lat, lon }) => (lands.ready() ? lands.country(lon, lat) : ''),
    setEventPlaces(/** @type {PlaceLabel[]} */ places) {
      known.events = places.map(short);
    },
    /** Calls `tell` with the ids of the areas that have their name, whenever names were laid out. */
    onDrawn: (/** @type {typeof told.drawn} */ tell) => void (told.drawn = tell),
    /** Calls `tell` with what the names say that may not be missing and had no place, at each layout. */
    onUnnamed: (/** @type {typeof told.unnamed} */ tell) => void (told.unnamed = tell),
    setAreas(/** @type {AreaLabel[]} */ areas) {
      known.lit = areas;
    },
    setSelected(/** @type {PlaceLabel[]} */ places) {
      known.selected = places.map(short);
    },
    countries: () => known.base.filter((l) => l.kind === 'country'),
    destroy() {
      end();
      document.fonts?.removeEventListener('loadingdone', onFonts);
      root.remove();
    },
  };
}
