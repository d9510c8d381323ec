// What the server worked out for the filter and the chosen way of looking; the latest question wins.

import { toSearch } from '../core/url.js';

/** @import { Context, State } from '../core/types' */
/** @import { Answer } from './types' */

const ASKED = ['by', 'series', 'at'];

/**
 * @param {State} state
 * @param {Context} ctx
 * @param {(on: boolean) => void} waiting
 */
export function createAnswers(state, ctx, waiting) {
  /** @type {Set<(answer: Answer) => void>} */
  const listeners = new Set();
  let asked = '';
  let request = 0;
  /** @type {AbortController | null} */
  let abort = null;

  function url() {
    const found = new URL(`analysis${toSearch(state.params, {})}`, ctx.api);
    for (const key of ASKED) if (state.look[key]) found.searchParams.set(key, state.look[key]);
    return found.href;
  }

  async function ask() {
    const wanted = url();
    if (wanted === asked) return;
    asked = wanted;
    const mine = ++request;
    abort?.abort();
    abort = new AbortController();
    waiting(true);
    try {
      const response = await fetch(wanted, { signal: abort.signal });
      if (!response.ok) throw new Error(`the server answered ${response.status}`);
      /** @type {Answer} */
      const answer = await response.json();
      if (mine !== request) return;
      const own = answer.notices.filter((text) => !state.data.notices.includes(text));
      if (own.length) state.emit('notice', own);
      for (const fn of listeners) fn(answer);
    } catch (thrown) {
      const error = /** @type {Error} */ (thrown);
      if (error.name === 'AbortError' || mine !== request) return;
      asked = '';
      state.emit('notice', [`The figures could not be read: ${error.message}. Is geodash still running?`]);
    } finally {
      if (mine === request) waiting(false);
    }
  }

  function again() {
    asked = '';
    ask();
  }

  const offs = [state.on('data', ask), state.on('look', ask), state.on('renewed', again)];
  return {
    on(/** @type {(answer: Answer) => void} */ fn) {
      listeners.add(fn);
      return () => listeners.delete(fn);
    },
    destroy() {
      offs.forEach((off) => off());
      abort?.abort();
    },
  };
}
