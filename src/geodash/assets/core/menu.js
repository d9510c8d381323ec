// The phone's ☰ menu: the pages, and what the wide page shows around the map.

import { h } from './dom.js';
import { pageItems } from './nav.js';

/** A dialog with the pages and `parts` below them; `open` it from a button. */
export function createMenuDialog(root, subtitle, ...parts) {
  const close = h('button', { type: 'button', class: 'gd-menu-close' }, 'Close');
  const pages = h('ul', { class: 'gd-menu-list gd-menu-pages' });
  const dialog = h(
    'dialog',
    { class: 'gd-menu', 'aria-label': 'Menu' },
    h('div', { class: 'gd-menu-head' }, h('strong', { class: 'gd-menu-brand' }, 'geodash'), close),
    h('p', { class: 'gd-menu-sub' }, subtitle),
    pages,
    parts,
  );
  close.addEventListener('click', () => dialog.close());
  dialog.addEventListener('click', (ev) => (ev.target === dialog || ev.target.closest('a')) && dialog.close());
  root.append(dialog);
  return {
    dialog,
    open() {
      // The head may have been drawn after this page.
      pages.replaceChildren(...pageItems());
      dialog.showModal();
    },
  };
}

export function createMenu(root, parts, state, ctx) {
  const homes = (ctx.homes ?? []).map((home) => h('li', null, h('button', { type: 'button', class: 'gd-menu-item', on: { click: () => {
    dialog.close();
    root.querySelectorAll('.gd-home').forEach((b) => b.textContent === home.name && b.click());
  } } }, `Map: ${home.name}`)));
  const { dialog, open } = createMenuDialog(
    root,
    ctx.collection.subtitle,
    h('ul', { class: 'gd-menu-list' }, homes),
    h('p', { class: 'gd-menu-note' }, ctx.boundaryNote),
    h('p', { class: 'gd-menu-note' }, `${ctx.attribution}. Map library: Leaflet.`),
  );
  parts.sentence.addEventListener('gd-menu', open);
  return {
    destroy() {
      parts.sentence.removeEventListener('gd-menu', open);
      dialog.remove();
    },
  };
}
