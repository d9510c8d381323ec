// "Who": actors under their countries, searched, counted and ticked; any or all; acting or acted on.

import { h } from '../core/dom.js';
import { fold, matchRank, sortedBy } from '../core/search.js';
import { valuesOf } from '../core/url.js';
import { actorState, countryState, toggleActor, toggleCountry } from './actors.js';
import { arrange, arrowKeys, hiddenText, option, optionList, searchBox, segmented, uid } from './controls.js';
import { isSet, partOf, without } from './filter.js';

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
const childrenOf = (item) => {
  const children = item.children ?? PLAIN;
  return children.length === 1 && children[0].label === item.label ? PLAIN : children;
};

/** A country's row with its actors, folded until asked for. */
function countryRow(item, { state, toggle, pick }) {
  const listId = uid('l');
  const sub = optionList({
    label: item.label,
    read: (child) => ({ state: actorState(child, current.item, selected(state), state.params.actors) }),
    onChange: (child, on) => pick(toggleActor(state.params.actor, child, current.item, on, state.params.actors)),
  });
  sub.node.id = listId;
  sub.node.hidden = true;
  const head = option({ value: item.value, onChange: (on) => pick(toggle(current.item, on)) });
  const chevron = h('button', { type: 'button', class: 'gd-s-fold', 'aria-expanded': 'false', 'aria-controls': listId });
  const name = hiddenText('');
  chevron.append(name);
  const current = { item, node: h('div', { class: 'gd-s-country' }, h('div', { class: 'gd-s-row' }, head.node, chevron), sub.node) };

  function unfold(on) {
    chevron.setAttribute('aria-expanded', String(on));
    sub.node.hidden = !on;
  }
  chevron.addEventListener('click', () => unfold(sub.node.hidden));
  head.input.addEventListener('keydown', (event) => {
    if (event.key !== 'ArrowRight' && event.key !== 'ArrowLeft') return;
    if (childrenOf(current.item).length) unfold(event.key === 'ArrowRight');
  });

  current.update = (fresh) => {
    current.item = fresh;
    const children = childrenOf(fresh);
    head.set({ label: fresh.label, count: fresh.count, state: countryState(fresh, selected(state)) });
    chevron.hidden = !children.length;
    name.textContent = `Actors of ${fresh.label}`;
    sub.update(children);
  };
  /** Shows the row when it, or an actor of it, matches or is chosen; returns whether it does. */
  current.filter = (wanted) => {
    const own = fold(current.item.label).includes(wanted);
    const children = childrenOf(current.item);
    const inside = children.some((c) => fold(c.label).includes(wanted));
    sub.filter(own ? '' : wanted);
    if (wanted && children.length) unfold(inside && !own);
    current.node.hidden = Boolean(wanted) && !own && !inside && !head.input.checked && !head.input.indeterminate;
    return !current.node.hidden;
  };
  /** On opening: unfolded where one of several actors is the choice. */
  current.settle = () => unfold(head.input.indeterminate);
  return current;
}

const selected = (state) => new Set(valuesOf(state.params.actor));

/** On opening: what is chosen, then who has events, then the rest, each in the order they came. */
function settledOrder(items, state) {
  const chosen = selected(state);
  return sortedBy(items, (item) => [countryState(item, chosen) !== 'off' ? 0 : item.count ? 1 : 2]);
}

/** While a name is typed: the same or a like beginning first, then what is chosen, then the other finds. */
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
 */
function createChoices(state) {
  let together = state.params.actors;
  let acting = state.params.side;
  const chosen = () => valuesOf(state.params.actor).length;
  function setTogether(value) {
    together = value || undefined;
    if (chosen() > 1) state.setFilter({ actors: together });
  }
  function setActing(value) {
    acting = value || undefined;
    if (chosen()) state.setFilter({ side: acting });
  }
  const mode = segmented({ label: 'Any or all', choices: MODES, onChange: setTogether });
  const side = segmented({ label: 'Acting or acted on', choices: SIDES, onChange: setActing });
  return {
    nodes: [mode, side].map((choice) => h('div', { class: 'gd-s-foot-line' }, choice.node)),
    patch: (values) => ({
      actor: values,
      actors: values.length > 1 ? together : undefined,
      side: values.length ? acting : undefined,
    }),
    forget() {
      together = acting = undefined;
    },
    update() {
      if (chosen() > 1) together = state.params.actors;
      if (chosen()) acting = state.params.side;
      mode.set(together ?? '');
      side.set(acting ?? '');
    },
  };
}

/** @returns a section for a popover or the phone's sheet. */
export function whoSection({ state }) {
  const rows = new Map();
  const choices = createChoices(state);
  const pick = (values) => {
    state.setFilter(choices.patch(values));
    update();
  };
  const toggle = (country, on) => toggleCountry(state.params.actor, country, on);
  const holder = h('div', { class: 'gd-s-list', role: 'group', 'aria-label': 'Actors' });
  const none = h('p', { class: 'gd-s-none' }, 'No actor of that name.');
  const search = searchBox({ label: 'Find an actor', placeholder: 'Find a country or an actor', onInput: find });

  // Made on opening and on typing; it stands in between, so that no row jumps from under a pointer.
  let settled = [];
  let order = [];
  const ordered = (values) => {
    const at = new Map(values.map((value, i) => [value, i]));
    return sortedBy(state.data.facets.actors, (item) => [at.get(item.value) ?? at.size]);
  };
  function find(text) {
    const wanted = fold(text.trim());
    order = wanted ? matchOrder(ordered(settled), state, wanted).map((item) => item.value) : settled;
    show(wanted);
  }

  function show(wanted) {
    const shown = ordered(order).map((item) => rows.get(item.value));
    arrange(holder, shown.map((row) => row.node));
    none.hidden = shown.filter((row) => row.filter(wanted)).length > 0;
  }

  function update(first = false) {
    const items = state.data.facets.actors;
    for (const item of items) {
      if (!rows.has(item.value)) rows.set(item.value, countryRow(item, { state, toggle, pick }));
      rows.get(item.value).update(item);
    }
    if (first) settled = order = settledOrder(items, state).map((item) => item.value);
    choices.update();
    if (first) {
      search.value = '';
      for (const row of rows.values()) row.settle();
    }
    show(fold(search.value.trim()));
  }

  const body = h('div', { class: 'gd-s-who' }, h('div', { class: 'gd-s-find' }, search), holder, none);
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
