// What lies outside the map's view, gathered by edge and name: pure functions, no Leaflet and no DOM.

import { listAt } from '../core/values.js';
import { areaName } from '../core/whereabouts.js';

/** @import { Home } from '../core/types' */
/** @import { Located } from './types' */

/** @typedef {'w' | 'e' | 'n' | 's'} Side of the map */

/**
 * Events beyond one edge that share a chip: `nameOf` has the place of each, `names` those of the groups
 * that were joined. `rest` are the places without a chip of their own, `more` all that one edge has.
 * @typedef {{side: Side | 'x', names: string[], nameOf: string[], events: Located[], home: boolean, rest?: boolean, more?: boolean}} EdgeGroup
 */

/**
 * @param {EdgeGroup} group
 * @param {EdgeGroup} other
 */
function join(group, other) {
  group.names.push(...other.names);
  group.nameOf.push(...other.nameOf);
  group.events.push(...other.events);
}

/**
 * Groups without room at their own edge as one.
 * @param {EdgeGroup[]} groups
 * @returns {EdgeGroup}
 */
export function together([first, ...others]) {
  const alone = !others.length;
  /** @type {EdgeGroup} */
  const one = { ...first, side: 'x', home: false, rest: !alone || first.rest, more: alone && first.more, names: [...first.names], nameOf: [...first.nameOf], events: [...first.events] };
  for (const group of others) join(one, group);
  return one;
}

/**
 * One group for each side and name; home views first, then by size. A home view has one group, on the side
 * on which most of it lies.
 * @param {Located[]} events
 * @param {(e: Located) => Side} side
 * @param {Home[]} frames
 */
function named(events, side, frames) {
  /** @type {Map<string, EdgeGroup>} */
  const groups = new Map();
  const found = events.map((e) => ({ e, at: side(e), ...areaName(e, frames) }));
  const most = mostOf(found.filter(({ home }) => home));
  for (const { e, name, home, ...beside } of found) {
    const at = most.get(name) ?? beside.at;
    const key = `${at}|${name}`;
    const group = groups.get(key) ?? { side: at, names: [name], nameOf: [], events: [], home };
    groups.set(key, group);
    group.events.push(e);
    group.nameOf.push(name);
  }
  return [...groups.values()].sort((a, b) => Number(b.home) - Number(a.home) || b.events.length - a.events.length);
}

/**
 * The side on which most of the events of each name are, of two alike the one that comes first.
 * @param {{name: string, at: Side}[]} found
 */
function mostOf(found) {
  /** @type {Map<string, Side>} */
  const most = new Map();
  /** @type {Map<string, number>} */
  const counts = new Map();
  const count = (/** @type {string} */ name, /** @type {Side | undefined} */ at) => counts.get(`${at}|${name}`) ?? 0;
  for (const { name, at } of found) {
    counts.set(`${at}|${name}`, count(name, at) + 1);
    if (count(name, at) > count(name, most.get(name))) most.set(name, at);
  }
  return most;
}

/**
 * Groups out-of-view events by side of the view and name: of each side home views and the largest
 * groups up to `limit`, then the rest as one group without a name of its own. With `whole`, each
 * side is one group.
 * @param {Located[]} events
 * @param {(e: Located) => Side} side
 * @param {Home[]} frames
 */
export function edgeGroups(events, side, frames, { limit = 2, whole = false } = {}) {
  /** @type {Map<Side, EdgeGroup[]>} */
  const sides = new Map();
  for (const g of named(events, side, frames)) {
    const list = listAt(sides, g.side);
    if (whole && list.length) {
      join(list[0], g);
      list[0].more = true;
    } else if (list.length < limit) list.push(g);
    else if (list.length === limit) list.push({ ...g, rest: true });
    else join(list[limit], g);
  }
  return [...sides.values()].flat();
}

const cut = (/** @type {string} */ text, /** @type {number} */ n) => (text.length > n ? `${text.slice(0, n - 1).trimEnd()}…` : text);

/**
 * What a chip says: "Baku", "Prague and Brussels" (two places, not one in the other) or, for the rest of a side, "4 other places".
 * @param {EdgeGroup} group
 */
export function shortNames({ names, rest, more }, longest = 22) {
  const unique = [...new Set(names)];
  if (more) return `${cut(unique[0], 12)} and more`;
  if (!rest || unique.length === 1) return cut(unique.join(', '), longest);
  const both = unique.join(' and ');
  return unique.length === 2 && both.length <= longest ? both : `${unique.length} other places`;
}
