// Nothing is brought yet: a place to drop files, and a button to choose them.

import { h } from '../core/dom.js';

/** @import { Noted } from './types' */

/** @param {{take: (files: File[]) => void, undo: (noted: Noted) => void, limit: string}} acts */
export function createEmpty({ take, undo, limit }) {
  const input = h('input', { type: 'file', multiple: true, class: 'gd-bd-hidden', tabindex: '-1', 'aria-label': 'Files to bring', on: { change: () => { take([...(input.files ?? [])]); input.value = ''; } } });
  const choose = h('button', { type: 'button', class: 'gd-bd-go', on: { click: () => input.click() } }, 'Choose files');
  const last = h('p', { class: 'gd-bd-last', hidden: true });
  const node = h('div', { class: 'gd-bd-empty' },
    h('h2', {}, 'Bring event data'),
    h('p', {}, 'Drop files anywhere on this page, or choose them. What they are is found out from their content; nothing enters the collection before you say so.'),
    h('p', {}, choose),
    h('p', { class: 'gd-bd-note' }, 'ACLED, UCDP GED, GDELT, Ushahidi, Timemap, StoryMapJS, TimelineJS, GeoJSON, KML, GeoPackage, shapefile, annotations, and any table as CSV or Excel. ', limit),
    last, input);
  /** The import that can be undone, if there is one. @param {Noted | null} noted */
  const before = (noted) => {
    last.hidden = !noted;
    last.replaceChildren(...(noted ? [h('span', { dir: 'auto' }, noted.words), ' ', h('button', { type: 'button', class: 'gd-bd-link', on: { click: () => undo(noted) } }, 'Undo')] : []));
  };
  return { node, choose, input, before };
}
