// On a phone the panel is a sheet below the map with three stops: peek, half, full.

import { h } from '../core/dom.js';

/** @import { State } from '../core/types' */
/** @typedef {'peek' | 'half' | 'full'} Stop */

/** Height of a window, px, below which it is low (core/layout.css). */
const LOW = 501;
/** @type {Stop[]} */
const STOPS = ['peek', 'half', 'full'];
const SAID = { peek: 'closed', half: 'half height', full: 'full height' };
/** @type {Record<Stop, Stop>} where a press on the grip leads */
const NEXT = { peek: 'half', half: 'full', full: 'peek' };

/**
 * Drags the grip: `size` follows the finger, `drop` says where it was let go; a press without a drag
 * is a `press`.
 * @param {HTMLElement} grip
 * @param {{start: () => number, size: (px: number) => void, drop: (px: number) => void, press: () => void}} acts
 */
function listenToDrag(grip, { start, size, drop, press }) {
  /** @type {{y: number, from: number, moved: boolean, px: number} | null} */
  let drag = null;
  let dragged = false; // a mouse lets go with a click, a finger does not

  grip.addEventListener('pointerdown', (ev) => {
    dragged = false;
    const from = start();
    drag = { y: ev.clientY, from, moved: false, px: from };
    grip.setPointerCapture(ev.pointerId);
  });
  grip.addEventListener('pointermove', (ev) => {
    if (!drag) return;
    const dy = drag.y - ev.clientY;
    if (Math.abs(dy) > 4) drag.moved = true;
    if (!drag.moved) return;
    drag.px = drag.from + dy;
    size(drag.px);
  });
  const letGo = () => {
    if (drag?.moved) {
      drop(drag.px);
      dragged = true;
    }
    drag = null;
  };
  grip.addEventListener('pointerup', letGo);
  grip.addEventListener('pointercancel', letGo);
  grip.addEventListener('click', (ev) => {
    const endsDrag = dragged && ev.detail > 0;
    dragged = false;
    if (!endsDrag) press();
  });
}

/**
 * @param {HTMLElement} root of the page
 * @param {HTMLElement} panel
 * @param {State} state
 */
export function createSheet(root, panel, state) {
  const grip = h('button', { type: 'button', class: 'gd-grip', 'aria-label': 'Resize the panel' }, h('span', { class: 'gd-grip-bar' }));
  panel.before(grip);
  // In a low window half of it is no map: the map comes first, and the sheet when something is chosen.
  const isLow = () => root.clientHeight < LOW;
  /** @type {Stop | null} where it was put */
  let put = null;
  const stop = () => put ?? (isLow() && !state.event ? 'peek' : 'half');
  const heights = () => ({ peek: isLow() ? 50 : 104, half: Math.round(root.clientHeight * 0.53), full: root.clientHeight - 52 });
  const within = (/** @type {number} */ px) => Math.max(50, Math.min(root.clientHeight - 46, px));
  const size = (/** @type {number} */ px) => root.style.setProperty('--gd-sheet', `${px}px`);

  function fit() {
    const now = stop();
    root.dataset.sheet = now;
    size(heights()[now]);
    grip.setAttribute('aria-label', `Panel ${SAID[now]}: press to change`);
  }

  function set(/** @type {Stop} */ next) {
    put = next;
    fit();
  }

  function nearest(/** @type {number} */ px) {
    const at = heights();
    return STOPS.reduce((best, s) => (Math.abs(at[s] - px) < Math.abs(at[best] - px) ? s : best), 'half');
  }

  listenToDrag(grip, {
    start: () => heights()[stop()],
    size: (px) => size(within(px)),
    drop: (px) => set(nearest(within(px))),
    press: () => set(NEXT[stop()]),
  });
  grip.addEventListener('keydown', (ev) => {
    const by = ev.key === 'ArrowUp' ? 1 : ev.key === 'ArrowDown' ? -1 : 0;
    if (!by) return;
    ev.preventDefault();
    set(STOPS[Math.max(0, Math.min(2, STOPS.indexOf(stop()) + by))]);
  });

  const offs = [
    state.on('select', ({ id }) => (id && put === 'peek' ? set('half') : fit())),
    state.on('read', ({ article }) => article && set('full')),
  ];
  addEventListener('resize', fit);
  fit();
  return {
    set,
    destroy() {
      removeEventListener('resize', fit);
      offs.forEach((off) => off());
      grip.remove();
    },
  };
}
