// What is read: the article on show, the passage of the chosen event, and the ways from one to the next.

import { hit } from '../core/dom.js';
import { valueOf } from '../core/url.js';

/** @import { Context, State } from '../core/types' */
/** @import { Reading, ReadPayload, Stop } from './types' */

/**
 * @param {State} state
 * @param {Context} ctx
 * @returns {Reading}
 */
export function createReading(state, ctx) {
  const article = () => /** @type {ReadPayload} */ (state.data).read;

  /** A passage that tells an event here, its own before one that tells it as a part. @type {Reading['stopOf']} */
  function stopOf(id) {
    const stops = article()?.stops ?? [];
    return (id && (stops.find((s) => s.event === id) ?? stops.find((s) => s.events.includes(id)))) || null;
  }

  async function open(/** @type {string} */ id, /** @type {string | null} */ event = null) {
    if (id && id !== valueOf(state.params.article)) {
      await state.setFilter({ article: id });
      // One step of the history with its article.
      await state.select(event, { source: 'article', mode: 'replace' });
    } else if (event) await state.select(event, { source: 'article' });
  }

  /** @type {Reading['go']} */
  async function go(id, source) {
    if (article()?.captions[id]) {
      await state.select(id, { source, mode: source === 'step' ? 'replace' : 'push' });
      return;
    }
    const elsewhere = (await state.fetchCard(id)).event.articles[0];
    if (elsewhere) await open(elsewhere, id);
  }

  return {
    state,
    ctx,
    article,
    stopOf,
    stop: () => stopOf(state.event),
    go,
    open,
    step(by) {
      const stops = article()?.stops ?? [];
      const at = stops.indexOf(/** @type {Stop} */ (stopOf(state.event)));
      const next = at < 0 && by < 0 ? undefined : stops[at + by];
      if (next) go(next.event, 'step');
    },
  };
}

/**
 * ← → step through the passages and Escape leads back to the whole article, wherever the focus is on nothing
 * that needs these keys itself.
 * @param {Reading} reading
 */
export function listenToKeys({ state, step }) {
  const onKey = (/** @type {KeyboardEvent} */ ev) => {
    if (ev.defaultPrevented || ev.ctrlKey || ev.metaKey || ev.altKey || ev.shiftKey) return;
    if (hit(ev, 'input, textarea, select, dialog, [role=dialog], [role=listbox], .leaflet-container')) return;
    if (ev.key === 'Escape' && state.event) state.select(null, { source: 'keyboard' });
    const by = ev.key === 'ArrowRight' ? 1 : ev.key === 'ArrowLeft' ? -1 : null;
    if (!by) return;
    ev.preventDefault();
    step(by);
  };
  document.addEventListener('keydown', onKey);
  return { destroy: () => document.removeEventListener('keydown', onKey) };
}

/** The timeline is of the article: no part of it is chosen. */
export const unfiltered = (/** @type {State} */ state) => Object.assign(Object.create(state), { setFilter: async () => {}, setStack: () => {} });
