// The table of columns: what each becomes, some of its values, how sure that is and why.

import { all, h, hit } from '../core/dom.js';
import { grip } from './drag.js';
import { keepFocus, menu, sign, wordOf } from './signs.js';

/** @import { Acts, Column, Look } from './types' */

const HEADS = ['Column in the file', 'Becomes', 'Values', 'How sure, and why'];

/**
 * ↑ and ↓ from row to row; Enter opens what a row's column may become.
 * @param {KeyboardEvent} ev
 * @param {HTMLElement} body
 */
function onKey(ev, body) {
  const at = hit(ev, 'tr');
  if (ev.target !== at || !at) return;
  const step = { ArrowDown: 1, ArrowUp: -1 }[ev.key];
  if (step) {
    const rows = all(body, 'tr');
    const next = rows[rows.indexOf(at) + step];
    if (!next) return;
    at.tabIndex = -1;
    next.tabIndex = 0;
    next.focus();
  } else if (ev.key === 'Enter') open(at);
  else return;
  ev.preventDefault();
}

/** @param {HTMLElement} row */
function open(row) {
  const control = /** @type {HTMLSelectElement | HTMLButtonElement | null} */ (row.querySelector('select, button'));
  control?.focus();
  if (control instanceof HTMLButtonElement) control.click();
  try {
    if (control instanceof HTMLSelectElement) control.showPicker();
  } catch {
    // The list opens with the keys of the browser.
  }
}

/** @param {Acts} acts */
export function createColumns(acts) {
  const body = h('tbody');
  const table = h('table', {}, h('caption', { class: 'gd-bd-hidden' }, 'What the columns become'), h('thead', {}, h('tr', {}, HEADS.map((head) => h('th', { scope: 'col' }, head)))), body);
  const node = h('div', { class: 'gd-bd-columns', role: 'region', 'aria-label': 'Columns of the file', tabindex: '-1' }, table);
  let open = false;
  /** @type {Look | null} */
  let shown = null;
  /** @type {Record<string, string>} */
  let remarks = {};

  /** @param {Column} column @param {Look} look */
  function row({ column, field, mark, why, values }, { fields }) {
    const choose = menu(`What ${column} becomes`, field, fields.map(({ key, words }) => ({ value: key, words })), (value) => acts.become(column, value), { key: `become-${column}` });
    const said = [why, remarks[column]].filter(Boolean).join('; ');
    return h('tr', { class: [`is-${mark}`], tabindex: '-1', dataset: { key: `row-${column}` } },
      h('th', { scope: 'row', dir: 'auto' }, grip(column), column),
      h('td', {}, choose),
      h('td', { class: 'gd-bd-values' }, values.length ? values.map((value) => h('code', { dir: 'auto' }, value)) : 'blank'),
      h('td', { class: 'gd-bd-why', dir: 'auto' }, mark === 'kept' ? h('span', { class: 'gd-bd-kept' }, 'kept') : [sign(mark, false), h('span', { class: 'gd-bd-how' }, wordOf(mark))], said));
  }

  /** @param {Column[]} more */
  function rest(more) {
    const names = more.slice(0, 4).map(({ column }) => h('code', { dir: 'auto' }, column));
    const button = h('button', { type: 'button', class: 'gd-bd-link', 'aria-expanded': String(open), dataset: { key: 'more' }, on: { click: () => { open = !open; draw(); } } }, open ? 'Fewer columns' : `${more.length.toLocaleString('en')} more columns`);
    return h('tr', { class: 'is-kept', tabindex: '-1', dataset: { key: 'row-more' } }, h('th', { scope: 'row' }, button), h('td', {}, 'Kept as they are'), h('td', { class: 'gd-bd-values' }, names), h('td', { class: 'gd-bd-why' }, 'come back out in every export'));
  }

  function draw() {
    const look = shown;
    if (!look) return;
    const first = look.columns.filter((c) => !c.more);
    const more = look.columns.filter((c) => c.more);
    keepFocus(node, () => body.replaceChildren(...first.map((c) => row(c, look)), ...(more.length ? [rest(more)] : []), ...(open ? more.map((c) => row(c, look)) : [])));
    const rows = all(body, 'tr');
    if (!rows.some((r) => r.tabIndex === 0) && rows[0]) rows[0].tabIndex = 0;
  }

  node.addEventListener('keydown', (ev) => onKey(ev, body));

  return {
    node,
    /** @param {Look} look @param {Record<string, string>} odd what there is to look at, by column */
    render(look, odd) {
      [shown, remarks] = [look, odd];
      draw();
    },
  };
}
