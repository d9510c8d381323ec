// Buttons for whoever has no keyboard at hand: those of the mouse show while it moves and go by themselves,
// those for fingers stay in the strip.

import { h, svg } from '../core/dom.js';

const SECONDS = 2.5;
const icon = (/** @type {string} */ d) => svg('svg', { width: 24, height: 24, viewBox: '0 0 24 24', 'aria-hidden': 'true' }, svg('path', { d, fill: 'none', stroke: 'currentColor', 'stroke-width': 2, 'stroke-linecap': 'round', 'stroke-linejoin': 'round' }));

/** @import { Action, Perform } from './types' */

const PREVIOUS = 'M15 5l-7 7 7 7';
const NEXT = 'M9 5l7 7-7 7';

/** @type {[action: Action, label: string, path: string][]} */
const BUTTONS = [
  ['previous', 'Previous slide', PREVIOUS],
  ['next', 'Next slide', NEXT],
  ['jump', 'Jump to an event', 'M10.5 4a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13zM15.5 15.5L20 20'],
  ['paragraph', 'The passage in its paragraph', 'M5 6h14M5 10h14M5 14h14M5 18h8'],
  ['presenter', 'Speaker’s window', 'M3 5h18v11H3zM8 20h8M12 16v4'],
  ['fullscreen', 'Full screen', 'M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5'],
  ['help', 'Keys', 'M9 9a3 3 0 1 1 4 2.8c-.7.3-1 .8-1 1.7M12 17.5v.1'],
];

/**
 * What is always in sight where fingers turn the pages: the strip's own buttons.
 * @param {Perform} run
 */
export function createControls(run) {
  /** @type {(action: Action, label: string, d: string) => HTMLElement} */
  const button = (action, label, d) => h('button', { type: 'button', class: `sh-control sh-to-${action}`, 'aria-label': label, on: { click: () => run(action) } }, icon(d));
  return h('div', { class: 'sh-controls', role: 'group', 'aria-label': 'Turn the pages' },
    button('previous', 'Previous slide', PREVIOUS), button('next', 'Next slide', NEXT), button('menu', 'Menu', 'M4 7h16M4 12h16M4 17h16'));
}

/** @param {Perform} run */
export function createTools(run) {
  const node = h('nav', { class: 'sh-tools', 'aria-label': 'Show' },
    BUTTONS.map(([action, label, d]) => h('button', { type: 'button', title: label, 'aria-label': label, on: { click: () => run(action) } }, icon(d))));
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  function wake() {
    node.classList.add('sh-awake');
    clearTimeout(timer);
    timer = setTimeout(() => node.classList.remove('sh-awake'), SECONDS * 1000);
  }
  addEventListener('mousemove', wake, { passive: true });
  addEventListener('touchstart', wake, { passive: true });
  return { node };
}
