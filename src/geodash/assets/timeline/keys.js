// The keyboard on the marks: one tab stop, arrows step in time order.

import { listen } from '../core/dom.js';
import { barName, barOf, focusOn } from './paint.js';
import { openBar } from './pointer.js';

/** @import { Bar, Model, View } from './types' */

/**
 * The events in the order the arrows take: the pager's stack while it is open, else by time.
 * @param {View} view
 * @param {Model} model
 */
function path({ state }, model) {
  const drawn = model.items.map((i) => i.id);
  const known = new Set(drawn);
  const order = state.order().filter((id) => known.has(id));
  return order.length && (!state.event || order.includes(state.event)) ? order : drawn;
}

/**
 * Where a key leads from event `at`; null for keys that are not ours.
 * @param {string} key
 * @param {string[]} ids
 * @param {string | null} at
 */
export function target(key, ids, at) {
  const i = ids.indexOf(at ?? '');
  if (key === 'Home') return ids[0];
  if (key === 'End') return ids[ids.length - 1];
  if (key === 'ArrowRight') return ids[i < 0 ? 0 : Math.min(ids.length - 1, i + 1)];
  if (key === 'ArrowLeft') return ids[i < 0 ? ids.length - 1 : Math.max(0, i - 1)];
  return null;
}

/**
 * @returns {() => void} takes the listeners away
 * @param {View} view
 */
export function attachKeys(view) {
  const { state, tip } = view;
  const { marks } = view.nodes.layers;

  /** What the keyboard came to; once selected, the panel says more. */
  function showTip() {
    if (view.active === state.event) return;
    const model = view.model;
    const item = model?.items.find((i) => i.id === view.active);
    const node = view.marks.node(view.active) ?? barOf(view, view.active)?.node;
    if (item && node) tip.show({ small: item.event.date_label, text: item.event.title }, node.getBoundingClientRect());
    else tip.hide();
  }

  /**
   * @param {string} id
   * @param {'push' | 'replace'} mode
   */
  function go(id, mode) {
    const bar = barOf(view, id);
    const item = view.model?.items.find((i) => i.id === id);
    if (bar && item) bar.node?.setAttribute('aria-label', `${item.event.date_label}, ${item.event.title}. ${barName(bar)}`);
    if (id === state.event) focusOn(view, id);
    else state.select(id, { source: 'timeline', mode });
  }

  /**
   * Where events are too many to travel, the arrows walk along the bars.
   * @param {KeyboardEvent} event
   * @param {Bar[]} bars
   */
  function onBars(event, bars) {
    const active = marks.getAttribute('aria-activedescendant');
    const nodes = bars.map((bar) => bar.node?.id ?? '');
    const id = target(event.key, nodes, active);
    const bar = bars[nodes.indexOf(id ?? active ?? '')];
    if (event.key === 'Enter' && bar) openBar(state, bar);
    if (id) {
      marks.setAttribute('aria-activedescendant', id);
      if (bar.node) tip.show({ text: barName(bar) }, bar.node.getBoundingClientRect());
    }
    if (id || event.key === 'Enter') event.preventDefault();
  }

  /** @param {KeyboardEvent} event */
  function keydown(event) {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const model = view.model;
    if (model?.bars && !model.items.length && event.key !== 'Escape') {
      onBars(event, model.bars);
      return;
    }
    const ids = model?.items.length ? path(view, model) : [];
    if (event.key === 'Escape') {
      tip.hide();
      if (!state.event) return;
      state.select(null, { source: 'timeline' });
    } else if (event.key === 'Enter' || event.key === ' ') {
      if (!view.active) return;
      go(view.active, 'push');
    } else {
      const from = state.event && ids.includes(state.event) ? state.event : null;
      const id = target(event.key, ids, from ?? (event.key === 'ArrowLeft' && ids.includes(view.active ?? '') ? view.active : null));
      if (!id) return;
      go(id, state.event ? 'replace' : 'push');
    }
    event.preventDefault();
    event.stopPropagation();
  }

  const focus = () => marks.matches(':focus-visible') && showTip();
  return listen(marks, { keydown, focus, blur: tip.hide });
}
