// Reasons in groups, each with its rows: place, column, value, reason, what mends it.

import { h } from '../core/dom.js';

/** @import { Group, GroupRow } from './types' */

/** Tells that a cell should say something else. @typedef {(number: number, column: string, value: string) => void} Mending */

/**
 * A value; where it can be corrected, in a field.
 * @param {GroupRow} row
 * @param {Mending | undefined} mend
 */
function cell({ row, number, column, value }, mend) {
  if (!mend || number === null) return value.trim() ? h('code', { dir: 'auto' }, value) : 'blank';
  const field = h('input', { class: 'gd-bd-mend', value, dir: 'auto', maxlength: '300', 'aria-label': `${column} of row ${row}`, on: { input: () => {
    field.classList.toggle('is-other', field.value !== value);
    mend(number, column, field.value === value ? '' : field.value);
  } } });
  return field;
}

/**
 * @param {Group[]} groups
 * @param {boolean} open whether the first are open
 * @param {Mending} [mend] where values can be corrected
 */
export function reasons(groups, open = true, mend) {
  return groups.map((group, n) =>
    h('details', { class: 'gd-bd-group', open: open && n < 3 },
      h('summary', {}, h('strong', { dir: 'auto' }, group.title), h('span', { dir: 'auto' }, group.column ? ` ${group.column} ` : ' '), h('b', {}, group.count.toLocaleString('en'))),
      h('div', { class: 'gd-bd-scroll', tabindex: '0', role: 'group', 'aria-label': group.title },
        h('table', {},
          h('thead', {}, h('tr', {}, ['Row (line)', 'Column', 'Value', 'Reason', 'Mend'].map((head) => h('th', { scope: 'col' }, head)))),
          h('tbody', {}, group.rows.map((row) => h('tr', {}, h('td', {}, row.row), h('td', { dir: 'auto' }, row.column), h('td', {}, cell(row, mend)), h('td', { dir: 'auto' }, row.reason), h('td', { dir: 'auto' }, row.mend)))))),
      group.more ? h('p', { class: 'gd-bd-note' }, group.more) : null));
}
