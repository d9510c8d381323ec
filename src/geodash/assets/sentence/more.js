// "+ word, place, article": text search, places, articles, and the map's own frame as a filter.

import { h, setText } from '../core/dom.js';
import { fold, matchRank, sortedBy } from '../core/search.js';
import { valuesOf } from '../core/url.js';
import { arrowKeys, hiddenText, option, optionList, searchBox, subhead } from './controls.js';
import { isSet, partOf, toggled, without } from './filter.js';

const OWN = ['q', 'place', 'article', 'bbox']; // the parts that stand here
const TYPING_MS = 250;
const SEARCHABLE = 9; // shorter lists are read faster than searched
const SUGGESTED = 3; // places offered for a word

/**
 * The text search. The first key of a search makes the history entry, all that follow replace it:
 * Back then leads to the view before the search, not to half a word. Enter or leaving the field
 * confirms, Escape goes back to what was searched before.
 */
function textSearch(state, { onText, onEnter }) {
  let timer = 0;
  let before = null; // {q} while someone is typing
  const send = () => {
    clearTimeout(timer);
    const q = input.value.trim();
    if (q === (state.params.q ?? '')) return;
    state.setFilter({ q: q || undefined }, { mode: before?.pushed ? 'replace' : 'push' });
    if (before) before.pushed = true;
  };
  const commit = () => {
    send();
    before = null;
  };
  const input = searchBox({
    label: 'Word in a title or passage',
    placeholder: 'A word in a title or passage, or a place',
    onInput: () => {
      before ??= { q: state.params.q, pushed: false };
      clearTimeout(timer);
      timer = setTimeout(send, TYPING_MS);
      onText(input.value);
    },
  });
  function reset() {
    clearTimeout(timer);
    input.value = '';
    before = null;
    onText('');
  }
  input.addEventListener('change', commit);
  input.addEventListener('blur', commit);
  input.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.isComposing) return;
    event.preventDefault(); // or the button that gets the focus back would be pressed by the same key
    commit();
    onEnter();
  });
  return {
    node: input,
    closed: commit,
    /** Whether the word being typed has made its history entry. */
    pushed: () => Boolean(before?.pushed),
    discard() {
      if (!before) return;
      clearTimeout(timer);
      input.value = before.q ?? '';
      if (before.pushed) state.setFilter({ q: before.q }, { mode: 'replace' });
      before = null;
    },
    update(first) {
      if (first) onText('');
      if (document.activeElement !== input) input.value = state.params.q ?? '';
    },
    reset,
  };
}

/** Under the word: places of that name, each a way to ask for the place instead of the word. */
function placesNamed(state, onPick) {
  const keepFocus = (event) => event.preventDefault(); // leaving the field would confirm the word
  const node = h('div', { class: 'gd-s-suggest', role: 'group', 'aria-label': 'Places of that name', hidden: true, on: { mousedown: keepFocus } });
  let text = '';
  let drawn = '[]';
  let known = { key: null, counts: new Map() };

  // What a place would show without the word is known from before the word was typed.
  const keyOf = ({ q, place, ...others }) => JSON.stringify(others);
  function countOf(value) {
    return known.key === keyOf(state.params) ? known.counts.get(value) ?? 0 : null;
  }
  function button({ item, n }) {
    const words = [h('span', { dir: 'auto' }, 'Events at or about ', h('strong', null, item.label))];
    if (n !== null) words.push(h('span', { class: 'gd-s-opt-n' }, n.toLocaleString('en-GB'), hiddenText(n === 1 ? ' event' : ' events')));
    return h('button', { type: 'button', class: 'gd-s-named', dataset: { place: item.value }, on: { click: () => onPick(item.value) } }, words);
  }
  function draw() {
    const wanted = fold(text.trim());
    const chosen = valuesOf(state.params.place);
    const found = wanted.length < 2 ? [] : state.data.facets.places
      .map((item) => ({ item, rank: matchRank(item.label, wanted), n: countOf(item.value) }))
      .filter(({ item, rank, n }) => rank < 3 && n !== 0 && !chosen.includes(item.value));
    const best = sortedBy(found, ({ rank, n }) => [rank, -(n ?? 0)]).slice(0, SUGGESTED);
    const next = JSON.stringify(best.map(({ item, n }) => [item.value, item.label, n]));
    if (next === drawn) return; // an answer under a pressed button must not swallow the click
    drawn = next;
    node.hidden = !best.length;
    node.replaceChildren(...best.map(button));
  }
  return {
    node,
    typed(value) {
      text = value;
      if (state.data) draw();
    },
    update() {
      if (!state.params.q) known = { key: keyOf(state.params), counts: new Map(state.data.facets.places.map((p) => [p.value, p.count])) };
      draw();
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

/**
 * A checklist of one repeatable parameter, with a search box when it is long. `order(item)` gives the
 * numbers to sort by; the order is made on opening, on typing and when the word changes. With
 * `hideEmpty`, what would show nothing is left out, unless it is chosen or searched by name.
 */
function checklist(state, key, { label, find, note, order, hideEmpty = false }) {
  let ranks = new Map();
  let items = [];
  let word = null;
  const chosen = (item) => valuesOf(state.params[key]).includes(item.value);
  const view = optionList({
    label,
    read: (item) => ({ note: note?.(item) ?? '', state: chosen(item) ? 'on' : 'off' }),
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
    const match = (item) => (wanted ? matchRank(item.label, wanted) : 0);
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
    update(fresh, first) {
      // By count, then by name: among equals the server's alphabet stays.
      items = fresh;
      search.hidden = items.length < SEARCHABLE;
      if (first) search.value = '';
      if (first || word !== state.params.q) sort();
      word = state.params.q;
      show();
    },
  };
}

/** @returns a section for a popover or the phone's sheet. */
export function moreSection({ state, ctx }) {
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
    note: (item) => (item.published ? `published ${item.published}` : ''),
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
