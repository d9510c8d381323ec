// The map half of a slide: Explore's layers, marks and names, enlarged as a whole, so that a slide is
// composed the same at every size of screen.

import * as L from '../vendor/leaflet.js';
import { h } from '../core/dom.js';
import { near } from '../core/longitudes.js';
import { createAreas } from '../map/areas.js';
import { createHost } from '../map/base.js';
import { createUnnamed } from '../map/boundary.js';
import { createEvents } from '../map/events.js';
import { createGround } from '../map/ground.js';
import { createLabels } from '../map/labels.js';
import { createLocator } from '../map/locator.js';
import { packedFiles } from '../map/packed.js';
import { createMapState } from '../map/shown.js';
import drawMap from './folium_map.js';

/** @import { EventItem } from '../core/types' */
/** @import { GroundContext, Made } from '../map/types' */
/** @import { Frame, Slide } from './types' */

const LARGER = 2; // times the size of Explore's, at 1080 lines
const FLIGHT = 0.9; // seconds
/** Pixels of the map of a composed slide at least: a smaller one shows the same, from further away. */
const COMPOSED = [390, 400];
/** Zoom steps: a saved view is of a map nearly twice as wide. */
const NARROWER = 0.9;

/** Nobody moves a map of the show. */
function fixed(/** @type {L.Map} */ map) {
  map.options.zoomSnap = 0;
  const { dragging, touchZoom, doubleClickZoom, scrollWheelZoom, boxZoom, keyboard, tapHold } = map;
  for (const way of [dragging, touchZoom, doubleClickZoom, scrollWheelZoom, boxZoom, keyboard, tapHold]) way?.disable();
  map.getContainer().removeAttribute('tabindex');
}

/**
 * Centre and zoom of a frame, null where it has none.
 * @param {L.Map} map
 * @param {Frame} frame
 */
function viewOf(map, frame) {
  if (frame.center) {
    const { x, y } = map.getSize();
    const less = Math.log2(Math.min(1, x / COMPOSED[0], y / COMPOSED[1]));
    return { center: L.latLng(frame.center), zoom: Math.min((frame.zoom ?? 0) - NARROWER + less, map.getMaxZoom()) };
  }
  if (!frame.bounds) return null;
  const [w, s, e, n] = frame.bounds;
  const bounds = L.latLngBounds([s, w], [n, e]);
  const zoom = Math.min(map.getBoundsZoom(bounds), 9);
  // The middle of a Mercator map is not the middle of its latitudes.
  const middle = map.unproject(map.project(bounds.getNorthWest(), 10).add(map.project(bounds.getSouthEast(), 10)).divideBy(2), 10);
  return { center: middle, zoom };
}

/**
 * Brings a frame into view, cut or flown to.
 * @param {L.Map} map
 * @param {MediaQueryList} reducedMotion
 */
function createPlacing(map, reducedMotion) {
  let flying = false;
  map.on('moveend', () => {
    flying = false;
  });
  return (/** @type {Frame | null} */ frame, /** @type {boolean} */ fly) => {
    const to = frame && viewOf(map, frame);
    if (!to) return;
    // Stopping is no small thing: it draws all again.
    if (flying) map.stop();
    flying = fly && !reducedMotion.matches;
    // Nobody flies round the world to the next island.
    if (flying) map.flyTo([to.center.lat, near(to.center.lng, map.getCenter().lng)], to.zoom, { duration: FLIGHT });
    else map.setView(to.center, to.zoom, /** @type {L.ZoomPanOptions} */ ({ animate: false, reset: true }));
  };
}

/**
 * The drawing is laid out in the pixels of the composition and enlarged.
 * @param {HTMLElement} root
 * @param {HTMLElement} scaled
 */
function resize(root, scaled) {
  const unit = Number.parseFloat(getComputedStyle(root).getPropertyValue('--unit')) || 1;
  // On a small screen the map shows less rather than names that nobody can read.
  const k = Math.max(LARGER * unit, 1);
  Object.assign(scaled.style, { width: `${root.clientWidth / k}px`, height: `${root.clientHeight / k}px`, transform: `scale(${k})` });
}

/**
 * @param {HTMLElement} root the half of the screen that it fills
 * @param {{key: HTMLElement, signs: Record<'ring' | 'moved', HTMLElement>}} stage `key`: what explains the marks, below which no name hides; `signs`: its lines on rings, and on marks that stand aside
 * @param {{reducedMotion: MediaQueryList, onChoose: (ids: string[]) => void}} how `onChoose`: a mark was clicked
 */
export async function mountMap(root, { key, signs }, { reducedMotion, onChoose }) {
  const canvas = h('div', { class: 'gd-map-canvas', role: 'region', 'aria-label': 'Map' });
  const scaled = h('div', { class: 'gd-map sh-map-scaled' }, canvas);
  root.prepend(scaled);
  /** @type {GroundContext} */
  const ctx = { files: packedFiles, plain: true, pending: [], reducedMotion };
  /** @type {Made} */
  const made = {};
  resize(root, scaled);
  const map = drawMap(L, canvas, createHost(made));
  fixed(map);
  const { state, put } = createMapState(onChoose);
  const ground = createGround(map, ctx, made.ground.settings);
  const labels = createLabels(map, made.labels, ctx, ground);
  const events = createEvents(map, made.events, state, ctx, { areas: createAreas(made.areas, ctx), labels });
  const unnamed = createUnnamed('sh-unnamed');
  labels.onUnnamed(unnamed.tell);
  scaled.append(createLocator(map, ctx).node, key, unnamed.node);
  L.control.scale({ imperial: false, maxWidth: 90, position: 'bottomright' }).addTo(map).getContainer()?.classList.add('sh-scale');
  const place = createPlacing(map, reducedMotion);
  /** @type {Frame | null} */
  let frame = null;

  /** Says what a ring is, and a line with a dot, where there is one; names make room. */
  function tellSigns() {
    const there = { ring: events.rings() > 0, moved: events.inUse().moved };
    if (signs.ring.hidden !== there.ring && signs.moved.hidden !== there.moved) return;
    signs.ring.hidden = !there.ring;
    signs.moved.hidden = !there.moved;
    labels.layout();
  }
  events.onDrawn(tellSigns);

  new ResizeObserver(() => {
    if (!root.clientWidth) return;
    resize(root, scaled);
    map.invalidateSize({ animate: false, pan: false });
    place(frame, false);
    events.redraw(); // at the same zoom names would keep the places that they had on the other screen
  }).observe(root);

  await Promise.allSettled(ctx.pending);
  ctx.changed = events.redraw;
  return {
    map,
    /**
     * Draws a slide's events and brings its frame into view.
     * @param {Slide} slide
     * @param {EventItem[]} found
     * @param {{fly: boolean}} how
     */
    show(slide, found, { fly }) {
      frame = slide.frame;
      put(found, frame);
      place(frame, fly);
      ground.load();
      events.redraw();
      canvas.setAttribute('aria-label', `Map: ${slide.place || slide.heading}`);
    },
  };
}
