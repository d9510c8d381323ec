// The land of the countries: in detail where a view lies within the detailed region, coarse elsewhere.

import { near } from '../core/longitudes.js';
import { drawing } from '../core/told.js';
import { boundsOf, createLand } from './land.js';

/** @import * as L from 'leaflet' */
/** @import { GroundContext } from './types' */

/** @typedef {ReturnType<typeof createLand>} Land */

const FINE = 'region.geojson';
const ALL = 'countries.geojson';
const BORDERS = 'borders.geojson';

/** @typedef {{pair: [string, string], lines: {points: number[][], box: number[]}[]}} Border */

/**
 * The borders by the two countries that each is between.
 * @param {any} data GeoJSON
 * @returns {Border[]}
 */
function bordersOf(data) {
  /** @type {Map<string, Border>} */
  const found = new Map();
  for (const { geometry: g, properties: p } of data.features) {
    if (!p.left || !p.right) continue;
    const pair = /** @type {[string, string]} */ ([p.left, p.right].sort());
    const border = found.get(pair.join()) ?? { pair, lines: [] };
    found.set(pair.join(), border);
    for (const points of g.type === 'LineString' ? [g.coordinates] : g.coordinates) border.lines.push({ points, box: boundsOf([points]) });
  }
  return [...found.values()];
}

/** @param {GroundContext} ctx */
export function createLands(ctx) {
  /** @type {Record<string, Land>} */
  const land = {};
  /** @type {Border[]} */
  let borders = [];
  for (const name of [FINE, ALL]) {
    ctx.pending.push(
      ctx.files.json(name).then((data) => {
        land[name] = createLand(data);
      }),
    );
  }
  ctx.pending.push(
    ctx.files.json(BORDERS).then((data) => {
      borders = bordersOf(data);
    }),
  );
  const within = (/** @type {number} */ lon, /** @type {number} */ lat) => {
    const [w, s, e, n] = drawing().ground.detailed;
    return lon > w && lon < e && lat > s && lat < n;
  };
  const at = (/** @type {number} */ lon, /** @type {number} */ lat) => (within(lon, lat) ? land[FINE] : land[ALL]) ?? land[ALL];

  return {
    ready: () => Boolean(land[FINE] && land[ALL] && borders.length),
    borders: () => borders,
    /**
     * The land that a view shows.
     * @param {L.LatLngBounds} b
     */
    of: (b) => (within(b.getWest(), b.getSouth()) && within(b.getEast(), b.getNorth()) ? land[FINE] : land[ALL]),
    country: (/** @type {number} */ lon, /** @type {number} */ lat) => at(near(lon, 0), lat)?.at(lon, lat) ?? '',
  };
}
