// The search on a page without a map of all events (Read, Present, About the data): words of an article open
// beside its map, what else was found on Explore.

import { openAddress, openPage } from '../core/nav.js';
import { createAsking } from './asking.js';
import { mountBox } from './box.js';

/** @import { Acts, Found } from './types' */

/** What an address says to show it; the reader's filter stays as far as it can. */
function viewOf(/** @type {Found} */ { event, lat, lon, zoom = 8, filter }) {
  if (event) return { event };
  if (typeof lat === 'number' && typeof lon === 'number') return { map: `${zoom}/${lat.toFixed(3)}/${lon.toFixed(3)}`, event: '', read: '' };
  return filter ?? {};
}

/** The address of words in their article, on Read. */
function readAt(/** @type {Found} */ { article = '', para, events }) {
  const [event] = events ?? [];
  return `read?${new URLSearchParams({ article, ...(event ? { event } : para ? { para: String(para) } : {}) })}`;
}

/**
 * @param {HTMLElement} root
 * @param {URL} api
 */
export function mountSearchElsewhere(root, api) {
  const { ask, forget } = createAsking(api);
  /** @type {Acts} */
  const acts = {
    open: (found) => (found.article && !found.event ? openAddress(readAt(found)) : openPage('Explore', viewOf(found))),
    filter: (params) => openPage('Explore', params),
  };
  const box = mountBox(root, ask, acts);
  return {
    renew() {
      forget();
      box.renew();
    },
    destroy: box.destroy,
  };
}
