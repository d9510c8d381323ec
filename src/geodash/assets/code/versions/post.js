// What is asked of the server while a new version is reviewed.

import { asEditor } from '../../core/editor.js';

/** @import { Progress, Review, State } from './types' */

/**
 * @param {URL} api
 * @param {string} article
 */
export function createPost(api, article) {
  const base = new URL(`version/${encodeURIComponent(article)}`, api).href;

  async function ask(/** @type {string} */ path, /** @type {RequestInit} */ init = {}) {
    let response;
    try {
      response = await asEditor(`${base}${path}`, init);
    } catch {
      throw new Error('The server did not answer. Is geodash still running?');
    }
    const found = await response.json().catch(() => null);
    if (response.ok && found) return found;
    throw new Error(found?.error ?? `The server answered ${response.status}.`);
  }
  const send = (/** @type {string} */ path, /** @type {unknown} */ body) =>
    ask(path, { method: 'POST', body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } });

  return {
    /** @returns {Promise<Review>} */
    review: () => ask(''),
    /** @param {State} state @returns {Promise<Progress>} */
    keep: (state) => send('/keep', state),
    /** @param {State} state @returns {Promise<{id: string, codings: string[]}>} */
    take: (state) => send('/take', state),
    drop: () => send('/drop', {}),
  };
}
