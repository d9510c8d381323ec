// The timeline of Explore: one mark per event over a calendar, a brush, and what was published when.
//
// Scale, layout and drawing are in timeline_*.js; here they meet the page's state. Days are whole
// numbers in UTC throughout (timeline_dates.js).

import { h, setText, svg } from './dom.js';
import { captionPlace, clearUnderFlags, drawAxis, drawCoverage, drawFeet, drawInterval, fadeDefs, flag, flagText } from './timeline_axis.js';
import { attachBrush } from './timeline_brush.js';
import { drawChips, frameOf } from './timeline_frame.js';
import { createHeader } from './timeline_header.js';
import { attachKeys } from './timeline_keys.js';
import { datedItems, intervalOf, layoutBars, layoutCoverage, layoutUnits } from './timeline_layout.js';
import { countLabel, createMarks, enlarged, kindCounts, selectedOver, thinFrame } from './timeline_marks.js';
import { createPointer } from './timeline_pointer.js';
import { buildScale, daysBetween } from './timeline_scale.js';
import { createTip } from './timeline_tip.js';
import { dayLabel, rangeLabel, toDay, toIso } from './timeline_dates.js';

const UNIT_LIMIT = 220; // events; above that no mark would be large enough to tell its kind
const LAYERS = ['coverage', 'axis', 'feet', 'lines', 'kin', 'under', 'beneath', 'marks', 'over', 'lifted', 'brush'];

/** The half-open day interval the filter asks for, open ends closed by the data; null without one. */
function askedDomain({ params, data }) {
  if (!params.from && !params.to) return null;
  const drawn = data.timeline?.domain ?? [];
  const stands = datedItems(data.events).map((i) => i.at);
  let from = toDay(params.from);
  let to = toDay(params.to);
  if (Number.isNaN(from)) from = Math.floor(Math.min(to, toDay(drawn[0]) || to, ...stands));
  if (Number.isNaN(to)) to = Math.ceil(Math.max(from, toDay(drawn[1]) || from, ...stands));
  return [from, to + 1];
}

function buildNodes(root) {
  const layers = Object.fromEntries(LAYERS.map((name) => [name, svg('g', { class: `gd-tl-in-${name}` })]));
  for (const name of LAYERS) if (name !== 'marks') layers[name].setAttribute('aria-hidden', 'true');
  const caption = svg('text', { class: 'gd-tl-caption' }, 'articles published');
  layers.marks.setAttribute('role', 'listbox');
  layers.marks.setAttribute('aria-orientation', 'horizontal');
  layers.marks.setAttribute('tabindex', '0');
  const drawing = svg('svg', { class: 'gd-tl-svg', role: 'group', 'aria-label': 'When' }, fadeDefs(), ...LAYERS.map((n) => layers[n]), caption);
  const about = h('p', { class: 'gd-tl-about', id: 'gd-tl-about' });
  layers.marks.setAttribute('aria-describedby', 'gd-tl-about');
  const chips = h('div', { class: 'gd-tl-chips' });
  const empty = h('div', { class: 'gd-tl-empty', hidden: true });
  const plot = h('div', { class: 'gd-tl-plot' }, drawing, chips, empty, about);
  return { root, layers, caption, drawing, about, chips, empty, plot };
}

/** The server's bars in days, without the empty ones; null if there are none. */
function serverBins(bins) {
  const filled = (bins ?? [])
    .map((b) => ({ from: toDay(b.from), to: toDay(b.to) + 1, kinds: b.kinds }))
    .filter((b) => Object.values(b.kinds).some((n) => n > 0));
  return filled.length ? filled : null;
}

/** Everything that depends on data and size, in one plain object. */
function layoutOf(state, size) {
  const { data } = state;
  const domain = askedDomain(state);
  const items = datedItems(data.events, domain);
  const bins = data.mode === 'clusters' || items.length > UNIT_LIMIT ? serverBins(data.timeline?.bins) : null;
  const frame = frameOf(size, items, state);
  const dated = bins ? [...bins, ...items.filter((i) => i.at < bins[0].from || i.at >= bins.at(-1).to)] : items;
  const spans = dated.length || !domain ? dated : [{ from: domain[0], to: domain[1] }];
  const scale = buildScale({ spans, domain, width: frame.right - frame.left, left: frame.left });
  const model = { frame, items, domain, scale, bins, bars: null, units: null, lines: new Map(), coverage: { lanes: 0, bars: [] } };
  if (!scale) return model;
  model.coverage = layoutCoverage(data.timeline?.coverage ?? [], scale, frame.strip.lanes);
  if (!bins && items.length <= UNIT_LIMIT) model.units = layoutUnits(items, scale, { ...frame, height: frame.stack, caps: frame.caps });
  if (!model.units) {
    model.bars = layoutBars(items, scale, { height: frame.stack, bins });
    return model;
  }
  frame.size = model.units.size;
  for (const item of items) {
    const line = intervalOf(item, model.units.marks.get(item.id), scale, frame);
    if (line) model.lines.set(item.id, line);
  }
  return model;
}

/** The first and last day on which anything shown is dated; null if nothing is. */
function extentOf({ items, bars }) {
  const spans = bars ?? items;
  if (!spans.length) return null;
  return [Math.min(...spans.map((s) => s.from)), Math.max(...spans.map((s) => s.to)) - 1];
}

function summary(model, data) {
  const { items, bars, coverage } = model;
  const count = items.length || Math.round((bars ?? []).reduce((s, b) => s + b.n, 0));
  const ends = extentOf(model);
  const extent = ends ? `, ${rangeLabel(...ends)}` : '';
  const published = coverage.bars.length
    ? ` Articles published: ${coverage.bars.map((b) => `“${b.title}” ${rangeLabel(b.from, b.to - 1)}`).join('; ')}.` : '';
  const undated = data.denominators?.undated;
  return {
    label: `Timeline: ${count} ${count === 1 ? 'event' : 'events'}${extent}`,
    about: `Left and right arrows step through the events.${undated ? ` ${undated} undated are in the list only.` : ''}${published}`,
  };
}

/**
 * @param {HTMLElement} root filled by the timeline; its size is taken from the page's layout
 * @returns {{destroy(): void, resize(): void}}
 */
export function mountTimeline(root, state, ctx) {
  const nodes = buildNodes(root);
  const { layers, plot } = nodes;
  const header = createHeader(state);
  root.classList.add('gd-tl');
  root.append(header.node, plot);
  const tip = createTip(root);
  const marks = createMarks(layers.marks);
  let model = null;
  const view = { root, state, ctx, nodes, tip, marks, active: null, model: () => model, focusOn, barOf, barName };

  function barOf(id) {
    return model?.bars?.find((b) => b.ids.includes(id)) ?? null;
  }

  function barName(bar) {
    return `${rangeLabel(bar.from, bar.to - 1)}: ${countLabel(bar.n)} ${bar.n === 1 ? 'event' : 'events'}, ${kindCounts(bar.kinds, ctx.symbols.kinds)}`;
  }

  function markOf(id) {
    const item = model?.items.find((i) => i.id === id);
    const mark = model?.units?.marks.get(id);
    return item && mark ? { item, mark } : null;
  }

  /** The option the keyboard is on: the selected event, else where it was last, else the first. */
  function focusOn(id) {
    view.active = id;
    const node = marks.node(id) ?? barOf(id)?.node;
    if (node) layers.marks.setAttribute('aria-activedescendant', node.id);
    else layers.marks.removeAttribute('aria-activedescendant');
    const found = markOf(id);
    const ring = found && thinFrame(found.mark, model.frame, 'gd-tl-ring');
    layers.lifted.replaceChildren(...(ring ? [ring] : []));
  }

  function drawSelection() {
    for (const node of layers.marks.querySelectorAll('[aria-selected="true"]')) node.setAttribute('aria-selected', 'false');
    for (const name of ['under', 'over', 'kin']) layers[name].replaceChildren();
    if (!model?.scale) return;
    const found = markOf(state.event);
    const bar = barOf(state.event);
    (marks.node(state.event) ?? bar?.node)?.setAttribute('aria-selected', 'true');
    if (found) drawSelected(found);
    if (bar) drawSelectedBar(bar);
    drawKin();
    clearUnderFlags(layers.axis, [...layers.over.querySelectorAll('.gd-tl-flag')]);
    focusOn(found || bar ? state.event : model.items.some((i) => i.id === view.active) ? view.active : model.items[0]?.id ?? null);
  }

  function drawSelected({ item, mark }) {
    const { under, over } = selectedOver(item, mark, model.frame);
    const line = model.lines.get(item.id);
    layers.under.append(...under);
    if (line) layers.under.append(drawInterval(line, model.frame, { whole: true, loud: true }));
    layers.over.append(...over, flag(flagText(item, model.frame), mark.column.x, model.frame));
  }

  function drawSelectedBar(bar) {
    const { frame, items } = model;
    const item = items.find((i) => i.id === state.event);
    const top = Math.max(1, frame.axisY - bar.parts.at(-1).y1 - 4);
    layers.over.append(
      svg('rect', { class: 'gd-tl-column', x: bar.x0 - 3, width: bar.x1 - bar.x0 + 6, y: top, height: frame.axisY - top }),
      flag(flagText(item, frame), (bar.x0 + bar.x1) / 2, frame));
  }

  function drawKin() {
    const event = state.byId(state.event);
    const umbrella = event?.umbrella ?? (event?.members?.length ? event.id : null);
    if (!umbrella || !model.units) return;
    const kin = model.items.filter((i) => i.event.umbrella === umbrella && i.id !== state.event);
    layers.kin.append(...kin.map((i) => thinFrame(model.units.marks.get(i.id), model.frame, 'gd-tl-kin-frame')));
  }

  function drawHover() {
    const found = state.hover !== state.event && markOf(state.hover);
    const line = found && model.lines.get(state.hover);
    layers.beneath.replaceChildren(...(line ? [drawInterval(line, model.frame, { whole: true, loud: true })] : []));
    layers.brush.replaceChildren(...(found ? [enlarged(found.item, found.mark, model.frame)] : []));
  }

  function drawMarks() {
    const { frame, items, units, bars } = model;
    drawFeet(layers.feet, units?.columns ?? [], frame);
    layers.lines.replaceChildren(...[...model.lines.values()].map((line) => drawInterval(line, frame)));
    if (bars) marks.drawBars(bars, frame, { colors: ctx.symbols.kinds, nameOf: barName });
    else marks.draw(items, units?.marks ?? new Map(), frame);
  }

  function drawStill() {
    const { frame, scale, coverage, items } = model;
    const place = scale && frame.caption ? captionPlace(coverage, frame) : null;
    nodes.caption.style.display = place === null || !coverage.bars.length ? 'none' : '';
    if (place !== null) for (const [k, v] of [['x', place], ['y', frame.strip.top + 9.5]]) nodes.caption.setAttribute(k, v);
    if (scale) {
      drawAxis(layers.axis, scale, frame, items);
      drawCoverage(layers.coverage, coverage, frame);
    } else for (const name of ['axis', 'coverage']) layers[name].replaceChildren();
    drawEmpty();
  }

  function drawEmpty() {
    const none = !model.items.length && !model.bars?.length;
    nodes.empty.hidden = !none;
    if (!none) return;
    const undated = state.data.denominators?.undated;
    const words = model.domain ? 'No events in this period.' : undated ? 'None of these events has a date: see the list.' : 'No events match.';
    const button = h('button', { class: 'gd-tl-chip', type: 'button', on: { click: () => state.setFilter({ from: undefined, to: undefined }) } }, 'All dates');
    nodes.empty.replaceChildren(h('span', {}, words), ...(model.domain ? [button] : []));
  }

  /** Draws all anew; `still`: without movement, when only the size changed. */
  function redraw(still) {
    const box = plot.getBoundingClientRect();
    if (!state.data || box.width < 40 || box.height < 20) return;
    model = layoutOf(state, { width: box.width, height: box.height });
    root.classList.toggle('gd-tl-still', Boolean(still || ctx.reducedMotion?.matches));
    root.classList.toggle('gd-tl-compact', model.frame.compact);
    nodes.drawing.setAttribute('viewBox', `0 0 ${box.width} ${box.height}`);
    const words = summary(model, state.data);
    layers.marks.setAttribute('aria-label', words.label);
    setText(nodes.about, words.about);
    drawStill();
    drawMarks();
    drawChips(nodes.chips, state, model);
    header.update({ bars: Boolean(model.bars), extent: extentOf(model) });
    drawSelection();
    drawHover();
  }

  function drawBrush(x0, x1) {
    const { frame, scale } = model;
    const [from, to] = daysBetween(scale, x0, x1);
    const [a, b] = [scale.x(from), scale.x(to + 1)];
    const apart = b - a > 110;
    const flags = [flag(dayLabel(from), a, frame, { side: apart ? 0 : -1 }), flag(dayLabel(to), b, frame, { side: apart ? 0 : 1 })];
    tip.hide();
    root.classList.add('gd-tl-brushing');
    layers.brush.replaceChildren(svg('rect', { class: 'gd-tl-band', x: a, width: Math.max(1, b - a), y: 0, height: frame.axisY }), ...flags);
    clearUnderFlags(layers.axis, flags);
  }

  function endBrush() {
    root.classList.remove('gd-tl-brushing');
    drawSelection();
    drawHover();
  }

  const pointer = createPointer(view);
  const detachBrush = attachBrush(nodes.drawing, {
    onMove: (x0, x1) => model?.scale && drawBrush(x0, x1),
    onCancel: endBrush,
    onClick: pointer.click,
    onEnd(x0, x1) {
      endBrush();
      if (!model?.scale) return;
      const [from, to] = daysBetween(model.scale, x0, x1);
      state.setFilter({ from: toIso(from), to: toIso(to) });
    },
  });
  const detachKeys = attachKeys(view);
  const off = [
    state.on('data', () => redraw(false)),
    state.on('select', drawSelection),
    state.on('hover', drawHover),
    state.on('loading', (on) => plot.setAttribute('aria-busy', String(Boolean(on)))),
  ];
  const observer = new ResizeObserver(() => redraw(true));
  observer.observe(plot);
  redraw(true);

  return {
    resize: () => redraw(true),
    destroy() {
      observer.disconnect();
      for (const stop of [...off, detachBrush, detachKeys, pointer.detach, tip.destroy]) stop();
      root.replaceChildren();
    },
  };
}
