// “All 92 | Only this map 30”: what is on the map as a filter, said in the sentence, and taken back by All.

import { h, setText } from '../core/dom.js';
import { valueOf } from '../core/url.js';
import { alike, boundsOf } from '../core/whereabouts.js';
import { countIn } from './parts.js';

/** @import { State } from '../core/types' */

const number = (/** @type {number} */ n) => n.toLocaleString('en-GB');

/** @param {State} state */
export function createScope(state) {
  const button = (/** @type {() => void} */ click) => h('button', { type: 'button', class: 'gd-p-scope-one', on: { click } });
  const everywhere = button(() => state.setFilter({ bbox: undefined }));
  const here = button(() => state.setFilter({ bbox: state.frame ?? undefined }));
  const node = h('div', { class: 'gd-p-scope', role: 'group', 'aria-label': 'Where the events are', hidden: true }, everywhere, here);

  /** How many of the filter are on the map; null where they did not travel, or others would come in. */
  function onMap() {
    const frame = boundsOf(state.frame);
    const { data, params } = state;
    if (!frame || data.mode === 'clusters' || params.bbox) return null;
    return countIn(data.events, frame);
  }

  return {
    node,
    update() {
      const { data } = state;
      const frame = boundsOf(state.frame);
      const asked = boundsOf(valueOf(state.params.bbox));
      const is = Boolean(frame && asked && alike(frame, asked));
      const n = is ? data.count : onMap();
      node.hidden = !frame || !data.denominators.anywhere;
      setText(everywhere, `All ${number(data.denominators.anywhere)}`);
      setText(here, n === null ? (asked ? 'Only this map now' : 'Only this map') : `Only this map ${number(n)}`);
      everywhere.setAttribute('aria-pressed', String(!asked));
      here.setAttribute('aria-pressed', String(is));
    },
  };
}
