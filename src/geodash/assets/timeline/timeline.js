// The timeline of Explore: one mark per event over a calendar, a brush, and what was published when.
//
// Which day is where (scale.js), what stands where (layout.js, model.js) and how it is drawn (paint.js)
// meet the page's state here. Days are whole numbers in UTC throughout (core/dates.js).

import { toIso } from '../core/dates.js';
import { setText } from '../core/dom.js';
import { attachBrush } from './brush.js';
import { drawChips } from './frame.js';
import { createHeader } from './header.js';
import { attachKeys } from './keys.js';
import { createMarks } from './marks.js';
import { extentOf, layoutOf, summary } from './model.js';
import { buildNodes, clearBrush, isScaled, paintBrush, paintHover, paintLit, paintMarks, paintSelection, paintStill } from './paint.js';
import { createPointer } from './pointer.js';
import { daysBetween } from './scale.js';
import { createTip } from '../core/tip.js';

/** @import { Context, TimelineState, View } from './types' */

const COMPACT = 90; // px; a lower band, as on a phone, has no header row

/**
 * Draws all anew; `still`: without movement, when only the size changed.
 * @param {View} view
 * @param {boolean} still
 */
function redraw(view, still) {
  const { root, state, nodes, ctx } = view;
  const compact = root.clientHeight < COMPACT;
  root.classList.toggle('gd-tl-compact', compact); // takes the header row away, before measuring
  const { width, height } = nodes.plot.getBoundingClientRect();
  if (!state.data || width < 40 || height < 20) return;
  const model = layoutOf(state, { width, height, compact });
  view.model = model;
  root.classList.toggle('gd-tl-still', Boolean(still || ctx.reducedMotion.matches));
  nodes.drawing.setAttribute('viewBox', `0 0 ${width} ${height}`);
  const words = summary(model, state.data);
  nodes.layers.marks.setAttribute('aria-label', words.label);
  setText(nodes.about, words.about);
  paintStill(view, model);
  paintMarks(view, model);
  drawChips(nodes.chips, state, model);
  view.header.update({ bars: Boolean(model.bars), extent: extentOf(model) });
  paintSelection(view);
  paintHover(view);
  paintLit(view);
}

/**
 * Draws where something has changed: the page begins with events that are drawn already, an observer with a size that is.
 * @param {View} view
 */
function createDrawing(view) {
  /** @type {unknown[]} */
  let drawn = [];
  return (/** @type {boolean} */ still) => {
    const { root, state } = view;
    const now = [state.data, state.params, root.clientWidth, root.clientHeight];
    if (now.every((one, i) => one === drawn[i])) return;
    drawn = now;
    redraw(view, still);
  };
}

/**
 * @param {View} view
 * @param {ReturnType<typeof createPointer>} pointer
 * @param {boolean} periods a drag chooses one
 */
function brush(view, pointer, periods) {
  const still = () => {};
  if (!periods) return attachBrush(view.nodes.drawing, { onMove: still, onCancel: still, onClick: pointer.click, onEnd: still });
  return attachBrush(view.nodes.drawing, {
    onMove(x0, x1) {
      view.tip.hide();
      if (isScaled(view.model)) paintBrush(view, view.model, x0, x1);
    },
    onCancel: () => clearBrush(view),
    onClick: pointer.click,
    onEnd(x0, x1) {
      clearBrush(view);
      if (!isScaled(view.model)) return;
      const [from, to] = daysBetween(view.model.scale, x0, x1);
      view.state.setFilter({ from: toIso(from), to: toIso(to) });
    },
  });
}

/**
 * @param {HTMLElement} root filled by the timeline; its size is taken from the page's layout
 * @param {TimelineState} state
 * @param {Context} ctx
 * @param {{periods?: boolean}} [how] `periods`: one can be chosen here, by a drag or in the header
 */
export function mountTimeline(root, state, ctx, { periods = true } = {}) {
  const nodes = buildNodes();
  const header = createHeader(state);
  root.classList.add('gd-tl');
  root.append(...(periods ? [header.node] : []), nodes.plot);
  const tip = createTip(root);
  /** @type {View} */
  const view = { root, state, ctx, nodes, header, tip, marks: createMarks(nodes.layers.marks), model: null, active: null };
  const pointer = createPointer(view);
  const draw = createDrawing(view);
  const off = [
    pointer.detach,
    brush(view, pointer, periods),
    attachKeys(view),
    state.on('data', () => draw(false)),
    state.on('select', () => {
      tip.hide();
      paintSelection(view);
    }),
    state.on('hover', () => paintHover(view)),
    state.on('lit', () => paintLit(view)),
    state.on('loading', (on) => nodes.plot.setAttribute('aria-busy', String(Boolean(on)))),
    tip.destroy,
  ];
  const observer = new ResizeObserver(() => draw(true));
  observer.observe(root);
  draw(true);
  return {
    resize: () => redraw(view, true),
    destroy() {
      observer.disconnect();
      for (const stop of off) stop();
      root.replaceChildren();
    },
  };
}
