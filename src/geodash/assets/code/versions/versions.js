// A new version of a coded article: both texts side by side, one question for each edited sentence, and nothing
// written before all is decided.

import { clear, h, hit } from '../../core/dom.js';
import { createAnswers, openFacts } from './answers.js';
import { createChoosing } from './choose.js';
import { createKeeping } from './keeping.js';
import { createList } from './list.js';
import { createPost, Meanwhile } from './post.js';
import { createQuestion, waysOf } from './question.js';
import { createTexts } from './texts.js';

/** @import { Answer, Fact, Progress, Question, Review, VersionOptions } from './types' */

const KEEP_AFTER = 150;
const MISSING = 'choose what becomes of it first.';

class Reviewing {
  #current = '';
  #timer = 0;
  /** The event for which words are chosen; blank for all of the question. */
  #event = '';
  #kept = '';

  /** @param {HTMLElement} parent @param {VersionOptions} options @param {Review} review */
  constructor(parent, options, review) {
    this.options = options;
    this.review = review;
    /** @type {Progress} */
    this.progress = review;
    this.answers = createAnswers(review.state, () => this.#changed());
    this.keeping = createKeeping(createPost(options.api, options.article), this.answers, review.rev);
    this.texts = createTexts(review);
    this.list = createList(review, { open: (id) => this.show(id), look: (at) => this.texts.scrollTo(at) });
    this.side = createQuestion({
      answer: (way) => this.#answer(way), event: (id, way) => this.#each(id, way), fact: (fact, n, text) => this.#fact(fact, n, text),
      note: (n) => this.#note(n), bare: (what) => this.#set({ bare: what }),
    });
    this.choosing = createChoosing(this.texts, { take: (span) => this.#chose(span), stop: () => this.#focus(), say: (text) => this.#say(text) });
    this.live = h('p', { class: 'gd-vr-live', role: 'status', 'aria-live': 'polite' });
    this.hint = this.#hint();
    this.bar = this.#bar();
    this.node = h('div', { class: 'gd-vr', tabindex: '-1' }, this.bar.node, this.list.node, this.texts.nodes, this.side.node, this.hint, this.live);
    this.onKey = (/** @type {KeyboardEvent} */ ev) => this.#key(ev);
    document.addEventListener('keydown', this.onKey);
    parent.append(this.node);
    this.show(this.#next('') || this.#questions()[0]?.id || '');
    this.#focus();
  }

  destroy() {
    clearTimeout(this.#timer);
    this.keeping.stop();
    document.removeEventListener('keydown', this.onKey);
    this.texts.paint(null);
    this.node.remove();
  }

  #bar() {
    const button = (/** @type {string} */ label, /** @type {string} */ text, /** @type {() => void} */ click, kind = '') => h('button', { type: 'button', class: kind, 'aria-label': label, on: { click } }, text);
    const undo = button('Undo', '↶', () => this.#back('undo'), 'gd-vr-step');
    const redo = button('Redo', '↷', () => this.#back('redo'), 'gd-vr-step');
    const state = h('span', { class: 'gd-vr-state' });
    const give = button('Give it up', 'Give it up', () => this.#giveUp(sure), 'gd-vr-give');
    const take = button('Take the new text', 'Take the new text', () => void this.#take(), 'gd-vr-take');
    const sure = h('span', { class: 'gd-vr-sure', role: 'alertdialog', 'aria-label': 'Give it up?', hidden: true }, 'Nothing of it was stored. ',
      button('Give up the new version', 'Give up the new version', () => void this.#drop()), button('Go on', 'Go on', () => this.#giveUp(sure)));
    const later = button('Later: back to the article', '←', () => this.options.onLeft(this.options.article), 'gd-vr-step');
    const node = h('header', { class: 'gd-vr-head-bar' }, later, h('span', { class: 'gd-vr-word' }, 'New version of'), h('strong', { dir: 'auto' }, this.review.article.title),
      h('span', { class: 'gd-vr-space' }), undo, redo, state, sure, give, take);
    return { node, undo, redo, state, take };
  }

  #hint() {
    const button = (/** @type {string} */ key, /** @type {string} */ text, /** @type {() => void} */ click) => h('button', { type: 'button', on: { click } }, h('kbd', {}, key), text);
    const keys = [['↓', 'sentence'], ['← →', 'its end'], ['Ctrl ← →', 'its beginning']].map(([key, what]) => h('span', {}, h('kbd', {}, key), ` ${what}`));
    return h('div', { class: 'gd-vr-hint', hidden: true }, h('p', {}, 'Select the words in the new text, or press a sentence.'), keys,
      button('↵', 'Take these words', () => void this.choosing.done()), button('Esc', 'Leave them', () => this.choosing.end()));
  }

  #questions() {
    return [...this.review.questions, ...this.progress.bare];
  }

  /** @returns {Question | null} */
  #question() {
    return this.#questions().find((q) => q.id === this.#current) ?? null;
  }

  /** The next question that is open, after one; blank without. @param {string} id */
  #next(id) {
    const all = this.#questions();
    const at = all.findIndex((q) => q.id === id);
    const turned = [...all.slice(at + 1), ...all.slice(0, at + 1)];
    return turned.find((q) => this.progress.open[q.id] && q.id !== id)?.id ?? '';
  }

  /** @param {string} id */
  show(id) {
    if (this.choosing?.active) this.choosing.end();
    this.#current = id;
    this.texts.show(this.#question());
    this.#render();
  }

  #render() {
    const question = this.#question();
    const why = question ? this.progress.open[question.id] ?? '' : '';
    this.list.render(this.#questions(), this.progress, this.#current);
    if (question) this.side.render(question, this.answers.of(question), why, this.node);
    const left = Object.keys(this.progress.open).length;
    const { past, future } = this.answers.state();
    const { undo, redo, state, take } = this.bar;
    [undo.disabled, redo.disabled] = [!past.length, !future.length];
    state.textContent = [`${this.progress.all - left} of ${this.progress.all} decided`, this.#kept].filter(Boolean).join(' · ');
    take.setAttribute('aria-disabled', String(left > 0));
  }

  /** @param {string} text */
  #say(text) {
    this.live.textContent = text;
    this.live.classList.toggle('is-on', Boolean(text) && !this.choosing?.active);
  }

  #focus() {
    this.hint.hidden = true;
    this.node.focus({ preventScroll: true });
  }

  // Answers ----------------------------------------------------------------------------------

  /** @param {Partial<Answer>} change */
  #set(change) {
    const question = this.#question();
    if (question) this.answers.set(question, change);
  }

  /** @param {string} way */
  #answer(way) {
    const question = this.#question();
    if (!question || !waysOf(question).some(([, w]) => w === way)) return;
    if (way === 'other') {
      this.#choose('');
      return;
    }
    const now = { ...this.answers.of(question), answer: way };
    const missing = way === 'each' ? undefined : openFacts(question, now)[0];
    if (missing) {
      this.#say(`${missing.label}: ${MISSING}`);
      this.side.node.querySelector(`[data-fact="${missing.id}"] input`)?.scrollIntoView({ block: 'nearest' });
      return;
    }
    this.#set({ answer: way });
    if (way !== 'each') this.#onward();
  }

  /** @param {string} event @param {string} way @param {[number, number] | null} [span] */
  #each(event, way, span) {
    const question = this.#question();
    if (!question) return;
    if (way === 'other' && !span) {
      this.#choose(event);
      return;
    }
    const { each } = this.answers.of(question);
    const now = { ...each, [event]: { answer: way, span: span ?? null } };
    this.#set({ answer: 'each', each: now });
    if (question.events.every((e) => now[e.id])) this.#onward();
  }

  /** @param {string} event */
  #choose(event) {
    const question = this.#question();
    if (!question) return;
    this.#event = event;
    this.hint.hidden = false;
    const piece = /** @type {HTMLElement | null} */ (this.texts.text.querySelector(`[data-q~="${question.id}"]`));
    this.choosing.begin(Number(piece?.dataset.at ?? 0));
  }

  /** @param {[number, number]} span */
  #chose(span) {
    this.#focus();
    if (this.#event) this.#each(this.#event, 'other', span);
    else {
      this.#set({ answer: 'other', span });
      this.#onward();
    }
  }

  /** @param {Fact} fact @param {number} n @param {string} [text] */
  #fact(fact, n, text = '') {
    const question = this.#question();
    if (question) this.#set({ facts: { ...this.answers.of(question).facts, [fact.id]: { n, text } } });
  }

  /** @param {number} n */
  #note(n) {
    const question = this.#question();
    if (!question) return;
    const { notes } = this.answers.of(question);
    this.#set({ notes: notes.includes(n) ? notes.filter((m) => m !== n) : [...notes, n] });
  }

  /** To what is open next, once the server has said what is. */
  #onward() {
    const from = this.#current;
    void this.#keep().then(() => {
      if (this.#elsewhere(from)) return;
      const question = this.#question();
      if (question && this.progress.open[question.id]) return;
      const next = this.#next(this.#current);
      if (next) this.show(next);
      else this.#say('All is decided. Take the new text: Ctrl ↵.');
    });
  }

  /** @param {'undo' | 'redo'} way */
  #back(way) {
    const id = this.answers[way]();
    if (!id) return;
    this.#say(way === 'undo' ? 'Undone.' : 'Done again.');
    this.show(id);
    // What nothing supports any more is a question only once the server has said so.
    void this.#keep().then(() => this.#elsewhere(id) || this.show(id));
  }

  /** Whether the editor has gone on since, or chooses words: an answer that comes late takes nobody back. */
  #elsewhere(/** @type {string} */ id) {
    return this.#current !== id || this.choosing.active;
  }

  // The server -------------------------------------------------------------------------------

  #changed() {
    this.#render();
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => void this.#keep(), KEEP_AFTER);
  }

  async #keep() {
    clearTimeout(this.#timer);
    try {
      const found = await this.keeping.keep();
      if (!found) return;
      this.progress = found;
      this.#kept = `draft kept ${new Date().toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' })}`;
      this.#render();
    } catch (error) {
      this.#wrong(error);
    }
  }

  /** A colleague answers too: what they kept is put together with what stands here, and kept. @param {Meanwhile} theirs */
  #together({ message, found }) {
    const both = this.keeping.together(found);
    this.progress = found.progress;
    const first = this.#questions().find((q) => both.includes(q.id));
    if (first) this.show(first.id);
    else this.#render();
    const differ = both.length > 1 ? `At ${both.length} sentences they answered differently than you` : 'Here they answered differently than you';
    this.#say(both.length ? `${message} ${differ}: theirs stands now, Ctrl Z brings yours back.` : message);
    this.#timer = window.setTimeout(() => void this.#keep(), KEEP_AFTER);
  }

  async #take() {
    const open = Object.keys(this.progress.open)[0];
    if (open) {
      this.show(open);
      this.#say(`${Object.keys(this.progress.open).length} left to decide; nothing is written before.`);
      return;
    }
    clearTimeout(this.#timer);
    try {
      const { id, codings = [] } = await this.keeping.take();
      this.options.onTaken(id, codings);
    } catch (error) {
      this.#wrong(error);
    }
  }

  /** @param {unknown} error */
  #wrong(error) {
    if (error instanceof Meanwhile) this.#together(error);
    else this.#say(/** @type {Error} */ (error).message);
  }

  /** @param {HTMLElement} sure */
  #giveUp(sure) {
    sure.hidden = !sure.hidden;
    if (sure.hidden) this.#focus();
    else sure.querySelector('button')?.focus();
  }

  async #drop() {
    try {
      await this.keeping.drop();
      this.options.onLeft(this.options.article);
    } catch (error) {
      this.#wrong(error);
    }
  }

  // Keys -------------------------------------------------------------------------------------

  /** @param {KeyboardEvent} ev */
  #key(ev) {
    const typing = hit(ev, 'input:not([type=radio]), textarea, select, dialog');
    if (typing || this.choosing.active || ev.altKey || (hit(ev, 'body *') && !hit(ev, '.gd-vr'))) return;
    const key = ev.key.toLowerCase();
    if (ev.ctrlKey || ev.metaKey) {
      if (key === 'z') this.#back(ev.shiftKey ? 'redo' : 'undo');
      else if (key === 'y') this.#back('redo');
      else if (key === 'enter' || key === 's') void this.#take();
      else return;
    } else if (key === 'arrowdown' || key === 'arrowup') {
      if (hit(ev, 'input, .gd-vr-text')) return;
      this.#step(key === 'arrowdown' ? 1 : -1);
    } else if (/^[1-9]$/.test(key)) this.#option(Number(key));
    else this.#letter(key);
    ev.preventDefault();
  }

  /** @param {1 | -1} by */
  #step(by) {
    const all = this.#questions();
    const at = all.findIndex((q) => q.id === this.#current);
    const next = all[at + by];
    if (next) this.show(next.id);
  }

  /** The n-th option of the question's facts. @param {number} n */
  #option(n) {
    let from = n;
    for (const fact of this.#question()?.facts ?? []) {
      if (from <= fact.options.length) {
        this.#fact(fact, from - 1);
        return;
      }
      from -= fact.options.length;
    }
  }

  /** @param {string} key */
  #letter(key) {
    const question = this.#question();
    const way = question && waysOf(question).find(([letter]) => letter.toLowerCase() === key)?.[1];
    if (!question || !way) return;
    const answer = this.answers.of(question);
    const event = answer.answer === 'each' ? question.events.find((e) => !answer.each[e.id]) : null;
    if (event && way !== 'each') this.#each(event.id, way);
    else this.#answer(way);
  }
}

/**
 * Shows the review of an article's new version; what it returns takes it down.
 * @param {HTMLElement} parent
 * @param {VersionOptions} options
 */
export async function mountVersion(parent, options) {
  const wait = h('p', { class: 'gd-vr-wait', role: 'status' }, 'Comparing the texts …');
  parent.append(wait);
  try {
    const review = await createPost(options.api, options.article).review();
    wait.remove();
    return new Reviewing(parent, options, review);
  } catch (error) {
    clear(wait).append(/** @type {Error} */ (error).message);
    return { destroy: () => wait.remove() };
  }
}
