// The pager's words, and the events of one place to choose from while it steps through those alone.

import { clear, glyph, h, setText } from '../core/dom.js';

const number = (n) => n.toLocaleString('en');
const events = (n) => `${number(n)} ${n === 1 ? 'event' : 'events'}`;

/**
 * @param parts the panel's lasting parts: previous, count, steps, here, next, stack
 * @param {{all: () => void}} handlers `all` leaves the place for all events again
 * @returns {{update, toggle, close, destroy}}
 */
export function createPager(parts, state, { all }) {
  const where = () => (state.stackLabel ? `: ${state.stackLabel}` : '');

  function row(id) {
    const event = state.byId(id);
    if (!event) return null;
    return h(
      'li',
      null,
      h(
        'button',
        { type: 'button', class: 'gd-said', 'aria-current': id === state.event ? 'true' : null, dataset: { select: id } },
        glyph(event.kind, { size: 18, oneSided: event.one_sided, planned: event.planned }),
        h('span', { class: 'gd-said-text', dir: 'auto' }, event.title, ' ', h('span', { class: 'gd-said-when' }, event.date_brief)),
      ),
    );
  }

  function open() {
    const back = h('button', { type: 'button', class: 'gd-p-all', on: { click: all } }, 'Step through all events again');
    clear(parts.stack).append(h('p', { class: 'gd-p-stack-head' }, `${events(state.stack.length)} here${where()}`), h('ul', null, state.stack.map(row)), back);
    parts.stack.setAttribute('aria-label', parts.stack.firstChild.textContent);
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

  /** Where the selected event stands; an umbrella, no step itself, stands where its parts do. */
  function place(order, n) {
    const at = order.indexOf(state.event);
    if (at >= 0) return `${number(at + 1)} of ${number(n)}`;
    const parts = (state.byId(state.event)?.members ?? []).map((id) => order.indexOf(id)).filter((i) => i >= 0);
    if (!parts.length) return events(n);
    const [first, last] = [Math.min(...parts), Math.max(...parts)];
    if (last - first >= parts.length) return `${number(parts.length)} of the ${number(n)}`;
    return `${first === last ? '' : `${number(first + 1)}–`}${number(last + 1)} of ${number(n)}`;
  }

  function update() {
    const order = state.order();
    const at = order.indexOf(state.event);
    const many = !state.stack && state.data?.mode === 'clusters';
    const n = many ? state.data.count : order.length;
    const text = place(order, n);
    parts.steps.hidden = Boolean(state.stack);
    parts.here.hidden = !state.stack;
    setText(parts.steps, state.stack ? '' : text);
    // As wide as its widest: the arrows stay under the pointer while one steps.
    parts.count.style.setProperty('--ch', at < 0 ? 0 : 2 * number(n).length + 3);
    clear(parts.here);
    if (state.stack) parts.here.append(text, h('span', null, ' here'));
    parts.here.setAttribute('aria-label', `${text} here${where()}`);
    parts.here.title = `${text} here${where()}`;
    if (!state.stack) close();
    // Kept focusable at the ends, so that stepping never drops the focus.
    parts.previous.setAttribute('aria-disabled', String(at === 0 || !order.length));
    parts.next.setAttribute('aria-disabled', String(at === order.length - 1 || !order.length));
  }

  const onPointer = (ev) => {
    if (!parts.stack.contains(ev.target) && !parts.here.contains(ev.target)) close();
  };
  document.addEventListener('pointerdown', onPointer);
  return {
    update,
    close,
    toggle: () => close() || open(),
    destroy: () => document.removeEventListener('pointerdown', onPointer),
  };
}
