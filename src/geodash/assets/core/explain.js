// A word or a sign that explains itself where it stands: by pointer, touch and keyboard alike.

import { h } from './dom.js';
import { terms } from './told.js';

/** @import { Child } from './types' */

const MARGIN = 8;
let made = 0;

/**
 * Under what it explains, or above it; never out of the window.
 * @param {HTMLElement} text
 * @param {HTMLElement} button
 */
function place(text, button) {
  const at = button.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = text;
  const below = at.bottom + 4;
  text.style.left = `${Math.max(MARGIN, Math.min(at.left, innerWidth - width - MARGIN))}px`;
  text.style.top = `${Math.max(MARGIN, below + height > innerHeight - MARGIN ? at.top - height - 4 : below)}px`;
}

/**
 * A button that shows what a term means (geodash.words.terms).
 * @param {string} term
 * @param {...Child} children
 */
export const explained = (term, ...children) => explainedBy(terms()[term], children);

/**
 * A button that shows these words.
 * @param {string} words
 * @param {...Child} children
 */
export function explainedBy(words, ...children) {
  made += 1;
  const id = `gd-term-${made}`;
  const text = h('span', { class: 'gd-term-text', id, popover: 'auto' }, words);
  const button = h('button', { type: 'button', class: 'gd-term', popovertarget: id, 'aria-expanded': 'false', 'aria-describedby': id }, children);
  const isOpen = () => text.matches(':popover-open');
  // The page's own Escape would let go of the selected event too.
  const onKey = (/** @type {KeyboardEvent} */ ev) => {
    if (ev.key !== 'Escape' || !isOpen()) return;
    ev.preventDefault();
    ev.stopPropagation();
    text.hidePopover();
  };
  text.addEventListener('beforetoggle', () => text.style.setProperty('visibility', 'hidden'));
  text.addEventListener('toggle', () => {
    button.setAttribute('aria-expanded', String(isOpen()));
    if (isOpen()) place(text, button);
    text.style.removeProperty('visibility');
  });
  button.addEventListener('keydown', onKey);
  return h('span', { class: 'gd-term-both' }, button, text);
}
