// The panel stands beside the figures once there is something to read in it, and gives way again.

import { h } from '../core/dom.js';

/** @import { State, Widget } from '../core/types' */

/**
 * @param {HTMLElement} root of the page
 * @param {HTMLElement} panel
 * @param {State} state
 * @returns {Widget}
 */
export function mountBeside(root, panel, state) {
  /** @type {HTMLElement | null} what was pressed to open it */
  let opener = null;
  const close = h('button', { type: 'button', class: 'gd-a-close', 'aria-label': 'Close: back to the figures', title: 'Close', on: { click: giveWay } }, '×');
  panel.append(close);

  function giveWay() {
    state.setStack(null);
    state.select(null, { source: 'panel' });
  }

  function update() {
    const open = Boolean(state.event ?? state.opening ?? state.reading);
    if (open === root.hasAttribute('data-open')) return;
    const inside = panel.contains(document.activeElement);
    if (open) opener = /** @type {HTMLElement | null} */ (document.activeElement);
    root.toggleAttribute('data-open', open);
    if (open) opener?.scrollIntoView({ block: 'nearest' }); // the figures have less room now
    if (!open && inside && opener?.isConnected) opener.focus({ preventScroll: true });
  }

  const offs = [state.on('select', update), state.on('read', update)];
  update();
  return {
    destroy() {
      offs.forEach((off) => off());
      close.remove();
    },
  };
}
