// Which country a point lies in, as the map draws it, and how far each reaches on a row of the map: a
// name may give way, but never into another country.

import { degreesOf, near, turnsOf } from '../core/longitudes.js';

/** @typedef {[west: number, east: number]} Span in degrees */
/** @typedef {{rings: number[][][], box: number[], iso3: string}} Part */

/**
 * @param {number} lon
 * @param {number} lat
 * @param {number[][]} ring
 */
function inRing(lon, lat, ring) {
  let inside = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i, i += 1) {
    const [xi, yi] = ring[i];
    const [xj, yj] = ring[j];
    if (yi > lat !== yj > lat && lon < ((xj - xi) * (lat - yi)) / (yj - yi) + xi) inside = !inside;
  }
  return inside;
}

/**
 * @param {number} lon
 * @param {number} lat
 * @param {number[][][]} rings the outline, then its holes
 */
const inPolygon = (lon, lat, rings) => inRing(lon, lat, rings[0]) && !rings.slice(1).some((hole) => inRing(lon, lat, hole));

/** @param {number[][][]} rings */
export function boundsOf(rings) {
  const box = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of rings[0]) {
    box[0] = Math.min(box[0], x);
    box[1] = Math.min(box[1], y);
    box[2] = Math.max(box[2], x);
    box[3] = Math.max(box[3], y);
  }
  return box;
}

/**
 * The first of falling numbers that is not above `v`.
 * @param {number[]} falling
 * @param {number} v
 */
function firstBelow(falling, v) {
  let [from, to] = [0, falling.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (falling[middle] > v) from = middle + 1;
    else to = middle;
  }
  return from;
}

/**
 * Where the edges of a polygon cross each row, by row.
 * @param {Part} part
 * @param {number[]} lats of the rows, from the north
 */
function crossings({ rings }, lats) {
  /** @type {number[][]} */
  const found = lats.map(() => []);
  for (const ring of rings) {
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i, i += 1) {
      const [xi, yi] = ring[i];
      const [xj, yj] = ring[j];
      const low = Math.min(yi, yj);
      for (let r = firstBelow(lats, Math.max(yi, yj)); r < lats.length && lats[r] > low; r += 1) {
        found[r].push(xi + ((xj - xi) * (lats[r] - yi)) / (yj - yi));
      }
    }
  }
  return found;
}

/** @type {(box: number[], lats: number[], west: number, east: number) => boolean} */
const reaches = ([w, s, e, n], lats, west, east) => e >= west && w <= east && n >= lats[lats.length - 1] && s <= lats[0];

/**
 * Stretches of a row in order; those that meet at the edge of a cell are one.
 * @param {Span[]} row
 */
function joined(row) {
  /** @type {Span[]} */
  const found = [];
  for (const [from, to] of row.sort((a, b) => a[0] - b[0])) {
    const last = found[found.length - 1];
    if (last && from - last[1] < 1e-7) last[1] = Math.max(last[1], to);
    else found.push([from, to]);
  }
  return found;
}

/** @param {{rings: number[][][], iso3: string}[]} polygons */
export function createLand(polygons) {
  /** @type {Part[]} */
  const parts = polygons.map(({ rings, iso3 }) => ({ rings, box: boundsOf(rings), iso3 }));
  /** @type {Map<string, number>} */
  const known = new Map();

  /**
   * The piece of land at a point: an island, say; -1 at sea or off this map.
   * @param {number} anywhere longitude, on any turn of the globe
   * @param {number} lat
   */
  function piece(anywhere, lat) {
    const lon = near(anywhere, 0);
    const key = `${lon.toFixed(3)},${lat.toFixed(3)}`;
    const there = known.get(key);
    if (there !== undefined) return there;
    const found = parts.findIndex(({ box, rings }) => lon >= box[0] && lon <= box[2] && lat >= box[1] && lat <= box[3] && inPolygon(lon, lat, rings));
    known.set(key, found);
    return found;
  }

  /**
   * By country, for each row its stretches between two meridians.
   * @param {number[]} lats of the rows, from the north
   * @param {number} west
   * @param {number} east
   */
  function spans(lats, west, east) {
    /** @type {Map<string, Span[][]>} */
    const found = new Map();
    for (const by of turnsOf(west, east).map(degreesOf)) {
      for (const part of parts.filter((p) => p.iso3 && reaches(p.box, lats, west - by, east - by))) {
        const rows = found.get(part.iso3) ?? lats.map(() => []);
        found.set(part.iso3, rows);
        crossings(part, lats).forEach((xs, r) => {
          xs.sort((a, b) => a - b);
          for (let i = 0; i + 1 < xs.length; i += 2) {
            const [from, to] = [xs[i] + by, xs[i + 1] + by];
            if (to > west && from < east) rows[r].push([Math.max(west, from), Math.min(east, to)]);
          }
        });
      }
    }
    for (const [iso3, rows] of found) found.set(iso3, rows.map(joined));
    return found;
  }

  return {
    spans,
    /** The country's code, '' at sea or off this map. */
    at: (/** @type {number} */ lon, /** @type {number} */ lat) => parts[piece(lon, lat)]?.iso3 ?? '',
  };
}
