// Where along the edges of the map a row of chips has room: clear of marks, names and controls.

/** @import { Box } from './types' */
/** @import { Side } from './edges.js' */

/** @typedef {{x: number, y: number}} XY */
/** @typedef {{width: number, height: number, chips: Box[]}} Row what a row of chips takes, and each of its chips from its corner */

const EDGE = 12; // pixels from the edge of the map
const STEP = 8;
const APART = 3;

/** @type {(from: number, to: number) => number[]} */
const steps = (from, to) => Array.from({ length: Math.max(0, Math.floor((to - from) / STEP) + 1) }, (_, i) => from + i * STEP);

/**
 * Where a row may stand at an edge, what is best first: near `at` along it, then further in.
 * @param {Side} side
 * @param {Row} row
 * @param {XY} size of the map
 * @returns {XY[]}
 */
function placesAt(side, { width, height }, size) {
  const [east, south] = [size.x - EDGE - width, size.y - EDGE - height];
  const upright = side === 'w' || side === 'e';
  const best = { w: 50, e: size.y - 40 - height, n: (size.x - width) * 0.5, s: (size.x - width) * 0.5 }[side];
  const along = (upright ? steps(EDGE, south) : steps(EDGE, east)).sort((a, b) => Math.abs(a - best) - Math.abs(b - best));
  const deep = { w: [EDGE, 60], e: [east, east - 44], n: [EDGE, 50], s: [south, south - 22, south - 58] }[side];
  return deep.filter((d) => d >= EDGE / 2 && d <= (upright ? east : south)).flatMap((d) => along.map((a) => (upright ? { x: d, y: a } : { x: a, y: d })));
}

/**
 * Where a row covers nothing; null where there is no such place. `least`: then where it covers least.
 * @param {Side[]} sides to try, in this order
 * @param {Row} row
 * @param {XY} size of the map
 * @param {Box[]} taken in pixels of the map
 * @param {boolean} [least]
 */
export function placeFor(sides, row, size, taken, least = false) {
  /** @type {{at: XY, hits: number} | null} */
  let best = null;
  for (const at of sides.flatMap((side) => placesAt(side, row, size))) {
    const hits = boxesAt(row, at).reduce((n, [l, t, r, b]) => n + taken.filter((o) => l - APART < o[2] && r + APART > o[0] && t - APART < o[3] && b + APART > o[1]).length, 0);
    if (!hits) return at;
    if (least && (!best || hits < best.hits)) best = { at, hits };
  }
  return best?.at ?? null;
}

/** @type {(row: Row, at: XY) => Box[]} */
export const boxesAt = ({ chips }, { x, y }) => chips.map(([l, t, r, b]) => [l + x, t + y, r + x, b + y]);
