// Before and after a day of the reader's: two counts side by side, in whole events.

import { figure, note } from './analyse_figure.js';
import { clear, glyph, h } from './dom.js';

const more = (a, b) => (b > a ? `${b - a} more` : b < a ? `${a - b} fewer` : 'as many');

export function mountChange(root, state) {
  const input = h('input', { type: 'date', class: 'gd-a-date', id: 'gd-a-at', on: { change: () => input.value && state.setLook({ at: input.value }) } });
  const tools = h('div', { class: 'gd-a-tools' }, h('label', { for: 'gd-a-at' }, 'Before and from '), input);
  const body = h('div');
  root.append(tools, body);

  function table(part) {
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
      input.value = change.at;
      clear(body).append(
        h('p', { class: 'gd-a-sum' }, figure(state, change.before, 'before the day'), ' events before that day, ', figure(state, change.after, 'from the day on'), ' from it on. In neither list: ', figure(state, change.across, 'reaching over the day'), ' whose dates reach over it, ', figure(state, change.undated, 'undated'), ' undated.'),
        h('div', { class: 'gd-a-lists' }, change.lists.filter((part) => part.rows.length).map(table)),
        note('Counts of what the articles tell, not of what happened: more articles about a time tell more events of it. Few events make no trend, so there are no percentages.'),
      );
    },
  };
}
