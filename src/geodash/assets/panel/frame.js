// What of the panel stays while its contents change.

import { glyph, h, svg } from '../core/dom.js';
import { kinds } from '../core/told.js';

export function icon(path) {
  return svg('svg', { width: 16, height: 16, viewBox: '0 0 16 16', 'aria-hidden': 'true', class: 'gd-p-icon' }, svg('path', { d: path }));
}

function button(cls, label, on, ...children) {
  return h('button', { type: 'button', class: cls, 'aria-label': label, title: label, on: { click: on } }, children);
}

/** The panel's lasting parts: head with pager, and one scroller each for list, card and article. */
export function frame(handlers) {
  const parts = {
    left: h('div', { class: 'gd-p-left' }),
    previous: button('gd-p-step', 'Previous event', handlers.previous, icon('M10 3L5 8l5 5')),
    steps: h('span', null),
    here: h('button', { type: 'button', class: 'gd-p-here', 'aria-expanded': 'false', on: { click: handlers.here } }),
    next: button('gd-p-step', 'Next event', handlers.next, icon('M6 3l5 5-5 5')),
    toList: button('gd-p-tolist', 'List of all events', handlers.list, icon('M2 4h12M2 8h12M2 12h12'), h('span', null, 'List')),
    stack: h('div', { class: 'gd-p-stack', role: 'group', hidden: true }),
    listBody: h('div', { class: 'gd-p-rows' }),
    welcome: h('p', { class: 'gd-p-welcome', dir: 'auto' }),
    listTitle: h('h2', { class: 'gd-p-title', tabindex: '-1' }),
    card: h('div', { class: 'gd-p-scroll gd-p-card', hidden: true }),
    article: h('div', { class: 'gd-p-scroll gd-p-article', hidden: true }),
    strip: button('gd-p-strip', 'Back to the event', handlers.back),
    live: h('p', { class: 'gd-p-live', role: 'status' }),
  };
  parts.count = h('span', { class: 'gd-p-count' }, parts.steps, parts.here);
  const pager = h('div', { class: 'gd-p-pager', role: 'group', 'aria-label': 'Step through the events' }, parts.previous, parts.count, parts.next);
  parts.listHead = h('div', { class: 'gd-p-listhead' }, parts.listTitle);
  parts.list = h('div', { class: 'gd-p-scroll gd-p-list' }, parts.listHead, parts.welcome, parts.listBody);
  parts.head = h('div', { class: 'gd-p-head' }, parts.left, pager, parts.toList);
  parts.strip.hidden = true;
  parts.node = h('div', { class: 'gd-p' }, parts.head, parts.stack, parts.strip, parts.list, parts.card, parts.article, parts.live);
  return parts;
}

/** Kind and date of an event, in the one line of the head. */
export function kicker(event) {
  const kind = kinds()[event.kind]?.label ?? '';
  return h(
    'p',
    { class: 'gd-kicker', title: `${kind} · ${event.date_label}` },
    glyph(event.kind, { size: 22, oneSided: event.one_sided, planned: event.planned }),
    h('span', { class: 'gd-kicker-kind' }, kind),
    h('span', { class: 'gd-kicker-date' }, ` · ${event.date_brief}`),
  );
}

/** What stands for a card until it is there: its title alone. */
export function pending(event) {
  return h('article', { class: 'gd-card gd-pending', 'aria-busy': 'true' }, h('h2', { class: 'gd-card-title', tabindex: '-1', dir: 'auto' }, event?.title ?? ''));
}
