// The List's rows: their order, the headings that they stand under, their nodes.

import { partsOf, toDay } from '../core/dates.js';
import { h } from '../core/dom.js';
import { differing, glyph } from '../core/marks.js';
import { months } from '../core/told.js';

/** @import { EventItem } from '../core/types' */
/** @import { Row, RowGroup } from './types' */

const LONG_DAYS = 62;

/** @type {(a: string, b: string) => number} */
const days = (a, b) => toDay(b) - toDay(a);

/**
 * The heading that an event stands under; long intervals stand under their years.
 * @param {EventItem} event
 */
function groupOf(event) {
  const { date_start: from, date_end: to } = event;
  if (!from || !to) return 'Undated';
  const [first, last] = [from, to].map((iso) => partsOf(toDay(iso)));
  if (days(from, to) > LONG_DAYS) {
    if (event.date_open) return `By ${last.year}`;
    return first.year === last.year ? `${first.year}` : `${first.year}–${last.year}`;
  }
  return `${months().long[first.month - 1]} ${first.year}`;
}

/**
 * Rows in the data's order, but each umbrella at once followed by its members.
 * @param {EventItem[]} events
 */
export function rowsOf(events) {
  const byId = new Map(events.map((e) => [e.id, e]));
  const place = new Map(events.map((e, i) => [e.id, i]));
  const done = new Set();
  /** @type {Row[]} */
  const rows = [];
  const put = (/** @type {EventItem} */ event, /** @type {number} */ depth) => {
    if (done.has(event.id)) return;
    done.add(event.id);
    rows.push({ event, depth });
    const there = (event.members ?? []).flatMap((id) => byId.get(id) ?? []);
    for (const e of there.sort((a, b) => (place.get(a.id) ?? 0) - (place.get(b.id) ?? 0))) put(e, depth + 1);
  };
  for (const event of events) {
    const head = event.umbrella && byId.get(event.umbrella);
    if (head) put(head, 0);
    put(event, 0);
  }
  return rows;
}

/**
 * @param {Row} row
 * @param {number} index
 */
export function rowNode({ event, depth }, index) {
  const parts = event.members?.length;
  return h(
    'li',
    { class: ['gd-row-item', depth > 0 && 'gd-row-member'], style: depth ? { '--depth': String(depth) } : null },
    h(
      'button',
      {
        type: 'button',
        class: ['gd-row', event.background && 'gd-row-background'],
        tabindex: '-1',
        dataset: { row: String(index), id: event.id },
      },
      glyph(event.kind, { size: 20, oneSided: event.one_sided, planned: event.planned }),
      h(
        'span',
        { class: 'gd-row-text' },
        h('span', { class: 'gd-row-title', dir: 'auto' }, event.title),
        h(
          'span',
          { class: 'gd-row-meta' },
          event.date_label,
          ' · ',
          event.place ? h('bdi', null, event.place) : 'no place given',
          parts ? ` · ${parts} ${parts === 1 ? 'part' : 'parts'}` : null,
          event.background ? ' · background' : null,
          event.withdrawn ? ' · withdrawn' : null,
        ),
        event.differs ? h('span', { class: 'gd-row-differs' }, differing(event.differs)) : null,
      ),
    ),
  );
}

/**
 * Consecutive rows under one heading; members stay under their umbrella's.
 * @param {Row[]} rows
 */
export function groupsOf(rows) {
  /** @type {RowGroup[]} */
  const groups = [];
  rows.forEach((row, index) => {
    const last = groups.at(-1);
    const label = row.depth && last ? last.label : groupOf(row.event);
    if (last?.label === label) last.to = index + 1;
    else groups.push({ label, from: index, to: index + 1 });
  });
  return groups;
}
