// What the page holds: the opened article, its draft, what the server says of both, and what is chosen.

import { asEditor } from '../core/editor.js';
import { createOffsets } from './offsets.js';
import { Kept } from './kept.js';
import { isNew, Log } from './log.js';
import { Proposals } from './proposals.js';
import { wordsOf } from './words.js';

/** @import { Cells, Opening, SavedLine, Step, View } from './types' */

/** Milliseconds of quiet before the server is asked: several keys of one thought are one question. */
const QUIET = 60;
/** The same between letters. */
const LETTERS = 25;
const GONE = 'geodash doesn’t answer. What you do is kept in this browser.';
const YES = { yes: '1' };

export class Desk {
  /** @type {Map<string, Set<(detail: any) => void>>} */
  #listeners = new Map();
  #asked = 0;
  #timer = 0;
  /** What is being typed and is no step yet. @type {{id: string, cells: Cells} | null} */
  #typing = null;
  /** @type {View | null} */
  view = null;
  chosen = '';
  /** Whether the table is shown, and asked for. */
  table = false;
  /** The words of which fact are lit. */
  fact = '';

  /** @param {URL} api @param {string} key of the collection @param {Opening} opening @param {string} editor who signed in; blank without a login */
  constructor(api, key, opening, editor) {
    this.api = api;
    this.editor = editor;
    this.opening = opening;
    this.body = opening.body;
    this.offsets = createOffsets(opening.body);
    this.words = wordsOf(opening.body, opening.article.language);
    this.blocks = opening.blocks.map(([start, end, number, level]) => /** @type {[number, number, number | null, number]} */ ([this.offsets.units(start), this.offsets.units(end), number, level]));
    this.sentences = opening.sentences.map(([start, end, block]) => /** @type {[number, number, number]} */ ([this.offsets.units(start), this.offsets.units(end), block]));
    const { id } = opening.article;
    this.kept = new Kept({ api, key: `geodash:code:${key}:${id}`, article: id, tell: (how) => this.emit('kept', how) });
    this.proposals = new Proposals(this, () => this.emit('proposals'));
    this.log = this.#logOf();
  }

  #logOf() {
    const { article, version, rows } = this.opening;
    return new Log({ article: article.id, version, base: rows, lines: this.kept.lines, onLine: (line) => this.kept.add(line) });
  }

  /** What a save goes to. */
  get into() {
    return this.opening.codings.coder ? 'your coding' : 'the collection';
  }

  /** Takes up the draft that the server kept, and asks for the first view. */
  async begin() {
    const before = this.kept.lines;
    const lines = await this.kept.open();
    if (lines !== before) this.log = this.#logOf();
    await this.#ask();
    void this.proposals.load();
    void this.proposals.recall();
  }

  /** @param {string} name @param {(detail: any) => void} fn */
  on(name, fn) {
    this.#listeners.set(name, (this.#listeners.get(name) ?? new Set()).add(fn));
  }

  /** @param {string} name @param {(detail: any) => void} fn */
  off(name, fn) {
    this.#listeners.get(name)?.delete(fn);
  }

  /** @param {string} name @param {any} [detail] */
  emit(name, detail = null) {
    for (const fn of this.#listeners.get(name) ?? []) fn(detail);
  }

  /** Has the server say at once what is wrong with what is being typed into an event. @param {string} id @param {Cells} cells */
  typing(id, cells) {
    this.#typing = { id, cells };
    this.ask(LETTERS);
  }

  /** With what is being typed. @param {import('./types').DraftState} state */
  #typed(state) {
    const { id, cells } = this.#typing ?? { id: '', cells: {} };
    const now = id && this.log.row('events', id);
    if (!now) return state;
    const was = state.rows.events?.[id]?.was ?? (isNew(id) ? null : now);
    return { ...state, rows: { ...state.rows, events: { ...state.rows.events, [id]: { was, now: { ...now, ...cells } } } } };
  }

  async #ask() {
    const n = ++this.#asked;
    const state = { ...this.#typed(this.log.state()), proposed: this.proposals.cells };
    const body = JSON.stringify({ article: this.opening.article.id, event: this.chosen, table: this.table, ghost_actors: this.proposals.lacking(this.table ? null : this.chosen), state });
    try {
      const answer = await asEditor(new URL('code/view', this.api), { method: 'POST', body });
      const found = await answer.json();
      if (n !== this.#asked) return;
      if (answer.ok) {
        this.view = found;
        this.emit('view', found);
      } else this.emit('trouble', found.error);
    } catch {
      if (n === this.#asked) this.emit('trouble', GONE);
    }
  }

  /** What the server answers to a question of the card. @param {string} path @param {Record<string, string>} params */
  async find(path, params) {
    const url = new URL(`code/${path}`, this.api);
    for (const [key, value] of Object.entries(params)) url.searchParams.set(key, value);
    try {
      const answer = await asEditor(url);
      const found = await answer.json();
      return answer.ok ? found : { answers: [], error: found.error };
    } catch {
      return { answers: [], error: 'geodash doesn’t answer.' };
    }
  }

  ask(wait = QUIET) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#ask(), wait);
  }

  /** @param {string} fact */
  light(fact) {
    if (this.fact === fact) return;
    this.fact = fact;
    this.emit('light', fact);
  }

  /** @param {string} id */
  choose(id) {
    const other = id !== this.chosen;
    this.chosen = id;
    if (other) this.fact = '';
    this.emit('choose', id);
    if (other) this.ask(0);
  }

  /**
   * Does a step, draws what is known at once, and asks the server for the rest. An event that is in the
   * collection already stays done when it is changed.
   * @param {string} name
   * @param {{table: string, id: string, now: Cells | null}[]} changes
   */
  do(name, changes) {
    const touched = new Set(changes.map(({ table, id, now }) => (table === 'events' ? id : table === 'mentions' ? (now ?? this.log.row(table, id))?.event_id ?? '' : '')));
    const done = [...touched].filter((id) => id && !isNew(id)).map((id) => ({ table: 'done', id, now: YES }));
    this.#typing = null;
    const step = this.log.do(name, [...changes, ...done]);
    this.#stepped(step, 'do');
    return step;
  }

  undo() {
    return this.#stepped(this.log.undo(), 'undo');
  }

  redo() {
    return this.#stepped(this.log.redo(), 'redo');
  }

  /** @param {Step | null} step @param {string} how */
  #stepped(step, how) {
    if (!step) return null;
    if (this.chosen && !this.log.row('events', this.chosen) && !this.view?.rows.event) this.choose('');
    else if (isNew(this.chosen) && !this.log.row('events', this.chosen)) this.choose('');
    this.emit('step', { step, how });
    this.ask();
    return step;
  }

  /** @param {SavedLine} line */
  saved(line) {
    this.kept.saved(line);
  }

  /** @param {string} id */
  titleOf(id) {
    return this.log.row('events', id)?.title || 'New event';
  }

  destroy() {
    clearTimeout(this.#timer);
    this.kept.destroy();
    this.proposals.destroy();
  }
}
