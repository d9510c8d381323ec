// Searching for words as geodash.query.text does: every word under any of its names, at its beginning.

import { lengthOf } from './reader.js';

/** @import { Searching, Texts } from './types' */

/**
 * @param {Searching} rules
 * @param {(text: string) => string[]} searchWords
 * @param {Texts} texts
 */
export function createSearch(rules, searchWords, texts) {
  const scripts = Object.entries(rules.joined).map(([name, joined]) => ({ has: new RegExp(`^\\p{Script=${name}}`, 'u'), joined, the: rules.the[name] }));
  const names = new Map(Object.entries(texts.names));

  const needle = (/** @type {string} */ phrase, /** @type {boolean} */ isName) => (isName && lengthOf(phrase) <= rules.short ? ` ${phrase} ` : ` ${phrase}`);

  /** An Arabic or Hebrew phrase with what may be written in one with its first word. @returns {string[]} */
  function withJoined(/** @type {string} */ phrase) {
    const script = scripts.find(({ has }) => has.test(phrase));
    if (!script) return [];
    const short = phrase.startsWith(script.the) ? phrase.slice(script.the.length) : phrase;
    const bare = lengthOf(short) < rules.short ? phrase : short;
    const more = lengthOf(bare) >= rules.short ? script.joined.map((joined) => joined + bare) : [];
    return bare === phrase ? more : [bare, ...more];
  }

  function group(/** @type {string} */ phrase) {
    const others = names.get(phrase);
    return [needle(phrase, Boolean(others)), ...(others ?? []).map((name) => needle(name, true)), ...withJoined(phrase).map((p) => ` ${p}`)];
  }

  /** @returns {string[][]} what a text must hold: one of each */
  function needles(/** @type {string} */ query) {
    const found = [];
    for (const [, quoted, plain] of query.matchAll(new RegExp(rules.phrase, 'g'))) {
      let words = searchWords(quoted || plain || '');
      if (quoted && words.length) {
        found.push(group(words.join(' ')));
        continue;
      }
      while (words.length) {
        let n = Math.min(rules.longest, words.length);
        while (n > 1 && !names.has(words.slice(0, n).join(' '))) n -= 1;
        found.push(group(words.slice(0, n).join(' ')));
        words = words.slice(n);
      }
    }
    return found;
  }

  const holds = (/** @type {string} */ text, /** @type {string[][]} */ wanted) => wanted.every((any) => any.some((one) => text.includes(one)));

  return {
    needles,
    /** The places of the events that have the words. */
    events: (/** @type {string[][]} */ wanted) => texts.events.flatMap((text, n) => (holds(text, wanted) ? [n] : [])),
    /** How many articles have them. */
    articles: (/** @type {string[][]} */ wanted) => texts.articles.filter((text) => holds(text, wanted)).length,
  };
}
