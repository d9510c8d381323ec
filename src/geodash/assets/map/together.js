// A mark that stands for several places is named by all of them or by none: one name alone would tell where all
// happened (views/still/together.py does the same).

import { drawing } from '../core/told.js';

/** @import * as L from 'leaflet' */
/** @import { Name, Placed } from './typeset.js' */

const markOf = (/** @type {Name} */ { at }) => (at ? `${at.lat},${at.lon}` : '');

/**
 * Without the names of a mark that are of one place where that of another found no room.
 * @param {L.Map} map
 * @param {Name[]} names all that were asked for
 * @param {Placed[]} placed
 */
export function together(map, names, placed) {
  const told = new Set(placed.map(({ name }) => `${markOf(name)} ${name.text}`));
  const without = names.filter((n) => n.at && !told.has(`${markOf(n)} ${n.text}`));
  const pointOf = (/** @type {Name} */ n) => map.latLngToLayerPoint([n.lat, n.lon]);
  const isElsewhere = (/** @type {Name} */ a, /** @type {Name} */ b) => pointOf(a).distanceTo(pointOf(b)) > drawing().labels.elsewhere;
  return placed.filter(({ name }) => !name.at || !without.some((n) => markOf(n) === markOf(name) && isElsewhere(n, name)));
}
