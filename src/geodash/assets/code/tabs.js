// In a window too narrow for three columns, what stands beside is turned to by tabs.

import { h } from '../core/dom.js';

const NAMES = /** @type {const} */ ({ text: 'Text', phone: 'Proposals', card: 'Event', side: 'List' });

/**
 * @param {HTMLElement} root
 * @param {Record<'text' | 'phone' | 'card' | 'side', HTMLElement>} panes
 */
export function createTabs(root, panes) {
  const buttons = Object.entries(NAMES).map(([name, label]) => h('button', { type: 'button', dataset: { tab: name }, 'aria-pressed': 'false', on: { click: () => show(name) } }, label));
  const node = h('nav', { class: 'gd-code-tabs', 'aria-label': 'Parts of the page' }, buttons);
  function show(/** @type {string} */ name) {
    if (!(name in panes)) return;
    root.dataset.tab = name;
    for (const button of buttons) button.setAttribute('aria-pressed', String(button.dataset.tab === name));
  }
  show('text');
  return { node, show };
}
