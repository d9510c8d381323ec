// An import that runs: rows, rows a second, time left, and the reasons so far; Esc cancels.

import { h, setText } from '../core/dom.js';
import { partList } from './parts.js';
import { reasons } from './reasons.js';

/** @import { Progress } from './types' */

const SPOKEN = 5000; // ms

/** @param {{cancel: () => void}} acts */
export function createRunning({ cancel }) {
  const head = h('h2');
  const rows = h('span');
  const speed = h('span');
  const bar = h('progress', { 'aria-label': 'Rows read', max: '1' });
  const list = h('div', { class: 'gd-bd-list' });
  const why = h('div', { class: 'gd-bd-reasons', role: 'region', 'aria-label': 'Reasons so far', tabindex: '0' });
  const spoken = h('p', { class: 'gd-bd-hidden', role: 'status' });
  const stop = h('button', { type: 'button', class: 'gd-bd-cancel', on: { click: cancel } }, 'Cancel ', h('kbd', {}, 'Esc'));
  const what = h('strong', { dir: 'auto' });
  const calm = h('span', { class: 'gd-bd-note' }, 'nothing is in the collection yet');
  const node = h('div', { class: 'gd-bd-running', hidden: true },
    h('div', { class: 'gd-bd-sentence' }, h('p', { class: 'gd-bd-words' }, 'Bringing ', what), h('div', { class: 'gd-bd-side' }, calm, stop)),
    h('div', { class: 'gd-bd-how' }, head, rows, speed, bar), h('div', { class: 'gd-bd-split' }, list, why),
    h('footer', { class: 'gd-bd-foot' }, h('p', {}, h('strong', {}, 'Cancel'), ' leaves the collection as it was.'), h('p', { class: 'gd-bd-note' }, 'You may use Explore meanwhile; the import goes on.')), spoken);
  let last = -SPOKEN;
  return {
    node,
    /** @param {Progress} progress @param {string} file */
    render({ head: said, rows: read, speed: fast, share, last: late, parts, groups }, file) {
      setText(what, file);
      setText(head, said);
      setText(rows, read);
      setText(speed, fast);
      if (share === null) bar.removeAttribute('value');
      else bar.value = share;
      stop.disabled = late;
      if (parts) list.replaceChildren(h('h3', {}, 'Rows so far'), partList(parts));
      if (groups) why.replaceChildren(...(groups.length ? reasons(groups, false) : [h('p', { class: 'gd-bd-note' }, 'No row is left out so far.')]));
      const now = performance.now();
      if (now - last < SPOKEN) return;
      last = now;
      setText(spoken, `${said}. ${read}. ${fast}`);
    },
    focus: () => stop.focus(),
  };
}
