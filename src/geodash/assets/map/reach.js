// How far a name may give way to others: a little, and never into another country.

import { drawing } from '../core/told.js';

/** @import * as L from 'leaflet' */
/** @import { Box } from './types' */
/** @import { Name } from './typeset.js' */

/**
 * Says whether a name may stand in a box away from its own place: in the country whose name it is or in
 * which it lies.
 * @param {L.Map} map
 * @param {ReturnType<typeof import('./lands.js').createLands>} lands
 */
export function createReach(map, lands) {
  return (/** @type {Name} */ name, /** @type {Box} */ [left, top, right, bottom]) => {
    if (!lands.ready()) return false;
    const { reach: reaches, shift_from: nearest } = drawing().labels;
    const at = (/** @type {number} */ x) => map.layerPointToLatLng([x, (top + bottom) / 2]);
    const middle = at((left + right) / 2);
    const reach = reaches[name.kind] ?? 0;
    // Far out a step is many degrees, and the country alone is the measure.
    const close = map.getZoom() >= nearest;
    if (close && (Math.abs(middle.lat - name.lat) > reach || Math.abs(middle.lng - name.lon) > reach * 1.4)) return false;
    if (name.kind === 'water') return true;
    const own = lands.country(name.lon, name.lat);
    const ends = name.kind === 'country' ? [at(left + 8), middle, at(right - 8)] : [middle];
    return ends.every((p) => lands.country(p.lng, p.lat) === own);
  };
}
