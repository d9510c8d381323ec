// The events on the map. Up to MOST_MARKS in view are marks of their own, keyed by place so that a
// filter changes only what changed; of more, those near each other become discs. Several events on
// one point open a pager. All that asks for a drawing in one go is drawn once.

import * as L from '../vendor/leaflet.js';
import { near } from '../core/longitudes.js';
import { gathered } from '../core/gathered.js';
import { drawing } from '../core/told.js';
import { around, bodyOf, boxesOf, crowd } from './boxes.js';
import { zoomInto } from './clusters.js';
import { MOST_MARKS, byPoint, hasPoint, sortByRole, turned } from './groups.js';
import { createLeads } from './leads.js';
import { paintLights } from './lights.js';
import { discSize, isSoft, nameOf, placesOf } from './marks.js';
import { controls } from './placing.js';
import { createSelection } from './selection.js';
import { MOST_SEATS, countryPoint, createMerging, wantedOn } from './wanted.js';

/** @import { EventItem } from '../core/types' */
/** @import { GroundContext, Group, Labels, Located, Layer, Live, MapState, Place, Shown } from './types' */
/** @import { Choose } from './marks.js' */
/** @import { Model, Scene } from './wanted.js' */

/** @type {Record<string, number>} */
const RANK = { reported: 0, planned: 1, disputed: 2, claimed: 3 };

/** @typedef {ReturnType<typeof import('./areas.js').createAreas>} Areas */
/** @typedef {ReturnType<typeof import('./clusters.js').createClusters>} Clusters */
/** @typedef {'events' | 'marks' | 'view' | 'selection'} Due what has changed: the events on show, which marks stand for them here, what is in view, what is selected */
/** @typedef {{map: L.Map, live: Map<string, Live>, model: Model, state: MapState, labels: Labels, clusters?: Clusters}} Page what the parts below share */

/**
 * Selects the events of a mark: the next one where one of them is selected. What everyone agrees on
 * comes first, then what one side says; each in time order.
 * @param {MapState} state
 */
const chooser = (state) => (/** @type {Place} */ group) => {
  const order = new Map(state.data.events.map((e, i) => [e.id, i]));
  const placeOf = (/** @type {string} */ id) => order.get(id) ?? 0;
  const ids = [...group.events].sort((a, b) => RANK[a.status] - RANK[b.status] || placeOf(a.id) - placeOf(b.id)).map((e) => e.id);
  state.setStack(ids, placesOf(group)[0] ?? '');
  const at = state.event ? ids.indexOf(state.event) : -1;
  state.select(at >= 0 && ids.length > 1 ? ids[(at + 1) % ids.length] : ids[0], { source: 'map' });
};

/**
 * Where marks stand near each other, what a finger meets of one is a part of another's too: the nearest is meant.
 * @param {Map<string, Live>} live
 * @param {(group: Place) => void} choose
 * @returns {Choose}
 */
const choosesNearest = (live, choose) => (group, at) => {
  const away = (/** @type {Live} */ { marker }) => {
    const r = marker.getElement()?.getBoundingClientRect();
    return r && at ? Math.hypot(r.x + r.width / 2 - at.x, r.y + r.height / 2 - at.y) : Infinity;
  };
  const marks = [...live.values()].filter((l) => !l.seat && !l.disc);
  const pressed = marks.find((l) => l.group.key === group.key && l.group.events[0] === group.events[0]);
  const [nearest] = at && pressed ? marks.sort((a, b) => away(a) - away(b)) : [];
  choose(nearest ? nearest.group : group);
};

/**
 * A disc brings its events nearer, or opens them where they can come no nearer.
 * @param {L.Map} map
 * @param {GroundContext} ctx
 * @param {(group: Place) => void} choose
 */
const approacher = (map, ctx, choose) => (/** @type {Group} */ group) => {
  const bounds = L.latLngBounds(group.points.map((p) => [p.lat, p.lon]));
  if (!zoomInto(map, bounds, !ctx.reducedMotion.matches)) choose(group);
};

/**
 * Which marks have brackets on a map that nobody moves: there they are laid out with these.
 * @param {GroundContext} ctx
 * @param {MapState} state
 * @returns {(group: Place) => boolean}
 */
const selectedOn = (ctx, state) => (group) => {
  const chosen = ctx.plain ? state.byId(state.event) : undefined;
  const ids = chosen ? [chosen.id, ...(chosen.members ?? [])] : [];
  return group.events.some((e) => ids.includes(e.id));
};

/**
 * What a mark is called, and which events it tells of.
 * @param {L.Marker} marker
 * @param {Shown} shown
 */
function label(marker, { group, seat, ring, disc }) {
  const el = marker.getElement();
  if (!el || disc) return;
  el.dataset.events = group.events.map((e) => e.id).join(' ');
  const n = group.events.length;
  const spoken = `${group.name}: spoken of in ${n === 1 ? 'one statement' : `${n} statements`}`;
  el.setAttribute('aria-label', ring ? spoken : seat ? `${nameOf(group)} (no scene named)` : nameOf(group));
  el.removeAttribute('title');
}

/**
 * Puts on the map what is wanted and not there, and takes off what is not wanted any more.
 * @param {L.Map} map
 * @param {Map<string, Live>} live
 * @param {ReturnType<typeof wantedOn>} wanted
 */
function exchange(map, live, wanted) {
  for (const [key, { marker }] of live) {
    if (wanted.has(key)) continue;
    marker.remove();
    live.delete(key);
  }
  for (const [key, { make, ...shown }] of wanted) {
    const there = live.get(key);
    if (there) {
      there.group = shown.group;
      there.marker.setLatLng([shown.group.lat, shown.group.lon]);
      continue;
    }
    const marker = make().addTo(map);
    live.set(key, { marker, ...shown });
    label(marker, shown);
  }
  inOrder([...wanted.keys()].map((key) => live.get(key)?.marker.getElement()).filter((el) => !!el));
}

/** Tab meets marks in one order, whichever of them came first; the one that has the focus stays where it is. */
function inOrder(/** @type {HTMLElement[]} */ marks) {
  for (const [i, el] of marks.entries()) {
    const last = marks[i - 1];
    if (!last || el === document.activeElement || last.parentNode !== el.parentNode) continue;
    if (last.compareDocumentPosition(el) & Node.DOCUMENT_POSITION_PRECEDING) last.after(el);
  }
}

/** The names that the marks ask for. */
function eventPlaces(/** @type {Map<string, Live>} */ live) {
  const places = new Map();
  for (const { group, seat, ring, disc } of live.values()) {
    if (disc || seat) continue;
    if (ring) places.set(group.key, { text: group.name, lat: group.lat, lon: group.lon, ofArea: group.key.startsWith('area:') ? group.key.slice(5) : '' });
    else {
      for (const e of group.events) {
        if (e.draw === 'exact' || e.draw === 'near') places.set(e.place_id || e.place_name, { text: e.place_full || e.place_name, lat: e.lat, lon: e.lon, at: { lat: group.lat, lon: group.lon } });
      }
    }
  }
  return [...places.values()].filter((p) => p.text);
}

/** Marks out of view are no stop on the way through the page. */
function tabStops(/** @type {Page} */ { map, live }) {
  const view = map.getBounds();
  for (const { marker } of live.values()) marker.getElement()?.setAttribute('tabindex', view.contains(marker.getLatLng()) ? '0' : '-1');
}

/**
 * @param {L.Map} map
 * @param {MapState} state
 * @param {Labels} labels
 */
function modelOf(map, state, labels) {
  const middle = map.getCenter().lng;
  const roles = sortByRole(turned(state.data.events, middle));
  const many = byPoint(roles.marks).length > MOST_MARKS || byPoint(roles.seats).length > MOST_SEATS;
  return { ...roles, many, middle, countryIds: new Set(labels.countries().map((l) => l.placeId)) };
}

/**
 * Whether the map has moved so far round that some of the events are to be drawn on its other side.
 * @param {Page} page
 */
function hasTurned({ map, state, model }) {
  const now = map.getCenter().lng;
  const points = (/** @type {EventItem} */ e) => [e, ...(e.about ?? [])].filter(hasPoint);
  return now !== model.middle && state.data.events.some((e) => points(e).some((p) => near(p.lon, now) !== near(p.lon, model.middle)));
}

/**
 * What others ask of the events.
 * @param {Page} page
 */
function questions(page) {
  const { map, live, state, labels } = page;
  const entries = () => [...live.values()];
  const { radius, soft } = drawing().marks;
  const softSize = radius * soft;
  const clusterBoxes = () => (page.clusters?.discs() ?? []).map(({ marker, count }) => around(map.latLngToLayerPoint(marker.getLatLng()), discSize(count) / 2));
  return {
    boxes: () => [...entries().flatMap((l) => boxesOf(map, l)), ...clusterBoxes()],
    /** The same without the words of chips. */
    bodies: () => entries().map((l) => bodyOf(map, l)),
    /** The soft edges of what is known no closer than an area. */
    soft: () => entries().filter(({ group, seat, ring, disc }) => !seat && !ring && !disc && group.events.every((e) => e.draw === 'area')).map((l) => around(map.latLngToLayerPoint([l.group.lat, l.group.lon]), softSize)),
    /** How many places spoken of are in view. */
    rings: () => entries().filter((l) => l.ring && map.getBounds().contains(l.marker.getLatLng())).length,
    /**
     * Where an event shows on the map: its own point, its members' points, what a statement is about.
     * @param {string} id
     */
    pointsOf(id) {
      const here = (/** @type {string} */ one) => turned([state.byId(one)].filter((e) => e !== undefined), map.getCenter().lng)[0];
      const e = here(id);
      if (!e) return [];
      const members = (e.members ?? []).map(here).filter(hasPoint);
      if (members.length) return members.map((m) => L.latLng(m.lat, m.lon));
      if (!hasPoint(e)) return [];
      const about = e.draw === 'seat' ? (e.about ?? []).filter(hasPoint).map((a) => L.latLng(a.lat, a.lon)) : [];
      const own = e.draw === 'country' ? countryPoint(map, labels, e) : e;
      return about.length ? about : [L.latLng(own.lat, own.lon)];
    },
    /** Where an event stands that is known by its country alone. */
    nameOf: (/** @type {Located} */ e) => countryPoint(map, labels, e),
    /** Everything with a point, for the chips at the edge. */
    located() {
      const { marks, seats, countries } = page.model;
      const all = [...marks, ...seats, ...countries.map((e) => ({ ...e, ...countryPoint(map, labels, e) }))];
      // What shares a mark is where that is drawn.
      const at = new Map(entries().filter((l) => !l.ring).flatMap(({ group: { lat, lon, events } }) => events.map((e) => [e.id, { lat, lon }])));
      return all.map((e) => ({ ...e, ...at.get(e.id) }));
    },
    /** What the legend has to explain. */
    inUse: () => ({
      ...page.model,
      soft: page.model.marks.some(isSoft),
      rings: entries().some((l) => l.ring),
      discs: state.data.mode === 'clusters' || entries().some((l) => l.disc),
      moved: entries().some((l) => l.group.place),
    }),
  };
}

/**
 * @param {L.Map} map
 * @param {Layer} layer
 * @param {MapState} state
 * @param {GroundContext} ctx
 * @param {{areas: Areas, labels: Labels, clusters?: Clusters}} parts without `clusters` all events travel
 */
export function createEvents(map, { settings }, state, ctx, { areas, labels, clusters }) {
  /** @type {Map<string, Live>} */
  const live = new Map();
  const choose = choosesNearest(live, chooser(state));
  const isOn = selectedOn(ctx, state);
  /** @type {Scene} */
  const scene = { map, pane: settings.pane, ctx, labels, choose, approach: approacher(map, ctx, choose), merging: createMerging(map, labels, isOn), isOn };
  /** @type {Page} */
  const page = { map, live, state, labels, clusters, model: modelOf(map, state, labels) };
  const selection = createSelection(page, settings, areas);
  const asked = questions(page);
  const seats = (chips = false) => crowd(map, [...live.values()], { plain: Boolean(ctx.plain), selected: state.event, around: [...selection.lines(), ...leads.boxes(), ...controls(map, { chips })] });
  const leads = createLeads(map, settings);
  labels.avoid({
    marks: () => [...asked.boxes(), ...selection.boxes(), ...leads.boxes(), ...(ctx.crossed?.() ?? [])],
    bodies: () => [...asked.bodies(), ...selection.boxes()],
    alone: asked.bodies,
    soft: asked.soft,
  });

  const drawings = createDrawings(page, scene, { selection, leads, seats });
  return {
    ...asked,
    /** Small boxes along the lines of what is selected. */
    lines: selection.lines,
    /** Turns the words of seats to where they run into nothing, of chips at the edge too. */
    seats,
    onPut: drawings.onPut,
    onDrawn: drawings.onDrawn,
    begin: drawings.begin,
    /** Draws all anew, with what is known by then of land and names. */
    redraw: () => drawings.ask('events'),
    destroy() {
      drawings.end();
      clusters?.hide();
      selection.destroy();
      leads.destroy();
    },
  };
}

/**
 * Draws once for all that asks in one go, and only what has changed.
 * @param {Page} page
 * @param {Scene} scene
 * @param {{selection: ReturnType<typeof createSelection>, leads: ReturnType<typeof createLeads>, seats: () => void}} parts
 */
function createDrawings(page, scene, { selection, leads, seats }) {
  const { map, live, state, labels, clusters } = page;
  /** @type {Set<Due>} */
  const due = new Set();
  const told = { put: () => {}, drawn: () => {} };

  /** Puts the marks for this zoom and view in the place of those that are there; `anew`: of other events. */
  function put(/** @type {boolean} */ anew) {
    if (anew) {
      page.model = modelOf(map, state, labels);
      scene.merging.forget();
    }
    const clustered = state.data.mode === 'clusters';
    exchange(map, live, clustered ? new Map() : wantedOn(scene, page.model));
    leads.draw(live.values());
    labels.setParties(state.data.parties ?? []);
    labels.setEventPlaces(eventPlaces(live));
    if (clustered) clusters?.show();
    else clusters?.hide();
    paintLights(state, live.values());
    told.put();
  }

  function draw() {
    if (scene.ctx.waits) return;
    const [anew, others, moved, selected] = ['events', 'marks', 'view', 'selection'].map((what) => due.has(/** @type {Due} */ (what)));
    due.clear();
    if (anew || others) put(anew);
    if (anew || others || selected) selection.paint(label);
    tabStops(page);
    seats();
    // Where nothing but the selection has changed, what stands at the edge of the map stays.
    if (anew || others || moved) told.drawn();
    labels.layout();
  }

  const { ask: soon, end } = gathered(draw);
  function ask(/** @type {Due} */ what) {
    due.add(what);
    soon();
  }
  const renew = () => !page.model.many && scene.merging.renew(page.model.marks);
  const offs = listen(page, ask, renew);
  return {
    ask,
    /** Calls `tell` when other marks have been put, before anything gives way to what floats above the map. */
    onPut: (/** @type {() => void} */ tell) => void (told.put = tell),
    /** Calls `tell` after each drawing, before names are laid out. */
    onDrawn: (/** @type {() => void} */ tell) => void (told.drawn = tell),
    /** Puts the marks at once, for those who ask about them; the rest follows with what else is due. */
    begin() {
      due.clear();
      put(true);
      ask('view');
      ask('selection');
    },
    end() {
      end();
      offs.forEach((off) => off());
    },
  };
}

/**
 * Asks for a drawing when the page or the map says so; what it returns ends that.
 * @param {Page} page
 * @param {(what: Due) => void} ask
 * @param {() => boolean} renew whether marks lie on other sides of borders than was known
 */
function listen(page, ask, renew) {
  const { map, state } = page;
  const clustered = () => state.data.mode === 'clusters';
  // Where all marks are drawn, only a zoom changes which of them are one; a country's chip follows its name.
  const onZoom = () => {
    if (!clustered() && !page.model.many) ask('marks');
  };
  const onMove = () => {
    const others = !clustered() && (renew() || page.model.many || page.model.countries.length);
    ask(hasTurned(page) ? 'events' : others ? 'marks' : 'view');
  };
  const onClick = () => state.select(null, { source: 'map' });
  const paint = () => paintLights(state, page.live.values());
  map.on('zoomend', onZoom).on('moveend', onMove).on('click', onClick);
  return [
    state.on('data', () => ask('events')),
    state.on('hover', paint),
    state.on('lit', paint),
    state.on('select', () => ask('selection')),
    () => map.off('zoomend', onZoom).off('moveend', onMove).off('click', onClick),
  ];
}
