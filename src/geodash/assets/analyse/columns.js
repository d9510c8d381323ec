// The columns of the event table: what each shows, how it sorts, and which of them the reader keeps.

import { h } from '../core/dom.js';
import { differing } from '../core/marks.js';
import { typeWord } from '../core/told.js';

/** @import { Child } from '../core/types' */
/** @import { TableRow } from './types' */

/** @typedef {(a: TableRow, b: TableRow) => number} Order */
/**
 * @typedef {object} Column
 * @property {string} key
 * @property {string} label
 * @property {(row: TableRow, shown: Set<string>) => Child} cell `shown` are the keys of the columns on show
 * @property {Order} order
 * @property {boolean} [later] not there until it is chosen
 */
/** @typedef {'title' | 'place' | 'who' | 'whom' | 'status' | 'type' | 'id'} TextKey */

const KEPT = 'geodash.analyse.columns';
/** What fits beside the title on a phone. */
const NARROW = ['date', 'place'];

/** @type {(key: TextKey) => Order} */
const byText = (key) => (a, b) => a[key].localeCompare(b[key], 'en') || a.id.localeCompare(b.id);
/** @type {Order} */
const byDate = (a, b) => (a.first || '9999').localeCompare(b.first || '9999') || (a.last || '9999').localeCompare(b.last || '9999') || a.id.localeCompare(b.id);
/** @type {(key: 'date_prec' | 'where_prec') => Order} */
const byNumber = (key) => (a, b) => a[key] - b[key] || byDate(a, b);
/** @type {Order} */
const byArticles = (a, b) => a.articles.join().localeCompare(b.articles.join()) || byDate(a, b);

const under = (/** @type {Child} */ text) => h('span', { class: 'gd-a-under' }, text);
/** Whether an article or one side says so, and on whose word. */
const vouched = (/** @type {TableRow} */ r) => [r.status, r.says ? under(r.one_sided ? r.says : `citing ${r.says}`) : null, r.differs ? under(differing(r.differs)) : null];
/** @type {Column['cell']} */
const place = (r, shown) => [r.place, r.where_prec < 9 && !shown.has('place_sure') ? under(r.place_sure) : null];

/** The title, which every row begins with. */
export const byTitle = byText('title');

/** @type {Column[]} */
export const COLUMNS = [
  { key: 'date', label: 'Date', cell: (r) => r.date, order: byDate },
  { key: 'place', label: 'Place', cell: place, order: byText('place') },
  { key: 'who', label: 'Who', cell: (r) => r.who, order: byText('who') },
  { key: 'whom', label: 'To or with whom', cell: (r) => r.whom, order: byText('whom') },
  { key: 'status', label: 'Who vouches for it', cell: vouched, order: byText('status') },
  { key: 'date_sure', label: 'Date known to', cell: (r) => [r.date_sure, r.date_basis === 'inferred' ? ' (inferred)' : ''], order: byNumber('date_prec'), later: true },
  { key: 'place_sure', label: 'Place known to', cell: (r) => r.place_sure, order: byNumber('where_prec'), later: true },
  { key: 'type', get label() { return typeWord() === 'type' ? 'Type' : 'PLOVER type'; }, cell: (r) => r.type, order: byText('type'), later: true },
  { key: 'articles', label: 'Told in', cell: (r) => r.articles.join('; '), order: byArticles, later: true },
  { key: 'id', label: 'Event', cell: (r) => r.id, order: byText('id'), later: true },
];

/**
 * The columns that the reader left, or the usual ones.
 * @param {boolean} narrow
 * @returns {Set<string>}
 */
export function keptColumns(narrow) {
  try {
    const kept = JSON.parse(localStorage.getItem(KEPT) ?? 'null');
    if (Array.isArray(kept)) return new Set(kept.filter((key) => COLUMNS.some((c) => c.key === key)));
  } catch {
    // A browser that keeps nothing shows the usual columns.
  }
  return new Set(narrow ? NARROW : COLUMNS.filter((c) => !c.later).map((c) => c.key));
}

export function keep(/** @type {Set<string>} */ columns) {
  try {
    localStorage.setItem(KEPT, JSON.stringify([...columns]));
  } catch {
    // Then they last as long as the page.
  }
}
