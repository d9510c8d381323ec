// The live map beside an article: what is read stands out, the article's other places are small rings.

import * as L from '../vendor/leaflet.js';
import { h } from '../core/dom.js';
import { near } from '../core/longitudes.js';
import { createAreas } from '../map/areas.js';
import { createHost } from '../map/base.js';
import { createNote } from '../map/boundary.js';
import { along } from '../map/boxes.js';
import { createZoom } from '../map/controls.js';
import { createEvents } from '../map/events.js';
import { servedFiles } from '../map/files.js';
import { folium } from '../map/folium.js';
import { createGround } from '../map/ground.js';
import { hasPoint } from '../map/groups.js';
import { createLabels } from '../map/labels.js';
import { createLocator } from '../map/locator.js';
import { createMapState } from '../map/shown.js';
import { whenThere } from '../map/waiting.js';
import { createRings } from './rings.js';

/** @import { Context } from '../core/types' */
/** @import { GroundContext, Made, MapState } from '../map/types' */
/** @import { Bounds, Shown, Target } from './types' */

/** px: half of the brackets, and of a seat's disc, with air. */
const BRACKETS = 25;
const SEAT = 15;
/** Below this height there is no room for air around the view, nor for the small map. */
const LOW = 260;

/**
 * Which part of the world is on show: cut to, never flown, and left to the reader once they have moved it.
 * @param {L.Map} map
 */
function createFrame(map) {
  /** @type {Bounds | null} */
  let wanted = null;
  let ours = false;
  let moved = false;
  const act = () => {
    if (!ours) moved = true;
  };
  map.on('dragstart zoomstart', act);

  function cut() {
    if (!wanted) return;
    const [w, s, e, n] = wanted;
    const turn = near((w + e) / 2, 0) - (w + e) / 2;
    const low = map.getSize().y < LOW;
    ours = true;
    map.fitBounds([[s, w + turn], [n, e + turn]], { animate: false, maxZoom: 9, paddingTopLeft: low ? [6, 40] : [16, 40], paddingBottomRight: low ? [6, 22] : [16, 26] });
    ours = false;
    moved = false;
  }

  return {
    /**
     * @param {Bounds | null} view null: as it is
     * @param {L.LatLng[]} points of what is read: a map that the reader has moved stays while it holds them
     */
    show(view, points) {
      const before = wanted;
      wanted = view ?? wanted;
      if (!wanted) return;
      const held = points.length > 0 && points.every((p) => map.getBounds().pad(-0.04).contains(p));
      if (moved ? !held : String(before) !== String(wanted)) cut();
    },
    /** Another size: the same part of the world. */
    again() {
      ours = true;
      map.invalidateSize({ animate: false, pan: false });
      ours = false;
      if (!moved) cut();
    },
  };
}

/**
 * Where lines lead: to what has brackets, as it is drawn.
 * @param {L.Map} map
 * @param {ReturnType<typeof createEvents>} events
 * @param {string[]} ids
 * @returns {Target[]}
 */
function targetsOf(map, events, ids) {
  const found = events.located().filter(({ id }) => ids.includes(id));
  const seen = map.getBounds();
  const points = found.filter((e) => seen.contains([e.lat, e.lon])).map((e) => ({ ...map.latLngToContainerPoint([e.lat, e.lon]), r: e.draw === 'seat' || e.draw === 'country' ? SEAT : BRACKETS }));
  return [...new Map(points.map(({ x, y, r }) => [`${x},${y}`, { x, y, r }])).values()];
}

/**
 * Small boxes along the lines that come in from the text: names keep clear of them.
 * @param {L.Map} map
 * @param {number | null} height at the map's right edge, in px
 * @param {Target[]} targets
 */
function crossedBy(map, height, targets) {
  if (height === null) return [];
  const at = (/** @type {number} */ x, /** @type {number} */ y) => {
    const { lat, lng } = map.containerPointToLatLng([x, y]);
    return /** @type {[number, number]} */ ([lat, lng]);
  };
  return targets.flatMap(({ x, y }) => along(map, [at(x, y), at(map.getSize().x, height)]));
}

/**
 * What stands around the map.
 * @param {HTMLElement} root
 * @param {L.Map} map
 * @param {{page: Context, ctx: GroundContext, events: ReturnType<typeof createEvents>, labels: ReturnType<typeof createLabels>, state: MapState}} with_
 */
function furnish(root, map, { page, ctx, events, labels, state }) {
  const zoom = createZoom(map, events, state);
  const locator = createLocator(map, ctx);
  const scale = L.control.scale({ imperial: false, maxWidth: 90, position: 'bottomleft' }).addTo(map);
  const note = createNote(page);
  root.append(zoom.node, locator.node, note.node);
  labels.onUnnamed(note.names);
  zoom.update?.();
  return {
    destroy() {
      scale.remove();
      locator.destroy();
      zoom.destroy?.();
    },
  };
}

/**
 * @param {HTMLElement} root
 * @param {Context} page
 * @param {{onChoose: (ids: string[]) => void, onMoved: () => void, lineAt: () => number | null}} on `lineAt`: how far
 *   down the map the lines from the text come in at its right edge, in px
 */
export async function mountMap(root, page, { onChoose, onMoved, lineAt }) {
  const canvas = h('div', { class: 'gd-map-canvas', role: 'region', 'aria-label': 'Map of the article' });
  root.append(canvas);
  const end = new AbortController();
  /** @type {GroundContext} */
  const ctx = { files: page.files?.(end.signal) ?? servedFiles(page.api, page.geoVersion, end.signal), plain: true, pending: [], waits: true, reducedMotion: page.reducedMotion };
  /** @type {Made} */
  const made = {};
  const make = await folium(page);
  /** @type {L.Map} */
  const map = make(L, canvas, createHost(made));
  map.options.zoomSnap = 0;
  const { state, put } = createMapState(onChoose);
  const ground = createGround(map, ctx, made.ground.settings);
  const labels = createLabels(map, made.labels, ctx, ground);
  const areas = createAreas(made.areas, ctx);
  /** @type {string[]} */
  let chosen = [];
  ctx.crossed = () => crossedBy(map, lineAt(), targetsOf(map, events, chosen));
  const events = createEvents(map, made.events, state, ctx, { areas, labels });
  const rings = createRings(map, made.events.settings.pane, onChoose);
  const frame = createFrame(map);
  const furniture = furnish(root, map, { page, ctx, events, labels, state });
  map.on('move zoom', onMoved);
  ctx.pending.push(ground.load());

  const sized = new ResizeObserver(() => {
    if (!root.clientWidth) return;
    frame.again();
    if (state.data.events.length) events.redraw();
    onMoved();
  });
  events.onDrawn(onMoved);
  sized.observe(root);
  const ready = whenThere(ctx, end.signal, events.begin).then(() => {
    ctx.changed = events.redraw;
  });
  return {
    map,
    ready,
    /** @param {Shown} shown what is drawn, what of it has brackets, which places are rings */
    show({ events: drawn, selected, rings: others, aside, view }) {
      const [head] = drawn.filter((e) => e.id === selected);
      chosen = head ? drawn.filter((e) => e.id === selected || (head.members ?? []).includes(e.id)).map((e) => e.id) : [];
      frame.show(view, drawn.filter(hasPoint).map((e) => L.latLng(e.lat, e.lon)));
      put(drawn, { selected: selected ? [selected] : [], aside });
      rings.show(others);
      ground.load();
    },
    targets: () => targetsOf(map, events, chosen),
    destroy() {
      end.abort();
      sized.disconnect();
      for (const part of [furniture, events, labels, areas, ground]) part.destroy();
      map.remove();
      canvas.remove();
    },
  };
}
