// How the timeline's height is shared between marks, axis and strip; and the chips at its two ends.

import { h } from '../core/dom.js';

/** @import { Patch } from '../core/types' */
/** @import { Cap, Frame, Item, Model, Size, TimelineState } from './types' */

const CHIP = 28; // px, with the gap under it

/**
 * Width of a chip that says how many events lie beyond this end of the period.
 * @param {number} n
 * @param {boolean} compact
 */
const chipWidth = (n, compact) => (compact ? 32 : 82) + 8 * String(n).length;

/**
 * How the height is shared. `inset`: the calendar stands beside the chips and not under them.
 * @param {Size} size of the drawing
 * @param {Item[]} items
 * @param {Pick<TimelineState, 'data' | 'params'>} state
 * @returns {Frame}
 */
export function frameOf({ width, height, compact }, items, state, { inset = false } = {}) {
  const { before, after } = beyond(state);
  const edge = compact ? 8 : 14;
  const beside = compact || inset;
  const stripHeight = height > 120 ? 20 : 15;
  const axisY = Math.round(compact ? height - 19 : height - 21 - stripHeight);
  const stack = axisY - (compact ? 1 : 2);
  const frame = {
    compact, width, height, axisY, stack, size: 0,
    left: edge + (beside && before ? chipWidth(before, compact) : 0),
    right: width - edge - (beside && after ? chipWidth(after, compact) : 0),
    labelY: axisY + (compact ? 16 : 17),
    sizes: compact ? [9, 8, 7] : [14, 13.5, 13, 12.5, 12, 11.5, 11, 10.5, 10, 9.5, 9],
    badges: !compact && items.some((i) => i.event.one_sided),
    caption: !compact && width >= 700,
    strip: compact
      ? { top: axisY + 1, thick: 2.5, pitch: 0, lanes: 1 }
      : { top: axisY + 23, thick: 4, pitch: 5, lanes: Math.max(1, Math.floor((stripHeight - 3) / 5)) },
  };
  const low = Math.max(10, stack - CHIP);
  /** @type {Cap[]} */
  const caps = [];
  if (before && !beside) caps.push({ x0: 0, x1: edge + chipWidth(before, compact), height: low });
  if (after && !beside) caps.push({ x0: width - edge - chipWidth(after, compact), x1: width, height: low });
  return { ...frame, caps };
}

/**
 * How many events of the other filters lie before and after the period that is set.
 * @param {Pick<TimelineState, 'data' | 'params'>} state
 */
function beyond({ data, params }) {
  const { before = 0, after = 0 } = data.timeline ?? {};
  return { before: params.from ? before : 0, after: params.to ? after : 0 };
}

/**
 * "‹ 12 earlier" and "3 later ›": each opens its end of the period.
 * @param {HTMLElement} layer
 * @param {TimelineState} state
 * @param {Model} model
 */
export function drawChips(layer, state, { frame }) {
  const { before, after } = beyond(state);
  const chip = (/** @type {string} */ cls, /** @type {string} */ text, /** @type {string} */ name, /** @type {Patch} */ patch) =>
    h('button', { class: `gd-tl-chip ${cls}`, type: 'button', 'aria-label': name, on: { click: () => state.setFilter(patch) } }, text);
  const say = (/** @type {number} */ n, /** @type {string} */ word) => (frame.compact ? `${n}` : `${n} ${word}`);
  const earlier = before ? [chip('gd-tl-before', `‹ ${say(before, 'earlier')}`, `${before} earlier: show them too`, { from: undefined })] : [];
  const later = after ? [chip('gd-tl-after', `${say(after, 'later')} ›`, `${after} later: show them too`, { to: undefined })] : [];
  layer.replaceChildren(...earlier, ...later);
}
