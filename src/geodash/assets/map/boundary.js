// The boundary note, and what names say that may not be missing and have no room on the map.

import { h } from '../core/dom.js';

/** @import { MapContext } from './types' */

/** What the names say that have no place (`labels.onUnnamed`): a line of the note that each map has. */
export function createUnnamed(own = '') {
  const node = h('span', { class: ['gd-mapnote-names', own], hidden: true });
  return {
    node,
    tell(/** @type {string[]} */ names) {
      node.textContent = names.join(' · ');
      node.hidden = !names.length;
    },
  };
}

/**
 * The note of a map of the app's own pages, which opens.
 * @param {Pick<MapContext, 'attribution' | 'boundaryNote' | 'boundaryShort'>} ctx
 */
export function createNote(ctx) {
  const left = createUnnamed();
  const more = h('span', { class: 'gd-mapnote-long', hidden: true, id: 'gd-boundary-note' }, ` ${ctx.boundaryNote}`);
  const button = h('button', { type: 'button', class: 'gd-mapnote-button', 'aria-expanded': 'false', 'aria-controls': 'gd-boundary-note' }, ctx.boundaryShort);
  button.addEventListener('click', () => {
    more.hidden = !more.hidden;
    button.setAttribute('aria-expanded', String(!more.hidden));
    node.classList.toggle('gd-mapnote-open', !more.hidden);
  });
  const node = h('div', { class: 'gd-mapnote' }, left.node, h('span', { class: 'gd-mapnote-credit' }, `Leaflet | ${ctx.attribution} · `), button, more);
  return { node, names: left.tell };
}
