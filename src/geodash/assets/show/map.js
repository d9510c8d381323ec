// The map half of a slide: Explore's layers, marks and names, enlarged as a whole, so that a slide is
// composed the same at every size of screen.

import * as L from '../vendor/leaflet.js';
import drawMap from './folium_map.js';
import { h } from '../core/dom.js';
import { createAreas } from '../map/areas.js';
import { createHost, showByZoom } from '../map/base.js';
import { createEvents } from '../map/events.js';
import { createLabels } from '../map/labels.js';
import { createLocator } from '../map/locator.js';
import { createMapState } from './map_state.js';
import { packedFiles } from './packed.js';

/** @import { GroundContext, Made } from '../map/types' */
/** @import { Frame, ShowEvent, Slide } from './types' */

const LARGER = 2; // times the size of Explore's, at 1080 lines
const FLIGHT = 0.9; // seconds
const NEAREST = 9; // zoom
const WIDER = 0.9; // zooms: a saved view is of a map nearly twice as wide
const ANY = 10; // the zoom at which a middle is sought; any would do

/** @param {L.Map} map */
function fixed(map) {
  map.options.zoomSnap = 0;
  const ways = [map.dragging, map.touchZoom, map.doubleClickZoom, map.scrollWheelZoom, map.boxZoom, map.keyboard, /** @type {any} */ (map).tapHold];
  for (const way of ways) way?.disable();
  map.getContainer().removeAttribute('tabindex');
}

/**
 * Where a frame puts the map's middle, and how near; null for one that says nothing.
 * @param {L.Map} map
 * @param {Frame | null} frame
 */
function viewOf(map, frame) {
  if (frame?.center) return { center: L.latLng(frame.center), zoom: Math.min((frame.zoom ?? NEAREST) - WIDER, map.getMaxZoom()) };
  if (!frame?.bounds) return null;
  const [w, s, e, n] = frame.bounds;
  const bounds = L.latLngBounds([s, w], [n, e]);
  // The middle of a Mercator map is not the middle of its latitudes.
  const corners = map.project(bounds.getNorthWest(), ANY).add(map.project(bounds.getSouthEast(), ANY));
  return { center: map.unproject(corners.divideBy(2), ANY), zoom: Math.min(map.getBoundsZoom(bounds), NEAREST) };
}

/**
 * Keeps the map on what its slide shows: `to(frame, fly)`, and `again()` without movement.
 * @param {L.Map} map
 * @param {MediaQueryList} reducedMotion
 */
function createPlacing(map, reducedMotion) {
  /** @type {Frame | null} */
  let frame = null;
  let flying = false;
  map.on('moveend', () => {
    flying = false;
  });

  function place(/** @type {boolean} */ fly) {
    const view = viewOf(map, frame);
    if (!view) return;
    // Stopping is no small thing: it draws all again.
    if (flying) map.stop();
    flying = fly && !reducedMotion.matches;
    if (flying) map.flyTo(view.center, view.zoom, { duration: FLIGHT });
    else map.setView(view.center, view.zoom, /** @type {L.ZoomPanOptions} */ ({ animate: false, reset: true }));
  }
  return {
    again: () => place(false),
    to(/** @type {Frame} */ next, /** @type {boolean} */ fly) {
      frame = next;
      place(fly);
    },
  };
}

/**
 * @param {HTMLElement} root the half of the screen that it fills
 * @param {HTMLElement} key what explains the marks; no name hides below it
 * @param {{reducedMotion: MediaQueryList, onChoose: (ids: string[]) => unknown}} options `onChoose`: a mark was clicked
 */
export async function mountMap(root, key, { reducedMotion, onChoose }) {
  const canvas = h('div', { class: 'gd-map-canvas', role: 'region', 'aria-label': 'Map' });
  const scaled = h('div', { class: 'gd-map sh-map-scaled' }, canvas);
  root.prepend(scaled);
  /** @type {GroundContext} */
  const ctx = { files: packedFiles, plain: true, pending: [], byZoom: [], reducedMotion };
  /** @type {Made} */
  const made = {};
  const { state, put } = createMapState(onChoose);

  function resize() {
    const unit = Number.parseFloat(getComputedStyle(root).getPropertyValue('--unit')) || 1;
    const k = LARGER * unit;
    Object.assign(scaled.style, { width: `${root.clientWidth / k}px`, height: `${root.clientHeight / k}px`, transform: `scale(${k})` });
  }

  resize();
  const map = drawMap(L, canvas, createHost(ctx, made));
  fixed(map);
  const areas = createAreas(made.areas, ctx);
  const labels = createLabels(map, made.labels, ctx);
  const events = createEvents(map, made.events, state, ctx, { areas, labels });
  scaled.append(createLocator(map, ctx).node, key);
  L.control.scale({ imperial: false, maxWidth: 90, position: 'bottomright' }).addTo(map).getContainer()?.classList.add('sh-scale');
  map.on('zoomend', () => showByZoom(map, made, ctx));
  const placing = createPlacing(map, reducedMotion);

  new ResizeObserver(() => {
    if (!root.clientWidth) return;
    resize();
    map.invalidateSize({ animate: false, pan: false });
    placing.again();
  }).observe(root);

  await Promise.allSettled(ctx.pending);
  return {
    /**
     * Draws a slide's events and brings its frame into view.
     * @param {Slide} slide
     * @param {ShowEvent[]} found
     */
    show(slide, found, { fly = false } = {}) {
      put(found, slide.frame);
      placing.to(slide.frame, fly);
      showByZoom(map, made, ctx);
      events.redraw();
      canvas.setAttribute('aria-label', `Map: ${slide.place || slide.heading}`);
    },
  };
}
