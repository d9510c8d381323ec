// The first rows: on a map, by year, and one at a time as it will stand.

import { h, setText, svg } from '../core/dom.js';
import { glyph } from '../core/marks.js';
import { takeColumns } from './drag.js';
import { FirstMap } from './first_map.js';

/** @import { Acts, BringData, Plan, Row } from './types' */

const WIDTH = 372;
const HEIGHT = 46;

/** @param {Row[]} rows */
function years(rows) {
  /** @type {Map<number, number>} */
  const counted = new Map();
  for (const { year } of rows) if (year !== null) counted.set(year, (counted.get(year) ?? 0) + 1);
  return [...counted].sort(([a], [b]) => a - b);
}

/**
 * @param {[number, number][]} found years with what begins in them
 * @param {string} title
 * @param {string} none what is said where nothing is dated
 */
function chart(found, title, none) {
  if (!found.length) return h('p', { class: 'gd-bd-note' }, none);
  const [first, last] = [found[0][0], found[found.length - 1][0]];
  const span = Math.max(1, last - first + 1);
  const step = WIDTH / span;
  const most = Math.max(...found.map(([, n]) => n));
  const bars = found.map(([year, n]) => svg('rect', { x: (year - first) * step + Math.min(1, step / 5), y: HEIGHT - Math.max(2, (n / most) * HEIGHT), width: Math.max(1, Math.min(40, step * 0.8)), height: Math.max(2, (n / most) * HEIGHT) }));
  const words = `By year, from ${first} to ${last}; most, ${most}, in ${found.find(([, n]) => n === most)?.[0]}`;
  return h('figure', { class: 'gd-bd-years' },
    h('figcaption', {}, title),
    /** @type {any} */ (svg('svg', { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: 'none', role: 'img', 'aria-label': words }, ...bars)),
    h('p', {}, h('span', {}, String(first)), span > 1 ? h('span', {}, String(last)) : null));
}

/** @param {Row} row */
function card(row) {
  return [
    h('p', { class: 'gd-bd-kind' }, glyph(row.kind, { soft: row.soft }), ` ${row.kind_label} · ${row.when}`),
    h('h3', { dir: 'auto', dataset: { field: 'title' } }, row.title),
    row.words ? h('blockquote', { dir: 'auto', dataset: { field: 'text' } }, row.words) : null,
    h('p', { class: 'gd-bd-note' }, row.whose),
    h('dl', {}, row.facts.map(({ what, field, said, from }) => h('div', { class: said ? '' : 'is-blank', dataset: { field } }, h('dt', {}, what), h('dd', { dir: 'auto' }, said || 'blank'), h('dd', { class: 'gd-bd-from', dir: 'auto' }, from)))),
    row.odd.length ? h('ul', { class: 'gd-bd-odd' }, row.odd.map((words) => h('li', { dir: 'auto' }, words))) : null,
  ].filter((part) => part !== null);
}

/** @param {URL} api @param {BringData} data @param {Acts} acts */
export function createFirst(api, data, acts) {
  /** @type {Row[]} */
  let rows = [];
  let at = 0;
  const map = new FirstMap(api, data, go);
  const bars = h('div');
  const name = h('h2', { id: 'gd-bd-card', dir: 'auto' });
  const place = h('span', { class: 'gd-bd-of', 'aria-live': 'polite' });
  const step = (/** @type {number} */ by, /** @type {string} */ label, /** @type {string} */ key, /** @type {string} */ sign) => h('button', { type: 'button', class: 'gd-bd-step', 'aria-label': label, 'aria-keyshortcuts': key, title: `${label} (${key})`, on: { click: () => go(at + by) } }, sign);
  const body = h('div', { class: 'gd-bd-cardbody' });
  takeColumns(body, acts.become);
  const node = h('div', { class: 'gd-bd-first' }, map.node, bars,
    h('section', { class: 'gd-bd-card', 'aria-labelledby': 'gd-bd-card' }, h('header', {}, name, step(-1, 'Row before', '[', '‹'), place, step(1, 'Next row', ']', '›')), body));

  /** @param {number} to */
  function go(to) {
    if (!rows.length) return;
    at = Math.max(0, Math.min(rows.length - 1, to));
    draw();
  }

  function draw() {
    map.show(rows, at);
    const row = rows[at];
    node.hidden = !row;
    if (!row) return;
    setText(name, `${row.id}, as it will stand`);
    setText(place, `${(at + 1).toLocaleString('en')} of ${rows.length.toLocaleString('en')}`);
    body.replaceChildren(...card(row));
  }

  return {
    node,
    /** @param {Row[]} found @param {boolean} again whether it is the same file as before */
    render(found, again) {
      rows = found;
      at = again ? Math.min(at, Math.max(0, rows.length - 1)) : 0;
      bars.replaceChildren(chart(years(rows), `The first ${rows.length.toLocaleString('en')} rows, by the year they start in`, 'None of the first rows has a date.'));
      draw();
    },
    /** Once all rows are counted, they are what is drawn. @param {Plan} plan */
    all({ years: found, undated }) {
      const count = found.reduce((sum, [, n]) => sum + n, undated);
      bars.replaceChildren(chart(found, `All ${count.toLocaleString('en')} events, by the year they start in${undated ? `; ${undated.toLocaleString('en')} undated` : ''}`, 'None of the events has a date.'));
    },
    step: (/** @type {number} */ by) => go(at + by),
    destroy: () => map.destroy(),
  };
}
