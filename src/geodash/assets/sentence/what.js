// "What": the five kinds a reader sees, with their marks, and PLOVER's types for who wants them finer.

import { glyph, h } from '../core/dom.js';
import { valuesOf } from '../core/url.js';
import { arrowKeys, optionList } from './controls.js';
import { isSet, partOf, toggled, without } from './filter.js';

const chosen = (state, key) => (item) => ({ state: valuesOf(state.params[key]).includes(item.value) ? 'on' : 'off' });
const change = (state, key) => (item, on) => state.setFilter({ [key]: toggled(state.params[key], item.value, on) });

/** The types of one kind, under its name. */
function typeGroup(state, kind) {
  const types = optionList({ label: `Types: ${kind.label}`, read: chosen(state, 'type'), onChange: change(state, 'type') });
  const head = h('div', { class: 'gd-s-typehead' }, glyph(kind.value, { size: 16 }), h('span', { dir: 'auto' }, kind.label));
  return { node: h('div', null, head, types.node), update: types.update };
}

/** @returns a section for a popover or the phone's sheet. */
export function whatSection({ state }) {
  const icon = (item) => h('span', { class: 'gd-s-icon' }, glyph(item.value, { size: 20 }));
  const kinds = optionList({ label: 'Kinds of event', icon, read: chosen(state, 'kind'), onChange: change(state, 'kind') });
  const groups = new Map();
  const finer = h('div', { class: 'gd-s-types' });
  const details = h('details', { class: 'gd-s-finer' }, h('summary', null, 'finer: PLOVER types'), finer);

  function update(first = false) {
    const { facets } = state.data;
    kinds.update(facets.kinds);
    const types = facets.types ?? [];
    details.hidden = !types.length;
    for (const kind of facets.kinds) {
      const own = types.filter((t) => t.kind === kind.value);
      if (!own.length) continue;
      if (!groups.has(kind.value)) {
        groups.set(kind.value, typeGroup(state, kind));
        finer.append(groups.get(kind.value).node);
      }
      groups.get(kind.value).update(own);
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
