// The tabs of Analyse: one view at a time, so that the page stays one screen. The tab is in the URL.

import { clear, h } from '../core/dom.js';
import { note, number } from './figure.js';

/** @import { Context, State } from '../core/types' */
/** @import { Answer, MountTab, Tab } from './types' */
/** @typedef {[key: string, label: string, mount: MountTab]} TabSpec */
/** @typedef {{key: string, mount: MountTab, tab: HTMLElement, panel: HTMLElement, count: HTMLElement, view: Tab, stale: boolean, emptied: boolean}} Item */

/** A narrow page scrolls its tabs; the chosen one is in view. */
function bring(/** @type {HTMLElement} */ list, /** @type {HTMLElement} */ tab) {
  const { offsetLeft: left, offsetWidth: width } = tab;
  if (left < list.scrollLeft || left + width > list.scrollLeft + list.clientWidth) list.scrollLeft = left - (list.clientWidth - width) / 2;
}

/**
 * Draws an answer into a tab that is come to.
 * @param {Item} item
 * @param {Answer} answer
 * @param {() => Tab} mount
 */
function draw(item, answer, mount) {
  item.stale = false;
  if (answer.too_many) {
    item.view.destroy?.();
    clear(item.panel).append(note(`These are ${number(answer.count)} events, too many to read one by one. Narrow the sentence above to at most ${number(answer.most_events)}.`));
    item.emptied = true;
    return;
  }
  if (item.emptied) {
    clear(item.panel);
    item.view = mount();
    item.emptied = false;
  }
  item.view.update(answer);
}

/**
 * @param {HTMLElement} root
 * @param {State} state
 * @param {Context} ctx
 * @param {TabSpec[]} tabs
 */
export function createTabs(root, state, ctx, tabs) {
  const list = h('div', { class: 'gd-a-tabs', role: 'tablist', 'aria-label': 'Ways to look at the events' });
  const body = h('div', { class: 'gd-a-body' });
  /** @type {Answer | null} */
  let answer = null;
  const items = tabs.map(itemOf);
  list.append(...items.map((item) => item.tab));
  body.append(...items.map((item) => item.panel));
  root.append(list, body);

  /** @returns {Item} */
  function itemOf(/** @type {TabSpec} */ [key, label, mount]) {
    const panel = h('div', { class: 'gd-a-panel', role: 'tabpanel', id: `gd-a-${key}`, 'aria-labelledby': `gd-a-tab-${key}`, tabindex: '0', hidden: true });
    const count = h('span', { class: 'gd-a-count' });
    const tab = h('button', { type: 'button', role: 'tab', id: `gd-a-tab-${key}`, 'aria-controls': panel.id, on: { click: () => choose(key) } }, label, ' ', count);
    return { key, mount, tab, panel, count, view: mount(panel, state, ctx), stale: true, emptied: false };
  }

  const chosen = () => items.find((item) => item.key === state.look.tab) ?? items[0];
  const choose = (/** @type {string} */ key) => state.setLook({ tab: key === items[0].key ? undefined : key });

  function show() {
    const now = chosen();
    root.dataset.tab = now.key;
    for (const item of items) {
      const on = item === now;
      item.tab.setAttribute('aria-selected', String(on));
      item.tab.tabIndex = on ? 0 : -1;
      item.panel.hidden = !on;
      if (on) bring(list, item.tab);
    }
    if (answer && now.stale) draw(now, answer, () => now.mount(now.panel, state, ctx));
  }

  list.addEventListener('keydown', (ev) => {
    const at = items.indexOf(chosen());
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: items.length - 1 }[ev.key];
    if (to === undefined) return;
    ev.preventDefault();
    const next = items[(to + items.length) % items.length];
    choose(next.key);
    next.tab.focus();
  });

  const off = state.on('look', show);
  show();
  return {
    update(/** @type {Answer} */ next) {
      answer = next;
      for (const item of items) {
        item.stale = true;
        const n = next.too_many ? null : item.view.count?.(next);
        item.count.textContent = n === null || n === undefined ? '' : number(n);
      }
      show();
    },
    destroy() {
      off();
      items.forEach((item) => item.view.destroy?.());
      clear(root);
    },
  };
}
