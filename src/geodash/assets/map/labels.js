// Names on the map: countries in spaced capitals, provinces and water in italics, towns beside
// their point. Laid out greedily by rank, after each zoom and pan, around the marks.

import { clear, h } from '../core/dom.js';
import { createLand } from './land.js';

const FILE = 'labels.geojson';
const GAP = 4;
const APART = 460; // pixels between two names of one country
const LONGEST = 48;

// kind → [font size px, weight, letter spacing em]
const TYPE = {
  country: [15, 600, 0.16],
  region: [14.5, 400, 0.03],
  province: [14.5, 400, 0.03],
  water: [14.5, 400, 0.02],
  town: [14, 500, 0],
  note: [12.5, 400, 0],
};
const ORDER = { selected: 0, area: 1, region: 2, event: 3, country: 4, province: 5, water: 6, town: 7 };

const widths = new Map();
const measure = (() => {
  const cache = widths;
  let context = null;
  return (text, kind) => {
    const key = `${kind}|${text}`;
    if (!cache.has(key)) {
      context ??= document.createElement('canvas').getContext('2d');
      const [size, weight, spacing] = TYPE[kind] ?? TYPE.town;
      const family = kind === 'town' ? 'Source Sans, sans-serif' : 'Source Serif, serif';
      context.font = `${weight} ${size}px ${family}`;
      cache.set(key, context.measureText(text).width + spacing * size * text.length);
    }
    return cache.get(key);
  };
})();

// How far a name may give way, in pixels, and never further than this many degrees.
const SHIFTS = [[0, 0], [0, 24], [0, -24], [40, 0], [-40, 0], [40, 24], [-40, 24], [40, -24], [-40, -24], [0, 48], [0, -48], [80, 0], [-80, 0]];
const REACH = { country: 0.6, region: 0.32, area: 0.3, province: 0.16, water: 0.12 };

const cut = (text) => (text.length > LONGEST ? `${text.slice(0, LONGEST - 1).trimEnd()}…` : text);
const hits = (a, b) => a[0] < b[2] && a[2] > b[0] && a[1] < b[3] && a[3] > b[1];

function normalise(feature) {
  const p = feature.properties;
  const [lon, lat] = feature.geometry.coordinates;
  return {
    text: p.text,
    sub: p.sub ?? '',
    kind: p.kind,
    minZoom: p.min_zoom ?? 0,
    maxZoom: p.max_zoom ?? 99,
    rank: p.rank ?? 3,
    placeId: p.place_id ?? '',
    lat,
    lon,
  };
}

/** A lit area's name stands beside its middle, wherever there is room. */
function besides(x, y, w, hgt) {
  const spots = [];
  for (const d of [22, 44, 70, 100]) {
    spots.push([x + d, y - hgt / 2], [x - d - w, y - hgt / 2], [x - w / 2, y + d], [x - w / 2, y - d - hgt], [x + d * 0.7, y + d * 0.7], [x - d * 0.7 - w, y + d * 0.7]);
  }
  return spots.map(([l, t]) => ({ box: [l, t, l + w, t + hgt], align: 'center' }));
}

/** The boxes a label may take, best first: centred, or around a town's point. */
function candidates(label, x, y, clear, zoom) {
  const kind = label.kind;
  const text = kind === 'country' ? label.text.toUpperCase() : label.text;
  const w = Math.ceil(Math.max(measure(text, kind), ...(label.sub ? label.sub.split('\n').map((t) => measure(t, 'note')) : [0]))) + 2;
  const lines = label.sub ? label.sub.split('\n').length : 0;
  const hgt = 19 + lines * 16;
  if (label.lit) return besides(x, y, w, hgt);
  if (kind !== 'town') {
    // Far out, a few pixels more would put a country's name into its neighbour.
    const reach = kind === 'country' && zoom >= 6.5 ? SHIFTS : SHIFTS.slice(0, kind === 'country' ? 3 : 5);
    return reach.map(([dx, dy]) => ({ box: [x + dx - w / 2, y + dy - hgt / 2, x + dx + w / 2, y + dy + hgt / 2], align: 'center' }));
  }
  const d = clear;
  return [
    { box: [x + d, y - 9, x + d + w, y + 10], align: 'left' },
    { box: [x - d - w, y - 9, x - d, y + 10], align: 'right' },
    { box: [x - w / 2, y + d - 3, x + w / 2, y + d + 16], align: 'center' },
    { box: [x - w / 2, y - d - 16, x + w / 2, y - d + 3], align: 'center' },
    { box: [x + d * 0.7, y + d * 0.5, x + d * 0.7 + w, y + d * 0.5 + 19], align: 'left' },
    { box: [x + d * 0.7, y - d * 0.5 - 19, x + d * 0.7 + w, y - d * 0.5], align: 'left' },
  ];
}

function draw(label, spot) {
  const [left, top, right] = spot.box;
  const node = h(
    'div',
    {
      class: ['gd-label', `gd-label-${label.kind}`, label.selected && 'gd-label-selected', label.lit && 'gd-label-lit'],
      style: { left: `${left}px`, top: `${top}px`, width: `${right - left}px`, 'text-align': spot.align },
    },
    label.text,
  );
  for (const line of label.sub ? label.sub.split('\n') : []) node.append(h('div', { class: 'gd-label-sub' }, line));
  return node;
}

export function createLabels(L, map, { settings }, state, ctx, geoFile) {
  const pane = map.getPane(settings.pane);
  const root = h('div', { class: 'gd-labels', 'aria-hidden': 'true' });
  pane.append(root);
  let base = [];
  let eventPlaces = [];
  let selected = [];
  let lit = [];
  let land = null;
  let obstacles = () => [];

  ctx.pending.push(
    geoFile(ctx.api, 'region.geojson', ctx.geoVersion).then((data) => {
      land = createLand(data);
    }),
    geoFile(ctx.api, FILE, ctx.geoVersion).then((data) => {
      base = data.features.filter((f) => f.geometry?.type === 'Point').map(normalise);
    }),
  );

  /** All labels that could show now, most important first; one name per place. */
  function wanted(zoom) {
    const near = (a, b) => Math.abs(a.lat - b.lat) < 0.02 && Math.abs(a.lon - b.lon) < 0.02;
    const shown = selected.map((s) => ({ ...s, kind: 'town', order: 'selected', rank: 0, selected: true }));
    for (const area of lit) shown.push({ ...area, kind: 'region', order: 'area', rank: 0, lit: true });
    for (const place of eventPlaces.filter((p) => !lit.some((a) => a.text === p.text))) {
      if (!shown.some((s) => near(s, place))) shown.push({ ...place, kind: 'town', order: 'event', rank: 1, marked: true });
    }
    for (const label of base) {
      if (zoom < label.minZoom || zoom > label.maxZoom) continue;
      if (label.kind === 'town' && shown.some((s) => near(s, label))) continue;
      if (lit.some((a) => a.text === label.text)) continue;
      shown.push({ ...label, order: label.kind });
    }
    return shown.sort((a, b) => (ORDER[a.order] ?? 5) - (ORDER[b.order] ?? 5) || a.rank - b.rank);
  }

  /** A name gives way a little, and stays in the country whose name it is or in which it lies. */
  function mayShift(label, [left, top, right, bottom]) {
    if (map.getZoom() < 6 || !land) return false;
    const y = (top + bottom) / 2;
    const at = (x) => map.layerPointToLatLng([x, y]);
    const middle = at((left + right) / 2);
    const reach = REACH[label.lit ? 'area' : label.kind] ?? 0;
    if (Math.abs(middle.lat - label.lat) > reach || Math.abs(middle.lng - label.lon) > reach * 1.4) return false;
    if (label.kind === 'water') return true;
    const own = land.at(label.lon, label.lat);
    const ends = label.kind === 'country' ? [at(left + 8), middle, at(right - 8)] : [middle];
    return ends.every((p) => land.at(p.lng, p.lat) === own);
  }

  /** Boxes of what floats above the map: no name hides below a chip or the legend. */
  function controls(origin) {
    const base = map.getContainer().getBoundingClientRect();
    const k = base.width / map.getContainer().offsetWidth || 1; // the show draws the map enlarged
    const floating = map.getContainer().parentElement.querySelectorAll('.gd-chip, .gd-homes:not([hidden]), .gd-locator, .gd-legend, .gd-zoom, .gd-mapnote, .sh-key, .sh-scale');
    return [...floating].map((el) => {
      const r = el.getBoundingClientRect();
      const x = (r.left - base.left) / k + origin.x;
      const y = (r.top - base.top) / k + origin.y;
      return [x, y, x + r.width / k, y + r.height / k];
    });
  }

  function layout() {
    const size = map.getSize();
    const origin = map.containerPointToLayerPoint([0, 0]);
    const frame = [origin.x, origin.y, origin.x + size.x, origin.y + size.y];
    const taken = [...obstacles(), ...controls(origin)];
    const nodes = [];
    const named = [];
    for (const label of wanted(map.getZoom())) {
      const p = map.latLngToLayerPoint([label.lat, label.lon]);
      if (p.x < frame[0] - 60 || p.x > frame[2] + 60 || p.y < frame[1] - 30 || p.y > frame[3] + 30) continue;
      if (label.kind === 'country' && named.some((n) => n.id === label.placeId && Math.hypot(n.x - p.x, n.y - p.y) < APART)) continue;
      const bare = label.kind === 'town' && !label.marked && !label.selected;
      if (bare && taken.some((t) => hits(t, [p.x - 3, p.y - 3, p.x + 3, p.y + 3]))) continue;
      const spots = candidates(label, p.x, p.y, label.marked || label.selected ? 15 : 7, map.getZoom());
      const may = (s) => !s.shift || !(s.shift[0] || s.shift[1]) || mayShift(label, s.box);
      const inside = (b) => b[0] > frame[0] + 2 && b[2] < frame[2] - 2 && b[1] > frame[1] + 2 && b[3] < frame[3] - 2;
      const spot = spots.find((s) => inside(s.box) && may(s) && !taken.some((t) => hits(t, s.box))) ?? (label.selected ? spots[0] : null);
      if (!spot) continue;
      taken.push([spot.box[0] - GAP, spot.box[1] - 1, spot.box[2] + GAP, spot.box[3] + 1]);
      if (label.kind === 'country') named.push({ id: label.placeId, x: p.x, y: p.y });
      if (bare) {
        nodes.push(h('div', { class: 'gd-town-dot', style: { left: `${p.x}px`, top: `${p.y}px` } }));
      }
      nodes.push(draw(label, spot));
    }
    clear(root).append(...nodes);
  }

  document.fonts?.ready.then(() => {
    widths.clear();
    layout();
  });

  return {
    layout,
    /** Marks register the boxes that names must not cover. */
    avoid: (fn) => {
      obstacles = fn;
    },
    setEventPlaces(places) {
      eventPlaces = places.map((p) => ({ ...p, text: cut(p.text) }));
    },
    setAreas(areas) {
      lit = areas;
    },
    setSelected(places) {
      selected = places.map((p) => ({ ...p, text: cut(p.text) }));
    },
    countries: () => base.filter((l) => l.kind === 'country'),
    destroy() {
      root.remove();
    },
  };
}
