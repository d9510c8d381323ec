// Small things about values: whether two are the same, one changed by another, one cut short, lists by key.

/** @import { Params, Patch } from './types' */

/**
 * @param {unknown} a
 * @param {unknown} b
 */
export const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);

/** @param {string} text */
export const shorten = (text) => (text.length > 60 ? `${text.slice(0, 59)}…` : text);

/**
 * A filter with a change made to it.
 * @param {Params} params
 * @param {Patch} patch
 */
export function merged(params, patch) {
  const next = { ...params };
  for (const [key, value] of Object.entries(patch)) {
    if (value === undefined || value === null || value.length === 0) delete next[key];
    else next[key] = value;
  }
  return next;
}

/**
 * The list that a map has at a key, made when it is asked for first.
 * @template K, V
 * @param {Map<K, V[]>} map
 * @param {K} key
 */
export function listAt(map, key) {
  const there = map.get(key);
  if (there) return there;
  /** @type {V[]} */
  const made = [];
  map.set(key, made);
  return made;
}
