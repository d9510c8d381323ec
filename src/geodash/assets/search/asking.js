// Asking the server; what was asked before is at hand.

/** @import { Answer, Ask } from './types' */

const KEPT = 40;

/**
 * @param {URL} api
 * @returns {{ask: Ask, forget: () => void}}
 */
export function createAsking(api) {
  /** @type {Map<string, Promise<Answer>>} */
  const kept = new Map();

  async function fetched(/** @type {string} */ query) {
    const response = await fetch(new URL(`search?${new URLSearchParams({ q: query })}`, api));
    if (!response.ok) throw new Error(`the server answered ${response.status}`);
    return response.json();
  }

  return {
    ask(query) {
      const there = kept.get(query);
      if (there) return there;
      const answer = fetched(query);
      kept.set(query, answer);
      answer.catch(() => kept.delete(query));
      if (kept.size > KEPT) kept.delete(kept.keys().next().value ?? '');
      return answer;
    },
    /** Of another version everything may be answered otherwise. */
    forget: () => kept.clear(),
  };
}
