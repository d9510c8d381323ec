// The phone's ☰ menu: the pages, and what the wide page shows around the map.

import { h, hit, setText } from './dom.js';
import { pageItems } from './nav.js';

/** @import { Child, Context } from './types' */

/**
 * A dialog with the pages and `parts` below them; `open` it from a button.
 * @param {HTMLElement} root
 * @param {() => string} subtitle that of the collection as it is when the menu is opened
 * @param {...Child} parts
 */
export function createMenuDialog(root, subtitle, ...parts) {
  const words = h('p', { class: 'gd-menu-sub' });
  const close = h('button', { type: 'button', class: 'gd-menu-close' }, 'Close');
  const pages = h('ul', { class: 'gd-menu-list gd-menu-pages' });
  const dialog = h(
    'dialog',
    { class: 'gd-menu', 'aria-label': 'Menu' },
    h('div', { class: 'gd-menu-head' }, h('strong', { class: 'gd-menu-brand' }, 'geodash'), close),
    words,
    pages,
    parts,
  );
  close.addEventListener('click', () => dialog.close());
  dialog.addEventListener('click', (ev) => (ev.target === dialog || hit(ev, 'a')) && dialog.close());
  root.append(dialog);
  return {
    dialog,
    open() {
      // The head may have been drawn after this page.
      pages.replaceChildren(...pageItems());
      setText(words, subtitle());
      dialog.showModal();
    },
  };
}

/**
 * The menu of a page without a map, behind the ☰ of the page's head.
 * @param {HTMLElement} root
 * @param {() => string} subtitle
 */
export function mountHeadMenu(root, subtitle) {
  const { dialog, open } = createMenuDialog(root, subtitle);
  const onClick = (/** @type {Event} */ ev) => hit(ev, '.gd-head-menu') && open();
  document.addEventListener('click', onClick);
  return {
    destroy() {
      document.removeEventListener('click', onClick);
      dialog.remove();
    },
  };
}

/**
 * The menu of Explore and Analyse, behind the ☰ of the sentence.
 * @param {HTMLElement} root
 * @param {HTMLElement} sentence
 * @param {Context} ctx
 */
export function createMenu(root, sentence, ctx) {
  const goHome = (/** @type {string} */ name) => {
    dialog.close();
    root.querySelectorAll('.gd-home').forEach((b) => b.textContent === name && /** @type {HTMLElement} */ (b).click());
  };
  const homes = ctx.homes.map(({ name }) => h('li', null, h('button', { type: 'button', class: 'gd-menu-item', on: { click: () => goHome(name) } }, `Map: ${name}`)));
  const { dialog, open } = createMenuDialog(
    root,
    () => ctx.collection.subtitle,
    h('ul', { class: 'gd-menu-list' }, homes),
    h('p', { class: 'gd-menu-note' }, ctx.boundaryNote),
    h('p', { class: 'gd-menu-note' }, `${ctx.attribution}. Map library: Leaflet.`),
  );
  sentence.addEventListener('gd-menu', open);
  return {
    destroy() {
      sentence.removeEventListener('gd-menu', open);
      dialog.remove();
    },
  };
}
