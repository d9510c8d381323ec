// How far a name may give way to others: a little, and never into another country.

import { createLand } from './land.js';

/** @import * as L from 'leaflet' */
/** @import { Box, GroundContext } from './types' */
/** @import { Name } from './typeset.js' */

const LAND = 'region.geojson';
/** @type {Record<string, number>} degrees of latitude; of longitude a little more */
const REACH = { country: 0.6, region: 0.32, province: 0.16, water: 0.12 };

/**
 * Says whether a name may stand in a box away from its own place: in the country whose name it is or in
 * which it lies.
 * @param {L.Map} map
 * @param {GroundContext} ctx
 */
export function createReach(map, ctx) {
  /** @type {ReturnType<typeof createLand> | null} */
  let land = null;
  ctx.pending.push(
    ctx.files.json(LAND).then((data) => {
      land = createLand(data);
    }),
  );
  return (/** @type {Name} */ name, /** @type {Box} */ [left, top, right, bottom]) => {
    if (map.getZoom() < 6 || !land) return false;
    const country = land.at;
    const at = (/** @type {number} */ x) => map.layerPointToLatLng([x, (top + bottom) / 2]);
    const middle = at((left + right) / 2);
    const reach = REACH[name.kind] ?? 0;
    if (Math.abs(middle.lat - name.lat) > reach || Math.abs(middle.lng - name.lon) > reach * 1.4) return false;
    if (name.kind === 'water') return true;
    const own = country(name.lon, name.lat);
    const ends = name.kind === 'country' ? [at(left + 8), middle, at(right - 8)] : [middle];
    return ends.every((p) => country(p.lng, p.lat) === own);
  };
}
