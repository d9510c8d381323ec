// Where every mark stands: one mark per event in columns; the lines of uncertain dates; the lanes of the
// coverage strip. Pure: numbers in, numbers out.

import { toDay } from '../core/dates.js';
import { kinds } from '../core/told.js';

/** @import { Coverage, EventItem } from '../core/types' */
/** @import { Column, Frame, Item, Line, Mark, Scale, Strip, Units } from './types' */
/** @typedef {Pick<Frame, 'height' | 'left' | 'right' | 'sizes' | 'caps' | 'badges' | 'compact'>} Room what marks may take */

const LASTING = 120; // days; what lasted longer has no beginning worth pointing at
const FOOT = 4; // px between the lowest mark and the axis
const UNPLACED = { lanes: 1, rows: 1, width: 0, offset: 0, x: 0, left: 0, top: 0 };

/**
 * The events that get a mark, in the given (time) order: those that the server says are `timed`.
 * @param {EventItem[]} events
 * @param {[number, number] | null} [domain]
 */
export function datedItems(events, domain = null) {
  /** @type {Item[]} */
  const items = [];
  for (const event of events.filter((e) => e.timed)) {
    const start = toDay(event.date_start);
    const last = toDay(event.date_end);
    const end = (last >= start ? last : start) + 1;
    const by = event.date_open;
    const from = Math.max(by ? end - 30 : start, domain ? domain[0] : -Infinity);
    const to = domain ? Math.min(end, domain[1]) : end;
    if (to <= from) continue;
    const lasted = event.date_kind === 'throughout' && end - start > 1 && end - start <= LASTING;
    items.push({
      id: event.id, event, start, end, from, to, by, lasted, known: by ? to - from : end - start,
      at: by ? to - 0.5 : from + 0.5,
      openLeft: from > start, openRight: to < end,
    });
  }
  return items;
}

/**
 * The items with their marks on the scale: one whose beginning it leaves out stands where what it shows of
 * it begins.
 * @param {Item[]} items
 * @param {Scale} scale
 */
export function standing(items, { segments }) {
  return items.map((item) => {
    if (segments.some((s) => s.from <= item.at && item.at <= s.to)) return item;
    const shown = segments.find((s) => Math.min(s.to, item.to) > Math.max(s.from, item.from));
    return shown ? { ...item, at: Math.max(shown.from, item.from) + 0.5 } : item;
  });
}

/** @type {(a: Item, b: Item) => number} */
function compare(a, b) {
  const order = Object.keys(kinds());
  const kind = order.indexOf(a.event.kind) - order.indexOf(b.event.kind);
  return kind || a.at - b.at || (a.id < b.id ? -1 : 1);
}

/**
 * Neighbours closer than a mark's width share a column (Wilkinson's dot plot).
 * @param {Item[]} items
 * @param {Scale} scale
 * @param {number} pitch
 * @returns {Column[]}
 */
function columnsOf(items, scale, pitch) {
  const sorted = items.map((item) => ({ item, x: scale.x(item.at) })).sort((p, q) => p.x - q.x);
  /** @type {{first: number, last: number, items: Item[]}[]} */
  const columns = [];
  for (const { item, x } of sorted) {
    const last = columns.at(-1);
    if (last && x - last.first < pitch) {
      last.items.push(item);
      last.last = x;
    } else columns.push({ first: x, last: x, items: [item] });
  }
  return columns.map(({ first, last, items: own }) => ({ ...UNPLACED, want: (first + last) / 2, items: own.sort(compare) }));
}

/**
 * Moves columns apart as little as possible (weighted isotonic regression); false if they cannot fit.
 * @param {Column[]} columns
 * @param {number} left
 * @param {number} right
 */
function spread(columns, left, right) {
  let offset = 0;
  /** @type {{value: number, weight: number, columns: Column[]}[]} */
  const pools = [];
  columns.forEach((c, i) => {
    if (i) offset += (columns[i - 1].width + c.width) / 2;
    c.offset = offset;
    pools.push({ value: c.want - offset, weight: c.items.length, columns: [c] });
    while (pools.length > 1 && pools[pools.length - 2].value > pools[pools.length - 1].value) {
      const [a, b] = pools.splice(-2);
      const weight = a.weight + b.weight;
      pools.push({ value: (a.value * a.weight + b.value * b.weight) / weight, weight, columns: [...a.columns, ...b.columns] });
    }
  });
  if (!columns.length) return true;
  const low = left + columns[0].width / 2;
  const high = right - columns[columns.length - 1].width / 2 - offset;
  if (high < low - 0.5) return false;
  for (const pool of pools) {
    for (const c of pool.columns) c.x = Math.min(Math.max(pool.value, low), high) + c.offset;
  }
  return true;
}

/**
 * @param {Item[]} items
 * @param {Scale} scale
 * @param {number} size
 * @param {Room} room
 */
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
 * @param {Item[]} items
 * @param {Scale} scale
 * @param {Room} frame
 * @returns {Units | null} null when the marks do not fit without standing far from their dates: draw bars
 */
export function layoutUnits(items, scale, frame) {
  const tries = frame.sizes.map((size) => arrange(items, scale, size, frame)).filter((t) => t !== null);
  const cost = (/** @type {typeof tries[0]} */ t) => t.shift + 5 * (t.lanes - 1) + 2.2 * (frame.sizes[0] - t.size);
  const best = tries.find((t) => t.lanes === 1 && t.shift < 0.75 * t.size) ?? tries.sort((p, q) => cost(p) - cost(q))[0];
  if (!best || best.shift > (frame.compact ? 8 : 45)) return null;
  /** @type {Map<string, Mark>} */
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

/**
 * The line of an uncertain or lasting date, at its mark's height, from its first day, where its mark
 * stands, to its last. Those that are long beside the others (`grain`: days of most dates) are faint.
 * @param {Item} item
 * @param {Mark} mark
 * @param {Scale} scale
 * @param {Pick<Frame, 'size' | 'width'> & {grain: number}} frame
 * @returns {Line | null} null where the mark covers it
 */
export function intervalOf(item, mark, scale, { size, width, grain }) {
  if (item.to - item.from <= 1) return null;
  const x0 = scale.x(item.from);
  const x1 = scale.x(item.to);
  if (x1 - x0 < size + 4) return null;
  const { id, lasted, known = 1 } = item;
  const [first, last] = scale.domain;
  const open = { openLeft: item.openLeft || item.from < first, openRight: item.openRight || item.to > last };
  return { id, x0, x1, y: mark.y, faint: x1 - x0 > 0.22 * width && known > 1.2 * grain, lasted, ...open };
}

/**
 * The coverage strip: when the articles were published, in lanes where windows overlap.
 * @param {Coverage[]} coverage
 * @param {Scale} scale
 * @param {number} maxLanes
 * @returns {Strip}
 */
export function layoutCoverage(coverage, scale, maxLanes) {
  const [low, high] = scale.domain;
  const windows = coverage
    .map(({ article, title, from, to }) => ({ article, title, from: toDay(from), to: toDay(to) + 1 }))
    .filter((w) => w.to > low && w.from < high)
    .sort((p, q) => p.from - q.from || q.to - p.to);
  /** @type {number[]} */
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
