// The List: the map's events as rows, in the same order, with those that no map can show.

import { hit } from '../core/dom.js';
import { isLit } from '../core/lighting.js';
import { createChunks } from './chunks.js';
import { rowsOf } from './rows.js';

/** @import { Payload, State } from '../core/types' */

/**
 * @param {HTMLElement} scroller the element that scrolls
 * @param {HTMLElement} body where the rows go
 * @param {State} state
 */
export function createList(scroller, body, state) {
  let count = 0;
  /** @type {Map<string, number>} */
  let at = new Map();
  let current = 0;
  const chunks = createChunks(scroller, body, (row) => dress(row, state, current));
  const made = (/** @type {number} */ index) => body.querySelector(`[data-row="${index}"]`);
  const selected = () => (state.event ? at.get(state.event) : undefined);

  function setCurrent(/** @type {number} */ index) {
    const was = current;
    current = Math.max(0, Math.min(count - 1, index));
    if (was !== current) made(was)?.setAttribute('tabindex', '-1');
    const button = chunks.button(current);
    if (button) button.tabIndex = 0;
    return button;
  }

  function focus(/** @type {number | undefined} */ index = current) {
    const button = setCurrent(index);
    button?.focus({ preventScroll: true });
    button?.scrollIntoView({ block: 'nearest' });
  }

  function goTo(/** @type {string} */ key) {
    if (key === 'ArrowDown') return current + 1;
    if (key === 'ArrowUp') return current - 1;
    return key === 'Home' ? 0 : key === 'End' ? count - 1 : undefined;
  }

  listen(body, state, { setCurrent, focus, goTo });
  return {
    update(/** @type {Payload} */ data) {
      const rows = rowsOf(data.events);
      count = rows.length;
      at = new Map(rows.map((row, index) => [row.event.id, index]));
      current = selected() ?? 0;
      chunks.show(rows);
      setCurrent(current);
    },
    /** Shows which row is selected. */
    mark() {
      current = selected() ?? current;
      chunks.dress();
      setCurrent(current);
    },
    focus,
    /** Shows which row the pointer means elsewhere. */
    hover() {
      for (const row of body.querySelectorAll('.gd-row.is-hover')) row.classList.remove('is-hover');
      for (const id of state.hover) {
        const index = at.get(id);
        if (index !== undefined) made(index)?.classList.add('is-hover');
      }
    },
    /** Dims the rows of events that do not stand out. */
    light: () => chunks.dress(),
    /** @returns {number | undefined} the selected row */
    selected,
    /** Brings the selected row into view without moving the focus. */
    reveal() {
      const index = selected();
      if (index !== undefined) chunks.button(index)?.scrollIntoView({ block: 'center' });
    },
    /** Makes all rows. */
    complete: () => chunks.complete(),
    destroy: () => chunks.destroy(),
  };
}

/**
 * Gives a row its state: selected, dimmed, the one that Tab leads to.
 * @param {HTMLElement} row
 * @param {State} state
 * @param {number} current
 */
function dress(row, state, current) {
  const event = state.byId(row.dataset.id ?? null);
  if (row.dataset.id === state.event) row.setAttribute('aria-current', 'true');
  else row.removeAttribute('aria-current');
  row.classList.toggle('is-dim', event !== undefined && !isLit(state.lit, event));
  row.tabIndex = Number(row.dataset.row) === current ? 0 : -1;
}

/**
 * @param {HTMLElement} body
 * @param {State} state
 * @param {{setCurrent: (index: number) => unknown, focus: (index: number) => void, goTo: (key: string) => number | undefined}} list
 */
function listen(body, state, { setCurrent, focus, goTo }) {
  body.addEventListener('click', (ev) => {
    const row = hit(ev, '.gd-row');
    if (!row) return;
    setCurrent(Number(row.dataset.row));
    state.select(row.dataset.id ?? null, { source: 'list' });
  });
  body.addEventListener('keydown', (ev) => {
    const to = goTo(ev.key);
    if (to === undefined || ev.ctrlKey || ev.metaKey || ev.altKey) return;
    ev.preventDefault();
    focus(to);
  });
  body.addEventListener('pointerover', (ev) => state.setHover(hit(ev, '.gd-row')?.dataset.id ?? null));
  body.addEventListener('pointerleave', () => state.setHover(null));
}
