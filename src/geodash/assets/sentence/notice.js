// What was left out of a link, or could not be read: one dismissible line under the sentence.

import { h } from '../core/dom.js';

/** @param {{after: () => HTMLElement}} where `after`: what gets the focus when one is dismissed */
export function createNotice({ after }) {
  const node = h('div', { class: 'gd-s-notices' });
  /** @type {Map<string, HTMLElement>} */
  const shown = new Map();
  function dismiss(/** @type {string} */ text) {
    shown.get(text)?.remove();
    shown.delete(text);
    after().focus();
  }
  return {
    node,
    /** Shows what is not on show yet, and answers which that was. */
    add(/** @type {string[]} */ texts) {
      const fresh = [...new Set(texts.filter(Boolean))].filter((text) => !shown.has(text));
      for (const text of fresh) {
        const close = h('button', { type: 'button', class: 'gd-s-x', 'aria-label': 'Dismiss this notice', on: { click: () => dismiss(text) } }, '×');
        const line = h('div', { class: 'gd-s-note' }, h('span', { class: 'gd-s-note-text' }, text), close);
        shown.set(text, line);
        node.append(line);
      }
      return fresh;
    },
    clear() {
      for (const line of shown.values()) line.remove();
      shown.clear();
    },
  };
}
