// What part of the world the map shows, kept in step with the page's address.

import * as L from '../vendor/leaflet.js';
import { near } from '../core/longitudes.js';
import { parseView } from '../core/url.js';
import { wholeView } from './whole.js';

/** @import { State } from '../core/types' */
/** @import { Flight, MapContext } from './types' */
/** @typedef {{center: L.LatLng, z: number}} View */

const FLIGHT = 0.7; // seconds

/** `z/lat/lon` of what is in view, as it stands in an address. */
export function formatView(/** @type {L.Map} */ map) {
  const c = map.getCenter().wrap();
  const digits = map.getZoom() > 7 ? 3 : 2;
  return `${+map.getZoom().toFixed(2)}/${c.lat.toFixed(digits)}/${c.lng.toFixed(digits)}`;
}

/**
 * The bounds on the turn of the globe that the map shows: nobody flies round the world to the next island.
 * @param {L.LatLngBounds} bounds
 * @param {number} from longitude
 */
function nearest(bounds, from) {
  const middle = (bounds.getWest() + bounds.getEast()) / 2;
  const turn = near(middle, from) - middle;
  return turn ? L.latLngBounds([bounds.getSouth(), bounds.getWest() + turn], [bounds.getNorth(), bounds.getEast() + turn]) : bounds;
}

/**
 * Calls `changed` when an element has another size than it had.
 * @param {HTMLElement} element
 * @param {() => void} changed
 */
function watchSize(element, changed) {
  let size = '';
  return new ResizeObserver(([entry]) => {
    const { width, height } = entry.contentRect;
    const before = size;
    size = `${width}x${height}`;
    if (before && before !== size) changed();
  });
}

/**
 * @param {L.Map} map
 * @param {State} state
 * @param {MapContext} ctx
 * @param {() => boolean} animate
 * @param {() => {left: number, small: number, top: number, bottom: number}} covered pixels that a home view keeps clear of
 */
function createFlight(map, state, ctx, animate, covered) {
  /** @param {import('../core/types').Home} home */
  function viewOf(home) {
    const [w, s, e, n] = home.bounds;
    const { left, small, top, bottom } = covered();
    // Where everything is in view, a step further out costs more than what the legend covers of a large map.
    const beside = home.name === 'All' ? small : left;
    return wholeView(map, state.data?.events ?? [], L.latLngBounds([s, w], [n, e]), { left: beside, top, bottom });
  }

  /** @type {Flight['goHome']} */
  function goHome(home = ctx.homes[0], smooth = true) {
    if (!home) return;
    const { center, zoom } = viewOf(home);
    if (smooth && animate()) map.flyTo([center.lat, near(center.lng, map.getCenter().lng)], zoom, { duration: FLIGHT });
    else map.setView(center, zoom, { animate: false });
  }

  /** @type {Flight['flyTo']} */
  function flyTo(bounds, { padding = [60, 60], left = 0, top = 0, bottom = 0, maxZoom = 9, smooth = true } = {}) {
    const options = { paddingTopLeft: L.point(padding[0] + left, padding[1] + top), paddingBottomRight: L.point(padding[0], padding[1] + bottom), maxZoom };
    const glide = smooth && animate();
    const asked = /** @type {L.LatLngBounds} */ (bounds instanceof L.LatLngBounds ? bounds : L.latLngBounds(/** @type {L.LatLngBoundsLiteral} */ (bounds)));
    const target = nearest(asked, glide ? map.getCenter().lng : 0);
    if (glide) map.flyToBounds(target, { ...options, duration: FLIGHT });
    else map.fitBounds(target, { ...options, animate: false });
  }

  /** Whether the map shows a home view, to the pixel. */
  function isAt(home = ctx.homes[0]) {
    if (!home) return true;
    const { center, zoom } = viewOf(home);
    return zoom === map.getZoom() && map.latLngToContainerPoint(center).distanceTo(map.latLngToContainerPoint(map.getCenter())) < 1;
  }

  return { goHome, flyTo, isAt };
}

/**
 * @param {L.Map} map
 * @param {HTMLElement} element
 * @param {State} state
 * @param {MapContext} ctx
 * @param {() => {left: number, small: number, top: number, bottom: number}} covered pixels that a home view keeps clear of
 */
export function createView(map, element, state, ctx, covered) {
  // The centre that was asked for: every resize rounds Leaflet's own to a pixel.
  /** @type {View | null} */
  let wanted = null;
  /** @type {View | null} */
  let plain = null;
  let quiet = false; // while the map follows somebody, and nobody moves it
  // A first view that nobody chose stays out of the address, so that a plain link stays plain.
  let untouched = !parseView(state.view);
  const animate = () => !ctx.reducedMotion.matches;

  function quietly(/** @type {() => void} */ act) {
    quiet = true;
    act();
    quiet = false;
  }

  /** @param {{center: L.LatLng | [number, number], z: number}} view */
  function set({ center, z }) {
    quietly(() => map.setView(center, z, /** @type {L.ZoomPanOptions} */ ({ animate: false, reset: true })));
    wanted = { center: L.latLng(center), z };
  }

  const { goHome, flyTo, isAt } = createFlight(map, state, ctx, animate, covered);

  const view = {
    animate,
    set,
    goHome,
    flyTo,
    /** While a selection moves the map, and not the reader. */
    moving: false,
    now: () => wanted,
    /** Puts what is in view into the address. */
    tell: () => state.setView(formatView(map)),
    /** The first view: the address's, or the first home. */
    begin() {
      const asked = parseView(state.view);
      if (asked) set(asked);
      else goHome(ctx.homes[0], false);
      plain = untouched ? wanted : null;
      untouched = false;
      sized.observe(element);
    },
    /** Where an address without a view leads back to, to the pixel. */
    plain: () => plain,
    /** The first view once more, now that the legend is as high as the marks make it, if nobody has moved it. */
    settle() {
      if (!plain || wanted !== plain || isAt()) return;
      untouched = true;
      goHome(ctx.homes[0], false);
      plain = wanted;
      untouched = false;
    },
    destroy: () => sized.disconnect(),
  };

  map.on('moveend', () => {
    if (quiet) return;
    // Opening the legend makes names and chips give way; the map itself has not moved.
    if (wanted && wanted.z === map.getZoom() && map.getCenter().equals(wanted.center)) return;
    wanted = { center: map.getCenter(), z: map.getZoom() };
    state.moved = !view.moving;
    if (!untouched) view.tell();
  });
  const sized = watchSize(element, () => quietly(() => {
    map.invalidateSize({ animate: false, pan: false });
    if (wanted) map.setView(wanted.center, wanted.z, { animate: false });
  }));
  return view;
}
