// "How sure": what the articles vouch for, how precisely the place is known, why a mark stands
// where it stands, and whether history told in passing counts.

import { h } from '../core/dom.js';
import { valueOf, valuesOf } from '../core/url.js';
import { glyph } from '../core/marks.js';
import { arrowKeys, optionList, subhead } from './controls.js';
import { isSet, partOf, toggled, without } from './filter.js';

/** @import { Child, MarkFlags, State } from '../core/types' */
/** @import { Env, Item, Section } from './types' */

/** @type {Record<string, MarkFlags>} */
const STATUS_MARK = { claimed: { oneSided: true }, disputed: { oneSided: true }, planned: { planned: true } };

/** @type {Record<string, string>} */
const STATUS_NOTE = { planned: 'announced, not yet happened' };

/** @type {Record<string, string>} */
const ROLE_NOTE = { seat: 'the text names no place of its own' };

function statusIcon(/** @type {Item} */ item) {
  return h('span', { class: 'gd-s-icon' }, glyph('other', { size: 20, ...STATUS_MARK[item.value] }));
}

/**
 * Several values of one parameter, with remarks.
 * @param {State} state
 * @param {'status' | 'role'} key
 * @param {string} label
 * @param {Record<string, string>} notes
 * @param {(item: Item) => Node} [icon]
 */
function several(state, key, label, notes, icon) {
  return optionList({
    label,
    icon,
    read: (item) => ({
      note: notes[item.value] ?? '',
      state: valuesOf(state.params[key]).includes(item.value) ? 'on' : 'off',
    }),
    onChange: (item, on) => state.setFilter({ [key]: toggled(state.params[key], item.value, on) }),
  });
}

/**
 * A section for a popover or the phone's sheet.
 * @param {Env} env
 * @returns {Section}
 */
export function sureSection({ state }) {
  const status = several(state, 'status', 'Who vouches for it', STATUS_NOTE, statusIcon);
  const roles = several(state, 'role', 'Why the mark stands there', ROLE_NOTE);
  const precision = optionList({
    label: 'Place known at least to',
    type: 'radio',
    read: (item) => ({ state: (valueOf(state.params.prec) ?? '') === item.value ? 'on' : 'off' }),
    onChange: (item) => state.setFilter({ prec: item.value || undefined }),
  });
  const dates = optionList({
    label: 'Date known at least to',
    type: 'radio',
    read: (item) => ({ state: (valueOf(state.params.dprec) ?? '') === item.value ? 'on' : 'off' }),
    onChange: (item) => state.setFilter({ dprec: item.value || undefined }),
  });
  const background = optionList({
    label: 'Background',
    read: (item) => ({ note: item.remark, state: state.params.bg === '1' ? 'on' : 'off' }),
    onChange: (item, on) => state.setFilter({ bg: on ? '1' : undefined }),
  });

  function update() {
    const { facets, denominators } = state.data;
    status.update(facets.status);
    roles.update(facets.roles);
    precision.update([{ value: '', label: 'any precision, or none' }, ...facets.precision]);
    dates.update([{ value: '', label: 'any period, or none' }, ...facets.date_precision]);
    background.update([
      {
        value: '1',
        label: 'History told in passing',
        remark: 'earlier events that an article recalls',
        count: denominators.background,
      },
    ]);
  }

  const part = (/** @type {string} */ title, /** @type {{node: Child}} */ view) => h('div', { class: 'gd-s-part' }, subhead(title), view.node);
  const body = h(
    'div',
    { class: 'gd-s-columns' },
    h('div', null, part('Who vouches for it', status), part('Why the mark stands there', roles)),
    h('div', null, part('Place known at least to', precision), part('Date known at least to', dates)),
    h('div', { class: 'gd-s-across' }, background.node),
  );
  arrowKeys(body);
  return {
    title: 'How sure',
    clearLabel: 'as sure as the articles are',
    body,
    wide: true,
    isSet: () => isSet(state, 'sure'),
    clear: () => state.setFilter(without(partOf(state.data, 'sure'))),
    update,
  };
}
