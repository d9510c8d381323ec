// The phone's ☰ menu: what the wide page shows around the map.

import { h } from './dom.js';

export function createMenu(root, parts, state, ctx) {
  const c = ctx.collection;
  const close = h('button', { type: 'button', class: 'gd-menu-close' }, 'Close');
  const homes = (ctx.homes ?? []).map((home) => h('li', null, h('button', { type: 'button', class: 'gd-menu-item', on: { click: () => {
    dialog.close();
    root.querySelectorAll('.gd-home').forEach((b) => b.textContent === home.name && b.click());
  } } }, `Map: ${home.name}`)));
  const dialog = h(
    'dialog',
    { class: 'gd-menu', 'aria-label': 'Menu' },
    h('div', { class: 'gd-menu-head' }, h('strong', { class: 'gd-menu-brand' }, 'geodash'), close),
    h('p', { class: 'gd-menu-sub' }, c.subtitle),
    h('ul', { class: 'gd-menu-list' }, homes),
    h('p', { class: 'gd-menu-note' }, ctx.boundaryNote),
    h('p', { class: 'gd-menu-note' }, `${ctx.attribution}. Map library: Leaflet.`),
  );
  close.addEventListener('click', () => dialog.close());
  dialog.addEventListener('click', (ev) => ev.target === dialog && dialog.close());
  root.append(dialog);
  const open = () => dialog.showModal();
  parts.sentence.addEventListener('gd-menu', open);
  return {
    destroy() {
      parts.sentence.removeEventListener('gd-menu', open);
      dialog.remove();
    },
  };
}
