// How far the article is read: a cell a sentence, black where it tells an event, struck where it was read
// and holds none.

import { clear, h, hit } from '../core/dom.js';

/** @import { View } from './types' */
/** @import { Desk } from './desk.js' */

const SAID = { coded: 'coded', none: 'no event', open: 'to be read' };
const FEW = 120; // sentences beyond which the cells are as thin as a line

/**
 * @param {Desk} desk
 * @param {(sentence: number) => void} go
 */
export function createCoverage(desk, go) {
  const cells = h('div', { class: ['gd-cv-cells', desk.sentences.length > FEW ? 'is-many' : ''], role: 'img' });
  const words = h('span', { class: 'gd-cv-words' });
  const node = h('div', { class: 'gd-cv' }, cells, words);
  let drawn = '';
  let at = 0;
  cells.addEventListener('click', (ev) => {
    const cell = hit(ev, '[data-at]');
    if (cell) go(Number(cell.dataset.at));
  });
  const mark = () => [...cells.children].forEach((cell, i) => cell.classList.toggle('is-here', i === at));
  return {
    node,
    here(/** @type {number} */ next) {
      at = next;
      mark();
    },
    /** @param {View} view */
    render({ coverage }) {
      const key = coverage.join();
      if (key === drawn) return;
      drawn = key;
      clear(cells).append(...coverage.map((what, i) => h('i', { class: [`is-${what}`, i && desk.sentences[i][2] !== desk.sentences[i - 1][2] ? 'is-first' : ''], dataset: { at: String(i) } })));
      const coded = coverage.filter((c) => c === 'coded').length;
      const open = coverage.filter((c) => c === 'open').length;
      clear(words).append(h('b', null, `${coded} of ${coverage.length}`), ` sentences coded · ${open ? `${open} to go` : 'all read'}`);
      cells.setAttribute('aria-label', `${coded} of ${coverage.length} sentences are ${SAID.coded}, ${coverage.length - coded - open} hold ${SAID.none}, ${open} are ${SAID.open}`);
      mark();
    },
  };
}
