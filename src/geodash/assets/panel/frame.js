// What of the panel stays while its contents change.

import { h, svg } from '../core/dom.js';
import { glyph } from '../core/marks.js';
import { kinds } from '../core/told.js';

/** @import { Child, EventItem } from '../core/types' */
/** @typedef {'previous' | 'next' | 'here' | 'list' | 'back'} Act what the frame's buttons do */

/** @param {string} path */
export function icon(path) {
  return svg('svg', { width: 16, height: 16, viewBox: '0 0 16 16', 'aria-hidden': 'true', class: 'gd-p-icon' }, svg('path', { d: path }));
}

/**
 * @param {string} cls
 * @param {string} label
 * @param {() => void} click
 * @param {...Child} children
 */
function button(cls, label, click, ...children) {
  return h('button', { type: 'button', class: cls, 'aria-label': label, title: label, on: { click } }, children);
}

/**
 * The panel's lasting parts: head with pager, and one scroller each for list, card and article.
 * @param {Record<Act, () => void>} handlers
 */
export function frame(handlers) {
  const strip = button('gd-p-strip', 'Back to the event', handlers.back);
  strip.hidden = true;
  const head = headParts(handlers);
  const list = listParts();
  const parts = {
    ...head,
    ...list,
    strip,
    stack: h('div', { class: 'gd-p-stack', role: 'group', hidden: true }),
    card: h('div', { class: 'gd-p-scroll gd-p-card', hidden: true }),
    article: h('div', { class: 'gd-p-scroll gd-p-article', hidden: true }),
    live: h('p', { class: 'gd-p-live', role: 'status' }),
  };
  const node = h('div', { class: 'gd-p' }, parts.head, parts.stack, parts.strip, parts.list, parts.card, parts.article, parts.live);
  return { ...parts, node };
}

/** @param {Record<Act, () => void>} handlers */
function headParts(handlers) {
  const left = h('div', { class: 'gd-p-left' });
  const steps = h('span', null);
  const here = h('button', { type: 'button', class: 'gd-p-here', 'aria-expanded': 'false', on: { click: handlers.here } });
  const count = h('span', { class: 'gd-p-count' }, steps, here);
  const previous = button('gd-p-step', 'Previous event', handlers.previous, icon('M10 3L5 8l5 5'));
  const next = button('gd-p-step', 'Next event', handlers.next, icon('M6 3l5 5-5 5'));
  const toList = button('gd-p-tolist', 'List of all events', handlers.list, icon('M2 4h12M2 8h12M2 12h12'), h('span', null, 'List'));
  const pager = h('div', { class: 'gd-p-pager', role: 'group', 'aria-label': 'Step through the events' }, previous, count, next);
  return { left, steps, here, count, previous, next, toList, head: h('div', { class: 'gd-p-head' }, left, pager, toList) };
}

function listParts() {
  const listBody = h('div', { class: 'gd-p-rows' });
  const welcome = h('p', { class: 'gd-p-welcome' });
  const listTitle = h('h2', { class: 'gd-p-title', tabindex: '-1' });
  const rowsSaid = h('span', { class: 'gd-p-rowcount' });
  const listHead = h('div', { class: 'gd-p-listhead' }, h('div', { class: 'gd-p-titles' }, listTitle, rowsSaid));
  const listFoot = h('div', { class: 'gd-p-below' });
  return { listBody, listFoot, welcome, listTitle, rowsSaid, listHead, list: h('div', { class: 'gd-p-scroll gd-p-list' }, listHead, welcome, listBody, listFoot) };
}

/**
 * Kind and date of an event, in the head.
 * @param {EventItem} event
 */
export function kicker(event) {
  const kind = kinds()[event.kind]?.label ?? '';
  return h(
    'p',
    { class: 'gd-kicker', title: `${kind} · ${event.date_label}` },
    glyph(event.kind, { size: 22, oneSided: event.one_sided, planned: event.planned }),
    h('span', { class: 'gd-kicker-text' }, h('span', { class: 'gd-kicker-kind' }, kind), ' ', h('span', { class: 'gd-kicker-date' }, h('span', { class: 'gd-kicker-dot' }, '· '), event.date_brief)),
  );
}

/**
 * What stands for a card until it is there: its title alone.
 * @param {EventItem | undefined} event
 */
export function pending(event) {
  return h('article', { class: 'gd-card gd-pending', 'aria-busy': 'true' }, h('h2', { class: 'gd-card-title', tabindex: '-1', dir: 'auto' }, event?.title ?? ''));
}
