// The pieces of the base map that a view needs, fetched when it does: cells of the level that its zoom
// asks for. What was shown stays until all of what takes its place is there.

import { drawing } from '../core/told.js';
import { cellOf } from './cell.js';

/** @import * as L from 'leaflet' */
/** @import { Files } from './types' */
/** @import { Cell } from './cell.js' */
/** @typedef {{z: number, least: number}} Level */
/** @typedef {{key: string, z: number, x: number, y: number, turn: number}} Place `key` without the turn of the globe */

/** Cells that are kept beyond those in view. */
const KEPT = 120;

/** The level of a zoom: the last that begins there or before. */
export const levelAt = (/** @type {Level[]} */ levels, /** @type {number} */ zoom) => levels.filter(({ least }, i) => !i || zoom >= least).at(-1) ?? levels[0];

const row = (/** @type {number} */ lat) => (1 - Math.asinh(Math.tan((Math.max(-85.05, Math.min(85.05, lat)) * Math.PI) / 180)) / Math.PI) / 2;

/**
 * The cells that a view touches.
 * @param {L.LatLngBounds} view
 * @param {number} z
 * @returns {Place[]}
 */
export function placesIn(view, z) {
  const n = 2 ** z;
  const column = (/** @type {number} */ lon) => Math.floor(((lon + 180) / 360) * n);
  const [west, east] = [column(view.getWest()), column(view.getEast())];
  const [north, south] = [view.getNorth(), view.getSouth()].map((lat) => Math.min(n - 1, Math.floor(row(lat) * n)));
  /** @type {Place[]} */
  const found = [];
  for (let x = west; x <= east; x += 1) {
    const turn = Math.floor(x / n);
    for (let y = north; y <= south; y += 1) found.push({ key: `${z}/${x - turn * n}/${y}`, z, x: x - turn * n, y, turn });
  }
  return found;
}

/**
 * @param {Files} files
 * @param {() => void} changed something has arrived
 */
export function createCells(files, changed) {
  /** @type {Map<string, Cell | null>} */
  const known = new Map();
  /** @type {Map<string, Promise<void>>} */
  const coming = new Map();

  /** @param {Place} place */
  function load({ key, z, x, y }) {
    const there = coming.get(key);
    if (there) return there;
    const one = files.cell(z, x, y).then(
      (bytes) => {
        known.set(key, bytes && cellOf(bytes, z, x, y));
      },
      () => {}, // what can't be had just now is asked for again with the next view
    ).finally(() => {
      coming.delete(key);
      changed();
    });
    coming.set(key, one);
    return one;
  }

  return {
    has: (/** @type {Place} */ { key }) => known.has(key),
    get: (/** @type {string} */ key) => known.get(key) ?? null,
    /** Asks for what is missing; fulfilled when all of it is there, or can't be had. */
    load(/** @type {Place[]} */ places) {
      const missing = places.filter(({ key }) => !known.has(key));
      // What is used now is forgotten last.
      for (const { key } of places) {
        const cell = known.get(key);
        if (cell !== undefined && known.delete(key)) known.set(key, cell);
      }
      for (const key of [...known.keys()].slice(0, Math.max(0, known.size - places.length - KEPT))) if (!key.startsWith('0/')) known.delete(key);
      return Promise.all(missing.map(load));
    },
    /** The level of a zoom, a coarser one where this has not all of what a view needs. */
    levelFor(/** @type {L.LatLngBounds} */ view, /** @type {number} */ zoom) {
      const { levels } = drawing().ground;
      const fitting = levels.slice(0, levels.indexOf(levelAt(levels, zoom)) + 1).reverse();
      return fitting.find(({ z }) => placesIn(view, z).every((p) => files.holds(p.z, p.x, p.y))) ?? levels[0];
    },
  };
}
