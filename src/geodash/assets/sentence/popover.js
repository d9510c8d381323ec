// A word that opens a card: focus goes in, Escape or a click outside closes it, Tab walks on.
// The card stands in the top layer (the popover attribute), so that nothing on the page clips it.

import { all, h, one } from '../core/dom.js';
import { uid } from './controls.js';

/** @import { Close, Family, Popover, Section } from './types' */

const MARGIN = 8;
const FOCUSABLE = 'button, input, select, textarea, summary, a[href]';

const usable = (/** @type {HTMLElement} */ node) => !node.matches(':disabled') && node.tabIndex >= 0 && node.offsetParent !== null;

/**
 * The first control to use inside `node`: what asks for it, what is chosen, or what comes first.
 * @param {HTMLElement} node
 */
export function focusFirst(node) {
  const found = all(node, FOCUSABLE).filter(usable);
  const target = found.find((n) => n.matches('[data-first]')) ?? found.find((n) => n.matches(':checked')) ?? found[0];
  (target ?? node).focus({ preventScroll: true });
}

/**
 * The card of a section, with its heading, its "clear" and a way out.
 * @param {Section} section
 * @param {string} label
 * @param {{onClear: () => void, onClose: () => void}} acts
 */
function card(section, label, { onClear, onClose }) {
  const titleId = uid('h');
  const clear = h('button', { type: 'button', class: 'gd-s-link gd-s-clear', on: { click: onClear } }, section.clearLabel);
  const close = h('button', { type: 'button', class: 'gd-s-x', 'aria-label': `Close ${label}`, on: { click: onClose } }, '×');
  return {
    titleId,
    clear,
    nodes: [
      h('div', { class: 'gd-s-pop-head' }, h('h2', { id: titleId }, section.title), clear, close),
      h('div', { class: 'gd-s-pop-body' }, section.body),
      ...(section.foot ? [h('div', { class: 'gd-s-pop-foot' }, section.foot)] : []),
    ],
  };
}

/**
 * Left edge under the trigger, moved so that the whole card stays inside the viewport.
 * @param {HTMLElement} panel
 * @param {HTMLElement} trigger
 */
function place(panel, trigger) {
  const at = trigger.getBoundingClientRect();
  const width = panel.offsetWidth;
  const left = Math.max(MARGIN, Math.min(at.left - 10, innerWidth - width - MARGIN));
  const top = Math.min(at.bottom + 7, innerHeight * 0.5);
  panel.style.left = `${Math.round(left)}px`;
  panel.style.top = `${Math.round(top)}px`;
  panel.style.maxHeight = `${Math.round(innerHeight - top - MARGIN)}px`;
}

/**
 * What closes an open card: Escape, a press outside, the focus walking on. Escape alone lets go of
 * what was being typed. Returns listen(on).
 * @param {HTMLElement} panel
 * @param {HTMLElement} trigger
 * @param {Close} close
 */
function dismissal(panel, trigger, close) {
  function onOutside(/** @type {Event} */ event) {
    const path = event.composedPath();
    if (!path.includes(panel) && !path.includes(trigger)) close({ refocus: false });
  }
  function onKey(/** @type {KeyboardEvent} */ event) {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation(); // the page's own Escape would also clear the selected event
    close({ discard: true });
  }
  function onLeave(/** @type {FocusEvent} */ event) {
    const to = /** @type {Node | null} */ (event.relatedTarget);
    if (to && !panel.contains(to) && to !== trigger) close({ refocus: false });
  }
  const onResize = () => place(panel, trigger);
  /** @type {AbortController | null} */
  let ends = null;
  return (/** @type {boolean} */ on) => {
    ends?.abort();
    ends = on ? new AbortController() : null;
    if (!ends) return;
    const { signal } = ends;
    document.addEventListener('pointerdown', onOutside, { capture: true, signal });
    document.addEventListener('keydown', onKey, { capture: true, signal });
    panel.addEventListener('focusout', onLeave, { signal });
    addEventListener('resize', onResize, { signal });
  };
}

/**
 * A closed, empty card, and the trigger told about it.
 * @param {HTMLElement} trigger
 * @param {string} label
 */
function createPanel(trigger, label) {
  const id = uid('pop');
  const panel = h('div', { class: 'gd-s-pop', id, role: 'dialog', tabindex: '-1', popover: 'manual', 'aria-label': label });
  trigger.setAttribute('aria-haspopup', 'dialog');
  trigger.setAttribute('aria-expanded', 'false');
  trigger.setAttribute('aria-controls', id);
  return panel;
}

/**
 * Makes `trigger` open a card. `build()` is called at the first opening.
 * @param {HTMLElement} trigger
 * @param {() => Section} build
 * @param {{label: string, family: Family}} spec
 * @returns {Popover}
 */
export function attachPopover(trigger, build, { label, family }) {
  const panel = createPanel(trigger, label);
  /** @type {{section: Section, clear: HTMLElement} | null} */
  let made = null;
  const isOpen = () => family.open === api;

  function fill() {
    const section = build();
    const onClear = () => {
      section.clear();
      focusFirst(one(panel, '.gd-s-pop-body'));
    };
    const parts = card(section, label, { onClear, onClose: () => close() });
    panel.classList.toggle('gd-s-wide', Boolean(section.wide));
    panel.append(...parts.nodes);
    panel.setAttribute('aria-labelledby', parts.titleId);
    panel.removeAttribute('aria-label');
    return { section, clear: parts.clear };
  }

  function update(first = false) {
    if (!made || (!isOpen() && !first)) return;
    made.section.update(first);
    made.clear.hidden = !made.section.isSet();
  }

  function open() {
    if (isOpen()) return;
    family.open?.close({ refocus: false });
    family.open = api;
    made ??= fill();
    panel.showPopover();
    update(true);
    for (const node of all(panel, '.gd-s-pop-body, .gd-s-scroll')) node.scrollTop = 0;
    place(panel, trigger);
    trigger.setAttribute('aria-expanded', 'true');
    listen(true);
    made.section.opened?.(close);
    focusFirst(one(panel, '.gd-s-pop-body'));
  }

  /** @type {Close} */
  function close({ refocus = true, discard = false } = {}) {
    if (!isOpen()) return;
    if (discard) made?.section.discard?.();
    made?.section.closed?.();
    family.open = null;
    listen(false);
    trigger.setAttribute('aria-expanded', 'false');
    if (refocus) trigger.focus({ preventScroll: true });
    panel.hidePopover();
  }

  function destroy() {
    close({ refocus: false });
    panel.remove();
  }

  const listen = dismissal(panel, trigger, close);
  trigger.addEventListener('click', () => (isOpen() ? close() : open()));
  /** @type {Popover} */
  const api = { panel, open, close, update, destroy };
  return api;
}
