// Losses: by side with whose, who says so, and what the other side says. A whole's toll counts once.

import { answersOf } from './claims.js';
import { eventButton, note, number, openFigure } from './figure.js';
import { clear, h } from '../core/dom.js';

/** @import { State } from '../core/types' */
/** @import { Loss, Tab, Toll } from './types' */

/**
 * @param {HTMLElement} root
 * @param {State} state
 * @returns {Tab}
 */
export function mountLosses(root, state) {
  function dead(/** @type {Toll} */ { side: name, says, n, ids }) {
    if (n === null) return h('td', { class: 'gd-a-num gd-a-small' }, 'not reported');
    const words = `${number(n)} dead of ${name}, according to ${says}`;
    return h('td', { class: 'gd-a-num' }, h('button', { type: 'button', class: 'gd-a-fig', title: words, 'aria-label': words, on: { click: () => openFigure(state, { ids }, words) } }, number(n)));
  }

  function side(/** @type {Toll} */ row) {
    return h('tr', null, h('th', { scope: 'row' }, h('bdi', null, row.side)), dead(row), h('td', null, row.says));
  }

  function item(/** @type {Loss} */ loss) {
    const facts = [loss.when, `according to ${loss.says}`, ...loss.notes].filter(Boolean);
    return h(
      'li',
      { class: 'gd-a-claim' },
      eventButton(state, loss, h('b', null, `${loss.figure} dead${loss.of ? ` (${loss.of})` : ', whose is not said'}: `), loss.title),
      h('p', { class: 'gd-a-small' }, facts.join(' · ')),
      answersOf(state, loss),
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
        h('table', { class: 'gd-a-table gd-a-change' }, h('caption', null, 'Dead by side, as far as the articles give figures'), h('thead', null, h('tr', null, h('th', { scope: 'col' }, 'Side'), h('th', { scope: 'col', class: 'gd-a-num' }, 'Dead'), h('th', { scope: 'col' }, 'According to'))), h('tbody', null, losses.sides.map(side))),
        h('h2', null, 'Each figure, and who says so'),
        h('ul', { class: 'gd-a-claimlist' }, losses.rows.map(item)),
        note('Where a whole has a toll, its parts do not add to it. Figures of different sources are never added up. Sides stand in alphabetical order.'),
      );
    },
  };
}
