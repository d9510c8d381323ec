// What a mark is, before it is clicked: kind, date and title; of a group the first few.

import { hit } from '../core/dom.js';
import { createTip } from '../core/tip.js';
import { kinds, placesKnown } from '../core/told.js';
import { extentOf } from './extent.js';

/** @import { EventItem } from '../core/types' */
/** @import { MapState } from './types' */

const MOST = 4;
const MARKS = '[data-events]';

/**
 * @param {HTMLElement} root
 * @param {HTMLElement} element the map
 * @param {MapState} state
 * @param {{phone: MediaQueryList}} ctx
 */
export function createMapTip(root, element, state, ctx) {
  const tip = createTip(root);
  const kind = (/** @type {EventItem} */ e) => kinds()[e.kind]?.label ?? '';

  function linesFor(/** @type {string[]} */ ids) {
    const events = ids.map((id) => state.byId(id)).filter((e) => e !== undefined);
    if (!events.length) return null;
    if (events.length === 1) return { small: [kind(events[0]), events[0].account, events[0].date_label, events[0].draw === 'country' && placesKnown().country].filter(Boolean).join(' · '), text: events[0].title };
    const titles = events.slice(0, MOST).map((e) => `• ${e.title}`);
    if (events.length > MOST) titles.push(`and ${events.length - MOST} more`);
    const known = events.every((e) => e.draw === 'country') ? `, ${placesKnown().country}` : '';
    return { small: `${events.length} events here${known}`, text: titles.join('\n') };
  }

  /** What a mark takes in the window: its element is a square, whatever is drawn in it. */
  function boxIn(/** @type {HTMLElement} */ mark) {
    const rect = mark.getBoundingClientRect();
    const events = (mark.dataset.events ?? '').split(' ').map((id) => state.byId(id)).filter((e) => e !== undefined);
    if (!mark.classList.contains('gd-mark') || !events.length) return rect;
    const [left, top, right, bottom] = extentOf(events, mark.matches('.gd-selected, .gd-sibling'));
    return { x: rect.x + rect.width / 2 + left, y: rect.y + rect.height / 2 + top, width: right - left, height: bottom - top };
  }

  function show(/** @type {HTMLElement | null} */ mark) {
    const lines = mark && linesFor((mark.dataset.events ?? '').split(' '));
    if (mark && lines) tip.show(lines, boxIn(mark), element.getBoundingClientRect());
    else tip.hide();
  }

  const onOver = (/** @type {Event} */ ev) => !ctx.phone.matches && show(hit(ev, MARKS));
  const onFocus = (/** @type {Event} */ ev) => ev.target instanceof Element && ev.target.matches(':focus-visible') && show(hit(ev, MARKS));
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

