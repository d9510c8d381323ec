// The time scale: linear by UTC days, but a long stretch in which nothing is dated is cut down to a
// narrow break, so that one old event does not squash the rest. Pure: numbers in, numbers out.

/** @import { Days, Piece, Scale, Segment } from './types' */
/** @typedef {[from: number, to: number]} Span half-open days */

// A silence is cut if it is longer than this share of the time in which most events lie, and than
// `least` days; a period that the reader asked for is cut later, and only for the sake of many events.
const ALL = { share: 0.2, least: 120, events: 2 };
const ASKED = { share: 0.5, least: 300, events: 8 };
const LONG = 120; // days; no shorter interval is called vague
const GRAINS = 6; // a silence of fewer times the usual date's length is none

const lengthOf = (/** @type {Days} */ { from, to, known = to - from }) => known;

/**
 * To how many days the dates are known: the `part` of them that is known best.
 * @param {Days[]} spans
 * @param {number} part
 */
export function grainOf(spans, part = 0.7) {
  const lengths = spans.map(lengthOf).sort((a, b) => a - b);
  return lengths.length ? lengths[Math.round(part * (lengths.length - 1))] : 1;
}

/** @param {Span[]} spans */
function merge(spans) {
  const sorted = spans.filter(([a, b]) => a <= b).sort((p, q) => p[0] - q[0]);
  /** @type {Span[]} */
  const out = [];
  for (const [a, b] of sorted) {
    const last = out.at(-1);
    if (last && a <= last[1]) last[1] = Math.max(last[1], b);
    else out.push([a, b]);
  }
  return out;
}

/**
 * The days over which the middle four fifths of the events lie.
 * @param {Span[]} spans
 */
function bulk(spans) {
  const mids = spans.map(([a, b]) => (a + b) / 2).sort((p, q) => p - q);
  const at = (/** @type {number} */ part) => mids[Math.round(part * (mids.length - 1))];
  return mids.length ? at(0.9) - at(0.1) : 0;
}

/**
 * What the scale has to hold: the intervals, and apart from them the `vague` ones, far longer than most
 * and than the time in which most events lie.
 * @param {Days[]} spans
 */
function held(spans) {
  const pair = (/** @type {Days} */ s) => /** @type {Span} */ ([s.from, s.to]);
  const long = Math.max(LONG, 2 * grainOf(spans), bulk(spans.map(pair)) / 2);
  return {
    inside: spans.filter((s) => lengthOf(s) <= long).map(pair),
    vague: spans.filter((s) => lengthOf(s) > long).map(pair),
  };
}

/**
 * From where to where the intervals reach that the scale has to hold.
 * @param {Days[]} spans
 * @returns {Span}
 */
export function reachOf(spans) {
  const { inside, vague } = held(spans);
  const ends = [...inside, ...beside(vague, merge(inside), 0)].flat();
  return [Math.floor(Math.min(...ends)), Math.ceil(Math.max(...ends))];
}

/**
 * The parts that vague intervals have for themselves, where nothing else is dated: all of one that lies
 * apart from the `cores`, and what reaches out of them if it is most of it.
 * @param {Span[]} vague
 * @param {Span[]} cores in order
 * @param {number} silence days
 */
function beside(vague, cores, silence) {
  if (!cores.length) return cut(merge(vague), silence);
  const [low, high] = [cores[0][0], cores[cores.length - 1][1]];
  const apart = vague.filter(([a, b]) => !cores.some(([p, q]) => p < b && q > a));
  const most = (/** @type {Span} */ [a, b], /** @type {Span} */ [p, q]) => q - p > (b - a) / 2;
  /** @type {(span: Span) => Span[]} */
  const pieces = (v) => [/** @type {Span} */ ([v[0], low]), /** @type {Span} */ ([high, v[1]])].filter((piece) => most(v, piece));
  const out = vague.filter((v) => !apart.includes(v)).flatMap(pieces);
  return cut(merge([...apart, ...out]), silence);
}

/**
 * Splits merged spans at every silence of at least `days`.
 * @param {Span[]} spans
 * @param {number} days
 */
function cut(spans, days) {
  /** @type {Span[]} */
  const parts = [];
  for (const [a, b] of spans) {
    const last = parts.at(-1);
    if (last && a - last[1] < days) last[1] = b;
    else parts.push([a, b]);
  }
  return parts;
}

/**
 * Gives every part some air, without eating more than a third of the break beside it.
 * @param {Span[]} parts
 * @param {Span | null} domain
 * @returns {Span[]}
 */
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
 * at least `least` px and at most as many as its few events can make use of; what is left is for the part with
 * the most.
 * @param {Span[]} parts
 * @param {number[]} counts events of each part
 * @param {number} room px
 * @param {number} least px
 */
function share(parts, counts, room, least) {
  const widths = parts.map(() => 0);
  /** @type {Map<number, number>} */
  const fixed = new Map();
  const dense = Math.max(...counts);
  const crowd = counts.indexOf(dense) === counts.lastIndexOf(dense) ? counts.indexOf(dense) : -1;
  const most = (/** @type {number} */ i) => (i === crowd ? room : Math.max(least, (room / 900) * (30 + 18 * counts[i])));
  for (let round = 0; round <= parts.length; round += 1) {
    const open = parts.map((_, i) => i).filter((i) => !fixed.has(i));
    const left = room - [...fixed.values()].reduce((s, w) => s + w, 0);
    const days = open.reduce((s, i) => s + parts[i][1] - parts[i][0], 0);
    let changed = false;
    for (const i of open) {
      widths[i] = (left * (parts[i][1] - parts[i][0])) / days;
      const limit = widths[i] < least ? least : widths[i] > most(i) ? most(i) : 0;
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

/**
 * @param {number} count
 * @param {number} width
 */
function breakWidth(count, width) {
  if (!count) return 0;
  return Math.max(10, Math.min(84, (0.2 * width) / count));
}

/**
 * `known` of a span, days: how closely it was dated before it was cut to the domain.
 * @param {{spans: Days[], domain?: Span | null, asked?: boolean[], width: number, left?: number}} options
 *   `spans`: half-open day intervals of all that is drawn; `domain`: half-open, when the reader set
 *   one; `asked`: which of its two ends the reader set; width and left in px
 * @returns {Scale | null}
 */
export function buildScale({ spans, domain = null, asked = [domain !== null, domain !== null], width, left = 0 }) {
  const clipped = (/** @type {Span[]} */ all) => all.map(([a, b]) => /** @type {Span} */ (domain ? [Math.max(a, domain[0]), Math.min(b, domain[1])] : [a, b]));
  const found = held(spans);
  const inside = clipped(found.inside);
  /** @type {Span[]} */
  const ends = (domain ?? []).filter((_, i) => asked[i]).map((day) => [day, day]);
  const rule = asked[0] && asked[1] ? ASKED : ALL;
  const spread = merge([...inside, ...ends]);
  /** @type {Span[]} */
  const whole = spread.length ? [[spread[0][0], spread[spread.length - 1][1]]] : [];
  const silence = Math.max(rule.least, rule.share * bulk(inside), GRAINS * grainOf(spans, 0.5));
  const close = spans.length < rule.events ? whole : cut(spread, silence);
  const cores = [...close, ...beside(clipped(found.vague), close, silence)].sort((p, q) => p[0] - q[0]);
  const parts = padded(cores, domain);
  if (!parts.length) return null;
  const within = parts.map(([a, b]) => spans.filter((s) => s.from < b && s.to > a));
  const counts = within.map((some) => some.length);
  const torn = parts.filter(([a], i) => i && a > parts[i - 1][1]).length;
  const gap = breakWidth(torn, width);
  const room = width - gap * torn;
  const widths = share(parts, counts, room, Math.min(38, room / parts.length));
  /** @type {Segment[]} */
  const segments = [];
  /** @type {Piece[]} */
  const breaks = [];
  let x = left;
  parts.forEach(([from, to], i) => {
    if (i && from > parts[i - 1][1]) {
      breaks.push({ from: parts[i - 1][1], to: from, x0: x, x1: x + gap });
      x += gap;
    }
    segments.push({ from, to, core: cores[i], fine: Math.min(...within[i].map(lengthOf)), x0: x, x1: x + widths[i] });
    x += widths[i];
  });
  return { segments, breaks, ...mappings(segments, breaks), domain: [segments[0].from, segments[segments.length - 1].to] };
}

/**
 * The breaks on either side of a part; parts that touch have none between them.
 * @param {Scale} scale
 * @param {Segment} segment
 */
export function breaksAt({ breaks }, { from, to }) {
  return { before: breaks.find((b) => b.to === from), after: breaks.find((b) => b.from === to) };
}

/**
 * @param {Segment[]} segments
 * @param {Piece[]} breaks
 * @returns {Pick<Scale, 'x' | 'day'>}
 */
function mappings(segments, breaks) {
  const pieces = [...segments, ...breaks].sort((p, q) => p.from - q.from);
  const last = pieces[pieces.length - 1];
  /** @type {(value: number, a: number, b: number, p: number, q: number) => number} */
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

/**
 * The whole days under a drag from one px to another, both ends included.
 * @param {Scale} scale
 * @param {number} px0
 * @param {number} px1
 * @returns {Span}
 */
export function daysBetween(scale, px0, px1) {
  const [a, b] = [scale.day(Math.min(px0, px1)), scale.day(Math.max(px0, px1))];
  const from = Math.floor(a + 1e-6);
  return [from, Math.max(from, Math.ceil(b - 1e-6) - 1)];
}
