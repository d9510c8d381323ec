// Where the data has months: the spans that are offered as quick choices.

import { dayOf, partsOf, spanWords, toDay, toIso } from '../core/dates.js';

const FIRST = dayOf(100, 1); // what a date input takes

/**
 * Months are counted from the year 0.
 * @param {string} iso
 */
function indexOf(iso) {
  const { year, month } = partsOf(toDay(iso));
  return year * 12 + month - 1;
}

/**
 * @param {number} first
 * @param {number} last
 */
function span(first, last) {
  const from = dayOf(0, first + 1);
  const to = dayOf(0, last + 2) - 1;
  return { from: toIso(from), to: toIso(to), label: spanWords(from, to) };
}

/**
 * @param {Iterable<number>} months
 * @param {number} gap
 */
function runs(months, gap) {
  /** @type {[number, number][]} */
  const out = [];
  for (const month of [...months].sort((x, y) => x - y)) {
    const run = out.at(-1);
    if (run && month - run[1] <= gap + 1) run[1] = month;
    else out.push([month, month]);
  }
  return out;
}

/**
 * Spans of whole months where events lie: runs with no more than one empty month inside them.
 * `days` are [start, end] pairs of ISO days. One that lies in either of two months counts only where
 * neither has an event of its own (it overlaps the span anyhow); longer ones say too little, but where
 * nothing is known better those of a year at most are what there is.
 * At most `limit` spans: the gaps are widened until that holds.
 * @param {[first: string, last: string][]} days
 */
export function monthClusters(days, limit = 8) {
  const ranges = days.filter((both) => both.every((iso) => toDay(iso) >= FIRST)).map((both) => both.map(indexOf));
  const sure = new Set(ranges.filter(([a, b]) => a === b).map(([a]) => a));
  const months = new Set(sure);
  for (const [a, b] of ranges) {
    if (b - a === 1 && !sure.has(a) && !sure.has(b)) months.add(a).add(b);
  }
  if (!months.size) {
    for (const [a, b] of ranges.filter(([first, last]) => last - first < 12)) for (let m = a; m <= b; m += 1) months.add(m);
  }
  let found = runs(months, 1);
  for (let gap = 2; found.length > limit; gap *= 2) found = runs(months, gap);
  return found.map(([a, b]) => span(a, b));
}
