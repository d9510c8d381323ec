// What a view shows of the countries: their land row by row, and the borders between them
// (views/still/countries.py has the same).

import { degreesOf, turnsOf } from '../core/longitudes.js';
import { drawing } from '../core/told.js';

/** @import * as L from 'leaflet' */
/** @import { Box } from './types' */

/** @typedef {ReturnType<typeof import('./lands.js').createLands>} Lands */
/** @typedef {{y: number, spans: [number, number][]}} Row a country's stretches, in layer pixels */
/** @typedef {{rows: Map<string, Row[]>, frame: Box, pairs: [string, string][], far?: boolean, over?: Box[]}} Seen what a view shows of the countries; `far`: from so far that room is scarce, `over`: what stands over it */

/** @type {(box: Box, frame: Box) => boolean} */
export const inside = (b, frame) => b[0] > frame[0] + 2 && b[2] < frame[2] - 2 && b[1] > frame[1] + 2 && b[3] < frame[3] - 2;

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
  /** @type {unknown} */
  let land = null;
  /** @type {Seen} */
  let seen = { rows: new Map(), frame: [0, 0, 0, 0], pairs: [] };
  return (frame) => {
    const now = `${map.getZoom()} ${map.getBounds().toBBoxString()} ${frame}`;
    if (now !== key || lands.seen() !== land) seen = seenOn(map, lands, frame);
    [key, land] = [now, lands.seen()];
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
  for (const [code, spans] of lands.seen().spans(lats, west, east)) {
    rows.set(code, spans.map((row, i) => ({ y: ys[i], spans: row.map(([a, b]) => [x(a), x(b)]) })));
  }
  return { rows, frame, pairs: pairsIn(view, lands, scale), far: map.getZoom() < drawing().countries.even_below };
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
export function spotsOf(seen, code, wide, afloat) {
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
export function middleOf(rows) {
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
