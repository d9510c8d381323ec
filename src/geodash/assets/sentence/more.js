// "+ word, place, article": text search, places, articles, and the map's own frame as a filter.

import { h, setText } from '../core/dom.js';
import { fold, matchRank, sortedBy } from '../core/search.js';
import { valueOf, valuesOf } from '../core/url.js';
import { arrowKeys, option, optionList, searchBox, subhead } from './controls.js';
import { isSet, partOf, toggled, without } from './filter.js';
import { placesNamed, textSearch } from './search.js';

/** @import { FacetValue, Facets, State } from '../core/types' */
/** @import { Close, Env, Section } from './types' */

const OWN = ['q', 'place', 'article', 'bbox']; // the parts that stand here
const SEARCHABLE = 9; // shorter lists are read faster than searched

/**
 * "Only what is in the map view": takes the frame at the moment of ticking.
 * @param {State} state
 * @param {Env['ctx']} ctx
 */
function mapView(state, ctx) {
  const row = option({
    value: 'bbox',
    onChange: (on) => state.setFilter({ bbox: (on && ctx.mapBounds?.()) || undefined }),
  });
  return {
    node: row.node,
    update() {
      const on = Boolean(state.params.bbox);
      row.node.hidden = !on && !ctx.mapBounds?.();
      row.set({ label: 'Only what is in the map view now', state: on ? 'on' : 'off' });
    },
  };
}

/**
 * A checklist of one repeatable parameter, with a search box when it is long. `order(item)` gives the
 * numbers to sort by; the order is made on opening, on typing and when the word changes. With
 * `hideEmpty`, what would show nothing is left out, unless it is chosen or searched by name.
 * @template {FacetValue} I
 * @param {State} state
 * @param {'place' | 'article'} key
 * @param {{label: string, find: string, note?: (item: I) => string, order: (item: I) => number[], hideEmpty?: boolean}} spec
 */
function checklist(state, key, { label, find, note, order, hideEmpty = false }) {
  /** @type {Map<string, number>} */
  let ranks = new Map();
  /** @type {I[]} */
  let items = [];
  /** @type {string | undefined} */
  let word;
  const chosen = (/** @type {I} */ item) => valuesOf(state.params[key]).includes(item.value);
  const view = optionList({
    label,
    read: (/** @type {I} */ item) => ({ note: note?.(item) ?? '', state: chosen(item) ? 'on' : 'off' }),
    onChange: (item, on) => state.setFilter({ [key]: toggled(state.params[key], item.value, on) }),
  });
  const none = h('p', { class: 'gd-s-none', hidden: true });
  const search = searchBox({
    label: find,
    onInput: () => {
      sort();
      show();
    },
  });
  function sort() {
    const wanted = fold(search.value.trim());
    const match = (/** @type {I} */ item) => (wanted ? matchRank(item.label, wanted) : 0);
    const sorted = sortedBy(items, (item) => [match(item), chosen(item) ? 0 : 1, ...order(item)]);
    ranks = new Map(sorted.map((item, i) => [item.value, i]));
  }
  function show() {
    const text = search.value;
    const shown = items.filter((item) => !hideEmpty || item.count || chosen(item) || text.trim());
    view.update(sortedBy(shown, (item) => [ranks.get(item.value) ?? ranks.size]));
    const left = view.filter(text);
    none.hidden = left > 0;
    setText(none, text.trim() ? 'Nothing of that name.' : 'None among these events.');
  }
  return {
    node: h('div', { class: 'gd-s-part' }, subhead(label), search, h('div', { class: 'gd-s-scroll' }, view.node), none),
    update(/** @type {I[]} */ fresh, /** @type {boolean} */ first) {
      // By count, then by name: among equals the server's alphabet stays.
      items = fresh;
      search.hidden = items.length < SEARCHABLE;
      if (first) search.value = '';
      const q = valueOf(state.params.q);
      if (first || word !== q) sort();
      word = q;
      show();
    },
  };
}

/**
 * A section for a popover or the phone's sheet.
 * @param {Env} env
 * @returns {Section}
 */
export function moreSection({ state, ctx }) {
  /** @type {Close | null} */
  let close = null;
  const named = placesNamed(state, (value) => {
    const mode = text.pushed() ? 'replace' : 'push';
    text.node.focus(); // the button goes with the word
    text.reset();
    state.setFilter({ q: undefined, place: [...valuesOf(state.params.place), value] }, { mode });
    close?.();
  });
  const text = textSearch(state, { onText: named.typed, onEnter: () => (close ? close() : text.node.blur()) });
  const frame = mapView(state, ctx);
  const places = checklist(state, 'place', {
    label: 'At or about a place',
    find: 'Find a place',
    order: (item) => [-item.count],
    hideEmpty: true,
  });
  const articles = checklist(state, 'article', {
    label: 'In an article',
    find: 'Find an article',
    note: (/** @type {Facets['articles'][0]} */ item) => (item.published ? `published ${item.published}` : ''),
    order: (item) => [item.count ? 0 : 1],
  });
  const body = h(
    'div',
    { class: 'gd-s-columns' },
    h('div', { class: 'gd-s-across gd-s-first' }, text.node, named.node, h('div', { class: 'gd-s-list' }, frame.node)),
    h('div', null, places.node),
    h('div', null, articles.node),
  );
  arrowKeys(body);
  return {
    title: 'Word, place, article',
    clearLabel: 'none of these',
    body,
    wide: true,
    isSet: () => OWN.some((key) => isSet(state, key)),
    clear: () => {
      text.reset();
      state.setFilter(Object.assign({}, ...OWN.map((key) => without(partOf(state.data, key)))));
    },
    opened: (closeCard) => {
      close = closeCard ?? null;
    },
    closed: text.closed,
    discard: text.discard,
    update(first = false) {
      text.update(first);
      named.update();
      frame.update();
      places.update(state.data.facets.places, first);
      articles.update(state.data.facets.articles, first);
    },
  };
}
