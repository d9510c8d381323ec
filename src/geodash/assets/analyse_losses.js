// Losses: by side with whose, who says so, and what the other side says. A whole's toll counts once.

import { answersOf } from './analyse_claims.js';
import { eventButton, note } from './analyse_figure.js';
import { clear, h } from './dom.js';

export function mountLosses(root, state) {
  function side({ side: name, says, n }) {
    return h(
      'tr',
      null,
      h('th', { scope: 'row', dir: 'auto' }, name),
      h('td', n === null ? { class: 'gd-a-small' } : { class: 'gd-a-num' }, n === null ? 'not reported' : n.toLocaleString('en')),
      h('td', { dir: 'auto' }, says),
    );
  }

  function item(loss) {
    const facts = [
      loss.when,
      `according to ${loss.says}`,
      ...loss.notes,
    ].filter(Boolean);
    return h(
      'li',
      { class: 'gd-a-claim' },
      eventButton(state, loss, h('b', null, `${loss.figure} dead${loss.of ? ` (${loss.of})` : ', whose is not said'}: `), loss.title),
      h('p', { class: 'gd-a-small', dir: 'auto' }, facts.join(' · ')),
      answersOf(state, { answers: loss.answers, silent: '' }),
    );
  }

  return {
    count: (answer) => answer.losses.rows.length || null,
    update({ losses }) {
      if (!losses.rows.length) {
        clear(root).append(note('No article gives a figure of dead for these events.'));
        return;
      }
      clear(root).append(
        h('table', { class: 'gd-a-table gd-a-change' }, h('caption', null, 'Dead by side, as far as the articles give figures'), h('thead', null, h('tr', null, h('th', { scope: 'col' }, 'Side'), h('th', { scope: 'col' }, 'Dead'), h('th', { scope: 'col' }, 'according to'))), h('tbody', null, losses.sides.map(side))),
        h('h2', null, 'Each figure, and who says so'),
        h('ul', { class: 'gd-a-claimlist' }, losses.rows.map(item)),
        note('Where a whole has a toll, its parts do not add to it. Figures of different sources are never added up. Sides stand in alphabetical order.'),
      );
    },
  };
}
