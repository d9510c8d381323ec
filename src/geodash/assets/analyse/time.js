// Over time: bars of one kind, type, party or article a row, above when the articles appeared.

import { choice, figure, note, openFigure } from './figure.js';
import { dayWords, periodWords, toDay } from '../core/dates.js';
import { clear, glyph, h, svg } from '../core/dom.js';

const BY = [['kind', 'By kind'], ['type', 'By PLOVER type'], ['actor', 'By party'], ['article', 'By article']];
const UNITS = { day: 'day', week: 'week', month: 'month', quarter: 'quarter', year: 'year' };
const W = 1000;
const H = 44;

const span = ({ from, to }) => periodWords(toDay(from), toDay(to));
const amount = (n) => (Number.isInteger(n) ? String(n) : n.toFixed(1));

/** Bars of one row: drawn in its own colour for kinds, in ink for all else. */
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
    const hit = svg('rect', { class: 'gd-a-hit', x: i * step, y: 0, width: step, height: H, fill: 'transparent' }, svg('title', null, ids.length ? `${said}. Show the events.` : said));
    if (ids.length) hit.addEventListener('click', () => openFigure(state, { ids }, said));
    return [bar, hit];
  });
  const label = `${row.label}: ${row.count} ${row.count === 1 ? 'event' : 'events'}; the table below has each bar’s number`;
  return svg('svg', { class: 'gd-a-bars', viewBox: `0 0 ${W} ${H}`, preserveAspectRatio: 'none', role: 'img', 'aria-label': label }, svg('path', { d: `M0 ${H - 0.5}H${W}`, stroke: 'var(--gd-hairline)' }), rects.flat());
}

function coverage(series, articles) {
  const first = toDay(series.bars[0].from);
  const whole = toDay(series.bars.at(-1).to) + 1 - first;
  const x = (t) => Math.max(0, Math.min(W, ((t - first) / whole) * W));
  const strips = articles.map((a) => {
    const [from, to] = [x(toDay(a.from)), x(toDay(a.to) + 1)];
    return to > from ? svg('rect', { x: from, y: 2, width: Math.max(3, to - from), height: 6, fill: 'var(--gd-control-edge)', opacity: 0.8 }, svg('title', null, `“${a.title}”, published ${a.label}`)) : null;
  });
  return svg('svg', { class: 'gd-a-coverage', viewBox: `0 0 ${W} 10`, preserveAspectRatio: 'none', role: 'img', 'aria-label': 'When the articles were published' }, strips);
}

function axis(series) {
  const n = series.bars.length;
  const every = Math.max(1, Math.ceil(n / 8));
  return h('div', { class: 'gd-a-axis', 'aria-hidden': 'true' }, series.bars.map((b, i) => (i % every ? null : h('span', { style: { left: `${(100 * i) / n}%` } }, dayWords(toDay(b.from)).replace(/^1 /, '')))));
}

function asTable(state, series, reach) {
  const cell = (row, i) => figure(state, { n: 1, ids: reach(row, series.bars[i]) }, `${row.label}, ${span(series.bars[i])}`, amount(row.shares[i]));
  return h(
    'details',
    { class: 'gd-a-astable' },
    h('summary', null, 'The same as a table'),
    h('div', { class: 'gd-a-scroll', tabindex: '0', role: 'region', 'aria-label': 'Events over time' }, h(
      'table',
      { class: 'gd-a-table' },
      h('thead', null, h('tr', null, h('th', { scope: 'col' }, 'From – to'), series.rows.map((r) => h('th', { scope: 'col', dir: 'auto' }, r.label)))),
      h('tbody', null, series.bars.map((b, i) => (series.rows.some((r) => r.shares[i]) ? h('tr', null, h('th', { scope: 'row' }, span(b)), series.rows.map((r) => h('td', { class: 'gd-a-num' }, r.shares[i] ? cell(r, i) : ''))) : null))),
    )),
  );
}

export function mountTime(root, state) {
  /** A row's name filters to it, as far as the filter has one value for it. */
  function name(series, row) {
    const key = { kind: 'kind', type: 'type', actor: 'actor', article: 'article' }[series.by];
    const label = [series.by === 'kind' ? glyph(row.value, { size: 16 }) : null, h('span', { dir: 'auto' }, row.label)];
    return h('button', { type: 'button', class: 'gd-a-link', 'aria-label': `Only ${row.label}, ${row.count} events`, on: { click: () => state.setFilter({ [key]: [row.value] }) } }, label);
  }

  return {
    update({ rows: events, series, spread, undated, coverage: articles }) {
      const days = new Map(events.map((e) => [e.id, e]));
      /** The events of a row that lie in a bar, or may. */
      const reach = (row, bar) => row.total.ids.filter((id) => days.get(id)?.first && days.get(id).first <= bar.to && days.get(id).last >= bar.from);
      const by = choice('Rows', BY, series.by, (value) => state.setLook({ series: value === 'kind' ? undefined : value }));
      clear(root).append(h('div', { class: 'gd-a-tools' }, by));
      if (!series.bars.length || !series.rows.length) {
        root.append(note('No dated event matches.'));
        return;
      }
      const most = Math.max(...series.rows.flatMap((r) => r.shares), 0.001);
      root.append(
        h('figure', { class: 'gd-a-chart' },
          series.rows.map((row) => h('div', { class: 'gd-a-row' }, h('div', { class: 'gd-a-row-name' }, name(series, row), figure(state, row.total, row.label)), bars(state, series, row, most, reach))),
          h('div', { class: 'gd-a-row gd-a-row-foot' }, h('div', { class: 'gd-a-row-name gd-a-small' }, 'Articles published'), coverage(series, articles)),
          h('div', { class: 'gd-a-row gd-a-row-foot' }, h('div'), axis(series)),
          h('figcaption', { class: 'gd-a-note' }, `One bar is a ${UNITS[series.unit]}; a click shows its events. `, series.adds_up ? '' : 'An event with several of these is in each row. ', figure(state, spread, 'of uncertain date'), ' of uncertain date are spread evenly over the days on which they may have been, so a bar can hold part of an event. ', figure(state, undated, 'undated'), ' undated are not drawn. The strip shows when the articles appeared: where it is empty, none of them did.')),
        asTable(state, series, reach),
      );
      if (series.more) root.append(note(`${series.more} more with fewer events ${series.more === 1 ? 'is' : 'are'} not drawn: narrow the sentence to see ${series.more === 1 ? 'it' : 'them'}.`));
    },
  };
}
