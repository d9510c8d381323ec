// The tabs of Analyse: one view at a time, so that the page stays one screen. The tab is in the URL.

import { clear, h } from '../core/dom.js';
import { note } from './figure.js';

/** @param tabs `[key, label, mount(panel, state, ctx) → {update(answer), count?(answer)}]` */
export function createTabs(root, state, ctx, tabs) {
  const list = h('div', { class: 'gd-a-tabs', role: 'tablist', 'aria-label': 'Ways to look at the events' });
  const body = h('div', { class: 'gd-a-body' });
  let answer = null;
  const items = tabs.map(([key, label, mount]) => {
    const panel = h('div', { class: 'gd-a-panel', role: 'tabpanel', id: `gd-a-${key}`, 'aria-labelledby': `gd-a-tab-${key}`, tabindex: '0', hidden: true });
    const count = h('span', { class: 'gd-a-count' });
    const tab = h('button', { type: 'button', role: 'tab', id: `gd-a-tab-${key}`, 'aria-controls': panel.id, on: { click: () => choose(key) } }, label, ' ', count);
    list.append(tab);
    body.append(panel);
    return { key, tab, panel, count, view: mount(panel, state, ctx), stale: true };
  });
  root.append(list, body);

  const chosen = () => items.find((item) => item.key === state.look.tab) ?? items[0];

  function choose(key) {
    state.setLook({ tab: key === items[0].key ? undefined : key });
  }

  function show() {
    const now = chosen();
    for (const item of items) {
      const on = item === now;
      item.tab.setAttribute('aria-selected', String(on));
      item.tab.tabIndex = on ? 0 : -1;
      item.panel.hidden = !on;
      if (on) bring(item.tab);
    }
    if (answer && now.stale) draw(now);
  }

  /** A narrow page scrolls its tabs; the chosen one is in view. */
  function bring(tab) {
    const { offsetLeft: left, offsetWidth: width } = tab;
    if (left < list.scrollLeft || left + width > list.scrollLeft + list.clientWidth) list.scrollLeft = left - (list.clientWidth - width) / 2;
  }

  function draw(item) {
    item.stale = false;
    if (answer.too_many) {
      clear(item.panel).append(note(`These are ${answer.count.toLocaleString('en')} events, too many to read one by one. Narrow the sentence above to at most ${answer.most_events.toLocaleString('en')}.`));
      item.emptied = true;
      return;
    }
    if (item.emptied) {
      clear(item.panel);
      item.view = tabs.find(([key]) => key === item.key)[2](item.panel, state, ctx);
      item.emptied = false;
    }
    item.view.update(answer);
  }

  function update(next) {
    answer = next;
    for (const item of items) {
      item.stale = true;
      const n = next.too_many ? null : item.view.count?.(next);
      item.count.textContent = n === null || n === undefined ? '' : n.toLocaleString('en');
    }
    show();
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
    update,
    destroy() {
      off();
      items.forEach((item) => item.view.destroy?.());
      clear(root);
    },
  };
}
