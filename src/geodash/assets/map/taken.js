// What is taken on the map, by squares: whether a place is free is asked thousands of times in one go.

import { meet } from './boxes.js';

/** @import { Box } from './types' */

const SIDE = 48; // px of a square
/** A box over more squares than this is kept apart. */
const MOST = 400;

/** @param {Box[]} boxes what is there already */
export function createTaken(boxes) {
  /** @type {Map<number, Box[]>} */
  const squares = new Map();
  /** @type {Box[]} */
  const large = [];
  const at = (/** @type {number} */ px) => Math.floor(px / SIDE);
  // Layer pixels lie within some thousands of squares around the origin.
  const key = (/** @type {number} */ x, /** @type {number} */ y) => (x + 32768) * 65536 + y + 32768;

  function add(/** @type {Box} */ box) {
    const [x0, y0, x1, y1] = box.map(at);
    if (!((x1 - x0 + 1) * (y1 - y0 + 1) <= MOST)) {
      large.push(box);
      return;
    }
    for (let x = x0; x <= x1; x += 1) {
      for (let y = y0; y <= y1; y += 1) {
        const there = squares.get(key(x, y));
        if (there) there.push(box);
        else squares.set(key(x, y), [box]);
      }
    }
  }

  /** Whether something that is taken meets a box; a point is a box of no size. */
  function meets(/** @type {Box} */ box) {
    const hits = (/** @type {Box} */ t) => meet(t, box);
    if (large.some(hits)) return true;
    const [x1, y1] = [at(box[2]), at(box[3])];
    for (let x = at(box[0]); x <= x1; x += 1) {
      for (let y = at(box[1]); y <= y1; y += 1) if (squares.get(key(x, y))?.some(hits)) return true;
    }
    return false;
  }

  boxes.forEach(add);
  return { add, meets };
}
