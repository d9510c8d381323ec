// Where every mark stands: one mark per event in columns, or bars when there are too many; the lines
// of uncertain dates; the lanes of the coverage strip. Pure: numbers in, numbers out.

import { dayOf, partsOf, toDay } from '../core/dates.js';
import { kinds } from '../core/told.js';

const LASTING = 120; // days; what lasted longer has no beginning worth pointing at
const OPEN = 3653; // days; a longer interval only says "by then" (views/dates.py)
const FOOT = 4; // px between the lowest mark and the axis

/**
 * The events that get a mark, in the given (time) order. An umbrella stands behind its members and
 * gets one only if none of them is dated and shown.
 *
 * @returns {{id, event, start, end, from, to, at, by, lasted, openLeft, openRight}[]} day numbers,
 *   ends exclusive: `start` to `end` as coded, `from` to `to` cut to the domain (`open…` says where);
 *   `at` is where the mark stands: the middle of the interval in which it happened, the beginning of
 *   what `lasted`, the end of a "`by` then".
 */
export function datedItems(events, domain = null) {
  const dated = events.filter((e) => !Number.isNaN(toDay(e.date_start)));
  const ids = new Set(dated.map((e) => e.id));
  const items = [];
  for (const event of dated) {
    if (event.members?.some((id) => ids.has(id))) continue;
    const start = toDay(event.date_start);
    const last = toDay(event.date_end);
    const end = (last >= start ? last : start) + 1;
    const by = event.date_kind !== 'throughout' && end - start > OPEN;
    const from = Math.max(by ? end - 30 : start, domain ? domain[0] : -Infinity);
    const to = domain ? Math.min(end, domain[1]) : end;
    if (to <= from) continue;
    const lasted = event.date_kind === 'throughout' && end - start > 1 && end - start <= LASTING;
    items.push({
      id: event.id, event, start, end, from, to, by, lasted,
      at: lasted ? from + 0.5 : by ? to - 0.5 : (from + to) / 2,
      openLeft: from > start, openRight: to < end,
    });
  }
  return items;
}

/** From where to where the items reach; an interval of more than a year counts as its middle. */
export function reachOf(items) {
  const ends = items.flatMap(({ from, to, at }) => (to - from > 366 ? [at, at] : [from, to]));
  return [Math.floor(Math.min(...ends)), Math.ceil(Math.max(...ends))];
}

function compare(a, b) {
  const order = Object.keys(kinds());
  const kind = order.indexOf(a.event.kind) - order.indexOf(b.event.kind);
  return kind || a.at - b.at || (a.id < b.id ? -1 : 1);
}

/** Neighbours closer than a mark's width share a column (Wilkinson's dot plot). */
function columnsOf(items, scale, pitch) {
  const sorted = items.map((item) => ({ item, x: scale.x(item.at) })).sort((p, q) => p.x - q.x);
  const columns = [];
  for (const { item, x } of sorted) {
    const last = columns.at(-1);
    if (last && x - last.first < pitch) {
      last.items.push(item);
      last.last = x;
    } else columns.push({ first: x, last: x, items: [item] });
  }
  return columns.map(({ first, last, items: own }) => ({ want: (first + last) / 2, items: own.sort(compare) }));
}

/** Moves columns apart as little as possible (weighted isotonic regression); false if they cannot fit. */
function spread(columns, left, right) {
  let offset = 0;
  const pools = [];
  columns.forEach((c, i) => {
    if (i) offset += (columns[i - 1].width + c.width) / 2;
    c.offset = offset;
    pools.push({ value: c.want - offset, weight: c.items.length, columns: [c] });
    while (pools.length > 1 && pools.at(-2).value > pools.at(-1).value) {
      const b = pools.pop();
      const a = pools.pop();
      const weight = a.weight + b.weight;
      pools.push({ value: (a.value * a.weight + b.value * b.weight) / weight, weight, columns: [...a.columns, ...b.columns] });
    }
  });
  if (!columns.length) return true;
  const low = left + columns[0].width / 2;
  const high = right - columns.at(-1).width / 2 - offset;
  if (high < low - 0.5) return false;
  for (const pool of pools) {
    for (const c of pool.columns) c.x = Math.min(Math.max(pool.value, low), high) + c.offset;
  }
  return true;
}

function arrange(items, scale, size, { height, left, right, caps, badges }) {
  const pitchX = size + (badges ? 4 : 2);
  let pitchY = size + (badges ? 3 : 2);
  const columns = columnsOf(items, scale, pitchX);
  for (const c of columns) {
    const cap = caps.find((z) => c.want > z.x0 - pitchX && c.want < z.x1 + pitchX);
    const room = (cap ? cap.height : height) - FOOT;
    const rows = Math.max(1, Math.floor(room / (size + 1.5)));
    c.lanes = Math.ceil(c.items.length / rows);
    c.rows = Math.ceil(c.items.length / c.lanes);
    if (c.rows > 1) pitchY = Math.min(pitchY, (room - size) / (c.rows - 1));
    c.width = c.lanes * pitchX;
  }
  if (!spread(columns, left, right)) return null;
  const shift = Math.max(0, ...columns.map((c) => Math.abs(c.x - c.want)));
  const lanes = Math.max(1, ...columns.map((c) => c.lanes));
  return { size, pitchX, pitchY, columns, shift, lanes };
}

/**
 * One mark per event. The largest mark size (px) is taken at which every stack fits; if none does,
 * tall stacks are split into side-by-side columns and neighbours move aside as little as possible
 * (`columns[].x` against `columns[].want`, the true place).
 *
 * @param {{height, left, right, sizes: number[], caps: {x0, x1, height}[], badges, compact}} frame
 *   px; `caps`: where something else stands above and stacks must stay lower.
 * @returns {{size, shift, marks: Map<id, {x, y, column}>, columns}|null} y upwards from the axis; null when
 *   the marks do not fit without standing far from their dates: draw bars.
 */
export function layoutUnits(items, scale, frame) {
  const tries = frame.sizes.map((size) => arrange(items, scale, size, frame)).filter(Boolean);
  const cost = (t) => t.shift + 5 * (t.lanes - 1) + 2.2 * (frame.sizes[0] - t.size);
  const best = tries.find((t) => t.lanes === 1 && t.shift < 0.75 * t.size) ?? tries.sort((p, q) => cost(p) - cost(q))[0];
  if (!best || best.shift > (frame.compact ? 8 : 45)) return null;
  const marks = new Map();
  for (const c of best.columns) {
    c.left = c.x - c.width / 2;
    c.top = FOOT + (c.rows - 1) * best.pitchY + best.size;
    c.items.forEach((item, i) => {
      const lane = Math.floor(i / c.rows);
      const x = c.left + best.pitchX * (lane + 0.5);
      const y = FOOT + best.size / 2 + (i % c.rows) * best.pitchY;
      marks.set(item.id, { x, y, column: c });
    });
  }
  return { size: best.size, shift: best.shift, marks, columns: best.columns };
}

const UNITS = [1, 7, 30.44, 91.3, 365.25, 1826];

function binEdges({ from, to, x0, x1 }, least) {
  const perDay = (x1 - x0) / (to - from);
  const unit = UNITS.find((days) => days * perDay >= least) ?? UNITS.at(-1);
  const edges = [from];
  if (unit <= 7) for (let d = from + unit; d < to; d += unit) edges.push(d);
  else {
    const months = Math.round(unit / 30.44);
    const start = partsOf(from);
    let month = Math.floor((start.month - 1) / months) * months + months + 1;
    for (let d = dayOf(start.year, month); d < to; d = dayOf(start.year, (month += months))) edges.push(d);
  }
  return [...edges, to];
}

const emptyBin = (from, to) => ({ from, to, kinds: {}, ids: [] });

function put(bin, item) {
  bin.kinds[item.event.kind] = (bin.kinds[item.event.kind] ?? 0) + 1;
  bin.ids.push(item.id);
}

/** The server's bars, with the events they hold and a month's bar for each outlier they leave out. */
function givenBins(bins, items) {
  const given = bins.map((b) => ({ ...b, ids: [] }));
  const beyond = new Map();
  for (const item of items) {
    const home = given.find((b) => b.from <= item.at && item.at < b.to);
    if (home) home.ids.push(item.id);
    else if (item.at < given[0].from || item.at >= given.at(-1).to) {
      const { year, month } = partsOf(item.at);
      const from = dayOf(year, month);
      if (!beyond.has(from)) beyond.set(from, emptyBin(from, dayOf(year, month + 1)));
      put(beyond.get(from), item);
    }
  }
  return [...given, ...beyond.values()].sort((p, q) => p.from - q.from);
}

function ownBins(items, scale, least) {
  const bins = scale.segments.flatMap((segment) => {
    const edges = binEdges(segment, least);
    return edges.slice(1).map((to, i) => emptyBin(edges[i], to));
  });
  for (const item of items) {
    put(bins.findLast((b) => b.from <= item.at) ?? bins[0], item);
  }
  return bins;
}

/**
 * Bars stacked by kind, for more events than marks can show.
 *
 * @param bins the server's, `{from, to, kinds: {kind: count}}` with half-open days and uncertain
 *   dates spread; without them the items are counted here, by the shortest unit of at least 7 px.
 * @returns {{from, to, x0, x1, n, ids, unit, parts: {kind, n, y0, y1}[]}[]} y upwards from the axis;
 *   `unit`: px of one event
 */
export function layoutBars(items, scale, { height, bins = null }) {
  const raw = bins ? givenBins(bins, items) : ownBins(items, scale, 7);
  const total = (bin) => Object.values(bin.kinds).reduce((s, n) => s + n, 0);
  const filled = raw.filter((bin) => total(bin) > 0);
  const most = Math.max(1, ...filled.map(total));
  const unit = Math.min(6, (height - 2) / most);
  return filled.map((bin) => {
    const [a, b] = [scale.x(bin.from), scale.x(bin.to)];
    const inset = Math.max((b - a - 26) / 2, Math.min(1, (b - a) / 6));
    const each = Math.max(unit, 3 / total(bin)); // a lone event can still be seen
    let y = 0;
    const parts = Object.keys(kinds()).filter((kind) => bin.kinds[kind]).map((kind) => {
      const y0 = y;
      y += bin.kinds[kind] * each;
      return { kind, n: bin.kinds[kind], y0, y1: y };
    });
    return { ...bin, x0: a + inset, x1: b - inset, n: total(bin), unit: each, parts };
  });
}

/**
 * The line of an uncertain or lasting date, at its mark's height. Long ones fade out near their
 * mark (`fade`), since lines across the whole timeline would say less than nothing.
 *
 * @returns {{id, x0, x1, at, y, fade, lasted, openLeft, openRight}|null} null where the mark covers it
 */
export function intervalOf(item, mark, scale, { size, width }) {
  if (item.to - item.from <= 1) return null;
  const x0 = scale.x(item.from);
  const x1 = scale.x(item.to);
  if (x1 - x0 < size + 4) return null;
  const { id, lasted, openLeft, openRight } = item;
  return { id, x0, x1, at: mark.x, y: mark.y, fade: x1 - x0 > 0.22 * width, lasted, openLeft, openRight };
}

/**
 * The coverage strip: when the articles were published, in lanes where windows overlap.
 *
 * @returns {{lanes: number, bars: {article, title, from, to, x0, x1, lane}[]}} days, `to` exclusive
 */
export function layoutCoverage(coverage, scale, maxLanes) {
  const [low, high] = scale.domain;
  const windows = coverage
    .map(({ article, title, from, to }) => ({ article, title, from: toDay(from), to: toDay(to) + 1 }))
    .filter((w) => w.to > low && w.from < high)
    .sort((p, q) => p.from - q.from || q.to - p.to);
  const ends = [];
  const bars = windows.map((w) => {
    const x0 = scale.x(w.from);
    const x1 = Math.max(x0 + 3, scale.x(w.to));
    let lane = ends.findIndex((end) => end + 2 <= x0);
    if (lane < 0) lane = ends.length < maxLanes ? ends.length : ends.indexOf(Math.min(...ends));
    ends[lane] = Math.max(ends[lane] ?? 0, x1);
    return { ...w, x0, x1, lane };
  });
  return { lanes: ends.length, bars };
}
