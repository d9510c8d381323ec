// The links between pages. Each carries the reader's whole view (filter, event, map) along in the
// address, so that Explore is found again as it was left, and changes the page without loading it anew.

import { all, h, hit } from './dom.js';

/** @import { Child } from './types' */

// A link with an address of its own (`data-gd-own`) leads there as it stands: to an article, say.

const LINK = 'a[data-gd-page]';
const HEAD = '.gd-pages a[data-gd-page]';

/** What links carry along: the page's address, unless the page on show says otherwise. */
const ownView = () => location.search;
let carried = ownView;

/** Where this tab keeps the view of the collection that the head belongs to; several may have one address. */
const memory = () => `geodash:view:${document.querySelector('.gd-pages')?.getAttribute('data-gd-of') ?? ''}`;

/** What this tab keeps; a browser that keeps nothing only forgets. */
function remember(/** @type {string} */ search) {
  try {
    sessionStorage.setItem(memory(), search);
  } catch {
    // The address still has it.
  }
}

/** The view that this tab keeps, as the reader left it. */
export function remembered() {
  try {
    return sessionStorage.getItem(memory()) ?? '';
  } catch {
    return '';
  }
}

/** Opened without a view, as from a show that was left by Esc, a page gets the one it had in this tab. */
export function restoreView() {
  try {
    const search = sessionStorage.getItem(memory());
    if (search && !location.search) history.replaceState(history.state, '', location.pathname + search);
    else remember(location.search);
  } catch {
    // As above.
  }
}

const linkAt = (/** @type {Event} */ ev) => /** @type {HTMLAnchorElement | null} */ (hit(ev, LINK));

function withView(/** @type {HTMLAnchorElement} */ link) {
  if (!link.hasAttribute('data-gd-own')) link.search = carried();
  return link.href;
}

/**
 * The address of a page as the head links to it, by its title; null where there is no such page.
 * @param {string} title
 * @param {...Child} children
 */
export function pageLink(title, ...children) {
  const found = all(document, HEAD).find((a) => a.textContent === title);
  return found ? h('a', { href: found.getAttribute('href'), 'data-gd-page': true }, children) : null;
}

/**
 * Turns to a page by its title, with the reader's view and some parameters of their own; a blank one is let go.
 * @param {string} title
 * @param {Record<string, string>} params
 */
export function openPage(title, params) {
  const link = pageLink(title);
  if (!link) return;
  const view = new URLSearchParams(carried());
  for (const [key, value] of Object.entries(params)) {
    if (value) view.set(key, value);
    else view.delete(key);
  }
  link.search = view.size ? `?${view}` : '';
  turnTo(link.href);
}

/** Turns to an address of ours, relative to that of any page, as it stands. */
export const openAddress = (/** @type {string} */ address) => turnTo(new URL(address, location.href).href);

/** Links to all pages as list items, for the phone's menu; below them who signed in, and the way in or out. */
export function pageItems() {
  const signs = all(document, '.gd-who a').map((a) => h('li', { class: 'gd-menu-sign' }, a.previousElementSibling?.textContent, h('a', { class: 'gd-menu-item', href: a.getAttribute('href') }, a.textContent)));
  const pages = all(document, HEAD).map((a) => {
    const current = a.getAttribute('aria-current');
    return h('li', null, h('a', { class: 'gd-menu-item', href: a.getAttribute('href'), 'data-gd-page': true, 'aria-current': current }, a.textContent));
  });
  return [...pages, ...signs];
}

function follow(/** @type {MouseEvent} */ ev) {
  const link = linkAt(ev);
  if (!link || ev.defaultPrevented || ev.button !== 0) return;
  const target = withView(link);
  if (ev.ctrlKey || ev.metaKey || ev.shiftKey || ev.altKey) return;
  ev.preventDefault();
  if (new URL(target).pathname !== location.pathname) turnTo(target);
}

/** Changes the page without loading it anew. */
function turnTo(/** @type {string} */ target) {
  // Streamlit changes the page on Back and Forward; a new entry of our own is told the same way.
  remember(carried());
  history.pushState(null, '', target);
  dispatchEvent(new PopStateEvent('popstate', { state: null }));
}

/** A new tab or a copied link takes the view along, too. */
function prepare(/** @type {Event} */ ev) {
  const link = linkAt(ev);
  if (link) withView(link);
}

/**
 * Makes the page's links work as described; `{destroy}`.
 * @param {() => string} [view] what they carry along, where that is not the page's own address
 */
export function mountNav(view = ownView) {
  carried = view;
  document.addEventListener('click', follow);
  document.addEventListener('pointerdown', prepare, true);
  document.addEventListener('focusin', prepare);
  return {
    destroy() {
      if (carried === view) carried = ownView;
      document.removeEventListener('click', follow);
      document.removeEventListener('pointerdown', prepare, true);
      document.removeEventListener('focusin', prepare);
    },
  };
}
