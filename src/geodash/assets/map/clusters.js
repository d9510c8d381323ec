// Large collections: the server counts what is in view, cell by cell, and only that travels.

import { discFor } from './marks.js';
import { toSearch } from '../core/url.js';

const EDGE = 0.0005; // degrees around events on one point, so that the frame holds them all

/** Brings a group's bounds nearer, at least a step; false where the map can go no nearer. */
export function zoomInto(map, bounds, animate) {
  const zoom = map.getZoom();
  if (zoom >= map.getMaxZoom() || bounds.getNorth() - bounds.getSouth() + bounds.getEast() - bounds.getWest() < 2e-4) return false;
  const fitting = Math.min(map.getBoundsZoom(bounds.pad(0.2)), zoom + 4);
  map.setView(bounds.getCenter(), Math.min(map.getMaxZoom(), Math.max(zoom + 1, fitting)), { animate });
  return true;
}

/** @param drawn called after each drawing */
export function createClusters(L, map, { pane }, state, ctx, drawn) {
  const live = new Map();
  let on = false;
  let request = 0;

  /** A few are stepped through, many are come nearer to; those on one point become the filter. */
  async function open({ ids, bounds: [w, s, e, n] }) {
    if (ids.length) {
      const { event, data } = state;
      await state.meet(ids).catch(() => {}); // what is missing is asked for again one by one
      if (state.event !== event || state.data !== data) return; // the reader has gone on
      state.setStack(ids, '');
      state.select(ids[0], { source: 'map' });
    } else if (!zoomInto(map, L.latLngBounds([s, w], [n, e]), !ctx.reducedMotion.matches)) {
      state.setFilter({ bbox: [w - EDGE, s - EDGE, e + EDGE, n + EDGE].map((v) => v.toFixed(4)).join(',') });
    }
  }

  function url() {
    const b = map.getBounds().pad(0.1);
    const clamp = (v, m) => Math.max(-m, Math.min(m, v)).toFixed(4);
    const found = new URL(`clusters${toSearch(state.params, {})}`, ctx.api);
    found.searchParams.set('view', [clamp(b.getWest(), 180), clamp(b.getSouth(), 90), clamp(b.getEast(), 180), clamp(b.getNorth(), 90)].join(','));
    found.searchParams.set('zoom', String(Math.round(map.getZoom())));
    return found;
  }

  function draw(clusters) {
    const wanted = new Map(clusters.map((c) => [`${c.lat},${c.lon},${c.count},${c.ids}`, c]));
    for (const [key, marker] of live) {
      if (wanted.has(key)) continue;
      marker.remove();
      live.delete(key);
    }
    for (const [key, c] of wanted) {
      if (live.has(key)) continue;
      const about = { lat: c.lat, lon: c.lon, count: c.count, name: `${c.count.toLocaleString('en')} ${c.count === 1 ? 'event' : 'events'} near each other` };
      live.set(key, discFor(L, about, pane, () => open(c)).addTo(map));
    }
    drawn();
  }

  async function load() {
    const mine = ++request;
    try {
      const response = await fetch(url());
      if (!response.ok) throw new Error(`the server answered ${response.status}`);
      const { clusters } = await response.json();
      if (mine === request && on) draw(clusters);
    } catch (error) {
      if (mine === request && on) state.emit('notice', [`The events in view could not be read: ${error.message}. Is geodash still running?`]);
    }
  }

  return {
    show() {
      if (!on) map.on('moveend', load);
      on = true;
      load();
    },
    hide() {
      if (!on) return;
      on = false;
      request += 1;
      map.off('moveend', load);
      draw([]);
    },
    discs: () => [...live.values()],
  };
}
