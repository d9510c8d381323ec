// Names on the map: countries in spaced capitals, provinces and water in italics, towns beside
// their point. Laid out greedily by rank, after each zoom and pan, around the marks.

import { clear, h } from './dom.js';

const FILE = 'labels.geojson';
const GAP = 4;

// kind → [font size px, weight, letter spacing em]
const TYPE = {
  country: [15, 600, 0.16],
  region: [14.5, 400, 0.03],
  province: [14.5, 400, 0.03],
  water: [14.5, 400, 0.02],
  town: [14, 500, 0],
  note: [12.5, 400, 0],
};
const ORDER = { selected: 0, event: 1, country: 2, region: 3, province: 4, water: 5, town: 6 };

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

// A name of a region may give way a little to what is already there.
const SHIFTS = [[0, 0], [0, 26], [0, -26], [44, 0], [-44, 0], [0, 52], [0, -52], [90, 0], [-90, 0], [60, 40], [-60, 40]];

// Names come from data: one as long as a page would take the map from all others.
const LONGEST = 48;
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

/** The boxes a label may take, best first: centred, or around a town's point. */
function candidates(label, x, y, clear) {
  const kind = label.kind;
  const text = kind === 'country' ? label.text.toUpperCase() : label.text;
  const w = Math.ceil(Math.max(measure(text, kind), ...(label.sub ? label.sub.split('\n').map((t) => measure(t, 'note')) : [0]))) + 2;
  const lines = label.sub ? label.sub.split('\n').length : 0;
  const hgt = 19 + lines * 16;
  if (kind !== 'town') {
    const reach = kind === 'country' ? SHIFTS : SHIFTS.slice(0, 5);
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
      class: ['gd-label', `gd-label-${label.kind}`, label.selected && 'gd-label-selected'],
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
  let obstacles = () => [];
  let countryAnchors = new Map();

  ctx.pending.push(
    geoFile(ctx.api, FILE, ctx.geoVersion).then((data) => {
      base = data.features.filter((f) => f.geometry?.type === 'Point').map(normalise);
    }),
  );

  /** All labels that could show now, most important first; one name per place. */
  function wanted(zoom) {
    const near = (a, b) => Math.abs(a.lat - b.lat) < 0.02 && Math.abs(a.lon - b.lon) < 0.02;
    const shown = selected.map((s) => ({ ...s, kind: 'town', order: 'selected', rank: 0, selected: true }));
    for (const place of eventPlaces) {
      if (!shown.some((s) => near(s, place))) shown.push({ ...place, kind: 'town', order: 'event', rank: 1, marked: true });
    }
    for (const label of base) {
      if (zoom < label.minZoom || zoom > label.maxZoom) continue;
      if (label.kind === 'town' && shown.some((s) => near(s, label))) continue;
      shown.push({ ...label, order: label.kind });
    }
    return shown.sort((a, b) => (ORDER[a.order] ?? 5) - (ORDER[b.order] ?? 5) || a.rank - b.rank);
  }

  /** Boxes of what floats above the map: no name hides below a chip or the legend. */
  function controls(origin) {
    const base = map.getContainer().getBoundingClientRect();
    const floating = map.getContainer().parentElement.querySelectorAll('.gd-chip, .gd-homes:not([hidden]), .gd-locator, .gd-legend, .gd-zoom, .gd-mapnote');
    return [...floating].map((el) => {
      const r = el.getBoundingClientRect();
      const x = r.left - base.left + origin.x;
      const y = r.top - base.top + origin.y;
      return [x, y, x + r.width, y + r.height];
    });
  }

  function layout() {
    const size = map.getSize();
    const origin = map.containerPointToLayerPoint([0, 0]);
    const frame = [origin.x, origin.y, origin.x + size.x, origin.y + size.y];
    const taken = [...obstacles(), ...controls(origin)];
    const nodes = [];
    countryAnchors = new Map();
    for (const label of wanted(map.getZoom())) {
      const p = map.latLngToLayerPoint([label.lat, label.lon]);
      if (p.x < frame[0] - 60 || p.x > frame[2] + 60 || p.y < frame[1] - 30 || p.y > frame[3] + 30) continue;
      const spots = candidates(label, p.x, p.y, label.marked || label.selected ? 15 : 7);
      const inside = (b) => b[0] > frame[0] + 2 && b[2] < frame[2] - 2 && b[1] > frame[1] + 2 && b[3] < frame[3] - 2;
      const spot = spots.find((s) => inside(s.box) && !taken.some((t) => hits(t, s.box))) ?? (label.selected ? spots[0] : null);
      if (!spot) continue;
      taken.push([spot.box[0] - GAP, spot.box[1] - 1, spot.box[2] + GAP, spot.box[3] + 1]);
      if (label.kind === 'country' && label.placeId) countryAnchors.set(label.placeId, [p.x, spot.box[3]]);
      if (label.kind === 'town' && !label.marked && !label.selected) {
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
    setSelected(places) {
      selected = places.map((p) => ({ ...p, text: cut(p.text) }));
    },
    countries: () => base.filter((l) => l.kind === 'country'),
    destroy() {
      root.remove();
    },
  };
}
