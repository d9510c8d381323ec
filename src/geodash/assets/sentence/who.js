// "Who": actors under their countries, searched, counted and ticked; any or all; acting or acted on.

import { h, setText } from '../core/dom.js';
import { explained } from '../core/explain.js';
import { fold, matchRank, sortedBy } from '../core/search.js';
import { valueOf, valuesOf } from '../core/url.js';
import { actorState, countryState, toggleActor, toggleCountry } from './actors.js';
import { arrange, arrowKeys, hiddenText, option, optionList, searchBox, segmented, uid } from './controls.js';
import { isSet, partOf, without } from './filter.js';

/** @import { FacetValue, State } from '../core/types' */
/** @import { CountryItem, Env, Section } from './types' */
/** @typedef {{state: State, toggle: (country: CountryItem, on: boolean) => string[], pick: (values: string[]) => void}} Picking */

/** @type {FacetValue[]} */
const PLAIN = [];
const SIDES = [
  { value: 'by', label: 'acted' },
  { value: 'to', label: 'was acted on' },
  { value: '', label: 'either' },
];
const MODES = [
  { value: '', label: 'any of them' },
  { value: 'all', label: 'all of them' },
];

/** Nothing to unfold under a country whose only actor bears its name. */
const childrenOf = (/** @type {CountryItem} */ item) => {
  const { children } = item;
  return children.length === 1 && children[0].label === item.label ? PLAIN : children;
};

/** A country's row with its actors, folded until asked for. */
function countryRow(/** @type {CountryItem} */ first, /** @type {Picking} */ { state, toggle, pick }) {
  let item = first;
  const mode = () => valueOf(state.params.actors);
  const sub = optionList({
    label: item.label,
    read: (/** @type {FacetValue} */ child) => ({ state: actorState(child, item, selected(state), mode()) }),
    onChange: (child, on) => pick(toggleActor(state.params.actor, child, item, on, mode())),
  });
  const head = option({ value: item.value, onChange: (on) => pick(toggle(item, on)) });
  const folding = foldOf(sub.node);
  const node = h('div', { class: 'gd-s-country' }, h('div', { class: 'gd-s-row' }, head.node, folding.button), sub.node);
  head.input.addEventListener('keydown', (event) => {
    if (event.key !== 'ArrowRight' && event.key !== 'ArrowLeft') return;
    if (childrenOf(item).length) folding.set(event.key === 'ArrowRight');
  });

  return {
    node,
    update(/** @type {CountryItem} */ fresh) {
      item = fresh;
      const children = childrenOf(fresh);
      head.set({ label: fresh.label, count: fresh.count, state: countryState(fresh, selected(state)) });
      folding.button.hidden = !children.length;
      folding.name(`Actors of ${fresh.label}`);
      sub.update(children);
    },
    /** Shows the row when it, or an actor of it, matches or is chosen; returns whether it does. */
    filter(/** @type {string} */ wanted) {
      const own = fold(item.label).includes(wanted);
      const children = childrenOf(item);
      const inside = children.some((c) => fold(c.label).includes(wanted));
      sub.filter(own ? '' : wanted);
      if (wanted && children.length) folding.set(inside && !own);
      node.hidden = Boolean(wanted) && !own && !inside && !head.input.checked && !head.input.indeterminate;
      return !node.hidden;
    },
    /** On opening: unfolded where one of several actors is the choice. */
    settle: () => folding.set(head.input.indeterminate),
  };
}

/** A button that folds and unfolds `list`. */
function foldOf(/** @type {HTMLElement} */ list) {
  list.id = uid('l');
  list.hidden = true;
  const name = hiddenText('');
  const button = h('button', { type: 'button', class: 'gd-s-fold', 'aria-expanded': 'false', 'aria-controls': list.id }, name);
  function set(/** @type {boolean} */ on) {
    button.setAttribute('aria-expanded', String(on));
    list.hidden = !on;
  }
  button.addEventListener('click', () => set(list.hidden));
  return { button, set, name: (/** @type {string} */ text) => setText(name, text) };
}

const selected = (/** @type {State} */ state) => new Set(valuesOf(state.params.actor));

/**
 * On opening: what is chosen, then who has events, then the rest, each in the order they came.
 * @param {CountryItem[]} items
 * @param {State} state
 */
function settledOrder(items, state) {
  const chosen = selected(state);
  return sortedBy(items, (item) => [countryState(item, chosen) !== 'off' ? 0 : item.count ? 1 : 2]);
}

/**
 * While a name is typed: the same or a like beginning first, then what is chosen, then the other finds.
 * @param {CountryItem[]} items
 * @param {State} state
 * @param {string} wanted
 */
function matchOrder(items, state, wanted) {
  const chosen = selected(state);
  return sortedBy(items, (item) => {
    const own = matchRank(item.label, wanted);
    if (own < 2) return [own];
    if (countryState(item, chosen) !== 'off') return [2];
    const inside = Math.min(4, ...childrenOf(item).map((child) => matchRank(child.label, wanted)));
    return [own === 2 ? 3 : inside < 3 ? 4 : own === 3 ? 5 : 6];
  });
}

/**
 * "Any or all" and "acting or acted on". All-of needs two actors and a side needs one; chosen
 * earlier, they wait here and join the filter with the actors.
 * @param {State} state
 */
function createChoices(state) {
  let together = valueOf(state.params.actors);
  let acting = valueOf(state.params.side);
  const chosen = () => valuesOf(state.params.actor).length;
  function setTogether(/** @type {string} */ value) {
    together = value || undefined;
    if (chosen() > 1) state.setFilter({ actors: together });
  }
  function setActing(/** @type {string} */ value) {
    acting = value || undefined;
    if (chosen()) state.setFilter({ side: acting });
  }
  const mode = segmented({ label: 'Any or all', choices: MODES, onChange: setTogether });
  const side = segmented({ label: 'Acting or acted on', choices: SIDES, onChange: setActing });
  return {
    nodes: [[mode.node], [side.node, explained('side', 'What “acted on” means')]].map((choice) => h('div', { class: 'gd-s-foot-line' }, choice)),
    patch: (/** @type {string[]} */ values) => ({
      actor: values,
      actors: values.length > 1 ? together : undefined,
      side: values.length ? acting : undefined,
    }),
    forget() {
      together = acting = undefined;
    },
    update() {
      if (chosen() > 1) together = valueOf(state.params.actors);
      if (chosen()) acting = valueOf(state.params.side);
      mode.set(together ?? '');
      side.set(acting ?? '');
    },
  };
}

/** The countries' rows, in an order that is made on opening and on typing. */
function createRows(/** @type {Picking} */ picking) {
  const { state } = picking;
  /** @type {Map<string, ReturnType<typeof countryRow>>} */
  const rows = new Map();
  const holder = h('div', { class: 'gd-s-list', role: 'group', 'aria-label': 'Actors' });
  const none = h('p', { class: 'gd-s-none' }, 'No actor of that name.');
  const valuesIn = (/** @type {CountryItem[]} */ items) => items.map((item) => item.value);
  // It stands in between, so that no row jumps from under a pointer.
  /** @type {string[]} */
  let settled = [];
  /** @type {string[]} */
  let order = [];
  const ordered = (/** @type {string[]} */ values) => {
    const at = new Map(values.map((value, i) => [value, i]));
    return sortedBy(state.data.facets.actors, (item) => [at.get(item.value) ?? at.size]);
  };

  function rowOf(/** @type {CountryItem} */ item) {
    const row = rows.get(item.value) ?? countryRow(item, picking);
    rows.set(item.value, row);
    return row;
  }

  function show(/** @type {string} */ wanted) {
    const shown = ordered(order).map(rowOf);
    arrange(holder, shown.map((row) => row.node));
    none.hidden = shown.filter((row) => row.filter(wanted)).length > 0;
  }

  return {
    nodes: [holder, none],
    show,
    find(/** @type {string} */ wanted) {
      order = wanted ? valuesIn(matchOrder(ordered(settled), state, wanted)) : settled;
      show(wanted);
    },
    update(/** @type {boolean} */ first) {
      const items = state.data.facets.actors;
      for (const item of items) rowOf(item).update(item);
      if (!first) return;
      settled = order = valuesIn(settledOrder(items, state));
      for (const row of rows.values()) row.settle();
    },
  };
}

/**
 * A section for a popover or the phone's sheet.
 * @param {Env} env
 * @returns {Section}
 */
export function whoSection({ state }) {
  const choices = createChoices(state);
  const pick = (/** @type {string[]} */ values) => {
    state.setFilter(choices.patch(values));
    update();
  };
  const rows = createRows({ state, pick, toggle: (country, on) => toggleCountry(state.params.actor, country, on) });
  const search = searchBox({ label: 'Find an actor', placeholder: 'Find a country or an actor', onInput: (text) => rows.find(fold(text.trim())) });

  function update(first = false) {
    rows.update(first);
    choices.update();
    if (first) search.value = '';
    rows.show(fold(search.value.trim()));
  }

  const body = h('div', { class: 'gd-s-who' }, h('div', { class: 'gd-s-find' }, search), rows.nodes);
  arrowKeys(body);
  return {
    title: 'Who',
    clearLabel: 'anyone',
    body,
    foot: choices.nodes,
    isSet: () => isSet(state, 'who'),
    clear() {
      choices.forget();
      state.setFilter(without(partOf(state.data, 'who')));
      update();
    },
    update,
  };
}
