// The time of one side, on the scale of both: a mark an event, lines for those that are dated less closely.

import { count } from '../core/count.js';
import { toDay } from '../core/dates.js';
import { clear, h, hit, svg } from '../core/dom.js';
import { markShape } from '../core/marks.js';
import { hueOf } from '../core/told.js';
import { captionPlace } from '../timeline/axis.js';
import { ticksOf } from '../timeline/ticks.js';
import { figure, open, openFigure } from './figure.js';

/** @import { Child, State } from '../core/types' */
/** @import { Compared, Figure, Letter, Period, SideTimes, Times, TimesBin } from './types' */

const STACK = 100; // px, the height of the marks at most
const LOW = 36;
const SIZES = [12, 11, 10, 9, 8, 7, 6, 5, 4]; // px a mark
const LANE = 4;
const LEAST = 260;
/** Days of the closest date that a label may be as fine as, by the unit of the marks. */
const FINE = /** @type {Record<string, number>} */ ({ month: 28, quarter: 28, year: 365 });

/**
 * Days of a side onto px, and marks that fit on both sides.
 * @param {Times} times
 * @param {number} width
 */
function scaleOf(times, width) {
  const perDay = width / times.days;
  const across = (/** @type {TimesBin} */ bin) => (toDay(bin.to) + 1 - toDay(bin.from)) * perDay;
  const bins = [...times.a.bins, ...times.b.bins];
  const most = Math.max(1, ...bins.map(tall));
  const fits = (/** @type {number} */ m) => bins.every((bin) => Math.ceil(tall(bin) / columns(bin, m)) * m <= STACK);
  const columns = (/** @type {TimesBin} */ bin, /** @type {number} */ m) => Math.max(1, Math.floor(across(bin) / m));
  const mark = times.marks ? SIZES.find(fits) ?? 0 : 0;
  const high = mark ? Math.max(LOW, ...bins.map((bin) => Math.ceil(tall(bin) / columns(bin, mark)) * mark)) : STACK;
  return { perDay, across, columns, most, mark, high };
}

const tall = (/** @type {TimesBin} */ bin) => bin.events?.length ?? Object.values(bin.kinds ?? {}).reduce((n, fig) => n + fig.n, 0);

/** Kind → its events' ids in a bin. */
function kindsOf(/** @type {TimesBin} */ bin) {
  if (bin.kinds) return Object.entries(bin.kinds).map(([kind, { n, ids }]) => ({ kind, n, ids }));
  const kinds = [...new Set(bin.events?.map((e) => e.kind))];
  return kinds.map((kind) => {
    const ids = (bin.events ?? []).filter((e) => e.kind === kind).map((e) => e.id);
    return { kind, n: ids.length, ids };
  });
}

/**
 * @param {SideTimes} side
 * @param {ReturnType<typeof scaleOf>} scale
 * @param {(day: string) => number} x
 */
function stacks(side, { mark: m, columns, across, most, high }, x) {
  return side.bins.flatMap((bin) => {
    const left = Math.max(0, x(bin.from));
    if (m) {
      const cols = columns(bin, m);
      return (bin.events ?? []).map((e, i) => svg(
        'g',
        { class: 'gd-c-mark', 'data-events': e.id, transform: `translate(${left + ((i % cols) + 0.5) * m} ${high - (Math.floor(i / cols) + 0.5) * m})` },
        svg('title', null, e.title),
        svg('rect', { x: -m / 2, y: -m / 2, width: m, height: m, fill: 'transparent' }),
        ...markShape(e.kind, { r: m * 0.4, planned: e.planned }),
      ));
    }
    let y = high;
    return kindsOf(bin).map(({ kind, n, ids }) => {
      const height = (n / most) * high;
      y -= height;
      return svg('rect', { class: 'gd-c-mark', 'data-events': ids.join(' '), x: left + 0.5, y, width: Math.max(1, across(bin) - 1), height, fill: `var(--gd-kind-${hueOf(kind)})` }, svg('title', null, `${count(n, 'event')}`));
    });
  });
}

/**
 * The days of a side with as many labels as have room, as the timeline's.
 * @param {SideTimes} side
 * @param {string} unit
 * @param {number} end px of its right edge
 * @param {number} y px
 */
function axis({ from, to }, unit, end, y) {
  /** @type {[number, number]} */
  const days = [toDay(from), toDay(to) + 1];
  const segment = { from: days[0], to: days[1], x0: 0, x1: end, core: days, fine: FINE[unit] ?? 1 };
  const perDay = end / (days[1] - days[0]);
  const ticks = ticksOf({ segments: [segment], breaks: [], domain: days, x: (day) => (day - days[0]) * perDay, day: (px) => days[0] + px / perDay }, end);
  return ticks.flatMap(({ x, text, tick, anchor }) => [
    tick ? svg('path', { d: `M${x} ${y}v6`, class: 'gd-c-axis' }) : null,
    text ? svg('text', { class: 'gd-c-tick', x: x + (tick ? 3 : 0), y: y + 17, 'text-anchor': anchor }, text) : null,
  ].filter((node) => node !== null));
}

/**
 * When the articles of a side appeared, and beside a bar of it what the strip is.
 * @param {SideTimes} side
 * @param {(period: Period) => [number, number]} span a period's px
 * @param {number} width px
 * @param {number} y px
 */
function published({ coverage }, span, width, y) {
  const bars = coverage.map((c) => {
    const [x0, x1] = span(c);
    return { c, x0, x1: Math.max(x0 + 3, x1) };
  });
  const place = captionPlace({ bars }, { width }, []) ?? { x: 0, anchor: 'start' };
  return [
    ...bars.map(({ c, x0, x1 }) => svg('rect', { class: 'gd-c-strip', x: x0, y: y + 6, width: x1 - x0, height: 4 }, svg('title', null, `“${c.title}”, published ${c.label}`))),
    bars.length ? svg('text', { class: 'gd-c-tick', x: place.x, y: y + 13, 'text-anchor': place.anchor }, 'articles published') : null,
  ].filter((node) => node !== null);
}

/**
 * @param {Letter} letter
 * @param {State} state
 */
export function createTimes(letter, state) {
  const above = h('p', { class: 'gd-c-caption gd-a-small' });
  const drawing = h('div', null);
  const node = h('figure', { class: 'gd-c-times' }, above, drawing);
  /** @type {Times | null} */
  let times = null;
  let label = '';
  let width = 0;

  function draw() {
    clear(drawing);
    if (!times) return;
    const side = times[letter];
    const w = Math.max(LEAST, width || LEAST);
    const scale = scaleOf(times, w);
    const first = toDay(side.from);
    const x = (/** @type {string} */ day) => (toDay(day) - first) * scale.perDay;
    /** @type {(period: Period) => [number, number]} */
    const span = ({ from, to }) => [x(from), (toDay(to) + 1 - first) * scale.perDay];
    const [, end] = span(side);
    const { high } = scale;
    const top = high + 24;
    const lanes = 1 + Math.max(-1, ...side.lines.map(({ lane }) => lane));
    const foot = top + lanes * LANE + 4;
    const lines = side.lines.map((e) => {
      const [from, to] = span(e);
      return svg('rect', { class: 'gd-c-mark', 'data-events': e.id, x: from, y: top + e.lane * LANE, width: Math.max(2, to - from), height: 2.5, fill: `var(--gd-kind-${hueOf(e.kind)})` }, svg('title', null, e.title));
    });
    const height = foot + (side.coverage.length ? 18 : 0);
    const said = `${letter.toUpperCase()}, ${label}: ${count(side.bins.reduce((n, bin) => n + tall(bin), 0), 'event')} dated to a ${times.unit}, ${side.loose.n} less closely`;
    drawing.append(svg('svg', { width: w, height, viewBox: `0 0 ${w} ${height}`, role: 'img', 'aria-label': said },
      svg('path', { d: `M0 ${high}H${end}`, class: 'gd-c-axis' }), axis(side, times.unit, end, high), stacks(side, scale, x), lines, published(side, span, w, foot)));
  }

  const watch = new ResizeObserver(([entry]) => {
    const now = Math.floor(entry.contentRect.width);
    if (!now || Math.abs(now - width) < 4) return;
    width = now;
    draw();
  });
  watch.observe(drawing);
  drawing.addEventListener('click', (ev) => {
    const ids = hit(ev, '[data-events]')?.dataset.events?.split(' ') ?? [];
    if (ids.length === 1) open(state, ids[0]);
    else if (ids.length) openFigure(state, { ids }, label);
  });
  return {
    node,
    update(/** @type {Compared} */ compared) {
      times = compared.times;
      ({ label } = compared[letter]);
      clear(above).append(...words(state, compared, letter));
      draw();
    },
    destroy: () => watch.disconnect(),
  };
}

/**
 * What a mark is, and how many events are lines, on neither picture, or on one of both alone.
 * @param {State} state
 * @param {Compared} compared
 * @param {Letter} letter
 */
function words(state, compared, letter) {
  const { times, [letter]: { unplaced } } = compared;
  /** @type {(fig: Figure, text: string, before?: string) => Child[][]} */
  const of = (fig, text, before = '') => (fig.n ? [[before, figure(state, fig, `${text}, ${letter.toUpperCase()}`), ` ${text}`]] : []);
  const counts = times ? [
    ...of(times[letter].loose, 'dated less closely', times.marks ? 'lines: ' : ''),
    ...(times.marks ? of(times[letter].undrawn, 'of them not drawn') : []),
    ...of(times[letter].outside, 'beyond this axis'),
    ...of(times[letter].undated, 'undated'),
  ] : [];
  counts.push(...of(unplaced, 'without a place'));
  return [
    h('span', null, times?.caption ?? 'No event here has a date.'),
    h('span', null, counts.map((found, i) => [i ? ', ' : null, found])),
  ];
}
