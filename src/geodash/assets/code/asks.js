// A value that is typed: a field in the place of the value, with what the server reads in it as choices.

import { clear, h } from '../core/dom.js';
import { popUp } from './pop.js';

/** @import { Answer } from './types' */

const QUIET = 90; // milliseconds
/** No answer is pointed at. */
const NONE = -2;

/**
 * A combobox over `anchor`. `find` gives the answers to what is typed; `take` is given the one chosen.
 * @param {HTMLElement} anchor
 * @param {{
 *   name: string, value: string, place?: string, none?: string,
 *   find: (text: string) => Promise<{head?: string, answers: Answer[], error?: string}>,
 *   take: (answer: Answer, text: string) => void,
 *   empty?: () => void, cancel?: () => void, closed?: () => void, show?: (answers: Answer[], at: number) => void,
 *   more?: (text: string) => {label: string, act: (text: string) => void}[],
 * }} spec
 */
export function askFor(anchor, spec) {
  const input = h('input', {
    type: 'text', class: 'gd-ask', value: spec.value, 'aria-label': spec.name, placeholder: spec.place ?? spec.name,
    role: 'combobox', 'aria-expanded': 'true', 'aria-autocomplete': 'list', autocomplete: 'off', spellcheck: 'false', dir: 'auto',
  });
  const head = h('p', { class: 'gd-ask-head' });
  const list = h('div', { role: 'listbox', 'aria-label': spec.name, id: 'gd-ask-list' });
  const more = h('div', { class: 'gd-ask-more' });
  const said = h('p', { class: 'gd-ask-said', role: 'status', 'aria-live': 'polite' });
  input.setAttribute('aria-controls', 'gd-ask-list');
  anchor.hidden = true;
  anchor.after(input);
  /** @type {Answer[]} */
  let answers = [];
  let at = -1;
  let asked = 0;
  let timer = 0;
  let over = false;
  const box = popUp(input, { label: spec.name, role: 'group', class: 'gd-ask-box', keepFocus: true, onClose: () => end(false) }, head, list, said, more);
  box.node.style.minWidth = `${Math.max(320, input.offsetWidth)}px`;

  function end(/** @type {boolean} */ back) {
    if (over) return;
    over = true;
    clearTimeout(timer);
    input.remove();
    anchor.hidden = false;
    spec.show?.([], -1);
    spec.closed?.();
    if (back && anchor.isConnected) anchor.focus({ preventScroll: true });
    if (back) spec.cancel?.();
  }
  function done(/** @type {() => void} */ act) {
    end(false);
    box.close(false);
    act();
  }
  function point(/** @type {number} */ n) {
    at = answers.length && n >= -1 ? (n + answers.length) % answers.length : -1;
    [...list.children].forEach((node, i) => {
      node.setAttribute('aria-selected', String(i === at));
      if (i === at) node.scrollIntoView({ block: 'nearest' });
    });
    if (at >= 0) input.setAttribute('aria-activedescendant', `gd-ask-${at}`);
    else input.removeAttribute('aria-activedescendant');
    spec.show?.(answers, at);
  }
  const option = (/** @type {Answer} */ answer, /** @type {number} */ n) =>
    h(
      'div',
      { class: 'gd-pop-option', role: 'option', id: `gd-ask-${n}`, 'aria-selected': 'false', on: { click: () => done(() => spec.take(answer, input.value)) } },
      h('span', { class: 'gd-ask-number', 'aria-hidden': 'true' }, String(n + 1)),
      h('span', { class: 'gd-ask-text', dir: 'auto' }, h('b', null, answer.text), answer.detail ? `, ${answer.detail}` : ''),
      typeof answer.km === 'number' ? h('span', { class: 'gd-ask-km', title: 'km' }, answer.km.toLocaleString('en')) : null,
    );

  async function look() {
    const n = ++asked;
    const text = input.value.trim();
    const found = text || spec.value === '' ? await spec.find(text) : { answers: [] };
    if (n !== asked || over) return;
    answers = found.answers;
    clear(list).append(...answers.map(option));
    head.textContent = found.head ?? '';
    said.textContent = found.error ?? '';
    const ways = spec.more?.(text) ?? [];
    clear(more).append(...ways.map(({ label, act }) => h('button', { type: 'button', class: 'gd-ask-way', on: { click: () => done(() => act(text)) } }, label)));
    head.hidden = !head.textContent || !answers.length;
    said.hidden = !said.textContent;
    box.node.hidden = !answers.length && !said.textContent && !ways.length;
    point(text && answers.length ? 0 : NONE);
    box.place();
  }
  function enter() {
    if (at >= 0) done(() => spec.take(answers[at], input.value));
    else if (!input.value.trim() && spec.empty) done(spec.empty);
  }
  input.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(look, QUIET);
  });
  input.addEventListener('keydown', async (ev) => {
    if (ev.isComposing) return;
    if (ev.key === 'ArrowDown' || ev.key === 'ArrowUp') point(at < 0 ? (ev.key === 'ArrowDown' ? 0 : -1) : at + (ev.key === 'ArrowDown' ? 1 : -1));
    else if (ev.key === 'Enter' && !ev.ctrlKey && !ev.metaKey) {
      clearTimeout(timer);
      await look();
      enter();
    } else if (ev.key === 'Escape') done(() => spec.cancel?.());
    else if (ev.key === 'Tab' && more.firstElementChild && !ev.shiftKey) /** @type {HTMLElement} */ (more.firstElementChild).focus();
    else return;
    ev.preventDefault();
    ev.stopPropagation();
  });
  input.focus();
  input.select();
  look();
  return { input, close: () => done(() => {}) };
}
