// About is a document that the server wrote; this makes it work: links that carry the view, the phone's
// menu, the comparison with an older version.

import { mountDiff } from './about/diff.js';
import { createMenuDialog } from './core/menu.js';
import { mountNav } from './core/nav.js';

const ROOT = new URL('../../../', import.meta.url);
const mounted = new WeakMap();

/** Streamlit may draw the document after this, or anew: its place is filled whenever it is empty. */
function fill(api) {
  const place = document.querySelector('.gd-about-diff:empty');
  if (place) mountDiff(place, api);
}

function mount(parent, data) {
  const nav = mountNav();
  const { dialog, open } = createMenuDialog(parent, data.subtitle);
  const onClick = (ev) => ev.target instanceof Element && ev.target.closest('.gd-head-menu') && open();
  document.addEventListener('click', onClick);
  const api = new URL(data.api, ROOT);
  const drawn = new MutationObserver(() => fill(api));
  drawn.observe(document.body, { childList: true, subtree: true });
  fill(api);
  return () => {
    document.removeEventListener('click', onClick);
    drawn.disconnect();
    nav.destroy();
    dialog.remove();
  };
}

export default function about({ data, parentElement }) {
  if (!mounted.has(parentElement)) {
    const cleanup = mount(parentElement, data);
    mounted.set(parentElement, () => {
      mounted.delete(parentElement);
      cleanup();
    });
  }
  return mounted.get(parentElement);
}
