// Reasons in groups, each with its rows: place, column, value, reason, what mends it.

import { h } from '../core/dom.js';

/** @import { Group } from './types' */

/** @param {Group[]} groups @param {boolean} open whether the first are open */
export function reasons(groups, open = true) {
  return groups.map((group, n) =>
    h('details', { class: 'gd-bd-group', open: open && n < 3 },
      h('summary', {}, h('strong', { dir: 'auto' }, group.title), h('span', { dir: 'auto' }, group.column ? ` ${group.column} ` : ' '), h('b', {}, group.count.toLocaleString('en'))),
      h('div', { class: 'gd-bd-scroll', tabindex: '0', role: 'group', 'aria-label': group.title },
        h('table', {},
          h('thead', {}, h('tr', {}, ['Row (line)', 'Column', 'Value', 'Reason', 'Mend'].map((head) => h('th', { scope: 'col' }, head)))),
          h('tbody', {}, group.rows.map((row) => h('tr', {}, h('td', {}, row.row), h('td', { dir: 'auto' }, row.column), h('td', {}, row.value.trim() ? h('code', { dir: 'auto' }, row.value) : 'blank'), h('td', { dir: 'auto' }, row.reason), h('td', { dir: 'auto' }, row.mend)))))),
      group.more ? h('p', { class: 'gd-bd-note' }, group.more) : null));
}
