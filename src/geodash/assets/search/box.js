// The search in the head of a page: a box that is always in sight, and below it what was found, over the
// panel's column, so that the map stays in sight. On a phone a line in the head, the results below it.

import { hit, setText } from '../core/dom.js';
import { whenStyled } from '../core/styled.js';
import { hearKey } from './keys.js';
import { chipsOf, frame, saidOf, watchRoom } from './parts.js';
import { createResults } from './results.js';

/** @import { Acts, Answer, Ask } from './types' */
/** @import { Results } from './keys.js' */
/** @import { Parts } from './parts.js' */

/** Letters from which on something is asked; a sign of other scripts is a word. */
const LEAST = 2;
const enough = (/** @type {string} */ text) => text.length >= LEAST || /[^\p{Script=Latin}\d\s]/u.test(text);

const isTyping = (/** @type {Event} */ ev) => Boolean(hit(ev, 'input, textarea, select, [contenteditable], [role=listbox]'));

/**
 * What was found for what stands in the box.
 * @param {Parts} f
 * @param {Results} results
 * @param {Ask} ask
 * @param {Acts} acts
 */
function createAnswering(f, results, ask, acts) {
  /** @type {Answer | null} */
  let answer = null;
  /** @type {string | null} */
  let only = null;
  let asked = 0;
  const isOpen = () => !f.panel.hidden;

  function draw() {
    results.show(answer, only);
    f.chips.replaceChildren(...(answer?.count ? chipsOf(answer, only, choose) : []));
    f.chips.hidden = !answer?.count;
    setText(f.nothing, answer?.nothing ?? '');
    setText(f.n, answer?.q ? `${answer.count.toLocaleString('en-GB')} found` : '');
    const show = answer?.groups[0]?.show;
    f.show.hidden = !show;
    setText(f.show, show ? `Show ${show.count === 1 ? '1 event' : `${show.count.toLocaleString('en-GB')} events`}${acts.where ?? ''}` : '');
    setText(f.live, isOpen() && answer ? saidOf(answer) : '');
    acts.answered?.(isOpen() ? answer : null);
  }

  function choose(/** @type {string | null} */ group) {
    only = group;
    draw();
    f.input.focus();
  }

  async function found(/** @type {string} */ query) {
    try {
      return await ask(enough(query) ? query : '');
    } catch (error) {
      const nothing = `The search could not be asked: ${/** @type {Error} */ (error).message}. Is geodash still running?`;
      return { q: '', count: 0, groups: [], ids: null, nothing };
    }
  }

  async function search() {
    const mine = ++asked;
    if (!answer) setText(f.nothing, 'Searching …'); // a server that has just begun takes a moment
    const next = await found(f.input.value.trim());
    if (mine !== asked) return;
    answer = next;
    if (!answer.groups.some((g) => g.key === only && g.count)) only = null;
    draw();
  }

  return {
    search,
    /** The group of events, where a filter shows them. */
    events: () => answer?.groups[0]?.show ?? null,
    /** Shows what is there, or asks. */
    show: () => (answer && answer.q === f.input.value.trim() ? draw() : search()),
    forget() {
      asked += 1;
      answer = null;
      only = null;
      setText(f.n, '');
    },
  };
}

/**
 * Mounts the search into a page; `ask` answers a query.
 * @param {HTMLElement} root
 * @param {Ask} ask
 * @param {Acts} acts
 */
export function mountBox(root, ask, acts) {
  const results = createResults(acts, {
    prefix: 'gd-f',
    label: 'What was found',
    onChosen: (id) => (id ? f.input.setAttribute('aria-activedescendant', id) : f.input.removeAttribute('aria-activedescendant')),
    onDone: () => close(),
  });
  const f = frame(results.node);
  const answering = createAnswering(f, results, ask, acts);
  const isOpen = () => !f.panel.hidden;

  function turn(/** @type {boolean} */ on) {
    f.panel.hidden = !on;
    f.node.classList.toggle('is-open', on);
    f.input.setAttribute('aria-expanded', String(on));
    setText(f.key, on ? 'Esc' : '/');
  }
  function open() {
    if (isOpen()) return;
    turn(true);
    answering.show();
  }
  function close({ leave = true } = {}) {
    if (!isOpen()) return;
    turn(false);
    f.input.removeAttribute('aria-activedescendant');
    setText(f.live, '');
    acts.chosen?.(null);
    acts.answered?.(null);
    if (leave) f.input.blur();
  }
  function empty() {
    f.input.value = '';
    answering.forget();
  }

  const stop = listen(f, results, { open, close, empty, isOpen, search: answering.search, show() {
    const show = answering.events();
    close();
    if (show) acts.filter(show.params);
  } });
  const stopRoom = watchRoom(f);
  root.prepend(f.node);
  whenStyled(f.node); // or it would stand in the page's way until then
  return {
    /** Of another version of the collection everything is asked for anew. */
    renew() {
      answering.forget();
      if (isOpen()) answering.search();
    },
    destroy() {
      stop();
      stopRoom();
      close();
      f.node.remove();
    },
  };
}

/**
 * @param {Parts} f
 * @param {Results} results
 * @param {{open: () => void, close: (how?: {leave?: boolean}) => void, empty: () => void, isOpen: () => boolean, search: () => void, show: () => void}} acts
 */
function listen({ node, input, back, cross, show: button }, results, { open, close, empty, isOpen, search, show }) {
  const ends = new AbortController();
  const { signal } = ends;

  function onKey(/** @type {KeyboardEvent} */ ev) {
    if (ev.key === 'Escape') {
      ev.preventDefault();
      ev.stopPropagation(); // the page's own would let go of the selected event
      if (isOpen()) close({ leave: false });
      else if (input.value) empty();
      else input.blur();
    } else if (isOpen()) hearKey(ev, results);
    else if (ev.key === 'ArrowDown' || ev.key === 'Enter') {
      ev.preventDefault();
      open();
    }
  }
  function onSlash(/** @type {KeyboardEvent} */ ev) {
    if (ev.key !== '/' || ev.defaultPrevented || ev.ctrlKey || ev.metaKey || ev.altKey) return;
    if (isTyping(ev) || document.querySelector('dialog[open]')) return;
    ev.preventDefault();
    input.focus();
    input.select();
  }

  input.addEventListener('focus', open);
  input.addEventListener('click', open);
  input.addEventListener('input', () => (isOpen() ? search() : open()));
  input.addEventListener('keydown', onKey);
  back.addEventListener('click', () => close());
  button.addEventListener('click', show);
  cross.addEventListener('click', () => {
    empty();
    input.focus();
    search();
  });
  node.addEventListener('focusout', (ev) => {
    const to = /** @type {Node | null} */ (ev.relatedTarget);
    if (to && !node.contains(to)) close({ leave: false });
  });
  document.addEventListener('pointerdown', (ev) => !ev.composedPath().includes(node) && close(), { capture: true, signal });
  document.addEventListener('keydown', onSlash, { signal });
  return () => ends.abort();
}
