// What of the panel stays while its contents change.

import { glyph, h, svg } from './dom.js';

export function icon(path) {
  return svg('svg', { width: 16, height: 16, viewBox: '0 0 16 16', 'aria-hidden': 'true', class: 'gd-p-icon' }, svg('path', { d: path }));
}

function button(cls, label, on, ...children) {
  return h('button', { type: 'button', class: cls, 'aria-label': label, on: { click: on } }, children);
}

/** The panel's lasting parts: head with pager, and one scroller each for list, card and article. */
export function frame(handlers) {
  const count = h('span', { class: 'gd-p-count' });
  const all = button('gd-p-all', 'Step through all events again', handlers.all, '×');
  const parts = {
    left: h('div', { class: 'gd-p-left' }),
    previous: button('gd-p-step', 'Previous event', handlers.previous, icon('M10 3L5 8l5 5')),
    next: button('gd-p-step', 'Next event', handlers.next, icon('M6 3l5 5-5 5')),
    count,
    all,
    toList: button('gd-p-tolist', 'List of all events', handlers.list, icon('M2 4h12M2 8h12M2 12h12'), h('span', null, 'List')),
    listBody: h('div', { class: 'gd-p-rows' }),
    welcome: h('p', { class: 'gd-p-welcome' }),
    listTitle: h('h2', { class: 'gd-p-title', tabindex: '-1' }),
    card: h('div', { class: 'gd-p-scroll gd-p-card', hidden: true }),
    article: h('div', { class: 'gd-p-scroll gd-p-article', hidden: true }),
    strip: button('gd-p-strip', 'Back to the event', handlers.back),
    live: h('p', { class: 'gd-p-live', role: 'status' }),
  };
  parts.pager = h('div', { class: 'gd-p-pager', role: 'group', 'aria-label': 'Step through the events' }, parts.previous, count, parts.next, all);
  parts.list = h('div', { class: 'gd-p-scroll gd-p-list' }, parts.listTitle, parts.welcome, parts.listBody);
  parts.head = h('div', { class: 'gd-p-head' }, parts.left, parts.pager, parts.toList);
  parts.strip.hidden = true;
  parts.node = h('div', { class: 'gd-p' }, parts.head, parts.strip, parts.list, parts.card, parts.article, parts.live);
  return parts;
}

/** Kind and date of an event, as the card's own first line says them. */
export function kicker(event, kinds) {
  return h(
    'p',
    { class: 'gd-kicker' },
    glyph(event.kind, { size: 22, oneSided: event.one_sided, planned: event.planned }),
    h('span', null, `${kinds[event.kind]?.label ?? ''} · ${event.date_label}`),
  );
}

/** What stands for a card until it is there: its title alone. */
export function pending(event) {
  return h('article', { class: 'gd-card gd-pending', 'aria-busy': 'true' }, h('h2', { class: 'gd-card-title', tabindex: '-1', dir: 'auto' }, event?.title ?? ''));
}
