// The lines from the paragraph that is read to its places on the map. Each is plain: it says “this is here”,
// and nothing of a movement.

import { svg } from '../core/dom.js';
import { drawing } from '../core/told.js';

/** @import { Target } from './types' */
/** @typedef {{x: number, y: number}} At */

const GAP = 3; // px between a place's sign and its line

/**
 * Where a line to a place ends, short of its sign; null where there is no room for one.
 * @param {At} from
 * @param {Target} to
 */
export function endOf(from, { x, y, r }) {
  const length = Math.hypot(from.x - x, from.y - y);
  if (length <= r + 2 * GAP) return null;
  const k = (r + GAP) / length;
  return { x: x + (from.x - x) * k, y: y + (from.y - y) * k };
}

export function createLines() {
  const layer = svg('g', null);
  const node = svg('svg', { class: 'gd-read-lines', 'aria-hidden': 'true' }, layer);
  let drawn = '';
  return {
    node,
    /**
     * @param {At | null} from the paragraph's bar, in px of the page; null where there is none in sight
     * @param {Target[]} targets
     */
    draw(from, targets) {
      const key = JSON.stringify([from, targets]);
      if (key === drawn) return;
      drawn = key;
      const { ink, paper, line_widths: [wide, slim], line_end: radius } = drawing().marks;
      const ends = from ? targets.map((target) => endOf(from, target)).filter((end) => end !== null) : [];
      if (!from || !ends.length) {
        layer.replaceChildren();
        return;
      }
      const d = ends.map(({ x, y }) => `M${from.x} ${from.y}L${x.toFixed(1)} ${y.toFixed(1)}`).join('');
      layer.replaceChildren(
        svg('path', { d, stroke: paper, 'stroke-width': wide, opacity: 0.9 }),
        svg('path', { d, stroke: ink, 'stroke-width': slim }),
        svg('circle', { cx: from.x, cy: from.y, r: radius, stroke: ink, 'stroke-width': slim, fill: paper }),
      );
    },
  };
}
