// How much room marks take, in layer pixels: for names that keep clear of them and seats that give way.

import * as L from '../vendor/leaflet.js';
import { drawing } from '../core/told.js';
import { extentOf } from './extent.js';
import { discSize } from './marks.js';

/** @import { Box, Live } from './types' */

/** @type {(p: L.Point, half: number) => Box} */
export const around = (p, half) => [p.x - half, p.y - half, p.x + half, p.y + half];
/**
 * Small boxes along a line.
 * @param {L.Map} map
 * @param {[number, number][]} path
 * @returns {Box[]}
 */
export function along(map, path) {
  const [a, b] = path.map((point) => map.latLngToLayerPoint(point));
  const { x: w, y: h } = map.getSize();
  const steps = Math.min(400, Math.max(1, Math.floor(a.distanceTo(b) / 7)));
  const points = Array.from({ length: steps + 1 }, (_, i) => L.point(a.x + ((b.x - a.x) * i) / steps, a.y + ((b.y - a.y) * i) / steps));
  return points.filter((p) => Math.abs(p.x) < 2 * w && Math.abs(p.y) < 2 * h).map((p) => around(p, 4));
}

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
 * What the words of a chip cover, beside its disc; the disc where it has none.
 * @param {L.Point} p
 * @param {Live} entry
 * @returns {Box}
 */
function seatBox(p, entry) {
  const el = entry.marker.getElement();
  const has = (/** @type {string} */ name) => el?.classList.contains(name);
  if (has('gd-bare')) return discOf(p);
  const wide = widthOf(entry);
  if (has('gd-above') || has('gd-below')) {
    const half = Math.max(11, (wide - 22) / 2);
    return has('gd-above') ? [p.x - half, p.y - 30, p.x + half, p.y - 10] : [p.x - half, p.y + 10, p.x + half, p.y + 30];
  }
  const [near, far] = [10, wide - 8];
  return has('gd-west') ? [p.x - far, p.y - 13, p.x - near, p.y + 13] : [p.x + near, p.y - 13, p.x + far, p.y + 13];
}

/** Asking for a width makes the browser lay out the page: once an element is enough. */
function widthOf(/** @type {Live} */ entry) {
  const words = /** @type {HTMLElement | null | undefined} */ (entry.marker.getElement()?.firstElementChild);
  return (entry.width ??= words?.offsetWidth ?? 80);
}

/** A seat's disc alone. */
const discOf = (/** @type {L.Point} */ p) => around(p, drawing().marks.numbered);

/**
 * All that something covers: of a seat with its words, its disc as well.
 * @param {L.Map} map
 * @param {Live} entry
 * @returns {Box[]}
 */
export const boxesOf = (map, entry) => (entry.seat ? [boxOf(map, entry), bodyOf(map, entry)] : [boxOf(map, entry)]);

/**
 * What something covers without the words of a chip.
 * @param {L.Map} map
 * @param {Live} entry
 * @returns {Box}
 */
export const bodyOf = (map, entry) => (entry.seat ? discOf(map.latLngToLayerPoint([entry.group.lat, entry.group.lon])) : boxOf(map, entry));

const SIDES = ['', 'gd-west', 'gd-above', 'gd-below'];

/**
 * Seats have their words where these run into nothing, on one of four sides, else their number in the disc. On a
 * map that nobody moves (`plain`) all have words or none but the selected: a seat with a name beside one
 * without would be one side's; so with countries. Where a mark has the same name, a seat may do without.
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
  seats.forEach(widthOf); // all before the first is turned, which would make the next one wait for a layout
  const discs = new Map(seats.map((l) => [l, bodyOf(map, l)]));
  for (const l of seats) {
    const others = [...taken, ...[...discs].filter(([o]) => o !== l).map(([, box]) => box)];
    if (!turn(map, l, others) && !isOn(l)) classes(l)?.add('gd-bare');
    taken.push(boxOf(map, l));
  }
  const view = map.getBounds();
  const marked = new Set(entries.filter((l) => !l.seat && !l.ring).flatMap((l) => l.group.events.map(({ place_full: name, place_name: own }) => name || own)));
  const named = (/** @type {Live} */ { group }) => group.events.every((e) => marked.has(e.seat ?? ''));
  for (const kind of plain ? ['seat', 'country'] : []) {
    const seen = seats.filter((l) => !isOn(l) && l.group.events[0].draw === kind && view.contains([l.group.lat, l.group.lon]));
    if (seen.some((l) => classes(l)?.contains('gd-bare') && !named(l))) seen.forEach((l) => classes(l)?.add('gd-bare'));
  }
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
