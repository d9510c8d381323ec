// Names of the countries in view: no border has a name on one side only. A country whose land in view has
// room for its name is named, if not at the place that the base map has for it, then elsewhere on
// its land, smaller, in two lines or by its code; where only islands are in view, in brackets beside
// these (views/still/countries.py does the same).

import { degreesOf, turnsOf } from '../core/longitudes.js';
import { drawing } from '../core/told.js';
import { meet } from './boxes.js';
import { sizeOf } from './typeset.js';

/** @import * as L from 'leaflet' */
/** @import { Box, Label } from './types' */
/** @import { Name, Placed } from './typeset.js' */

/** @typedef {ReturnType<typeof import('./lands.js').createLands>} Lands */
/** @typedef {{y: number, spans: [number, number][]}} Row a country's stretches, in layer pixels */
/** @typedef {{rows: Map<string, Row[]>, frame: Box, pairs: [string, string][]}} Seen what a view shows of the countries */
/** @typedef {(box: Box) => boolean} Free */

/** @type {(box: Box, frame: Box) => boolean} */
export const inside = (b, frame) => b[0] > frame[0] + 2 && b[2] < frame[2] - 2 && b[1] > frame[1] + 2 && b[3] < frame[3] - 2;

/** @type {(x: number, y: number, w: number, h: number) => Box} */
const around = (x, y, w, h) => [x - w / 2, y - h / 2, x + w / 2, y + h / 2];

/**
 * Degrees of longitude that a border has in view.
 * @param {{points: number[][], box: number[]}} line
 * @param {number[]} view
 * @param {number} squeezed what a degree of longitude is of one of latitude
 */
function lengthIn({ points, box }, [w, s, e, n], squeezed) {
  let length = 0;
  if (box[0] > e || box[2] < w || box[1] > n || box[3] < s) return length;
  for (let i = 1; i < points.length; i += 1) {
    const [[xa, ya], [xb, yb]] = [points[i - 1], points[i]];
    const [x, y] = [(xa + xb) / 2, (ya + yb) / 2];
    if (x >= w && x <= e && y >= s && y <= n) length += Math.hypot(xb - xa, (yb - ya) / squeezed);
  }
  return length;
}

/**
 * Pairs of countries of whose common border a good stretch is in view.
 * @param {L.LatLngBounds} view
 * @param {Lands} lands
 * @param {number} scale pixels of a degree of longitude
 */
function pairsIn(view, lands, scale) {
  /** @type {[string, string][]} */
  const found = [];
  const squeezed = Math.cos((view.getCenter().lat * Math.PI) / 180);
  const turns = turnsOf(view.getWest(), view.getEast()).map(degreesOf);
  for (const { pair, lines } of lands.borders()) {
    let px = 0;
    for (const by of turns) {
      const seen = [view.getWest() - by, view.getSouth(), view.getEast() - by, view.getNorth()];
      for (const line of lines) px += lengthIn(line, seen, squeezed) * scale;
    }
    if (px >= drawing().countries.border) found.push(pair);
  }
  return found;
}

/**
 * What the map shows of the countries; worked out once a view, which is laid out several times.
 * @param {L.Map} map
 * @param {Lands} lands
 * @returns {(frame: Box) => Seen} `frame` in layer pixels
 */
export function createSeen(map, lands) {
  let key = '';
  /** @type {Seen} */
  let seen = { rows: new Map(), frame: [0, 0, 0, 0], pairs: [] };
  return (frame) => {
    const now = `${map.getZoom()} ${map.getBounds().toBBoxString()} ${frame}`;
    if (now !== key) seen = seenOn(map, lands, frame);
    key = now;
    return seen;
  };
}

/**
 * @param {L.Map} map
 * @param {Lands} lands
 * @param {Box} frame
 * @returns {Seen}
 */
function seenOn(map, lands, frame) {
  const view = map.getBounds();
  const [west, east] = [view.getWest(), view.getEast()];
  const scale = (frame[2] - frame[0]) / (east - west);
  /** @type {number[]} */
  const ys = [];
  for (let y = frame[1] + drawing().countries.row; y < frame[3]; y += drawing().countries.row) ys.push(y);
  const lats = ys.map((y) => map.layerPointToLatLng([frame[0], y]).lat);
  const x = (/** @type {number} */ lon) => frame[0] + (lon - west) * scale;
  /** @type {Map<string, Row[]>} */
  const rows = new Map();
  for (const [code, spans] of lands.of(view).spans(lats, west, east)) {
    rows.set(code, spans.map((row, i) => ({ y: ys[i], spans: row.map(([a, b]) => [x(a), x(b)]) })));
  }
  return { rows, frame, pairs: pairsIn(view, lands, scale) };
}

/**
 * How a country may be named, the fullest first.
 * @param {Label} label
 * @param {string} code
 * @returns {Name[]}
 */
function formsOf(label, code) {
  const full = { ...label, sub: '', order: 'country', rank: 1 };
  const forms = [full, { ...full, small: true }];
  const cuts = [...label.text].flatMap((c, i) => (c === ' ' ? [i] : []));
  const [cut] = cuts.sort((a, b) => Math.abs(a - label.text.length / 2) - Math.abs(b - label.text.length / 2) || a - b);
  if (cut) forms.push({ ...full, small: true, text: `${label.text.slice(0, cut)}\n${label.text.slice(cut + 1)}` });
  // Codes that begin with X are nobody's own.
  if (/^[A-WYZ]..$/.test(code)) forms.push({ ...full, small: true, text: code });
  return forms;
}

/**
 * Each form with the width that must be on land, and whether its ends may lie on water.
 * @param {Name[]} forms
 * @returns {{form: Name, wide: number, afloat: boolean}[]}
 */
function triesOf(forms) {
  const { astride, margin } = drawing().countries;
  const tries = forms.flatMap((form) => {
    const { w: wide } = sizeOf(form);
    return form.small ? [{ form, wide, afloat: false }, { form, wide, afloat: true }] : [{ form, wide, afloat: false }];
  });
  const { form, wide } = tries[tries.length - 1];
  // A country that is narrower than its shortest name has it astride its borders.
  return [...tries, { form, wide: wide * astride - 2 * margin, afloat: false }];
}

/**
 * A stretch with the water beside it, as far as the next country or the view reach.
 * @param {Seen} seen
 * @param {string} code
 * @param {number} i row
 * @param {[number, number]} span
 */
function dry({ rows, frame }, code, i, [x0, x1]) {
  let [west, , east] = frame;
  for (const [other, theirs] of rows) {
    if (other === code) continue;
    for (const [a, b] of theirs[i].spans) {
      if (b <= x0 + 1) west = Math.max(west, b);
      if (a >= x1 - 1) east = Math.min(east, a);
    }
  }
  return [west, east];
}

/**
 * Middles of a name so wide on a country's land; `afloat`, its ends may lie on water.
 * @param {Seen} seen
 * @param {string} code
 * @param {number} wide
 * @param {boolean} afloat
 */
function spotsOf(seen, code, wide, afloat) {
  const { margin, step, ashore } = drawing().countries;
  const need = wide / 2 + margin;
  /** @type {[number, number][]} */
  const spots = [];
  (seen.rows.get(code) ?? []).forEach(({ y, spans }, i) => {
    for (const [x0, x1] of spans) {
      if (afloat && x1 - x0 < wide * ashore) continue;
      const [a, b] = afloat ? dry(seen, code, i, [x0, x1]) : [x0, x1];
      const [west, east] = [Math.max(a + need, x0), Math.min(b - need, x1)];
      if (east < west) continue;
      spots.push([(west + east) / 2, y], [west, y], [east, y]);
      for (let x = west + step; x < east; x += step) spots.push([x, y]);
    }
  });
  return spots;
}

/**
 * The middle of a country's land in view, and its longest stretch.
 * @param {Row[]} rows
 */
function middleOf(rows) {
  let [sum, sx, sy, widest] = [0, 0, 0, 0];
  for (const { y, spans } of rows) {
    for (const [x0, x1] of spans) {
      const w = x1 - x0;
      sum += w;
      sx += (w * (x0 + x1)) / 2;
      sy += w * y;
      widest = Math.max(widest, w);
    }
  }
  return { x: sx / (sum || 1), y: sy / (sum || 1), widest };
}

/**
 * In brackets on the water around the middle of a country's islands.
 * @param {Seen} seen
 * @param {Name} name
 * @param {Free} free
 * @param {{x: number, y: number}} at
 * @returns {Placed | null}
 */
function besideOf(seen, name, free, at) {
  const form = { ...name, small: true, text: `(${name.text})` };
  const { w, h } = sizeOf(form);
  const lands = [...seen.rows.values()];
  const wet = (/** @type {Box} */ b) => !lands.some((rows) => rows.some(({ y, spans }) => y >= b[1] - 4 && y <= b[3] + 4 && spans.some(([x0, x1]) => x0 < b[2] && x1 > b[0])));
  for (const gap of drawing().countries.beside) {
    const [dx, dy] = [gap + w / 2, gap + h];
    for (const [x, y] of [[at.x, at.y + dy], [at.x, at.y - dy], [at.x + dx, at.y], [at.x - dx, at.y]]) {
      const box = around(x, y, w, h);
      if (free(box) && wet(box)) return { name: form, spot: { box, align: 'center' } };
    }
  }
  return null;
}

/**
 * Names for the countries in view that have none yet, the smallest first.
 * @param {Seen} seen
 * @param {Set<string>} done codes of those that have
 * @param {(code: string) => Label | undefined} labelOf
 * @param {Free} free
 * @param {(placed: Placed) => void} take
 */
export function complete(seen, done, labelOf, free, take) {
  const middles = [...seen.rows].map(([code, rows]) => ({ code, at: middleOf(rows) })).sort((a, b) => a.at.widest - b.at.widest || (a.code < b.code ? -1 : 1));
  for (const { code, at } of middles) {
    const label = labelOf(code);
    if (!label || done.has(code)) continue;
    const found = roomFor(seen, code, label, free, at) ?? (isIslands(seen, code, at) ? besideOf(seen, formsOf(label, code)[0], free, at) : null);
    if (found) take(found);
  }
}

/**
 * The neighbours in view that are not much smaller than a country.
 * @param {Seen} seen
 * @param {string} code
 */
function likeOf({ rows, pairs }, code) {
  const size = (/** @type {string} */ c) => (rows.get(c) ?? []).reduce((sum, { spans }) => sum + spans.reduce((s, [x0, x1]) => s + x1 - x0, 0), 0);
  const least = size(code) * drawing().countries.like;
  return pairs.filter((pair) => pair.includes(code)).map(([a, b]) => (a === code ? b : a)).filter((c) => size(c) >= least);
}

/**
 * Whether all that is seen of a country lies within the view and is large enough to matter.
 * @param {Seen} seen
 * @param {string} code
 * @param {{widest: number}} at
 */
function isIslands({ rows, frame }, code, { widest }) {
  const spans = (rows.get(code) ?? []).flatMap((row) => row.spans);
  const within = !rows.get(code)?.[0]?.spans.length && !rows.get(code)?.at(-1)?.spans.length;
  return within && widest ** 2 >= drawing().countries.island && spans.every(([x0, x1]) => x0 > frame[0] + 1 && x1 < frame[2] - 1);
}

/**
 * @param {Seen} seen
 * @param {string} code
 * @param {Label} label
 * @param {Free} free
 * @param {{x: number, y: number}} at
 * @returns {Placed | null}
 */
function roomFor(seen, code, label, free, at) {
  const far = (/** @type {[number, number]} */ [x, y]) => (x - at.x) ** 2 + (y - at.y) ** 2;
  for (const { form, wide, afloat } of triesOf(formsOf(label, code))) {
    const { w, h } = sizeOf(form);
    for (const [x, y] of spotsOf(seen, code, wide, afloat).sort((a, b) => far(a) - far(b))) {
      const box = around(x, y, w, h);
      if (free(box)) return { name: form, spot: { box, align: 'center' } };
    }
  }
  return null;
}

/**
 * Which countries would be named on an empty map (`able`), and which have room for a code that would stand
 * beside an unnamed neighbour of their like, so that they have none (`silent`).
 * @param {Seen} seen
 * @param {(code: string) => Label | undefined} labelOf
 * @param {Box[]} over what stands over the map
 */
export function roomOn(seen, labelOf, over) {
  const fits = (/** @type {string} */ code) => {
    const label = labelOf(code);
    const found = label && triesOf(formsOf(label, code)).find(({ form, wide, afloat }) => {
      const { w, h } = sizeOf(form);
      return spotsOf(seen, code, wide, afloat).some(([x, y]) => {
        const box = around(x, y, w, h);
        return inside(box, seen.frame) && !over.some((o) => meet(o, box));
      });
    });
    return found?.form.text ?? '';
  };
  const texts = new Map([...seen.rows.keys()].map((code) => [code, fits(code)]));
  const all = [...texts.keys()].filter((code) => texts.get(code));
  const able = new Set(all);
  for (let before = -1; before !== able.size;) {
    before = able.size;
    const alone = [...able].filter((code) => texts.get(code) === code && likeOf(seen, code).some((c) => !able.has(c)));
    alone.forEach((code) => able.delete(code));
  }
  return { able, silent: all.filter((code) => !able.has(code)) };
}

/**
 * How many borders in view have a name on one side only.
 * @param {Seen} seen
 * @param {Set<string>} able
 * @param {Set<string>} done codes of the named
 */
export const oneSided = ({ pairs }, able, done) => pairs.filter(([a, b]) => done.has(a) !== done.has(b) && able.has(done.has(a) ? b : a)).length;

/**
 * How much of a box lies on the land of others than the country of a code, 0 to 1.
 * @param {Seen} seen
 * @param {string} code
 * @param {Box} box
 */
export function abroad({ rows, frame }, code, [left, top, right, bottom]) {
  const { row } = drawing().countries;
  const nearest = (/** @type {number} */ y) => Math.max(0, Math.round((y - frame[1]) / row) - 1);
  const [from, to] = bottom - top > row + 4 ? [Math.ceil((top + 2 - frame[1]) / row) - 1, Math.floor((bottom - 2 - frame[1]) / row) - 1] : [nearest((top + bottom) / 2), nearest((top + bottom) / 2)];
  let covered = 0;
  for (const [other, theirs] of rows) {
    if (other === code) continue;
    for (let i = Math.max(0, from); i <= to; i += 1) for (const [a, b] of theirs[i]?.spans ?? []) covered += Math.max(0, Math.min(b, right) - Math.max(a, left));
  }
  return covered / ((right - left) * Math.max(1, to - from + 1));
}

/**
 * Whether enough of a name's middle line is on its own country's land or on water.
 * @param {Seen} seen
 * @param {string} code
 * @param {Box} box
 */
export function holds({ rows, frame }, code, [left, top, right, bottom]) {
  const { row, own } = drawing().countries;
  const i = Math.round(((top + bottom) / 2 - frame[1]) / row) - 1;
  let foreign = 0;
  for (const [other, theirs] of rows) {
    if (other !== code) for (const [a, b] of theirs[i]?.spans ?? []) foreign += Math.max(0, Math.min(b, right) - Math.max(a, left));
  }
  return foreign <= (right - left) * (1 - own);
}
