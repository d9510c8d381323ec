// The map of Explore: runs Folium's script (served as a module), gives its layers to our drawing
// modules, and keeps view, selection and events in step with the page's state.

import * as L from '../vendor/leaflet.js';
import { createAreas } from './areas.js';
import { createChips } from './chips.js';
import { createControls } from './controls.js';
import { createEvents } from './events.js';
import { createLabels } from './labels.js';
import { createMapTip } from './tip.js';
import { createHost, geoFile, showByZoom } from './base.js';
import { h } from '../core/dom.js';
import { parseView } from '../core/url.js';

function formatView(map) {
  const c = map.getCenter();
  const digits = map.getZoom() > 7 ? 3 : 2;
  return `${+map.getZoom().toFixed(2)}/${c.lat.toFixed(digits)}/${c.lng.toFixed(digits)}`;
}

const toBounds = ([w, s, e, n]) => [[s, w], [n, e]];

export async function mountMap(root, state, ctx) {
  const element = h('div', { class: 'gd-map-canvas', role: 'region', 'aria-label': 'Map of events' });
  root.append(element);
  ctx.pending = [];
  ctx.byZoom = [];
  const made = {};
  const module = await import(new URL(`map.js?v=${ctx.version}`, ctx.api).href);
  const map = module.default(L, element, createHost(L, ctx, made));
  const animate = () => !ctx.reducedMotion.matches;
  const areas = createAreas(L, map, made.areas, ctx, geoFile);
  const labels = createLabels(L, map, made.labels, state, ctx, geoFile);
  const events = createEvents(L, map, made.events, state, ctx, { areas, labels });
  const chips = createChips(L, map, root, state, events, labels, ctx, { flyTo, goHome });
  const tip = createMapTip(root, element, state, ctx);
  const controls = createControls(L, map, root, state, ctx, { goHome, geoFile, events });

  // The centre that was asked for: every resize rounds Leaflet's own to a pixel.
  let wanted = null;
  let applying = false;

  function setView(view) {
    applying = true;
    map.setView(view.center, view.z, { animate: false, reset: true });
    wanted = { center: L.latLng(view.center), z: view.z };
    applying = false;
  }

  function goHome(home = ctx.homes[0], smooth = true) {
    if (home) flyTo(toBounds(home.bounds), { padding: [0, 0], left: home.name === 'All' ? controls.covered() : 0, smooth });
  }

  function flyTo(bounds, { padding = [60, 60], left = 0, maxZoom = 9, smooth = true } = {}) {
    const target = L.latLngBounds(bounds);
    const options = { paddingTopLeft: L.point(padding[0] + left, padding[1]), paddingBottomRight: L.point(padding), maxZoom };
    if (smooth && animate()) map.flyToBounds(target, { ...options, duration: 0.7 });
    else map.fitBounds(target, { ...options, animate: false });
  }

  function fromState(text, smooth) {
    const view = parseView(text);
    if (view) setView(view);
    else goHome(ctx.homes[0], smooth);
  }

  // A first view that nobody chose stays out of the address, so that a plain link stays plain.
  let untouched = !parseView(state.view);
  map.on('moveend', () => {
    if (applying || resizing) return;
    // Opening the legend makes names and chips give way; the map itself has not moved.
    if (wanted && wanted.z === map.getZoom() && map.getCenter().equals(wanted.center)) return;
    wanted = { center: map.getCenter(), z: map.getZoom() };
    state.moved = !moving;
    if (!untouched) state.setView(formatView(map));
  });

  let resizing = false;
  let size = '';
  const resizer = new ResizeObserver(([entry]) => {
    const { width, height } = entry.contentRect;
    if (`${width}x${height}` === size) return;
    const first = !size;
    size = `${width}x${height}`;
    if (first) return;
    resizing = true;
    map.invalidateSize({ animate: false, pan: false });
    if (wanted) map.setView(wanted.center, wanted.z, { animate: false });
    resizing = false;
  });

  // Where the reader was before a selection moved the map; given up as soon as they move it themselves.
  let before = null;
  map.on('dragstart zoomstart', () => {
    if (!moving) before = null;
  });
  let moving = false;

  function moveTo(points, smooth) {
    moving = true;
    // Registered first: without an animation the map has arrived before the next line.
    map.once('moveend', () => {
      moving = false;
    });
    if (!before && wanted) before = { ...wanted, moved: state.moved };
    const glide = smooth && animate();
    if (points.length > 1) flyTo(L.latLngBounds(points).pad(0.35), { maxZoom: Math.max(8, map.getZoom()), smooth: glide });
    else if (glide) map.flyTo(points[0], Math.max(map.getZoom(), 6.5), { duration: 0.7 });
    else map.setView(points[0], Math.max(map.getZoom(), 6.5), { animate: false });
  }

  function comeBack() {
    if (!before) return;
    const view = before;
    before = null;
    moving = true;
    if (animate()) map.flyTo(view.center, view.z, { duration: 0.6 });
    else setView(view);
    state.setView(formatView(map));
    state.moved = view.moved;
    map.once('moveend', () => {
      moving = false;
      state.moved = view.moved;
    });
    if (!animate()) moving = false;
  }

  /** Brings a selected event into view when it is not, without changing the zoom needlessly. */
  function reveal({ id, source }, smooth = true) {
    if (id !== state.event) return; // chosen anew before this frame
    if (!id && source === 'history') before = null;
    else if (!id) comeBack();
    if (!id) return;
    const addressed = source === 'url' || source === 'history';
    if (source === 'map' || (addressed && state.view)) return;
    const points = events.pointsOf(id);
    if (!points.length) return;
    const frame = map.getBounds().pad(-0.06);
    if (points.every((p) => frame.contains(p))) return;
    moveTo(points, smooth);
  }

  const byZoom = () => showByZoom(map, made, ctx);
  map.on('zoomend', byZoom);
  fromState(state.view, false);
  byZoom();
  // Where an address without a view leads back to, to the pixel.
  const plain = untouched ? wanted : null;
  untouched = false;
  resizer.observe(element);
  const offs = [
    state.on('select', (detail) => detail.source !== 'url' && requestAnimationFrame(() => reveal(detail))),
    state.on('view', (text) => {
      const view = parseView(text) ?? plain;
      if (view) setView(view);
    }),
  ];
  ctx.mapBounds = () => {
    const b = map.getBounds();
    return [b.getWest(), b.getSouth(), b.getEast(), b.getNorth()].map((n) => n.toFixed(3)).join(',');
  };
  const ready = Promise.allSettled(ctx.pending).then(() => {
    events.redraw();
    if (state.event) reveal({ id: state.event, source: 'url' }, false);
    element.dataset.ready = '1';
  });
  return {
    map,
    ready,
    focus: () => element.focus(),
    destroy() {
      offs.forEach((off) => off());
      resizer.disconnect();
      [tip, events, chips, controls, labels, areas].forEach((part) => part.destroy());
      map.remove();
      element.remove();
    },
  };
}
