// The menu of the show, for fingers: what the keys do otherwise.

import { h } from '../core/dom.js';

/** @import { Action, Perform } from './types' */

/** @type {[action: Action, text: string][]} */
const ENTRIES = [
  ['jump', 'Find a slide or an event'],
  ['paragraph', 'The passage in its paragraph'],
  ['back', 'Back to the slide'],
  ['first', 'First slide'],
  ['last', 'Last slide: sources'],
  ['fullscreen', 'Full screen'],
  ['print', 'Print the handout, or save it as PDF'],
  ['leave', 'Leave the show'],
];

/**
 * @param {Perform} run
 * @param {{leads: boolean}} home whether leaving leads anywhere
 */
export function createMenu(run, { leads }) {
  const served = location.protocol.startsWith('http');
  const can = (/** @type {Action} */ action) => (action !== 'fullscreen' || document.fullscreenEnabled) && (action !== 'leave' || (leads && served));
  const choose = (/** @type {Action} */ action) => {
    node.close();
    run(action);
  };
  const entries = ENTRIES.filter(([action]) => can(action)).map(([action, text]) => ({ action, node: h('button', { type: 'button', on: { click: () => choose(action) } }, text) }));
  /** @type {HTMLDialogElement} */
  const node = h('dialog', { class: 'sh-dialog sh-menu', 'aria-label': 'Menu' }, entries.map((e) => e.node), h('button', { type: 'button', class: 'sh-close', on: { click: () => node.close() } }, 'Close'));
  node.addEventListener('click', (ev) => ev.target === node && node.close());
  return {
    node,
    isOpen: () => node.open,
    close: () => node.close(),
    /** @param {Partial<Record<Action, boolean>>} offered what may be left out just now */
    open(offered) {
      for (const e of entries) e.node.hidden = offered[e.action] === false;
      if (!node.open) node.showModal();
    },
  };
}
