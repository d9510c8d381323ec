// Whether a name may give way to others: not into another country.

import { createLand } from './land.js';

/** @import * as L from 'leaflet' */
/** @import { Box, GroundContext } from './types' */
/** @import { Name } from './typeset.js' */

const LAND = 'region.geojson';

/**
 * Says whether a name may stand in a box away from its own place: its middle stays in the country whose
 * name it is or in which it lies. How far the box may be is said by the steps (typeset.js).
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
    if (!land || name.kind === 'water') return Boolean(land);
    const middle = map.layerPointToLatLng([(left + right) / 2, (top + bottom) / 2]);
    return land.at(middle.lng, middle.lat) === land.at(name.lon, name.lat);
  };
}
