// The labels of the time axis: as many as have room, each year and month once. Pure: numbers in, words out.

import { dayOf, monthName, partsOf } from '../core/dates.js';
import { breaksAt } from './scale.js';

/** @import { Days, Scale, Segment, Tick } from './types' */
/** @typedef {{unit: string, n: number, days: number, need: number}} Step between ticks; `need`: px for its label */
/** @typedef {'day' | 'month' | 'year'} Known how closely anything of a part is dated */

// px of an axis label's characters: figures are alike, letters and spaces narrower in the mean.
const [FIGURE, CHAR] = [7.3, 6.8];
const widthOf = (/** @type {string} */ text) => [...text].reduce((sum, c) => sum + (/\d/.test(c) ? FIGURE : CHAR), 0);

/** @type {Step[]} */
const STEPS = [
  { unit: 'day', n: 1, days: 1, need: 30 },
  { unit: 'day', n: 2, days: 2, need: 34 },
  { unit: 'week', n: 1, days: 7, need: 90 },
  { unit: 'month', n: 1, days: 30.4, need: 46 },
  { unit: 'month', n: 3, days: 91.3, need: 46 },
  { unit: 'year', n: 1, days: 365.25, need: 46 },
  { unit: 'year', n: 2, days: 730.5, need: 46 },
  { unit: 'year', n: 5, days: 1826, need: 46 },
  { unit: 'year', n: 10, days: 3652, need: 46 },
  { unit: 'year', n: 25, days: 9131, need: 46 },
  { unit: 'year', n: 50, days: 18262, need: 46 },
  { unit: 'year', n: 100, days: 36525, need: 46 },
  { unit: 'year', n: 200, days: 73050, need: 46 },
  { unit: 'year', n: 500, days: 182621, need: 46 },
  { unit: 'year', n: 1000, days: 365242, need: 46 },
];
const ORDER = ['day', 'week', 'month', 'year'];

/**
 * No label of a part is finer than its dates.
 * @param {number} days of the closest date
 * @returns {Known}
 */
const knownTo = (days) => (days >= 365 ? 'year' : days >= 28 ? 'month' : 'day');

/**
 * @param {Days} segment
 * @param {Step} step
 */
function stops({ from, to }, step) {
  /** @type {number[]} */
  const out = [];
  const start = partsOf(from);
  if (step.unit === 'day') for (let d = from; d < to; d += step.n) out.push(d);
  if (step.unit === 'week') {
    for (let d = from + ((11 - ((from % 7) + 7) % 7) % 7); d < to; d += 7) out.push(d); // Mondays
  }
  if (step.unit === 'month') {
    for (let m = Math.floor((start.month - 1) / step.n) * step.n; ; m += step.n) {
      const d = dayOf(start.year, m + 1);
      if (d >= to) break;
      if (d >= from) out.push(d);
    }
  }
  if (step.unit === 'year') {
    // There is no year 0, so the first century begins with the year 1.
    for (let y = Math.floor(start.year / step.n) * step.n; dayOf(Math.max(1, y), 1) < to; y += step.n) {
      const d = dayOf(Math.max(1, y), 1);
      if (d >= from) out.push(d);
    }
  }
  return out;
}

/**
 * @param {number} day
 * @param {string} unit
 * @param {boolean} first
 * @param {number | null} previous
 */
function tickText(day, unit, first, previous) {
  const { year, month, day: d } = partsOf(day);
  const before = previous === null ? null : partsOf(previous);
  if (unit === 'year') return String(year);
  const newYear = first || before?.year !== year;
  if (unit === 'month') return newYear ? `${monthName(month)} ${year}` : monthName(month);
  if (newYear) return `${d} ${monthName(month)} ${year}`;
  return before?.month !== month ? `${d} ${monthName(month)}` : String(d);
}

/**
 * A short part that runs on into the next one is named by what it begins with: by its month, as the next says
 * the year, or by the year before.
 * @param {Segment} segment
 * @param {Segment | undefined} next
 * @param {number} room px
 * @returns {Tick | null}
 */
function headLabel({ core, to, x0 }, next, room) {
  const { year, month } = partsOf(core[0]);
  const years = partsOf(to).year - year;
  if (next?.from !== to || years > 1 || knownTo(next.fine) === 'year') return null;
  const text = [`${monthName(month)} ${year}`, years ? String(year) : monthName(month)].find((w) => widthOf(w) <= room);
  return text ? { x: x0, text, tick: false, anchor: 'start', rank: 1 } : null;
}

/**
 * A short part gets one label for all of it: "2019", "Oct 2019", "1912–13", "1899–1901".
 * @param {Segment} segment
 * @param {number} room px
 * @param {boolean} oneCentury whether two figures tell the years of the whole axis apart
 * @returns {Tick}
 */
function partLabel({ core, fine, x0, x1 }, room, oneCentury) {
  const a = partsOf(core[0]);
  const b = partsOf(Math.max(core[0], core[1] - 1));
  const words = [];
  const short = (/** @type {number} */ year) => String(year % 100).padStart(2, '0');
  const close = a.year >= 1000 && Math.floor(a.year / 100) === Math.floor(b.year / 100);
  if (a.year === b.year && a.month === b.month && knownTo(fine) !== 'year') words.push(`${monthName(a.month)} ${a.year}`);
  words.push(a.year === b.year ? String(a.year) : `${a.year}–${close ? short(b.year) : b.year}`);
  if (oneCentury && close) words.push(`’${short(b.year)}`);
  const text = words.find((w) => widthOf(w) <= room) ?? words[words.length - 1];
  return { x: (x0 + x1) / 2, text, tick: false, anchor: 'middle', rank: 1 };
}

/**
 * @param {Segment} segment
 * @returns {Tick[] | null}
 */
function segmentTicks(segment) {
  const { from, to, x0, x1 } = segment;
  const perDay = (x1 - x0) / (to - from);
  const least = ORDER.indexOf(knownTo(segment.fine));
  const step = STEPS.find((s) => s.days * perDay >= s.need && ORDER.indexOf(s.unit) >= least) ?? STEPS[STEPS.length - 1];
  const days = stops(segment, step);
  if (!days.length || x1 - x0 < 90) return null;
  const at = (/** @type {number} */ d) => x0 + (d - from) * perDay;
  /** @type {Tick[]} */
  const ticks = [];
  // What lies before the first tick is named too, if there is room: "Aug 2022" without a tick.
  /** @type {number | null} */
  let previous = null;
  const { year, month } = partsOf(from);
  const heads = step.unit === 'year' ? [String(year)] : [`${monthName(month)} ${year}`, String(year)];
  const head = heads.find((words) => at(days[0]) - x0 > widthOf(words) + 6);
  if (days[0] > from && step.unit !== 'week' && head) {
    ticks.push({ x: x0, text: head, tick: false, anchor: 'start', rank: 1 });
    previous = from;
  }
  for (const d of days) {
    const text = tickText(d, step.unit, previous === null, previous);
    if (x1 - at(d) < 12 && previous !== null) break;
    const quiet = d === from;
    ticks.push({ x: at(d), text, tick: !quiet, anchor: 'start', rank: previous === null ? 1 : /(^|\D )\d+$/.test(text) && step.unit !== 'day' ? 2 : 3 });
    previous = d;
  }
  return ticks;
}

/**
 * The px that a label covers, [from, to]; labels of ticks begin a little right of the tick.
 * @param {Tick} tick
 * @returns {[number, number]}
 */
export function labelBox({ x, text, anchor, tick }) {
  const w = widthOf(text);
  if (anchor === 'middle') return [x - w / 2, x + w / 2];
  if (anchor === 'end') return [x - w, x];
  return [x + (tick ? 3 : 0), x + (tick ? 3 : 0) + w];
}

/**
 * Axis ticks with their labels: `{x, text, tick, anchor, rank}`; `text` is blank where it would
 * touch a more important one. The year stands at the first label of a part and at each new year.
 * @param {Scale} scale
 * @param {number} width
 */
export function ticksOf(scale, width) {
  const [first, last] = scale.domain.map((day) => partsOf(day).year);
  const oneCentury = first >= 1000 && Math.floor(first / 100) === Math.floor(last / 100);
  const all = scale.segments.flatMap((segment, i) => {
    const { before: previous, after: next } = breaksAt(scale, segment);
    const room = segment.x1 - segment.x0 + (next ? (next.x1 - next.x0) / 2 : 0) + (previous ? (previous.x1 - previous.x0) / 2 : 0);
    return segmentTicks(segment) ?? [headLabel(segment, scale.segments[i + 1], room - 4) ?? partLabel(segment, room - 6, oneCentury)];
  });
  /** @type {[number, number][]} */
  const taken = [];
  for (const tick of [...all].sort((p, q) => p.rank - q.rank || p.x - q.x)) {
    let box = labelBox(tick);
    if (box[1] > width && tick.rank === 1) {
      tick.x -= box[1] - width;
      box = labelBox(tick);
    }
    if (box[0] < 0 && tick.anchor === 'middle') {
      tick.x -= box[0];
      box = labelBox(tick);
    }
    const free = box[1] <= width && taken.every(([a, b]) => box[1] + 4 < a || box[0] - 4 > b);
    if (free) taken.push(box);
    else tick.text = '';
  }
  return all;
}
