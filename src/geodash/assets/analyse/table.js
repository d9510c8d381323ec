// The event table: sortable by every column, columns to choose, each row opens its event.

import { eventButton, events, note, open } from './figure.js';
import { clear, h } from '../core/dom.js';

const KEPT = 'geodash.analyse.columns';
// What is sure enough to point at on a map and a calendar: one click, and one click back.
const SURE = { prec: '2', dprec: '1' };
const byText = (key) => (a, b) => a[key].localeCompare(b[key], 'en') || a.id.localeCompare(b.id);
const byDate = (a, b) => (a.first || '9999').localeCompare(b.first || '9999') || (a.last || '9999').localeCompare(b.last || '9999') || a.id.localeCompare(b.id);
const byNumber = (key) => (a, b) => a[key] - b[key] || byDate(a, b);

/** Whether an article or one side says so, and on whose word. */
const vouched = (r) => [r.status, r.says ? h('span', { class: 'gd-a-under' }, r.one_sided ? r.says : `citing ${r.says}`) : null];

// key, heading, cell, order, shown at first
const COLUMNS = [
  ['date', 'Date', (r) => r.date, byDate, true],
  ['place', 'Place', (r, shown) => [r.place, r.where_prec < 9 && !shown.has('place_sure') ? h('span', { class: 'gd-a-under' }, r.place_sure) : null], byText('place'), true],
  ['who', 'Who', (r) => r.who, byText('who'), true],
  ['whom', 'To or with whom', (r) => r.whom, byText('whom'), true],
  ['status', 'Who vouches for it', vouched, byText('status'), true],
  ['date_sure', 'Date known to', (r) => [r.date_sure, r.date_basis === 'inferred' ? ' (inferred)' : ''], byNumber('date_prec'), false],
  ['place_sure', 'Place known to', (r) => r.place_sure, byNumber('where_prec'), false],
  ['type', 'PLOVER type', (r) => r.type, byText('type'), false],
  ['articles', 'Told in', (r) => r.articles.join('; '), (a, b) => a.articles.join().localeCompare(b.articles.join()) || byDate(a, b), false],
  ['id', 'Event', (r) => r.id, byText('id'), false],
];

/** What fits beside the title on a phone. */
const NARROW = ['date', 'place'];

function keptColumns(narrow) {
  try {
    const kept = JSON.parse(localStorage.getItem(KEPT));
    if (Array.isArray(kept)) return new Set(kept.filter((key) => COLUMNS.some(([k]) => k === key)));
  } catch {
    // A browser that keeps nothing shows the usual columns.
  }
  return new Set(narrow ? NARROW : COLUMNS.filter((c) => c[4]).map(([key]) => key));
}

function keep(columns) {
  try {
    localStorage.setItem(KEPT, JSON.stringify([...columns]));
  } catch {
    // Then they last as long as the page.
  }
}

export function mountTable(root, state, ctx) {
  const columns = keptColumns(ctx.phone.matches);
  let sort = { key: 'date', up: true };
  let answer = null;
  const boxes = COLUMNS.map(([key, label]) =>
    h('label', null, h('input', { type: 'checkbox', checked: columns.has(key), on: { change: (ev) => onColumn(key, ev.target.checked) } }), label),
  );
  const choose = h('details', { class: 'gd-a-take' }, h('summary', null, 'Columns'), h('div', { class: 'gd-a-take-box gd-a-columns', role: 'group', 'aria-label': 'Columns' }, boxes));
  const sure = h('button', { type: 'button', class: 'gd-a-sure', on: { click: onSure } }, 'Only placed within 25 km and dated to the day');
  const tools = h('div', { class: 'gd-a-tools' }, choose);
  const said = h('p', { class: 'gd-a-small', role: 'status' });
  const scroll = h('div', { class: 'gd-a-scroll', tabindex: '0', role: 'region', 'aria-label': 'Table of events' });
  tools.prepend(sure, said);
  root.append(tools, scroll);

  const isSure = () => Object.entries(SURE).every(([key, value]) => state.params[key] === value);

  function onSure() {
    const on = isSure();
    state.setFilter(Object.fromEntries(Object.entries(SURE).map(([key, value]) => [key, on ? undefined : value])));
  }

  function onColumn(key, on) {
    if (on) columns.add(key);
    else columns.delete(key);
    keep(columns);
    draw();
  }

  function onSort(key) {
    sort = { key, up: sort.key === key ? !sort.up : true };
    draw();
    root.querySelector(`[data-sort="${key}"]`)?.focus();
  }

  function heading(key, label) {
    const on = sort.key === key;
    return h(
      'th',
      { scope: 'col', 'aria-sort': on ? (sort.up ? 'ascending' : 'descending') : 'none', class: `gd-a-col-${key}` },
      h('button', { type: 'button', dataset: { sort: key }, on: { click: () => onSort(key) } }, label, h('span', { class: 'gd-a-dir', 'aria-hidden': 'true' }, on ? (sort.up ? '▲' : '▼') : '')),
    );
  }

  function row(r, shown) {
    return h(
      'tr',
      { dataset: { event: r.id }, 'aria-current': r.id === state.event ? 'true' : null },
      h('th', { scope: 'row' }, eventButton(state, r, r.title)),
      shown.map(([key, , cell]) => h('td', { class: `gd-a-col-${key}`, dir: 'auto' }, cell(r, columns))),
    );
  }

  function draw() {
    if (!answer) return;
    sure.setAttribute('aria-pressed', String(isSure()));
    const shown = COLUMNS.filter(([key]) => columns.has(key));
    const order = sort.key === 'title' ? byText('title') : (COLUMNS.find(([key]) => key === sort.key) ?? COLUMNS[0])[3];
    const rows = [...answer.rows].sort(order);
    if (!sort.up) rows.reverse();
    said.textContent = answer.count > answer.rows.length ? `The first ${events(answer.rows.length)} of ${answer.count.toLocaleString('en')}; narrow the sentence or take the whole away as a file.` : '';
    if (!rows.length) {
      clear(scroll).append(note('No event matches. Widen a part of the sentence above.'));
      return;
    }
    const head = h('thead', null, h('tr', null, heading('title', 'Event'), shown.map(([key, label]) => heading(key, label))));
    clear(scroll).append(h('table', { class: 'gd-a-table' }, head, h('tbody', null, rows.map((r) => row(r, shown)))));
    if (state.event) mark();
  }

  /** The selected row, clear of the heading that stays above the rows. */
  function show(tr) {
    const head = scroll.querySelector('thead').offsetHeight;
    const [top, bottom] = [tr.offsetTop - head, tr.offsetTop + tr.offsetHeight];
    if (top < scroll.scrollTop) scroll.scrollTop = top;
    else if (bottom > scroll.scrollTop + scroll.clientHeight) scroll.scrollTop = bottom - scroll.clientHeight;
  }

  function mark() {
    for (const tr of scroll.querySelectorAll('tr[data-event]')) {
      if (tr.dataset.event === state.event) {
        tr.setAttribute('aria-current', 'true');
        show(tr);
      } else tr.removeAttribute('aria-current');
    }
  }

  // ↑ ↓ go from row to row; a click anywhere in a row opens it.
  scroll.addEventListener('keydown', (ev) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[ev.key];
    const button = ev.target.closest('.gd-a-event');
    if (!by || !button) return;
    ev.preventDefault();
    const all = [...scroll.querySelectorAll('.gd-a-event')];
    all[Math.max(0, Math.min(all.length - 1, all.indexOf(button) + by))].focus();
  });
  scroll.addEventListener('click', (ev) => {
    const tr = ev.target.closest('tr[data-event]');
    if (tr && !ev.target.closest('button') && getSelection().isCollapsed) open(state, tr.dataset.event);
  });
  const off = state.on('select', mark);
  return {
    count: (a) => a.count,
    update(next) {
      answer = next;
      draw();
    },
    destroy: off,
  };
}
