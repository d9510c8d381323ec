// The agreement of two codings: the figures, what was coded differently, and one of these at a time.

import { count } from '../../core/count.js';
import { clear, h } from '../../core/dom.js';
import { asEditor } from '../../core/editor.js';
import { drawCard } from './card.js';
import { figuresOf } from './figures.js';
import { EVENT, markOf, Taking } from './take.js';

/** @import { Op, Step } from '../types' */
/** @import { Agreement, Choice, Differing, Disagreement } from './types' */
/** @import { Opened } from '../opened.js' */

const LOST = 'geodash doesn’t answer; this is not noted yet.';

export class AgreementView {
  #current = '';
  /** What is noted after one another. @type {Promise<void>} */
  #noting = Promise.resolve();
  /** @type {Map<string, Choice>} */
  #choices = new Map();

  /** @param {Opened} page @param {Agreement} told @param {() => Promise<Agreement>} reload */
  constructor(page, told, reload) {
    this.page = page;
    this.reload = reload;
    this.told = told;
    this.taking = new Taking(page.edits, told.coder);
    this.top = h('div', { class: 'gd-ag-top' });
    this.rows = h('div', { class: 'gd-ag-rows' });
    this.figures = h('section', { class: 'gd-ag-sums', tabindex: '0', 'aria-label': 'How far they agree' });
    this.side = h('section', { class: 'gd-ag-card', 'aria-label': 'What was coded differently' });
    this.node = h('div', { class: 'gd-ag', tabindex: '-1' }, h('nav', { class: 'gd-ag-list', 'aria-label': 'Coded differently' }, this.top, this.rows), this.side, this.figures);
    this.rows.addEventListener('keydown', (ev) => this.#key(ev));
    this.onStep = (/** @type {{step: Step, how: string}} */ done) => this.#stepped(done);
    page.desk.on('step', this.onStep);
    this.#take(told);
  }

  /** @param {Agreement} told */
  #take(told) {
    this.told = told;
    for (const card of told.cards) {
      for (const fact of card.facts ?? []) this.#choices.set(markOf(card, fact.fact), fact.choice);
      if (card.choice !== undefined) this.#choices.set(markOf(card, EVENT), card.choice);
    }
    clear(this.figures).append(...figuresOf(told).flat());
    if (!told.cards.some((c) => c.key === this.#current)) this.#current = told.cards.find((c) => this.#open(c))?.key ?? told.cards[0]?.key ?? '';
    this.render();
  }

  /** Whether something of it is still to be decided. @param {Disagreement} card */
  #open(card) {
    const marks = card.facts ? card.facts.map((f) => markOf(card, f.fact)) : [markOf(card, EVENT)];
    return marks.some((mark) => !this.#choices.get(mark));
  }

  render() {
    const { cards, counts, names, decides } = this.told;
    const left = cards.filter((c) => this.#open(c)).length;
    const parts = /** @type {const} */ ([['both', counts.both, 'coded by both'], ['one', counts.one, `only by ${names[0]}`], ['other', counts.other, `only by ${names[1]}`]]);
    clear(this.top).append(
      h('h2', null, cards.length ? `${count(cards.length, 'disagreement')} here${decides ? `, ${left || 'none'} to decide` : ''}` : 'No disagreement here'),
      h('div', { class: 'gd-ag-bar', 'aria-hidden': 'true' }, parts.filter(([, n]) => n).map(([kind, n]) => h('i', { class: `is-${kind}`, style: { flex: String(n) } }))),
      h('dl', null, parts.map(([kind, n, words]) => h('div', null, h('i', { class: `is-${kind}`, 'aria-hidden': 'true' }), h('dt', null, n), h('dd', null, words)))),
      h('p', null, `Events of ${count(this.told.articles.length, 'closed article')}. ${decides ? 'What is chosen goes into the draft; undo and Save are above.' : 'What is taken is decided on the collection’s own page Code.'}`),
    );
    const focused = document.activeElement instanceof HTMLElement && this.rows.contains(document.activeElement);
    clear(this.rows).append(...cards.map((card) => this.#row(card)));
    const here = /** @type {HTMLElement | null} */ (this.rows.querySelector('[aria-current]'));
    here?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    if (focused) here?.focus({ preventScroll: true });
    this.#draw();
  }

  /** @param {Disagreement} card */
  #row(card) {
    const { names, decides } = this.told;
    const done = decides && !this.#open(card);
    const under = card.facts ? card.facts.map((f) => f.label.toLowerCase()).join(', ') : `only ${names[card.what === 'only_one' ? 0 : 1]}`;
    return h('button', { type: 'button', class: ['gd-ag-item', done && 'is-done'], 'aria-current': card.key === this.#current ? 'true' : null, on: { click: () => this.show(card.key) } },
      h('i', { role: 'img', 'aria-label': done ? 'decided' : decides ? 'to decide' : 'differs' }, done ? '✓' : card.facts ? '≠' : card.what === 'only_one' ? '−' : '+'),
      h('span', null, h('b', { dir: 'auto' }, card.title), h('small', null, under)));
  }

  #draw() {
    const card = this.told.cards.find((c) => c.key === this.#current);
    const at = this.#focusedIn(this.side);
    clear(this.side);
    if (!card) {
      this.side.append(h('p', { class: 'gd-ag-none' }, 'Both coded this article alike.'));
      return;
    }
    this.side.append(drawCard(this.told, card, {
      choose: (fact, choice) => this.#choose(card, fact, choice),
      pair: (event, other, same) => void this.#pair(event, other, same),
      chosen: (fact) => this.#choices.get(markOf(card, fact)) ?? '',
      made: () => this.taking.made(card),
      open: (id) => this.page.showEvent(id),
    }));
    if (at) /** @type {HTMLElement | null} */ (this.side.querySelectorAll('input, button, select')[at - 1])?.focus({ preventScroll: true });
  }

  /** Which control has the focus, from 1; 0 for none. @param {HTMLElement} node */
  #focusedIn(node) {
    return [...node.querySelectorAll('input, button, select')].indexOf(/** @type {Element} */ (document.activeElement)) + 1;
  }

  /** @param {string} key */
  show(key) {
    this.#current = key;
    this.side.scrollTop = 0;
    this.render();
  }

  /** @param {KeyboardEvent} ev */
  #key(ev) {
    const way = ev.key === 'ArrowDown' ? 1 : ev.key === 'ArrowUp' ? -1 : 0;
    if (!way) return;
    ev.preventDefault();
    const at = this.told.cards.findIndex((c) => c.key === this.#current) + way;
    if (this.told.cards[at]) this.show(this.told.cards[at].key);
  }

  /** @param {Disagreement} card @param {Differing | null} fact @param {Choice} choice */
  #choose(card, fact, choice) {
    if (fact) this.taking.fact(card, fact, choice);
    else this.taking.event(card, choice);
  }

  /** Choices are noted beside the coding, and go with undo. @param {{step: Step, how: string}} done */
  #stepped({ step, how }) {
    const marks = step.ops.filter((op) => op.table === 'agreed');
    for (const op of marks) this.#noted(op, how);
    if (marks.length) this.render();
  }

  /** @param {Op} op @param {string} how */
  #noted(op, how) {
    const choice = /** @type {Choice} */ ((how === 'undo' ? op.was : op.now)?.choice ?? '');
    this.#choices.set(op.id, choice);
    const [event, other, fact] = op.id.split('|');
    this.#noting = this.#noting.then(() => this.#post('settle', { event, other, fact, choice }));
  }

  /** @param {string} event @param {string} other @param {boolean | null} same */
  async #pair(event, other, same) {
    await this.#post('pair', { event, other, same });
    await this.#noting;
    try {
      this.#take(await this.reload());
    } catch (error) {
      this.page.say(error instanceof TypeError ? LOST : /** @type {Error} */ (error).message);
    }
  }

  /** @param {string} path @param {object} said */
  async #post(path, said) {
    try {
      const answer = await asEditor(new URL(`code/${path}/${encodeURIComponent(this.page.opening.article.id)}`, this.page.desk.api), { method: 'POST', body: JSON.stringify({ ...said, with: this.told.coder }) });
      if (!answer.ok) this.page.say((await answer.json()).error);
    } catch {
      this.page.say(LOST);
    }
  }

  destroy() {
    this.page.desk.off('step', this.onStep);
    this.node.remove();
  }
}
