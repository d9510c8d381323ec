// Mounts the timeline on a small stand-in for the page's state, with events from `events.json`.
import { createLighting } from '/assets/core/lighting.js';
import { tell } from '/assets/core/told.js';
import { mountTimeline } from '/assets/timeline/timeline.js';

const { told, collection: original } = await (await fetch('/collection.json')).json();
const ctx = { reducedMotion: matchMedia('(prefers-reduced-motion: reduce)') };
const band = document.getElementById('band');
let collection = null;
tell(told);

function filtered({ from, to, bg }) {
  const possible = collection.events.filter((e) => bg === '1' || !e.background);
  const dated = possible.filter((e) => e.date_start);
  const inside = (e) => (!from || e.date_end >= from) && (!to || e.date_start <= to);
  const range = Boolean(from || to);
  const events = range ? dated.filter(inside) : possible;
  return {
    events,
    mode: 'events',
    denominators: { ...collection.denominators },
    timeline: {
      domain: range ? [from ?? null, to ?? null] : null,
      before: from ? dated.filter((e) => e.date_end < from).length : 0,
      after: to ? dated.filter((e) => e.date_start > to).length : 0,
      coverage: collection.coverage,
    },
  };
}

const listeners = {};
const state = {
  params: {},
  event: null,
  hover: [],
  lit: null,
  calls: [],
  on(name, fn) {
    (listeners[name] ??= new Set()).add(fn);
    return () => listeners[name].delete(fn);
  },
  emit: (name, detail) => listeners[name]?.forEach((fn) => fn(detail)),
  byId: (id) => collection.events.find((e) => e.id === id),
  order: () => state.data.events.map((e) => e.id),
  setFilter(patch) {
    state.calls.push(['setFilter', patch]);
    for (const [k, v] of Object.entries(patch)) {
      if (v === undefined) delete state.params[k];
      else state.params[k] = v;
    }
    state.data = filtered(state.params);
    state.emit('data', state.data);
  },
  select(id, options) {
    state.calls.push(['select', id, options]);
    state.event = id;
    state.emit('select', { id });
  },
};
Object.assign(state, createLighting({ state, bus: state }));

/** A fresh timeline of the given size, with the collection as it was, once its size was observed. */
async function reset(params = null, width = 926, height = 137) {
  window.geo.widget?.destroy();
  collection = structuredClone(original);
  Object.assign(state, { params: { ...params }, event: null, hover: [], lit: null, calls: [] });
  state.data = filtered(state.params);
  Object.assign(band.style, { width: `${width}px`, height: `${height}px` });
  Object.assign(window.geo, { collection, widget: mountTimeline(band, state, ctx) });
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
}

window.geo = { state, band, reset };
await reset();
await document.fonts.ready;
document.documentElement.dataset.ready = 'yes';
