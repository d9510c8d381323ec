// The strip of facts: what the file is, as far as can be told.

import { h } from '../core/dom.js';
import { sign } from './signs.js';

/** @import { Fact } from './types' */

export function createStrip() {
  const node = h('dl', { class: 'gd-bd-strip' });
  return {
    node,
    /** @param {Fact[]} facts */
    render: (facts) =>
      node.replaceChildren(
        ...facts.map(({ label, mark, said, note }) => h('div', {}, h('dt', {}, label), h('dd', {}, sign(mark), h('strong', { dir: 'auto' }, said)), h('dd', { class: 'gd-bd-note', dir: 'auto', title: note }, note))),
      ),
  };
}
