// What stands on the map: marks with their glyphs, chips of seats, rings of places spoken of, discs of
// many. Leaflet markers that are buttons; their names are set by whoever puts them on the map.

import * as L from '../vendor/leaflet.js';
import { h, svg } from '../core/dom.js';
import { markShape, softEdge } from '../core/marks.js';
import { drawing } from '../core/told.js';
import { across, badgesOf, kindsOf } from './extent.js';

/** @import { Located, Place } from './types' */
/** @typedef {(group: Place, at?: {x: number, y: number}) => void} Choose `at`: where in the window it was pressed */

export const isSoft = (/** @type {Located} */ e) => e.draw === 'near' || e.draw === 'area';

/** @param {Place} group */
function glyphOf(group) {
  const { events } = group;
  const kinds = kindsOf(events);
  const badges = badgesOf(events);
  const { radius, wide, step, count_gap: gap, bracket_gap: room } = drawing().marks;
  const width = wide + (kinds.length - 1) * step;
  const parts = kinds.map((kind, i) => {
    const flags = { r: radius, planned: events.every((e) => e.planned), oneSided: Boolean(badges[i]), badgeAt: badges[i] };
    return svg('g', { transform: `translate(${across(i, kinds.length)} 0)`, 'data-kind': kind }, ...markShape(kind, flags));
  });
  if (events.every(isSoft)) parts.unshift(softEdge(radius));
  if (events.length > 1) parts.push(count(events.length, width / 2 + gap));
  parts.push(brackets(width / 2 + room));
  return svg('svg', { class: 'gd-mark-svg', width: 60, height: 60, viewBox: '-30 -30 60 60', 'aria-hidden': 'true' }, ...parts);
}

/**
 * @param {number} n
 * @param {number} x
 */
function count(n, x) {
  const text = String(n);
  const { count_pad: pad, count_digit: digit, count_height: high, count_below: below, count_baseline: baseline } = drawing().marks;
  const w = pad + text.length * digit;
  return svg(
    'g',
    { class: 'gd-mark-count', transform: `translate(${x} ${below})` },
    svg('rect', { x: -w / 2, y: -high / 2, width: w, height: high, rx: high / 2 }),
    svg('text', { 'text-anchor': 'middle', y: baseline }, text),
  );
}

/**
 * Corner brackets in ink over white: the one sign of "selected".
 * @param {number} half
 */
function brackets(half) {
  const { ink, paper, bracket_height: v, bracket_arm: arm, bracket_widths: widths } = drawing().marks;
  const d = [[-1, -1], [1, -1], [1, 1], [-1, 1]]
    .map(([sx, sy]) => `M${sx * (half - arm)} ${sy * v}H${sx * half}V${sy * (v - arm)}`)
    .join('');
  return svg(
    'g',
    { class: 'gd-brackets' },
    [paper, ink].map((stroke, i) => svg('path', { d, fill: 'none', stroke, 'stroke-width': widths[i], 'stroke-linecap': 'square' })),
  );
}

/** @param {Place} group */
export function nameOf(group) {
  const [e] = group.events;
  if (group.events.length === 1) {
    return `${e.title}. ${e.date_label}, ${e.place || 'no place'}${e.account && `, ${e.account}`}`;
  }
  return `${group.events.length} events at ${placesOf(group).join(', ')}`;
}

/** @param {Place} group */
export function placesOf(group) {
  if (group.name) return [group.name];
  return [...new Set(group.events.map((e) => e.country?.name || e.place_name || e.seat || e.place).filter(Boolean))].slice(0, drawing().marks.most_kinds);
}

/**
 * What a click does, Enter and Space do too.
 * @param {L.Marker} marker
 * @param {(at?: {x: number, y: number}) => void} act
 */
function press(marker, act) {
  marker.on('click', ({ originalEvent: ev }) => act(ev?.clientX ? { x: ev.clientX, y: ev.clientY } : undefined));
  marker.on('keypress', ({ originalEvent: ev }) => {
    if (ev.key !== 'Enter' && ev.key !== ' ') return;
    ev.preventDefault();
    act();
  });
}

/**
 * @param {Place} group
 * @param {L.DivIconOptions & {html: HTMLElement}} icon
 * @param {L.MarkerOptions} options
 * @param {Choose} choose
 */
function place(group, icon, options, choose) {
  const marker = L.marker([group.lat, group.lon], { icon: L.divIcon(icon), keyboard: true, bubblingMouseEvents: false, ...options });
  press(marker, (at) => choose(group, at));
  return marker;
}

/**
 * One glyph element per place; kept while its content stays the same.
 * @param {Place} group
 * @param {string} pane
 * @param {Choose} choose
 */
export function markerFor(group, pane, choose) {
  const html = h('div', { class: 'gd-mark-hit' }, glyphOf(group));
  return place(group, { className: 'gd-mark', html, iconSize: [30, 30], iconAnchor: [15, 15] }, { pane, riseOnHover: true }, choose);
}

/**
 * @param {Place} group
 * @param {string} pane
 * @param {string} text
 * @param {Choose} choose
 */
export function chipFor(group, pane, text, choose) {
  const n = group.events.length;
  // Without room for its words the disc holds how many.
  const dot = h('span', { class: 'gd-seat-dot', 'data-n': n > 1 ? String(n) : null });
  const html = h('span', { class: 'gd-seat' }, dot, h('span', { class: 'gd-seat-text' }, text));
  // Leaflet's types know no `null`, which is: as wide as the words are.
  const iconSize = /** @type {any} */ (null);
  return place(group, { className: 'gd-seat-icon', html, iconSize, iconAnchor: [8, 13] }, { pane, zIndexOffset: -100 }, choose);
}

/**
 * Where nothing happened but something is spoken of: a small ring, so that the place is not empty.
 * @param {Place} group
 * @param {string} pane
 * @param {Choose} choose
 */
export function ringFor(group, pane, choose) {
  const html = h('span', { class: 'gd-ring' });
  return place(group, { className: 'gd-ring-icon', html, iconSize: [26, 26], iconAnchor: [13, 13] }, { pane, zIndexOffset: -200 }, choose);
}

/** How large the disc of so many events is, in pixels across. */
export const discSize = (/** @type {number} */ n) => Math.round(26 + Math.min(30, Math.log10(n) * 9));

/**
 * Many events near each other, as a number.
 * @param {{lat: number, lon: number, count: number, name: string}} about
 * @param {string} pane
 * @param {() => void} open
 */
export function discFor({ lat, lon, count: n, name }, pane, open) {
  const px = discSize(n);
  const text = n >= 10000 ? `${Math.round(n / 1000)}k` : String(n);
  const html = h('div', { class: 'gd-cluster', style: { width: `${px}px`, height: `${px}px` } }, text);
  const icon = L.divIcon({ className: 'gd-cluster-icon', html, iconSize: [px, px] });
  const marker = L.marker([lat, lon], { icon, pane, keyboard: true, bubblingMouseEvents: false });
  press(marker, open);
  marker.on('add', () => marker.getElement()?.setAttribute('aria-label', name));
  return marker;
}
