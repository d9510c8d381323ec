// A line that says "working", shown only when an answer takes long enough to be noticed.

import { h } from './dom.js';

const PATIENCE = 180; // ms

export function createBusy() {
  const node = h('div', { class: 'gd-busy', hidden: true });
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let wait;
  return {
    node,
    /** @param {boolean} on */
    set(on) {
      clearTimeout(wait);
      if (on) wait = setTimeout(() => (node.hidden = false), PATIENCE);
      else node.hidden = true;
    },
  };
}
