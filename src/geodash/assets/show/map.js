// The map half of a slide: Explore's layers, marks and names, enlarged as a whole, so that a slide is
// composed the same at every size of screen.

import * as L from '../vendor/leaflet.js';
import drawMap from './folium_map.js';
import { h } from '../core/dom.js';
import { createAreas } from '../map/areas.js';
import { createHost, showByZoom } from '../map/base.js';
import { locator } from '../map/controls.js';
import { createEvents } from '../map/events.js';
import { createLabels } from '../map/labels.js';
import { packedFiles } from './packed.js';

const LARGER = 2; // times the size of Explore's, at 1080 lines
const FLIGHT = 0.9; // seconds

/** The little of Explore's state that the map's layers ask for. */
function createMapState(onChoose) {
  const listeners = new Map();
  const known = new Map();
  let stack = null;
  return {
    data: { events: [], mode: 'events' },
    event: null,
    params: {},
    on(name, fn) {
      if (!listeners.has(name)) listeners.set(name, new Set());
      listeners.get(name).add(fn);
      return () => listeners.get(name).delete(fn);
    },
    emit: (name, detail) => listeners.get(name)?.forEach((fn) => fn(detail)),
    byId: (id) => known.get(id),
    inFilter: (id) => known.has(id),
    setStack(ids) {
      stack = ids;
    },
    select(id) {
      if (id) onChoose(stack?.length > 1 ? stack : [id]);
    },
    put(events, selected) {
      known.clear();
      const located = new Set(events.filter((e) => e.lat != null).map((e) => e.id));
      // Where the parts of a whole have places of their own, these are where it happened.
      const told = (e) => e.members?.some((m) => located.has(m));
      // A country that a statement is about has no point but its capital: no line from there to there.
      const there = (e, a) => a.lat != null && Math.hypot(a.lat - e.lat, a.lon - e.lon) < 0.1;
      for (const e of events) known.set(e.id, { ...e, area_id: told(e) ? null : e.area_id, about: e.about.filter((a) => !there(e, a)) });
      this.data = { events: [...known.values()], mode: 'events' };
      this.event = known.has(selected) ? selected : null;
      this.emit('data', this.data);
      this.emit('select', { id: this.event, source: 'show' });
    },
  };
}

function fixed(map) {
  map.options.zoomSnap = 0;
  for (const way of ['dragging', 'touchZoom', 'doubleClickZoom', 'scrollWheelZoom', 'boxZoom', 'keyboard', 'tapHold']) map[way]?.disable();
  map.getContainer().removeAttribute('tabindex');
}

/**
 * @param {HTMLElement} root the half of the screen that it fills
 * @param {HTMLElement} key what explains the marks; no name hides below it
 * @param {(ids: string[]) => void} onChoose a mark was clicked
 */
export async function mountMap(root, key, { reducedMotion, onChoose }) {
  const canvas = h('div', { class: 'gd-map-canvas', role: 'region', 'aria-label': 'Map' });
  const scaled = h('div', { class: 'gd-map sh-map-scaled' }, canvas);
  root.prepend(scaled);
  const ctx = { files: packedFiles, plain: true, pending: [], byZoom: [], reducedMotion };
  const made = {};
  const geoFile = (api, name) => packedFiles.json(ctx, name);
  const state = createMapState(onChoose);

  function resize() {
    const unit = Number.parseFloat(getComputedStyle(root).getPropertyValue('--unit')) || 1;
    const k = LARGER * unit;
    Object.assign(scaled.style, { width: `${root.clientWidth / k}px`, height: `${root.clientHeight / k}px`, transform: `scale(${k})` });
  }

  resize();
  const map = drawMap(L, canvas, createHost(L, ctx, made));
  fixed(map);
  const areas = createAreas(L, map, made.areas, ctx, geoFile);
  const labels = createLabels(L, map, made.labels, state, ctx, geoFile);
  const events = createEvents(L, map, made.events, state, ctx, { areas, labels });
  const inset = locator(map, ctx, geoFile);
  scaled.append(inset.node, key);
  L.control.scale({ imperial: false, maxWidth: 90, position: 'bottomright' }).addTo(map).getContainer().classList.add('sh-scale');
  map.on('zoomend', () => showByZoom(map, made, ctx));

  let frame = null;
  let flying = false;
  map.on('moveend', () => {
    flying = false;
  });

  function view() {
    if (!frame) return null;
    // A saved view is of a map nearly twice as wide.
    if (frame.center) return { center: L.latLng(frame.center), zoom: Math.min(frame.zoom - 0.9, map.getMaxZoom()) };
    if (!frame.bounds) return null;
    const [w, s, e, n] = frame.bounds;
    const bounds = L.latLngBounds([s, w], [n, e]);
    const zoom = Math.min(map.getBoundsZoom(bounds), 9);
    // The middle of a Mercator map is not the middle of its latitudes.
    const middle = map.unproject(map.project(bounds.getNorthWest(), 10).add(map.project(bounds.getSouthEast(), 10)).divideBy(2), 10);
    return { center: middle, zoom };
  }

  function place(fly) {
    const to = view();
    if (!to) return;
    // Stopping is no small thing: it draws all again.
    if (flying) map.stop();
    flying = fly && !reducedMotion.matches;
    if (flying) map.flyTo(to.center, to.zoom, { duration: FLIGHT });
    else map.setView(to.center, to.zoom, { animate: false, reset: true });
  }

  new ResizeObserver(() => {
    if (!root.clientWidth) return;
    resize();
    map.invalidateSize({ animate: false, pan: false });
    place(false);
  }).observe(root);

  await Promise.allSettled(ctx.pending);
  return {
    map,
    /** Draws a slide's events and brings its frame into view. */
    show(slide, found, { fly = false } = {}) {
      frame = slide.frame;
      state.put(found, slide.frame?.selected?.[0] ?? null);
      place(fly);
      showByZoom(map, made, ctx);
      events.redraw();
      canvas.setAttribute('aria-label', `Map: ${slide.place || slide.heading}`);
    },
  };
}
