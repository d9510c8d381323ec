// The places of a chip that stands for several: one row each, to go there.

import { clear, h } from '../core/dom.js';
import { listAt } from '../core/values.js';

/** @import { Located } from './types' */
/** @import { EdgeGroup } from './edges.js' */

/** @param {(name: string, events: Located[]) => void} go */
export function createChipMenu(go) {
  const node = h('div', { class: 'gd-chip-menu', popover: 'auto', role: 'dialog', 'aria-label': 'Places out of view' });

  function row(/** @type {string} */ name, /** @type {Located[]} */ found) {
    const click = () => {
      node.hidePopover();
      go(name, found);
    };
    return h('button', { type: 'button', class: 'gd-chip-row', on: { click } }, h('span', null, name), h('span', { class: 'gd-chip-n' }, found.length));
  }

  return {
    node,
    /**
     * @param {EdgeGroup} group
     * @param {HTMLElement} chip
     */
    open(group, chip) {
      /** @type {Map<string, Located[]>} */
      const places = new Map();
      group.events.forEach((e, i) => listAt(places, group.nameOf[i]).push(e));
      const rows = [...places].sort((a, b) => b[1].length - a[1].length);
      clear(node).append(...rows.map(([name, found]) => row(name, found)));
      node.showPopover();
      const at = chip.getBoundingClientRect();
      const own = node.getBoundingClientRect();
      node.style.left = `${Math.max(8, Math.min(at.left, innerWidth - own.width - 8))}px`;
      node.style.top = `${Math.max(8, Math.min(at.bottom + 6, innerHeight - own.height - 8))}px`;
      node.querySelector('button')?.focus();
    },
  };
}
