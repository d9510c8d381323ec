// What a mark is, before it is clicked: kind, date and title; of a group the first few.

import { createTip } from '../core/tip.js';
import { kinds } from '../core/told.js';

const MOST = 4;
const MARKS = '[data-events]';

export function createMapTip(root, element, state, ctx) {
  const tip = createTip(root);
  const kind = (e) => kinds()[e.kind]?.label ?? '';

  function linesFor(ids) {
    const events = ids.map((id) => state.byId(id)).filter(Boolean);
    if (!events.length) return null;
    if (events.length === 1) return { small: `${kind(events[0])} · ${events[0].date_label}`, text: events[0].title };
    const titles = events.slice(0, MOST).map((e) => `• ${e.title}`);
    if (events.length > MOST) titles.push(`and ${events.length - MOST} more`);
    return { small: `${events.length} events here`, text: titles.join('\n') };
  }

  function show(mark) {
    const lines = mark && linesFor(mark.dataset.events.split(' '));
    if (lines) tip.show(lines, mark.getBoundingClientRect());
    else tip.hide();
  }

  const onOver = (ev) => !ctx.phone.matches && show(ev.target instanceof Element ? ev.target.closest(MARKS) : null);
  const onFocus = (ev) => ev.target.matches?.(':focus-visible') && show(ev.target.closest(MARKS));
  const hide = () => tip.hide();
  element.addEventListener('mouseover', onOver);
  element.addEventListener('mouseleave', hide);
  element.addEventListener('mousedown', hide);
  element.addEventListener('focusin', onFocus);
  element.addEventListener('focusout', hide);
  const off = state.on('select', hide);
  return {
    destroy() {
      off();
      tip.destroy();
    },
  };
}

