// Large collections: the server counts what is in view, cell by cell, and only that travels.

import * as L from '../vendor/leaflet.js';
import { count } from '../core/count.js';
import { isLitAmong } from '../core/lighting.js';
import { near } from '../core/longitudes.js';
import { toSearch } from '../core/url.js';
import { turned } from './groups.js';
import { discFor } from './marks.js';

/** @import { Cluster, State } from '../core/types' */

const EDGE = 0.0005; // degrees around events on one point, so that the frame holds them all

/**
 * Brings a group's bounds nearer, at least a step; false where the map can go no nearer.
 * @param {L.Map} map
 * @param {L.LatLngBounds} bounds
 * @param {boolean} animate
 */
export function zoomInto(map, bounds, animate) {
  const zoom = map.getZoom();
  if (zoom >= map.getMaxZoom() || bounds.getNorth() - bounds.getSouth() + bounds.getEast() - bounds.getWest() < 2e-4) return false;
  const fitting = Math.min(map.getBoundsZoom(bounds.pad(0.2)), zoom + 4);
  map.setView(bounds.getCenter(), Math.min(map.getMaxZoom(), Math.max(zoom + 1, fitting)), { animate });
  return true;
}

/**
 * Where to ask for what is in view.
 * @param {L.Map} map
 * @param {State} state
 * @param {URL} api
 */
function addressOf(map, state, api) {
  const b = map.getBounds().pad(0.1);
  const lat = (/** @type {number} */ v) => Math.max(-90, Math.min(90, v));
  const whole = b.getEast() - b.getWest() >= 360;
  const [west, east] = whole ? [-180, 180] : [near(b.getWest(), 0), near(b.getEast(), 0)];
  const found = new URL(`clusters${toSearch(state.params, {})}`, api);
  found.searchParams.set('view', [west, lat(b.getSouth()), east, lat(b.getNorth())].map((v) => v.toFixed(4)).join(','));
  found.searchParams.set('zoom', String(Math.round(map.getZoom())));
  return found;
}

/**
 * A few are stepped through, many are come nearer to; those on one point become the filter.
 * @param {L.Map} map
 * @param {State} state
 * @param {{ids: string[], bounds: Cluster['bounds']}} cluster
 * @param {boolean} animate
 */
async function open(map, state, { ids, bounds: [w, s, e, n] }, animate) {
  const turn = near((w + e) / 2, map.getCenter().lng) - (w + e) / 2;
  if (ids.length) {
    const { event, data } = state;
    await state.meet(ids).catch(() => {}); // what is missing is asked for again one by one
    if (state.event !== event || state.data !== data) return; // the reader has gone on
    state.setStack(ids, '');
    state.select(ids[0], { source: 'map' });
  } else if (!zoomInto(map, L.latLngBounds([s, w + turn], [n, e + turn]), animate)) {
    state.setFilter({ bbox: [w - EDGE, s - EDGE, e + EDGE, n + EDGE].map((v) => v.toFixed(4)).join(',') });
  }
}

/**
 * @param {L.Map} map
 * @param {{pane: string}} settings
 * @param {State} state
 * @param {{api: URL, reducedMotion: MediaQueryList}} ctx
 * @param {() => void} drawn called after each drawing
 */
export function createClusters(map, { pane }, state, ctx, drawn) {
  /** @type {Map<string, {marker: L.Marker, count: number, kinds: Cluster['kinds']}>} */
  const live = new Map();
  let on = false;
  let request = 0;
  /** @type {(() => void) | null} */
  let off = null;

  function draw(/** @type {Cluster[]} */ clusters) {
    const here = turned(clusters, map.getCenter().lng);
    const wanted = new Map(here.map((c) => [`${c.lat},${c.lon},${c.count},${c.ids}`, c]));
    for (const [key, { marker }] of live) {
      if (wanted.has(key)) continue;
      marker.remove();
      live.delete(key);
    }
    for (const [key, c] of wanted) {
      if (live.has(key)) continue;
      const { lat, lon, count: n } = c;
      const name = `${count(n, 'event')} near each other`;
      const marker = discFor({ lat, lon, count: n, name }, pane, () => open(map, state, c, !ctx.reducedMotion.matches));
      live.set(key, { marker: marker.addTo(map), count: n, kinds: c.kinds });
    }
    light();
    drawn();
  }

  function light() {
    for (const { marker, kinds } of live.values()) marker.getElement()?.classList.toggle('gd-dim', !isLitAmong(state.lit, kinds));
  }

  async function load() {
    const mine = ++request;
    try {
      const response = await fetch(addressOf(map, state, ctx.api));
      if (!response.ok) throw new Error(`the server answered ${response.status}`);
      const { clusters } = await response.json();
      if (mine === request && on) draw(clusters);
    } catch (thrown) {
      const { message } = /** @type {Error} */ (thrown);
      if (mine === request && on) state.emit('notice', [`The events in view could not be read: ${message}. Is geodash still running?`]);
    }
  }

  return {
    show() {
      if (!on) map.on('moveend', load);
      off ??= state.on('lit', light);
      on = true;
      load();
    },
    hide() {
      if (!on) return;
      on = false;
      request += 1;
      map.off('moveend', load);
      off?.();
      off = null;
      draw([]);
    },
    discs: () => [...live.values()],
  };
}
