// The calendar of every page: days as whole numbers (days since 1 January 1970, counted in UTC, so that
// no reader's time zone can move one), as ISO text, as people type them, and in words. The words are
// spelled as Python spells them (geodash.words.days); `Date` is used for nothing but this.

import { months } from './told.js';

/** @typedef {'start' | 'end'} Edge */

const MS = 86400000;
const ISO = /^(\d{4})-(\d{2})-(\d{2})$/;

/**
 * The day number of year, month (1–12) and day; months and days beyond their range carry over.
 * @param {number} year
 * @param {number} month
 */
export function dayOf(year, month, day = 1) {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return date.getTime() / MS;
}

/**
 * Year, month (1–12) and day of a day number.
 * @param {number} day
 */
export function partsOf(day) {
  const date = new Date(Math.floor(day) * MS);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

/**
 * The same, but NaN for a day that no calendar has.
 * @param {number} year
 * @param {number} month
 * @param {number} day
 */
function exact(year, month, day) {
  const number = dayOf(year, month, day);
  const back = partsOf(number);
  return back.year === year && back.month === month && back.day === day ? number : NaN;
}

/**
 * The day number of an ISO date; NaN for anything else, impossible dates included.
 * @param {string | null | undefined} iso
 */
export function toDay(iso) {
  const match = ISO.exec(iso ?? '');
  return match ? exact(+match[1], +match[2], +match[3]) : NaN;
}

/** @param {number} day */
export function toIso(day) {
  const { year, month, day: d } = partsOf(day);
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(d).padStart(2, '0')}`;
}

// As people type them ------------------------------------------------------------------------------

/**
 * 1–12 for `sep`, `Sept.` or `september`; NaN for what no month is called.
 * @param {string} word
 */
function monthOf(word) {
  const low = word.toLowerCase().replace(/\.$/, '');
  const { long, short } = months();
  const called = (/** @type {string} */ name, /** @type {number} */ i) => name.toLowerCase().startsWith(low) || short[i].toLowerCase() === low;
  return low.length < 3 ? NaN : long.findIndex(called) + 1 || NaN;
}

/**
 * @param {number} year
 * @param {number} month
 * @param {Edge} edge
 */
function wholeMonth(year, month, edge) {
  if (!(month >= 1 && month <= 12)) return NaN;
  return edge === 'end' ? dayOf(year, month + 1) - 1 : dayOf(year, month);
}

/** @type {[RegExp, (m: RegExpExecArray, edge: Edge) => number][]} */
const READERS = [
  [/^(\d{4})-(\d{1,2})-(\d{1,2})$/, (m) => exact(+m[1], +m[2], +m[3])],
  [/^(\d{1,2})\. ?(\d{1,2})\. ?(\d{3,4})$/, (m) => exact(+m[3], +m[2], +m[1])],
  [/^(\d{1,2})(?:\.|st|nd|rd|th)? ([a-z]+\.?),? (\d{3,4})$/i, (m) => exact(+m[3], monthOf(m[2]), +m[1])],
  [/^([a-z]+\.?) (\d{1,2})(?:st|nd|rd|th)?,? (\d{3,4})$/i, (m) => exact(+m[3], monthOf(m[1]), +m[2])],
  [/^(\d{4})-(\d{1,2})$/, (m, edge) => wholeMonth(+m[1], +m[2], edge)],
  [/^([a-z]+\.?),? (\d{3,4})$/i, (m, edge) => wholeMonth(+m[2], monthOf(m[1]), edge)],
  [/^(\d{3,4})$/, (m, edge) => wholeMonth(+m[1], edge === 'end' ? 12 : 1, edge)],
];

/**
 * The ISO date that typed text means: 2022-09-13, 13 September 2022, Sept 13 2022, 13.9.2022; of a
 * month ("Sept 2022", "2022-09") or a year its first or, for `edge` "end", its last day. "13/9/2022"
 * is refused, since 3/4 is a day in March to some and in April to others.
 *
 * @param {string} text
 * @param {Edge} [edge]
 * @returns {string | null} blank for blank text, null for what names no day
 */
export function readDate(text, edge = 'start') {
  const clean = text.trim().replace(/\s+/g, ' ');
  if (!clean) return '';
  for (const [pattern, read] of READERS) {
    const match = pattern.exec(clean);
    if (!match) continue;
    const day = read(match, edge);
    return Number.isNaN(day) || partsOf(day).year < 100 ? null : toIso(day);
  }
  return null;
}

// In words -----------------------------------------------------------------------------------------

/** `Sept` of 9. */
export const monthName = (/** @type {number} */ month) => months().short[month - 1];

/**
 * `13 Sept 2022`; without the year where it is plain from beside it.
 * @param {number} day
 */
export function dayWords(day, { year: withYear = true } = {}) {
  const { year, month, day: d } = partsOf(day);
  return withYear ? `${d} ${monthName(month)} ${year}` : `${d} ${monthName(month)}`;
}

/**
 * `13–30 Sept 2022`, `30 Sept – 2 Oct 2022`: both days (included) even where the months are whole.
 * @param {number} from
 * @param {number} to
 */
export function periodWords(from, to) {
  if (from === to) return dayWords(from);
  const a = partsOf(from);
  const b = partsOf(to);
  if (a.year !== b.year) return `${dayWords(from)} – ${dayWords(to)}`;
  if (a.month !== b.month) return `${dayWords(from, { year: false })} – ${dayWords(to)}`;
  return `${a.day}–${dayWords(to)}`;
}

/**
 * The shortest exact words: `2022`, `Aug–Dec 2022`, `Nov 2021 – Feb 2022`, else as `periodWords`.
 * @param {number} from
 * @param {number} to
 */
export function spanWords(from, to) {
  const a = partsOf(from);
  const b = partsOf(to);
  if (a.day !== 1 || partsOf(to + 1).day !== 1) return periodWords(from, to);
  if (a.month === 1 && b.month === 12) return a.year === b.year ? `${a.year}` : `${a.year}–${b.year}`;
  const end = `${monthName(b.month)} ${b.year}`;
  if (a.year !== b.year) return `${monthName(a.month)} ${a.year} – ${end}`;
  return a.month === b.month ? end : `${monthName(a.month)}–${end}`;
}

/**
 * A length of time, rounded to what the eye can use: `12 days`, `14 months`, `3 years`.
 * @param {number} days
 */
export function lengthWords(days) {
  const say = (/** @type {number} */ n, /** @type {string} */ unit) => `${n} ${unit}${n === 1 ? '' : 's'}`;
  if (days < 60) return say(Math.round(days), 'day');
  if (days < 3 * 365.25) return say(Math.round(days / 30.44), 'month');
  return say(Math.round(days / 365.25), 'year');
}
