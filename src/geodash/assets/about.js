// About is a document that the server wrote; this makes its head work: links that carry the view, the
// phone's menu.

import { createMenuDialog } from './menu.js';
import { mountNav } from './nav.js';

const mounted = new WeakMap();

function mount(parent, data) {
  const nav = mountNav();
  const { dialog, open } = createMenuDialog(parent, data.subtitle);
  const onClick = (ev) => ev.target instanceof Element && ev.target.closest('.gd-head-menu') && open();
  document.addEventListener('click', onClick);
  return () => {
    document.removeEventListener('click', onClick);
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
