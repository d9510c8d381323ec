// The map's share of what the pointer is on, and of what stands out while the rest is dimmed.

import { all, hit } from '../core/dom.js';
import { isLit } from '../core/lighting.js';

/** @import { State } from '../core/types' */
/** @import { Live, MapState } from './types' */

const MARKS = '[data-events]';

/**
 * Gives the marks on the map their light. Of a mark that stands for several kinds those stay that are lit.
 * @param {Pick<MapState, 'hover' | 'lit'>} state
 * @param {Iterable<Live>} live
 */
export function paintLights({ hover = [], lit }, live) {
  for (const { marker, group } of live) {
    const el = marker.getElement();
    if (!el) continue;
    const lighted = group.events.filter((e) => isLit(lit, e));
    const kinds = new Set(lighted.map((e) => e.kind));
    el.classList.toggle('gd-hover', group.events.some((e) => hover.includes(e.id)));
    el.classList.toggle('gd-dim', !lighted.length);
    for (const part of all(el, '[data-kind]')) part.classList.toggle('gd-dim', lighted.length > 0 && !kinds.has(part.dataset.kind ?? ''));
  }
}

/**
 * Tells the page which events the pointer or the keyboard is on.
 * @param {HTMLElement} element the map
 * @param {State} state
 */
export function createPointing(element, state) {
  const at = (/** @type {Event} */ ev) => state.setHover((hit(ev, MARKS)?.dataset.events ?? '').split(' ').filter(Boolean));
  const away = () => state.setHover(null);
  element.addEventListener('mouseover', at);
  element.addEventListener('mouseleave', away);
  element.addEventListener('focusin', at);
  element.addEventListener('focusout', away);
  return {
    destroy() {
      element.removeEventListener('mouseover', at);
      element.removeEventListener('mouseleave', away);
      element.removeEventListener('focusin', at);
      element.removeEventListener('focusout', away);
    },
  };
}
