// Nothing is brought yet: a place to drop files, and a button to choose them.

import { h, setText } from '../core/dom.js';

/** @param {{take: (files: File[]) => void, limit: string}} acts */
export function createEmpty({ take, limit }) {
  const input = h('input', { type: 'file', multiple: true, class: 'gd-bd-hidden', tabindex: '-1', 'aria-label': 'Files to bring', on: { change: () => { take([...(input.files ?? [])]); input.value = ''; } } });
  const choose = h('button', { type: 'button', class: 'gd-bd-go', on: { click: () => input.click() } }, 'Choose files');
  const said = h('p', { class: 'gd-bd-note', role: 'status' });
  const node = h('div', { class: 'gd-bd-empty' },
    h('h2', {}, 'Bring event data'),
    h('p', {}, 'Drop files anywhere on this page, or choose them. What they are is found out from their content; nothing enters the collection before you say so.'),
    h('p', {}, choose),
    h('p', { class: 'gd-bd-note' }, 'ACLED, UCDP GED, GDELT, Ushahidi, Timemap, StoryMapJS, TimelineJS, GeoJSON, KML, GeoPackage, shapefile, annotations, and any table as CSV or Excel. ', limit),
    said, input);
  return { node, choose, input, say: (/** @type {string} */ words) => setText(said, words) };
}
