// Bars, for more events than marks can show: counted by the server or here. Pure: numbers in, numbers out.

import { dayOf, partsOf } from '../core/dates.js';
import { kinds } from '../core/told.js';

/** @import { Bar, Bin, GivenBin, Item, Scale, Segment } from './types' */

const UNITS = [1, 7, 30.44, 91.3, 365.25, 1826, 3652.5, 36525]; // days; the fourth part of a year, five, ten …

/**
 * @param {Segment} segment
 * @param {number} least px
 */
function binEdges({ from, to, x0, x1, fine }, least) {
  const perDay = (x1 - x0) / (to - from);
  const unit = UNITS.find((days) => days * perDay >= least && days * 2 > fine) ?? UNITS[UNITS.length - 1];
  const edges = [from];
  if (unit <= 7) for (let d = from + unit; d < to; d += unit) edges.push(d);
  else {
    const months = Math.round(unit / 30.44);
    const start = partsOf(from);
    let month = (Math.floor((start.year * 12 + start.month - 1) / months) + 1) * months;
    for (let d = dayOf(0, month + 1); d < to; d = dayOf(0, (month += months) + 1)) edges.push(d);
  }
  return [...edges, to];
}

/** @type {(from: number, to: number) => Bin} */
const emptyBin = (from, to) => ({ from, to, kinds: {}, ids: [] });

/**
 * @param {Bin} bin
 * @param {Item} item
 */
function put(bin, item) {
  bin.kinds[item.event.kind] = (bin.kinds[item.event.kind] ?? 0) + 1;
  bin.ids.push(item.id);
}

/**
 * The month, year, decade or century around an event, whichever is as long as its date.
 * @param {Item} item
 * @returns {[number, number]}
 */
function unitAround({ at, known = 1 }) {
  const { year, month } = partsOf(at);
  if (known <= 31) return [dayOf(year, month), dayOf(year, month + 1)];
  const years = known <= 366 ? 1 : known <= 3653 ? 10 : 100;
  const first = Math.floor(year / years) * years;
  return [dayOf(first, 1), dayOf(first + years, 1)];
}

/**
 * The server's bars, with the events they hold and a bar for each outlier they leave out.
 * @param {GivenBin[]} bins
 * @param {Item[]} items
 */
function givenBins(bins, items) {
  /** @type {Bin[]} */
  const given = bins.map((b) => ({ ...b, ids: [] }));
  /** @type {Map<number, Bin>} */
  const beyond = new Map();
  for (const item of items) {
    const home = given.find((b) => b.from <= item.at && item.at < b.to);
    if (home) home.ids.push(item.id);
    else if (item.at < given[0].from || item.at >= given[given.length - 1].to) {
      const [from, to] = unitAround(item);
      const bin = beyond.get(from) ?? emptyBin(from, to);
      beyond.set(from, bin);
      put(bin, item);
    }
  }
  return [...given, ...beyond.values()].sort((p, q) => p.from - q.from);
}

/**
 * @param {Item[]} items
 * @param {Scale} scale
 * @param {number} least px of a bar
 */
function ownBins(items, scale, least) {
  const bins = scale.segments.flatMap((segment) => {
    const edges = binEdges(segment, least);
    return edges.slice(1).map((to, i) => emptyBin(edges[i], to));
  });
  for (const item of items) {
    put(bins.findLast((b) => b.from <= item.at) ?? bins[0], item);
  }
  return bins;
}

/**
 * Bars stacked by kind, for more events than marks can show.
 *
 * @param {Item[]} items
 * @param {Scale} scale
 * @param {{height: number, bins?: GivenBin[] | null}} how `bins` are the server's, uncertain dates spread;
 *   without them the items are counted here, by the shortest unit of at least 7 px
 * @returns {Bar[]}
 */
export function layoutBars(items, scale, { height, bins = null }) {
  const raw = bins ? givenBins(bins, items) : ownBins(items, scale, 7);
  const total = (/** @type {Bin} */ bin) => Object.values(bin.kinds).reduce((s, n) => s + n, 0);
  const filled = raw.filter((bin) => total(bin) > 0);
  const most = Math.max(1, ...filled.map(total));
  const unit = Math.min(6, (height - 2) / most);
  return filled.map((bin) => {
    const [a, b] = [scale.x(bin.from), scale.x(bin.to)];
    const inset = Math.max((b - a - 26) / 2, Math.min(1, (b - a) / 6));
    const each = Math.max(unit, 3 / total(bin)); // a lone event can still be seen
    let y = 0;
    const parts = Object.keys(kinds()).filter((kind) => bin.kinds[kind]).map((kind) => {
      const y0 = y;
      y += bin.kinds[kind] * each;
      return { kind, n: bin.kinds[kind], y0, y1: y };
    });
    return { ...bin, x0: a + inset, x1: b - inset, n: total(bin), unit: each, parts };
  });
}
