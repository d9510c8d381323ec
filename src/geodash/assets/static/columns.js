// What is counted of the events, taken out of them once.

import { toDay } from '../core/dates.js';
import * as flags from './flags.js';

/** @import { Columns, StoredEvent } from './types' */

/**
 * @param {StoredEvent[]} events in time order
 * @returns {Columns}
 */
export function columnsOf(events) {
  const size = events.length;
  const is = (/** @type {(e: StoredEvent) => unknown} */ test) => flags.where(size, (n) => Boolean(test(events[n])));
  const days = (/** @type {(e: StoredEvent) => string | null} */ of) => Int32Array.from(events, (e) => toDay(of(e)) || 0);
  return {
    size,
    dated: is((e) => e.date_start && e.date_end),
    first: days((e) => e.date_start),
    last: days((e) => e.date_end),
    kind: events.map((e) => e.kind),
    located: is((e) => e.lat !== null && e.lon !== null),
    latitude: Float64Array.from(events, (e) => e.lat ?? 0),
    longitude: Float64Array.from(events, (e) => e.lon ?? 0),
    background: is((e) => e.background),
    seat: is((e) => e.role === 'seat'),
  };
}

/**
 * Places of wholes and of their parts, pair by pair.
 * @param {StoredEvent[]} events
 */
export function pairsOf(events) {
  const at = new Map(events.map((e, n) => [e.id, n]));
  /** @type {[whole: number, part: number][]} */
  const pairs = [];
  events.forEach((e, whole) => {
    for (const id of e.members) pairs.push([whole, at.get(id) ?? -1]);
  });
  return pairs.filter(([, part]) => part >= 0);
}
