// Over time: bars of one kind, type, party or article a row, above when the articles appeared.

import { count } from '../core/count.js';
import { dayWords, periodWords, toDay } from '../core/dates.js';
import { clear, h, svg } from '../core/dom.js';
import { glyph } from '../core/marks.js';
import { hueOf, typeWord } from '../core/told.js';
import { choice, figure, note, openFigure } from './figure.js';

/** @import { State } from '../core/types' */
/** @import { Answer, Period, Series, SeriesRow, Tab } from './types' */
/** @typedef {(row: SeriesRow, bar: Period) => string[]} Reach the events of a row that lie in a bar, or may */

/** @type {() => [Series['by'], string][]} */
const BY = () => [['kind', 'By kind'], ['type', `By ${typeWord()}`], ['actor', 'By party'], ['article', 'By article']];
const W = 1000;
const H = 44;
const LABEL = 84; // px that a label of the axis needs
const NAMES = 230; // px of a row's name, where it stands beside the bars
const BESIDE = 660;
const VALUE = 30; // px that a bar's number needs
/** Room that a bar leaves above it for its number, as a share of the height. */
const AIR = 0.3;

const span = (/** @type {Period} */ { from, to }) => periodWords(toDay(from), toDay(to));
const amount = (/** @type {number} */ n) => (Number.isInteger(n) ? String(n) : n.toFixed(1));

/** @type {(answer: Answer) => Reach} */
function reachOf({ rows }) {
  const days = new Map(rows.map((e) => [e.id, e]));
  return (row, bar) => row.total.ids.filter((id) => {
    const e = days.get(id);
    return e && e.first && e.first <= bar.to && e.last >= bar.from;
  });
}

/**
 * Bars of one row: drawn in its own colour for kinds, in ink for all else.
 * @param {State} state
 * @param {Series} series
 * @param {SeriesRow} row
 * @param {number} most
 * @param {Reach} reach
 */
function bars(state, series, row, most, reach) {
  const step = W / series.bars.length;
  const fill = series.by === 'kind' ? `var(--gd-kind-${hueOf(row.value)})` : 'var(--gd-accent)';
  const rects = row.shares.map((n, i) => {
    const height = (n / most) * H * (1 - AIR);
    if (!n) return null;
    const bar = svg('rect', { x: i * step + step * 0.08, y: H - height, width: step * 0.84, height, fill });
    const ids = reach(row, series.bars[i]);
    const said = `${row.label}, ${span(series.bars[i])}: ${amount(n)}`;
    // A low bar is hard to hit: all of its height is its own. The table below does the same by keyboard.
    const target = svg('rect', { class: 'gd-a-hit', x: i * step, y: 0, width: step, height: H, fill: 'transparent' }, svg('title', null, ids.length ? `${said}. Show the events.` : said));
    if (ids.length) target.addEventListener('click', () => openFigure(state, { ids }, said));
    return [bar, target];
  });
  const label = `${row.label}: ${count(row.count, 'event')}; the table below has each bar’s number`;
  const mark = stepOf(most);
  const line = H * (1 - (mark / most) * (1 - AIR));
  const ground = svg('path', { d: `M0 ${H - 0.5}H${W}M0 ${line}H${W}`, stroke: 'var(--gd-hairline)', 'vector-effect': 'non-scaling-stroke' });
  return svg('svg', { class: 'gd-a-bars', viewBox: `0 0 ${W} ${H}`, preserveAspectRatio: 'none', role: 'img', 'aria-label': label }, ground, rects);
}

/** The largest of 1, 2, 5, 10, 20 … that is not above; of less than one event the half or the tenth. */
function stepOf(/** @type {number} */ most) {
  const ten = 10 ** Math.floor(Math.log10(most));
  return [5, 2, 1].map((n) => n * ten).find((n) => n <= most) ?? ten;
}

/**
 * The numbers over the bars, of all where there is room, else of the highest; and what the line stands for.
 * @param {SeriesRow} row
 * @param {number} most
 * @param {number} room px
 */
function values({ shares }, most, room) {
  const n = shares.length;
  const highest = Math.max(...shares);
  const all = room / n >= VALUE;
  const at = (/** @type {number} */ share) => `${(share / most) * (1 - AIR) * 100}%`;
  const numbers = shares.map((share, i) => (share && (all || share === highest) ? h('span', { style: { left: `${(100 * (i + 0.5)) / n}%`, bottom: at(share) } }, amount(share)) : null));
  return h('div', { class: 'gd-a-values', 'aria-hidden': 'true' }, numbers, h('span', { class: 'gd-a-scale', style: { bottom: at(stepOf(most)) } }, amount(stepOf(most))));
}

/**
 * @param {Series} series
 * @param {Answer['coverage']} articles
 */
function coverage(series, articles) {
  const first = toDay(series.bars[0].from);
  const whole = toDay(series.bars[series.bars.length - 1].to) + 1 - first;
  const x = (/** @type {number} */ t) => Math.max(0, Math.min(W, ((t - first) / whole) * W));
  const strips = articles.map((a) => {
    const [from, to] = [x(toDay(a.from)), x(toDay(a.to) + 1)];
    const title = svg('title', null, `“${a.title}”, published ${a.label}`);
    return to > from ? svg('rect', { x: from, y: 2, width: Math.max(3, to - from), height: 6, fill: 'var(--gd-control-edge)', opacity: 0.8 }, title) : null;
  });
  return svg('svg', { class: 'gd-a-coverage', viewBox: `0 0 ${W} 10`, preserveAspectRatio: 'none', role: 'img', 'aria-label': 'When the articles were published' }, strips);
}

/**
 * As many labels as have room; none beyond the end.
 * @param {Period[]} periods
 * @param {number} room px
 */
function axis(periods, room) {
  const n = periods.length;
  const every = Math.max(1, Math.ceil((n * LABEL) / room));
  const day = (/** @type {Period} */ { from }) => dayWords(toDay(from)).replace(/^1 /, '');
  const fits = (/** @type {number} */ i) => i % every === 0 && room * (1 - i / n) >= LABEL;
  return h('div', { class: 'gd-a-axis', 'aria-hidden': 'true' }, periods.map((b, i) => (fits(i) ? h('span', { style: { left: `${(100 * i) / n}%` } }, day(b)) : null)));
}

/**
 * @param {State} state
 * @param {Series} series
 * @param {Reach} reach
 */
function asTable(state, series, reach) {
  const cell = (/** @type {SeriesRow} */ row, /** @type {number} */ i) =>
    h('td', { class: 'gd-a-num' }, row.shares[i] ? figure(state, { n: 1, ids: reach(row, series.bars[i]) }, `${row.label}, ${span(series.bars[i])}`, amount(row.shares[i])) : '');
  const line = (/** @type {Period} */ bar, /** @type {number} */ i) =>
    series.rows.some((r) => r.shares[i]) ? h('tr', null, h('th', { scope: 'row' }, span(bar)), series.rows.map((r) => cell(r, i))) : null;
  const head = h('thead', null, h('tr', null, h('th', { scope: 'col' }, 'From – to'), series.rows.map((r) => h('th', { scope: 'col', dir: 'auto' }, r.label))));
  const table = h('table', { class: 'gd-a-table' }, head, h('tbody', null, series.bars.map(line)));
  return h(
    'details',
    { class: 'gd-a-astable' },
    h('summary', null, 'The same as a table'),
    h('div', { class: 'gd-a-scroll', tabindex: '0', role: 'region', 'aria-label': 'Events over time' }, table),
  );
}

/**
 * A row's name filters to it.
 * @param {State} state
 * @param {Series['by']} by also the name of the filter's parameter
 * @param {SeriesRow} row
 */
function name(state, by, row) {
  const label = [by === 'kind' ? glyph(row.value, { size: 16 }) : null, h('span', { dir: 'auto' }, row.label)];
  return h('button', { type: 'button', class: 'gd-a-link', 'aria-label': `Only ${row.label}, ${row.count} events`, on: { click: () => state.setFilter({ [by]: [row.value] }) } }, label);
}

/**
 * @param {State} state
 * @param {Answer} answer
 * @param {Reach} reach
 * @param {number} room px across all bars
 */
function chart(state, { series, spread, undated, coverage: articles }, reach, room) {
  const most = Math.max(...series.rows.flatMap((r) => r.shares), 0.001);
  const row = (/** @type {SeriesRow} */ r) => h('div', { class: 'gd-a-row' }, h('div', { class: 'gd-a-row-name' }, name(state, series.by, r), figure(state, r.total, r.label)), h('div', { class: 'gd-a-plot' }, bars(state, series, r, most, reach), values(r, most, room)));
  return h('figure', { class: 'gd-a-chart' },
    series.rows.map(row),
    h('div', { class: 'gd-a-row gd-a-row-foot' }, h('div', { class: 'gd-a-row-name gd-a-small' }, 'Articles published'), coverage(series, articles)),
    h('div', { class: 'gd-a-row gd-a-row-foot' }, h('div'), axis(series.bars, room)),
    h('figcaption', { class: 'gd-a-note' }, `One bar is a ${series.unit}; a click shows its events. One scale for all rows: the line across each is ${amount(stepOf(most))}${stepOf(most) === 1 ? ' event' : ' events'}. `, series.adds_up ? '' : 'An event with several of these is in each row. ', series.rows.filter((r) => r.note).map((r) => `${r.label}: ${r.note}. `), figure(state, spread, 'of uncertain date'), ' of uncertain date are spread evenly over the days on which they may have been, so a bar can hold part of an event. ', figure(state, undated, 'undated'), ' undated are not drawn. The strip shows when the articles appeared: where it is empty, none of them did.'));
}

/**
 * @param {HTMLElement} root
 * @param {State} state
 * @returns {Tab}
 */
export function mountTime(root, state) {
  /** @type {Answer | null} */
  let drawn = null;
  let width = 0;
  const watch = new ResizeObserver(([entry]) => {
    const now = Math.floor(entry.contentRect.width);
    if (!now || Math.abs(now - width) < 8) return;
    width = now;
    if (drawn) tab.update(drawn);
  });
  watch.observe(root);
  const room = () => Math.max(LABEL, (width || root.clientWidth) - (width > BESIDE ? NAMES : 0));

  /** @type {Tab} */
  const tab = {
    destroy: () => watch.disconnect(),
    update(answer) {
      drawn = answer;
      const { series } = answer;
      const by = choice('Rows', BY(), series.by, (value) => state.setLook({ series: value === 'kind' ? undefined : value }));
      clear(root).append(h('div', { class: 'gd-a-tools' }, by));
      if (!series.bars.length || !series.rows.length) {
        root.append(note('No dated event matches.'));
        return;
      }
      const reach = reachOf(answer);
      root.append(chart(state, answer, reach, room()), asTable(state, series, reach));
      if (series.more) root.append(note(`${series.more} more with fewer events ${series.more === 1 ? 'is' : 'are'} not drawn: narrow the sentence to see ${series.more === 1 ? 'it' : 'them'}.`));
    },
  };
  return tab;
}
