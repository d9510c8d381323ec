// The phone's form: one row with the short sentence, opening a sheet with every part below another.

import { count } from '../core/count.js';
import { h, setText } from '../core/dom.js';
import { setParts } from './filter.js';
import { uid } from './controls.js';
import { moreSection } from './more.js';
import { CARDS, recovery, wordOf } from './row.js';

/** @import { State } from '../core/types' */
/** @import { CardSpec, Env, Form } from './types' */

/**
 * "Aug–Dec 2022", "Armenia or Azerbaijan", "+2": when, who, and how many other parts are set.
 * @param {State} state
 */
export function shortSentence(state) {
  const when = wordOf(state, state.data, 'when').brief;
  const others = setParts(state).filter(({ key }) => key !== 'when' && key !== 'who').length;
  return { when: when.charAt(0).toUpperCase() + when.slice(1), who: wordOf(state, state.data, 'who').brief, more: others ? `+${others}` : '' };
}

/**
 * The sheet: all sections stacked, a way out that says what one will see.
 * @param {Env} env
 * @param {() => void} onClosed
 */
function createSheet(env, onClosed) {
  const { state, status } = env;
  /** @type {ParentNode | null} */
  let home = null;
  const titleId = uid('sheet');
  /** @type {CardSpec[]} */
  const specs = [...CARDS, { key: 'more', label: 'Word, place, article', build: moreSection }];
  const sections = specs.map(({ key, build }) => ({ key, ...build(env) }));
  const title = h('h2', { id: titleId, tabindex: '-1' }, 'Filter the events');
  const reset = h('button', { type: 'button', class: 'gd-s-link', on: { click: onReset } }, 'reset');
  const show = h('button', { type: 'button', class: 'gd-s-show', on: { click: () => dialog.close() } });
  const nothing = recovery(state, () => title);
  const close = h('button', { type: 'button', class: 'gd-s-x', 'aria-label': 'Close the filter', on: { click: () => dialog.close() } }, '×');
  const scroll = h(
    'div',
    { class: 'gd-s-sheet-body' },
    sections.map((s) => h('section', { class: 'gd-s-sheet-part', dataset: { part: s.key } }, h('h3', { class: 'gd-s-sheet-h' }, s.title), s.body, s.foot)),
  );
  /** @type {HTMLDialogElement} */
  const dialog = h(
    'dialog',
    { class: 'gd-s-sheet', 'aria-labelledby': titleId },
    h('div', { class: 'gd-s-sheet-head' }, title, reset, close),
    scroll,
    h('div', { class: 'gd-s-sheet-foot' }, nothing.node, show),
  );
  function onReset() {
    title.focus();
    state.resetFilter();
  }
  dialog.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation(); // the page's own Escape clears the selection
    for (const section of sections) section.discard?.();
  });
  dialog.addEventListener('close', () => {
    for (const section of sections) section.closed?.();
    home?.append(status.node);
    onClosed();
  });
  function update(first = false) {
    if (!dialog.open && !first) return;
    for (const section of sections) section.update(first);
    reset.hidden = !setParts(state).length;
    nothing.update(state.data);
    setText(show, state.data.count ? `Show ${count(state.data.count, 'event')}` : 'Back to the map');
  }
  return {
    dialog,
    update,
    open() {
      update(true);
      dialog.showModal();
      // The page behind a modal sheet is inert, so what is read aloud comes along.
      home = status.node.parentNode;
      dialog.append(status.node);
      title.focus({ preventScroll: true });
      scroll.scrollTop = 0;
      for (const section of sections) section.opened?.();
    },
  };
}

/**
 * @param {Env} env
 * @returns {Form}
 */
export function mountPhone(env) {
  const { state, root } = env;
  const when = h('span', { class: 'gd-s-short-when' });
  const who = h('span', { class: 'gd-s-short-who' });
  const more = h('span', { class: 'gd-s-short-more' });
  const line = h('span', { class: 'gd-s-short-text' }, when, ' · ', who);
  const opener = h('button', { type: 'button', class: 'gd-s-short', 'aria-haspopup': 'dialog', 'aria-expanded': 'false', on: { click: open } });
  opener.append(h('span', { class: 'gd-s-vh' }, 'Filter: '), line, more);
  const menu = h('button', { type: 'button', class: 'gd-s-menu', 'aria-label': 'Menu', on: { click: onMenu } }, '☰');
  const nothing = recovery(state, () => opener);
  nothing.node.classList.add('gd-s-note');
  const sheet = createSheet(env, () => {
    opener.setAttribute('aria-expanded', 'false');
    opener.focus({ preventScroll: true });
  });
  const row = h('div', { class: 'gd-s-phone' }, opener, menu);
  const node = h('div', null, row, nothing.node, sheet.dialog);

  function open() {
    opener.setAttribute('aria-expanded', 'true');
    sheet.open();
  }
  function onMenu() {
    root.dispatchEvent(new CustomEvent('gd-menu', { bubbles: true, detail: { opener: menu } }));
  }
  function update() {
    const short = shortSentence(state);
    setText(when, short.when);
    setText(who, short.who);
    setText(more, short.more);
    more.hidden = !short.more;
    nothing.update(state.data);
    sheet.update();
  }
  return { node, update, destroy: () => sheet.dialog.close() };
}
