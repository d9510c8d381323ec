// The timeline's tooltip: text only, above the band, so that it covers neither marks nor dates; in the
// browser's top layer where there is one, so that the map cannot cover it.

import { h } from './dom.js';

/** @typedef {{small?: string, text: string}} Lines */
/** @typedef {{x: number, y: number, width: number, height: number}} Box px of the window */

/** @param {HTMLElement} root */
export function createTip(root) {
  const small = h('div', { class: 'gd-tl-tip-small' });
  const text = h('div', { class: 'gd-tl-tip-text' });
  const node = h('div', { class: 'gd-tl-tip', 'aria-hidden': 'true', popover: 'manual' }, small, text);
  const layered = typeof node.showPopover === 'function';
  if (!layered) node.hidden = true;
  root.append(node);

  /**
   * @param {Lines} lines
   * @param {Box} rect what they are about
   */
  function show(lines, rect) {
    small.textContent = lines.small ?? '';
    small.hidden = !lines.small;
    text.textContent = lines.text;
    if (!layered) node.hidden = false;
    else if (!node.matches(':popover-open')) node.showPopover();
    const own = node.getBoundingClientRect();
    const band = root.getBoundingClientRect();
    const left = Math.min(Math.max(rect.x + rect.width / 2 - own.width / 2, 6), innerWidth - own.width - 6);
    const above = band.top - own.height - 6;
    node.style.left = `${Math.round(left)}px`;
    node.style.top = `${Math.round(above > 4 ? above : band.bottom + 6)}px`;
    document.addEventListener('keydown', escape, true);
  }

  function escape(/** @type {KeyboardEvent} */ event) {
    if (event.key === 'Escape') hide(); // and whatever else Escape means goes on
  }

  function hide() {
    document.removeEventListener('keydown', escape, true);
    if (!layered) node.hidden = true;
    else if (node.matches(':popover-open')) node.hidePopover();
  }
  function destroy() {
    hide();
    node.remove();
  }
  return { show, hide, destroy };
}
