// A value that is typed: a field in the place of the value, with what the server reads in it as choices.

import { clear, h } from '../core/dom.js';
import { folded } from './edits.js';
import { popUp } from './pop.js';

/** @import { Answer } from './types' */

const QUIET = 90; // milliseconds
/** No answer is pointed at. */
const NONE = -2;

/**
 * @typedef {{
 *   name: string, value: string, place?: string,
 *   find: (text: string) => Promise<{head?: string, answers: Answer[], error?: string}>,
 *   take: (answer: Answer, text: string, way: number) => void,
 *   empty?: (way: number) => void, cancel?: () => void, closed?: () => void, show?: (answers: Answer[], at: number) => void,
 *   typed?: boolean, inline?: boolean, reads?: boolean, lost?: (text: string) => void,
 *   more?: (text: string) => {label: string, act: (text: string) => void, likely?: boolean}[],
 * }} Question `find` gives the answers to what is typed, `take` is given the one chosen, `empty` is done for none,
 *   each with the way to go on: 1 and -1 by Tab, 0 by Enter or a press. A `typed` text goes on where it ends, and is
 *   taken by Tab too; `inline` answers stand below the field, in a form. Where something else is pressed, what was typed is
 *   taken if it names one answer, or if it is what an answer `reads`; else it is `lost`. `more` are other ways, below the answers; a `likely` one is pointed at where there are none
 */

class Asking {
  /** @type {Answer[]} */
  #answers = [];
  #at = NONE;
  /** What was typed when these were found. @type {string | null} */
  #text = null;
  #looking = { text: '', done: Promise.resolve() };
  #asked = 0;
  #timer = 0;
  #over = false;

  /** @param {HTMLElement} anchor @param {Question} question */
  constructor(anchor, question) {
    this.anchor = anchor;
    this.question = question;
    const { name, value, place } = question;
    this.input = h('input', {
      type: 'text', class: 'gd-ask', value, 'aria-label': name, placeholder: place ?? name, role: 'combobox', 'aria-controls': 'gd-ask-list gd-ask-more',
      'aria-expanded': 'true', 'aria-autocomplete': 'list', autocomplete: 'off', spellcheck: 'false', dir: 'auto',
    });
    this.head = h('p', { class: 'gd-ask-head' });
    this.list = h('div', { role: 'listbox', 'aria-label': name, id: 'gd-ask-list' });
    this.more = h('div', { class: 'gd-ask-more', id: 'gd-ask-more' });
    this.said = h('p', { class: 'gd-ask-said', role: 'status', 'aria-live': 'polite' });
    anchor.hidden = true;
    anchor.after(this.input);
    const parts = [this.head, this.list, this.said, this.more];
    this.box = question.inline ? this.#inline(parts) : popUp(this.input, { label: name, role: 'group', class: 'gd-ask-box', keepFocus: true, onClose: () => this.#end(), leave: () => this.#leave() }, ...parts);
    if (!question.inline) this.box.node.style.minWidth = `${Math.max(320, this.input.offsetWidth)}px`;
    this.input.addEventListener('input', () => {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#look(), QUIET);
    });
    this.input.addEventListener('keydown', (ev) => void this.#key(ev));
    this.input.focus();
    if (question.typed) this.input.setSelectionRange(value.length, value.length);
    else this.input.select();
    void this.#look();
  }

  /** @param {HTMLElement[]} parts */
  #inline(parts) {
    const node = h('div', { class: 'gd-ask-inline', on: { pointerdown: (/** @type {Event} */ ev) => ev.preventDefault() } }, parts);
    this.input.after(node);
    this.input.addEventListener('blur', () => {
      this.#leave();
      this.#end();
      node.remove();
    });
    return { node, place: () => {}, close: () => node.remove() };
  }

  /** Something else is pressed: what was typed is not lost, as in a spreadsheet. */
  #leave() {
    const { question } = this;
    const text = this.input.value.trim();
    if (this.#over || !text || text === question.value.trim()) return;
    const same = this.#text === text ? this.#answers.filter((a) => question.reads || folded(a.text) === folded(text)) : [];
    if (same.length === 1) {
      this.#end();
      question.take(same[0], text, 0);
    } else question.lost?.(text);
  }

  #end() {
    if (this.#over) return;
    this.#over = true;
    clearTimeout(this.#timer);
    this.input.remove();
    this.anchor.hidden = false;
    this.question.show?.([], NONE);
    this.question.closed?.();
  }

  /** @param {() => void} act */
  #done(act) {
    this.#end();
    this.box.close(false);
    act();
  }

  /** The answers and, below them, the other ways. */
  get #choices() {
    return /** @type {HTMLElement[]} */ ([...this.list.children, ...this.more.children]);
  }

  /** @param {number} n */
  #point(n) {
    const { length } = this.#choices;
    this.#at = length && n >= -1 ? (n + length) % length : NONE;
    this.#choices.forEach((node, i) => {
      if (i < this.#answers.length) node.setAttribute('aria-selected', String(i === this.#at));
      else node.classList.toggle('is-at', i === this.#at);
      if (i === this.#at) node.scrollIntoView({ block: 'nearest' });
    });
    if (this.#at >= 0) this.input.setAttribute('aria-activedescendant', this.#choices[this.#at].id);
    else this.input.removeAttribute('aria-activedescendant');
    this.question.show?.(this.#answers, this.#at < this.#answers.length ? this.#at : NONE);
  }

  /** @param {Answer} answer @param {number} n */
  #option(answer, n) {
    return h(
      'div',
      { class: 'gd-pop-option', role: 'option', id: `gd-ask-${n}`, 'aria-selected': 'false', on: { click: () => this.#take(answer) } },
      h('span', { class: 'gd-ask-number', 'aria-hidden': 'true' }, String(n + 1)),
      h('span', { class: 'gd-ask-text', dir: 'auto' }, h('b', null, answer.text), answer.detail ? `, ${answer.detail}` : ''),
      typeof answer.km === 'number' ? h('span', { class: 'gd-ask-km', title: 'km' }, answer.km.toLocaleString('en')) : null,
    );
  }

  /** @param {Answer} answer @param {number} [way] */
  #take(answer, way = 0) {
    this.#done(() => this.question.take(answer, this.input.value, way));
  }

  #look() {
    const text = this.input.value.trim();
    this.#looking = { text, done: this.#find(text) };
    return this.#looking.done;
  }

  /** Whether what is shown is that of what is typed by now. */
  async #isCurrent() {
    clearTimeout(this.#timer);
    const text = this.input.value.trim();
    if (this.#text !== text) await (this.#looking.text === text ? this.#looking.done : this.#look());
    return this.#text === text && !this.#over;
  }

  /** @param {string} text */
  async #find(text) {
    const n = ++this.#asked;
    const found = text || this.question.value === '' ? await this.question.find(text) : { answers: [] };
    if (n !== this.#asked || this.#over) return;
    this.#text = text;
    this.#answers = found.answers;
    clear(this.list).append(...found.answers.map((answer, i) => this.#option(answer, i)));
    this.head.textContent = found.head ?? '';
    this.said.textContent = found.error ?? '';
    const ways = this.question.more?.(text) ?? [];
    clear(this.more).append(...ways.map(({ label, act }, i) => h('button', { type: 'button', class: 'gd-ask-way', id: `gd-ask-way-${i}`, on: { click: () => this.#done(() => act(text)) } }, label)));
    this.head.hidden = !found.head || !found.answers.length;
    this.said.hidden = !found.error;
    this.box.node.hidden = !found.answers.length && !found.error && !ways.length;
    // What is only called alike is not taken by a mere Enter.
    const known = found.answers.length && !found.answers[0].guessed;
    this.#point(text && (known || (!found.answers.length && ways[0]?.likely)) ? 0 : NONE);
    this.box.place();
  }

  /** Takes what is pointed at; nothing happens where there is none. @param {number} [way] */
  async #enter(way = 0) {
    if (!(await this.#isCurrent())) return;
    const answer = this.#answers[this.#at];
    if (answer) this.#take(answer, way);
    else if (this.#at >= 0 && !way) this.#choices[this.#at].click();
    else if (!this.#text && this.question.empty) this.#done(() => this.question.empty?.(way));
  }

  /** @param {KeyboardEvent} ev */
  async #key(ev) {
    if (ev.isComposing || ev.ctrlKey || ev.metaKey) return;
    const way = { ArrowDown: 1, ArrowUp: -1 }[ev.key];
    const first = /** @type {HTMLElement | null} */ (this.more.firstElementChild);
    if (way) void this.#isCurrent().then((is) => is && this.#point(this.#at >= 0 ? this.#at + way : way > 0 ? 0 : -1));
    else if (ev.key === 'Enter') void this.#enter();
    else if (ev.key === 'Escape') this.#done(() => this.question.cancel?.());
    else if (ev.key === 'Tab' && this.question.typed) void this.#enter(ev.shiftKey ? -1 : 1);
    else if (ev.key === 'Tab' && !ev.shiftKey && first) first.focus();
    else return;
    ev.preventDefault();
    ev.stopPropagation();
  }
}

/**
 * A combobox in the place of a value.
 * @param {HTMLElement} anchor
 * @param {Question} question
 */
export function askFor(anchor, question) {
  return new Asking(anchor, question);
}
