// The title: typed in place, with what our titles avoid said while one types.

import { h } from '../core/dom.js';

/** @import { Card } from './types' */
/** @import { Desk } from './desk.js' */
/** @import { Edits } from './edits.js' */

const QUIET = 250; // milliseconds after the last key
const FITS = CSS.supports('field-sizing', 'content');
const HOW = 'What happened, in the present, says whom';

export class Title {
  #of = '';
  #timer = 0;
  #typed = false;
  #ghost = '';
  /** @type {Card['title_checks']} */
  #found = { length: 0, most: 0, whose: true, loaded: [] };

  /** @param {Desk} desk @param {Edits} edits @param {() => void} next */
  constructor(desk, edits, next) {
    this.desk = desk;
    this.edits = edits;
    this.input = h('textarea', { class: 'gd-cc-title', rows: '1', 'aria-label': 'Title', placeholder: HOW, spellcheck: 'true', dir: 'auto', dataset: { row: 'title' } });
    this.checks = h('div', { class: 'gd-cc-checks', role: 'status', 'aria-live': 'polite' });
    this.node = h('div', { class: 'gd-cc-titlebox' }, this.input, this.checks);
    this.input.addEventListener('input', () => {
      this.#typed = true;
      this.#fit();
      this.desk.typing(this.#of, { title: this.#text });
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.keep(), QUIET);
    });
    this.input.addEventListener('blur', () => this.keep());
    this.input.addEventListener('keydown', (ev) => this.#key(ev, next));
  }

  /** @param {KeyboardEvent} ev @param {() => void} next */
  #key(ev, next) {
    if (ev.isComposing || ev.ctrlKey || ev.metaKey) return;
    if (ev.key === 'Tab' && !ev.shiftKey && this.#ghost && !this.input.value) {
      this.input.value = `${this.#ghost.replace(/\s*…?$/, '')} `;
      this.#typed = true;
      this.#fit();
    } else if (ev.key === 'Enter') {
      this.keep();
      next();
    } else return;
    ev.preventDefault();
  }

  #fit() {
    // Where the browser fits it by itself (the style sheet says so), a letter lays the page out once, not twice more.
    if (FITS) return;
    this.input.style.height = '0';
    this.input.style.height = `${this.input.scrollHeight}px`;
  }

  focus() {
    this.input.focus();
  }

  get #text() {
    return this.input.value.replace(/\s+/g, ' ').trim();
  }

  /** What is typed is a step of the draft. */
  keep() {
    clearTimeout(this.#timer);
    // Only what was typed here: meanwhile it may have been set elsewhere.
    if (!this.#typed) return;
    this.#typed = false;
    const text = this.#text;
    const cells = this.#of ? this.desk.log.row('events', this.#of) : null;
    if (cells && cells.title !== text) this.edits.set(this.#of, { title: text }, 'title');
  }

  #told() {
    const { whose, loaded, length, most } = this.#found;
    const begin = this.#ghost && !this.input.value;
    const size = h('span', { class: ['gd-cc-length', length > most ? 'is-over' : ''] }, `${length} of ${most}`);
    if (!length) return [begin ? h('span', null, h('kbd', { class: 'gd-cap' }, 'Tab'), ' takes this beginning') : '', size];
    return [
      whose ? h('span', { class: 'gd-cc-good' }, '✓ says whose word it is') : h('span', { class: 'gd-cc-bad' }, 'One side’s account: end it with “, says” and who.'),
      ...(loaded.length ? [] : [h('span', { class: 'gd-cc-good' }, '✓ no loaded word')]),
      ...loaded.map(({ word, instead }) => h('span', { class: 'gd-cc-bad' }, `“${word}” is a word our titles avoid.`, instead ? ` Instead: ${instead}.` : '')),
      size,
    ];
  }

  /** Words that may begin it. @param {string} text */
  suggest(text) {
    if (this.#ghost === text) return;
    this.#ghost = text;
    this.input.placeholder = text || HOW;
    this.#fit();
    this.checks.replaceChildren(...this.#told());
  }

  /** To another event, before its card has come: what is typed from now on is its title. @param {string} id */
  turn(id) {
    if (this.#of === id) return;
    this.keep();
    this.#of = id;
    this.input.value = this.desk.log.row('events', id)?.title ?? '';
    this.#fit();
  }

  /** @param {Card} card */
  render(card) {
    this.turn(card.id);
    // What is being typed stays; what a remedy or an undoing wrote meanwhile comes, wherever the focus is.
    const title = this.desk.log.row('events', card.id)?.title ?? card.title;
    if (!this.#typed && this.#text !== title) this.input.value = title;
    this.#fit();
    this.#found = card.title_checks;
    this.checks.replaceChildren(...this.#told());
  }
}
