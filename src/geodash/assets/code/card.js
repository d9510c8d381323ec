// The card of the chosen event, as Explore has it, each value editable where it stands.

import { all, clear, h } from '../core/dom.js';
import { glyph } from '../core/marks.js';
import { hueOf } from '../core/told.js';
import { Fields } from './fields.js';
import { Title } from './title.js';
import { namesOf } from './edits.js';
import { askKind } from './kind.js';
import { mergeInto } from './merge.js';
import { popList } from './pop.js';

/** @import { Answer, Card, CardRow, Words } from './types' */
/** @import { Desk } from './desk.js' */
/** @import { Edits } from './edits.js' */
/** @typedef {{toText: () => void, done: () => void, again: () => void, point: (name: string) => void, places: (answers: Answer[], at: number) => void}} CardActs */

const NOTHING = ['Choose a passage or an event', ', or press N on a sentence to begin a new one', '.'];
/** Rows of which Enter asks what is not given yet. */
const ASKED = ['when', 'where', 'who'];
/** Whose reason a row's is. */
const WHY = /** @type {Record<string, string>} */ ({ says: 'source' });

export class CardView {
  /** @type {Map<string, {key: string, node: HTMLElement}>} */
  #drawn = new Map();
  #shown = '';
  #read = false;
  /** Between a press and its click no node is changed for another: the click would be lost. */
  #pressed = false;
  #turning = false;
  /** What gets the focus when the card of the next event is there. */
  #wanted = '';

  /** @param {Desk} desk @param {Edits} edits @param {CardActs} acts */
  constructor(desk, edits, acts) {
    this.desk = desk;
    this.edits = edits;
    this.acts = acts;
    this.fields = new Fields(desk, edits, acts);
    this.title = new Title(desk, edits, () => this.focusRow('when'));
    this.scroller = h('div', { class: 'gd-cc-scroll' });
    this.state = h('span', { class: 'gd-cc-state' });
    this.kind = h('button', { type: 'button', class: 'gd-val gd-cc-kind', on: { click: () => this.openKind() } });
    this.sign = h('span', { class: 'gd-cc-sign' });
    this.head = h('div', { class: 'gd-cc-head', dataset: { row: 'kind' } }, this.sign, this.kind, this.state);
    this.passage = h('div', { class: 'gd-cc-passages' });
    this.rows = h('div', { class: 'gd-cc-rows', on: { keydown: (/** @type {KeyboardEvent} */ ev) => this.#key(ev) } });
    this.done = h('button', { type: 'button', class: 'gd-cc-done', on: { click: acts.done } }, 'Done', h('kbd', { class: 'gd-cap' }, 'Ctrl ↵'));
    this.said = h('span', { class: 'gd-cc-said', role: 'status', 'aria-live': 'polite' });
    this.left = h('span', { class: 'gd-cc-left' });
    this.more = h('button', { type: 'button', class: 'gd-cc-more', 'aria-label': 'More', 'aria-haspopup': 'listbox', on: { click: () => this.#openMore() } }, '⋯');
    this.rows.addEventListener('pointerdown', () => {
      this.#pressed = true;
      const up = () => setTimeout(() => {
        this.#pressed = false;
        if (this.#shown) this.render(this.desk.view?.card ?? null);
      }, 0);
      for (const name of ['pointerup', 'pointercancel']) document.addEventListener(name, up, { once: true });
    });
    this.where = h('span', { dir: 'auto' }, 'Same again');
    this.again = h('button', { type: 'button', class: 'gd-cc-again', on: { click: acts.again } }, this.where, h('kbd', { class: 'gd-cap' }, 'Ctrl D'));
    this.node = h('section', { class: 'gd-cc', 'aria-label': 'The event', tabindex: '-1' }, this.scroller, h('footer', { class: 'gd-cc-foot' }, this.said, this.done, this.again, this.left, this.more));
  }

  /** Whether its values can be read, not edited. @param {boolean} on */
  readOnly(on) {
    this.#read = on;
    this.#hold();
    this.title.node.inert = on;
    this.node.classList.toggle('is-read', on);
  }

  /** Nothing is set before the card of the chosen event is there: the values shown are another's. */
  #hold() {
    for (const node of [this.head, this.rows]) node.inert = this.#read || this.#turning;
  }

  /** Another event is chosen. @param {string} id */
  turn(id) {
    if (!id || id === this.#shown) return;
    this.#turning = true;
    this.#hold();
    this.title.turn(id);
  }

  openKind() {
    const { chosen, opening, proposals } = this.desk;
    const ghost = proposals.ghosts.get(chosen);
    askKind(this.kind, { kinds: opening.choices.kinds, likely: ghost?.types[0]?.event_type ?? '', because: ghost?.because.what ?? '' }, (type) => {
      this.edits.set(chosen, { event_type: type }, 'kind');
      this.title.focus();
    }, () => this.kind.focus());
  }

  #openMore() {
    const card = this.desk.view?.card;
    if (!card) return;
    const ways = [
      { item: 'merge', nodes: ['Merge with another event (told twice)'] },
      { item: 'withdraw', nodes: [card.new ? 'Throw this new event away' : 'Withdraw it, with a reason'] },
    ];
    if (card.done) ways.unshift({ item: 'undone', nodes: ['Not done yet'] });
    popList(this.more, 'More', ways, (way) => {
      if (way === 'undone') this.edits.done(card.id, false);
      else if (way === 'merge') this.fields.event(this.more, 'Merge with …', (other) => void mergeInto(this.more, this.desk, this.edits, card.id, other));
      else if (card.new) this.edits.withdraw(card.id, '');
      else this.fields.text(this.more, 'Why is it withdrawn?', '', (why) => this.edits.withdraw(card.id, why), 'Say why: its address goes on telling it.');
    });
  }

  /**
   * Words of a fact. They flow with the line, which no button does; the sign that takes them away stays at their end.
   * @param {Words} words @param {string} fact
   */
  #quote(words, fact) {
    const { desk, edits } = this;
    const show = () => desk.emit('showMention', words.mention);
    const from = words.article ? `in “${words.article}”` : words.paragraph ? `¶${words.paragraph}` : '';
    const press = (/** @type {KeyboardEvent} */ ev) => {
      if (ev.key !== 'Enter' && ev.key !== ' ') return;
      ev.preventDefault();
      show();
    };
    return h(
      'span',
      { class: 'gd-cc-words' },
      h('span', { role: 'button', tabindex: '0', class: 'gd-cc-quote', dir: 'auto', title: 'Show in the text', on: { click: show, keydown: press } }, `“${words.text}”`),
      '\u2060',
      h(
        'span',
        { class: 'gd-cc-kept' },
        h('span', { class: 'gd-cc-para' }, from),
        h('button', { type: 'button', class: 'gd-drop-x', 'aria-label': `These are no words for ${fact}`, on: { click: () => edits.take(words.mention, fact) } }, '×'),
      ),
    );
  }

  /** Why a row is proposed, and the way to take it; words elsewhere that say so. @param {CardRow} row */
  #proposed(row) {
    const { chosen, proposals, offsets } = this.desk;
    const ghost = proposals.ghosts.get(chosen);
    if (!ghost) return [];
    const offers = ghost.offers.filter((o) => o.fact === row.key && !row.words.some((w) => w.text === o.quote));
    const why = ghost.because[WHY[row.key] ?? row.key] ?? '';
    const said = row.parts.some((p) => p.text === why);
    return [
      row.ghost && !said ? h('span', { class: 'gd-cc-why' }, why) : null,
      row.ghost ? h('button', { type: 'button', class: 'gd-cc-take', tabindex: '-1', on: { click: () => this.#take(row) } }, h('kbd', { class: 'gd-cap' }, '↵'), ' take') : null,
      row.ghost ? h('button', { type: 'button', class: 'gd-drop-x gd-cc-refuse', tabindex: '-1', title: 'Not so (Del)', 'aria-label': `${row.label}: not so`, on: { click: () => this.#refuse(row) } }, '×') : null,
      ...offers.map((o) => h('button', { type: 'button', class: 'gd-cs-way gd-cc-offer', title: o.says, on: { click: () => this.edits.give(row.key, [offsets.units(o.start), offsets.units(o.end)]) } }, `+ the words “${o.quote}”`)),
    ];
  }

  /** @param {CardRow} row */
  #row(row) {
    return h(
      'div',
      { class: ['gd-cc-row', row.looked ? '' : 'is-new', row.ghost ? 'is-ghost' : ''], dataset: { row: row.key }, tabindex: '-1', role: 'group', 'aria-label': row.ghost ? `${row.label}, proposed: Enter takes it, Delete refuses it` : row.label },
      h('span', { class: 'gd-cc-number' }, row.number ? h('kbd', { class: 'gd-cap' }, String(row.number)) : null),
      h('span', { class: 'gd-cc-label' }, row.label),
      h('div', { class: 'gd-cc-value' }, row.parts.map((part, i) => this.fields.part(row, part, i)), row.words.map((w) => this.#quote(w, row.key)), this.#proposed(row)),
    );
  }

  /** What has the focus, by a name that outlasts its node. */
  #focused() {
    const at = /** @type {HTMLElement | null} */ (document.activeElement);
    if (!at || !this.rows.contains(at)) return '';
    return at.dataset.part ?? `row:${/** @type {HTMLElement | null} */ (at.closest('.gd-cc-row'))?.dataset.row ?? ''}`;
  }

  /** @param {Card} card */
  #renderRows(card) {
    if (this.#pressed && this.#drawn.size) return;
    const key = this.#focused();
    const because = this.desk.proposals.ghosts.get(card.id)?.because;
    const next = new Map();
    for (const row of card.rows) {
      const text = JSON.stringify([row, because]);
      const known = this.#drawn.get(row.key);
      // What is being typed stays; it is drawn anew when it is there.
      const kept = known && (known.key === text || known.node.querySelector('input'));
      next.set(row.key, kept ? known : { key: text, node: this.#row(row) });
    }
    [...next.values()].forEach(({ node }, i) => {
      const there = this.rows.children[i];
      if (there === node) return;
      if (there) there.replaceWith(node);
      else this.rows.append(node);
    });
    this.#drawn = next;
    if (key && !this.node.contains(document.activeElement)) this.#restore(key);
  }

  /** @param {string} key */
  #restore(key) {
    const part = all(this.rows, '[data-part]').find((n) => n.dataset.part === key);
    if (part) part.focus({ preventScroll: true });
    else this.focusRow(key.startsWith('row:') ? key.slice(4) : key.split('/')[0]);
  }

  /** @param {string} row */
  focusRow(row) {
    if (row === 'title') this.title.focus();
    else if (row === 'kind') this.openKind();
    else {
      const found = all(this.rows, '.gd-cc-row').find((n) => n.dataset.row === row);
      found?.focus();
      found?.scrollIntoView({ block: 'nearest' });
    }
  }

  /** To the row after; past the last one the foot. @param {string} row */
  nextRow(row) {
    const found = all(this.rows, '.gd-cc-row');
    (found[found.findIndex((n) => n.dataset.row === row) + 1] ?? this.done).focus();
  }

  /** @param {KeyboardEvent} ev */
  #key(ev) {
    const row = /** @type {HTMLElement} */ (ev.target);
    if (!row.classList.contains('gd-cc-row') || ev.ctrlKey || ev.metaKey || ev.altKey) return;
    const found = all(this.rows, '.gd-cc-row');
    const to = found.indexOf(row) + ({ ArrowDown: 1, ArrowUp: -1 }[ev.key] ?? 0);
    if (ev.key === 'ArrowDown' || ev.key === 'ArrowUp') found[Math.max(0, Math.min(found.length - 1, to))].focus();
    else if (ev.key === 'Enter') this.#enter(row, row.dataset.row ?? '');
    else if (ev.key === 'Escape') this.acts.toText();
    else if (ev.key === 'Delete' || ev.key === 'Backspace') this.#refuse(this.desk.view?.card?.rows.find((r) => r.key === row.dataset.row));
    else if (ev.key.trim().length === 1) {
      // As in a cell of a spreadsheet: what is typed is the beginning of the answer, and goes into its field.
      this.#asked(row)?.click();
      return;
    } else return;
    ev.preventDefault();
  }

  /** The value that a row asks for first; of people the one more. @param {HTMLElement} row */
  #asked(row) {
    const values = all(row, '[data-part]').filter((n) => n.dataset.what);
    const more = row.dataset.row === 'who' && values.find((n) => n.classList.contains('is-empty'));
    return more || (values.find((n) => n.dataset.what === 'place') ?? values[0]);
  }

  /** Enter on a row: takes what is proposed, asks what is not given yet, passes what is there. @param {HTMLElement} row @param {string} key */
  #enter(row, key) {
    const shown = this.desk.view?.card?.rows.find((r) => r.key === key);
    if (shown?.ghost && row.classList.contains('is-ghost')) {
      this.#take(shown);
      return;
    }
    const values = all(row, '[data-part]');
    const first = key === 'where' ? values.find((n) => n.dataset.what === 'place') : values[0];
    const unseen = row.classList.contains('is-new');
    if (unseen && first?.classList.contains('is-empty') && ASKED.includes(key)) first.click();
    else {
      if (unseen) this.edits.look(this.desk.chosen, key);
      this.nextRow(key);
    }
  }

  /** @param {CardRow} row */
  #take(row) {
    if (row.ghost) this.edits.takeGhost(this.desk.chosen, row.key, row.ghost);
    this.nextRow(row.key);
  }

  /** What is proposed for a row is not so, here and at the words from which it follows. @param {CardRow | undefined} row */
  #refuse(row) {
    const { chosen, proposals } = this.desk;
    if (!row?.ghost) return;
    proposals.refuseRow(chosen, row.key);
    this.focusRow(row.key);
  }

  /** @param {string} text */
  say(text) {
    this.said.textContent = text;
    this.said.classList.toggle('is-on', Boolean(text));
  }

  /** @param {string} row */
  want(row) {
    this.#wanted = row;
  }

  /** @param {string} fact */
  light(fact) {
    for (const found of all(this.rows, '.gd-cc-row')) found.classList.toggle('is-lit', found.dataset.row === fact);
  }

  /** @param {Card | null} card */
  render(card) {
    this.node.classList.toggle('is-empty', !card);
    if (!card) {
      this.#shown = '';
      this.#turning = false;
      clear(this.scroller).append(h('p', { class: 'gd-cc-nothing' }, NOTHING.map((part, i) => h('span', { class: i === 1 ? 'gd-cc-bykey' : '' }, part))));
      return;
    }
    const anew = this.#shown !== card.id;
    if (anew) {
      this.#drawn = new Map();
      clear(this.rows);
      // Who types in the title already goes on: a node that is laid anew loses the keys.
      if (this.title.node.parentNode !== this.scroller) clear(this.scroller).append(this.head, this.title.node, this.passage, this.rows);
      this.scroller.scrollTop = 0;
      this.say('');
    }
    this.#renderHead(card);
    this.title.render(card);
    this.title.suggest(card.title ? '' : this.#titleBegun(card.id));
    this.passage.replaceChildren(...card.passages.map((p) => h('button', { type: 'button', class: `gd-cc-passage gd-k-${hueOf(card.kind)}`, on: { click: () => this.desk.emit('showMention', p.mention) } }, h('span', { dir: 'auto' }, p.text))));
    this.#renderRows(card);
    this.#shown = card.id;
    this.#turning = this.desk.chosen !== card.id;
    this.#hold();
    const row = this.#wanted;
    this.#wanted = '';
    if (row) this.focusRow(row);
  }

  /** The proposed beginning of a title: of another kind than the one chosen it tells something else. @param {string} id */
  #titleBegun(id) {
    const ghost = this.desk.proposals.ghosts.get(id);
    const type = this.desk.log.row('events', id)?.event_type;
    return !ghost || (type && !ghost.types.some((t) => t.event_type === type)) ? '' : ghost.cells.title ?? '';
  }

  /** @param {Card} card */
  #renderHead(card) {
    const { kind, one_sided: oneSided, planned } = card;
    this.sign.replaceChildren(card.kind_words ? glyph(kind, { size: 22, oneSided, planned }) : glyph('other', { size: 22, planned: true }));
    this.kind.textContent = card.kind_words || 'Which kind?';
    this.kind.classList.toggle('is-empty', !card.kind_words);
    const word = card.withdrawn ? 'withdrawn' : card.done ? 'done' : card.new ? 'not done yet' : card.gaps.length ? 'has gaps' : '';
    this.state.replaceChildren(word ? h('span', { class: ['gd-dot', card.done ? 'is-done' : ''], 'aria-hidden': 'true' }) : '', word);
    this.done.classList.toggle('is-ready', !card.gaps.length);
    const open = card.rows.filter((r) => r.ghost).length;
    this.again.hidden = open > 0;
    const places = open ? '' : namesOf(this.edits.elsewhere(card.id));
    this.where.textContent = places ? `Same again in ${places}` : 'Same again';
    this.left.textContent = open ? `${open} ${open === 1 ? 'proposal' : 'proposals'} not looked at yet` : '';
  }
}
