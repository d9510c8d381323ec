// A slide in small, as it will stand: its map beside the words that it begins with. A click on it sets the map.

import { h, setText } from '../core/dom.js';

/** @import { SlideInfo } from './types' */

/**
 * The address of the picture of a view's map in a version of the collection: another one's is another picture.
 * @param {URL} api
 * @param {string} view
 * @param {string} version
 */
export function pictureOf(api, view, version) {
  const url = new URL('slide.jpg', api);
  url.search = view;
  url.searchParams.set('v', version);
  return url.href;
}

/**
 * @param {URL} api
 * @param {() => void} onFrame
 */
export function createPicture(api, onFrame) {
  const map = h('img', { class: 'gd-pr-shot-map', alt: '', loading: 'lazy', decoding: 'async' });
  const heading = h('b', { dir: 'auto' });
  const [facts, text] = [h('span', { class: 'gd-pr-shot-facts' }), h('span', { class: 'gd-pr-shot-text', dir: 'auto' })];
  const sheet = h('span', { class: 'gd-pr-shot-sheet', 'aria-hidden': 'true' }, map, h('span', { class: 'gd-pr-shot-words' }, facts, heading, text));
  const button = h('button', { type: 'button', class: 'gd-pr-shot', title: 'Set what the map shows', on: { click: onFrame } }, sheet, h('span', { class: 'gd-pr-shot-act' }, 'Set the map…'));
  button.hidden = true;
  let own = '';
  let given = '';
  const write = () => setText(heading, given || own);
  return {
    node: button,
    label: (/** @type {string} */ of) => button.setAttribute('aria-label', `Set the map: ${of}`),
    heading(/** @type {string} */ typed) {
      given = typed.trim();
      write();
    },
    /** What the server knows of the view. */
    tell(/** @type {SlideInfo} */ info) {
      button.hidden = !info.map;
      if (!info.map) return;
      own = info.title || info.heading;
      write();
      setText(facts, [info.date, info.place].filter(Boolean).join(' · '));
      setText(text, info.passage || info.sentence);
      const src = pictureOf(api, info.view, info.version);
      if (map.src !== src) map.src = src;
    },
  };
}
