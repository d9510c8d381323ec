// A button and the box that it opens: one at a time, above everything, and nothing beneath hears the
// click that closes it. Under the button on a wide screen, at the foot of a phone's.

import { h } from './dom.js';

/** @import { Child } from './types' */

const MARGIN = 8;

/**
 * Right edge under the button's, moved so that the whole box stays inside the window.
 * @param {HTMLDialogElement} box
 * @param {HTMLElement} button
 */
function place(box, button) {
  const at = button.getBoundingClientRect();
  const left = Math.max(MARGIN, Math.min(at.right - box.offsetWidth, innerWidth - box.offsetWidth - MARGIN));
  const top = Math.max(MARGIN, Math.min(at.bottom + 4, innerHeight - box.offsetHeight - MARGIN));
  box.style.setProperty('--left', `${Math.round(left)}px`);
  box.style.setProperty('--top', `${Math.round(top)}px`);
}

/**
 * `node` holds the button and its box; `content` is the box's.
 * @param {{label: string, class?: string}} spec `class` is one more of the box
 * @param {...Child} content
 */
export function createDropdown({ label, class: own }, ...content) {
  const button = h('button', { type: 'button', class: 'gd-drop-button', 'aria-haspopup': 'dialog', 'aria-expanded': 'false', on: { click: open } }, label);
  /** @type {HTMLDialogElement} */
  const box = h('dialog', { class: ['gd-drop', own ?? ''], 'aria-label': label }, content);
  const node = h('span', { class: 'gd-drop-at' }, button, box);
  const onResize = () => place(box, button);

  function open() {
    box.showModal();
    place(box, button);
    button.setAttribute('aria-expanded', 'true');
    addEventListener('resize', onResize);
  }

  const close = () => box.close();
  box.addEventListener('close', () => {
    button.setAttribute('aria-expanded', 'false');
    removeEventListener('resize', onResize);
  });
  box.addEventListener('click', (ev) => {
    if (ev.target === box && !inside(box, ev)) close();
  });
  // The page's own Escape would also let go of the selected event.
  box.addEventListener('keydown', (ev) => ev.key === 'Escape' && ev.stopPropagation());
  return { node, button, box, open, close };
}

/**
 * Whether a click on the dialog hit its own ground, not what lies around it.
 * @param {HTMLElement} box
 * @param {MouseEvent} ev
 */
function inside(box, { clientX: x, clientY: y }) {
  const { left, right, top, bottom } = box.getBoundingClientRect();
  return x >= left && x <= right && y >= top && y <= bottom;
}
