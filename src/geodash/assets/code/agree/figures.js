// How far two codings agree, in words and numbers.

import { h } from '../../core/dom.js';
import { glyph } from '../../core/marks.js';

/** @import { Agreement } from './types' */

const HEAD = ['', 'same', 'κ', '95 %', 'in common', 'n'];

/** @param {Agreement} told */
export function figuresOf({ summary, figures, how, confused, table, names }) {
  const rows = figures.map(([label, n, same, kappa, interval, common, variant]) =>
    h('tr', null, h('th', { scope: 'row' }, label), h('td', null, same), h('td', { title: variant }, h('b', null, kappa), variant.includes('weights') ? h('sup', null, 'w') : null), h('td', null, interval), h('td', null, common), h('td', null, n)));
  return [
    h('h2', null, 'How far they agree'),
    summary.map((line) => h('p', null, line)),
    h('div', { class: 'gd-ag-scroll', role: 'region', tabindex: '0', 'aria-label': 'By field' },
      h('table', { class: 'gd-ag-figures' }, h('caption', null, 'By field'), h('thead', null, h('tr', null, HEAD.map((text) => h('th', { scope: 'col' }, text)))), h('tbody', null, rows))),
    h('h3', null, 'Confused with'),
    confused.length ? h('ul', null, confused.map((line) => h('li', null, line))) : h('p', null, 'No kind was taken for another.'),
    h('div', { class: 'gd-ag-scroll', role: 'region', tabindex: '0', 'aria-label': 'Kinds' }, kindsOf(table, names)),
    h('details', null, h('summary', null, 'How this is counted'), h('p', null, how.replaceAll('*', ''))),
  ];
}

/** @param {Agreement['table']} table @param {[string, string]} names */
function kindsOf({ kinds, head, rows }, [one, other]) {
  const sign = (/** @type {string} */ kind) => (kind ? glyph(kind, { size: 18 }) : null);
  const columns = head.slice(1).map((label, i) => h('th', { scope: 'col', title: label }, sign(kinds[i]) ?? 'none', h('span', { class: 'gd-ag-hidden' }, label)));
  return h('table', { class: 'gd-ag-kinds' },
    h('caption', null, `Down: ${one}. Across: ${other}.`),
    h('thead', null, h('tr', null, h('td', null), columns)),
    h('tbody', null, rows.map(([label, ...cells], r) => h('tr', null, h('th', { scope: 'row' }, sign(kinds[r]), h('span', null, label)),
      cells.map((n, c) => h('td', { class: [r === c && 'is-same', n !== '·' && 'is-some'] }, n))))));
}
