// The strip of facts: what the file is, as far as can be told.

import { h } from '../core/dom.js';
import { keepFocus, menu, sign } from './signs.js';

/** @import { Acts, Fact } from './types' */

/** @param {Fact} fact @param {Acts} acts */
function drawn({ label, mark, said, note, menu: which, value = '', options = [] }, acts) {
  const word = which && options.length > 1 ? menu(label, value, options, (chosen) => acts.menu(which, chosen), { key: `menu-${which}` }) : h('strong', { dir: 'auto' }, said);
  return h('div', {}, h('dt', {}, label), h('dd', {}, sign(mark), word), h('dd', { class: 'gd-bd-note', dir: 'auto', title: note }, note));
}

/** @param {Acts} acts */
export function createStrip(acts) {
  const node = h('dl', { class: 'gd-bd-strip' });
  return {
    node,
    /** @param {Fact[]} facts */
    render: (facts) => keepFocus(node, () => node.replaceChildren(...facts.map((fact) => drawn(fact, acts)))),
  };
}
