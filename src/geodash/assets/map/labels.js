// Names on the map: countries in spaced capitals, provinces and water in italics, towns beside
// their point. Laid out greedily by rank, after each zoom and pan, around the marks.

import { all, clear, h } from '../core/dom.js';
import { drawing } from '../core/told.js';
import { meet } from './boxes.js';
import { createReach } from './reach.js';
import { cut, drawName, forgetWidths, spotsFor } from './typeset.js';

/** @import * as L from 'leaflet' */
/** @import { AreaLabel, Box, GroundContext, Label, Layer, PlaceLabel } from './types' */
/** @import { Name } from './typeset.js' */

const FILE = 'labels.geojson';
// What floats above the map, here and in the show: no name hides below it.
const FLOATING = '.gd-chip, .gd-homes:not([hidden]), .gd-locator, .gd-legend, .gd-zoom, .gd-mapnote, .sh-key, .sh-scale';

/** @typedef {{base: Label[], events: PlaceLabel[], selected: PlaceLabel[], lit: AreaLabel[]}} Known the names there are */

/**
 * @param {any} feature GeoJSON
 * @returns {Label}
 */
function labelOf({ properties: p, geometry }) {
  const [lon, lat] = geometry.coordinates;
  return { text: p.text, sub: p.sub ?? '', kind: p.kind, minZoom: p.min_zoom ?? 0, maxZoom: p.max_zoom ?? 99, rank: p.rank ?? 3, placeId: p.place_id ?? '', lat, lon };
}

/** @type {(a: {lat: number, lon: number}, b: {lat: number, lon: number}) => boolean} */
const near = (a, b) => Math.abs(a.lat - b.lat) < 0.02 && Math.abs(a.lon - b.lon) < 0.02;

/**
 * All names that could show now, most important first; one name per place.
 * @param {Known} known
 * @param {number} zoom
 */
function wanted({ base, events, selected, lit }, zoom) {
  const isLit = (/** @type {{text: string}} */ { text }) => lit.some((a) => a.text === text);
  /** @type {Name[]} */
  const shown = selected.map((s) => ({ ...s, kind: 'town', order: 'selected', rank: 0, selected: true }));
  for (const area of lit) shown.push({ ...area, kind: 'region', order: 'area', rank: 0, lit: true });
  for (const place of events.filter((p) => !isLit(p))) {
    if (!shown.some((s) => near(s, place))) shown.push({ ...place, kind: 'town', order: 'event', rank: 1, marked: true });
  }
  for (const label of base) {
    if (zoom < label.minZoom || zoom > label.maxZoom) continue;
    if (label.kind === 'town' && shown.some((s) => near(s, label))) continue;
    if (!isLit(label)) shown.push({ ...label, order: label.kind });
  }
  const rank = new Map(drawing().labels.order.map((order, i) => [order, i]));
  const first = (/** @type {Name} */ name) => rank.get(name.order) ?? rank.size;
  return shown.sort((a, b) => first(a) - first(b) || a.rank - b.rank);
}

/**
 * Boxes of what floats above the map, in layer pixels.
 * @param {L.Map} map
 * @param {L.Point} origin
 * @returns {Box[]}
 */
function controls(map, origin) {
  const container = map.getContainer();
  const base = container.getBoundingClientRect();
  const k = base.width / container.offsetWidth || 1; // the show draws the map enlarged
  return all(container.parentElement ?? container, FLOATING).map((el) => {
    const r = el.getBoundingClientRect();
    const x = (r.left - base.left) / k + origin.x;
    const y = (r.top - base.top) / k + origin.y;
    return [x, y, x + r.width / k, y + r.height / k];
  });
}

/**
 * Places names one after another, each clear of all before it.
 * @param {L.Map} map
 * @param {Box[]} obstacles
 * @param {ReturnType<typeof createReach>} mayReach
 */
function createPlacing(map, obstacles, mayReach) {
  const { x, y } = map.getSize();
  const { gap, apart } = drawing().labels;
  const origin = map.containerPointToLayerPoint([0, 0]);
  const frame = [origin.x, origin.y, origin.x + x, origin.y + y];
  const taken = [...obstacles, ...controls(map, origin)];
  /** @type {{id?: string, at: L.Point}[]} */
  const countries = [];
  const free = (/** @type {Box} */ b) => !taken.some((t) => meet(t, b));
  const inside = (/** @type {Box} */ b) => b[0] > frame[0] + 2 && b[2] < frame[2] - 2 && b[1] > frame[1] + 2 && b[3] < frame[3] - 2;
  const far = (/** @type {L.Point} */ p) => p.x < frame[0] - 60 || p.x > frame[2] + 60 || p.y < frame[1] - 30 || p.y > frame[3] + 30;
  const twice = (/** @type {Name} */ name, /** @type {L.Point} */ p) => name.kind === 'country' && countries.some((n) => n.id === name.placeId && n.at.distanceTo(p) < apart);

  /** The nodes of a name: none where it finds no room. */
  return (/** @type {Name} */ name) => {
    const p = map.latLngToLayerPoint([name.lat, name.lon]);
    if (far(p) || twice(name, p)) return [];
    const bare = name.kind === 'town' && !name.marked && !name.selected;
    if (bare && !free([p.x - 3, p.y - 3, p.x + 3, p.y + 3])) return [];
    const spots = spotsFor(name, p);
    const spot = spots.find((s) => inside(s.box) && (!s.moved || mayReach(name, s.box)) && free(s.box)) ?? (name.selected ? spots[0] : null);
    if (!spot) return [];
    const [left, top, right, bottom] = spot.box;
    taken.push([left - gap, top - 1, right + gap, bottom + 1]);
    if (name.kind === 'country') countries.push({ id: name.placeId, at: p });
    const dot = bare ? [h('div', { class: 'gd-town-dot', style: { left: `${p.x}px`, top: `${p.y}px` } })] : [];
    return [...dot, drawName(name, spot)];
  };
}

/**
 * @param {L.Map} map
 * @param {Layer} layer
 * @param {GroundContext} ctx
 */
export function createLabels(map, { settings }, ctx) {
  const root = h('div', { class: 'gd-labels', 'aria-hidden': 'true' });
  map.getPane(settings.pane)?.append(root);
  /** @type {Known} */
  const known = { base: [], events: [], selected: [], lit: [] };
  const mayReach = createReach(map, ctx);
  /** @type {() => Box[]} */
  let obstacles = () => [];

  ctx.pending.push(
    ctx.files.json(FILE).then((data) => {
      known.base = data.features.filter((/** @type {any} */ f) => f.geometry?.type === 'Point').map(labelOf);
    }),
  );

  function layout() {
    const place = createPlacing(map, obstacles(), mayReach);
    clear(root).append(...wanted(known, map.getZoom()).flatMap(place));
  }

  // A font is fetched when a name first asks for it: until then names are measured in another one.
  const onFonts = () => {
    forgetWidths();
    layout();
  };
  document.fonts?.addEventListener('loadingdone', onFonts);

  const short = (/** @type {PlaceLabel} */ p) => ({ ...p, text: cut(p.text) });
  return {
    layout,
    /** Marks register the boxes that names must not cover. */
    avoid: (/** @type {() => Box[]} */ fn) => {
      obstacles = fn;
    },
    setEventPlaces(/** @type {PlaceLabel[]} */ places) {
      known.events = places.map(short);
    },
    setAreas(/** @type {AreaLabel[]} */ areas) {
      known.lit = areas;
    },
    setSelected(/** @type {PlaceLabel[]} */ places) {
      known.selected = places.map(short);
    },
    countries: () => known.base.filter((l) => l.kind === 'country'),
    destroy() {
      document.fonts?.removeEventListener('loadingdone', onFonts);
      root.remove();
    },
  };
}
