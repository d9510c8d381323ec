// Sets what the map of a slide shows: dragged, moved and brought nearer on its very picture.

import { h, setText } from '../core/dom.js';
import { pictureOf } from './picture.js';

/** @import { SlideInfo } from './types' */
/** @typedef {NonNullable<SlideInfo['map']>} Seen */

const STEP = 0.5; // of zoom
const MOVE = 0.12; // of the width, by an arrow
const REST = 220; // ms without a change before the picture is drawn anew
const [LEAST, MOST] = [1, 10];
const RADIANS = Math.PI / 180;

const mercator = (/** @type {number} */ lat) => Math.log(Math.tan(Math.PI / 4 + (lat * RADIANS) / 2));
const latitude = (/** @type {number} */ y) => (2 * Math.atan(Math.exp(y)) - Math.PI / 2) / RADIANS;

/**
 * What is seen after the picture was moved by shares of its width.
 * @param {Seen} seen
 * @param {number} x to the right
 * @param {number} y down
 * @returns {Seen}
 */
export function moved(seen, x, y) {
  const lon = ((((seen.lon - x * seen.wide + 180) % 360) + 360) % 360) - 180;
  return { ...seen, lon, lat: Math.max(-84, Math.min(84, latitude(mercator(seen.lat) + y * seen.wide * RADIANS))) };
}

/** @type {(seen: Seen, by: number) => Seen} */
export function nearer(seen, by) {
  const zoom = Math.max(LEAST, Math.min(MOST, seen.zoom + by));
  return { ...seen, zoom, wide: seen.wide * 2 ** (seen.zoom - zoom) };
}

/**
 * A view that shows this; one without `seen` shows its events.
 * @param {string} view
 * @param {Seen | null} seen
 */
export function viewWith(view, seen) {
  const params = new URLSearchParams(view);
  params.delete('map');
  if (seen) params.set('map', [seen.zoom.toFixed(2), seen.lat.toFixed(4), seen.lon.toFixed(4)].join('/'));
  return params.toString().replaceAll('%2F', '/');
}

/**
 * @param {URL} api
 * @param {(key: string, view: string) => void} take
 */
export function createFraming(api, take) {
  const title = h('h3', { id: 'gd-pr-frame-title' });
  const picture = h('img', { alt: '', draggable: 'false' });
  const pane = h('div', { class: 'gd-pr-pane', tabindex: '0', role: 'application', 'aria-roledescription': 'map', 'aria-label': 'Map: drag it, or press the arrows, + and −' }, picture);
  /** @type {(text: string, label: string, run: () => void, cls?: string) => HTMLElement} */
  const does = (text, label, run, cls = '') => h('button', { type: 'button', class: cls || null, 'aria-label': label || null, on: { click: run } }, text);
  const zooms = h('div', { class: 'gd-pr-zoom' }, does('+', 'Nearer', () => set(nearer(now, STEP))), does('−', 'Further', () => set(nearer(now, -STEP))));
  const around = does('Around its events', '', () => finish(null));
  const node = h('dialog', { class: 'gd-pr-frame', 'aria-labelledby': title.id }, title, h('div', { class: 'gd-pr-pane-box' }, pane, zooms),
    h('div', { class: 'gd-pr-acts' }, does('Use this map', '', () => finish(now), 'gd-pr-go'), around, does('Cancel', '', () => node.close())));
  /** @type {{key: string, view: string}} */
  let slide = { key: '', view: '' };
  let version = '';
  /** @type {Seen} what is wished */
  let now = { zoom: 0, lat: 0, lon: 0, wide: 1 };
  /** What the picture shows. */
  let drawn = now;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;

  /** Shows at once what is wished by the picture that there is, and asks for the right one. */
  function set(/** @type {Seen} */ next) {
    now = next;
    const times = drawn.wide / now.wide;
    const x = (((drawn.lon - now.lon + 540) % 360) - 180) / now.wide;
    const y = (mercator(now.lat) - mercator(drawn.lat)) / RADIANS / now.wide;
    picture.style.transform = `translate(${x * pane.clientWidth}px, ${y * pane.clientWidth}px) scale(${times})`;
    clearTimeout(timer);
    timer = setTimeout(draw, REST);
  }

  async function draw() {
    const wished = now;
    const next = new Image();
    next.src = pictureOf(api, viewWith(slide.view, wished), version);
    await next.decode().catch(() => {});
    if (now !== wished || !node.open) return;
    drawn = wished;
    picture.src = next.src;
    picture.style.transform = '';
    node.dataset.drawn = '1';
  }

  function finish(/** @type {Seen | null} */ seen) {
    node.close();
    take(slide.key, viewWith(slide.view, seen));
  }

  hear(pane, { move: (x, y) => set(moved(now, x, y)), zoom: (by) => set(nearer(now, by)) });
  node.addEventListener('close', () => clearTimeout(timer));
  return {
    node,
    /** @param {{key: string, view: string}} of @param {SlideInfo} info @param {string} name */
    open(of, info, name) {
      if (!info.map) return;
      slide = of;
      version = info.version;
      [now, drawn] = [info.map, info.map];
      setText(title, `What the map of ${name} shows`);
      around.hidden = !new URLSearchParams(of.view).has('map');
      picture.style.transform = '';
      picture.src = pictureOf(api, of.view, version);
      node.dataset.drawn = '';
      node.showModal();
      pane.focus({ preventScroll: true });
    },
  };
}

/**
 * What the pointer, the wheel and the keys do on the map.
 * @param {HTMLElement} pane
 * @param {{move: (x: number, y: number) => void, zoom: (by: number) => void}} acts `move` by shares of the width
 */
function hear(pane, { move, zoom }) {
  /** @type {{x: number, y: number} | null} */
  let at = null;
  pane.addEventListener('pointerdown', (ev) => {
    at = { x: ev.clientX, y: ev.clientY };
    pane.setPointerCapture(ev.pointerId);
  });
  pane.addEventListener('pointermove', (ev) => {
    if (!at) return;
    move((ev.clientX - at.x) / pane.clientWidth, (ev.clientY - at.y) / pane.clientWidth);
    at = { x: ev.clientX, y: ev.clientY };
  });
  for (const end of /** @type {const} */ (['pointerup', 'pointercancel'])) pane.addEventListener(end, () => (at = null));
  pane.addEventListener('wheel', (ev) => {
    ev.preventDefault();
    zoom(-Math.sign(ev.deltaY) * STEP);
  }, { passive: false });
  /** @type {Record<string, () => void>} */
  const keys = { ArrowLeft: () => move(MOVE, 0), ArrowRight: () => move(-MOVE, 0), ArrowUp: () => move(0, MOVE), ArrowDown: () => move(0, -MOVE), '+': () => zoom(STEP), '=': () => zoom(STEP), '-': () => zoom(-STEP) };
  pane.addEventListener('keydown', (ev) => {
    const run = !ev.altKey && !ev.ctrlKey && !ev.metaKey && keys[ev.key];
    if (!run) return;
    ev.preventDefault();
    run();
  });
}
