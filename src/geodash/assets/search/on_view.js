// The search on a page with a filter and a panel (Explore, Analyse): it opens in place, and what was
// found stands out on map, timeline and list.

import { openPage } from '../core/nav.js';
import { params as known } from '../core/told.js';
import { valuesOf } from '../core/url.js';
import { createAsking } from './asking.js';
import { mountBox } from './box.js';

/** @import { Context, Patch, State } from '../core/types' */
/** @import { Acts, Found, Params } from './types' */

const BY = 'search';

/**
 * A filter's parameters added to those that are set.
 * @param {State} state
 * @param {Params} params
 * @returns {Patch}
 */
function added(state, params) {
  const { many } = known();
  return Object.fromEntries(Object.entries(params).map(([key, value]) => [key, many.includes(key) ? [...new Set([...valuesOf(state.params[key]), value])] : value]));
}

/**
 * Opens an article at a paragraph, with the event that is told there.
 * @param {State} state
 * @param {Found} found
 */
async function read(state, { article, para = null, events = [], title }) {
  const [event] = events;
  const mode = event || state.event ? 'replace' : 'push';
  if (event || state.event) await state.select(event ?? null, { source: BY });
  state.read(article ?? null, { mode, para, focus: true, words: title.filter((_, i) => i % 2) });
}

/**
 * @param {State} state
 * @param {boolean} hasMap
 */
function go(state, /** @type {Found} */ { lat, lon, zoom = 8, filter, title }, hasMap) {
  if (lat === null || lat === undefined || lon === null || lon === undefined) {
    if (filter) state.setFilter(added(state, filter));
  } else if (hasMap) state.emit('goto', { lat, lon, zoom, name: title.join('') });
  else openPage('Explore', { map: `${zoom}/${lat.toFixed(3)}/${lon.toFixed(3)}` });
}

/**
 * @param {HTMLElement} page what holds the head too: `root`, which begins below it, would be under it
 * @param {HTMLElement} root
 * @param {State} state
 * @param {Context} ctx
 */
export function mountSearch(page, root, state, ctx) {
  const hasMap = Boolean(root.querySelector('.gd-map'));
  const { ask, forget } = createAsking(ctx.api);
  /** @type {Acts} */
  const acts = {
    open(found) {
      if (found.event) return state.select(found.event, { source: BY });
      if (found.article) return read(state, found);
      if (found.lat !== undefined) return go(state, found, hasMap);
      return found.filter && state.setFilter(added(state, found.filter));
    },
    where: hasMap ? ' on the map' : '',
    filter: (params) => state.setFilter(added(state, params)),
    remark({ event, background }) {
      if (!event || state.data.mode === 'clusters' || state.inFilter(event)) return '';
      return background ? `background, not ${hasMap ? 'on the map' : 'on show'} now` : 'not among what is on show';
    },
    // What is not on show can't stand out, and all the rest would be dimmed for nothing.
    answered(answer) {
      const ids = new Set(answer?.q && answer.ids ? answer.ids.filter(state.inFilter) : []);
      state.setLit(BY, ids.size ? { ids } : null);
      root.classList.toggle('gd-finding', Boolean(answer?.q));
    },
    chosen: (found) => state.setHover(found?.event ?? found?.events ?? null),
  };
  const box = mountBox(page, ask, acts);
  const off = state.on('renewed', () => {
    forget();
    box.renew();
  });
  return {
    destroy() {
      off();
      state.setLit(BY, null);
      box.destroy();
    },
  };
}
