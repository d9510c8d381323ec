// Which events a filter lets through (geodash.query.memory): each of its parts is asked once, and any of them left out.

import { holds } from './box.js';
import { sidesOf } from './filter.js';
import * as flags from './flags.js';

/** @import { Columns, Filter, Flags, Query, Value } from './types' */
/** @typedef {{columns: Columns, pairs: [number, number][], query: Query, found: number[] | null}} Asked `found`: what has the words of the filter */

/** @param {number} size @param {Iterable<number>[]} many */
const any = (size, many) => flags.at(size, many.flatMap((places) => [...places]));

/**
 * @template {Value} V
 * @param {V[]} list
 * @param {string[]} values
 */
const chosen = (list, values) => list.filter((one) => values.includes(one.value));

/** Certainly within: the interval lies in the period. Possibly: they overlap. @param {Filter} f @param {Columns} c */
function inPeriod({ from, to, certain }, { size, dated, first, last }) {
  const [late, early] = certain ? [first, last] : [last, first];
  return flags.where(size, (n) => Boolean(dated[n]) && (from === null || late[n] >= from) && (to === null || early[n] <= to));
}

/** @param {Filter} f @param {Asked} asked */
function byActors({ actors, all, side }, { columns: { size }, query: { lists } }) {
  const found = chosen(lists.actors, actors).map((one) => one[side || 'events']);
  if (!all) return any(size, found);
  return found.map((places) => flags.at(size, places)).reduce(flags.both);
}

/** @param {Filter} f @param {Asked} asked */
function byPairs({ pairs }, { columns: { size }, query: { sides } }) {
  const found = flags.none(size);
  for (const pair of pairs) {
    const [doer, target] = sidesOf(pair);
    const acted = flags.at(size, sides[doer].by);
    for (const n of sides[target].to) if (acted[n]) found[n] = 1;
  }
  return found;
}

/** Each part that restricts anything, by its name. @param {Filter} f @param {Asked} asked */
function partsOf(f, asked) {
  const { columns, query } = asked;
  const { size } = columns;
  const { lists } = query;
  /** @type {Map<string, Flags>} */
  const parts = new Map();
  if (f.from !== null || f.to !== null) parts.set('dates', inPeriod(f, columns));
  if (f.actors.length) parts.set('actors', byActors(f, asked));
  if (f.pairs.length) parts.set('pairs', byPairs(f, asked));
  for (const name of /** @type {const} */ (['kinds', 'types', 'articles', 'datasets', 'statuses', 'roles', 'places'])) {
    if (f[name].length) parts.set(name, any(size, chosen(lists[name], f[name]).map((one) => one.events)));
  }
  for (const name of /** @type {const} */ (['precision', 'date_precision'])) {
    if (f[name]) parts.set(name, any(size, chosen(lists[name], [f[name]]).map((one) => one.events)));
  }
  const { bbox } = f;
  if (bbox) parts.set('bbox', flags.where(size, (n) => Boolean(columns.located[n]) && holds(bbox, columns.latitude[n], columns.longitude[n])));
  if (asked.found) parts.set('search', flags.at(size, asked.found));
  if (!f.background) parts.set('background', flags.but(flags.every(size), columns.background));
  return parts;
}

/**
 * @param {Filter} f
 * @param {Asked} asked
 */
export function createView(f, asked) {
  const parts = partsOf(f, asked);
  /** The flags without the wholes that stand beside a part. */
  function once(/** @type {Flags} */ found) {
    const kept = found.slice();
    for (const [whole, part] of asked.pairs) if (found[part]) kept[whole] = 0;
    return kept;
  }
  /** All events that pass; `without` names a part that is not asked. */
  function passing(without = '') {
    const found = [...parts].filter(([name]) => name !== without).map(([, one]) => one);
    return found.reduce(flags.both, flags.every(asked.columns.size));
  }
  return { passing, once, /** Those that count. */ shown: (without = '') => once(passing(without)) };
}

/** @typedef {ReturnType<typeof createView>} View */
