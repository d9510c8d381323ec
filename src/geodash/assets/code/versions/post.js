// What is asked of the server while a new version is reviewed.

import { asEditor } from '../../core/editor.js';

/** @import { Progress, Review, State } from './types' */

/** A colleague kept other answers meanwhile; `found` has them. */
export class Meanwhile extends Error {
  /** @param {import('./types').Theirs} found */
  constructor(found) {
    super(found.error);
    this.found = found;
  }
}

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
    if (response.status === 409 && found?.state) throw new Meanwhile(found);
    throw new Error(found?.error ?? `The server answered ${response.status}.`);
  }
  const send = (/** @type {string} */ path, /** @type {string} */ rev, /** @type {unknown} */ body) =>
    ask(`${path}?rev=${encodeURIComponent(rev)}`, { method: 'POST', body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } });

  return {
    /** @returns {Promise<Review>} */
    review: () => ask(''),
    /** @param {State} state @param {string} rev the state that it was made of @returns {Promise<Progress>} */
    keep: (state, rev) => send('/keep', rev, state),
    /** @param {State} state @param {string} rev @returns {Promise<{id: string, codings: string[]}>} */
    take: (state, rev) => send('/take', rev, state),
    /** @param {string} rev */
    drop: (rev) => send('/drop', rev, {}),
  };
}
