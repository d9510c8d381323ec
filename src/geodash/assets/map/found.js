// The place that a search led to: a ring and its name, until the reader turns to something else.

import * as L from '../vendor/leaflet.js';
import { h } from '../core/dom.js';
import { near } from '../core/longitudes.js';

/** @import { State } from '../core/types' */
/** @typedef {ReturnType<typeof import('./view.js').createView>} MapView */

/**
 * @param {L.Map} map
 * @param {State} state
 * @param {MapView} view
 */
export function createFound(map, state, view) {
  /** @type {L.Marker | null} */
  let shown = null;
  const forget = () => {
    shown?.remove();
    shown = null;
  };
  const offs = [
    state.on('goto', ({ lat, lon, zoom, name }) => {
      forget();
      const at = L.latLng(lat, near(lon, map.getCenter().lng));
      const html = h('div', { class: 'gd-place-found' }, h('bdi', null, name));
      shown = L.marker(at, { pane: 'marks', interactive: false, keyboard: false, icon: L.divIcon({ className: '', html, iconSize: [0, 0] }) }).addTo(map);
      if (view.animate()) map.flyTo(at, zoom, { duration: 0.7 });
      else map.setView(at, zoom, { animate: false });
    }),
    state.on('select', forget),
    state.on('data', forget),
  ];
  return {
    destroy() {
      offs.forEach((off) => off());
      forget();
    },
  };
}
