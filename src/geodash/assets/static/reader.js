// Reading parameters as geodash.query.params does: bounded, strict, never an error, only a notice.

/** @import { Reading } from './types' */

const UNSEEN = /[^\S ]|[\p{C}\p{Z}]/gu;

/** One line without control characters and outer blanks. @param {string} text */
export const clean = (text) => text.replace(UNSEEN, ' ').split(' ').filter(Boolean).join(' ');

/** @param {string} text */
export const lengthOf = (text) => Array.from(text).length;

/**
 * The first characters of a text.
 * @param {string} text
 * @param {number} n
 */
export const begun = (text, n) => Array.from(text).slice(0, n).join('');

/**
 * @param {string} text
 * @param {Reading} rules
 */
export const isClean = (text, rules) => text !== '' && lengthOf(text) <= rules.length && text === clean(text);

/**
 * A value as it stands in a notice.
 * @param {string} value
 * @param {number} most
 */
export function shown(value, most) {
  const text = clean(value);
  return lengthOf(text) > most ? `“${begun(text, most)}…”` : `“${text}”`;
}

/**
 * @param {[string, string][]} pairs
 * @param {Reading} rules
 */
export function createReader(pairs, rules) {
  /** @type {Map<string, string[]>} */
  const given = new Map();
  for (const [key, value] of pairs.slice(0, rules.pairs)) given.set(key, [...(given.get(key) ?? []), value]);
  /** @type {Set<string>} */
  const taken = new Set();
  /** @type {string[]} */
  const notices = [];
  const notice = (/** @type {string} */ text) => notices.includes(text) || notices.push(text);
  const drop = (/** @type {string} */ key, /** @type {string} */ value) => notice(`${key}=${shown(value, rules.shown)} ${rules.dropped}: ${rules.accepted[key]}.`);

  function isTracker(/** @type {string} */ key) {
    const low = key.toLowerCase();
    return rules.trackers.includes(low) || rules.trackers_begin.some((begin) => low.startsWith(begin));
  }

  return {
    notice,
    /**
     * All good values of a parameter that may stand several times, each once.
     * @param {string} key
     * @param {(value: string) => string | null} accept
     */
    many(key, accept) {
      taken.add(key);
      const values = [...new Set(given.get(key))];
      const found = [];
      for (const value of values.slice(0, rules.values)) {
        const good = accept(value);
        if (good === null) drop(key, value);
        else found.push(good);
      }
      if (values.length > rules.values) notice(`${key}: only the first ${rules.values} of ${values.length} values were used.`);
      return found;
    },
    /**
     * The good value of a parameter that stands once, or null.
     * @template T
     * @param {string} key
     * @param {(value: string) => T | null} accept
     */
    one(key, accept) {
      taken.add(key);
      const values = given.get(key) ?? [];
      if (values.length > 1) notice(`${key} was given ${values.length} times: only the first was used.`);
      if (!values.length) return null;
      const good = accept(values[0]);
      if (good === null) drop(key, values[0]);
      return good;
    },
    /** What was said, and what nobody asked for. */
    notices() {
      for (const key of given.keys()) {
        if (taken.has(key) || rules.ignored.includes(key) || isTracker(key)) continue;
        notice(`The parameter ${shown(key, rules.shown)} is not known; known are ${rules.known.join(', ')}.`);
      }
      const rest = notices.length - rules.notices;
      return rest > 0 ? [...notices.slice(0, rules.notices), `${rest} more notices of this kind are not shown.`] : notices;
    },
  };
}
