// What the server worked out for the filter and the chosen way of looking, for whoever listens.

import { toSearch } from '../core/url.js';
import { createAsking } from './asking.js';

/** @import { Context, State } from '../core/types' */
/** @import { Answer } from './types' */

const ASKED = ['by', 'series'];

/**
 * @param {State} state
 * @param {Context} ctx
 * @param {(on: boolean) => void} waiting
 */
export function createAnswers(state, ctx, waiting) {
  /** @type {Set<(answer: Answer) => void>} */
  const listeners = new Set();

  function url() {
    const found = new URL(`analysis${toSearch(state.params, {})}`, ctx.api);
    for (const key of ASKED) if (state.look[key]) found.searchParams.set(key, state.look[key]);
    return found.href;
  }

  const show = (/** @type {Answer} */ answer) => listeners.forEach((fn) => fn(answer));
  const { ask, again, stop } = createAsking(state, { url, show, waiting });
  const offs = [state.on('data', ask), state.on('look', ask), state.on('renewed', again)];
  return {
    on(/** @type {(answer: Answer) => void} */ fn) {
      listeners.add(fn);
      return () => listeners.delete(fn);
    },
    destroy() {
      offs.forEach((off) => off());
      stop();
    },
  };
}
