// A collection that changes while it is on show: a calm bar offers the new version, says why a broken
// one is not shown, and that geodash is gone. Nothing changes under the reader's hands.

import { contextOf } from './context.js';
import { h } from './dom.js';
import { createNews } from './news.js';
import { tell } from './told.js';

/** @import { Child, Context, News, PageData, State } from './types' */

/** When the page's script has not answered by then, the way left is to load the page anew. */
const PATIENCE = 20_000; // ms

const CHANGED = 'The collection has changed.';
const BROKEN = 'The collection’s files have changed, but can’t be shown as they are now. This is the last good version.';
const GONE = 'geodash doesn’t answer. What is on show stays; start it again to go on.';

/** @param {NonNullable<News['trouble']>} trouble */
function reasons({ lines, more }) {
  const rest = more ? h('li', null, `${more.toLocaleString('en')} more: “geodash check” in a terminal lists them all.`) : null;
  return h('ul', { class: 'gd-fresh-why' }, lines.map((line) => h('li', { dir: 'auto' }, line)), rest);
}

/**
 * The bar itself: says one thing at a time, and not again what was dismissed.
 * @param {HTMLElement} root
 * @param {() => void} onShow
 */
function createBar(root, onShow) {
  const said = h('div', { class: 'gd-fresh-said', role: 'status', 'aria-live': 'polite' });
  const show = h('button', { type: 'button', class: 'gd-fresh-show', hidden: true, on: { click: onShow } }, 'Show the new version');
  const dismiss = h('button', { type: 'button', class: 'gd-fresh-close', 'aria-label': 'Dismiss', on: { click: leave } }, '×');
  const node = h('div', { class: 'gd-fresh' }, said, show, dismiss);
  let shown = '';
  root.prepend(node);

  /** A focus in the bar goes to the page. */
  function leave() {
    const inside = node.contains(document.activeElement);
    node.classList.remove('is-on');
    said.replaceChildren();
    if (!inside) return;
    root.tabIndex = -1;
    root.focus({ preventScroll: true });
  }

  return {
    node,
    show,
    /**
     * @param {string} key of what is said; blank for nothing
     * @param {Child[]} [what]
     */
    say(key, what = []) {
      if (shown === key) return;
      shown = key;
      if (!key) {
        leave();
        return;
      }
      // The live region stood there empty before, so what comes into it is read out.
      node.classList.add('is-on');
      said.replaceChildren(...what.map((part) => (part instanceof Node ? part : h('span', null, part))));
    },
  };
}

/**
 * @param {HTMLElement} root what the bar is put into, first
 * @param {{api: URL, version: string, take: (search: string) => void}} page `version` is the one on
 *   show, `take` asks for the newest, for the page's address
 */
export function mountFresh(root, { api, version, take }) {
  const bar = createBar(root, ask);
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let late;

  function ask() {
    if (bar.show.getAttribute('aria-disabled')) return;
    bar.show.setAttribute('aria-disabled', 'true');
    late = setTimeout(() => location.reload(), PATIENCE);
    take(location.search);
  }

  const news = createNews(api, (/** @type {News | null} */ now) => {
    const newer = now && now.version !== version && now.version;
    const trouble = now && now.trouble;
    bar.show.hidden = !newer;
    if (!now) bar.say('gone', [GONE]);
    else if (!newer && !trouble) bar.say('');
    else bar.say(JSON.stringify([newer, trouble]), [newer && CHANGED, trouble && BROKEN, trouble && reasons(trouble)].filter(Boolean));
  });

  return {
    /** Told of the version on show; gives back whether it is another. */
    update(/** @type {string} */ next) {
      clearTimeout(late);
      bar.show.removeAttribute('aria-disabled');
      if (next === version) return false;
      version = next;
      bar.say('');
      return true;
    },
    destroy() {
      news.destroy();
      clearTimeout(late);
      bar.node.remove();
    },
  };
}

/**
 * The same on a page with events: the state takes the new version in place. A filter that the new
 * version has answered already is followed by what stands around the events.
 * @param {HTMLElement} root
 * @param {State} state
 * @param {Context} ctx
 * @param {(name: string, value: string) => void} setTriggerValue
 */
export function mountFreshEvents(root, state, ctx, setTriggerValue) {
  const take = (/** @type {string} */ search) => setTriggerValue('fresh', search);
  const fresh = mountFresh(root, { api: ctx.api, version: ctx.version, take });
  const off = state.on('renewed', (version) => fresh.update(version) && take(location.search));
  return {
    /** @param {PageData} data what Python sent of the newest version */
    update(data) {
      tell(data.told); // a collection may call its kinds by other names now
      Object.assign(ctx, contextOf(data));
      fresh.update(data.first.version);
      state.renew(data.first);
    },
    destroy() {
      off();
      fresh.destroy();
    },
  };
}
