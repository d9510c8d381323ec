// What keys and buttons do on the page, put together from its parts.

import { h } from '../core/dom.js';
import { count } from '../core/count.js';
import { namesOf } from './edits.js';
import { popList } from './pop.js';
import { showHelp } from './help.js';

/** @import { Card, Remedy, Step, Trouble } from './types' */
/** @import { Opened } from './opened.js' */

export class Acts {
  /** @param {Opened} page */
  constructor(page) {
    this.page = page;
  }

  get desk() {
    return this.page.desk;
  }

  toText = () => this.page.article.node.focus({ preventScroll: true });

  /** A new event of the selection, else of the sentence. @param {[number, number]} [span] */
  begin(span = this.page.caret.span()) {
    const { edits, caret, card } = this.page;
    const id = edits.begin(span);
    void this.desk.proposals.begin(id, span);
    caret.clear();
    caret.draw();
    card.want('kind');
    this.desk.choose(id);
  }

  none() {
    const { root, caret, article, edits } = this.page;
    const [span, sentence] = [caret.span(), caret.at];
    const rect = article.rangeOf(...span)?.getBoundingClientRect();
    const anchor = h('span', { class: 'gd-anchor', tabindex: '-1', style: { left: `${rect?.left ?? 100}px`, top: `${rect?.bottom ?? 100}px` } });
    root.append(anchor);
    const choices = this.desk.opening.choices.reasons.map(({ value, label }, i) => ({ item: value, nodes: [h('kbd', { class: 'gd-cap' }, String(i + 1)), label] }));
    popList(anchor, 'No event here, because it is', choices, (reason) => {
      caret.clear();
      edits.noEvent(span, reason);
      caret.go(sentence + 1);
      this.toText();
    }, () => {
      anchor.remove();
      this.toText();
    });
  }

  /** Words for a fact; without a selection, to its row. @param {string} key */
  fact(key) {
    const { caret, edits, card, say } = this.page;
    const found = this.desk.opening.choices.facts.find((f) => f.key === key);
    if (!found || !this.desk.chosen) say('Choose an event first, or press N for a new one.');
    else if (caret.selected) {
      edits.give(found.fact, caret.selected);
      this.desk.light(found.fact);
      caret.clear();
      caret.draw();
    } else card.focusRow(found.fact === 'what' ? 'title' : found.fact);
  }

  /** @param {string} name */
  give(name) {
    this.fact(this.desk.opening.choices.facts.find((f) => f.fact === name)?.key ?? '');
  }

  /** Done, and on to the next sentence; else to the first gap. */
  done() {
    const { card, caret, edits, say } = this.page;
    const { chosen, proposals } = this.desk;
    if (!this.desk.view?.card || !chosen) return;
    const coming = proposals.coming(chosen);
    if (coming) {
      // What is proposed is looked at before it is done, however late it comes.
      void coming.then(() => this.desk.chosen === chosen && this.done());
      return;
    }
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    this.page.whenShown((/** @type {Card} */ fresh) => {
      const [gap] = fresh.gaps;
      if (gap) {
        card.say(gap.words);
        card.focusRow(gap.row);
        return;
      }
      if (!fresh.done) edits.done(fresh.id);
      say(`Done: ${fresh.title}`);
      // From its own words on, wherever one was when it was chosen.
      const words = this.desk.proposals.wordsOf(fresh.id);
      if (words) caret.go(caret.sentenceOf(this.desk.offsets.units(Number(words.start))));
      caret.next();
      this.toText();
    });
    this.desk.ask(0);
  }

  again() {
    const { chosen, proposals } = this.desk;
    const { card, edits, say } = this.page;
    const open = this.desk.view?.card?.rows.find((r) => r.ghost);
    if (open) {
      // A copy would be called looked at where nobody did.
      card.say('First take or refuse what is proposed.');
      card.focusRow(open.key);
      return;
    }
    const places = chosen ? edits.elsewhere(chosen) : [];
    const copies = edits.sameAgain(chosen, places);
    copies.forEach((copy, i) => proposals.entitle(copy, places[i]?.title ?? ''));
    if (!copies.length) return;
    if (places.length > 1) say(`${count(places.length, 'event')} begun: ${namesOf(places)}`);
    card.want('title');
    this.desk.choose(copies[0]);
  }

  link() {
    if (!this.desk.chosen) return;
    this.page.card.focusRow('links');
    /** @type {HTMLElement | null} */ (this.page.root.querySelector('[data-what=link]'))?.click();
  }

  help() {
    showHelp(this.page.root, new URL('guide', this.desk.api));
  }

  /** The first of some events, or the one after that which is chosen. @param {string[]} events */
  turnTo(events) {
    this.desk.choose(events[(events.indexOf(this.desk.chosen) + 1) % events.length]);
  }

  /** Opens what is coded at the caret; else what is proposed in the sentence begins an event; else what is coded in it. */
  take() {
    const { article, caret } = this.page;
    const found = this.desk.proposals.happening(caret.span());
    const here = caret.moved ? article.toldIn(caret.point) : [];
    const told = here.length || found ? here : article.toldIn(...caret.span());
    if (told.length) this.turnTo(told);
    else if (found) this.begin([found.start, found.end]);
  }

  /** A sentence that holds no event is read again; else refuses what is proposed in the selected words, or that an event is told here. */
  refuse() {
    const { proposals, view, offsets } = this.desk;
    const { caret, edits } = this.page;
    const [start, end] = caret.span().map(offsets.points);
    const none = view?.considered.find((c) => c.start < end && c.end > start);
    if (none) {
      edits.again(none.id);
      return;
    }
    const found = caret.selected ? proposals.within(caret.selected) : [proposals.happening(caret.span())].flatMap((p) => p ?? []);
    if (found.length) proposals.refuse(found);
  }

  /** Lets go of the selection, else of the event. */
  clear() {
    const { caret } = this.page;
    if (caret.selected) {
      caret.clear();
      caret.draw();
    } else this.desk.choose('');
  }

  undo() {
    this.#stepped(this.desk.undo(), 'Undone');
  }

  redo() {
    this.#stepped(this.desk.redo(), 'Done again');
  }

  /** @param {Step | null} step @param {string} word */
  #stepped(step, word) {
    if (step) this.page.say(`${word}: ${step.name}`);
  }

  /** To the next pane. @param {1 | -1} way */
  pane(way) {
    const there = this.page.panes.filter((p) => p.offsetParent && getComputedStyle(p).visibility === 'visible');
    const at = there.findIndex((p) => p.contains(document.activeElement));
    const to = (at + way + there.length) % there.length;
    if (to !== at) there[to]?.focus({ preventScroll: true });
  }

  /** @param {NonNullable<Remedy['words']>} words */
  #take({ mention, fact, start, end }) {
    const { edits } = this.page;
    const { offsets } = this.desk;
    /** @type {[number, number]} */
    const span = [offsets.units(start), offsets.units(end)];
    if (mention) edits.extend(mention, fact, span);
    else edits.give(fact, span);
    this.desk.light(fact);
  }

  /** @param {Trouble} problem @param {Remedy} remedy */
  remedy(problem, remedy) {
    const { card, edits } = this.page;
    const go = () => {
      if (remedy.set) edits.set(problem.event, remedy.set, remedy.row ?? '');
      else if (remedy.words) this.#take(remedy.words);
      else if (remedy.link) edits.link(remedy.link.other, remedy.link);
      else if (remedy.merge) edits.addThere(problem.event, remedy.merge, remedy.title ?? '');
      else if (remedy.look) edits.look(problem.event, remedy.look);
      else if (remedy.ask === 'link') this.link();
      else card.focusRow(remedy.row ?? problem.row);
      // The button goes with what it mended; the keys go on in the row.
      if (!remedy.ask && !remedy.merge) card.focusRow(problem.row);
    };
    if (this.desk.chosen === problem.event) {
      go();
      return;
    }
    this.desk.choose(problem.event);
    this.page.whenShown(go);
  }
}
