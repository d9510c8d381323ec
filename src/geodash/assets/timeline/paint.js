// Draws a timeline's model into its layers: what stands still, the marks, selection, hover, brush.
//
// `view` is the one object that the parts of a mounted timeline share (View in types.d.ts).

import { dayWords, periodWords } from '../core/dates.js';
import { h, setText, svg } from '../core/dom.js';
import { isLit } from '../core/lighting.js';
import { captionPlace, clearUnderFlags, drawAxis, drawCoverage, drawFeet, drawInterval, flag, flagText, labelBoxes } from './axis.js';
import { countLabel, enlarged, kindCounts, selectedOver, thinFrame } from './marks.js';
import { daysBetween } from './scale.js';

/** @import { Bar, Item, Mark, Model, Scaled, TimelineState, View } from './types' */
/** @typedef {{item: Item, mark: Mark}} Found an event's mark */

const ASIDE = [0, 7, -7, 14, -14, 21, -21]; // px that a flag may stand beside its day
/** @typedef {'coverage' | 'axis' | 'feet' | 'lines' | 'kin' | 'under' | 'beneath' | 'marks' | 'over' | 'lifted' | 'ring' | 'brush'} LayerName */
/** @type {LayerName[]} from back to front */
const LAYERS = ['coverage', 'axis', 'feet', 'lines', 'kin', 'under', 'beneath', 'marks', 'over', 'lifted', 'ring', 'brush'];

/** The empty drawing with its layers, from back to front, and what stands beside it. */
export function buildNodes() {
  const layers = /** @type {Record<LayerName, SVGGElement>} */ (Object.fromEntries(LAYERS.map((name) => [name, svg('g', { class: `gd-tl-in-${name}` })])));
  for (const name of LAYERS) if (name !== 'marks') layers[name].setAttribute('aria-hidden', 'true');
  const listbox = { role: 'listbox', 'aria-orientation': 'horizontal', tabindex: '0', 'aria-describedby': 'gd-tl-about' };
  for (const [name, value] of Object.entries(listbox)) layers.marks.setAttribute(name, value);
  const caption = svg('text', { class: 'gd-tl-caption', 'aria-hidden': 'true' }, 'articles published');
  const drawing = svg('svg', { class: 'gd-tl-svg', role: 'group', 'aria-label': 'When' }, LAYERS.map((n) => layers[n]), caption);
  const about = h('p', { class: 'gd-tl-about', id: 'gd-tl-about' });
  const chips = h('div', { class: 'gd-tl-chips' });
  const empty = h('div', { class: 'gd-tl-empty', hidden: true });
  const plot = h('div', { class: 'gd-tl-plot' }, drawing, chips, empty, about);
  return { layers, caption, drawing, about, chips, empty, plot };
}

/** @type {(model: View['model']) => model is Scaled} */
export const isScaled = (model) => Boolean(model?.scale);

/**
 * The bar that holds an event, null where there are marks.
 * @param {Pick<View, 'model'>} view
 * @param {string | null} id
 */
export function barOf({ model }, id) {
  return model?.bars?.find((b) => b.ids.includes(id ?? '')) ?? null;
}

/**
 * "September 2022: 34 events, 12 violence, 22 talks and support".
 * @param {Bar} bar
 */
export function barName(bar) {
  const events = bar.n === 1 ? 'event' : 'events';
  return `${periodWords(bar.from, bar.to - 1)}: ${countLabel(bar.n)} ${events}, ${kindCounts(bar.kinds)}`;
}

/**
 * Item and mark of an event, null where it has none.
 * @param {Pick<View, 'model'>} view
 * @param {string | null} id
 * @returns {Found | null}
 */
function markOf({ model }, id) {
  const item = model?.items.find((i) => i.id === id);
  const mark = item && model?.units?.marks.get(item.id);
  return item && mark ? { item, mark } : null;
}

/**
 * Puts the keyboard on an event: the listbox's active option, with its ring.
 * @param {View} view
 * @param {string | null} id
 */
export function focusOn(view, id) {
  const { layers } = view.nodes;
  view.active = id;
  const node = view.marks.node(id) ?? barOf(view, id)?.node;
  if (node) layers.marks.setAttribute('aria-activedescendant', node.id);
  else layers.marks.removeAttribute('aria-activedescendant');
  const found = markOf(view, id);
  layers.ring.replaceChildren(...(found && view.model ? [thinFrame(found.mark, view.model.frame, 'gd-tl-ring')] : []));
}

/**
 * Axis, breaks, coverage strip and its caption; the words for an empty timeline.
 * @param {View} view
 * @param {Model} model
 */
export function paintStill(view, model) {
  const { nodes } = view;
  const { frame, scale, coverage, items } = model;
  if (scale) {
    drawAxis(nodes.layers.axis, scale, frame, items);
    drawCoverage(nodes.layers.coverage, coverage, frame);
  } else for (const layer of [nodes.layers.axis, nodes.layers.coverage]) layer.replaceChildren();
  const place = scale && frame.caption ? captionPlace(coverage, frame, labelBoxes(nodes.layers.axis)) : null;
  setText(nodes.caption, coverage.bars.length === 1 ? 'article published' : 'articles published');
  nodes.caption.style.display = place ? '' : 'none';
  nodes.caption.setAttribute('x', String(place?.x ?? 0));
  nodes.caption.setAttribute('text-anchor', place?.anchor ?? 'start');
  nodes.caption.setAttribute('y', String(frame.strip.top + 10.5));
  paintEmpty(view, model);
}

/**
 * @param {View} view
 * @param {Model} model
 */
function paintEmpty({ nodes, state }, model) {
  const none = !model.items.length && !model.bars?.length;
  nodes.empty.hidden = !none;
  if (!none) return;
  const undated = state.data.denominators?.undated;
  const words = model.domain ? 'No events in this period.' : undated ? 'None of these events has a date: see the list.' : state.data.total ? 'No events match.' : 'No events yet.';
  const click = () => state.setFilter({ from: undefined, to: undefined });
  nodes.empty.replaceChildren(h('span', {}, words), ...(model.domain ? [h('button', { class: 'gd-tl-chip', type: 'button', on: { click } }, 'All dates')] : []));
}

/**
 * Marks or bars, the lines of uncertain dates, the feet of columns that moved aside.
 * @param {View} view
 * @param {Model} model
 */
export function paintMarks(view, model) {
  const { nodes } = view;
  const { frame, items, units, bars } = model;
  drawFeet(nodes.layers.feet, units?.columns ?? [], frame);
  for (const line of model.lines.values()) line.node = drawInterval(line, frame);
  nodes.layers.lines.replaceChildren(...[...model.lines.values()].flatMap(({ node }) => node ?? []));
  if (bars) view.marks.drawBars(bars, frame, barName);
  else view.marks.draw(items, units?.marks ?? new Map(), frame);
}

/**
 * The selected event's frame, line and flag, its relatives' frames, and the keyboard's place.
 * @param {View} view
 */
export function paintSelection(view) {
  const { state, model, marks } = view;
  const { layers } = view.nodes;
  for (const node of layers.marks.querySelectorAll('[aria-selected="true"]')) node.setAttribute('aria-selected', 'false');
  for (const layer of [layers.under, layers.over, layers.kin]) layer.replaceChildren();
  if (!isScaled(model)) return;
  const found = markOf(view, state.event);
  const bar = barOf(view, state.event);
  (marks.node(state.event) ?? bar?.node)?.setAttribute('aria-selected', 'true');
  if (found) paintSelected(view, model, found);
  if (bar) paintSelectedBar(view, model, bar);
  paintKin(view, model);
  paintFlag(view, model, found, bar);
  const stays = model.items.some((i) => i.id === view.active) ? view.active : model.items[0]?.id ?? null;
  focusOn(view, found || bar ? state.event : stays);
}

/**
 * The selected date under the axis: in few words if a label beside it still tells the year, and a
 * little aside where that keeps more of the months.
 * @param {View} view
 * @param {Scaled} model
 * @param {Found | null} found
 * @param {Bar | null} bar
 */
function paintFlag({ nodes, state }, model, found, bar) {
  const { axis, over } = nodes.layers;
  const { frame, scale } = model;
  clearUnderFlags(axis, []);
  const item = found?.item ?? model.items.find((i) => bar && i.id === state.event);
  if (!item) return;
  const x = bar ? (bar.x0 + bar.x1) / 2 : scale.x(item.at);
  const place = (/** @type {string} */ words) => {
    const tries = ASIDE.map((dx) => {
      const node = flag(words, x + dx, frame);
      const left = clearUnderFlags(axis, [node]);
      const year = left.some((label) => /\d{3,4}$/.test(label));
      return { node, year, worth: left.length + (year ? 100 : 0) };
    });
    return tries.reduce((best, one) => (one.worth > best.worth ? one : best));
  };
  const brief = place(flagText(item, { brief: frame.compact }));
  const best = brief.year ? brief : place(flagText(item));
  clearUnderFlags(axis, [best.node]);
  over.append(best.node);
}

/**
 * @param {View} view
 * @param {Scaled} model
 * @param {Found} found
 */
function paintSelected({ nodes }, model, { item, mark }) {
  const { under, over } = selectedOver(item, mark, model.frame, model.scale.x(item.at));
  const line = model.lines.get(item.id);
  nodes.layers.under.append(...under);
  if (line) nodes.layers.under.append(drawInterval(line, model.frame, { whole: true, loud: true }));
  nodes.layers.over.append(...over);
}

/**
 * @param {View} view
 * @param {Scaled} model
 * @param {Bar} bar
 */
function paintSelectedBar({ nodes }, { frame }, bar) {
  const top = Math.max(1, frame.axisY - bar.parts[bar.parts.length - 1].y1 - 4);
  const box = { class: 'gd-tl-column', x: bar.x0 - 3, width: bar.x1 - bar.x0 + 6, y: top, height: frame.axisY - top };
  nodes.layers.over.append(svg('rect', box));
}

/**
 * @param {View} view
 * @param {Scaled} model
 */
function paintKin({ nodes, state }, model) {
  const event = state.byId(state.event);
  const umbrella = event?.umbrella ?? (event?.members?.length ? event.id : null);
  if (!umbrella || !model.units) return;
  const { marks } = model.units;
  const kin = model.items.filter((i) => i.event.umbrella === umbrella && i.id !== state.event);
  nodes.layers.kin.append(...kin.flatMap(({ id }) => marks.get(id) ?? []).map((mark) => thinFrame(mark, model.frame, 'gd-tl-kin-frame')));
}

/**
 * The event under some pointer on the page: its mark larger, its line strong.
 * @param {View} view
 */
export function paintHover(view) {
  const { state, model } = view;
  const { layers } = view.nodes;
  const hovered = state.hover.filter((id) => id !== state.event).map((id) => markOf(view, id)).filter((found) => found !== null);
  const lines = hovered.map(({ item }) => model?.lines.get(item.id)).filter((line) => line !== undefined);
  if (!model) return;
  layers.beneath.replaceChildren(...lines.map((line) => drawInterval(line, model.frame, { whole: true, loud: true })));
  layers.lifted.replaceChildren(...hovered.map(({ item, mark }) => enlarged(item, mark, model.frame)));
}

/**
 * Dims what does not stand out: marks with their lines, of bars the other kinds.
 * @param {View} view
 */
export function paintLit({ state, model, marks, root }) {
  root.classList.toggle('gd-tl-has-lit', Boolean(state.lit));
  for (const { id, event } of model?.items ?? []) {
    const on = Boolean(state.lit) && isLit(state.lit, event);
    for (const node of [marks.node(id), model?.lines.get(id)?.node]) node?.classList.toggle('is-lit', on);
  }
  for (const bar of model?.bars ?? []) lightBar(bar, state.lit);
}

/**
 * Of a bar the kind that stands out; of events, the bars that have one.
 * @param {Bar} bar
 * @param {TimelineState['lit']} lit
 */
function lightBar({ node, ids }, lit) {
  for (const part of node?.children ?? []) {
    const kind = part.getAttribute('data-kind') ?? '';
    part.classList.toggle('is-lit', Boolean(lit) && (lit?.kind ? kind === lit.kind : ids.some((id) => lit?.ids?.has(id))));
  }
}

/**
 * The period being dragged, with both its dates; `clearBrush` ends it.
 * @param {View} view
 * @param {Scaled} model
 * @param {number} x0
 * @param {number} x1
 */
export function paintBrush({ root, nodes }, model, x0, x1) {
  const { frame, scale } = model;
  const [from, to] = daysBetween(scale, x0, x1);
  const [a, b] = [scale.x(from), scale.x(to + 1)];
  const apart = b - a > 110;
  const flags = [flag(dayWords(from), a, frame, { side: apart ? 0 : -1 }), flag(dayWords(to), b, frame, { side: apart ? 0 : 1 })];
  const band = svg('rect', { class: 'gd-tl-band', x: a, width: Math.max(1, b - a), y: 0, height: frame.axisY });
  root.classList.add('gd-tl-brushing');
  nodes.layers.brush.replaceChildren(band, ...flags);
  clearUnderFlags(nodes.layers.axis, flags);
}

/** @param {View} view */
export function clearBrush(view) {
  view.root.classList.remove('gd-tl-brushing');
  view.nodes.layers.brush.replaceChildren();
  paintSelection(view);
}
