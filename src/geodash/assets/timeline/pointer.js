// What the pointer is on: a mark, a bar, an article's window or a break; hover, tooltip and click.

import { periodWords, toIso } from '../core/dates.js';
import { breakWords } from './axis.js';
import { kinds } from '../core/told.js';
import { barName } from './paint.js';

const REACH = 12; // px around a mark's centre that still mean it: a target of 24 px

function nearestMark(model, x, y) {
  let best = null;
  for (const [id, mark] of model.units?.marks ?? []) {
    const dx = Math.abs(mark.x - x);
    const dy = Math.abs(model.frame.axisY - mark.y - y);
    if (dx <= REACH && dy <= REACH && (!best || dx + dy < best.far)) best = { id, mark, far: dx + dy };
  }
  return best;
}

/** What lies at a point of the drawing: `{kind: 'mark'|'bar'|'window'|'break', …}` or null. */
export function hit(model, x, y) {
  if (!model?.scale) return null;
  const { frame } = model;
  const mark = nearestMark(model, x, y);
  if (mark) return { kind: 'mark', ...mark };
  if (y > frame.strip.top - 2) {
    const bar = model.coverage.bars
      .filter((b) => x >= b.x0 - 2 && x <= b.x1 + 2)
      .sort((p, q) => Math.abs(at(p) - y) - Math.abs(at(q) - y))[0];
    if (bar) return { kind: 'window', bar };
  }
  if (y > frame.axisY) return null;
  const bar = model.bars?.find((b) => x >= b.x0 - 1 && x <= b.x1 + 1);
  if (bar) return { kind: 'bar', bar };
  const gap = model.scale.breaks.find((b) => x >= b.x0 && x <= b.x1);
  return gap ? { kind: 'break', gap } : null;

  function at(b) {
    return frame.strip.top + b.lane * frame.strip.pitch + frame.strip.thick / 2;
  }
}

/** Tooltip words and the box (px in the drawing) they belong to. */
function tipOf(found, model) {
  const { frame } = model;
  if (found.kind === 'mark') {
    const { event } = model.items.find((i) => i.id === found.id);
    const r = frame.size / 2;
    const kind = kinds()[event.kind]?.label;
    return [{ small: [kind, event.date_label].filter(Boolean).join(' · '), text: event.title },
      { x: found.mark.x - r, y: frame.axisY - found.mark.y - r, width: 2 * r, height: 2 * r }];
  }
  if (found.kind === 'window') {
    const { bar } = found;
    return [{ small: `Article published ${periodWords(bar.from, bar.to - 1)}`, text: `“${bar.title}”` },
      { x: bar.x0, y: frame.strip.top - 2, width: bar.x1 - bar.x0, height: 14 }];
  }
  if (found.kind === 'bar') {
    const { bar } = found;
    const top = Math.max(...bar.parts.map((p) => p.y1));
    return [{ small: 'Click for this period', text: barName(bar) }, { x: bar.x0, y: frame.axisY - top, width: bar.x1 - bar.x0, height: top }];
  }
  const { gap } = found;
  return [{ small: periodWords(gap.from, gap.to - 1), text: breakWords(gap, model.items).text }, { x: gap.x0, y: frame.axisY - 30, width: gap.x1 - gap.x0, height: 30 }];
}

/** A bar opens as the period it stands for; the bar of one day as its first event. */
export function openBar(state, bar) {
  if (bar.to - bar.from === 1 && bar.ids.length) state.select(bar.ids[0], { source: 'timeline' });
  else state.setFilter({ from: toIso(bar.from), to: toIso(bar.to - 1) });
}

/** @returns {{click(event), detach()}} */
export function createPointer(view) {
  const { state, tip } = view;
  const { drawing } = view.nodes;
  let shown = null;

  const find = (event) => {
    const box = drawing.getBoundingClientRect();
    return hit(view.model, event.clientX - box.left, event.clientY - box.top);
  };

  function leave() {
    if (shown === null) return;
    shown = null;
    tip.hide();
    state.setHover(null);
  }

  function move(event) {
    if (event.buttons || event.pointerType === 'touch') return;
    const found = find(event);
    const key = found ? found.id ?? found.bar ?? found.gap : null;
    drawing.classList.toggle('gd-tl-on', found?.kind === 'mark' || found?.kind === 'bar');
    if (key === shown) return;
    if (!found) {
      leave();
      return;
    }
    shown = key;
    state.setHover(found.id ?? null);
    const [lines, rect] = tipOf(found, view.model);
    const box = drawing.getBoundingClientRect();
    tip.show(lines, { ...rect, x: rect.x + box.left, y: rect.y + box.top });
  }

  function click(event) {
    const found = find(event);
    if (found?.kind === 'mark') state.select(found.id, { source: 'timeline' });
    if (found?.kind === 'bar') openBar(state, found.bar);
  }

  // A press answers the question that the tooltip answered; it comes back on the next mark.
  const events = { pointermove: move, pointerleave: leave, pointerdown: tip.hide };
  for (const [name, fn] of Object.entries(events)) drawing.addEventListener(name, fn);
  return {
    click,
    detach() {
      for (const [name, fn] of Object.entries(events)) drawing.removeEventListener(name, fn);
    },
  };
}
