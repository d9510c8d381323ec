// On a phone: one proposal at a time, right or not so, into the draft. Reading and confirming; the rest is the desk's.

import { count } from '../core/count.js';
import { h } from '../core/dom.js';
import { asEditor } from '../core/editor.js';
import { glyph } from '../core/marks.js';

/** @import { Card, Ghost, Proposal } from './types' */
/** @import { Desk } from './desk.js' */
/** @import { Edits } from './edits.js' */

const AROUND = 220; // characters of the text shown before the sentence
const SHOWN = new Set(['when', 'where', 'who', 'says']);

export class Phone {
  /** Those that were looked at: right, or left for later. @type {Set<string>} */
  #passed = new Set();
  /** @type {{proposal: Proposal, span: [number, number], ghost: Ghost | null} | null} */
  #now = null;
  #asked = 0;

  /** @param {Desk} desk @param {Edits} edits @param {{say: (text: string) => void}} acts */
  constructor(desk, edits, acts) {
    this.desk = desk;
    this.edits = edits;
    this.acts = acts;
    const button = (/** @type {string} */ label, /** @type {string} */ own, /** @type {() => void} */ act) => h('button', { type: 'button', class: own, on: { click: act } }, label);
    this.count = h('p', { class: 'gd-ph-count', role: 'status' });
    this.text = h('p', { class: 'gd-ph-text', dir: 'auto' });
    this.card = h('div', { class: 'gd-ph-card' });
    this.foot = h('footer', { class: 'gd-ph-foot' }, button('Not so', 'gd-ph-no', () => this.no()), button('Later', 'gd-ph-later', () => this.later()), button('Right', 'gd-ph-yes', () => this.yes()));
    this.node = h('section', { class: 'gd-ph', 'aria-label': 'Proposals, one at a time', tabindex: '-1' }, h('div', { class: 'gd-ph-scroll', tabindex: '0', role: 'group', 'aria-label': 'The proposal' }, this.count, this.text, this.card), this.foot);
  }

  /** Those of sentences that hold no event yet. */
  get #open() {
    const { proposals, sentences, view } = this.desk;
    const at = (/** @type {Proposal} */ p) => sentences.findIndex(([start, end]) => p.start >= start && p.start < end);
    return proposals.all.filter((p) => p.what === 'happening' && view?.coverage[at(p)] === 'open' && !this.#passed.has(keyOf(p)));
  }

  /** The next one is asked for where another is shown. */
  async render() {
    const open = this.#open;
    const [next] = open;
    this.foot.hidden = !next;
    this.count.textContent = next ? `${count(open.length, 'proposal')} to look at` : this.desk.proposals.loaded ? 'No proposals are left. The rest is for the desk.' : 'One moment …';
    if (!next) {
      this.#now = null;
      this.text.replaceChildren();
      this.card.replaceChildren();
      return;
    }
    if (this.#now?.proposal === next) return;
    const n = ++this.#asked;
    const { body, sentences } = this.desk;
    const span = sentences.find(([start, end]) => next.start >= start && next.start < end);
    const [start, end] = span ?? [next.start, next.end];
    const from = this.#from(start);
    this.text.replaceChildren(from < start ? h('span', { class: 'gd-ph-before' }, `${from > 0 ? '… ' : ''}${body.slice(from, start)}`) : '', body.slice(start, next.start), h('mark', null, body.slice(next.start, next.end)), body.slice(next.end, end));
    this.#now = { proposal: next, span: [start, end], ghost: null };
    const ghost = await this.desk.proposals.look([start, end]);
    if (n !== this.#asked) return;
    this.#now = ghost && { proposal: next, span: [start, end], ghost };
    if (!ghost) return;
    const card = await this.#preview(this.edits.accepted([start, end], ghost));
    if (n === this.#asked && card) this.#draw(card, ghost);
  }

  /** Where what is shown before a sentence begins: with a sentence, and where that is too long with a word. @param {number} start */
  #from(start) {
    const least = Math.max(0, start - AROUND);
    const begins = this.desk.sentences.map(([at]) => at).filter((at) => at >= least && at < start);
    return begins.length || !least ? begins[0] ?? start : least + this.desk.body.slice(least, start).search(/\s/) + 1;
  }

  /** The event as it would be. @param {import('./edits.js').Change[]} changes @returns {Promise<Card | null>} */
  async #preview(changes) {
    const state = this.desk.log.state();
    for (const { table, id, now } of changes) {
      if (table === 'looked') state.looked.push(id);
      else state.rows[table] = { ...state.rows[table], [id]: { was: null, now } };
    }
    const event = changes.find((c) => c.table === 'events')?.id ?? '';
    try {
      const answer = await asEditor(new URL('code/view', this.desk.api), { method: 'POST', body: JSON.stringify({ article: this.desk.opening.article.id, event, state }) });
      return answer.ok ? (await answer.json()).card : null;
    } catch {
      this.acts.say('geodash doesn’t answer.');
      return null;
    }
  }

  /** @param {Card} card @param {Ghost} ghost */
  #draw(card, ghost) {
    const rows = card.rows.filter((r) => SHOWN.has(r.key)).map((row) => [row.label, wordsOf(row), ghost.because[row.key === 'says' ? 'source' : row.key] ?? '']);
    this.card.replaceChildren(
      h('h2', { dir: 'auto' }, glyph(card.kind, { size: 22, oneSided: card.one_sided, planned: card.planned }), ' ', card.title || ghost.cells.title || card.kind_words),
      h('p', { class: 'gd-ph-kind' }, card.kind_words),
      h('dl', null, rows.map(([label, value, why]) => [h('dt', null, label), h('dd', { dir: 'auto' }, value || 'nothing is proposed', why && !value.includes(why.replace(/\.$/, '')) ? h('small', null, why) : null)])),
    );
  }

  yes() {
    if (!this.#now?.ghost) return;
    const { proposal, span, ghost } = this.#now;
    this.#passed.add(keyOf(proposal));
    // The ids are those of now: since it was shown, others may have been given.
    this.desk.do(`right: “${proposal.quote}”`, this.edits.accepted(span, ghost));
    this.acts.say('In your draft. Its title and the rest are for the desk.');
    this.#next();
  }

  no() {
    if (!this.#now) return;
    this.card.replaceChildren();
    // Which has the next one drawn, as soon as this one is gone.
    this.desk.proposals.refuse([this.#now.proposal]);
  }

  later() {
    if (this.#now) this.#passed.add(keyOf(this.#now.proposal));
    this.#next();
  }

  #next() {
    this.#now = null;
    this.card.replaceChildren();
    void this.render();
  }
}

/** A row of the card as words: names with commas, and nothing that waits for an answer. @param {Card['rows'][number]} row */
function wordsOf({ parts }) {
  if (parts.some((p) => p.what === 'place' && p.empty)) return '';
  const told = parts.filter((p) => p.is !== 'drop' && !p.empty);
  while (told.at(-1)?.is === 'words') told.pop();
  return told.map((p, i) => {
    const last = told[i - 1];
    if (!last) return p.text;
    const words = p.is === 'words' || last.is === 'words';
    return `${words ? ' ' : p.is === 'ask' && last.what === p.what ? ', ' : ' · '}${p.text}`;
  }).join('');
}

const keyOf = (/** @type {Proposal} */ p) => `${p.start}-${p.end}`;
