// How the timeline's height is shared between marks, axis and strip; and the chips at its two ends.

import { h } from '../core/dom.js';

const CHIP = 28; // px, with the gap under it

/** Width of a chip that says how many events lie beyond this end of the period. */
const chipWidth = (n, compact) => (compact ? 32 : 82) + 8 * String(n).length;

/**
 * @param {{width, height, compact}} size of the drawing, px, `compact` without header row; `inset`: the calendar stands beside the chips
 * @returns geometry in px: `axisY`, `labelY`, `left`, `right`, `stack` (height for marks), `strip`,
 *   `sizes` (mark sizes to try), `badges`, `caption`, `compact`; `caps`: where chips stand above
 */
export function frameOf({ width, height, compact }, items, state, { inset = false } = {}) {
  const { before, after } = beyond(state);
  const edge = compact ? 8 : 14;
  const beside = compact || inset;
  const stripHeight = height > 120 ? 20 : 15;
  const axisY = Math.round(compact ? height - 19 : height - 21 - stripHeight);
  const stack = axisY - (compact ? 1 : 2);
  const frame = {
    compact, width, height, axisY, stack,
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
  frame.caps = beside ? [] : [
    before && { x0: 0, x1: edge + chipWidth(before, compact), height: low },
    after && { x0: width - edge - chipWidth(after, compact), x1: width, height: low },
  ].filter(Boolean);
  return frame;
}

/** How many events of the other filters lie before and after the period that is set. */
function beyond({ data, params }) {
  const { before = 0, after = 0 } = data.timeline ?? {};
  return { before: params.from ? before : 0, after: params.to ? after : 0 };
}

/** "‹ 12 earlier" and "3 later ›": each opens its end of the period. */
export function drawChips(layer, state, { frame }) {
  const { before, after } = beyond(state);
  const chip = (cls, text, name, patch) => h('button', {
    class: `gd-tl-chip ${cls}`, type: 'button', 'aria-label': name, on: { click: () => state.setFilter(patch) },
  }, text);
  const say = (n, word) => (frame.compact ? `${n}` : `${n} ${word}`);
  layer.replaceChildren(...[
    before && chip('gd-tl-before', `‹ ${say(before, 'earlier')}`, `${before} earlier: show them too`, { from: undefined }),
    after && chip('gd-tl-after', `${say(after, 'later')} ›`, `${after} later: show them too`, { to: undefined }),
  ].filter(Boolean));
}
