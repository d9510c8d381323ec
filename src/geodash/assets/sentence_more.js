// "+ word, place, article": text search, places, articles, and the map's own frame as a filter.

import { h } from './dom.js';
import { arrowKeys, option, optionList, searchBox, subhead } from './sentence_controls.js';
import { EXTRAS, isSet, list, toggled, without } from './sentence_filter.js';

const TYPING_MS = 250;
const SEARCHABLE = 9; // shorter lists are read faster than searched

/**
 * The text search. The first key of a search makes the history entry, all that follow replace it:
 * Back then leads to the view before the search, not to half a word.
 */
function textSearch(state) {
  let timer = 0;
  let typing = false;
  const send = () => {
    clearTimeout(timer);
    const q = input.value.trim();
    if (q === (state.params.q ?? '')) return;
    state.setFilter({ q: q || undefined }, { mode: typing ? 'replace' : 'push' });
    typing = true;
  };
  const commit = () => {
    send();
    typing = false;
  };
  const input = searchBox({
    label: 'Word in a title or passage',
    placeholder: 'A word in a title or passage',
    onInput: () => {
      clearTimeout(timer);
      timer = setTimeout(send, TYPING_MS);
    },
  });
  input.addEventListener('change', commit);
  input.addEventListener('blur', commit);
  return {
    node: input,
    closed: commit,
    update() {
      if (document.activeElement !== input) input.value = state.params.q ?? '';
    },
    reset() {
      clearTimeout(timer);
      input.value = '';
      typing = false;
    },
  };
}

/** "Only what is in the map view": takes the frame at the moment of ticking. */
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

/** A checklist of one repeatable parameter, with a search box when it is long. */
function checklist(state, key, { label, find, note, usableFirst = false }) {
  let order = new Map();
  const view = optionList({
    label,
    read: (item) => ({ note: note?.(item) ?? '', state: list(state.params[key]).includes(item.value) ? 'on' : 'off' }),
    onChange: (item, on) => state.setFilter({ [key]: toggled(state.params[key], item.value, on) }),
  });
  const none = h('p', { class: 'gd-s-none', hidden: true }, 'Nothing of that name.');
  const search = searchBox({
    label: find,
    onInput: (text) => {
      none.hidden = view.filter(text) > 0;
    },
  });
  return {
    node: h('div', { class: 'gd-s-part' }, subhead(label), search, h('div', { class: 'gd-s-scroll' }, view.node), none),
    update(items, first) {
      search.hidden = items.length < SEARCHABLE;
      if (first) {
        search.value = '';
        view.filter('');
        none.hidden = true;
      }
      // What would show nothing goes last; the order then stands as long as the card is open.
      if (first) order = new Map(items.map((item) => [item.value, usableFirst && !item.count ? 1 : 0]));
      view.update([...items].sort((a, b) => (order.get(a.value) ?? 1) - (order.get(b.value) ?? 1)));
    },
  };
}

/** @returns a section for a popover or the phone's sheet. */
export function moreSection({ state, ctx }) {
  const text = textSearch(state);
  const frame = mapView(state, ctx);
  const places = checklist(state, 'place', { label: 'At or about a place', find: 'Find a place', usableFirst: true });
  const articles = checklist(state, 'article', {
    label: 'In an article',
    find: 'Find an article',
    note: (item) => (item.published ? `published ${item.published}` : ''),
  });
  const body = h(
    'div',
    { class: 'gd-s-columns' },
    h('div', { class: 'gd-s-across gd-s-first' }, text.node, h('div', { class: 'gd-s-list' }, frame.node)),
    h('div', null, places.node),
    h('div', null, articles.node),
  );
  arrowKeys(body);
  return {
    title: 'Word, place, article',
    clearLabel: 'none of these',
    body,
    wide: true,
    isSet: () => EXTRAS.some((group) => isSet(state.params, group)),
    clear: () => {
      text.reset();
      state.setFilter(Object.assign({}, ...EXTRAS.map(without)));
    },
    closed: text.closed,
    update(first = false) {
      text.update();
      frame.update();
      places.update(state.data.facets.places, first);
      articles.update(state.data.facets.articles, first);
    },
  };
}
