// Over time: bars of one kind, type, party or article a row, above when the articles appeared.

import { count } from '../core/count.js';
import { dayWords, periodWords, toDay } from '../core/dates.js';
import { clear, h, svg } from '../core/dom.js';
import { glyph } from '../core/marks.js';
import { choice, figure, note, openFigure } from './figure.js';

/** @import { State } from '../core/types' */
/** @import { Answer, Period, Series, SeriesRow, Tab } from './types' */
/** @typedef {(row: SeriesRow, bar: Period) => string[]} Reach the events of a row that lie in a bar, or may */

/** @type {[Series['by'], string][]} */
const BY = [['kind', 'By kind'], ['type', 'By PLOVER type'], ['actor', 'By party'], ['article', 'By article']];
const W = 1000;
const H = 44;

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
  const fill = series.by === 'kind' ? `var(--gd-kind-${row.value})` : 'var(--gd-accent)';
  const rects = row.shares.map((n, i) => {
    const height = (n / most) * (H - 2);
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
  const ground = svg('path', { d: `M0 ${H - 0.5}H${W}`, stroke: 'var(--gd-hairline)' });
  return svg('svg', { class: 'gd-a-bars', viewBox: `0 0 ${W} ${H}`, preserveAspectRatio: 'none', role: 'img', 'aria-label': label }, ground, rects);
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

function axis(/** @type {Period[]} */ periods) {
  const n = periods.length;
  const every = Math.max(1, Math.ceil(n / 8));
  const day = (/** @type {Period} */ { from }) => dayWords(toDay(from)).replace(/^1 /, '');
  return h('div', { class: 'gd-a-axis', 'aria-hidden': 'true' }, periods.map((b, i) => (i % every ? null : h('span', { style: { left: `${(100 * i) / n}%` } }, day(b)))));
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
 */
function chart(state, { series, spread, undated, coverage: articles }, reach) {
  const most = Math.max(...series.rows.flatMap((r) => r.shares), 0.001);
  const row = (/** @type {SeriesRow} */ r) => h('div', { class: 'gd-a-row' }, h('div', { class: 'gd-a-row-name' }, name(state, series.by, r), figure(state, r.total, r.label)), bars(state, series, r, most, reach));
  return h('figure', { class: 'gd-a-chart' },
    series.rows.map(row),
    h('div', { class: 'gd-a-row gd-a-row-foot' }, h('div', { class: 'gd-a-row-name gd-a-small' }, 'Articles published'), coverage(series, articles)),
    h('div', { class: 'gd-a-row gd-a-row-foot' }, h('div'), axis(series.bars)),
    h('figcaption', { class: 'gd-a-note' }, `One bar is a ${series.unit}; a click shows its events. `, series.adds_up ? '' : 'An event with several of these is in each row. ', figure(state, spread, 'of uncertain date'), ' of uncertain date are spread evenly over the days on which they may have been, so a bar can hold part of an event. ', figure(state, undated, 'undated'), ' undated are not drawn. The strip shows when the articles appeared: where it is empty, none of them did.'));
}

/**
 * @param {HTMLElement} root
 * @param {State} state
 * @returns {Tab}
 */
export function mountTime(root, state) {
  return {
    update(answer) {
      const { series } = answer;
      const by = choice('Rows', BY, series.by, (value) => state.setLook({ series: value === 'kind' ? undefined : value }));
      clear(root).append(h('div', { class: 'gd-a-tools' }, by));
      if (!series.bars.length || !series.rows.length) {
        root.append(note('No dated event matches.'));
        return;
      }
      const reach = reachOf(answer);
      root.append(chart(state, answer, reach), asTable(state, series, reach));
      if (series.more) root.append(note(`${series.more} more with fewer events ${series.more === 1 ? 'is' : 'are'} not drawn: narrow the sentence to see ${series.more === 1 ? 'it' : 'them'}.`));
    },
  };
}
