// The event table: sortable by every column, columns to choose, each row opens its event.

import { count } from '../core/count.js';
import { all, clear, h, hit } from '../core/dom.js';
import { createDropdown } from '../core/dropdown.js';
import { COLUMNS, byTitle, keep, keptColumns } from './columns.js';
import { eventButton, note, number, open } from './figure.js';

/** @import { Context, State } from '../core/types' */
/** @import { Answer, Tab, TableRow } from './types' */
/** @import { Column } from './columns.js' */
/** @typedef {{key: string, up: boolean}} Sort */

// What is sure enough to point at on a map and a calendar: one click, and one click back.
const SURE = { prec: '2', dprec: '1' };

/** Which columns are shown, as boxes to tick. */
function columnChooser(/** @type {Set<string>} */ columns, /** @type {() => void} */ changed) {
  const box = (/** @type {Column} */ { key, label }) => {
    const input = h('input', { type: 'checkbox', checked: columns.has(key) });
    input.addEventListener('change', () => {
      if (input.checked) columns.add(key);
      else columns.delete(key);
      keep(columns);
      changed();
    });
    return { key, input, node: h('label', null, input, label) };
  };
  const boxes = COLUMNS.map(box);
  return {
    node: createDropdown({ label: 'Columns', class: 'gd-a-columns' }, boxes.map((b) => b.node)).node,
    /** Ticks what is shown. */
    update() {
      for (const { key, input } of boxes) input.checked = columns.has(key);
    },
  };
}

/** Filters to what is sure, and back. */
function sureButton(/** @type {State} */ state) {
  const keys = Object.entries(SURE);
  const isOn = () => keys.every(([key, value]) => state.params[key] === value);
  const click = () => {
    const on = isOn();
    state.setFilter(Object.fromEntries(keys.map(([key, value]) => [key, on ? undefined : value])));
  };
  const node = h('button', { type: 'button', class: 'gd-a-sure', on: { click } }, 'Only placed within 25 km and dated to the day');
  return { node, update: () => node.setAttribute('aria-pressed', String(isOn())) };
}

/**
 * @param {string} key
 * @param {string} label
 * @param {Sort} sort
 * @param {(key: string) => void} onSort
 */
function heading(key, label, sort, onSort) {
  const on = sort.key === key;
  const arrow = h('span', { class: 'gd-a-dir', 'aria-hidden': 'true' }, on ? (sort.up ? '▲' : '▼') : '');
  return h(
    'th',
    { scope: 'col', 'aria-sort': on ? (sort.up ? 'ascending' : 'descending') : 'none', class: `gd-a-col-${key}` },
    h('button', { type: 'button', dataset: { sort: key }, on: { click: () => onSort(key) } }, label, arrow),
  );
}

/** @type {(rows: TableRow[], sort: Sort) => TableRow[]} */
function sorted(rows, sort) {
  const column = COLUMNS.find(({ key }) => key === sort.key) ?? COLUMNS[0];
  const found = [...rows].sort(sort.key === 'title' ? byTitle : column.order);
  return sort.up ? found : found.reverse();
}

/** Marks the selected row and brings it into view, clear of the heading that stays above the rows. */
function mark(/** @type {HTMLElement} */ scroll, /** @type {string | null} */ event) {
  for (const tr of all(scroll, 'tr[data-event]')) {
    if (tr.dataset.event !== event) {
      tr.removeAttribute('aria-current');
      continue;
    }
    tr.setAttribute('aria-current', 'true');
    const head = scroll.querySelector('thead')?.offsetHeight ?? 0;
    const [top, bottom] = [tr.offsetTop - head, tr.offsetTop + tr.offsetHeight];
    if (top < scroll.scrollTop) scroll.scrollTop = top;
    else if (bottom > scroll.scrollTop + scroll.clientHeight) scroll.scrollTop = bottom - scroll.clientHeight;
  }
}

/** ↑ ↓ go from row to row; a click anywhere in a row opens it. */
function listen(/** @type {HTMLElement} */ scroll, /** @type {State} */ state) {
  scroll.addEventListener('keydown', (ev) => {
    const by = ev.key === 'ArrowDown' ? 1 : ev.key === 'ArrowUp' ? -1 : 0;
    const button = hit(ev, '.gd-a-event');
    if (!by || !button) return;
    ev.preventDefault();
    const buttons = all(scroll, '.gd-a-event');
    buttons[Math.max(0, Math.min(buttons.length - 1, buttons.indexOf(button) + by))].focus();
  });
  scroll.addEventListener('click', (ev) => {
    const id = hit(ev, 'tr[data-event]')?.dataset.event;
    if (id && !hit(ev, 'button') && getSelection()?.isCollapsed) open(state, id);
  });
}

/**
 * @param {HTMLElement} root
 * @param {State} state
 * @param {Context} ctx
 * @returns {Tab}
 */
export function mountTable(root, state, ctx) {
  const columns = keptColumns(ctx.phone.matches);
  let sort = { key: 'date', up: true };
  /** @type {Answer | null} */
  let answer = null;
  const sure = sureButton(state);
  const said = h('p', { class: 'gd-a-small', role: 'status' });
  const scroll = h('div', { class: 'gd-a-scroll', tabindex: '0', role: 'region', 'aria-label': 'Table of events' });
  const chooser = columnChooser(columns, draw);
  root.append(h('div', { class: 'gd-a-tools' }, sure.node, said, chooser.node), scroll);

  // A window that was turned or enlarged has the columns of its new size.
  function onSize() {
    columns.clear();
    for (const key of keptColumns(ctx.phone.matches)) columns.add(key);
    chooser.update();
    draw();
  }

  function onSort(/** @type {string} */ key) {
    sort = { key, up: sort.key === key ? !sort.up : true };
    draw();
    /** @type {HTMLElement | null} */ (root.querySelector(`[data-sort="${key}"]`))?.focus();
  }

  function row(/** @type {TableRow} */ r, /** @type {Column[]} */ shown) {
    return h(
      'tr',
      { dataset: { event: r.id }, 'aria-current': r.id === state.event ? 'true' : null },
      h('th', { scope: 'row' }, eventButton(state, r, r.title)),
      shown.map(({ key, cell }) => h('td', { class: `gd-a-col-${key}`, dir: 'auto' }, cell(r, columns))),
    );
  }

  function draw() {
    if (!answer) return;
    sure.update();
    const { rows } = answer;
    said.textContent = answer.count > rows.length ? `The first ${count(rows.length, 'event')} of ${number(answer.count)}; narrow the sentence or take the whole away as a file.` : '';
    if (!rows.length) {
      clear(scroll).append(note('No event matches. Widen a part of the sentence above.'));
      return;
    }
    const shown = COLUMNS.filter(({ key }) => columns.has(key));
    const head = [heading('title', 'Event', sort, onSort), ...shown.map(({ key, label }) => heading(key, label, sort, onSort))];
    const body = sorted(rows, sort).map((r) => row(r, shown));
    clear(scroll).append(h('table', { class: 'gd-a-table' }, h('thead', null, h('tr', null, head)), h('tbody', null, body)));
    if (state.event) mark(scroll, state.event);
  }

  listen(scroll, state);
  ctx.phone.addEventListener('change', onSize);
  const off = state.on('select', () => mark(scroll, state.event));
  return {
    count: (a) => a.count,
    update(next) {
      answer = next;
      draw();
    },
    destroy() {
      ctx.phone.removeEventListener('change', onSize);
      off();
    },
  };
}
