// Between A and B: counts as mirrored bars on one scale, and the events of both.

import { count } from '../core/count.js';
import { h } from '../core/dom.js';
import { glyph } from '../core/marks.js';
import { hueOf } from '../core/told.js';
import { badge, listed } from './compare_side.js';
import { figure, note, number } from './figure.js';

/** @import { State } from '../core/types' */
/** @import { Compared, Figure, TallyRow, TallyList } from './types' */

/** Lists that stand open; the others wait behind a word. */
const OPEN = ['kind', 'who', 'status'];

/**
 * @param {State} state
 * @param {Compared} compared
 * @param {string} boundary the note on borders
 */
export function middle(state, { tallies, both }, boundary) {
  const shown = tallies.filter(({ rows }) => rows.length);
  const [first, later] = [shown.filter(({ key }) => OPEN.includes(key)), shown.filter(({ key }) => !OPEN.includes(key))];
  const mostOf = (/** @type {TallyList[]} */ lists) => Math.max(1, ...lists.flatMap(({ rows }) => rows.flatMap((r) => [r.a.n, r.b.n])));
  const [most, mostLater] = [mostOf(first), mostOf(later)];
  return [
    h('div', { class: 'gd-c-name gd-c-ab', 'aria-hidden': 'true' }, badge('a'), h('span', { class: 'gd-a-small' }, scaleWords(most)), badge('b')),
    ...first.map((list) => table(state, list, most)),
    h('details', { class: 'gd-c-more' }, h('summary', null, later.map(({ title }) => title).join(' · ')), h('p', { class: 'gd-a-small' }, scaleWords(mostLater)), later.map((list) => table(state, list, mostLater))),
    h('h3', { class: 'gd-c-bothhead' }, `In both: ${count(both.total.n, 'event')}`),
    both.total.n ? listed(state, both, 'in A and in B') : note('No event lies in both.'),
    h('p', { class: 'gd-a-small' }, `On both maps: ${boundary}. Counts of what the articles tell, not of what happened: more articles about a time tell more events of it.`),
  ];
}

const scaleWords = (/** @type {number} */ most) => `one scale; longest bar: ${count(most, 'event')}`;

/**
 * @param {State} state
 * @param {TallyList} list
 * @param {number} most what the whole length of a bar stands for
 */
function table(state, { key, title, rows, more }, most) {
  const bar = (/** @type {Figure} */ { n }, /** @type {TallyRow} */ row) => h('i', { style: { '--share': String(n / most), ...(key === 'kind' ? { '--hue': `var(--gd-kind-${hueOf(row.value)})` } : {}) } });
  const tr = (/** @type {TallyRow} */ row) =>
    h(
      'tr',
      null,
      h('td', { class: 'gd-c-n' }, figure(state, row.a, `${row.label}, A`)),
      h('td', { class: 'gd-c-bar', 'aria-hidden': 'true' }, row.a.n ? bar(row.a, row) : null),
      h('th', { scope: 'row', dir: 'auto' }, key === 'kind' ? [glyph(row.value, { size: 18 }), ' '] : null, row.label),
      h('td', { class: 'gd-c-bar', 'aria-hidden': 'true' }, row.b.n ? bar(row.b, row) : null),
      h('td', { class: 'gd-c-n' }, figure(state, row.b, `${row.label}, B`)),
    );
  return h('table', { class: 'gd-c-table' }, h('caption', null, title), h('tbody', null, rows.map(tr)), more ? h('tfoot', null, h('tr', null, h('td', { colspan: 5, class: 'gd-a-small' }, `and ${number(more)} more with smaller differences: narrow the sentence to see them`))) : null);
}
