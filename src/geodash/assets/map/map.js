// The map of Explore: runs Folium's script (served as a module), gives its layers to our drawing
// modules, and keeps view, selection and events in step with the page's state.

import * as L from '../vendor/leaflet.js';
import { h } from '../core/dom.js';
import { parseView } from '../core/url.js';
import { createAreas } from './areas.js';
import { createHost } from './base.js';
import { createChips } from './chips.js';
import { createClusters } from './clusters.js';
import { createControls } from './controls.js';
import { createEvents } from './events.js';
import { servedFiles } from './files.js';
import { folium } from './folium.js';
import { createFound } from './found.js';
import { createGround } from './ground.js';
import { hasPoint } from './groups.js';
import { createLabels } from './labels.js';
import { createPointing } from './lights.js';
import { createReveal } from './reveal.js';
import { createMapTip } from './tip.js';
import { createView, formatView } from './view.js';
import { whenThere } from './waiting.js';

/** @import { Context, State } from '../core/types' */
/** @import { Made, MapContext } from './types' */

/** What the map has in view as `w,s,e,n`. */
function boundsText(/** @type {L.Map} */ map) {
  const b = map.getBounds();
  return [b.getWest(), b.getSouth(), b.getEast(), b.getNorth()].map((n) => n.toFixed(3)).join(',');
}

/**
 * What stands on the map and around it.
 * @param {L.Map} map
 * @param {Made} made
 * @param {{root: HTMLElement, element: HTMLElement, state: State, ctx: MapContext, api: URL}} page
 */
function furnish(map, made, { root, element, state, ctx, api }) {
  const areas = createAreas(made.areas, ctx);
  const ground = createGround(map, ctx, made.ground.settings);
  const labels = createLabels(map, made.labels, ctx, ground);
  const clusters = createClusters(map, made.events.settings, state, { api, reducedMotion: ctx.reducedMotion }, labels.layout);
  const events = createEvents(map, made.events, state, ctx, { areas, labels, clusters });
  const view = createView(map, element, state, ctx, () => controls.covered());
  const { flyTo, goHome } = view;
  const chips = createChips(map, root, state, ctx, { events, labels, covered: () => controls.covered().small, flyTo, goHome });
  const tip = createMapTip(root, element, state, ctx);
  const pointing = createPointing(element, state);
  const controls = createControls(map, root, state, ctx, { events, goHome });
  labels.onUnnamed(controls.unnamed);
  return { events, view, controls, ground, parts: [view, ground, createFound(map, state, view), tip, pointing, events, chips, controls, labels, areas] };
}

/**
 * @param {HTMLElement} root
 * @param {State} state
 * @param {Context} page
 */
export async function mountMap(root, state, page) {
  const element = h('div', { class: 'gd-map-canvas', role: 'region', 'aria-label': 'Map of events' });
  root.append(element);
  const end = new AbortController();
  /** @type {MapContext} */
  const ctx = { ...page, files: page.files?.(end.signal) ?? servedFiles(page.api, page.geoVersion, end.signal), pending: [], waits: true };
  /** @type {Made} */
  const made = {};
  const make = await folium(page);
  /** @type {L.Map} */
  const map = make(L, element, createHost(made));
  const { events, view, controls, ground, parts } = furnish(map, made, { root, element, state, ctx, api: page.api });
  const reveal = createReveal(map, state, events, view);
  view.begin();
  ctx.pending.push(ground.load());
  // What the address asks for is brought into view once the map is there, or when it comes after that: an
  // event that the filter leaves out is fetched first.
  let there = false;
  const offs = [
    state.on('select', (chosen) => (there || chosen.source !== 'url') && requestAnimationFrame(() => end.signal.aborted || reveal(chosen, chosen.source !== 'url'))),
    state.on('view', (text) => {
      const asked = parseView(text);
      const there = asked ?? view.plain();
      if (there) view.set(there);
    }),
  ];
  page.mapBounds = () => boundsText(map);
  page.isNamed = (e) => {
    const name = hasPoint(e) ? events.nameOf(e) : null;
    return name !== null && map.getBounds().contains([name.lat, name.lon]);
  };
  const tell = () => state.setFrame(boundsText(map));
  map.on('moveend', tell);
  tell();
  page.mapSeen = () => ({ map: formatView(map), size: `${map.getSize().x}x${map.getSize().y}` });
  const ready = whenThere(ctx, end.signal, events.begin).then(() => {
    view.settle();
    ctx.changed = events.redraw;
    state.emit('frame', boundsText(map)); // countries have their names now
    there = true;
    if (state.event) reveal({ id: state.event, source: 'url' }, false);
    element.dataset.ready = '1';
  });
  return {
    map,
    ready,
    /** The named views of a newer version of the collection. */
    renew: () => controls.renew(page.homes),
    destroy() {
      end.abort();
      offs.forEach((off) => off());
      parts.forEach((part) => part.destroy());
      map.remove();
      element.remove();
    },
  };
}
