// The search on a page without a map of its own (Present, About the data): what was found opens on Explore.

import { openPage } from '../core/nav.js';
import { createAsking } from './asking.js';
import { mountBox } from './box.js';

/** @import { Acts, Found } from './types' */

/** What an address says to show it; the reader's filter stays as far as it can. */
function viewOf(/** @type {Found} */ { event, article, para, events, lat, lon, zoom = 8, filter }) {
  if (event) return { event };
  if (article) return { event: events?.[0] ?? '', read: article, para: para ? String(para) : '' };
  if (typeof lat === 'number' && typeof lon === 'number') return { map: `${zoom}/${lat.toFixed(3)}/${lon.toFixed(3)}`, event: '', read: '' };
  return filter ?? {};
}

/**
 * @param {HTMLElement} root
 * @param {URL} api
 */
export function mountSearchElsewhere(root, api) {
  const { ask, forget } = createAsking(api);
  /** @type {Acts} */
  const acts = {
    open: (found) => openPage('Explore', viewOf(found)),
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
