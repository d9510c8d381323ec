// Before and after a day of the reader's: two counts side by side, in whole events.

import { figure, note } from './figure.js';
import { clear, h, setText } from '../core/dom.js';
import { glyph } from '../core/marks.js';
import { dayWords, readDate, toDay } from '../core/dates.js';

/** @import { State } from '../core/types' */
/** @import { ChangeList, Tab } from './types' */

/** @type {(a: number, b: number) => string} */
const more = (a, b) => (b > a ? `${b - a} more` : b < a ? `${a - b} fewer` : 'as many');

/**
 * @param {HTMLElement} root
 * @param {State} state
 * @returns {Tab}
 */
export function mountChange(root, state) {
  const error = h('span', { class: 'gd-a-error', id: 'gd-a-at-error', role: 'status' });
  const input = h('input', { type: 'text', class: 'gd-a-date', id: 'gd-a-at', size: 14, autocomplete: 'off', spellcheck: 'false', 'aria-describedby': error.id, on: { change: onDay } });
  const tools = h('div', { class: 'gd-a-tools' }, h('label', { for: 'gd-a-at' }, 'Compare before and after this day:'), input, error);
  const body = h('div');
  root.append(tools, body);

  function onDay() {
    const iso = readDate(input.value);
    setText(error, iso ? '' : 'Not a date. Try 13 Sept 2022 or 2022-09-13.');
    input.setAttribute('aria-invalid', String(!iso));
    if (iso) state.setLook({ at: iso });
  }

  function table(/** @type {ChangeList} */ part) {
    const head = ['', 'before', 'from then on', 'difference'].map((text) => h(text ? 'th' : 'td', { scope: text ? 'col' : null }, text));
    return h(
      'table',
      { class: 'gd-a-table gd-a-change' },
      h('caption', null, part.title),
      h('thead', null, h('tr', null, head)),
      h('tbody', null, part.rows.map((r) => h(
        'tr',
        null,
        h('th', { scope: 'row', dir: 'auto' }, part.key === 'kind' ? glyph(r.value, { size: 16 }) : null, ' ', r.label),
        h('td', { class: 'gd-a-num' }, figure(state, r.before, `${r.label}, before`)),
        h('td', { class: 'gd-a-num' }, figure(state, r.after, `${r.label}, from then on`)),
        h('td', { class: 'gd-a-small' }, more(r.before.n, r.after.n)),
      ))),
    );
  }

  return {
    update({ change }) {
      if (!change) {
        clear(body).append(note('No dated event matches.'));
        return;
      }
      input.value = dayWords(toDay(change.at));
      input.removeAttribute('aria-invalid');
      setText(error, '');
      clear(body).append(
        h('p', { class: 'gd-a-sum' }, 'Events: ', figure(state, change.before, 'before the day'), ' before that day, ', figure(state, change.after, 'from the day on'), ' from it on. Counted in neither: ', figure(state, change.across, 'reaching over the day'), ' whose dates may lie on either side, ', figure(state, change.undated, 'undated'), ' undated.'),
        h('div', { class: 'gd-a-lists' }, change.lists.filter((part) => part.rows.length).map(table)),
        note('Counts of what the articles tell, not of what happened: more articles about a time tell more events of it. Few events make no trend, so there are no percentages.'),
      );
    },
  };
}
