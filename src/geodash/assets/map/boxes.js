// How much room marks take, in layer pixels: for names that keep clear of them and seats that give way.

import * as L from '../vendor/leaflet.js';
import { extentOf } from './extent.js';
import { discSize } from './marks.js';

/** @import { Box, Live } from './types' */

/** @type {(p: L.Point, half: number) => Box} */
export const around = (p, half) => [p.x - half, p.y - half, p.x + half, p.y + half];
/** @type {(a: Box, b: Box) => boolean} */
export const meet = (a, b) => a[0] < b[2] && a[2] > b[0] && a[1] < b[3] && a[3] > b[1];

/** Whether a mark has corners around it. */
const isBracketed = (/** @type {Live} */ { marker }) => Boolean(marker.getElement()?.matches('.gd-selected, .gd-sibling'));

/**
 * What something covers, a mark with its corners where it has them.
 * @param {L.Map} map
 * @param {Live} entry
 * @returns {Box}
 */
export function boxOf(map, entry) {
  const { group, seat, ring, disc } = entry;
  const p = map.latLngToLayerPoint([group.lat, group.lon]);
  if (disc || ring) return around(p, disc ? discSize(group.events.length) / 2 : 7);
  if (seat) return seatBox(p, entry);
  const [left, top, right, bottom] = extentOf(group.events, isBracketed(entry));
  return [p.x + left, p.y + top, p.x + right, p.y + bottom];
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
  if (el?.classList.contains('gd-bare')) return discOf(p, entry);
  entry.width ??= /** @type {HTMLElement | null | undefined} */ (el?.firstElementChild)?.offsetWidth ?? 80;
  const wide = entry.width ?? 80;
  const has = (/** @type {string} */ name) => el?.classList.contains(name);
  if (has('gd-above') || has('gd-below')) {
    const [x, y] = [p.x - ax + 8, p.y - ay + 13];
    const half = Math.max(11, (wide - 22) / 2);
    return has('gd-above') ? [x - half, y - 30, x + half, y - 8] : [x - half, y + 8, x + half, y + 30];
  }
  const left = has('gd-west') ? p.x + ax - wide : p.x - ax;
  return [left, p.y - ay, left + wide, p.y - ay + 26];
}

/**
 * All that something covers: of a seat with its words above or below, its disc as well.
 * @param {L.Map} map
 * @param {Live} entry
 * @returns {Box[]}
 */
export function boxesOf(map, entry) {
  const { group, seat } = entry;
  return seat ? [boxOf(map, entry), discOf(map.latLngToLayerPoint([group.lat, group.lon]), entry)] : [boxOf(map, entry)];
}

/**
 * Where something stands on the map: a chip's disc is beside its point.
 * @param {L.Map} map
 * @param {Live} entry
 */
export function drawnAt(map, entry) {
  const { lat, lon } = entry.group;
  if (!entry.seat) return { lat, lon };
  const [left, top, right, bottom] = discOf(map.latLngToLayerPoint([lat, lon]), entry);
  const at = map.layerPointToLatLng([(left + right) / 2, (top + bottom) / 2]);
  return { lat: at.lat, lon: at.lng };
}

const SIDES = ['', 'gd-west', 'gd-above', 'gd-below'];

/**
 * Seats have their words where these run into nothing, on one of four sides, else none. On a
 * map that nobody moves (`plain`) all have words or none but the selected: a seat with a name beside one
 * without would be one side's; so with countries. Where a mark has the same name, a seat of one
 * statement may do without.
 * @param {L.Map} map
 * @param {Live[]} entries
 * @param {{plain: boolean, selected: string | null | undefined, around: Box[]}} how `around`: lines, and what floats
 */
export function crowd(map, entries, { plain, selected, around: there }) {
  const taken = [...there, ...entries.filter((l) => !l.seat).map((l) => boxOf(map, l))];
  const isOn = (/** @type {Live} */ { group }) => group.events.some((e) => e.id === selected);
  const seats = entries.filter((l) => l.seat).sort((a, b) => Number(isOn(b)) - Number(isOn(a)) || b.group.events.length - a.group.events.length);
  const classes = (/** @type {Live} */ l) => l.marker.getElement()?.classList;
  for (const l of seats) classes(l)?.remove('gd-bare', ...SIDES.filter(Boolean));
  const discs = new Map(seats.map((l) => [l, discOf(map.latLngToLayerPoint([l.group.lat, l.group.lon]), l)]));
  for (const l of seats) {
    const others = [...taken, ...[...discs].filter(([o]) => o !== l).map(([, box]) => box)];
    if (!turn(map, l, others) && !isOn(l)) classes(l)?.add('gd-bare');
    taken.push(boxOf(map, l));
  }
  const view = map.getBounds();
  const marked = new Set(entries.filter((l) => !l.seat && !l.ring).flatMap((l) => l.group.events.map(({ place_full: name, place_name: own }) => name || own)));
  const named = (/** @type {Live} */ { group }) => group.events.length === 1 && group.events.every((e) => marked.has(e.seat ?? ''));
  for (const kind of plain ? ['seat', 'country'] : []) {
    const seen = seats.filter((l) => !isOn(l) && l.group.events[0].draw === kind && view.contains([l.group.lat, l.group.lon]));
    if (seen.some((l) => classes(l)?.contains('gd-bare') && !named(l))) seen.forEach((l) => classes(l)?.add('gd-bare'));
  }
}

/** A seat's disc alone. */
function discOf(/** @type {L.Point} */ p, /** @type {Live} */ { marker }) {
  const [ax, ay] = /** @type {[number, number]} */ (marker.options.icon?.options.iconAnchor ?? [0, 0]);
  return around(L.point(p.x - ax + 8, p.y - ay + 13), 9);
}

/**
 * Turns a seat's words to a side where they run into nothing; says whether there is one.
 * @param {L.Map} map
 * @param {Live} l
 * @param {Box[]} others
 */
function turn(map, l, others) {
  const classes = l.marker.getElement()?.classList;
  for (const side of SIDES) {
    classes?.remove(...SIDES.filter(Boolean));
    if (side) classes?.add(side);
    const box = boxOf(map, l);
    if (!leaves(map, box) && !others.some((t) => meet(t, box))) return true;
  }
  classes?.remove(...SIDES.filter(Boolean));
  if (leaves(map, boxOf(map, l))) classes?.add('gd-west');
  return false;
}

/** Whether a box reaches out of a map. */
function leaves(/** @type {L.Map} */ map, /** @type {Box} */ [left, top, right, bottom]) {
  const { x, y } = map.getSize();
  const a = map.layerPointToContainerPoint([left, top]);
  const b = map.layerPointToContainerPoint([right, bottom]);
  return a.x < 4 || a.y < 4 || b.x > x - 4 || b.y > y - 4;
}
