// Which events: one flag each, in time order.

/** @import { Flags } from './types' */

/** @param {number} size */
export const none = (size) => new Uint8Array(size);
/** @param {number} size */
export const every = (size) => new Uint8Array(size).fill(1);

/**
 * @param {number} size
 * @param {Iterable<number>} places
 * @returns {Flags}
 */
export function at(size, places) {
  const flags = none(size);
  for (const place of places) flags[place] = 1;
  return flags;
}

/**
 * @param {number} size
 * @param {(place: number) => boolean} test
 * @returns {Flags}
 */
export function where(size, test) {
  const flags = none(size);
  for (let n = 0; n < size; n += 1) if (test(n)) flags[n] = 1;
  return flags;
}

/**
 * Those of both.
 * @param {Flags} a
 * @param {Flags} b
 */
export function both(a, b) {
  const flags = none(a.length);
  for (let n = 0; n < flags.length; n += 1) flags[n] = a[n] & b[n];
  return flags;
}

/**
 * Those of the first that aren't of the second.
 * @param {Flags} a
 * @param {Flags} b
 */
export function but(a, b) {
  const flags = none(a.length);
  for (let n = 0; n < flags.length; n += 1) flags[n] = a[n] & (b[n] ^ 1);
  return flags;
}

/** @param {Flags} flags */
export function size(flags) {
  let found = 0;
  for (const flag of flags) found += flag;
  return found;
}

/** The places of those that have it, in time order. @param {Flags} flags */
export function places(flags) {
  const found = [];
  for (let n = 0; n < flags.length; n += 1) if (flags[n]) found.push(n);
  return found;
}
