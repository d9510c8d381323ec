// "/": any event of the collection by a few letters of its title, place, date or actors.

import { count } from '../core/count.js';
import { all, h, hit } from '../core/dom.js';
import { glyph } from '../core/marks.js';
import { fold } from '../core/search.js';

/** @import { JumpItem } from './types' */

const MOST = 60;

/**
 * @param {JumpItem} item
 * @param {number} i
 */
function rowOf(item, i) {
  return h('li', { role: 'option', id: `sh-jump-${i}`, 'aria-selected': 'false', 'data-event': item.id },
    glyph(item.kind, { size: 26, oneSided: item.one_sided, planned: item.planned }),
    h('span', { class: 'sh-jump-text' }, h('b', null, h('bdi', null, item.title)), h('span', { class: 'sh-jump-more' }, item.date, item.place ? [item.date ? ' · ' : null, h('bdi', null, item.place)] : null)));
}

/**
 * @param {() => Promise<JumpItem[]>} load every event
 * @param {(id: string) => void} onChoose
 */
export function createJump(load, onChoose) {
  const input = h('input', { type: 'text', class: 'sh-jump-input', role: 'combobox', 'aria-expanded': 'true', 'aria-controls': 'sh-jump-list', 'aria-autocomplete': 'list', 'aria-label': 'Jump to an event', autocomplete: 'off', spellcheck: 'false', placeholder: 'Type a word of its title, place, date or actors' });
  const list = h('ul', { class: 'sh-jump-list', role: 'listbox', id: 'sh-jump-list', 'aria-label': 'Events', tabindex: '-1' });
  const said = h('p', { class: 'sh-jump-count', role: 'status' });
  const node = h('dialog', { class: 'sh-dialog sh-jump', 'aria-label': 'Jump to an event' }, input, list, said);
  /** @type {JumpItem[]} */
  let items = [];
  /** @type {string[] | null} */
  let only = null;
  let at = 0;

  function mark(/** @type {number} */ n) {
    const rows = all(list, 'li');
    at = Math.max(0, Math.min(rows.length - 1, n));
    rows.forEach((row, i) => row.setAttribute('aria-selected', String(i === at)));
    input.setAttribute('aria-activedescendant', rows[at]?.id ?? '');
    rows[at]?.scrollIntoView({ block: 'nearest' });
  }

  function filter() {
    const words = fold(input.value).split(/\s+/).filter(Boolean);
    const pool = items.filter((e) => !only || only.includes(e.id));
    const found = pool.filter((e) => words.every((w) => e.folded?.includes(w)));
    list.replaceChildren(...found.slice(0, MOST).map(rowOf));
    const more = found.length > MOST ? `, the first ${MOST} shown` : '';
    said.textContent = found.length ? `${count(found.length, 'event')}${more}` : 'No event has these words';
    mark(0);
  }

  function choose(/** @type {string | undefined} */ id) {
    if (!id) return;
    node.close();
    onChoose(id);
  }

  input.addEventListener('input', filter);
  node.addEventListener('keydown', (ev) => {
    const by = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }[ev.key];
    if (by) mark(at + by);
    else if (ev.key === 'Enter') choose(all(list, 'li')[at]?.dataset.event);
    else return;
    ev.preventDefault();
    ev.stopPropagation();
  });
  list.addEventListener('click', (ev) => choose(hit(ev, '[data-event]')?.dataset.event));

  return {
    node,
    isOpen: () => node.open,
    close: () => node.close(),
    /** @param {string[] | null} [ids] only these: the events that share a mark */
    async open(ids = null) {
      if (node.open) return;
      only = ids;
      input.value = '';
      node.showModal();
      input.focus();
      items = await load();
      for (const e of items) e.folded ??= fold([e.title, e.place, e.date, e.who].join(' '));
      filter();
    },
  };
}
