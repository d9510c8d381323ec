// What the pointer is on: a mark, a bar, an article's window or a break; hover, tooltip and click.

import { periodWords, toIso } from '../core/dates.js';
import { listen } from '../core/dom.js';
import { breakWords } from './axis.js';
import { kinds } from '../core/told.js';
import { barName } from './paint.js';

/** @import { Box, Lines } from '../core/tip.js' */
/** @import { Bar, Item, Model, Mark, Piece, TimelineState, View, Window } from './types' */
/** @typedef {{kind: 'mark', id: string, mark: Mark} | {kind: 'bar', bar: Bar} | {kind: 'window', window: Window} | {kind: 'break', gap: Piece}} Found what lies at a point */

const REACH = 12; // px around a mark's centre that still mean it: a target of 24 px

/**
 * @param {Model} model
 * @param {number} x
 * @param {number} y
 */
function nearestMark(model, x, y) {
  /** @type {{id: string, mark: Mark, far: number} | null} */
  let best = null;
  for (const [id, mark] of model.units?.marks ?? []) {
    const dx = Math.abs(mark.x - x);
    const dy = Math.abs(model.frame.axisY - mark.y - y);
    if (dx <= REACH && dy <= REACH && (!best || dx + dy < best.far)) best = { id, mark, far: dx + dy };
  }
  return best;
}

/**
 * What lies at a point of the drawing.
 * @param {Model | null} model
 * @param {number} x
 * @param {number} y
 * @returns {Found | null}
 */
export function hit(model, x, y) {
  if (!model?.scale) return null;
  const { frame } = model;
  const mark = nearestMark(model, x, y);
  if (mark) return { kind: 'mark', id: mark.id, mark: mark.mark };
  if (y > frame.strip.top - 2) {
    const window = model.coverage.bars
      .filter((b) => x >= b.x0 - 2 && x <= b.x1 + 2)
      .sort((p, q) => Math.abs(at(p) - y) - Math.abs(at(q) - y))[0];
    if (window) return { kind: 'window', window };
  }
  if (y > frame.axisY) return null;
  const bar = model.bars?.find((b) => x >= b.x0 - 1 && x <= b.x1 + 1);
  if (bar) return { kind: 'bar', bar };
  const gap = model.scale.breaks.find((b) => x >= b.x0 && x <= b.x1);
  return gap ? { kind: 'break', gap } : null;

  function at(/** @type {Window} */ b) {
    return frame.strip.top + b.lane * frame.strip.pitch + frame.strip.thick / 2;
  }
}

/**
 * Tooltip words and the box (px in the drawing) they belong to.
 * @param {Found} found
 * @param {Model} model
 * @returns {[Lines, Box]}
 */
function tipOf(found, model) {
  const { frame } = model;
  if (found.kind === 'mark') return markTip(found.mark, model.items.find((i) => i.id === found.id), model);
  if (found.kind === 'window') {
    const { from, to, title, x0, x1 } = found.window;
    return [{ small: `Article published ${periodWords(from, to - 1)}`, text: `“${title}”` }, { x: x0, y: frame.strip.top - 2, width: x1 - x0, height: 14 }];
  }
  if (found.kind === 'bar') {
    const { bar } = found;
    const top = Math.max(...bar.parts.map((p) => p.y1));
    return [{ small: 'Click for this period', text: barName(bar) }, { x: bar.x0, y: frame.axisY - top, width: bar.x1 - bar.x0, height: top }];
  }
  const { gap } = found;
  return [{ small: periodWords(gap.from, gap.to - 1), text: breakWords(gap, model.items).text }, { x: gap.x0, y: frame.axisY - 30, width: gap.x1 - gap.x0, height: 30 }];
}

/**
 * @param {Mark} mark
 * @param {Item | undefined} item
 * @param {Model} model
 * @returns {[Lines, Box]}
 */
function markTip(mark, item, { frame }) {
  const r = frame.size / 2;
  const small = item ? [kinds()[item.event.kind]?.label, item.event.date_label].filter(Boolean).join(' · ') : '';
  return [{ small, text: item?.event.title ?? '' }, { x: mark.x - r, y: frame.axisY - mark.y - r, width: 2 * r, height: 2 * r }];
}

/** What makes one answer differ from another. */
function keyOf(/** @type {Found} */ found) {
  if (found.kind === 'mark') return found.id;
  if (found.kind === 'bar') return found.bar;
  return found.kind === 'window' ? found.window : found.gap;
}

/**
 * A bar opens as the period it stands for; the bar of one day as its first event.
 * @param {TimelineState} state
 * @param {Bar} bar
 */
export function openBar(state, bar) {
  if (bar.to - bar.from === 1 && bar.ids.length) state.select(bar.ids[0], { source: 'timeline' });
  else state.setFilter({ from: toIso(bar.from), to: toIso(bar.to - 1) });
}

/** @param {View} view */
export function createPointer(view) {
  const { state, tip } = view;
  const { drawing } = view.nodes;
  /** @type {ReturnType<typeof keyOf> | null} */
  let shown = null;

  const find = (/** @type {PointerEvent} */ event) => {
    const box = drawing.getBoundingClientRect();
    return hit(view.model, event.clientX - box.left, event.clientY - box.top);
  };

  function leave() {
    if (shown === null) return;
    shown = null;
    tip.hide();
    state.setHover(null);
  }

  function move(/** @type {PointerEvent} */ event) {
    if (event.buttons || event.pointerType === 'touch') return;
    const found = find(event);
    const key = found && keyOf(found);
    drawing.classList.toggle('gd-tl-on', found?.kind === 'mark' || found?.kind === 'bar');
    if (key === shown) return;
    if (!found || !view.model) {
      leave();
      return;
    }
    shown = key;
    state.setHover(found.kind === 'mark' ? found.id : null);
    const [lines, rect] = tipOf(found, view.model);
    const box = drawing.getBoundingClientRect();
    tip.show(lines, { ...rect, x: rect.x + box.left, y: rect.y + box.top });
  }

  function click(/** @type {PointerEvent} */ event) {
    const found = find(event);
    if (found?.kind === 'mark') state.select(found.id, { source: 'timeline' });
    if (found?.kind === 'bar') openBar(state, found.bar);
  }

  // A press answers the question that the tooltip answered; it comes back on the next mark.
  const detach = listen(drawing, { pointermove: move, pointerleave: leave, pointerdown: tip.hide });
  return { click, detach };
}
