// Where events are in relation to a part of the world: the map's chips at its edge and the List's parts say it
// by the same names. Pure functions.

import { near } from './longitudes.js';

/** @import { About, Home, LocatedEvent, Point } from './types' */

/** @typedef {[west: number, south: number, east: number, north: number]} Bounds */

/**
 * @param {Bounds} bounds
 * @param {Point} point
 */
export function within([w, s, e, n], point) {
  const lon = near(point.lon, (w + e) / 2);
  return lon >= w && lon <= e && point.lat >= s && point.lat <= n;
}

/**
 * @param {Home} home
 * @param {Point} point
 */
export const inFrame = ({ bounds }, point) => within(bounds, point);

/** @type {(a: About) => a is About & Point} */
const isLocated = (a) => a.lat !== null && a.lon !== null;

/**
 * `w,s,e,n` as the map tells what is in view; null for anything else.
 * @param {string | null | undefined} text
 * @returns {Bounds | null}
 */
export function boundsOf(text) {
  const numbers = String(text ?? '').split(',').map(Number);
  return numbers.length === 4 && numbers.every(Number.isFinite) ? /** @type {Bounds} */ (numbers) : null;
}

/**
 * Whether two parts of the world are the same, but for what is lost in an address or by a scroll bar.
 * @param {Bounds} a
 * @param {Bounds} b
 */
export function alike(a, b) {
  const turn = near((b[0] + b[2]) / 2, (a[0] + a[2]) / 2) - (b[0] + b[2]) / 2;
  const moved = [b[0] + turn, b[1], b[2] + turn, b[3]];
  const spans = [a[2] - a[0], a[3] - a[1]];
  return moved.every((edge, i) => Math.abs(edge - a[i]) <= spans[i % 2] * 0.03);
}

/**
 * A short name for where an event is: a home view's name, else its town or country.
 * @param {LocatedEvent} e
 * @param {Home[]} frames
 */
export function areaName(e, frames) {
  const frame = frames.find((f) => inFrame(f, e));
  if (frame) return { name: frame.name, home: true };
  const name = e.seat || e.country?.name || e.place_full || e.place || e.place_name || 'elsewhere';
  return { name, home: false };
}

/**
 * A statement about a place in a home view counts there rather than at its speaker's seat, unless that place
 * is in view.
 * @template {LocatedEvent} E
 * @param {E} e
 * @param {Home[]} homes
 * @param {(point: Point) => boolean} inView
 */
export function leadsTo(e, homes, inView) {
  if (e.draw !== 'seat') return e;
  const a = (e.about ?? []).filter(isLocated).find((p) => homes.some((f) => inFrame(f, p)));
  return a && !inView(a) ? { ...e, lat: a.lat, lon: a.lon } : e;
}

/**
 * The home views that are named where they are not in view: all but the one in whose frame the middle is.
 * @param {Home[]} homes
 * @param {Point} middle
 */
export const awayFrom = (homes, middle) => homes.filter((f) => f.name !== 'All' && !inFrame(f, middle));
