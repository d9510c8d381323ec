// The land of the countries as the map draws it: in the cells of the view, else coarsely in the world.

import { near } from '../core/longitudes.js';
import { boundsOf, createLand } from './land.js';

/** @import { Cell } from './cell.js' */
/** @import { createGround } from './ground.js' */

/** @typedef {ReturnType<typeof createLand>} Land */
/** @typedef {{pair: [string, string], lines: {points: number[][], box: number[]}[]}} Border */

/**
 * The borders by the two countries that each is between.
 * @param {Cell[]} cells
 * @returns {Border[]}
 */
function bordersOf(cells) {
  /** @type {Map<string, Border>} */
  const found = new Map();
  for (const { left, right, lines } of cells.flatMap((cell) => cell.borders)) {
    if (!left || !right) continue;
    const pair = /** @type {[string, string]} */ ([left, right].sort());
    const border = found.get(pair.join()) ?? { pair, lines: [] };
    found.set(pair.join(), border);
    for (const points of lines) border.lines.push({ points, box: boundsOf([points]) });
  }
  return [...found.values()];
}

/** @param {Cell[]} cells */
const landOf = (cells) => createLand(cells.flatMap(({ lands }) => lands.flatMap(({ iso3, polygons }) => polygons.map((rings) => ({ iso3, rings })))));

/**
 * @template T
 * @param {(cells: Cell[]) => T} make
 * @returns {(cells: Cell[]) => T} made once for the same cells
 */
function once(make) {
  /** @type {Cell[]} */
  let of = [];
  /** @type {T | undefined} */
  let made;
  return (cells) => {
    if (!made || cells.length !== of.length || cells.some((cell, i) => cell !== of[i])) [of, made] = [cells, make(cells)];
    return made;
  };
}

/** @param {ReturnType<typeof createGround>} ground */
export function createLands(ground) {
  const [view, world, borders] = [once(landOf), once(landOf), once(bordersOf)];
  return {
    ready: () => Boolean(ground.world()) && ground.cells().length > 0,
    borders: () => borders(ground.cells()),
    /** The land that the view shows. */
    seen: () => view(ground.cells()),
    country(/** @type {number} */ lon, /** @type {number} */ lat) {
      const there = view(ground.cells()).at(lon, lat);
      const all = ground.world();
      return there || !all || ground.covers(near(lon, 0), lat) ? there : world([all]).at(lon, lat);
    },
  };
}
