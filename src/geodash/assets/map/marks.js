// What stands on the map: marks with their glyphs, chips of seats, rings of places spoken of, discs of
// many. Leaflet markers that are buttons; their names are set by whoever puts them on the map.

import { h, markShape, svg } from '../core/dom.js';
import { kinds } from '../core/told.js';

const R = 9;

export function kindsOf(events) {
  const counts = new Map();
  for (const e of events) counts.set(e.kind, (counts.get(e.kind) ?? 0) + 1);
  return Object.keys(kinds()).filter((k) => counts.has(k)).slice(0, 3);
}

export const isSoft = (e) => e.draw === 'near' || e.draw === 'area';

function glyphOf(group) {
  const { events } = group;
  const kinds = kindsOf(events);
  const one = events.length === 1 ? events[0] : null;
  const width = 20 + (kinds.length - 1) * 11;
  const parts = kinds.map((kind, i) => {
    const x = (i - (kinds.length - 1) / 2) * 11;
    const flags = {
      r: R,
      planned: events.every((e) => e.planned),
      oneSided: one ? one.one_sided : i === kinds.length - 1 && events.every((e) => e.one_sided),
    };
    return svg('g', { transform: `translate(${x} 0)` }, ...markShape(kind, flags));
  });
  if (events.every(isSoft)) parts.unshift(svg('circle', { r: R * 2.7, fill: 'url(#gd-soft)', class: 'gd-soft' }));
  if (events.length > 1) parts.push(count(events.length, width / 2 + 3));
  parts.push(brackets(width / 2 + 11));
  return svg('svg', { class: 'gd-mark-svg', width: 60, height: 60, viewBox: '-30 -30 60 60', 'aria-hidden': 'true' }, ...parts);
}

function count(n, x) {
  const text = String(n);
  const w = 8 + text.length * 7;
  return svg(
    'g',
    { class: 'gd-mark-count', transform: `translate(${x} 9)` },
    svg('rect', { x: -w / 2, y: -8, width: w, height: 16, rx: 8 }),
    svg('text', { 'text-anchor': 'middle', y: 4.4 }, text),
  );
}

/** Corner brackets in ink over white: the one sign of "selected". */
function brackets(half) {
  const v = 19;
  const arm = 8;
  const d = [[-1, -1], [1, -1], [1, 1], [-1, 1]]
    .map(([sx, sy]) => `M${sx * (half - arm)} ${sy * v}H${sx * half}V${sy * (v - arm)}`)
    .join('');
  return svg(
    'g',
    { class: 'gd-brackets' },
    svg('path', { d, fill: 'none', stroke: '#FFFDF8', 'stroke-width': 6, 'stroke-linecap': 'square' }),
    svg('path', { d, fill: 'none', stroke: '#1B2430', 'stroke-width': 3, 'stroke-linecap': 'square' }),
  );
}

export function nameOf(group) {
  const [e] = group.events;
  if (group.events.length === 1) {
    return `${e.title}. ${e.date_label}, ${e.place || 'no place'}${e.one_sided ? ', one side’s account' : ''}`;
  }
  return `${group.events.length} events at ${placesOf(group).join(', ')}`;
}

export function placesOf(group) {
  if (group.name) return [group.name];
  return [...new Set(group.events.map((e) => e.place_name || e.seat || e.place).filter(Boolean))].slice(0, 3);
}

/** What a click does, Enter and Space do too. */
function press(marker, act) {
  marker.on('click', act);
  marker.on('keypress', ({ originalEvent: ev }) => {
    if (ev.key !== 'Enter' && ev.key !== ' ') return;
    ev.preventDefault();
    act();
  });
}

/** One glyph element per place; kept while its content stays the same. */
export function markerFor(L, group, pane, onSelect) {
  const node = h('div', { class: 'gd-mark-hit' }, glyphOf(group));
  const icon = L.divIcon({ className: 'gd-mark', html: node, iconSize: [30, 30], iconAnchor: [15, 15] });
  const marker = L.marker([group.lat, group.lon], { icon, pane, keyboard: true, riseOnHover: true, bubblingMouseEvents: false });
  press(marker, () => onSelect(group));
  return marker;
}

export function chipFor(L, group, pane, text, onSelect, shift) {
  const node = h('span', { class: 'gd-seat' }, h('span', { class: 'gd-seat-dot' }, h('span', { class: 'gd-seat-count' }, group.events.length)), h('span', { class: 'gd-seat-text' }, text));
  const icon = L.divIcon({ className: 'gd-seat-icon', html: node, iconSize: null, iconAnchor: shift });
  const marker = L.marker([group.lat, group.lon], { icon, pane, keyboard: true, bubblingMouseEvents: false, zIndexOffset: -100 });
  press(marker, () => onSelect(group));
  return marker;
}

/** Where nothing happened but something is spoken of: a small ring, so that the place is not empty. */
export function ringFor(L, group, pane, onSelect) {
  const node = h('span', { class: 'gd-ring' });
  const icon = L.divIcon({ className: 'gd-ring-icon', html: node, iconSize: [26, 26], iconAnchor: [13, 13] });
  const marker = L.marker([group.lat, group.lon], { icon, pane, keyboard: true, bubblingMouseEvents: false, zIndexOffset: -200 });
  press(marker, () => onSelect(group));
  return marker;
}

const discSize = (n) => Math.round(26 + Math.min(30, Math.log10(n) * 9));

/** Many events near each other, as a number. `about` is {lat, lon, count, name}. */
export function discFor(L, about, pane, onOpen) {
  const px = discSize(about.count);
  const text = about.count >= 10000 ? `${Math.round(about.count / 1000)}k` : String(about.count);
  const node = h('div', { class: 'gd-cluster', style: { width: `${px}px`, height: `${px}px` } }, text);
  const icon = L.divIcon({ className: 'gd-cluster-icon', html: node, iconSize: [px, px] });
  const marker = L.marker([about.lat, about.lon], { icon, pane, keyboard: true, bubblingMouseEvents: false });
  press(marker, () => onOpen());
  marker.on('add', () => marker.getElement().setAttribute('aria-label', about.name));
  marker.gdHalf = px / 2;
  return marker;
}
