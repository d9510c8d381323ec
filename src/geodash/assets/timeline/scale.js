// The time scale: linear by UTC days, but a long stretch in which nothing is dated is cut down to a
// narrow break, so that one old event does not squash the rest. Pure: numbers in, numbers out.

import { dayOf, monthName, partsOf } from '../core/dates.js';

// A silence is cut if it is longer than this share of the time in which most events lie, and than
// `least` days; a period that the reader asked for is cut later, and only for the sake of many events.
const ALL = { share: 0.2, least: 120, events: 2 };
const ASKED = { share: 0.5, least: 300, events: 8 };
const LONG = 120; // days; an interval this long does not count as a time when something happened
const CHAR = 6.8; // px, mean width of a character of an axis label

/** Where an event is taken to stand for the scale: its interval, or the middle of a very long one. */
function occupied({ from, to }) {
  if (to - from <= LONG) return [from, to];
  const mid = (from + to) / 2;
  return [mid - 15, mid + 15];
}

function merge(spans) {
  const sorted = spans.filter(([a, b]) => a <= b).sort((p, q) => p[0] - q[0]);
  const out = [];
  for (const [a, b] of sorted) {
    const last = out.at(-1);
    if (last && a <= last[1]) last[1] = Math.max(last[1], b);
    else out.push([a, b]);
  }
  return out;
}

/** The days over which the middle four fifths of the events lie. */
function bulk(spans) {
  const mids = spans.map(([a, b]) => (a + b) / 2).sort((p, q) => p - q);
  const at = (share) => mids[Math.round(share * (mids.length - 1))];
  return mids.length ? at(0.9) - at(0.1) : 0;
}

/** Splits merged spans at every silence of at least `days`. */
function cut(spans, days) {
  const parts = [];
  for (const [a, b] of spans) {
    const last = parts.at(-1);
    if (last && a - last[1] < days) last[1] = b;
    else parts.push([a, b]);
  }
  return parts;
}

/** Gives every part some air, without eating more than a third of the break beside it. */
function padded(parts, domain) {
  const low = domain ? domain[0] : -Infinity;
  const high = domain ? domain[1] : Infinity;
  return parts.map(([a, b], i) => {
    const air = Math.ceil(2 + 0.02 * (b - a));
    const before = i ? (a - parts[i - 1][1]) / 3 : Infinity;
    const after = i < parts.length - 1 ? (parts[i + 1][0] - b) / 3 : Infinity;
    return [
      Math.max(low, Math.floor(a - Math.min(air, before))),
      Math.min(high, Math.ceil(b + Math.min(air, after))),
    ];
  });
}

/**
 * Shares the width among the parts: breaks get a fixed width, parts the same px per day, yet each
 * at least `least` px and at most as many as its few events can make use of.
 */
function share(parts, counts, room, least) {
  const widths = parts.map(() => 0);
  const fixed = new Map();
  const most = (i) => Math.max(least, (room / 900) * (30 + 18 * counts[i]));
  for (let round = 0; round <= parts.length; round += 1) {
    const open = parts.map((_, i) => i).filter((i) => !fixed.has(i));
    const left = room - [...fixed.values()].reduce((s, w) => s + w, 0);
    const days = open.reduce((s, i) => s + parts[i][1] - parts[i][0], 0);
    let changed = false;
    for (const i of open) {
      widths[i] = (left * (parts[i][1] - parts[i][0])) / days;
      const limit = widths[i] < least ? least : widths[i] > most(i) && open.length > 1 ? most(i) : 0;
      if (limit && !changed) {
        fixed.set(i, limit);
        widths[i] = limit;
        changed = true;
      }
    }
    if (!changed) break;
  }
  const total = widths.reduce((s, w) => s + w, 0);
  return widths.map((w) => (w * room) / total);
}

function breakWidth(count, width) {
  if (!count) return 0;
  return Math.max(10, Math.min(84, (0.2 * width) / count));
}

/**
 * @param {{spans: {from, to}[], domain: [number, number]|null, asked?: boolean[], width, left?}} options
 *   `spans`: half-open day intervals of all that is drawn; `domain`: half-open, when the reader set
 *   one; `asked`: which of its two ends the reader set; width and left in px
 * @returns {{segments, breaks, x: (day) => px, day: (px) => day, domain: [number, number]}}
 *   segments and breaks: `{from, to, x0, x1}` in order; `core` of a segment is without its air; `day` answers fractions of days.
 */
export function buildScale({ spans, domain = null, asked = [domain !== null, domain !== null], width, left = 0 }) {
  const inside = spans
    .map(occupied)
    .map(([a, b]) => (domain ? [Math.max(a, domain[0]), Math.min(b, domain[1])] : [a, b]));
  const ends = (domain ?? []).filter((_, i) => asked[i]).map((day) => [day, day]);
  const rule = asked[0] && asked[1] ? ASKED : ALL;
  const spread = merge([...inside, ...ends]);
  const whole = spread.length ? [[spread[0][0], spread.at(-1)[1]]] : [];
  const silence = Math.max(rule.least, rule.share * bulk(inside));
  const cores = spans.length < rule.events ? whole : cut(spread, silence);
  const parts = padded(cores, domain);
  if (!parts.length) return null;
  const counts = parts.map(([a, b]) => inside.filter(([p, q]) => p < b && q > a).length);
  const gap = breakWidth(parts.length - 1, width);
  const room = width - gap * (parts.length - 1);
  const widths = share(parts, counts, room, Math.min(38, room / parts.length));
  const segments = [];
  const breaks = [];
  let x = left;
  parts.forEach(([from, to], i) => {
    if (i) breaks.push({ from: parts[i - 1][1], to: from, x0: x - gap, x1: x });
    segments.push({ from, to, core: cores[i], x0: x, x1: x + widths[i] });
    x += widths[i] + gap;
  });
  return { segments, breaks, ...mappings(segments, breaks), domain: [segments[0].from, segments.at(-1).to] };
}

function mappings(segments, breaks) {
  const pieces = [...segments, ...breaks].sort((p, q) => p.from - q.from);
  const last = pieces.at(-1);
  const along = (value, a, b, p, q) => p + ((value - a) / (b - a || 1)) * (q - p);
  return {
    x(day) {
      const piece = pieces.find((p) => day <= p.to) ?? last;
      return along(Math.min(Math.max(day, piece.from), piece.to), piece.from, piece.to, piece.x0, piece.x1);
    },
    day(px) {
      const piece = pieces.find((p) => px <= p.x1) ?? last;
      return along(Math.min(Math.max(px, piece.x0), piece.x1), piece.x0, piece.x1, piece.from, piece.to);
    },
  };
}

/** The whole days under a drag from one px to another, both ends included. */
export function daysBetween(scale, px0, px1) {
  const [a, b] = [scale.day(Math.min(px0, px1)), scale.day(Math.max(px0, px1))];
  const from = Math.floor(a + 1e-6);
  return [from, Math.max(from, Math.ceil(b - 1e-6) - 1)];
}

const STEPS = [
  { unit: 'day', n: 1, days: 1, need: 30 },
  { unit: 'day', n: 2, days: 2, need: 34 },
  { unit: 'week', n: 1, days: 7, need: 90 },
  { unit: 'month', n: 1, days: 30.4, need: 46 },
  { unit: 'month', n: 3, days: 91.3, need: 46 },
  { unit: 'year', n: 1, days: 365.25, need: 46 },
  { unit: 'year', n: 2, days: 730.5, need: 46 },
  { unit: 'year', n: 5, days: 1826, need: 46 },
  { unit: 'year', n: 10, days: 3652, need: 46 },
  { unit: 'year', n: 25, days: 9131, need: 46 },
  { unit: 'year', n: 100, days: 36525, need: 46 },
];

function stops({ from, to }, step) {
  const out = [];
  const start = partsOf(from);
  if (step.unit === 'day') for (let d = from; d < to; d += step.n) out.push(d);
  if (step.unit === 'week') {
    for (let d = from + ((11 - ((from % 7) + 7) % 7) % 7); d < to; d += 7) out.push(d); // Mondays
  }
  if (step.unit === 'month') {
    for (let m = Math.floor((start.month - 1) / step.n) * step.n; ; m += step.n) {
      const d = dayOf(start.year, m + 1);
      if (d >= to) break;
      if (d >= from) out.push(d);
    }
  }
  if (step.unit === 'year') {
    for (let y = Math.floor(start.year / step.n) * step.n; dayOf(y, 1) < to; y += step.n) {
      if (dayOf(y, 1) >= from) out.push(dayOf(y, 1));
    }
  }
  return out;
}

function tickText(day, unit, first, previous) {
  const { year, month, day: d } = partsOf(day);
  const before = previous === null ? null : partsOf(previous);
  if (unit === 'year') return String(year);
  const newYear = first || before.year !== year;
  if (unit === 'month') return newYear ? `${monthName(month)} ${year}` : monthName(month);
  if (newYear) return `${d} ${monthName(month)} ${year}`;
  return before.month !== month ? `${d} ${monthName(month)}` : String(d);
}

/** A short part gets one label for all of it: "2019", "Oct 2019", "7 Oct 2019". */
function partLabel({ core, x0, x1 }, room) {
  const a = partsOf(core[0]);
  const b = partsOf(Math.max(core[0], core[1] - 1));
  const words = [];
  if (a.year === b.year && a.month === b.month) words.push(`${monthName(a.month)} ${a.year}`);
  words.push(a.year === b.year ? String(a.year) : `${a.year}–${String(b.year).slice(2)}`, `’${String(b.year).slice(2)}`);
  const text = words.find((w) => w.length * CHAR <= room) ?? words.at(-1);
  return { x: (x0 + x1) / 2, text, tick: false, anchor: 'middle', rank: 1 };
}

function segmentTicks(segment) {
  const { from, to, x0, x1 } = segment;
  const perDay = (x1 - x0) / (to - from);
  const step = STEPS.find((s) => s.days * perDay >= s.need) ?? STEPS.at(-1);
  const days = stops(segment, step);
  if (!days.length || x1 - x0 < 90) return null;
  const at = (d) => x0 + (d - from) * perDay;
  const ticks = [];
  // What lies before the first tick is named too, if there is room: "Aug 2022" without a tick.
  let previous = null;
  const { year, month } = partsOf(from);
  const heads = step.unit === 'year' ? [String(year)] : [`${monthName(month)} ${year}`, String(year)];
  const head = heads.find((words) => at(days[0]) - x0 > words.length * CHAR + 6);
  if (days[0] > from && step.unit !== 'week' && head) {
    ticks.push({ x: x0, text: head, tick: false, anchor: 'start', rank: 1 });
    previous = from;
  }
  for (const d of days) {
    const text = tickText(d, step.unit, previous === null, previous);
    if (x1 - at(d) < 12 && previous !== null) break;
    const quiet = d === from;
    ticks.push({ x: at(d), text, tick: !quiet, anchor: 'start', rank: previous === null ? 1 : /\d{4}$/.test(text) ? 2 : 3 });
    previous = d;
  }
  return ticks;
}

/** The px that a label covers, [from, to]; labels of ticks begin a little right of the tick. */
export function labelBox({ x, text, anchor, tick }) {
  const w = text.length * CHAR;
  if (anchor === 'middle') return [x - w / 2, x + w / 2];
  if (anchor === 'end') return [x - w, x];
  return [x + (tick ? 3 : 0), x + (tick ? 3 : 0) + w];
}

/**
 * Axis ticks with their labels: `{x, text, tick, anchor, rank}`; `text` is blank where it would
 * touch a more important one. The year stands at the first label of a part and at each new year.
 */
export function ticksOf(scale, width) {
  const all = scale.segments.flatMap((segment, i) => {
    const next = scale.breaks[i];
    const previous = scale.breaks[i - 1];
    const room = segment.x1 - segment.x0 + (next ? (next.x1 - next.x0) / 2 : 0) + (previous ? (previous.x1 - previous.x0) / 2 : 0);
    return segmentTicks(segment) ?? [partLabel(segment, room - 6)];
  });
  const taken = [];
  for (const tick of [...all].sort((p, q) => p.rank - q.rank || p.x - q.x)) {
    let box = labelBox(tick);
    if (box[1] > width && tick.rank === 1) {
      tick.x -= box[1] - width;
      box = labelBox(tick);
    }
    if (box[0] < 0 && tick.anchor === 'middle') {
      tick.x -= box[0];
      box = labelBox(tick);
    }
    const free = box[1] <= width + 4 && taken.every(([a, b]) => box[1] + 4 < a || box[0] - 4 > b);
    if (free) taken.push(box);
    else tick.text = '';
  }
  return all;
}
