// The List's parts: what is on the map, what is elsewhere, what has no place. Their counts add up to the
// filter's, since a whole beside its parts is a row and not counted. Pure functions.

import { listAt } from '../core/values.js';
import { areaName, awayFrom, leadsTo, within } from '../core/whereabouts.js';

/** @import { EventItem, Home, LocatedEvent } from '../core/types' */
/** @import { Bounds } from '../core/whereabouts.js' */
/** @import { ListPart, PartKey } from './types' */

/** @type {PartKey[]} */
const KEYS = ['here', 'elsewhere', 'nowhere'];

/** @type {(e: EventItem) => e is LocatedEvent} */
const isLocated = (e) => e.lat !== null && e.lon !== null;

/**
 * The parts that have any row, each in the order of the events; a whole without a place stands where its first
 * part does.
 * @param {EventItem[]} events
 * @param {Bounds} frame what the map has in view
 * @param {(e: EventItem) => boolean} isNamed whether the country that an event is of is named in view
 * @returns {ListPart[]}
 */
export function partsOf(events, frame, isNamed) {
  const byId = new Map(events.map((e) => [e.id, e]));
  const stands = (/** @type {EventItem} */ e) => isLocated(e) && within(frame, e);
  const named = (/** @type {EventItem} */ e) => e.draw === 'country' && !stands(e) && isNamed(e);
  const keyOf = (/** @type {EventItem} */ e) => (!isLocated(e) ? 'nowhere' : stands(e) || named(e) ? 'here' : 'elsewhere');
  const partOf = (/** @type {EventItem} */ e) => (isLocated(e) ? undefined : e.members.map((id) => byId.get(id)).find((part) => part?.counted));
  /** @type {Map<PartKey, EventItem[]>} */
  const found = new Map();
  for (const e of events) listAt(found, keyOf(partOf(e) ?? e)).push(e);
  return KEYS.filter((key) => key === 'here' || found.has(key)).map((key) => {
    const rows = found.get(key) ?? [];
    const counted = rows.filter((e) => e.counted);
    return { key, events: rows, counted, named: counted.filter(named), wholes: standing(rows.filter(stands)).filter((e) => !e.counted) };
  });
}

/**
 * What counts where these events are all that there are: a whole gives way to its parts (domain/wholes.py).
 * @param {EventItem[]} events
 */
function standing(events) {
  const there = new Set(events.map((e) => e.id));
  return events.filter((e) => !e.members.some((id) => there.has(id)));
}

/**
 * How many events the map's frame would leave as a filter.
 * @param {EventItem[]} events
 * @param {Bounds} frame
 */
export const countIn = (events, frame) => standing(events.filter((e) => isLocated(e) && within(frame, e))).length;

/**
 * The places of what is elsewhere as the map's chips name them, most events first.
 * @param {EventItem[]} events
 * @param {Home[]} homes
 * @param {Bounds} frame
 */
export function placesOf(events, homes, frame) {
  const [w, s, e, n] = frame;
  const away = awayFrom(homes, { lat: (s + n) / 2, lon: (w + e) / 2 });
  /** @type {Map<string, LocatedEvent[]>} */
  const places = new Map();
  for (const event of events.filter(isLocated)) {
    const stands = leadsTo(event, away, (p) => within(frame, p));
    listAt(places, areaName(stands, away).name).push(stands);
  }
  return [...places].map(([name, found]) => ({ name, events: found })).sort((a, b) => b.events.length - a.events.length);
}
