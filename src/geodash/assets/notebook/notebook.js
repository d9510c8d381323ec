// A map in a notebook: Folium's own page with our layers, marks and names. What it needs stands in the page;
// a press on a mark opens what is told there, each event with its passage and its source.

import * as L from '../vendor/leaflet.js';
import { createBus } from '../core/bus.js';
import { all, h, one } from '../core/dom.js';
import { tell } from '../core/told.js';
import { createAreas } from '../map/areas.js';
import { createHost } from '../map/base.js';
import { createUnnamed } from '../map/boundary.js';
import { createEvents } from '../map/events.js';
import { createGround } from '../map/ground.js';
import { createLabels } from '../map/labels.js';
import { inlineJson, packedFiles } from '../map/packed.js';

/** @import { EventItem } from '../core/types' */
/** @import { GroundContext, Made, MapState } from '../map/types' */
/** @typedef {{told: any, events: EventItem[], parties: string[], cards: Record<string, string>, caption: string, legend: string, note: string}} NotebookData `cards` is what a popup says of each event; that and what stands on the map is our own HTML, escaped where it was made */

/** The layers of the page's switch, and the panes that each is drawn on. */
const SWITCHES = { Events: ['marks', 'links', 'areas'], Names: ['labels'], 'Relief': ['relief'], 'Provinces': ['provinces'] };

/**
 * The little of Explore's state that the map's layers ask for.
 * @param {NotebookData} data
 * @param {(ids: string[]) => void} onChoose nothing was chosen where there are none
 */
function createMapState({ events, parties }, onChoose) {
  const bus = createBus();
  const known = new Map(events.map((e) => [e.id, e]));
  /** @type {string[]} */
  let stack = [];
  /** @type {MapState} */
  const state = {
    data: { events, mode: 'events', parties },
    event: null,
    params: {},
    on: bus.on,
    emit: bus.emit,
    byId: (id) => known.get(id ?? ''),
    inFilter: (id) => known.has(id),
    setStack(ids) {
      stack = ids ?? [];
    },
    async select(id) {
      state.event = id;
      bus.emit('select', { id, source: 'map' });
      onChoose(id ? (stack.includes(id) ? stack : [id]) : []);
    },
  };
  return state;
}

/** What shows and hides some panes, as Leaflet's switch of layers takes it. */
function switchOf(/** @type {L.Map} */ map, /** @type {string[]} */ panes) {
  const show = (/** @type {boolean} */ on) => panes.forEach((name) => {
    const pane = map.getPane(name);
    if (pane) pane.style.display = on ? '' : 'none';
  });
  const layer = new L.Layer();
  return Object.assign(layer, { onAdd: () => (show(true), layer), onRemove: () => (show(false), layer) });
}

/** A piece of the page over a corner of the map. */
function put(/** @type {L.Map} */ map, /** @type {L.ControlPosition} */ position, /** @type {string} */ className, /** @type {string} */ html) {
  if (!html) return;
  const node = h('div', { class: `nb-over ${className}` });
  node.innerHTML = html;
  L.DomEvent.disableClickPropagation(node);
  L.DomEvent.disableScrollPropagation(node);
  map.addControl(Object.assign(new L.Control({ position }), { onAdd: () => node }));
}

/** What stands over the map, besides Leaflet's own controls. */
function furnish(/** @type {L.Map} */ map, /** @type {NotebookData} */ data) {
  put(map, 'topleft', 'nb-caption', data.caption);
  put(map, 'bottomleft', 'nb-legend', data.legend);
  put(map, 'bottomright', 'nb-note', data.note);
  L.control.scale({ imperial: false, position: 'bottomright' }).addTo(map);
  const layers = Object.entries(SWITCHES).map(([name, panes]) => [name, switchOf(map, panes)]);
  L.control.layers(undefined, Object.fromEntries(layers), { position: 'topright' }).addTo(map);
  for (const [, layer] of layers) map.addLayer(/** @type {L.Layer} */ (layer));
  // Names keep clear of Leaflet's own, too.
  for (const own of all(map.getContainer(), '.leaflet-bar, .leaflet-control-layers')) own.classList.add('nb-over');
}

/**
 * Keeps popups clear of what stands over the map, which would cover them; where there is little room the legend is folded.
 * @param {L.Map} map
 * @param {L.Popup} popup
 */
function keepClear(map, popup) {
  const [legend] = all(map.getContainer(), '.nb-legend');
  const [caption] = all(map.getContainer(), '.nb-caption');
  const { x, y } = map.getSize();
  const roomy = x > 760 && y > 420;
  if (!roomy) for (const part of all(map.getContainer(), '.nb-legend details')) part.removeAttribute('open');
  const left = roomy && legend ? legend.offsetWidth + 24 : 20;
  popup.options.autoPanPaddingTopLeft = L.point(left, (caption?.offsetHeight ?? 0) + 24);
  popup.options.maxHeight = Math.max(140, Math.min(320, y - (caption?.offsetHeight ?? 0) - 120));
}

/**
 * Draws what is ours on Folium's map; called at the end of its script.
 * @param {L.Map} map
 * @param {Made} made
 */
async function begin(map, made) {
  /** @type {NotebookData} */
  const data = inlineJson('nb-data');
  tell(data.told);
  const canvas = map.getContainer();
  canvas.classList.add('gd-map-canvas');
  canvas.parentElement?.classList.add('gd-map', 'gd-root');
  /** @type {GroundContext} */
  const ctx = { files: packedFiles, pending: [], reducedMotion: matchMedia('(prefers-reduced-motion: reduce)') };
  /** @type {L.LatLng | null} */
  let pressed = null;
  canvas.addEventListener('click', (e) => (pressed = map.mouseEventToLatLng(e)), true);
  const popup = L.popup({ maxWidth: 380, className: 'nb-popup', autoPanPaddingBottomRight: [20, 30] });
  const state = createMapState(data, (ids) => {
    if (!ids.length) return void map.closePopup(popup);
    const first = state.byId(ids[0]);
    const at = pressed ?? (first?.lat !== undefined && first.lat !== null && first.lon !== null ? L.latLng(first.lat, first.lon) : map.getCenter());
    const many = ids.length > 1 ? `<p class="nb-small nb-many">${ids.length} events at this mark</p>` : '';
    const html = many + ids.map((id) => data.cards[id] ?? '').join('');
    keepClear(map, popup);
    popup.setLatLng(at).setContent(html).openOn(map);
    pressed = null;
  });
  const ground = createGround(map, ctx, made.ground.settings);
  const labels = createLabels(map, made.labels, ctx, ground);
  const events = createEvents(map, made.events, state, ctx, { areas: createAreas(made.areas, ctx), labels });
  furnish(map, data);
  const unnamed = createUnnamed();
  one(canvas, '.nb-note').prepend(unnamed.node);
  labels.onUnnamed(unnamed.tell);
  keepClear(map, popup);
  ground.load();
  await Promise.allSettled(ctx.pending);
  ctx.changed = events.redraw;
  events.redraw();
  canvas.dataset.ready = '1';
}

/** A pin for markers that somebody adds with Folium: Leaflet's own is a picture from elsewhere. */
function inlinePin() {
  const svg = (/** @type {string} */ inner) => `data:image/svg+xml,${encodeURIComponent(`<svg xmlns="http://www.w3.org/2000/svg" width="25" height="41">${inner}</svg>`)}`;
  const pin = svg('<path d="M12.5 40C9 29 1.5 22 1.5 12.5a11 11 0 0 1 22 0C23.5 22 16 29 12.5 40Z" fill="#1F4E5F" stroke="#FFFDF8" stroke-width="1.5"/><circle cx="12.5" cy="12.5" r="4.5" fill="#FFFDF8"/>');
  const Default = /** @type {any} */ (L.Icon.Default);
  Default.imagePath = '';
  Default.mergeOptions({ iconUrl: pin, iconRetinaUrl: pin, shadowUrl: svg('') });
}

/** @type {Made} */
const made = {};
inlinePin();
const page = /** @type {any} */ (window);
page.L = { ...L };
page.GD = { ...createHost(made), begin: (/** @type {L.Map} */ map) => begin(map, made) };
// Folium's popups make their elements with jQuery; no more of it is needed.
page.$ ??= (/** @type {string} */ html) => {
  const inside = h('template');
  inside.innerHTML = html.trim();
  return [one(/** @type {HTMLTemplateElement} */ (inside).content, '*')];
};
