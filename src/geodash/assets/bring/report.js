// What came of it: every row accounted for, reasons in groups, as a file too, and the way on.

import { h, setText } from '../core/dom.js';
import { partBar, partList } from './parts.js';
import { reasons } from './reasons.js';

/** @import { Group, Mend, Noted, Outcome, Report } from './types' */

/** @param {{title: string, count: number}[]} rows */
const plain = (rows) => h('ul', { class: 'gd-bd-parts' }, rows.map(({ title, count }) => h('li', {}, h('span', { class: 'gd-bd-part is-remark', 'aria-hidden': 'true' }, '!'), h('span', { dir: 'auto' }, title), h('b', {}, count.toLocaleString('en')))));

/** @param {Group[]} groups */
const titled = (groups) => groups.map(({ title, column, count }) => ({ title: column ? `${title} (${column})` : title, count }));

/** @param {Outcome} report */
function lists({ parts, groups, withdrawn, remarks, read }) {
  const odd = groups.filter((g) => !g.left_out);
  const head = (/** @type {string} */ words, /** @type {number} */ count) => h('h3', {}, words, h('b', {}, count.toLocaleString('en')));
  return h('div', { class: 'gd-bd-list' },
    head('Every row of the file', read), partList(parts),
    remarks ? [head('Came in with a remark', remarks), plain(titled(odd))] : null,
    withdrawn.count ? [head('Not in the file any more', withdrawn.count), h('p', { class: 'gd-bd-note' }, withdrawn.words), h('details', {}, h('summary', {}, 'Which'), h('ul', {}, withdrawn.ids.map((id) => h('li', { dir: 'auto' }, id))))] : null);
}

/**
 * @param {Outcome} outcome
 * @param {import('./reasons').Mending} [mend]
 */
export function why({ groups }, mend) {
  return h('div', { class: 'gd-bd-reasons', role: 'region', 'aria-label': 'Rows left out or remarked on', tabindex: '0' },
    groups.length ? reasons(groups, true, mend) : h('p', { class: 'gd-bd-all' }, 'No row was left out, and none has a remark.'));
}

/**
 * @param {Report} report
 * @param {{file: string, csv: (left: boolean) => string, explore: () => void, another: () => void, undo: (noted: Noted) => void, mend: (mends: Mend[]) => void}} how
 */
export function reportView(report, { file, csv, explore, another, undo, mend }) {
  const left = report.parts.find((p) => p.key === 'left_out')?.count ?? 0;
  const download = (/** @type {boolean} */ alone, /** @type {string} */ words) => h('a', { class: 'gd-bd-link', href: csv(alone), download: '' }, words);
  const noted = report.undo;
  const back = noted && h('button', { type: 'button', class: 'gd-bd-cancel', on: { click: () => undo(noted) } }, 'Undo this import');
  /** What was corrected, by row and column. @type {Map<string, Mend>} */
  const mends = new Map();
  const again = h('button', { type: 'button', class: 'gd-bd-go', hidden: true, on: { click: () => mend([...mends.values()]) } });
  const mending = (/** @type {number} */ number, /** @type {string} */ column, /** @type {string} */ value) => {
    if (value) mends.set(`${number}:${column}`, [number, column, value]);
    else mends.delete(`${number}:${column}`);
    again.hidden = !mends.size;
    setText(again, `Bring in ${mends.size} corrected`);
  };
  const some = report.groups.some((g) => g.rows.some((row) => row.number !== null));
  const how = some ? ' Correct a value here, or in the file and bring it again: nothing is doubled. ' : ' Mend them in the file and bring it again: nothing is doubled. ';
  const title = h('h2', { tabindex: '-1' }, report.written ? 'Every row is accounted for' : 'Nothing differs; nothing was written');
  const node = h('div', { class: 'gd-bd-report' },
    h('div', { class: 'gd-bd-sentence' }, h('p', { class: 'gd-bd-words' }, 'Brought ', h('strong', { dir: 'auto' }, file)),
      h('div', { class: 'gd-bd-side' }, download(false, 'Download the report'), back, h('button', { type: 'button', class: 'gd-bd-cancel', on: { click: another } }, 'Another file'), h('button', { type: 'button', class: 'gd-bd-go', on: { click: explore } }, 'Open Explore'))),
    h('div', { class: 'gd-bd-result' }, h('div', {}, title, h('p', { class: 'gd-bd-note' }, `${report.read_words}, ${report.seconds}`)), partBar(report)),
    report.trouble.length ? h('div', { class: 'gd-bd-alert', role: 'alert' }, report.trouble.map((line) => h('p', { dir: 'auto' }, line))) : null,
    h('div', { class: 'gd-bd-split' }, lists(report), h('div', { class: 'gd-bd-right' }, left || some ? h('div', { class: 'gd-bd-lead' }, h('p', {}, left ? h('strong', {}, report.left_words) : null, how, left ? download(true, left > 1 ? `These ${left.toLocaleString('en')} as CSV` : 'As CSV') : null), again) : null, why(report, mending))),
    h('footer', { class: 'gd-bd-foot' }, h('p', {}, 'The same in a terminal: ', h('code', {}, report.command), ` ${report.exit}`)));
  return { node, focus: () => title.focus() };
}
