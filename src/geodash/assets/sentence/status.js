// The one thing read aloud about the filter: the newest sentence, and what a notice adds to it.

import { h, setText } from '../core/dom.js';

const QUIET_MS = 400; // while ticks and letters follow each other, only the last answer is worth hearing

/** `say` replaces what was said, `add` joins it. */
export function createStatus() {
  const node = h('div', { class: 'gd-s-vh', role: 'status' });
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  let text = '';
  function later() {
    clearTimeout(timer);
    timer = setTimeout(() => setText(node, text), QUIET_MS);
  }
  return {
    node,
    say(/** @type {string} */ sentence) {
      text = sentence;
      later();
    },
    add(/** @type {string} */ more) {
      text = [text, more].filter(Boolean).join(' ');
      later();
    },
    destroy: () => clearTimeout(timer),
  };
}
