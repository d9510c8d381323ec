// The marks of kinds, by the numbers that the server tells (geodash.views.symbols, views.drawing).

import { h, svg } from './dom.js';
import { drawing, symbols } from './told.js';

/** @import { EventItem, MarkFlags } from './types' */

const SOFT = 'gd-soft';

/**
 * What marks refer to, once a page: the soft edge of an approximate place is one gradient, not a
 * filter a mark.
 * @param {Record<string, string>} props of the element that holds it
 */
export function definitions(props) {
  const { soft_color: color, soft_stops: stops } = drawing().marks;
  const found = stops.map(([offset, opacity]) => svg('stop', { offset, 'stop-color': color, 'stop-opacity': opacity }));
  return svg('svg', { width: 0, height: 0, 'aria-hidden': 'true', ...props }, svg('defs', null, svg('radialGradient', { id: SOFT }, found)));
}

/**
 * The soft edge of a mark with radius `r`.
 * @param {number} r
 */
export const softEdge = (r) => svg('circle', { r: r * drawing().marks.soft, fill: `url(#${SOFT})`, class: 'gd-soft' });

/**
 * The SVG children of a kind's mark, centred on 0,0 with radius 1 times `r`.
 * @param {string} kind
 * @param {MarkFlags & {r?: number}} [how]
 * @returns {SVGElement[]}
 */
export function markShape(kind, { r = 8, planned = false, oneSided = false, badgeAt = null, soft = false } = {}) {
  const { kinds, radius } = symbols();
  const { ink, paper, edge, planned: thick, dash, core } = drawing().marks;
  const { path, color } = kinds[kind] ?? kinds.other;
  const scale = r / radius;
  /** @type {SVGElement[]} */
  const parts = soft ? [softEdge(r)] : [];
  parts.push(svg('path', {
    d: path,
    transform: `scale(${scale})`,
    class: 'gd-mark-shape',
    fill: planned ? `var(--gd-map-paper, ${paper})` : color,
    stroke: `var(--gd-mark-edge, ${ink})`,
    'stroke-width': (planned ? thick : edge) / scale,
    'stroke-dasharray': planned ? dash.map((d) => d / scale).join(' ') : null,
    'stroke-linecap': planned ? 'round' : null,
    'stroke-linejoin': 'round',
  }));
  if (planned) parts.push(svg('path', { d: path, transform: `scale(${scale * core})`, fill: color }));
  if (oneSided) parts.push(badge(r, badgeAt ?? drawing().marks.badge_at));
  return parts;
}

/**
 * What the badge means among these events, in words, the usual first.
 * @param {EventItem[]} events
 */
export const accounts = (events) => [...new Set(events.map((e) => e.account).filter(Boolean))].sort();

/**
 * The sign of what articles tell differently, before the words for it.
 * @param {string} words
 */
export const differing = (words) => [h('span', { class: 'gd-differs-sign', 'aria-hidden': 'true' }, '≠'), ` ${words}`];

/**
 * @param {number} r
 * @param {readonly [number, number]} at in radii
 */
function badge(r, [x, y]) {
  const { quote, quote_radius: drawn } = symbols();
  const { ink, paper, badge_least: least, badge: share } = drawing().marks;
  const b = Math.max(least, r * share);
  return svg(
    'g',
    { class: 'gd-badge', transform: `translate(${r * x} ${r * y})` },
    svg('circle', { r: b, fill: paper, stroke: ink, 'stroke-width': 1 }),
    svg('path', { d: quote, transform: `scale(${b / drawn})`, fill: ink }),
  );
}

/**
 * A kind's mark as a stand-alone <svg>, for lists, legends and text.
 * @param {string} kind
 * @param {MarkFlags & {size?: number, title?: string}} [how]
 */
export function glyph(kind, { size = 18, planned = false, oneSided = false, soft = false, title = '' } = {}) {
  const r = size * 0.36;
  return svg(
    'svg',
    {
      class: 'gd-glyph',
      width: size,
      height: size,
      viewBox: `${-size / 2} ${-size / 2} ${size} ${size}`,
      overflow: 'visible',
      ...(title ? { role: 'img', 'aria-label': title } : { 'aria-hidden': 'true' }),
    },
    ...markShape(kind, { r, planned, oneSided, soft }),
  );
}
