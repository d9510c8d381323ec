// How what was found is written: a line with its mark, the words that answer lit, what opening it does.

import { h, svg } from '../core/dom.js';
import { differing, glyph } from '../core/marks.js';

/** @import { Child } from '../core/types' */
/** @import { Found, Group, Line, Pieces } from './types' */

/** Outlines in a square of 20, by group. */
const ICONS = {
  passages: 'M5 2.5h7l3.5 3.5v11.5H5zM12 2.5V6h3.5M7.5 9h5.5M7.5 11.5h5.5M7.5 14h3.5',
  notes: 'M4 16l.7-3.4L13.5 3.8l2.7 2.7-8.8 8.8zM12 5.3L14.7 8',
  people: 'M10 10a3.3 3.3 0 1 0 0-6.6 3.3 3.3 0 0 0 0 6.6zM3.8 17c.5-3.2 3-4.8 6.2-4.8s5.7 1.6 6.2 4.8z',
  places: 'M10 17.5s-5.2-5.2-5.2-9.2a5.2 5.2 0 0 1 10.4 0c0 4-5.2 9.2-5.2 9.2zM10 10.2a1.9 1.9 0 1 0 0-3.8 1.9 1.9 0 0 0 0 3.8z',
  world: 'M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM3 10h14M10 3c-4.4 4.2-4.4 9.8 0 14M10 3c4.4 4.2 4.4 9.8 0 14',
  slides: 'M2.5 4h15v10h-15zM10 14v3M6.5 17h7',
  names: 'M2.5 5l5-2 5 2 5-2v12l-5 2-5-2-5 2zM7.5 3v12M12.5 5v12',
};

/**
 * A text with its lit pieces marked.
 * @param {Pieces} pieces
 * @returns {Child[]}
 */
export const lit = (pieces) => pieces.map((text, i) => (i % 2 ? h('mark', null, text) : text));

/** @param {string} d */
export const icon = (d) => svg('svg', { class: 'gd-f-icon', viewBox: '0 0 20 20', width: 20, height: 20, 'aria-hidden': 'true' }, svg('path', { d }));

/** The loupe of the box. */
export const loupe = () => icon('M8.5 14a5.5 5.5 0 1 0 0-11 5.5 5.5 0 0 0 0 11zM12.6 12.6L17 17');

/**
 * @param {Group} group
 * @param {Found} found
 */
function sign({ key }, { kind, one_sided: oneSided, planned }) {
  if (kind) return glyph(kind, { size: 20, oneSided, planned });
  return icon(ICONS[/** @type {keyof typeof ICONS} */ (key)] ?? ICONS.passages);
}

/**
 * @param {Line} line
 * @param {string} id
 * @param {string} remark
 */
export function rowOf(line, id, remark) {
  const props = { id, role: 'option', 'aria-selected': 'false', class: ['gd-f-row', `is-${line.sort}`] };
  if (line.sort === 'show') return h('div', props, line.group.show?.text);
  if (line.sort === 'rest') return h('div', props, restOf(line.group, line.n));
  const { group, found } = line;
  const title = h('span', { class: 'gd-f-title', dir: 'auto' }, found.quoted ? ['“', lit(found.title), '”'] : lit(found.title));
  const why = found.why ? [found.where ? `${found.where}: ` : null, '“', lit(found.why), '”'] : null;
  const rest = [found.more.join('') ? [lit(found.more)] : null, remark || null, found.differs ? differing(found.differs) : null, why].filter(Boolean);
  const more = rest.flatMap((part, i) => (i ? [' · ', part] : [part]));
  return h('div', props,
    h('span', { class: 'gd-f-sign' }, sign(group, found)),
    h('span', { class: 'gd-f-text' }, title, h('span', { class: 'gd-f-more', dir: 'auto' }, more), noteOf(found)),
    h('span', { class: 'gd-f-act' }, found.act));
}

function noteOf(/** @type {Found} */ { note }) {
  if (!note) return null;
  return h('span', { class: 'gd-f-note' }, note.lead ? h('strong', null, note.lead) : null, note.text ? ` ${note.text}` : null);
}

/** One of a group's things, and several, by group.
 * @type {Record<string, [string, string]>} */
const NAMES = {
  events: ['event', 'events'],
  slides: ['slide', 'slides'],
  passages: ['passage', 'passages'],
  notes: ['note', 'notes'],
  people: ['person or organisation', 'people and organisations'],
  places: ['place', 'places'],
  names: ['name', 'names'],
  world: ['place of the world', 'places of the world'],
};

/** What stands for the lines of a group that are not shown. */
function restOf(/** @type {Group} */ { key, rows, count }, /** @type {number} */ n) {
  const whole = count > rows.length;
  const [one, several] = NAMES[key] ?? ['', ''];
  return `${n} more${whole ? ` of ${count.toLocaleString('en-GB')}` : ''} ${n === 1 && !whole ? one : several}`;
}
