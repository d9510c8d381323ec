// How much room marks take, in layer pixels: for names that keep clear of them and seats that give way.

import { drawing } from '../core/told.js';
import { discSize, kindsOf } from './marks.js';

/** @import * as L from 'leaflet' */
/** @import { Box, Live } from './types' */

/** @type {(p: L.Point, half: number) => Box} */
export const around = (p, half) => [p.x - half, p.y - half, p.x + half, p.y + half];
/** @type {(a: Box, b: Box) => boolean} */
export const meet = (a, b) => a[0] < b[2] && a[2] > b[0] && a[1] < b[3] && a[3] > b[1];

/**
 * @param {L.Map} map
 * @param {Live} entry
 * @returns {Box}
 */
export function boxOf(map, entry) {
  const { group, seat, ring, disc } = entry;
  const p = map.latLngToLayerPoint([group.lat, group.lon]);
  if (disc || ring) return around(p, disc ? discSize(group.events.length) / 2 : 7);
  if (seat) return seatBox(p, entry);
  const { wide, step } = drawing().marks;
  const half = (wide + 2 + step * (kindsOf(group.events).length - 1)) / 2;
  return [p.x - half - 1, p.y - 12, p.x + half + (group.events.length > 1 ? 14 : 3), p.y + 12];
}

/**
 * @param {L.Point} p
 * @param {Live} entry
 * @returns {Box}
 */
function seatBox(p, entry) {
  const el = entry.marker.getElement();
  const [ax, ay] = /** @type {[number, number]} */ (entry.marker.options.icon?.options.iconAnchor ?? [0, 0]);
  // Asking for a width makes the browser lay out the page: once an element is enough.
  const bare = el?.classList.contains('gd-bare');
  if (!bare) entry.width ??= /** @type {HTMLElement | null | undefined} */ (el?.firstElementChild)?.offsetWidth ?? 80;
  const wide = bare ? 22 : (entry.width ?? 80);
  const left = el?.classList.contains('gd-west') ? p.x + ax - wide : p.x - ax;
  return [left, p.y - ay, left + wide, p.y - ay + 26];
}

/**
 * What names keep clear of: the mark and, above and below it, the corners of a selected one.
 * @param {L.Map} map
 * @param {Live} entry
 * @returns {Box[]}
 */
export function clearOf(map, entry) {
  const box = boxOf(map, entry);
  if (entry.seat || entry.ring || entry.disc || !entry.marker.getElement()?.matches('.gd-selected, .gd-sibling')) return [box];
  const [l, t, r, b] = box;
  return [box, [l - 10, t - 9, r + 8, t], [l - 10, b, r + 8, b + 9]];
}

/**
 * Seats whose words would run into a mark or into another seat keep only their count. On a map that
 * nobody moves (`plain`), words that would leave it stand on the other side.
 * @param {L.Map} map
 * @param {Live[]} entries
 * @param {boolean} plain
 */
export function crowd(map, entries, plain) {
  const taken = entries.filter((l) => !l.seat && !l.ring).map((l) => boxOf(map, l));
  const seats = entries.filter((l) => l.seat).sort((a, b) => b.group.events.length - a.group.events.length);
  for (const l of seats) {
    const el = l.marker.getElement();
    el?.classList.remove('gd-bare', 'gd-west');
    if (plain) el?.classList.toggle('gd-west', leaves(map, l));
    const box = boxOf(map, l);
    const clash = taken.some((t) => meet(t, box));
    el?.classList.toggle('gd-bare', clash);
    taken.push(clash ? boxOf(map, l) : box);
  }
}

/**
 * @param {L.Map} map
 * @param {Live} entry
 */
function leaves(map, entry) {
  const [left, , right] = boxOf(map, entry);
  const { x } = map.latLngToContainerPoint([entry.group.lat, entry.group.lon]);
  return x + (right - left) > map.getSize().x - 4 && x > right - left;
}
