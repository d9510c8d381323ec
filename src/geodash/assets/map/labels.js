// Names on the map: countries in spaced capitals, provinces and water in italics, towns beside
// their point. Laid out greedily by rank, after each zoom and pan, around the marks.

import * as L from '../vendor/leaflet.js';
import { all, clear, h } from '../core/dom.js';
import { near as near360 } from '../core/longitudes.js';
import { drawing } from '../core/told.js';
import { around, meet } from './boxes.js';
import { abroad, complete, createSeen, holds, inside, oneSided, roomOn } from './countries.js';
import { landOf, placeOf, shownOf } from './grounds.js';
import { turned } from './groups.js';
import { createLands } from './lands.js';
import { createReach } from './reach.js';
import { cut, drawLeader, drawName, forgetWidths, spotsFor } from './typeset.js';

/** @import { AreaLabel, Box, GroundContext, Label, Layer, PlaceLabel } from './types' */
/** @import { Name, Placed, Spot } from './typeset.js' */
/** @import { Lands, Seen } from './countries.js' */

const FILE = 'labels.geojson';
// What floats above the map, here and in the show: no name hides below it.
const FLOATING = '.gd-chip, .gd-homes:not([hidden]), .gd-locator, .gd-legend, .gd-zoom, .gd-mapnote, .leaflet-control-scale, .sh-key, .sh-scale';

/** @typedef {{base: Label[], events: PlaceLabel[], selected: PlaceLabel[], lit: AreaLabel[]}} Known the names there are */

/**
 * @param {any} feature GeoJSON
 * @returns {Label}
 */
function labelOf({ properties: p, geometry }) {
  const [lon, lat] = geometry.coordinates;
  const own = { text: p.text, sub: p.sub ?? '', kind: p.kind, minZoom: p.min_zoom ?? 0, maxZoom: p.max_zoom ?? 99, rank: p.rank ?? 3, placeId: p.place_id ?? '', lat, lon };
  if (!p.ground) return own;
  return { ...own, short: p.short, exclave: p.exclave, areaId: p.area_id, ground: { type: 'Polygon', coordinates: [p.ground] } };
}

/** @type {(a: {lat: number, lon: number}, b: {lat: number, lon: number}) => boolean} */
const near = (a, b) => Math.abs(a.lat - b.lat) < 0.02 && Math.abs(a.lon - b.lon) < 0.02;

/** How important names are by their order, the most important first. */
function rankOf() {
  const rank = new Map(drawing().labels.order.map((order, i) => [order, i]));
  return (/** @type {{order: string}} */ { order }) => rank.get(order) ?? rank.size;
}

/**
 * What the map shows, in layer pixels.
 * @param {L.Map} map
 * @returns {Box}
 */
function frameOf(map) {
  const { x, y } = map.getSize();
  const origin = map.containerPointToLayerPoint([0, 0]);
  return [origin.x, origin.y, origin.x + x, origin.y + y];
}

/**
 * Whether a tinted road links a town: such come before other names, and a zoom earlier.
 * @param {AreaLabel[]} lit
 * @param {Label} town
 */
function isLinked(lit, { kind, lat, lon }) {
  const d = drawing().labels.linked;
  const around = [[0, 0], [d, 0], [-d, 0], [0, d * 0.77], [0, -d * 0.77]];
  const roads = kind === 'town' ? lit.filter((a) => a.areaKind === 'corridor') : [];
  return roads.some(({ ground }) => around.some(([x, y]) => landOf(ground).at(near360(lon + x, 0), lat + y)));
}

/**
 * All names that could show now, most important first; one name per place. A tinted area's own name
 * stands for the name that may not be missing there, and may not be missing.
 * @param {Known} known
 * @param {number} zoom
 * @param {number} middle longitude
 */
function wanted(known, zoom, middle) {
  const [base, events, selected, lit] = [turned(known.base, middle), turned(known.events, middle), turned(known.selected, middle), turned(known.lit, middle)];
  const isLit = (/** @type {{text: string}} */ { text }) => lit.some((a) => a.text === text);
  const isNamed = (/** @type {Label} */ { kind, text }) => kind === 'water' && events.some((p) => p.text === text);
  /** @type {Name[]} */
  const shown = selected.map((s) => ({ ...s, kind: 'town', order: 'selected', rank: 0, selected: true }));
  const must = new Set(base.filter((l) => l.ground).map((l) => l.areaId));
  for (const area of lit) shown.push({ ...area, kind: 'region', order: must.has(area.areaId) ? 'must' : 'area', rank: 0, lit: true });
  for (const place of events.filter((p) => !isLit(p))) {
    if (!shown.some((s) => near(s, place))) shown.push({ ...place, kind: 'town', order: 'event', rank: 1, marked: true });
  }
  for (const label of base) {
    const linked = zoom >= label.minZoom - 1 && isLinked(lit, label);
    if ((zoom < label.minZoom && !linked) || zoom > label.maxZoom) continue;
    if (label.kind === 'town' && shown.some((s) => near(s, label))) continue;
    if (lit.some((a) => a.areaId === label.areaId) || isLit(label) || isNamed(label)) continue;
    shown.push({ ...label, order: label.ground ? 'must' : linked ? 'event' : label.kind, rank: linked ? 0 : label.rank });
  }
  const first = rankOf();
  return shown.sort((a, b) => first(a) - first(b) || a.rank - b.rank);
}

/**
 * Boxes of what floats above the map, in layer pixels.
 * @param {L.Map} map
 * @returns {Box[]}
 */
function controls(map) {
  const origin = map.containerPointToLayerPoint([0, 0]);
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
 * Places names one after another, each clear of all before it. A bare town's keeps clear of soft edges
 * too: what is known no closer than an area would seem to be in that town.
 * @param {L.Map} map
 * @param {Box[]} obstacles
 * @param {Box[]} soft
 * @param {{mayReach: ReturnType<typeof createReach>, lands: Lands, seen: Seen | null}} known
 */
function createPlacing(map, obstacles, soft, { mayReach, lands, seen }) {
  const { gap, apart, across, abroad: most } = drawing().labels;
  const frame = frameOf(map);
  const taken = [...obstacles];
  /** @type {{id?: string, at: L.Point}[]} */
  const countries = [];
  const free = (/** @type {Box} */ b) => inside(b, frame) && !taken.some((t) => meet(t, b));
  const crisp = (/** @type {Box} */ b) => !soft.some((t) => meet(t, b));
  const bare = (/** @type {L.Point} */ p) => !taken.some((t) => meet(t, [p.x - 3, p.y - 3, p.x + 3, p.y + 3]));
  const far = (/** @type {L.Point} */ p) => p.x < frame[0] - 60 || p.x > frame[2] + 60 || p.y < frame[1] - 30 || p.y > frame[3] + 30;
  const twice = (/** @type {Name} */ name, /** @type {L.Point} */ p) => name.kind === 'country' && countries.some((n) => n.id === name.placeId && n.at.distanceTo(p) < apart);

  function spotFor(/** @type {Name} */ name, /** @type {L.Point} */ p, /** @type {boolean} */ town) {
    const spots = spotsFor(name, p);
    const roomy = spots.filter((s) => free(s.box) && (!town || crisp(s.box)));
    return ownSide(name, roomy.filter((s) => !s.moved || mayReach(name, s.box)), town) ?? (name.selected ? spots[0] : null);
  }

  /** The first place on a name's own side of all borders, else the one least across them. */
  function ownSide(/** @type {Name} */ name, /** @type {Spot[]} */ spots, /** @type {boolean} */ town) {
    const code = seen && spots.length && !['country', 'water'].includes(name.kind) ? lands.country(name.lon, name.lat) : '';
    if (!seen || !code) return spots[0] ?? null;
    const shares = spots.map((s) => ({ s, share: abroad(seen, code, s.box) }));
    const own = shares.find(({ share }) => share <= across) ?? shares.sort((a, b) => a.share - b.share)[0];
    return own && (!town || own.share <= most) ? own.s : null;
  }

  function grounded(/** @type {Name} */ name) {
    const shown = seen && shownOf(map, seen, name);
    const open = (/** @type {[number, number]} */ [x, y]) => !taken.some((t) => meet(t, [x, y, x, y]));
    return shown ? placeOf(name, shown, seen, lands.country(name.lon, name.lat), { free, open }) : null;
  }

  return {
    free,
    /** @param {Placed} placed */
    take({ spot: { box: [left, top, right, bottom] }, leader }) {
      taken.push([left - gap, top - 1, right + gap, bottom + 1]);
      if (!leader) return;
      const [[x0, y0], [x1, y1]] = leader;
      for (let i = 0; i <= 20; i += 1) taken.push(around(L.point(x0 + ((x1 - x0) * i) / 20, y0 + ((y1 - y0) * i) / 20), 4));
    },
    /**
     * Where a name stands: nowhere if it finds no room.
     * @param {Name} name
     * @returns {Placed | null}
     */
    place(name) {
      if (name.ground) return grounded(name);
      const p = map.latLngToLayerPoint([name.lat, name.lon]);
      if (far(p) || twice(name, p)) return null;
      const town = name.kind === 'town' && !name.marked && !name.selected;
      const bareTown = town && name.order === 'town';
      if (bareTown && !bare(p)) return null;
      const spot = spotFor(name, p, bareTown);
      if (!spot) return null;
      if (name.kind === 'country') countries.push({ id: name.placeId, at: p });
      return { name, spot, dot: town ? p : null };
    },
  };
}

/**
 * Without the names that may be missing after all: too little of their area is in view. Where an event
 * names a place in an area, the area is named however little of it is seen.
 * @param {L.Map} map
 * @param {Seen | null} seen
 * @param {Name[]} names
 */
function askedOf(map, seen, names) {
  const events = names.filter((n) => n.order === 'selected' || n.order === 'event');
  return names.filter((n) => {
    if (n.order !== 'must') return true;
    const shown = seen && shownOf(map, seen, n);
    return shown && (shown.asks || events.some((e) => within(e, n)));
  });
}

/** Whether a place lies in an area. */
const within = (/** @type {Name} */ place, /** @type {Name} */ { ground }) => Boolean(ground && landOf(ground).at(near360(place.lon, 0), place.lat));

/**
 * All names where they stand. The names of countries are made complete before anything that matters
 * less has its place; where a border would have a name on one side only, they are laid out anew,
 * before the names of events.
 * @param {L.Map} map
 * @param {Name[]} names
 * @param {{obstacles: Box[], soft: Box[]}} around
 * @param {{lands: Lands, look: ReturnType<typeof createSeen>, mayReach: ReturnType<typeof createReach>, labelOf: (code: string) => Label | undefined, codeOf: (name: Name) => string}} known
 */
function settle(map, names, { obstacles, soft }, { lands, look, mayReach, labelOf, codeOf }) {
  const over = controls(map);
  const named = map.getZoom() >= drawing().countries.complete_from && lands.ready();
  const view = lands.ready() ? look(frameOf(map)) : null;
  const all = askedOf(map, view, named ? names : names.filter((n) => n.kind !== 'country'));
  const musts = names.filter((n) => n.order === 'must');
  const seen = named ? view : null;
  const room = seen && roomOn(seen, labelOf, over);
  const rank = rankOf();
  const done = (/** @type {Placed[]} */ placed) => new Set(placed.filter((p) => p.name.kind === 'country').map((p) => codeOf(p.name)));

  function lay(/** @type {Name[]} */ wanted, /** @type {string} */ last) {
    const placing = createPlacing(map, [...obstacles, ...over], soft, { mayReach, lands, seen: view });
    /** @type {Placed[]} */
    const placed = [];
    const keep = (/** @type {Placed} */ found) => {
      placing.take(found);
      placed.push(found);
    };
    const [soon, late] = [wanted.filter((n) => rank(n) <= rank({ order: last })), wanted.filter((n) => rank(n) > rank({ order: last }))];
    for (const name of soon) {
      const found = placing.place(name);
      if (found && (!seen || name.kind !== 'country' || holds(seen, codeOf(name), found.spot.box))) keep(found);
    }
    if (seen && room) complete(seen, new Set([...done(placed), ...room.silent]), labelOf, placing.free, keep);
    const missing = musts.filter((m) => !placed.some((p) => p.name.areaId === m.areaId));
    for (const name of late) {
      // No town of an area without the area.
      if (name.order === 'town' && missing.some((m) => within(name, m))) continue;
      const found = placing.place(name);
      if (found) keep(found);
    }
    return { placed, wrong: seen && room ? oneSided(seen, room.able, done(placed)) : 0 };
  }

  const first = lay(all, 'country');
  if (!first.wrong) return first.placed;
  const second = lay(all.filter((n) => n.kind !== 'country'), 'region');
  return second.wrong < first.wrong ? second.placed : first.placed;
}

/** @param {Placed} placed */
function nodesOf({ name, spot, dot, leader }) {
  const node = drawName(name, spot);
  if (leader) return [drawLeader(leader), node];
  return dot ? [h('div', { class: 'gd-town-dot', style: { left: `${dot.x}px`, top: `${dot.y}px` } }), node] : [node];
}

/**
 * The country of each name of the base map: by code, and by name.
 * @param {() => Label[]} base
 * @param {Lands} lands
 */
function createCodes(base, lands) {
  /** @type {Map<string, Label>} */
  const labels = new Map();
  /** @type {Map<string, string>} */
  const codes = new Map();
  function fill() {
    if (labels.size || !lands.ready()) return;
    for (const label of base().filter((l) => l.kind === 'country')) {
      const code = lands.country(label.lon, label.lat);
      if (!code) continue;
      if (!labels.has(code)) labels.set(code, label);
      codes.set(label.placeId, code);
    }
  }
  return {
    labelOf: (/** @type {string} */ code) => (fill(), labels.get(code)),
    codeOf: (/** @type {Name} */ { placeId }) => (fill(), codes.get(placeId ?? '') ?? ''),
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
  const lands = createLands(ctx);
  const tools = { lands, look: createSeen(map, lands), mayReach: createReach(map, lands), ...createCodes(() => known.base, lands) };
  /** @type {() => Box[]} */
  let obstacles = () => [];
  /** @type {() => Box[]} */
  let soft = () => [];

  ctx.pending.push(
    ctx.files.json(FILE).then((data) => {
      known.base = data.features.filter((/** @type {any} */ f) => f.geometry?.type === 'Point').map(labelOf);
    }),
  );

  function layout() {
    const placed = settle(map, wanted(known, map.getZoom(), map.getCenter().lng), { obstacles: obstacles(), soft: soft() }, tools);
    clear(root).append(...placed.flatMap(nodesOf));
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
    /** Marks register the boxes that names must not cover, and those of soft edges. */
    avoid: (/** @type {() => Box[]} */ marks, /** @type {() => Box[]} */ edges) => {
      obstacles = marks;
      soft = edges;
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
