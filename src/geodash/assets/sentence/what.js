// "What": the kinds a reader sees, with their marks, and the types for who wants them finer.

import { h } from '../core/dom.js';
import { explained } from '../core/explain.js';
import { glyph } from '../core/marks.js';
import { typeWord } from '../core/told.js';
import { valuesOf } from '../core/url.js';
import { arrowKeys, optionList } from './controls.js';
import { isSet, partOf, toggled, without } from './filter.js';

/** @import { FacetValue, State } from '../core/types' */
/** @import { Env, Item, Section, Tick } from './types' */
/** @typedef {'kind' | 'type'} Key */

/** @type {(state: State, key: Key) => (item: Item) => {state: Tick}} */
const chosen = (state, key) => (item) => ({ state: valuesOf(state.params[key]).includes(item.value) ? 'on' : 'off' });
/** @type {(state: State, key: Key) => (item: Item, on: boolean) => void} */
const change = (state, key) => (item, on) => state.setFilter({ [key]: toggled(state.params[key], item.value, on) });

/**
 * The types of one kind, under its name.
 * @param {State} state
 * @param {FacetValue} kind
 */
function typeGroup(state, kind) {
  const types = optionList({ label: `Types: ${kind.label}`, read: chosen(state, 'type'), onChange: change(state, 'type') });
  const head = h('div', { class: 'gd-s-typehead' }, glyph(kind.value, { size: 16 }), h('span', { dir: 'auto' }, kind.label));
  return { node: h('div', null, head, types.node), update: types.update };
}

/**
 * A section for a popover or the phone's sheet.
 * @param {Env} env
 * @returns {Section}
 */
export function whatSection({ state }) {
  const icon = (/** @type {Item} */ item) => h('span', { class: 'gd-s-icon' }, glyph(item.value, { size: 20 }));
  const kinds = optionList({ label: 'Kinds of event', icon, read: chosen(state, 'kind'), onChange: change(state, 'kind') });
  /** @type {Map<string, ReturnType<typeof typeGroup>>} */
  const groups = new Map();
  const finer = h('div', { class: 'gd-s-types' });
  const plover = h('p', { class: 'gd-s-why', hidden: typeWord() === 'type' }, explained('plover', 'What PLOVER is'));
  const details = h('details', { class: 'gd-s-finer' }, h('summary', null, `finer: ${typeWord()}s`), plover, finer);

  function update(first = false) {
    const { facets } = state.data;
    kinds.update(facets.kinds);
    const { types } = facets;
    details.hidden = !types.length;
    for (const kind of facets.kinds) {
      const own = types.filter((t) => t.kind === kind.value);
      if (!own.length) continue;
      const group = groups.get(kind.value) ?? typeGroup(state, kind);
      if (!groups.has(kind.value)) finer.append(group.node);
      groups.set(kind.value, group);
      group.update(own);
    }
    if (first && valuesOf(state.params.type).length) details.open = true;
  }

  const body = h('div', null, kinds.node, details);
  arrowKeys(body);
  return {
    title: 'What',
    clearLabel: 'any kind',
    body,
    isSet: () => isSet(state, 'what'),
    clear: () => state.setFilter(without(partOf(state.data, 'what'))),
    update,
  };
}
