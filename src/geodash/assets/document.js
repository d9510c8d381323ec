// A page that is a document, written by the server; this makes it work: links that carry the view, the
// phone's menu, the offer of a new version, and in About the comparison with an older one.

import { mountDiff } from './about/diff.js';
import { mountFresh } from './core/fresh.js';
import { mountHeadMenu } from './core/menu.js';
import { mountOnce } from './core/mount.js';
import { ROOT } from './core/root.js';
import { mountNav } from './core/nav.js';
import { mountSearchElsewhere } from './search/elsewhere.js';
import { tell } from './core/told.js';

/** Streamlit may draw the document after this, or anew: its place is filled whenever it is empty. */
function fill(/** @type {URL} */ api) {
  const place = document.querySelector('.gd-about-diff:empty');
  if (place) mountDiff(place, api);
}

/** @import { ToldOnce } from './core/types' */
/** @typedef {{api: string, version: string, subtitle: string, told: ToldOnce}} Data */

/** @param {import('./core/mount.js').Call<Data>} call */
function mount({ data, parentElement, setTriggerValue }) {
  tell(data.told);
  let now = data;
  const api = new URL(data.api, ROOT);
  const drawn = new MutationObserver(() => fill(api));
  drawn.observe(document.body, { childList: true, subtree: true });
  fill(api);
  const fresh = mountFresh(parentElement, { api, version: data.version, take: (search) => setTriggerValue('fresh', search) });
  const search = mountSearchElsewhere(parentElement, api);
  const parts = [search, mountNav(), mountHeadMenu(parentElement, () => now.subtitle), fresh];
  return {
    update(/** @type {Data} */ next) {
      now = next;
      if (fresh.update(next.version)) search.renew();
    },
    destroy() {
      drawn.disconnect();
      parts.forEach((part) => part.destroy());
    },
  };
}

export default mountOnce(mount);
