// About is a document that the server wrote; this makes it work: links that carry the view, the phone's
// menu, the comparison with an older version.

import { mountDiff } from './about/diff.js';
import { mountHeadMenu } from './core/menu.js';
import { mountOnce, ROOT } from './core/mount.js';
import { mountNav } from './core/nav.js';

/** Streamlit may draw the document after this, or anew: its place is filled whenever it is empty. */
function fill(/** @type {URL} */ api) {
  const place = document.querySelector('.gd-about-diff:empty');
  if (place) mountDiff(place, api);
}

/** @param {{data: {api: string, subtitle: string}, parentElement: HTMLElement}} call */
function mount({ data, parentElement }) {
  const api = new URL(data.api, ROOT);
  const drawn = new MutationObserver(() => fill(api));
  drawn.observe(document.body, { childList: true, subtree: true });
  fill(api);
  const parts = [mountNav(), mountHeadMenu(parentElement, data.subtitle)];
  return {
    destroy() {
      drawn.disconnect();
      parts.forEach((part) => part.destroy());
    },
  };
}

export default mountOnce(mount);
