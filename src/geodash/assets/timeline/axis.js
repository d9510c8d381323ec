// What stands still behind the marks: axis, breaks, coverage strip, lines of uncertain dates, and the
// flags that name a day on the axis.

import { dayWords, lengthWords, monthName, partsOf, periodWords } from '../core/dates.js';
import { svg } from '../core/dom.js';
import { breaksAt } from './scale.js';
import { labelBox, ticksOf } from './ticks.js';

/** @import { Column, Frame, Item, Line, Piece, Scale, Strip } from './types' */

const crisp = (/** @type {number} */ v) => Math.round(v) + 0.5;

/**
 * The selected date on its flag: "13–30 Sept 2022", "21 Oct 2021 – 5 Nov 2022", "2021–2022" where the
 * years are whole. `brief`, for a phone: the year left to the axis, months for what lasts for years.
 * @param {Item} item
 */
export function flagText({ start, end, by }, { brief = false } = {}) {
  const [a, b] = [partsOf(start), partsOf(end - 1)];
  if (by) return `by ${dayWords(end - 1)}`;
  if (a.month === 1 && a.day === 1 && partsOf(end).month === 1 && partsOf(end).day === 1) {
    return a.year === b.year ? `${a.year}` : `${a.year}–${b.year}`;
  }
  if (a.year !== b.year) return brief ? `${monthName(a.month)} ${a.year} – ${monthName(b.month)} ${b.year}` : periodWords(start, end - 1);
  const words = periodWords(start, end - 1);
  return brief ? words.replace(/ \d+$/, '') : words;
}

/**
 * What a break leaves out, in words; `across` counts uncertain dates that reach over it.
 * @param {Piece} gap
 * @param {Item[]} items
 */
export function breakWords(gap, items) {
  const across = items.filter((i) => i.from < gap.to && i.to > gap.from && i.to - i.from > 1).length;
  const span = lengthWords(gap.to - gap.from);
  const more = across === 1 ? 'one uncertain date reaches across' : `${across} uncertain dates reach across`;
  return { span, across, text: across ? `${span} left out, no events dated here; ${more}` : `${span}, no events` };
}

/**
 * @param {Piece} gap
 * @param {number} y
 * @param {Item[]} items
 * @param {Frame} frame
 */
function drawBreak(gap, y, items, frame) {
  const { span, across } = breakWords(gap, items);
  const width = gap.x1 - gap.x0;
  const mid = (gap.x0 + gap.x1) / 2;
  const stroke = (/** @type {number} */ x) => svg('path', { class: 'gd-tl-tear', d: `M${x - 2.5} ${y + 6}L${x + 2.5} ${y - 6}` });
  const lines = width > 74 ? [`${span}${across ? '' : ','}`, ...(across ? [] : ['no events'])] : width > 44 ? span.split(' ') : [];
  const low = y - 10 - (lines.length - 1) * 16;
  const words = frame.compact ? [] : lines.map((line, i) => svg('text', { class: 'gd-tl-gap', x: mid, y: low + i * 16 }, line));
  return svg('g', { class: 'gd-tl-break' }, stroke(gap.x0 + Math.min(4, width / 4)), stroke(gap.x1 - Math.min(4, width / 4)), words);
}

/**
 * Axis line, ticks, labels and breaks into `layer`.
 * @param {SVGElement} layer
 * @param {Scale} scale
 * @param {Frame} frame
 * @param {Item[]} items
 */
export function drawAxis(layer, scale, frame, items) {
  const y = crisp(frame.axisY);
  const inset = (/** @type {Piece} */ gap) => Math.min(4, (gap.x1 - gap.x0) / 4);
  const lines = scale.segments.map((s) => {
    const { before, after } = breaksAt(scale, s);
    const from = before ? s.x0 - inset(before) : s.x0;
    const to = after ? s.x1 + inset(after) : s.x1;
    return svg('line', { class: 'gd-tl-axis', x1: from, x2: to, y1: y, y2: y });
  });
  const ticks = ticksOf(scale, frame.width).flatMap((t) => [
    t.tick && (t.text || !frame.compact) ? svg('line', { class: 'gd-tl-tick', x1: crisp(t.x), x2: crisp(t.x), y1: y, y2: y + (frame.compact ? 4 : 6) }) : null,
    !t.text ? null : svg('text', { class: 'gd-tl-label', x: t.x + (t.tick ? 3 : 0), y: frame.labelY, 'text-anchor': t.anchor, dataset: { box: labelBox(t).join() } }, t.text),
  ]);
  layer.replaceChildren(...lines, ...ticks.filter((node) => node !== null), ...scale.breaks.map((gap) => drawBreak(gap, y, items, frame)));
}

/**
 * The coverage strip into `layer`.
 * @param {SVGElement} layer
 * @param {Strip} coverage
 * @param {Frame} frame
 */
export function drawCoverage(layer, coverage, frame) {
  const { top, thick, pitch } = frame.strip;
  layer.replaceChildren(...coverage.bars.map((bar) => svg('rect', {
    class: 'gd-tl-window', x: bar.x0, width: bar.x1 - bar.x0, y: top + bar.lane * pitch, height: thick, rx: 1,
  })));
}

/**
 * Where "articles published" stands: touching a bar of the strip, the first that has room at its left
 * or right, so that it reads as the strip's caption and not as a date; clear of the axis labels in
 * `labels` (boxes [x0, x1]) if it can be.
 * @param {{bars: {x0: number, x1: number}[]}} coverage
 * @param {{width: number}} frame
 * @param {[number, number][]} labels
 */
export function captionPlace(coverage, frame, labels) {
  /** @type {(boxes: number[][], box: number[]) => boolean} */
  const clear = (boxes, [a, b]) => boxes.every(([p, q]) => q < a - 4 || p > b + 4);
  const bars = coverage.bars.map((bar) => [bar.x0, bar.x1]);
  const places = [...bars].sort((p, q) => p[0] - q[0]).flatMap(([x0, x1]) => [
    { x: x0 - CAPTION.gap, anchor: 'end', box: [x0 - CAPTION.gap - CAPTION.width, x0 - CAPTION.gap] },
    { x: x1 + CAPTION.gap, anchor: 'start', box: [x1 + CAPTION.gap, x1 + CAPTION.gap + CAPTION.width] },
  ]).filter(({ box }) => box[0] >= 0 && box[1] <= frame.width && clear(bars, box));
  return places.find(({ box }) => clear(labels, box)) ?? places[0] ?? null;
}

const CAPTION = { width: 112, gap: 5 };

/**
 * The line of one uncertain or lasting date. `whole`: the one that is looked at is not faint.
 * @param {Line} line
 * @param {Frame} frame
 */
export function drawInterval({ x0, x1, y: above, faint, lasted, openLeft, openRight }, frame, { whole = false, loud = false } = {}) {
  const y = crisp(frame.axisY - above - 0.5);
  const end = (/** @type {number} */ x, /** @type {boolean} */ open) => (open ? null : svg('line', { x1: crisp(x - 0.5), x2: crisp(x - 0.5), y1: y - 3, y2: y + 3 }));
  const classes = ['gd-tl-interval', loud && 'gd-tl-loud', lasted && 'gd-tl-lasted', faint && !whole && 'gd-tl-faint'];
  return svg('g', { class: classes }, svg('line', { x1: x0, x2: x1, y1: y, y2: y }), end(x0, openLeft), end(x1, openRight));
}

/**
 * A thin foot from a column that had to move aside, or split, to its true day on the axis.
 * @param {SVGElement} layer
 * @param {Column[]} columns
 * @param {Frame} frame
 */
export function drawFeet(layer, columns, frame) {
  const y = frame.axisY;
  const feet = columns.filter((c) => c.lanes > 1 || Math.abs(c.x - c.want) > 3).map((c) => {
    const half = c.lanes > 1 ? c.width / 2 - 3 : 0;
    const bar = half ? `M${c.x - half} ${y - 3}H${c.x + half}` : '';
    const from = Math.min(Math.max(c.want, c.x - half), c.x + half);
    return svg('path', { class: 'gd-tl-foot', d: `${bar}M${from} ${y - 3}L${c.want} ${y + 1}` });
  });
  layer.replaceChildren(...feet);
}

/**
 * A day or interval named on the axis, paper on ink; kept within the frame.
 * @param {string} text
 * @param {number} x
 * @param {Frame} frame
 */
export function flag(text, x, frame, { side = 0 } = {}) {
  const width = text.length * 7.1 + (frame.compact ? 8 : 12);
  const want = side < 0 ? x - width : side > 0 ? x : x - width / 2;
  const left = Math.min(Math.max(want, 0), frame.width - width);
  const height = frame.compact ? 16 : 18;
  const y = Math.min(frame.labelY - height + 4.5, frame.height - height);
  return svg('g', { class: 'gd-tl-flag', dataset: { box: [left, left + width].join() } },
    svg('rect', { x: left, y, width, height, rx: 3 }),
    svg('text', { x: left + width / 2, y: frame.labelY }, text));
}

/** @type {(node: SVGElement) => [number, number]} */
const boxOf = (node) => {
  const [a, b] = (node.dataset.box ?? '').split(',').map(Number);
  return [a, b];
};
const labelsOf = (/** @type {SVGElement} */ axis) => [.../** @type {NodeListOf<SVGTextElement>} */ (axis.querySelectorAll('.gd-tl-label'))];

/** The px that each label on the axis covers, [from, to]. */
export const labelBoxes = (/** @type {SVGElement} */ axis) => labelsOf(axis).map(boxOf);

/**
 * Hides the axis labels that a flag would cut through; returns the words that are left.
 * @param {SVGElement} axis
 * @param {SVGElement[]} flags
 */
export function clearUnderFlags(axis, flags) {
  const taken = flags.map(boxOf);
  /** @type {string[]} */
  const left = [];
  for (const label of labelsOf(axis)) {
    const [a, b] = boxOf(label);
    const hidden = taken.some(([p, q]) => a < q + 2 && b > p - 2);
    label.style.visibility = hidden ? 'hidden' : '';
    if (!hidden) left.push(label.textContent ?? '');
  }
  return left;
}
