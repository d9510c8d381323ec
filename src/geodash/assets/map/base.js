// What any of our maps stands on, in Explore and in the show: the host that Folium's script calls.

import * as L from '../vendor/leaflet.js';

/** @import { Made, Settings } from './types' */

/**
 * What Folium's generated script calls (views/map.py: HostLayer).
 * @param {Made} made filled with the layers that are ours to draw
 */
export function createHost(made) {
  return {
    layer(/** @type {string} */ kind, /** @type {Settings} */ settings) {
      const group = L.layerGroup();
      made[kind] = { group, settings };
      return group;
    },
  };
}
