// Brings a selected event into view where it is not, and the reader back when they let go of it.

import * as L from '../vendor/leaflet.js';

/** @import { State, Told } from '../core/types' */
/** @import { Events } from './types' */
/** @typedef {ReturnType<typeof import('./view.js').createView>} MapView */

/** So near and no nearer what is known by its country alone is shown: a town's surroundings would say more. */
const COUNTRY_ZOOM = 6;
/** So near is what is known closer. */
const PLACE_ZOOM = 6.5;

/** Steps of zoom by which a map near a pole enlarges what is shown, from 60° on. */
const farther = (/** @type {number} */ lat) => Math.min(0, 1 + Math.log2(Math.max(0.05, Math.cos((lat * Math.PI) / 180))));

/**
 * @param {L.Map} map
 * @param {State} state
 * @param {Events} events
 * @param {MapView} view
 */
export function createReveal(map, state, events, view) {
  // Where the reader was before a selection moved the map; given up as soon as they move it themselves.
  /** @type {{center: L.LatLng, z: number, moved: boolean} | null} */
  let before = null;
  map.on('dragstart zoomstart', () => {
    if (!view.moving) before = null;
  });

  /**
   * @param {L.LatLng[]} points
   * @param {boolean} smooth
   * @param {boolean} country known no closer than that
   */
  function moveTo(points, smooth, country) {
    view.moving = true;
    // Registered first: without an animation the map has arrived before the next line.
    map.once('moveend', () => {
      view.moving = false;
    });
    const now = view.now();
    if (!before && now) before = { ...now, moved: state.moved };
    const glide = smooth && view.animate();
    const zoom = country ? Math.min(map.getZoom(), COUNTRY_ZOOM) : Math.max(map.getZoom(), PLACE_ZOOM + farther(points[0].lat));
    if (points.length > 1) view.flyTo(L.latLngBounds(points).pad(0.35), { maxZoom: Math.max(8, map.getZoom()), smooth: glide });
    else if (glide) map.flyTo(points[0], zoom, { duration: 0.7 });
    else map.setView(points[0], zoom, { animate: false });
  }

  function comeBack() {
    if (!before) return;
    const { moved, ...there } = before;
    before = null;
    view.moving = true;
    if (view.animate()) map.flyTo(there.center, there.z, { duration: 0.6 });
    else view.set(there);
    view.tell();
    state.moved = moved;
    map.once('moveend', () => {
      view.moving = false;
      state.moved = moved;
    });
    if (!view.animate()) view.moving = false;
  }

  /**
   * Without changing the zoom needlessly.
   * @param {Told['select']} chosen
   * @param {boolean} [smooth]
   */
  return ({ id, source }, smooth = true) => {
    if (id !== state.event) return; // chosen anew before this frame
    if (!id) {
      if (source === 'history') before = null;
      else comeBack();
      return;
    }
    const addressed = source === 'url' || source === 'history';
    if (source === 'map' || (addressed && state.view)) return;
    const points = events.pointsOf(id);
    const frame = map.getBounds().pad(-0.06);
    const country = state.byId(id)?.draw === 'country';
    const tooNear = country && map.getZoom() > COUNTRY_ZOOM;
    if (points.length && (tooNear || !points.every((p) => frame.contains(p)))) moveTo(points, smooth, country);
  };
}
