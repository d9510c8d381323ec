// Of more events than travel whole the List has a page at a time: those on one point, which no zoom parts,
// are reached like all others.

import { clear, h } from '../core/dom.js';
import { toSearch } from '../core/url.js';
import { rowNode, rowsOf } from './rows.js';

/** @import { EventItem, State } from '../core/types' */

const number = (/** @type {number} */ n) => n.toLocaleString('en');

/**
 * @param {State} state
 * @param {URL} api
 * @param {number} total events of the filter
 */
export function pagesOf(state, api, total) {
  const rows = h('ul', { class: 'gd-rows' });
  const where = h('span', { class: 'gd-p-page-where', role: 'status' });
  const step = (/** @type {string} */ label, /** @type {() => void} */ click) => h('button', { type: 'button', class: 'gd-p-plain', on: { click } }, label);
  const { data } = state;
  let from = 0;
  let size = 0;
  const earlier = step('‹ Earlier', () => load(from - size));
  const later = step('Later ›', () => load(from + size));
  const tools = h('div', { class: 'gd-p-pages' }, earlier, where, later);
  const node = h('section', { class: 'gd-row-group', 'aria-label': 'A page of the events' }, tools, rows);

  async function load(/** @type {number} */ at) {
    const url = new URL(`page${toSearch(state.params, {})}`, api);
    url.searchParams.set('at', String(Math.max(0, at)));
    try {
      const response = await fetch(url);
      if (!response.ok) throw new Error(`the server answered ${response.status}`);
      const page = /** @type {{at: number, most: number, events: EventItem[]}} */ (await response.json());
      if (state.data !== data) return; // the filter has changed since
      [from, size] = [page.at, page.most];
      const end = from + page.events.length;
      clear(rows).append(...rowsOf(page.events).map((row, i) => rowNode(row, i)));
      for (const row of rows.querySelectorAll('.gd-row')) row.setAttribute('tabindex', '0');
      where.textContent = `${number(from + 1)}–${number(end)} of ${number(total)}`;
      earlier.disabled = from === 0;
      later.disabled = end >= total;
      if (at !== 0 || from) node.scrollIntoView({ block: 'nearest' });
    } catch (thrown) {
      where.textContent = `They could not be read: ${/** @type {Error} */ (thrown).message}.`;
    }
  }

  earlier.disabled = later.disabled = true;
  load(0);
  return node;
}
