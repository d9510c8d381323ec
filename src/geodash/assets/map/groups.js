// Which events share a mark: pure functions, no Leaflet and no DOM.

import { near } from '../core/longitudes.js';
import { drawing } from '../core/told.js';
import { listAt } from '../core/values.js';
import { coreOf, createStand } from './apart.js';
import { extentOf } from './extent.js';

/** @import { EventItem, Point } from '../core/types' */
/** @import { Group, Located, Place, Roles } from './types' */
/** @import { XY } from './apart.js' */

/**
 * Whether something has a point.
 * @template {{lat: number | null, lon: number | null}} T
 * @param {T | null | undefined} thing
 * @returns {thing is T & Point}
 */
export const hasPoint = (thing) => thing?.lat !== null && thing?.lat !== undefined;

/**
 * Things with a point, and what they are about, counted within half a turn of a longitude.
 * @template {{lat?: number | null, lon?: number | null, about?: {lat: number | null, lon: number | null}[]}} T
 * @param {T[]} things
 * @param {number} middle
 * @returns {T[]}
 */
export function turned(things, middle) {
  const one = (/** @type {any} */ thing) => (hasPoint(thing) ? { ...thing, lon: near(thing.lon, middle) } : thing);
  const away = (/** @type {any} */ thing) => hasPoint(thing) && near(thing.lon, middle) !== thing.lon;
  return things.map((thing) => {
    const about = thing.about?.some(away) ? { about: thing.about.map(one) } : null;
    return about || away(thing) ? { ...one(thing), ...about } : thing;
  });
}

/**
 * Events that stand at a place of their own, at a speaker's seat, or for a whole country.
 * @param {EventItem[]} events
 */
export function sortByRole(events) {
  /** @type {Roles} */
  const out = { marks: [], seats: [], countries: [], heads: [] };
  for (const e of events) {
    if (!hasPoint(e)) continue;
    if (!e.counted) out.heads.push(e);
    else if (e.draw === 'seat') out.seats.push(e);
    else if (e.draw === 'country') out.countries.push(e);
    else out.marks.push(e);
  }
  return out;
}

/**
 * Events on one point, of one side of a border or of one name.
 * @param {Located[]} events
 * @param {(e: Located) => string} [sideOf]
 * @returns {Place[]}
 */
export function byPoint(events, sideOf = () => '') {
  /** @type {Map<string, Located[]>} */
  const found = new Map();
  for (const e of events) listAt(found, `${e.lat.toFixed(4)},${e.lon.toFixed(4)}${sideOf(e)}`).push(e);
  return [...found].map(([key, all]) => ({ key, lat: all[0].lat, lon: all[0].lon, events: all, side: sideOf(all[0]) }));
}

/** So many points in view have marks; of more, discs stand for those near each other. */
export const MOST_MARKS = 300;
const DISC_PX = [46, 70, 105, 160];
const MOST_REACH = 64; // pixels: no two marks whose middles are further apart cover each other

/**
 * Merges the smaller of groups into the larger of their side that they belong to (`joins`), of those nearer
 * than `reach`.
 * @param {Group[]} groups
 * @param {number} reach pixels
 * @param {(head: Group, group: Group) => boolean} joins
 * @param {boolean} [across] those of any side
 */
function merge(groups, reach, joins, across = false) {
  /** @type {Group[]} */
  const out = [];
  /** @type {Map<string, Group[]>} */
  const cells = new Map(); // what was placed, by square of `reach`: only neighbours are compared
  for (const g of [...groups].sort((a, b) => b.events.length - a.events.length || (a.key < b.key ? -1 : 1))) {
    const [cx, cy] = [Math.floor(g.x / reach), Math.floor(g.y / reach)];
    const around = [-1, 0, 1].flatMap((i) => [-1, 0, 1].flatMap((j) => cells.get(`${cx + i},${cy + j}`) ?? []));
    const near = around.filter((o) => (across || o.side === g.side) && joins(o, g)).sort((a, b) => a.n - b.n)[0];
    if (near) {
      near.events.push(...g.events);
      near.points.push(...g.points);
      if (near.side !== g.side) near.side = '';
      continue;
    }
    const head = { ...g, events: [...g.events], points: [...g.points], n: out.length };
    listAt(cells, `${cx},${cy}`).push(head);
    out.push(head);
  }
  return out;
}

/** @type {(groups: Place[], project: (place: Place) => {x: number, y: number}) => Group[]} */
const placed = (groups, project) => groups.map((g) => ({ ...g, ...project(g), points: [g], n: 0 }));

/**
 * Merges groups that are nearer than `distance` pixels at this zoom.
 * @param {Place[]} groups
 * @param {(place: Place) => {x: number, y: number}} project
 * @param {number} distance
 */
export const mergeNear = (groups, project, distance) => merge(placed(groups, project), distance, (a, b) => Math.hypot(a.x - b.x, a.y - b.y) < distance);

/**
 * Merges groups of one side of all borders, far out of any, whose marks would stand on each other, or on a number or badge. A mark that has taken in
 * others is wider: it is looked at again what it covers.
 * @param {Place[]} groups
 * @param {(place: Place) => {x: number, y: number}} project
 * @param {boolean} [far]
 */
export function mergeCovering(groups, project, far = false) {
  let out = placed(groups, project);
  for (let before = -1; before !== out.length;) {
    before = out.length;
    out = merge(out, MOST_REACH, covers, far);
  }
  return out;
}

/** @type {(a: Group, b: Group) => boolean} */
function covers(a, b) {
  const { clear, overlap } = drawing().marks;
  const [l, t, r, bottom] = extentOf(a.events);
  const [l2, t2, r2, bottom2] = extentOf(b.events);
  const most = 2 * clear + overlap;
  return Math.min(a.x + r, b.x + r2) - Math.max(a.x + l, b.x + l2) > most && Math.min(a.y + bottom, b.y + bottom2) - Math.max(a.y + t, b.y + t2) > most;
}

/**
 * Marks apart that would cover each other: of two sides of a border none shares a mark with another, where
 * there is room for both.
 * @param {Group[]} groups
 * @param {{sideAt: (at: XY) => string, unproject: (at: XY) => Point, isOn: (group: Place) => boolean, far: boolean}} on
 */
export function standApart(groups, { sideAt, unproject, isOn, far }) {
  const stand = createStand(sideAt, far);
  const order = [...groups].sort((a, b) => Number(isOn(b)) - Number(isOn(a)) || b.events.length - a.events.length || (a.key < b.key ? -1 : 1));
  order.forEach((g) => stand.keep(g, g.side ?? ''));
  /** @type {Group[]} */
  const out = [];
  for (const g of order) {
    const at = stand.put(g, coreOf(g.events, isOn(g)), { side: g.side, mark: true });
    if (at) out.push(at.x === g.x && at.y === g.y ? g : { ...g, ...at, ...unproject(at), place: { lat: g.lat, lon: g.lon } });
    else {
      const [head] = [...out].sort((a, b) => Math.hypot(a.x - g.x, a.y - g.y) - Math.hypot(b.x - g.x, b.y - g.y));
      head.events.push(...g.events);
      head.points.push(...g.points);
    }
  }
  return out;
}

/**
 * The groups in view, of which `merge(distance)` gives all of a zoom. Where more than `most` points
 * are in view they are merged into fewer groups, to be drawn as discs (`dense`).
 * @param {(distance: number) => Group[]} merge
 * @param {(group: Place) => boolean} inView
 */
export function fitToView(merge, inView, most = MOST_MARKS) {
  let shown = merge(drawing().marks.merge).filter(inView);
  if (shown.reduce((n, g) => n + g.points.length, 0) <= most) return { groups: shown, dense: false };
  for (const distance of DISC_PX) {
    shown = merge(distance).filter(inView);
    if (shown.length <= most) break;
  }
  return { groups: shown, dense: true };
}

/**
 * Seats that a disc would cover are counted in it: {groups, left}; neither list is changed.
 * @param {Group[]} groups
 * @param {Group[]} seats
 */
export function gather(groups, seats) {
  const out = groups.map((g) => ({ ...g, events: [...g.events], points: [...g.points] }));
  const left = seats.filter((s) => {
    const disc = out.find((g) => g.points.length > 1 && Math.hypot(g.x - s.x, g.y - s.y) < DISC_PX[0]);
    disc?.events.push(...s.events);
    disc?.points.push(...s.points);
    return !disc;
  });
  return { groups: out, left };
}
