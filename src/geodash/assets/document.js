// A page that is a document, written by the server; this makes it work: links that carry the view, the
// phone's menu, the offer of a new version, and in About the comparison with an older one.

import { mountDiff } from './about/diff.js';
import { mountFresh } from './core/fresh.js';
import { mountHeadMenu } from './core/menu.js';
import { mountOnce, ROOT } from './core/mount.js';
import { mountNav } from './core/nav.js';

/** Streamlit may draw the document after this, or anew: its place is filled whenever it is empty. */
function fill(/** @type {URL} */ api) {
  const place = document.querySelector('.gd-about-diff:empty');
  if (place) mountDiff(place, api);
}

/** @typedef {{api: string, version: string, subtitle: string}} Data */

/** @param {import('./core/mount.js').Call<Data>} call */
function mount({ data, parentElement, setTriggerValue }) {
  let now = data;
  const api = new URL(data.api, ROOT);
  const drawn = new MutationObserver(() => fill(api));
  drawn.observe(document.body, { childList: true, subtree: true });
  fill(api);
  const fresh = mountFresh(parentElement, { api, version: data.version, take: (search) => setTriggerValue('fresh', search) });
  const parts = [mountNav(), mountHeadMenu(parentElement, () => now.subtitle), fresh];
  return {
    update(/** @type {Data} */ next) {
      now = next;
      fresh.update(next.version);
    },
    destroy() {
      drawn.disconnect();
      parts.forEach((part) => part.destroy());
    },
  };
}

export default mountOnce(mount);
