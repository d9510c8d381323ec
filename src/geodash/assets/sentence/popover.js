// A word that opens a card: focus goes in, Escape or a click outside closes it, Tab walks on.
// The card stands in the top layer (the popover attribute), so that nothing on the page clips it.

import { h } from '../core/dom.js';
import { uid } from './controls.js';

const MARGIN = 8;
const FOCUSABLE = 'button, input, select, textarea, summary, a[href]';

const usable = (node) => !node.disabled && node.tabIndex >= 0 && node.offsetParent !== null;

/** The first control to use inside `node`: what asks for it, what is chosen, or what comes first. */
export function focusFirst(node) {
  const all = [...node.querySelectorAll(FOCUSABLE)].filter(usable);
  const target = all.find((n) => n.matches('[data-first]')) ?? all.find((n) => n.matches(':checked')) ?? all[0];
  (target ?? node).focus({ preventScroll: true });
}

/** The card of a section, with its heading, its "clear" and a way out. */
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
      section.foot ? h('div', { class: 'gd-s-pop-foot' }, section.foot) : null,
    ],
  };
}

/** Left edge under the trigger, moved so that the whole card stays inside the viewport. */
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
 */
function dismissal(panel, trigger, close) {
  function onOutside(event) {
    const path = event.composedPath();
    if (!path.includes(panel) && !path.includes(trigger)) close({ refocus: false });
  }
  function onKey(event) {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation(); // the page's own Escape would also clear the selected event
    close({ discard: true });
  }
  function onLeave(event) {
    const to = event.relatedTarget;
    if (to && !panel.contains(to) && to !== trigger) close({ refocus: false });
  }
  const onResize = () => place(panel, trigger);
  return (on) => {
    const act = on ? 'addEventListener' : 'removeEventListener';
    document[act]('pointerdown', onOutside, true);
    document[act]('keydown', onKey, true);
    panel[act]('focusout', onLeave);
    window[act]('resize', onResize);
  };
}

/** A closed, empty card, and the trigger told about it. */
function createPanel(trigger, label) {
  const id = uid('pop');
  const panel = h('div', { class: 'gd-s-pop', id, role: 'dialog', tabindex: '-1', popover: 'manual', 'aria-label': label });
  trigger.setAttribute('aria-haspopup', 'dialog');
  trigger.setAttribute('aria-expanded', 'false');
  trigger.setAttribute('aria-controls', id);
  return panel;
}

/**
 * Makes `trigger` open a card. `build()` is called at the first opening and returns a section:
 * {title, clearLabel, body, foot?, wide?, update(first), isSet(), clear(), opened?(close), closed?(),
 * discard?()}; `discard` takes back text that was typed but not yet confirmed. `family` is shared by the cards of which only one may be open.
 * @returns {{panel, open, close, update, destroy}} `panel` belongs right after the trigger in the page.
 */
export function attachPopover(trigger, build, { label, family }) {
  const panel = createPanel(trigger, label);
  let section = null;
  let clearButton = null;
  const isOpen = () => family.open === api;

  function fill() {
    section = build();
    const onClear = () => {
      section.clear();
      focusFirst(panel.querySelector('.gd-s-pop-body'));
    };
    const parts = card(section, label, { onClear, onClose: () => close() });
    clearButton = parts.clear;
    panel.classList.toggle('gd-s-wide', Boolean(section.wide));
    panel.append(...parts.nodes.filter(Boolean));
    panel.setAttribute('aria-labelledby', parts.titleId);
    panel.removeAttribute('aria-label');
  }

  function update(first = false) {
    if (!section || (!isOpen() && !first)) return;
    section.update(first);
    clearButton.hidden = !section.isSet();
  }

  function open() {
    if (isOpen()) return;
    family.open?.close({ refocus: false });
    family.open = api;
    if (!section) fill();
    panel.showPopover();
    update(true);
    for (const node of panel.querySelectorAll('.gd-s-pop-body, .gd-s-scroll')) node.scrollTop = 0;
    place(panel, trigger);
    trigger.setAttribute('aria-expanded', 'true');
    listen(true);
    section.opened?.(close);
    focusFirst(panel.querySelector('.gd-s-pop-body'));
  }

  function close({ refocus = true, discard = false } = {}) {
    if (!isOpen()) return;
    if (discard) section.discard?.();
    section.closed?.();
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
  const api = { panel, open, close, update, destroy };
  return api;
}
