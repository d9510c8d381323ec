// A box beside what opened it: one at a time; Escape and a press elsewhere close it.

import { h } from '../core/dom.js';

const EDGE = 8;
/** @type {{close: (back?: boolean) => void, node: HTMLElement} | null} */
let open = null;

/**
 * @param {HTMLElement} anchor
 * @param {{label: string, role?: string, class?: string, onClose?: () => void, keepFocus?: boolean, leave?: () => void}} spec `leave`: instead of closing, when something else is pressed
 * @param {...import('../core/types').Child} content
 */
export function popUp(anchor, { label, role = 'dialog', class: own = '', onClose, keepFocus = false, leave }, ...content) {
  open?.close(false);
  const root = /** @type {HTMLElement} */ (anchor.closest('.gd-code') ?? document.body);
  const node = h('div', { class: ['gd-pop', own], role, 'aria-label': label, tabindex: '-1' }, content);
  root.append(node);
  place(anchor, node);
  const outside = (/** @type {Event} */ ev) => {
    const at = /** @type {Node} */ (ev.target);
    if (node.contains(at) || anchor.contains(at)) return;
    leave?.();
    box.close(false);
  };
  const onKey = (/** @type {KeyboardEvent} */ ev) => {
    if (ev.key !== 'Escape') return;
    ev.preventDefault();
    ev.stopPropagation();
    box.close();
  };
  const box = {
    node,
    place: () => place(anchor, node),
    close(back = true) {
      if (open !== box) return;
      open = null;
      node.remove();
      document.removeEventListener('pointerdown', outside, true);
      onClose?.();
      if (back && anchor.isConnected) anchor.focus({ preventScroll: true });
    },
  };
  node.addEventListener('keydown', onKey);
  document.addEventListener('pointerdown', outside, true);
  open = box;
  if (!keepFocus) node.focus({ preventScroll: true });
  return box;
}

export const closePop = () => open?.close(false);
export const popped = () => open?.node ?? null;

function place(/** @type {HTMLElement} */ anchor, /** @type {HTMLElement} */ node) {
  const at = anchor.getBoundingClientRect();
  const { offsetWidth: w, offsetHeight: tall } = node;
  const left = Math.max(EDGE, Math.min(at.left, innerWidth - w - EDGE));
  const below = at.bottom + 4;
  const top = below + tall > innerHeight - EDGE && at.top - tall - 4 > EDGE ? at.top - tall - 4 : Math.min(below, Math.max(EDGE, innerHeight - tall - EDGE));
  node.style.left = `${Math.round(left)}px`;
  node.style.top = `${Math.round(top)}px`;
}

/**
 * Choices as a list: arrows move, Enter and a press take one; digits take one by its place.
 * @template T
 * @param {HTMLElement} anchor
 * @param {string} label
 * @param {{item: T, nodes: import('../core/types').Child[], on?: boolean}[]} choices
 * @param {(item: T) => void} take
 * @param {() => void} [onClose]
 */
export function popList(anchor, label, choices, take, onClose) {
  const options = choices.map(({ nodes, on }) => h('div', { class: 'gd-pop-option', role: 'option', tabindex: '-1', 'aria-selected': String(Boolean(on)) }, nodes));
  const box = popUp(anchor, { label, role: 'listbox', class: 'gd-pop-list', onClose }, options);
  const choose = (/** @type {number} */ n) => {
    box.close();
    take(choices[n].item);
  };
  const focus = (/** @type {number} */ n) => options[(n + options.length) % options.length]?.focus();
  options.forEach((node, n) => node.addEventListener('click', () => choose(n)));
  box.node.addEventListener('keydown', (ev) => {
    const at = options.indexOf(/** @type {HTMLDivElement} */ (document.activeElement));
    const digit = Number(ev.key);
    /** @type {Record<string, () => void>} */
    const keys = {
      ArrowDown: () => focus(at + 1),
      ArrowUp: () => focus(at - 1),
      Home: () => focus(0),
      End: () => focus(options.length - 1),
      Enter: () => at >= 0 && choose(at),
      ' ': () => at >= 0 && choose(at),
      Tab: () => box.close(),
    };
    const act = keys[ev.key] ?? (digit >= 1 && digit <= options.length ? () => choose(digit - 1) : null);
    if (!act || ev.ctrlKey || ev.metaKey) return;
    ev.preventDefault();
    ev.stopPropagation();
    act();
  });
  focus(Math.max(0, choices.findIndex((c) => c.on)));
  return box;
}
