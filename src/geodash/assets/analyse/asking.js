// A question to the server whose latest answer wins.

/** @import { State } from '../core/types' */

/**
 * `ask` asks `url()` unless that is what was asked last; `again` asks it whatever was.
 * @template {{notices?: string[]}} Answer
 * @param {State} state
 * @param {{url: () => string, show: (answer: Answer) => void, waiting?: (on: boolean) => void}} how
 */
export function createAsking(state, { url, show, waiting = () => {} }) {
  let asked = '';
  let request = 0;
  /** @type {AbortController | null} */
  let abort = null;

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
      const own = (answer.notices ?? []).filter((text) => !state.data.notices.includes(text));
      if (own.length) state.emit('notice', own);
      show(answer);
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
    return ask();
  }
  return { ask, again, forget: () => void (asked = ''), stop: () => abort?.abort() };
}
