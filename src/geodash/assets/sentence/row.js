// The sentence as one row of words, each a control; at its right what the numbers are out of.

import { count } from '../core/count.js';
import { h, setText } from '../core/dom.js';
import { accounts, glyph } from '../core/marks.js';
import { hiddenText } from './controls.js';
import { bestRemoval, chipsOf, partOf, setParts, without } from './filter.js';
import { createFit } from './fit.js';
import { moreSection } from './more.js';
import { attachPopover } from './popover.js';
import { sureSection } from './sure.js';
import { whatSection } from './what.js';
import { whenSection } from './when.js';
import { whoSection } from './who.js';

/** @import { Payload, State } from '../core/types' */
/** @import { CardSpec, Env, Family, Form } from './types' */

/** @type {CardSpec[]} the words of the sentence in reading order, and the section that each opens */
export const CARDS = [
  { key: 'when', label: 'When', build: whenSection },
  { key: 'who', label: 'Who', build: whoSection },
  { key: 'what', label: 'What', build: whatSection },
  { key: 'sure', label: 'How sure', build: sureSection },
];

const WHOLE = 14; // characters
const SIDES = 'A beside B';

/**
 * What a word says: what is chosen, or that A and B stand in its place.
 * @param {State} state
 * @param {Payload} data
 * @param {string} key
 */
export function wordOf(state, data, key) {
  const part = partOf(data, key);
  return state.compared === key ? { ...part, words: SIDES, brief: SIDES } : part;
}

/**
 * One underlined word with the card that it opens.
 * @param {CardSpec} card
 * @param {Env} env
 * @param {Family} family
 */
function word({ key, label, build }, env, family) {
  const before = h('span', null);
  const text = h('span', { class: 'gd-s-word-text' });
  const shorter = h('span', null);
  const trigger = h('button', { type: 'button', class: 'gd-s-word', dataset: { word: key } }, hiddenText(`${label}: `), shorter, text);
  // While two sides are compared by it, the word says so and leads to them.
  trigger.addEventListener('click', (ev) => {
    if (env.state.compared !== key) return;
    ev.stopImmediatePropagation();
    env.state.emit('sides', null);
  });
  const popover = attachPopover(trigger, () => build(env), { label, family });
  return {
    trigger,
    popover,
    nodes: [before, trigger, popover.panel],
    update(/** @type {Payload} */ data) {
      const { lead, words, brief, told } = wordOf(env.state, data, key);
      setText(before, lead);
      before.hidden = !lead;
      before.className = lead === ',' ? 'gd-s-comma' : 'gd-s-plain';
      setText(text, words);
      setText(shorter, brief);
      // Default and short words are never cut; dates would mean something else if they were.
      trigger.toggleAttribute('data-whole', !told || key === 'when' || words.length <= WHOLE);
      shorter.hidden = told || brief === words;
      shorter.className = shorter.hidden ? '' : 'gd-s-short-for';
    },
    /** Once the row is fitted: the whole of what was cut or said shorter, under the pointer. */
    fitted() {
      trigger.title = !text.offsetParent || text.scrollWidth > text.clientWidth ? text.textContent : '';
    },
  };
}

/**
 * What is chosen beside the sentence, as words that can be taken away.
 * @param {State} state
 * @param {() => HTMLElement} after
 */
function chips(state, after) {
  const node = h('span', { class: 'gd-s-chips' });
  /** @type {Map<string, ReturnType<typeof chip>>} */
  const shown = new Map();
  function chip(/** @type {string} */ key) {
    const text = h('span', { class: 'gd-s-chip-text' });
    const button = h('button', { type: 'button', class: 'gd-s-chip-x', on: { click: () => remove(key) } }, '×');
    return { text, button, node: h('span', { class: 'gd-s-chip', dataset: { chip: key } }, text, button) };
  }
  function remove(/** @type {string} */ key) {
    const next = [...shown].find(([k]) => k !== key)?.[1];
    (next?.button ?? after()).focus();
    state.setFilter(without(partOf(state.data, key)));
  }
  function update() {
    const wanted = chipsOf(state.data);
    for (const [key, gone] of [...shown].filter(([k]) => !wanted.some((part) => part.key === k))) {
      gone.node.remove();
      shown.delete(key);
    }
    for (const { key, words } of wanted) {
      const there = shown.get(key) ?? chip(key);
      if (!shown.has(key)) node.append(there.node);
      shown.set(key, there);
      const { text, button } = there;
      setText(text, words);
      text.title = words;
      button.setAttribute('aria-label', `Remove: ${words}`);
    }
    node.hidden = !shown.size;
  }
  return { node, update };
}

/** "one publisher · 3 articles · 48 of 103 events", and what the badge on a mark means. */
function denominators() {
  const publishers = h('span', { class: 'gd-s-den-pub' });
  const articles = h('span', { class: 'gd-s-den-art' });
  const articlesN = h('strong');
  articles.append(articlesN);
  const events = h('span', { class: 'gd-s-den-ev' });
  const told = h('span');
  const badge = h('span', { class: 'gd-s-den-badge' }, h('span', { class: 'gd-s-badge' }, glyph('other', { size: 18, oneSided: true })), ' ', told);
  const node = h('div', { class: 'gd-s-den' }, publishers, articles, events, badge);
  return {
    node,
    update(/** @type {Payload} */ { denominators: d, count: n, total, articles_note: note, rows_note: rows, events: shown }) {
      setText(publishers, d.publishers === 1 ? 'one publisher' : count(d.publishers, 'publisher'));
      publishers.hidden = !d.publishers;
      publishers.title = d.publisher ?? '';
      articles.hidden = !d.articles;
      setText(articlesN, count(d.chosen || d.articles, 'article'));
      articles.title = `of ${count(d.articles_total, 'article')} in the collection${note && `; ${note}`}`;
      const words = accounts(shown);
      badge.hidden = !words.length;
      badge.title = words.join(', or ');
      setText(told, words[0] ?? '');
      setText(events, n === total ? count(n, 'event') : `${n.toLocaleString('en-GB')} of ${count(total, 'event')}`);
      events.title = rows;
    },
  };
}

/**
 * "No event matches", with the one filter to let go of. Also used below the phone's sentence.
 * @param {State} state
 * @param {() => HTMLElement} after
 */
export function recovery(state, after) {
  const button = h('button', { type: 'button', class: 'gd-s-recover' });
  const node = h('div', { class: 'gd-s-nothing' }, h('strong', null, 'No event matches.'), ' Try ', button);
  let act = /** @type {() => unknown} */ (() => {});
  button.addEventListener('click', () => {
    after().focus();
    act();
  });
  return {
    node,
    update(/** @type {Payload} */ data) {
      const empty = data.count === 0 && setParts(state).length > 0;
      node.hidden = !empty;
      if (!empty) return;
      const best = bestRemoval(state);
      act = best ? () => state.setFilter(without(best.part)) : () => state.resetFilter();
      const n = best?.count ? `: ${best.exact ? '' : 'at least '}${count(best.count, 'event')}` : '';
      setText(button, best ? `${best.part.let_go}${n}` : 'without any filter');
    },
  };
}

function addButton() {
  const long = '+ word, place, article';
  return h(
    'button',
    { type: 'button', class: 'gd-s-add', dataset: { word: 'more' } },
    h('span', { class: 'gd-s-add-long' }, long),
    h('span', { class: 'gd-s-add-short' }, '+ more', hiddenText(': word, place, article')),
  );
}

/**
 * The row for wide screens.
 * @param {Env} env
 * @returns {Form}
 */
export function mountRow(env) {
  const { state } = env;
  /** @type {Family} */
  const family = { open: null };
  const words = CARDS.map((card) => word(card, env, family));
  const first = () => words[0].trigger;
  const add = addButton();
  const more = attachPopover(add, () => moreSection(env), { label: 'Word, place, article', family });
  const added = chips(state, () => add);
  const reset = h('button', { type: 'button', class: 'gd-s-reset gd-s-link', on: { click: onReset } }, 'reset');
  const den = denominators();
  const nothing = recovery(state, first);
  const sentence = h('div', { class: 'gd-s-words' }, h('span', { class: 'gd-s-plain' }, 'Events'), words.map((w) => w.nodes));
  const tail = h('div', { class: 'gd-s-tail' }, added.node, add, more.panel, reset);
  const right = h('div', { class: 'gd-s-right' }, den.node, nothing.node);
  const node = h('div', { class: 'gd-s-row1' }, sentence, tail, right);
  const fit = createFit(node, { sentence, tail, right });

  function onReset() {
    first().focus();
    state.resetFilter();
  }

  function update() {
    const { data } = state;
    reset.hidden = !setParts(state).length;
    added.update();
    den.update(data);
    nothing.update(data);
    den.node.hidden = !nothing.node.hidden;
    for (const w of words) w.update(data);
    fit.run();
    for (const w of words) {
      w.fitted();
      w.popover.update();
    }
    more.update();
  }
  return {
    node,
    update,
    destroy() {
      fit.destroy();
      for (const w of words) w.popover.destroy();
      more.destroy();
    },
  };
}
