// Edit in Excel: the workbook of the article's events out, and back as one step of the draft.

import { count } from '../../core/count.js';
import { h } from '../../core/dom.js';
import { asEditor } from '../../core/editor.js';

/** @import { Cells } from '../types' */
/** @import { Desk } from '../desk.js' */
/** @typedef {{table: string, id: string, column: string, text: string}} Changed */

/**
 * The rows as the workbook has them, of those that are here.
 * @param {Desk} desk
 * @param {Changed[]} cells
 */
function rowsOf(desk, cells) {
  /** @type {Map<string, {table: string, id: string, now: Cells}>} */
  const rows = new Map();
  for (const { table, id, column, text } of cells) {
    const key = `${table}|${id}`;
    const now = rows.get(key)?.now ?? desk.log.row(table, id);
    if (now) rows.set(key, { table, id, now: { ...now, [column]: text } });
  }
  return [...rows.values()];
}

/** @param {HTMLElement} root @param {Desk} desk */
export function showExcel(root, desk) {
  const { id } = desk.opening.article;
  const address = new URL('events.xlsx', desk.api);
  address.searchParams.set('article', id);
  address.searchParams.set('bg', '1');
  const file = h('input', { type: 'file', accept: '.xlsx', 'aria-label': 'The workbook as you saved it' });
  const said = h('div', { class: 'gd-xl-said', role: 'status', 'aria-live': 'polite' });
  /** @type {HTMLDialogElement} */
  const box = h(
    'dialog',
    { class: 'gd-dialog gd-xl', 'aria-label': 'Edit in Excel' },
    h('header', null, h('h2', null, 'Edit in Excel'), h('button', { type: 'button', class: 'gd-dialog-close', 'aria-label': 'Close', on: { click: () => box.close() } }, '×')),
    h('ol', null,
      h('li', null, h('a', { href: address.href, download: '' }, 'Download the workbook'), ': the events of this article as they are saved, with a list of choices in each cell that has one. What is only in your draft is not in it.'),
      h('li', null, 'Change cells, and save it.'),
      h('li', null, h('label', null, 'Bring it back: ', file), ' What you changed becomes one step of your draft; Save shows it in words before anything is written.')),
    said,
  );
  file.addEventListener('change', async () => {
    const [given] = file.files ?? [];
    if (!given) return;
    said.replaceChildren('One moment …');
    try {
      const answer = await asEditor(new URL('code/workbook', desk.api), { method: 'POST', body: given });
      const found = await answer.json();
      if (!answer.ok) throw new Error(found.error);
      const taken = found.cells.filter((/** @type {Changed} */ c) => desk.log.row(c.table, c.id));
      const rows = rowsOf(desk, taken);
      if (rows.length) desk.do(`what Excel changed in ${count(rows.length, 'row')}`, rows);
      const left = found.cells.length - taken.length;
      const took = taken.length ? `${count(taken.length, 'cell')} changed in ${count(rows.length, 'row')}, in your draft now.` : '';
      const same = found.cells.length || found.notes.length ? '' : 'Nothing in it differs from what is saved.';
      const notes = left ? [...found.notes, `${count(left, 'cell')} of other rows (actors) ${left === 1 ? 'was' : 'were'} left out.`] : found.notes;
      said.replaceChildren(h('p', null, took || same), h('ul', null, notes.map((/** @type {string} */ note) => h('li', null, note))));
    } catch (error) {
      said.replaceChildren(error instanceof TypeError ? 'geodash doesn’t answer; nothing was changed.' : /** @type {Error} */ (error).message);
    }
    file.value = '';
  });
  box.addEventListener('close', () => box.remove());
  root.append(box);
  box.showModal();
}
