// From the page's data to everything the timeline draws: which days, which marks or bars, where.
// Pure: state and size in, one plain object out.

import { count } from '../core/count.js';
import { periodWords, toDay } from '../core/dates.js';
import { valuesOf } from '../core/url.js';
import { frameOf } from './frame.js';
import { layoutBars } from './bars.js';
import { datedItems, intervalOf, layoutCoverage, layoutUnits, standing } from './layout.js';
import { buildScale, grainOf, reachOf } from './scale.js';

/** @import { Frame, GivenBin, Item, Model, Size, TimelineState } from './types' */
/** @import { Bar as ServerBar, Payload } from '../core/types' */
/** @typedef {{bins: GivenBin[] | null, domain: [number, number] | null, asked: boolean[]}} Asked what the filter and the server say of the days */

const UNIT_LIMIT = 220; // events; above that no mark would be large enough to tell its kind

/**
 * The half-open day interval the filter asks for, open ends closed by the data; null without one.
 * @param {Pick<TimelineState, 'params' | 'data'>} state
 * @returns {[number, number] | null}
 */
function askedDomain({ params, data }) {
  if (!params.from && !params.to) return null;
  const drawn = data.timeline?.domain ?? [];
  const items = datedItems(data.events);
  const [first, end] = items.length ? reachOf(items) : [toDay(drawn[0]), toDay(drawn[1]) + 1];
  const from = toDay(valuesOf(params.from)[0]);
  const to = toDay(valuesOf(params.to)[0]) + 1;
  if (Number.isNaN(from)) return [Math.min(first || to - 1, to - 1), to];
  return [from, Number.isNaN(to) ? Math.max(end || from + 1, from + 1) : to];
}

/**
 * The server's bars in days, without the empty ones; null if there are none.
 * @param {ServerBar[] | undefined} bins
 * @returns {GivenBin[] | null}
 */
function serverBins(bins) {
  const filled = (bins ?? [])
    .map((b) => ({ from: toDay(b.from), to: toDay(b.to) + 1, kinds: b.kinds }))
    .filter((b) => Object.values(b.kinds).some((n) => n > 0));
  return filled.length ? filled : null;
}

/**
 * Everything that depends on data and size, in one plain object.
 * @param {TimelineState} state
 * @param {Size} size
 * @returns {Model}
 */
export function layoutOf(state, size) {
  const { data } = state;
  const domain = askedDomain(state);
  const items = datedItems(data.events, domain);
  const asked = [Boolean(state.params.from), Boolean(state.params.to)];
  const bins = data.mode === 'clusters' || items.length > UNIT_LIMIT ? serverBins(data.timeline?.bins) : null;
  const model = fitted(frameOf(size, items, state), items, { bins, domain, asked });
  // Where stacks are tall under the chips at the ends, the calendar gives way to the chips.
  if (!model.frame.caps.length || bins || items.length > UNIT_LIMIT || (model.units && model.units.shift < 12)) return finished(model, data);
  const inset = fitted(frameOf(size, items, state, { inset: true }), items, { bins, domain, asked });
  const better = inset.units && (!model.units || inset.units.shift < model.units.shift);
  return finished(better ? inset : model, data);
}

/**
 * Scale and marks within one frame.
 * @param {Frame} frame
 * @param {Item[]} dates
 * @param {Asked} asked
 * @returns {Model}
 */
function fitted(frame, dates, { bins, domain, asked }) {
  const dated = bins ? [...bins, ...dates.filter((i) => i.at < bins[0].from || i.at >= bins[bins.length - 1].to)] : dates;
  const spans = dated.length || !domain ? dated : [{ from: domain[0], to: domain[1] }];
  const scale = buildScale({ spans, domain, asked, width: frame.right - frame.left, left: frame.left });
  const items = scale ? standing(dates, scale) : dates;
  const unit = scale && !bins && items.length <= UNIT_LIMIT;
  const units = unit ? layoutUnits(items, scale, { ...frame, height: frame.stack }) : null;
  return { frame, items, domain, scale, bins, units, bars: null, lines: new Map(), coverage: { lanes: 0, bars: [] } };
}

/**
 * @param {Model} model
 * @param {Payload} data
 */
function finished(model, data) {
  const { frame, items, scale, bins } = model;
  if (!scale) return model;
  model.coverage = layoutCoverage(data.timeline?.coverage ?? [], scale, frame.strip.lanes);
  if (!model.units) {
    model.bars = layoutBars(items, scale, { height: frame.stack, bins });
    return model;
  }
  frame.size = model.units.size;
  const grain = grainOf(items);
  for (const item of items) {
    const mark = model.units.marks.get(item.id);
    const line = mark && intervalOf(item, mark, scale, { ...frame, grain });
    if (line) model.lines.set(item.id, line);
  }
  return model;
}

/**
 * The first and last day on which anything shown is dated; null if nothing is.
 * @param {Pick<Model, 'items' | 'bars'>} model
 * @returns {[number, number] | null}
 */
export function extentOf({ items, bars }) {
  const spans = bars ?? items;
  if (!spans.length) return null;
  return [Math.min(...spans.map((s) => s.from)), Math.max(...spans.map((s) => s.to)) - 1];
}

/**
 * What the timeline shows, in words for those who cannot see it.
 * @param {Model} model
 * @param {Payload} data
 */
export function summary(model, data) {
  const { items, bars, coverage } = model;
  const n = items.length || Math.round((bars ?? []).reduce((s, b) => s + b.n, 0));
  const ends = extentOf(model);
  const extent = ends ? `, ${periodWords(...ends)}` : '';
  const published = coverage.bars.length
    ? ` Articles published: ${coverage.bars.map((b) => `“${b.title}” ${periodWords(b.from, b.to - 1)}`).join('; ')}.` : '';
  const undated = data.denominators?.undated;
  return {
    label: `Timeline: ${count(n, 'event')}${extent}`,
    about: `Left and right arrows step through the events.${undated ? ` ${undated} undated are in the list only.` : ''}${published}`,
  };
}

