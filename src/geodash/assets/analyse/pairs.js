// Who is said to have acted on whom: pairs, the two directions of each side by side; each figure opens its events, each pair becomes the filter.

import { choice, figure, kindBar, note } from './figure.js';
import { count } from '../core/count.js';
import { clear, h } from '../core/dom.js';
import { explainedBy } from '../core/explain.js';
import { glyph } from '../core/marks.js';
import { valuesOf } from '../core/url.js';

/** @import { State } from '../core/types' */
/** @import { Pair, Tab } from './types' */

const COUNTING = 'An event between several parties counts for each pair; a whole counts only where none of its parts does, as in the legend. Nobody named: the articles name one side only.';

/**
 * @param {HTMLElement} root
 * @param {State} state
 * @returns {Tab}
 */
export function mountPairs(root, state) {
  function filterButton(/** @type {Pair} */ row) {
    const on = valuesOf(state.params.pair).includes(row.pair);
    const words = `${row.from}, directed at ${row.to}`;
    return h(
      'button',
      { type: 'button', class: 'gd-a-link', 'aria-pressed': String(on), 'aria-label': `Only these: ${words}`, on: { click: () => state.setFilter({ pair: on ? undefined : [row.pair] }) } },
      on ? 'Show all' : 'Only these',
    );
  }

  function tr(/** @type {Pair} */ row, /** @type {number} */ most) {
    const words = `${row.from}, directed at ${row.to}`;
    return h(
      'tr',
      null,
      h('th', { scope: 'row' }, h('bdi', null, row.from), h('span', { class: 'gd-a-small' }, ' to '), h('bdi', null, row.to), row.parts ? h('p', { class: 'gd-a-small' }, row.parts) : null),
      h('td', { class: 'gd-a-num' }, figure(state, row.total, words)),
      h('td', { class: 'gd-a-kinds' }, kindBar(state, row.kinds, row.one_sided, most, words)),
      h('td', null, filterButton(row)),
    );
  }

  return {
    update({ pairs }) {
      const most = Math.max(1, ...pairs.rows.map((r) => r.total.n));
      const by = choice('Count by', [['country', 'By country'], ['actor', 'By actor']], pairs.by, (value) => state.setLook({ by: value === 'country' ? undefined : value }));
      const head = h('thead', null, h('tr', null, ['Who is said to have acted, and on whom', 'Events', `By kind; the longest bar is ${count(most, 'event')}`, ''].map((text, i) => h(text ? 'th' : 'td', { scope: text ? 'col' : null, class: i === 1 ? 'gd-a-num' : null }, text))));
      clear(root).append(
        h('div', { class: 'gd-a-tools' }, by, note('It says who is said to have acted, not who did or who was right. ', explainedBy(COUNTING, 'How they are counted.'), ' ', h('span', { class: 'gd-nowrap' }, glyph('other', { size: 16, oneSided: true }), ' One side’s account.'))),
        pairs.rows.length
          ? h('div', { class: 'gd-a-scroll', tabindex: '0', role: 'region', 'aria-label': 'Pairs' }, h('table', { class: 'gd-a-table' }, head, h('tbody', null, pairs.rows.map((r) => tr(r, most)))))
          : note('No event names who is said to have acted or on whom.'),
      );
      if (pairs.doerless.n) root.append(note(figure(state, pairs.doerless, 'Events without a doer'), pairs.doerless.n === 1 ? ' event happened without anybody doing it; it is in no pair.' : ' events happened without anybody doing them; they are in no pair.'));
      if (pairs.more) root.append(note(`${pairs.more} more pairs with fewer events: narrow the sentence to see them.`));
    },
  };
}
