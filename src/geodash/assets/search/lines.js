// Which lines of an answer show: of a group a few, until its rest is asked for.

import { h } from '../core/dom.js';
import { rowOf } from './rows.js';

/** @import { Acts, Answer, Group, Line } from './types' */

/** Lines of a group beside other groups.
 * @type {Record<string, number>} */
const FEW = { events: 3 };
const FEW_OTHERS = 2;
/** So many in all need no cutting. */
const ROOM = 8;

/**
 * The lines of an answer, in order; of one group alone, or of an opened one, all that came.
 * @param {Answer} answer
 * @param {string | null} only
 * @param {{opened: Set<string>, few: Record<string, number>}} how
 */
export function linesOf({ groups }, only, { opened, few }) {
  const shown = groups.filter((g) => g.rows.length && (!only || g.key === only));
  const tight = shown.reduce((n, g) => n + g.rows.length, 0) > ROOM;
  return shown.map((group) => {
    const all = !tight || Boolean(only) || opened.has(group.key);
    const most = all ? group.rows.length : few[group.key] ?? FEW[group.key] ?? FEW_OTHERS;
    /** @type {Line[]} */
    const lines = group.rows.slice(0, most).map((found) => ({ sort: 'found', group, found }));
    if (group.rows.length > most) lines.push({ sort: 'rest', group, n: group.rows.length - most });
    if (group.show && group.show.count > 1) lines.push({ sort: 'show', group, params: group.show.params });
    return { group, lines };
  });
}

/**
 * A group under its heading.
 * @param {{group: Group, lines: Line[]}} section
 * @param {string} prefix
 * @param {() => number} next
 * @param {Acts} acts
 */
export function sectionOf({ group, lines }, prefix, next, acts) {
  const id = `${prefix}-${group.key}`;
  return h('div', { role: 'group', 'aria-labelledby': id, class: 'gd-f-group' },
    h('div', { class: 'gd-f-head', id }, h('strong', null, group.label), ` ${group.said}`),
    h('div', { class: 'gd-f-rows' }, lines.map((line) => rowOf(line, `${prefix}-${next()}`, line.sort === 'found' ? acts.remark?.(line.found) ?? '' : ''))));
}
