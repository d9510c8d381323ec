// Searching by a word: as one types, and the places of that name to ask for instead.

import { h } from '../core/dom.js';
import { fold, matchRank, sortedBy } from '../core/search.js';
import { valueOf, valuesOf } from '../core/url.js';
import { hiddenText, searchBox } from './controls.js';

/** @import { FacetValue, Params, State } from '../core/types' */

const TYPING_MS = 250;
const SUGGESTED = 3; // places offered for a word

/**
 * The text search. The first key of a search makes the history entry, all that follow replace it:
 * Back then leads to the view before the search, not to half a word. Enter or leaving the field
 * confirms, Escape goes back to what was searched before.
 * @param {State} state
 * @param {{onText: (text: string) => void, onEnter: () => void}} acts
 */
export function textSearch(state, { onText, onEnter }) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  /** @type {{q: string | undefined, pushed: boolean} | null} */
  let before = null; // while someone is typing
  const searched = () => valueOf(state.params.q);
  const send = () => {
    clearTimeout(timer);
    const q = input.value.trim();
    if (q === (searched() ?? '')) return;
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
      before ??= { q: searched(), pushed: false };
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
    update(/** @type {boolean} */ first) {
      if (first) onText('');
      if (document.activeElement !== input) input.value = searched() ?? '';
    },
    reset,
  };
}

/**
 * Under the word: places of that name, each a way to ask for the place instead of the word.
 * @param {State} state
 * @param {(place: string) => void} onPick
 */
export function placesNamed(state, onPick) {
  const keepFocus = (/** @type {Event} */ event) => event.preventDefault(); // leaving the field would confirm the word
  const node = h('div', { class: 'gd-s-suggest', role: 'group', 'aria-label': 'Places of that name', hidden: true, on: { mousedown: keepFocus } });
  let text = '';
  let drawn = '[]';
  /** @type {{key: string | null, counts: Map<string, number>}} */
  let known = { key: null, counts: new Map() };

  // What a place would show without the word is known from before the word was typed.
  const keyOf = (/** @type {Params} */ { q, place, ...others }) => JSON.stringify(others);
  function countOf(/** @type {string} */ value) {
    return known.key === keyOf(state.params) ? known.counts.get(value) ?? 0 : null;
  }
  function button(/** @type {{item: FacetValue, n: number | null}} */ { item, n }) {
    const words = [h('span', null, 'Events at or about ', h('strong', null, h('bdi', null, item.label)))];
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
    typed(/** @type {string} */ value) {
      text = value;
      draw();
    },
    update() {
      if (!state.params.q) known = { key: keyOf(state.params), counts: new Map(state.data.facets.places.map((p) => [p.value, p.count])) };
      draw();
    },
  };
}
