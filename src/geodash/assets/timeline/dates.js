// Calendar days as whole numbers: days since 1 January 1970, counted in UTC, so that no reader's
// time zone can move a date. ISO dates go in and come out; `Date` is used for nothing but this.

const MS = 86400000;
const ISO = /^(\d{4})-(\d{2})-(\d{2})$/;
const SHORT = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const LONG = [
  'January', 'February', 'March', 'April', 'May', 'June',
  'July', 'August', 'September', 'October', 'November', 'December',
];

/** The day number of year, month (1–12) and day; months and days beyond their range carry over. */
export function dayOf(year, month, day = 1) {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return date.getTime() / MS;
}

/** `{year, month (1–12), day}` of a day number. */
export function partsOf(day) {
  const date = new Date(Math.floor(day) * MS);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

function exact(year, month, day) {
  const number = dayOf(year, month, day);
  const back = partsOf(number);
  return back.year === year && back.month === month && back.day === day ? number : NaN;
}

/** The day number of an ISO date; NaN for anything else, impossible dates included. */
export function toDay(iso) {
  const match = ISO.exec(iso ?? '');
  return match ? exact(+match[1], +match[2], +match[3]) : NaN;
}

export function toIso(day) {
  const { year, month, day: d } = partsOf(day);
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(d).padStart(2, '0')}`;
}

export function monthName(month) {
  return SHORT[month - 1];
}

/** "13 Sept 2022"; without the year where it is plain from beside it. */
export function dayLabel(day, { year: withYear = true } = {}) {
  const { year, month, day: d } = partsOf(day);
  const name = month === 9 ? 'Sept' : SHORT[month - 1];
  return withYear ? `${d} ${name} ${year}` : `${d} ${name}`;
}

/** "13–30 Sept 2022", "30 Sept – 2 Oct 2022", "30 Dec 2021 – 2 Jan 2022"; both ends included. */
export function rangeLabel(from, to) {
  if (from === to) return dayLabel(from);
  const a = partsOf(from);
  const b = partsOf(to);
  if (a.year !== b.year) return `${dayLabel(from)} – ${dayLabel(to)}`;
  if (a.month !== b.month) return `${dayLabel(from, { year: false })} – ${dayLabel(to)}`;
  return `${a.day}–${dayLabel(to)}`;
}

/** A length of time in words, rounded to what the eye can use: "12 days", "14 months", "3 years". */
export function spanLabel(days) {
  const say = (n, unit) => `${n} ${unit}${n === 1 ? '' : 's'}`;
  if (days < 60) return say(Math.round(days), 'day');
  if (days < 3 * 365.25) return say(Math.round(days / 30.44), 'month');
  return say(Math.round(days / 365.25), 'year');
}

function monthOf(word) {
  const low = word.toLowerCase().replace(/\.$/, '');
  if (low.length < 3) return 0;
  return LONG.findIndex((name) => name.toLowerCase().startsWith(low) || (low === 'sept' && name === 'September')) + 1;
}

function wholeMonth(year, month, edge) {
  if (month < 1 || month > 12) return NaN;
  return edge === 'end' ? dayOf(year, month + 1) - 1 : dayOf(year, month);
}

const READERS = [
  [/^(\d{4})-(\d{1,2})-(\d{1,2})$/, (m) => exact(+m[1], +m[2], +m[3])],
  [/^(\d{1,2})\.(\d{1,2})\.(\d{4})$/, (m) => exact(+m[3], +m[2], +m[1])],
  [/^(\d{1,2})(?:st|nd|rd|th)? ([a-z]+\.?),? (\d{4})$/i, (m) => exact(+m[3], monthOf(m[2]), +m[1])],
  [/^([a-z]+\.?) (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})$/i, (m) => exact(+m[3], monthOf(m[1]), +m[2])],
  [/^(\d{4})-(\d{1,2})$/, (m, edge) => wholeMonth(+m[1], +m[2], edge)],
  [/^([a-z]+\.?),? (\d{4})$/i, (m, edge) => wholeMonth(+m[2], monthOf(m[1]), edge)],
  [/^(\d{4})$/, (m, edge) => (edge === 'end' ? dayOf(+m[1], 12, 31) : dayOf(+m[1], 1))],
];

/**
 * Reads a date as people type it: 2022-09-13, 13 Sept 2022, Sept 13 2022, 13.9.2022; a month
 * ("Sept 2022") or a year means its first or, for `edge` "end", its last day. "13/9/2022" is
 * refused, since 3/4 is a day in March to some and in April to others.
 *
 * @returns {number} the day number, or NaN
 */
export function readDate(text, edge = 'start') {
  const clean = text.trim().replace(/\s+/g, ' ');
  for (const [pattern, read] of READERS) {
    const match = pattern.exec(clean);
    if (match) return read(match, edge);
  }
  return NaN;
}
