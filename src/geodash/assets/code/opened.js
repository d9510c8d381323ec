// One article as it is coded: the parts of the page, and what each hears of the others.

import { Acts } from './acts.js';
import { Agreeing } from './agree/agree.js';
import { ArticleView } from './article.js';
import { createBar } from './bar.js';
import { CardView } from './card.js';
import { Caret } from './caret.js';
import { createCoverage } from './coverage.js';
import { Desk } from './desk.js';
import { Edits } from './edits.js';
import { createFloating } from './floating.js';
import { mountKeys } from './keys.js';
import { Phone } from './phone.js';
import { closePop } from './pop.js';
import { showExcel } from './table/excel.js';
import { SaveDialog } from './save.js';
import { Side } from './side.js';
import { SmallMap } from './small_map.js';
import { Table } from './table/table.js';
import { createTabs } from './tabs.js';
import { h } from '../core/dom.js';
import { ROOT } from '../core/root.js';

/** @import { Card, CodeData, Opening, View } from './types' */

const HINTS = [['↓', 'sentence'], ['⇧ →', 'words'], ['N', 'new event'], ['1 – 5', 'words for a fact'], ['0', 'no event'], ['?', 'keys']];

export class Opened {
  /** What waits for the next view. @type {((card: Card) => void)[]} */
  #waiting = [];
  /** What waits for the table. @type {(() => void)[]} */
  #tabled = [];
  /** Of which text and proposals the dots are. */
  #dotted = '';

  /**
   * @param {HTMLElement} root
   * @param {CodeData} data
   * @param {Opening} opening
   * @param {{open: (article: string, at?: {event: string, sentence: number, table: boolean}) => void, bring: () => void}} articles
   */
  constructor(root, data, opening, { open, bring }) {
    const api = new URL(data.api, ROOT);
    this.root = root;
    this.narrow = matchMedia('(max-width: 700px)');
    this.opening = opening;
    this.open = open;
    this.live = h('p', { class: 'gd-live', role: 'status', 'aria-live': 'polite' });
    const desk = (this.desk = new Desk(api, data.collection.key, opening, data.editor));
    this.edits = new Edits(desk);
    this.article = new ArticleView(desk);
    this.caret = new Caret(desk, this.article);
    this.map = new SmallMap(api, data, (id) => desk.choose(id));
    const acts = (this.acts = new Acts(this));
    this.card = new CardView(desk, this.edits, {
      toText: acts.toText,
      done: () => acts.done(),
      again: () => acts.again(),
      point: (name) => this.point(name),
      places: (answers, at) => this.map.places(answers, at),
    });
    this.side = new Side(desk, { act: (problem, remedy) => acts.remedy(problem, remedy), open: (id) => desk.choose(id), finish: (ids) => this.edits.finish(ids) });
    this.coverage = createCoverage(desk, (at) => this.caret.go(at));
    this.floating = createFloating(desk, this.article, { give: (fact) => acts.give(fact), begin: () => acts.begin(), none: () => acts.none() });
    this.bar = createBar({ shelf: data.shelf, title: opening.article.title, article: opening.article.id, into: desk.into }, { open, bring: opening.codings.coder ? undefined : bring, mode: (mode) => this.#turn(mode), undo: () => acts.undo(), redo: () => acts.redo(), save: () => this.save(), see: (event) => desk.choose(event) });
    this.table = new Table(desk, this.edits, this.card.fields, {
      say: this.say, toText: () => this.mode('text'), point: (name) => this.point(name), show: (mention) => this.#showMention(mention),
      places: (answers, at) => this.map.places(answers, at), excel: () => this.excel(),
    });
    this.phone = new Phone(desk, this.edits, { say: this.say });
    this.panes = [this.article.node, this.card.node, this.side.node, this.table.node];
    this.tabs = this.#compose();
    this.map.button.addEventListener('click', () => this.point());
    this.agreeing = new Agreeing(this, opening.codings);
    this.#listen();
    this.keys = mountKeys(root, this.article.node, acts, this.caret, { save: () => this.save(), point: () => this.point(), last: desk.sentences.length - 1 });
    this.caret.draw();
    this.coverage.here(0);
    desk.begin().then(() => this.#steps());
    this.map.start().catch(() => this.say('The map could not be drawn.'));
  }

  #compose() {
    const hints = h('footer', { class: 'gd-ct-hints' }, HINTS.map(([key, what]) => h('span', null, h('kbd', { class: 'gd-cap' }, key), ` ${what}`)));
    const text = h('section', { class: 'gd-code-text', 'aria-label': 'The article' }, this.coverage.node, this.article.node, hints, this.floating.node);
    const side = h('aside', { class: 'gd-code-side', 'aria-label': 'Map, problems, events' }, this.map.node, this.side.node);
    const tabs = createTabs(this.root, { text, phone: this.phone.node, card: this.card.node, side });
    this.root.append(this.bar.node, text, this.card.node, side, this.table.node, this.phone.node, tabs.node, this.live);
    return tabs;
  }

  /** A phone is for reading and confirming: the card is read there, and nothing is typed. */
  #narrowed = () => {
    this.card.readOnly(this.narrow.matches);
    if (this.narrow.matches) this.mode('text');
    if (this.narrow.matches && this.desk.view) void this.phone.render();
  };

  #listen() {
    this.narrow.addEventListener('change', this.#narrowed);
    this.#narrowed();
    const { desk, article, card, side, caret } = this;
    desk.on('view', (view) => this.#show(view));
    desk.on('step', () => {
      this.#steps();
      this.#light();
    });
    desk.on('light', (fact) => {
      card.light(fact);
      this.#light();
    });
    desk.on('choose', (id) => {
      card.turn(id);
      void desk.proposals.recall([id]);
      article.chosen(id);
      side.chosen(id);
      this.#light();
      if (id) this.tabs.show('card');
    });
    desk.on('sentence', (at) => {
      this.coverage.here(at);
      this.#dots();
    });
    desk.on('selection', (span) => this.floating.show(span));
    desk.on('proposals', () => {
      this.#dots();
      if (this.narrow.matches) void this.phone.render();
      if (desk.proposals.ghosts.size) desk.ask(0);
    });
    desk.on('kept', this.bar.kept);
    desk.on('trouble', (text) => this.say(text));
    desk.on('redraw', () => card.render(desk.view?.card ?? null));
    desk.on('answered', (row) => (desk.table ? this.table.focus(desk.chosen) : card.nextRow(row)));
    desk.on('showMention', (id) => this.#showMention(id));
    article.listen((events) => this.acts.turnTo(events), (id) => {
      this.edits.again(id);
      this.acts.toText();
    });
    article.node.addEventListener('scroll', () => this.floating.show(null), { passive: true });
    Object.assign(this.root, { gd: { desk, table: this.table, caret, edits: this.edits, open: this.open, range: (/** @type {number} */ a, /** @type {number} */ b) => article.rangeOf(a, b) } });
  }

  /** @param {View} view */
  #show(view) {
    const { desk } = this;
    performance.mark('gd-code-view');
    const redrawn = this.article.render(view);
    if (redrawn) this.caret.draw();
    this.coverage.render(view);
    this.table.render(view);
    this.side.render(view);
    if (this.narrow.matches) void this.phone.render();
    this.card.render(view.card);
    this.article.chosen(desk.chosen);
    this.#light();
    this.#dots(redrawn);
    this.map.show(view.map, desk.chosen);
    if (view.table) this.#tabled.splice(0).forEach((fn) => fn());
    if (view.card && view.card.id === desk.chosen) {
      const { card } = view;
      this.#waiting.splice(0).forEach((fn) => fn(card));
    }
    this.root.dataset.ready = '1';
  }

  /** The green words: those of the lit fact, else of what the event is told by. */
  #light() {
    const { desk } = this;
    const fact = desk.fact || 'what';
    const told = desk.chosen ? this.edits.mentionsOf(desk.chosen).map(([, m]) => m) : [];
    const lit = told.filter((m) => m.article_id === this.opening.article.id && m.supports.split(';').includes(fact));
    this.article.paint('gd-code-lit', lit.map((m) => [desk.offsets.units(Number(m.start)), desk.offsets.units(Number(m.end))]));
  }

  /** What is proposed: all of it is painted anew only where it differs, that of the sentence with each step. */
  #dots(redrawn = false) {
    const { proposals, view } = this.desk;
    const key = `${view?.coverage.join()}|${proposals.all.length}`;
    if (redrawn || key !== this.#dotted) this.article.paint('gd-code-proposed', proposals.dotted());
    this.#dotted = key;
    this.article.paint('gd-code-proposed-here', proposals.dotted(this.caret.at));
  }

  #steps() {
    const { log } = this.desk;
    const { done, rows } = log.state();
    this.bar.steps(log.canUndo, log.canRedo);
    this.bar.ready(done.length, Boolean(rows.considered || rows.links));
  }

  #showMention(/** @type {string} */ id) {
    const m = this.desk.log.row('mentions', id);
    if (m?.article_id !== this.opening.article.id) return;
    this.mode('text');
    this.caret.go(this.caret.sentenceOf(this.desk.offsets.units(Number(m.start))));
    this.tabs.show('text');
  }

  /** The words that say where the chosen event was. */
  #whereWords() {
    return this.edits.mentionsOf(this.desk.chosen).map(([, m]) => m).filter((m) => m.supports.includes('where')).map((m) => m.quote).join(' ');
  }

  /** From the agreement too. @param {string} mode */
  #turn(mode) {
    this.agreeing.leave();
    this.mode(mode);
  }

  /** The article as a text beside a card, or as a table of its events. @param {string} mode */
  mode(mode) {
    const table = mode === 'table';
    if (this.desk.table === table) return;
    this.desk.table = table;
    this.root.dataset.mode = mode;
    this.bar.mode(mode);
    closePop();
    if (!table) {
      this.acts.toText();
      return;
    }
    this.floating.show(null);
    if (this.desk.view?.table) this.table.focus(this.desk.chosen);
    else this.whenTable(() => this.table.focus(this.desk.chosen));
    this.desk.ask(0);
  }

  /** A place or an area is set on the map. @param {string} [name] as it was typed */
  point(name = '') {
    const { chosen } = this.desk;
    if (!chosen) {
      this.say('Choose an event first.');
      return;
    }
    this.mode('text');
    this.tabs.show('side');
    this.map.pointing.ask({ words: this.#whereWords(), name, back: () => this.card.focusRow('where') }, (drawn) => {
      this.edits.drawn(chosen, drawn, name);
      this.tabs.show('card');
      this.card.focusRow('who');
    });
  }

  excel() {
    showExcel(this.root, this.desk);
  }

  save() {
    new SaveDialog(this.desk, (line) => {
      this.desk.saved(line);
      const event = line.ids.events?.[this.desk.chosen] ?? this.desk.chosen;
      this.open(this.opening.article.id, { event, sentence: this.caret.at, table: this.desk.table });
    }).open(this.root);
  }

  say = (/** @type {string} */ text) => {
    this.live.textContent = text;
    this.live.classList.toggle('is-on', Boolean(text));
  };

  /** Calls back when the table is there. @param {() => void} fn */
  whenTable(fn) {
    this.#tabled.push(fn);
  }

  /** Calls back with the card of the chosen event as soon as it is shown anew. @param {(card: Card) => void} fn */
  whenShown(fn) {
    this.#waiting.push(fn);
  }

  /** @param {{event: string, sentence: number, table: boolean}} [at] where the editor was before a save */
  focus(at) {
    this.acts.toText();
    if (!at) return;
    this.caret.go(at.sentence);
    this.desk.choose(at.event);
    if (at.table) this.mode('table');
  }

  /** Leaves the agreement for an event of it. @param {string} event */
  showEvent(event) {
    this.#turn('text');
    this.desk.choose(event);
    this.acts.toText();
  }

  destroy() {
    closePop();
    delete this.root.dataset.mode;
    this.narrow.removeEventListener('change', this.#narrowed);
    [this.agreeing, this.keys, this.caret, this.article, this.table, this.map, this.desk].forEach((part) => part.destroy());
    this.root.replaceChildren();
  }
}
