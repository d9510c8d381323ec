// What should stand on the map for a filter and a zoom: marks, discs, seats, rings, names of countries.

import { isolated } from '../core/isolated.js';
import { drawing } from '../core/told.js';
import { coreOf, createStand, discOf, isFar, ringOf } from './apart.js';
import { MOST_MARKS, byPoint, fitToView, gather, hasPoint, mergeCovering, mergeNear, standApart, turned } from './groups.js';
import { chipFor, discFor, markerFor, placesOf, ringFor } from './marks.js';

/** @import * as L from 'leaflet' */
/** @import { Box, GroundContext, Group, Labels, Located, Place, Roles, Wanted } from './types' */
/** @import { XY } from './apart.js' */

export const MOST_SEATS = 60;
// Pixels: half a chip's height, and about a letter of it.
const BODY = 13;
const LETTER = 8;
const BELOW = 25; // from a country's name to its chip

/**
 * What is needed to say what stands where; `many`: too many to draw those out of view.
 * @typedef {object} Scene
 * @property {L.Map} map
 * @property {string} pane
 * @property {GroundContext} ctx
 * @property {Labels} labels
 * @property {(group: Place) => void} choose
 * @property {(group: Group) => void} approach
 * @property {ReturnType<typeof createMerging>} merging
 * @property {(group: Place) => boolean} isOn whether it has brackets, on a map that nobody moves
 */
/** @typedef {Roles & {many: boolean, middle: number, countryIds: Set<string>}} Model `middle`: the longitude it is counted around */

const ids = (/** @type {Place} */ g) => g.events.map((e) => e.id).join(' ');
/**
 * The side of all borders on which an event happened: none of a line, which lies between two.
 * @param {Labels} labels
 * @returns {(e: Located) => string}
 */
const sideOn = (labels) => (e) => (e.between ? '' : labels.countryAt(e));

/**
 * Groups of events whose marks would overlap, worked out once a zoom.
 * @param {L.Map} map
 * @param {Labels} labels
 * @param {Scene['isOn']} isOn
 */
export function createMerging(map, labels, isOn) {
  /** @type {Map<Located[], Map<number, Group[]>>} */
  let merged = new Map(); // by what they are of and how far they were merged
  /** @type {number | null} */
  let at = null;
  const sides = (/** @type {Located[]} */ events) => events.map(sideOn(labels)).join();
  let known = '';
  return {
    forget: () => merged.clear(),
    /**
     * Forgets them where the land is now known more closely, and says so.
     * @param {Located[]} events
     */
    renew(events) {
      const now = sides(events);
      if (now === known) return false;
      known = now;
      merged.clear();
      return true;
    },
    /**
     * @param {Located[]} events
     * @param {boolean} [marks] whether they have marks, which are as wide as they have kinds
     */
    of: (events, marks = false) => (/** @type {number} */ distance) => {
      if (at !== map.getZoom()) merged = new Map();
      at = map.getZoom();
      const there = merged.get(events) ?? new Map();
      merged.set(events, there);
      const project = (/** @type {Place} */ g) => map.project([g.lat, g.lon]);
      const apart = distance === drawing().marks.merge;
      const points = byPoint(events, apart ? sideOn(labels) : undefined);
      const merge = () => (marks && apart ? standApart(mergeCovering(points, project, isFar(map.getZoom())), { ...onMap(map, labels), isOn }) : mergeNear(points, project, distance));
      const groups = there.get(distance) ?? merge();
      there.set(distance, groups);
      return groups;
    },
  };
}

/**
 * @param {L.Map} map
 * @param {Labels} labels
 */
function onMap(map, labels) {
  const unproject = (/** @type {XY} */ { x, y }) => {
    const { lat, lng: lon } = map.unproject([x, y]);
    return { lat, lon };
  };
  return { unproject, far: isFar(map.getZoom()), sideAt: (/** @type {XY} */ at) => labels.countryAt(unproject(at)) };
}

/**
 * What a country's chip is called; an article's word for a place is true of its own event only.
 * @param {Located} e
 */
export const countryName = (e) => e.country?.name ?? e.place;

/**
 * Below the country's name: the one in view, else the one of this zoom.
 * @param {L.Map} map
 * @param {Labels} labels
 * @param {Located} e
 */
export function countryPoint(map, labels, e) {
  const names = turned(labels.countries().filter((l) => l.placeId === e.country?.id), map.getCenter().lng);
  const now = names.filter((l) => map.getZoom() >= l.minZoom && map.getZoom() <= l.maxZoom);
  const view = map.getBounds().pad(-0.04);
  const label = now.find((l) => view.contains([l.lat, l.lon])) ?? now[0] ?? names[0];
  if (!label) return { lat: e.lat, lon: e.lon };
  const { lat, lng: lon } = map.unproject(map.project([label.lat, label.lon]).add([0, BELOW]));
  // Far out what is below a small country's name is another country.
  return [label.iso3, ''].includes(labels.countryAt({ lat, lon })) ? { lat, lon } : { lat: label.lat, lon: label.lon };
}

/**
 * By a key that changes with all that is to be seen of it.
 * @param {Scene} scene
 * @param {Model} model
 * @returns {Map<string, Wanted>}
 */
export function wantedOn(scene, model) {
  const inRange = drawnRange(scene.map, model);
  const { merging } = scene;
  const found = fitToView(merging.of(model.marks, true), inRange, MOST_MARKS);
  const seats = fitToView(merging.of(model.seats), inRange, MOST_SEATS).groups;
  const { groups, left } = found.dense ? gather(found.groups, seats) : { groups: found.groups, left: seats };
  /** @type {Map<string, Wanted>} */
  const wanted = new Map();
  /** @type {Map<string, Wanted>} */
  const chips = new Map();
  const marks = groups.map((g) => ({ ...g, events: [...g.events], points: [...g.points] }));
  const put = placer(scene, found.dense ? [] : marks);
  addSeats(chips, scene, left, put);
  addCountries(chips, scene, model, put);
  addMarks(wanted, scene, marks, found.dense);
  chips.forEach((chip, key) => wanted.set(key, chip));
  addRings(wanted, scene, model, inRange, put);
  return wanted;
}

/**
 * Puts seats and countries' chips to where they stand on no mark and on nothing that was put there before.
 * @param {Scene} scene
 * @param {Group[]} marks
 */
function placer({ map, labels, isOn }, marks) {
  const { sideAt, unproject, far } = onMap(map, labels);
  const stand = createStand(sideAt, far);
  marks.forEach((g) => stand.add(map.project([g.lat, g.lon]), coreOf(g.events, isOn(g))));
  return {
    /**
     * @param {Place} g
     * @param {Box} [wide] what it takes with its words
     * @returns {Place | null} null where it is counted in a mark: far out, for want of room beside it
     */
    put(g, wide) {
      const at = map.project([g.lat, g.lon]);
      const found = stand.put(at, discOf(isOn(g)), { side: g.side, wide });
      if (!found && far && joined(marks, g, at, map)) return null;
      return found && (found.x !== at.x || found.y !== at.y) ? { ...g, ...unproject(found), place: { lat: g.lat, lon: g.lon } } : g;
    },
    isFree: (/** @type {Place} */ g) => stand.isFree(map.project([g.lat, g.lon]), ringOf()),
  };
}

/**
 * Whether something without room of its own is now counted in the mark that stands there.
 * @param {Group[]} marks
 * @param {Place} g
 * @param {XY} at
 * @param {L.Map} map
 */
function joined(marks, g, at, map) {
  const away = (/** @type {Group} */ m) => map.project([m.lat, m.lon]).distanceTo([at.x, at.y]);
  const [head] = [...marks].sort((a, b) => away(a) - away(b));
  if (!head || away(head) > drawing().marks.apart) return false;
  head.events.push(...g.events);
  head.points.push(g);
  return true;
}

/**
 * Few marks are all drawn, in view or not; of many, those in view and a little around it.
 * @param {L.Map} map
 * @param {Model} model
 * @returns {(g: Place) => boolean}
 */
function drawnRange(map, model) {
  if (!model.many) return () => true;
  const view = map.getBounds().pad(0.15);
  return (g) => view.contains([g.lat, g.lon]);
}

/**
 * @param {Map<string, Wanted>} wanted
 * @param {Scene} scene
 * @param {Group[]} groups
 * @param {boolean} dense
 */
function addMarks(wanted, { pane, choose, approach }, groups, dense) {
  for (const g of groups) {
    const disc = dense && g.points.length > 1;
    const make = () => {
      if (!disc) return markerFor(g, pane, choose);
      const name = `${g.events.length.toLocaleString('en')} events near ${placesOf(g).join(', ')}: come nearer`;
      return discFor({ lat: g.lat, lon: g.lon, count: g.events.length, name }, pane, () => approach(g));
    };
    wanted.set(`${disc ? 'd' : 'm'}|${g.key}|${ids(g)}`, { group: g, disc, make });
  }
}

/** The one event of a slide needs no count beside its name. */
const tally = (/** @type {Scene} */ { ctx }, /** @type {string} */ name, /** @type {number} */ n) => (ctx.plain && n === 1 ? name : `${isolated(name)} ${n}`);

/**
 * @param {Map<string, Wanted>} wanted
 * @param {Scene} scene
 * @param {Group[]} seats
 * @param {ReturnType<typeof placer>} ground
 */
function addSeats(wanted, scene, seats, { put }) {
  for (const seat of [...seats].sort((a, b) => Number(scene.isOn(b)) - Number(scene.isOn(a)))) {
    const g = put(seat);
    if (!g) continue;
    const name = [...new Set(g.events.map((e) => e.seat || e.place))].slice(0, 2).join(', ');
    const make = () => chipFor(g, scene.pane, tally(scene, name, g.events.length), scene.choose);
    wanted.set(`s|${g.key}|${ids(g)}`, { group: g, seat: true, make });
  }
}

/**
 * @param {Map<string, Wanted>} wanted
 * @param {Scene} scene
 * @param {Model} model
 * @param {(g: Place) => boolean} inRange
 * @param {ReturnType<typeof placer>} ground
 */
function addRings(wanted, { map, pane, choose }, model, inRange, { isFree }) {
  const project = (/** @type {Place} */ g) => map.project([g.lat, g.lon]);
  const { merge } = drawing().marks;
  const taken = [...wanted.values()].map(({ group }) => project(group));
  const free = spokenOf(model).filter((g) => inRange(g) && isFree(g) && taken.every((p) => p.distanceTo(project(g)) >= merge));
  for (const g of mergeNear(free, project, merge)) {
    wanted.set(`a|${g.key}|${ids(g)}`, { group: g, ring: true, make: () => ringFor(g, pane, choose) });
  }
}

/**
 * Places that statements are about.
 * @param {Model} model
 */
function spokenOf({ seats, countryIds }) {
  /** @type {Map<string, Place>} */
  const places = new Map();
  for (const e of seats) {
    for (const a of e.about ?? []) {
      if (!hasPoint(a) || countryIds.has(a.id)) continue;
      const place = places.get(a.id) ?? { key: a.id, name: a.name, lat: a.lat, lon: a.lon, events: [] };
      place.events.push(e);
      places.set(a.id, place);
    }
  }
  return [...places.values()];
}

/**
 * @param {Map<string, Wanted>} wanted
 * @param {Scene} scene
 * @param {Model} model
 * @param {ReturnType<typeof placer>} ground
 */
function addCountries(wanted, scene, model, { put }) {
  const { map, labels, pane, choose } = scene;
  const codeOf = (/** @type {Located} */ e) => labels.countries().find((l) => l.placeId === e.country?.id)?.iso3 ?? '';
  const there = model.countries.map((e) => ({ ...e, ...countryPoint(map, labels, e) }));
  for (const named of byPoint(there, countryName)) {
    const name = countryName(named.events[0]);
    // Of a country no place in it is meant: no line leads to one.
    const stands = put({ ...named, side: codeOf(named.events[0]) }, [-BODY, -BODY, BODY + name.length * LETTER, BODY]);
    if (!stands) continue;
    const { place, ...g } = stands;
    const make = () => chipFor(g, pane, tally(scene, name, g.events.length), choose);
    wanted.set(`c|${g.key}|${ids(g)}`, { group: g, seat: true, make });
  }
}
