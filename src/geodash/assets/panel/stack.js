// The pager's words, and the events of one place to choose from while it steps through those alone.

import { count } from '../core/count.js';
import { clear, h, setText } from '../core/dom.js';
import { glyph } from '../core/marks.js';

/** @import { State } from '../core/types' */
/** @import { Panel } from './types' */

const number = (/** @type {number} */ n) => n.toLocaleString('en');
const events = (/** @type {number} */ n) => count(n, 'event');

/**
 * One event of the place.
 * @param {State} state
 * @param {string} id
 */
function row(state, id) {
  const event = state.byId(id);
  if (!event) return null;
  const title = h('span', { class: 'gd-said-text' }, h('bdi', null, event.title), ' ', h('span', { class: 'gd-said-when' }, event.date_brief));
  const mark = glyph(event.kind, { size: 18, oneSided: event.one_sided, planned: event.planned });
  return h('li', null, h('button', { type: 'button', class: 'gd-said', 'aria-current': id === state.event ? 'true' : null, dataset: { select: id } }, mark, title));
}

/**
 * Where the selected event stands among `n`; an umbrella, no step itself, stands where its parts do.
 * @param {State} state
 * @param {string[]} order
 * @param {number} n
 */
function place(state, order, n) {
  const at = order.indexOf(state.event ?? '');
  if (at >= 0) return `${number(at + 1)} of ${number(n)}`;
  const parts = (state.byId(state.event)?.members ?? []).map((id) => order.indexOf(id)).filter((i) => i >= 0);
  if (!parts.length) return events(n);
  const [first, last] = [Math.min(...parts), Math.max(...parts)];
  if (last - first >= parts.length) return `${number(parts.length)} of the ${number(n)}`;
  return `${first === last ? '' : `${number(first + 1)}–`}${number(last + 1)} of ${number(n)}`;
}

/**
 * @param {Panel['parts']} parts the panel's lasting parts
 * @param {State} state
 * @param {{all: () => void}} handlers `all` leaves the place for all events again
 */
export function createPager(parts, state, { all }) {
  const where = () => (state.stackLabel ? `: ${state.stackLabel}` : '');

  function open() {
    const stack = state.stack ?? [];
    const head = h('p', { class: 'gd-p-stack-head' }, `${events(stack.length)} here${where()}`);
    const back = h('button', { type: 'button', class: 'gd-p-all', on: { click: all } }, 'Step through all events again');
    clear(parts.stack).append(head, h('ul', null, stack.map((id) => row(state, id))), back);
    parts.stack.setAttribute('aria-label', head.textContent ?? '');
    parts.stack.hidden = false;
    parts.here.setAttribute('aria-expanded', 'true');
  }

  /** Closes the choice; false when it was closed. */
  function close() {
    if (parts.stack.hidden) return false;
    const inside = parts.stack.contains(document.activeElement);
    parts.stack.hidden = true;
    parts.here.setAttribute('aria-expanded', 'false');
    if (inside && !parts.here.hidden) parts.here.focus({ preventScroll: true });
    return true;
  }

  function update() {
    const order = state.order();
    const at = order.indexOf(state.event ?? '');
    const n = !state.stack && state.data.mode === 'clusters' ? state.data.count : order.length;
    const text = place(state, order, n);
    const said = `${text} here${where()}`;
    parts.steps.hidden = Boolean(state.stack);
    parts.here.hidden = !state.stack;
    setText(parts.steps, state.stack ? '' : text);
    // As wide as its widest: the arrows stay under the pointer while one steps.
    parts.count.style.setProperty('--ch', String(at < 0 ? 0 : 2 * number(n).length + 3));
    clear(parts.here);
    if (state.stack) parts.here.append(text, h('span', null, ' here'));
    parts.here.setAttribute('aria-label', said);
    parts.here.title = said;
    if (!state.stack) close();
    // Kept focusable at the ends, so that stepping never drops the focus.
    parts.previous.setAttribute('aria-disabled', String(at === 0 || !order.length));
    parts.next.setAttribute('aria-disabled', String(at === order.length - 1 || !order.length));
  }

  const onPointer = (/** @type {Event} */ ev) => {
    const target = /** @type {Node} */ (ev.target);
    if (!parts.stack.contains(target) && !parts.here.contains(target)) close();
  };
  document.addEventListener('pointerdown', onPointer);
  return {
    update,
    close,
    toggle: () => close() || open(),
    destroy: () => document.removeEventListener('pointerdown', onPointer),
  };
}
