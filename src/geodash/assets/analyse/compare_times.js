// The time of one side, on the scale of both: a mark an event, lines for those that are dated less closely.

import { count } from '../core/count.js';
import { toDay } from '../core/dates.js';
import { clear, h, hit, svg } from '../core/dom.js';
import { markShape } from '../core/marks.js';
import { figure, open, openFigure } from './figure.js';

/** @import { Child, State } from '../core/types' */
/** @import { Compared, Figure, Letter, SideTimes, Times, TimesBin } from './types' */

const STACK = 84; // px, the height of the marks
const SIZES = [12, 11, 10, 9, 8, 7, 6, 5, 4]; // px a mark
const LANE = 5;
const LEAST = 260;
const TICK_ROOM = 44; // px that a label needs before the right edge

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
  return { perDay, across, columns, most, mark: times.marks ? SIZES.find(fits) ?? 0 : 0 };
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
function stacks(side, { mark: m, columns, across, most }, x) {
  return side.bins.flatMap((bin) => {
    const left = Math.max(0, x(bin.from));
    if (m) {
      const cols = columns(bin, m);
      return (bin.events ?? []).map((e, i) => svg(
        'g',
        { class: 'gd-c-mark', 'data-events': e.id, transform: `translate(${left + ((i % cols) + 0.5) * m} ${STACK - (Math.floor(i / cols) + 0.5) * m})` },
        svg('title', null, e.title),
        svg('rect', { x: -m / 2, y: -m / 2, width: m, height: m, fill: 'transparent' }),
        ...markShape(e.kind, { r: m * 0.4, planned: e.planned }),
      ));
    }
    let y = STACK;
    return kindsOf(bin).map(({ kind, n, ids }) => {
      const height = (n / most) * STACK;
      y -= height;
      return svg('rect', { class: 'gd-c-mark', 'data-events': ids.join(' '), x: left + 0.5, y, width: Math.max(1, across(bin) - 1), height, fill: `var(--gd-kind-${kind})` }, svg('title', null, `${count(n, 'event')}`));
    });
  });
}

/**
 * @param {SideTimes} side
 * @param {number} end px of its right edge
 * @param {(day: string) => number} x
 */
function axis(side, end, x) {
  return side.ticks.flatMap(({ day, label }) => {
    const at = x(day);
    const late = at > end - TICK_ROOM;
    return [
      svg('path', { d: `M${at} ${STACK}v6`, class: 'gd-c-axis' }),
      svg('text', { x: late ? Math.min(end, at + TICK_ROOM) : at + 3, y: STACK + 17, 'text-anchor': late ? 'end' : 'start' }, label),
    ];
  });
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
    const end = (toDay(side.to) + 1 - first) * scale.perDay;
    const top = STACK + 24;
    const lanes = 1 + Math.max(-1, ...side.lines.map(({ lane }) => lane));
    const foot = top + lanes * LANE + 4;
    const lines = side.lines.map((e) => svg('rect', { class: 'gd-c-mark', 'data-events': e.id, x: x(e.from), y: top + e.lane * LANE, width: Math.max(2, (toDay(e.to) + 1 - toDay(e.from)) * scale.perDay), height: 2.5, fill: `var(--gd-kind-${e.kind})` }, svg('title', null, e.title)));
    const strips = side.coverage.map((c) => svg('rect', { class: 'gd-c-strip', x: x(c.from), y: foot + 6, width: Math.max(3, (toDay(c.to) + 1 - toDay(c.from)) * scale.perDay), height: 4 }, svg('title', null, `“${c.title}”, published ${c.label}`)));
    const height = foot + (strips.length ? 14 : 0);
    const said = `${letter.toUpperCase()}, ${label}: ${count(side.bins.reduce((n, bin) => n + tall(bin), 0), 'event')} dated to a ${times.unit}, ${side.loose.n} less closely`;
    drawing.append(svg('svg', { width: w, height, viewBox: `0 0 ${w} ${height}`, role: 'img', 'aria-label': said },
      svg('path', { d: `M0 ${STACK}H${end}`, class: 'gd-c-axis' }), axis(side, end, x), stacks(side, scale, x), lines, strips));
    if (strips.length) drawing.append(h('p', { class: 'gd-a-small gd-c-published' }, 'strip: articles published'));
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
      clear(above).append(...(times ? words(state, times, letter) : ['No event here has a date.']));
      draw();
    },
    destroy: () => watch.disconnect(),
  };
}

/**
 * What a mark is, and how many are lines, beyond the axis or without a date.
 * @param {State} state
 * @param {Times} times
 * @param {Letter} letter
 */
function words(state, times, letter) {
  const { loose, undrawn, outside, undated } = times[letter];
  /** @type {(fig: Figure, text: string, before?: string) => Child[][]} */
  const of = (fig, text, before = '') => (fig.n ? [[before, figure(state, fig, `${text}, ${letter.toUpperCase()}`), ` ${text}`]] : []);
  const counts = [
    ...of(loose, 'dated less closely', times.marks ? 'lines: ' : ''),
    ...(times.marks ? of(undrawn, 'of them not drawn') : []),
    ...of(outside, 'beyond this axis'),
    ...of(undated, 'undated'),
  ];
  return [
    h('span', null, `${times.caption} · A and B on one scale`),
    h('span', null, counts.map((found, i) => [i ? ', ' : null, found])),
  ];
}
