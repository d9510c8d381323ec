// Where marks stand that would cover each other: apart, each with a line to its place. What lies on two sides
// of a border is never one mark where there is room for two, but far out, where it is one that names both sides;
// no seat's disc lies on a mark where there is room beside it. Nothing is moved onto the land of another state. The
// most important stay where they are, unless what must stand apart from them has its place there
// (views/still/apart.py does the same). Pure numbers, no Leaflet and no DOM.

import { drawing } from '../core/told.js';
import { listAt } from '../core/values.js';
import { extentOf } from './extent.js';

/** @import { EventItem } from '../core/types' */
/** @import { Box } from './types' */

/** @typedef {{x: number, y: number}} XY in pixels of the whole world */

const CELL = 96; // pixels
/** @type {(a: Box, b: Box) => boolean} */
const hits = (a, b) => a[0] < b[2] && a[2] > b[0] && a[1] < b[3] && a[3] > b[1];
/** @type {(box: Box, at: XY) => Box} */
const moved = ([l, t, r, b], { x, y }) => [l + x, t + y, r + x, b + y];
/** @type {(half: number) => Box} */
const around = (half) => [-half, -half, half, half];

/** What a mark is drawn on, around its middle, without what names keep clear of it. */
export function coreOf(/** @type {EventItem[]} */ events, on = false) {
  const less = drawing().marks.clear / 2;
  const [l, t, r, b] = extentOf(events, on);
  return /** @type {Box} */ ([l + less, t + less, r - less, b - less]);
}
/** The disc of a seat, which may hold its number. @returns {Box} */
export const discOf = (on = false) => around(drawing().marks.numbered + (on ? 4.5 : 0));
/** @returns {Box} */
export const ringOf = () => around(drawing().marks.ring);

/** Whether a map is seen from so far that a few pixels are another country. */
export const isFar = (/** @type {number} */ zoom) => zoom < drawing().marks.sides_from;

/** Boxes by squares of the map, so that only what is near is looked at. */
function createBoxes() {
  /** @type {Map<string, {box: Box, side: string}[]>} */
  const cells = new Map();
  const keys = (/** @type {Box} */ [l, t, r, b]) => {
    const found = [];
    for (let x = Math.floor(l / CELL); x <= Math.floor(r / CELL); x += 1) for (let y = Math.floor(t / CELL); y <= Math.floor(b / CELL); y += 1) found.push(`${x},${y}`);
    return found;
  };
  return {
    add: (/** @type {Box} */ box, side = '') => keys(box).forEach((key) => listAt(cells, key).push({ box, side })),
    /** Whether a box meets one of them, of other sides than `but`. */
    meet: (/** @type {Box} */ box, /** @type {string | null} */ but = null) => keys(box).some((key) => (cells.get(key) ?? []).some((o) => o.side !== but && hits(o.box, box))),
  };
}

/** How far, and where to: the nearest first, from the east round by the south. */
function ways(/** @type {boolean} */ far) {
  const { apart, apart_far: least, apart_step: step, apart_ways: n } = drawing().marks;
  const most = far ? least : apart;
  /** @type {{away: number, dx: number, dy: number}[]} */
  const found = [{ away: 0, dx: 0, dy: 0 }];
  for (let away = step; away <= most; away += step) {
    for (let i = 0; i < n; i += 1) found.push({ away, dx: away * Math.cos((2 * Math.PI * i) / n), dy: away * Math.sin((2 * Math.PI * i) / n) });
  }
  return found;
}

/**
 * Finds places for one thing after another, the most important first, so that none covers another.
 * @param {(at: XY) => string} sideAt the country of the land at a place of the map
 * @param {boolean} far
 */
export function createStand(sideAt, far) {
  const taken = createBoxes();
  const places = createBoxes();
  const all = ways(far);
  const { place } = drawing().marks;

  /** The nearest free place, on its own side of a border or on water. */
  function room(/** @type {XY} */ at, /** @type {Box} */ box, /** @type {string} */ side, /** @type {string | null} */ but) {
    for (const { away, dx, dy } of all) {
      const to = { x: at.x + dx, y: at.y + dy };
      const there = moved(box, to);
      if (taken.meet(there) || (but !== null && places.meet(there, but))) continue;
      const land = away && side ? sideAt(to) : '';
      if (!land || land === side) return to;
    }
    return null;
  }

  return {
    /** A mark's place, which one of another side may not cover. */
    keep: (/** @type {XY} */ at, /** @type {string} */ side) => places.add(moved(around(place + 1), at), side),
    /** What stands there already. */
    add: (/** @type {XY} */ at, /** @type {Box} */ box) => taken.add(moved(box, at)),
    isFree: (/** @type {XY} */ at, /** @type {Box} */ box) => !taken.meet(moved(box, at)),
    /**
     * Where something stands; null where there is no room near its place.
     * @param {XY} at
     * @param {Box} box around its middle
     * @param {{side?: string, mark?: boolean, wide?: Box}} [of] `wide`: with its words, if there is room for them
     */
    put(at, box, { side = '', mark = false, wide } = {}) {
      const found = (wide && room(at, wide, side, null)) ?? room(at, box, side, mark ? side : null);
      if (found) taken.add(moved(box, found));
      return found;
    },
  };
}
