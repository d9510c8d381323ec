// The days worth drawing, what lies outside of a period, and bars over it (geodash.query.times).

import { dayOf, partsOf, toIso } from '../core/dates.js';
import * as flags from './flags.js';
import { rounded } from './rounded.js';

/** @import { Columns, Filter, Flags, Timing } from './types' */
/** @import { View } from './view' */
/** @typedef {[first: number, last: number]} Period */

const MIN = dayOf(1, 1, 1);
const MAX = dayOf(9999, 12, 31);
const DUST = 1e-6;

/** Of sorted numbers, between those that are nearest, as NumPy does. @param {number[]} sorted @param {number} share */
function quantile(sorted, share) {
  const at = share * (sorted.length - 1);
  const [low, high] = [sorted[Math.floor(at)], sorted[Math.ceil(at)]];
  return low + (high - low) * (at - Math.floor(at));
}

const ascending = (/** @type {number} */ a, /** @type {number} */ b) => a - b;

/**
 * @param {Columns} c
 * @param {Flags} shown
 * @param {Timing} rules
 * @returns {Period | null}
 */
function domainOf(c, shown, rules) {
  const dated = flags.both(shown, c.dated);
  const front = flags.places(flags.but(dated, c.background));
  const at = front.length ? front : flags.places(dated);
  if (!at.length) return null;
  const middle = at.map((n) => Math.floor((c.first[n] + c.last[n]) / 2));
  const tail = at.length >= rules.tail_from ? Math.max(1, Math.trunc(at.length * rules.tail)) : 0;
  const order = middle.toSorted(ascending);
  const [low, high] = [order[tail], order[order.length - 1 - tail]];
  const lengths = at.map((n) => c.last[n] - c.first[n]).sort(ascending);
  const reach = Math.floor(Math.trunc(quantile(lengths, rules.known)) / 2) + 1;
  const margin = Math.max(rules.least_margin, Math.trunc((high - low) * rules.margin), reach);
  const near = at.filter((_, i) => middle[i] >= low - margin && middle[i] <= high + margin);
  const first = near.reduce((found, n) => Math.min(found, c.first[n]), Infinity);
  const last = near.reduce((found, n) => Math.max(found, c.last[n]), -Infinity);
  return [Math.max(first, low - margin), Math.min(last, high + margin)];
}

/** The reader's period; an open end reaches to where the events do. @param {Filter} f @param {Period | null} found @returns {Period | null} */
function periodOf({ from, to }, found) {
  if (from !== null && to !== null) return [from, to];
  if (!found) {
    const day = from ?? to;
    return day === null ? null : [day, day];
  }
  const [start, end] = [from ?? found[0], to ?? found[1]];
  return from !== null ? [start, Math.max(start, end)] : [Math.min(start, end), end];
}

/** @param {Columns} c @param {Flags} shown @param {number} start @param {number} end */
function outsideOf(c, shown, start, end) {
  const found = { before: 0, after: 0, partly: 0 };
  for (const n of flags.places(flags.both(shown, c.dated))) {
    if (c.last[n] < start) found.before += 1;
    else if (c.first[n] > end) found.after += 1;
    else if (c.first[n] < start || c.last[n] > end) found.partly += 1;
  }
  return found;
}

/** The last day of the unit that begins there; the calendar ends with the year 9999. @param {number} start @param {number} days @param {number} size months */
function endOf(start, days, size) {
  if (!size) return start + Math.min(days - 1, MAX - start);
  const { year, month } = partsOf(start);
  const months = (Math.floor((year * 12 + month - 1) / size) + 1) * size;
  return Math.floor(months / 12) > 9999 ? MAX : dayOf(Math.floor(months / 12), (months % 12) + 1) - 1;
}

/** Whole calendar units over a period. @param {Period} period @param {string} unit @param {Timing} rules */
function edgesOf([first, last], unit, rules) {
  const [, days, size] = rules.units.find(([name]) => name === unit) ?? rules.units[0];
  let start = first;
  if (unit === 'week') start = first - Math.min((((first + 3) % 7) + 7) % 7, first - MIN);
  else if (size) {
    const { year, month } = partsOf(first);
    const months = Math.floor((year * 12 + month - 1) / size) * size;
    start = months >= 12 ? dayOf(Math.floor(months / 12), (months % 12) + 1) : MIN;
  }
  /** @type {Period[]} */
  const edges = [];
  while (edges.length < rules.most_bins) {
    const end = endOf(start, days, size);
    edges.push([start, end]);
    if (end >= last) break;
    start = end + 1;
  }
  return edges;
}

/** The finest unit of which few enough cover the period, and that the dates don't hold twice. @param {Columns} c @param {Flags} shown @param {Period} period @param {Timing} rules */
function finest(c, shown, [first, last], rules) {
  const lengths = flags.places(flags.both(shown, c.dated)).map((n) => c.last[n] - c.first[n] + 1).sort(ascending);
  const known = lengths.length ? lengths[Math.floor(rules.known * (lengths.length - 1))] : 1;
  const fitting = rules.units.find(([, days]) => (last - first) / days < rules.bars - 1 && days * 2 > known);
  return (fitting ?? rules.units[rules.units.length - 1])[0];
}

/** The bar in which a day is. @param {Period[]} edges @param {number} day */
function barOf(edges, day) {
  let [low, high] = [0, edges.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (edges[middle][0] <= day) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Events by kind and bar, each with the part of its days that falls into the bar; added up in NumPy's order, so that sums are the same. @param {Columns} c @param {Flags} shown @param {Period[]} edges */
function spread(c, shown, edges) {
  const [from, to] = [edges[0][0], edges[edges.length - 1][1]];
  const rows = new Map([...new Set(c.kind)].map((kind) => [kind, { begin: new Float64Array(edges.length), tail: new Float64Array(edges.length), on: new Float64Array(edges.length), off: new Float64Array(edges.length) }]));
  for (const n of flags.places(flags.both(shown, c.dated))) {
    if (c.last[n] < from || c.first[n] > to) continue;
    const row = rows.get(c.kind[n]);
    if (!row) continue;
    const share = 1 / (c.last[n] - c.first[n] + 1);
    const [first, last] = [Math.max(c.first[n], from), Math.min(c.last[n], to)];
    const [begins, stops] = [barOf(edges, first), barOf(edges, last)];
    row.begin[begins] += share * (Math.min(last, edges[begins][1]) - first + 1);
    if (stops <= begins) continue;
    row.tail[stops] += share * (last - edges[stops][0] + 1);
    row.on[begins + 1] += share;
    row.off[stops] += share;
  }
  return rows;
}

/** @param {Columns} c @param {Flags} shown @param {Period} period @param {string[]} kinds @param {Timing} rules */
function binsOf(c, shown, period, kinds, rules) {
  const unit = finest(c, shown, period, rules);
  const edges = edgesOf(period, unit, rules);
  const rows = spread(c, shown, edges);
  /** @type {{from: string, to: string, kinds: Record<string, number>}[]} */
  const bins = edges.map(([first, last]) => ({ from: toIso(first), to: toIso(last), kinds: {} }));
  for (const kind of kinds) {
    const row = rows.get(kind);
    let rate = 0;
    edges.forEach(([first, last], i) => {
      if (!row) return;
      rate += row.on[i] - row.off[i];
      const value = row.begin[i] + row.tail[i] + rate * (last - first + 1);
      if (value > DUST) bins[i].kinds[kind] = rounded(value, 3);
    });
  }
  return { unit, bins };
}

/**
 * The days to draw, what lies outside them, when the articles appeared, and bars.
 * @param {Filter} f
 * @param {View} view
 * @param {{columns: Columns, count: number, kinds: string[], rules: Timing}} given
 */
export function timelineOf(f, view, { columns, count, kinds, rules }) {
  const shown = view.shown();
  const open = f.from === null || f.to === null;
  const period = periodOf(f, open ? (domainOf(columns, shown, rules) ?? domainOf(columns, view.shown('dates'), rules)) : null);
  const [start, end] = period ?? [f.from ?? MIN, f.to ?? MAX];
  const { before, after, partly } = outsideOf(columns, view.shown('dates'), start, end);
  return {
    domain: period ? period.map(toIso) : null,
    before,
    after,
    partly: f.certain ? partly : 0,
    coverage: rules.coverage,
    ...(period && count > rules.bars_from ? binsOf(columns, shown, period, kinds, rules) : {}),
  };
}
