// What a mark is, as it is pointed at: text only. Of the timeline above its band, so that it covers neither
// marks nor dates; of the map beside its mark and within the map. In the browser's top layer where there is
// one, so that nothing covers it.

import { h } from './dom.js';

/** @typedef {{small?: string, text: string}} Lines */
/** @typedef {{x: number, y: number, width: number, height: number}} Box px of the window */

const GAP = 13; // from what it is about
const EDGE = 6; // from what it stays within

/** @typedef {{width: number, height: number}} Size */

const within = (/** @type {number} */ at, /** @type {number} */ from, /** @type {number} */ to) => Math.max(from, Math.min(at, to));

/** @type {(own: Size, rect: Box, band: DOMRect) => {left: number, top: number}} */
function aboveBand(own, rect, band) {
  const above = band.top - own.height - EDGE;
  return { left: within(rect.x + rect.width / 2 - own.width / 2, EDGE, innerWidth - own.width - EDGE), top: above > 4 ? above : band.bottom + EDGE };
}

/**
 * To the right of a mark, else to its left, above, below; where there is room at no side, at the roomiest.
 * @param {Size} own
 * @param {Box} rect
 * @param {Box} frame
 */
export function beside(own, rect, frame) {
  const [west, north] = [frame.x + EDGE, frame.y + EDGE];
  const [east, south] = [frame.x + frame.width - EDGE - own.width, frame.y + frame.height - EDGE - own.height];
  const [x, y] = [within(rect.x + rect.width / 2 - own.width / 2, west, east), within(rect.y + rect.height / 2 - own.height / 2, north, south)];
  const sides = [
    { left: rect.x + rect.width + GAP, top: y },
    { left: rect.x - GAP - own.width, top: y },
    { left: x, top: rect.y - GAP - own.height },
    { left: x, top: rect.y + rect.height + GAP },
  ];
  const out = (/** @type {{left: number, top: number}} */ { left, top }) => Math.max(0, west - left, left - east) + Math.max(0, north - top, top - south);
  const best = sides.find((side) => !out(side)) ?? [...sides].sort((a, b) => out(a) - out(b))[0];
  return { left: within(best.left, west, east), top: within(best.top, north, south) };
}

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
   * @param {Box} [frame] beside `rect`, and within this
   */
  function show(lines, rect, frame) {
    small.textContent = lines.small ?? '';
    small.hidden = !lines.small;
    text.textContent = lines.text;
    if (!layered) node.hidden = false;
    else if (!node.matches(':popover-open')) node.showPopover();
    node.style.maxHeight = frame ? `${frame.height - 2 * EDGE}px` : '';
    // What stands near an edge of the window is narrower there than elsewhere.
    Object.assign(node.style, { left: '0', top: '0' });
    const own = node.getBoundingClientRect();
    const { left, top } = frame ? beside(own, rect, frame) : aboveBand(own, rect, root.getBoundingClientRect());
    node.style.left = `${Math.round(left)}px`;
    node.style.top = `${Math.round(top)}px`;
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
