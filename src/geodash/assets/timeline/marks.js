// The marks themselves, kept by event id from one drawing to the next, and what is laid over them:
// the frame of the selected one, its relatives', the enlarged one under the pointer.

import { svg } from '../core/dom.js';
import { markShape } from '../core/marks.js';
import { kinds } from '../core/told.js';

/** @import { EventItem, Kind } from '../core/types' */
/** @import { Bar, Frame, Item, Mark } from './types' */

let serial = 0;

/**
 * What a mark is called by those who cannot see it.
 * @param {EventItem} event
 */
export function markName(event) {
  const words = [event.date_label, event.title, event.account];
  if (event.planned) words.push('planned');
  return words.filter(Boolean).join(', ');
}

/**
 * The map's mark at the timeline's size, where badge and dotted edge need finer lines.
 * @param {EventItem} event
 * @param {number} size
 * @param {boolean} badges
 */
function shapeOf(event, size, badges) {
  const r = size / 2;
  const parts = markShape(event.kind, { r, planned: event.planned, oneSided: badges && event.one_sided });
  if (event.planned) {
    const scale = Number(/scale\(([\d.]+)\)/.exec(parts[0].getAttribute('transform') ?? '')?.[1] ?? 1);
    parts[0].setAttribute('stroke-width', String(1.4 / scale));
    parts[0].setAttribute('stroke-dasharray', `${0.1 / scale} ${2.5 / scale}`);
  }
  const badge = parts.find((part) => part.classList.contains('gd-badge'));
  if (badge && size < 14) badge.setAttribute('transform', `translate(${r * 0.95} ${-r * 0.95}) scale(${(0.55 + 0.03 * size).toFixed(2)})`);
  return parts;
}

/**
 * One kind's share of a bar: a brick for each event while bricks can be told apart, else one block.
 * @param {Bar} bar
 * @param {Bar['parts'][0]} part
 * @param {Frame} frame
 * @param {string} fill
 */
function bricks(bar, { n, y0, y1 }, frame, fill) {
  const apart = bar.unit >= 3 && Number.isInteger(n);
  const each = apart ? bar.unit : y1 - y0;
  const count = apart ? n : 1;
  return Array.from({ length: count }, (_, i) => svg('rect', {
    x: bar.x0, width: Math.max(1, bar.x1 - bar.x0), y: frame.axisY - y0 - (i + 1) * each, height: Math.max(0.8, each), fill,
  }));
}

/**
 * Keyed marks in `layer`, a listbox: nodes of events that stay are moved, never made anew.
 * @param {SVGGElement} layer
 */
export function createMarks(layer) {
  /** @type {Map<string, {node: SVGGElement, look?: string, name?: string}>} */
  const nodes = new Map();

  /**
   * @param {EventItem} event
   * @param {number} size
   * @param {boolean} badges
   */
  function nodeFor(event, size, badges) {
    const look = [event.kind, size, badges && event.one_sided, event.planned].join();
    const name = markName(event);
    let entry = nodes.get(event.id);
    if (!entry) {
      serial += 1;
      entry = { node: svg('g', { class: 'gd-tl-mark', role: 'option', 'data-event': event.id, id: `gd-tl-m${serial}`, 'aria-selected': 'false' }) };
      nodes.set(event.id, entry);
    }
    if (entry.look !== look) entry.node.replaceChildren(...shapeOf(event, size, badges));
    if (entry.name !== name) entry.node.setAttribute('aria-label', name);
    Object.assign(entry, { look, name });
    return entry.node;
  }

  /**
   * @param {Item[]} items
   * @param {Map<string, Mark>} marks
   * @param {Frame} frame
   */
  function draw(items, marks, frame) {
    const kept = new Set(items.map((item) => item.id));
    for (const [id, { node }] of nodes) {
      if (kept.has(id)) continue;
      node.remove();
      nodes.delete(id);
    }
    let cursor = layer.firstChild;
    for (const { id, event } of items) {
      const mark = marks.get(id);
      if (!mark) continue;
      const node = nodeFor(event, frame.size, frame.badges);
      node.style.transform = `translate(${mark.x.toFixed(1)}px, ${(frame.axisY - mark.y).toFixed(1)}px)`;
      if (node === cursor) cursor = cursor.nextSibling;
      else layer.insertBefore(node, cursor);
    }
    while (cursor) {
      const next = cursor.nextSibling;
      cursor.remove();
      cursor = next;
    }
  }

  /**
   * Stacked bars, each one option; `bars[i].node` is set.
   * @param {Bar[]} bars
   * @param {Frame} frame
   * @param {(bar: Bar) => string} nameOf
   */
  function drawBars(bars, frame, nameOf) {
    nodes.clear();
    const drawn = bars.map((bar) => {
      serial += 1;
      bar.node = svg('g', { class: 'gd-tl-bar', role: 'option', id: `gd-tl-m${serial}`, 'aria-selected': 'false', 'aria-label': nameOf(bar) },
        bar.parts.map((p) => svg('g', { 'data-kind': p.kind }, bricks(bar, p, frame, kinds()[p.kind].color))));
      return bar.node;
    });
    layer.replaceChildren(...drawn);
  }

  return { draw, drawBars, node: (/** @type {string | null} */ id) => (id ? (nodes.get(id)?.node ?? null) : null) };
}

/**
 * @param {string} cls
 * @param {number} x
 * @param {number} y
 * @param {number} w
 * @param {number} h
 */
function box(cls, x, y, w, h) {
  return svg('rect', { class: cls, x: x - w / 2, y: y - h / 2, width: w, height: h, rx: 1 });
}

/**
 * Corner brackets, ink on white, around a point: the map's sign for "selected".
 * @param {number} x
 * @param {number} y
 * @param {number} half
 */
function brackets(x, y, half) {
  const arm = half * 0.55;
  const d = [[-1, -1], [1, -1], [1, 1], [-1, 1]]
    .map(([i, j]) => `M${x + i * half} ${y + j * (half - arm)}V${y + j * half}H${x + i * (half - arm)}`)
    .join('');
  return ['gd-tl-bracket-under', 'gd-tl-bracket'].map((cls) => svg('path', { class: cls, d }));
}

/**
 * The selected mark on top of the rest, larger, in brackets; `under` it a hairline beside its column,
 * from the brackets down to its true day `at` (px) on the axis, where the flag names the date.
 * @param {Item} item
 * @param {Mark} mark
 * @param {Frame} frame
 * @param {number} at
 */
export function selectedOver(item, mark, frame, at) {
  const { x } = mark;
  const y = frame.axisY - mark.y;
  const size = Math.max(frame.size + 2, frame.compact ? 0 : 13);
  const half = size / 2 + 2.5;
  const side = at < x ? -half : half;
  const pole = svg('path', { class: 'gd-tl-pole', d: `M${x + side} ${y + half}V${Math.max(y + half, frame.axisY - 4)}L${at} ${frame.axisY + 1}` });
  const shape = svg('g', { transform: `translate(${x} ${y})` }, shapeOf(item.event, size, frame.badges));
  return { under: [pole], over: [box('gd-tl-clearing', x, y, 2 * half, 2 * half), ...brackets(x, y, half), shape] };
}

/**
 * A thin frame around a mark: a relative of the selected one, or the one the keyboard is on.
 * @param {Mark} mark
 * @param {Frame} frame
 * @param {string} cls
 */
export function thinFrame(mark, frame, cls) {
  return box(cls, mark.x, frame.axisY - mark.y, frame.size + 3.5, frame.size + 2.5);
}

/**
 * The mark under the pointer, a little larger.
 * @param {Item} item
 * @param {Mark} mark
 * @param {Frame} frame
 */
export function enlarged(item, mark, frame) {
  return svg('g', { class: 'gd-tl-lifted', transform: `translate(${mark.x} ${frame.axisY - mark.y})` },
    shapeOf(item.event, frame.size * 1.3, frame.badges));
}

/**
 * A count for people: whole where it is, else rounded, since an uncertain date is spread over bars.
 * @param {number} n
 */
export function countLabel(n) {
  if (Number.isInteger(n)) return String(n);
  return `about ${n < 10 ? n.toFixed(1) : Math.round(n)}`;
}

/**
 * "12 violence, 22 talks and support" for a bar.
 * @param {Record<Kind, number>} counts
 */
export function kindCounts(counts) {
  const found = Object.entries(kinds()).filter(([kind]) => counts[kind] > 0);
  return found.map(([kind, { phrase }]) => `${countLabel(counts[kind])} ${phrase}`).join(', ');
}
