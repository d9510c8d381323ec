// Panel cards and articles, fetched once and kept; the next ones are fetched before they are asked for.

import { asked } from './host.js';

/** @import { Article, Card } from './types' */

const CHUNK = 40;
const PREFETCH = 400;

/**
 * @param {URL} api
 * @param {string} version of the collection
 * @param {{ahead?: boolean}} [how] `ahead`: the next cards are fetched before they are asked for
 */
export function createCards(api, version, { ahead = true } = {}) {
  let current = version;
  /** @type {Map<string, Promise<Card>>} */
  const cards = new Map();
  /** @type {Map<string, Promise<Article>>} */
  const articles = new Map();

  async function getJson(/** @type {string} */ path) {
    const response = await asked(new URL(path, api));
    if (!response.ok) throw Object.assign(new Error(`the server answered ${response.status}`), { status: response.status });
    return response.json();
  }

  const missing = (/** @type {string} */ id) => Object.assign(new Error(`there is no event ${id}`), { missing: true });

  function ask(/** @type {string[]} */ ids) {
    const query = new URLSearchParams(ids.map((id) => ['id', id]));
    query.append('v', current);
    const answer = getJson(`cards?${query}`);
    for (const id of ids) {
      /** @type {Promise<Card>} */
      const one = answer.then((all) => all[id] ?? Promise.reject(missing(id)));
      one.catch(() => cards.get(id) === one && cards.delete(id));
      cards.set(id, one);
    }
    return answer;
  }

  /** @returns {Promise<Card>} */
  function card(/** @type {string} */ id) {
    const there = cards.get(id);
    if (there) return there;
    ask([id]).catch(() => {});
    return card(id);
  }

  return {
    card,
    /** The cards of all `ids`, with as few questions as there must be. */
    all(/** @type {string[]} */ ids) {
      const wanted = ids.filter((id) => !cards.has(id));
      for (let at = 0; at < wanted.length; at += CHUNK) ask(wanted.slice(at, at + CHUNK)).catch(() => {});
      return Promise.all(ids.map(card));
    },
    /** @returns {Promise<Article>} */
    article(/** @type {string} */ id) {
      const there = articles.get(id);
      if (there) return there;
      const one = getJson(`article/${encodeURIComponent(id)}?v=${current}`);
      one.catch(() => articles.get(id) === one && articles.delete(id));
      articles.set(id, one);
      return one;
    },
    /** Lets go of everything of an older version. */
    renew(/** @type {string} */ next) {
      current = next;
      cards.clear();
      articles.clear();
    },
    /** Fetches what is still missing, a chunk at a time, when the browser has nothing else to do. */
    prefetch(/** @type {string[]} */ ids) {
      if (!ahead) return;
      const queue = ids.filter((id) => !cards.has(id)).slice(0, PREFETCH);
      const idle = window.requestIdleCallback ?? ((/** @type {() => void} */ fn) => setTimeout(fn, 200));
      const next = () => {
        const chunk = queue.splice(0, CHUNK).filter((id) => !cards.has(id));
        if (chunk.length) ask(chunk).catch(() => {}).finally(() => idle(next));
        else if (queue.length) idle(next);
      };
      idle(next);
    },
  };
}
