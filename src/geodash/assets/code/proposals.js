// What is found in the text, dotted, and what a new event may begin with; nothing of it is kept by itself.

import { asEditor } from '../core/editor.js';
import { isNew } from './log.js';

/** @import { Ghost, Proposal, Spot, Step } from './types' */
/** @import { Desk } from './desk.js' */

const LATER = 1500; // milliseconds until a program that is still at work is asked again

/** A spot as the id of a mark. @param {Spot} spot */
export const spotKey = ({ what, quote, occurrence }) => JSON.stringify([what, occurrence, quote]);

export class Proposals {
  /** In the order of the text, without what was refused. @type {Proposal[]} */
  all = [];
  /** As they came. @type {Proposal[]} */
  #found = [];
  /** Those for events that are still asked. @type {Map<string, Promise<void>>} */
  #coming = new Map();
  /** What is proposed for an event, by its id. @type {Map<string, Ghost>} */
  ghosts = new Map();
  /** The events for which it was asked, and those that need none: copies of another. @type {Set<string>} */
  begun = new Set();
  /** The words of which each was begun. @type {Map<string, [number, number]>} */
  #spans = new Map();
  #loads = 0;
  #turns = 0;
  /** Whether they have come. */
  loaded = false;
  /** What was said of the answers of a program. */
  #notes = '';
  #timer = 0;
  /** The server is told in the order of the steps. */
  #told = Promise.resolve();
  #ended = false;

  /** @param {Desk} desk @param {() => void} changed */
  constructor(desk, changed) {
    this.desk = desk;
    this.changed = changed;
    desk.on('step', (done) => this.#stepped(done));
    this.address = new URL(`code/proposals/${encodeURIComponent(desk.opening.article.id)}`, desk.api);
  }

  async load() {
    const n = ++this.#loads;
    clearTimeout(this.#timer);
    const found = await this.#ask({});
    if (!found || this.#ended || n !== this.#loads) return;
    const { offsets } = this.desk;
    this.#found = found.proposals.map((/** @type {Proposal} */ p) => ({ ...p, start: offsets.units(p.start), end: offsets.units(p.end) })).sort((/** @type {Proposal} */ a, /** @type {Proposal} */ b) => a.start - b.start);
    this.#sift();
    this.loaded = true;
    const notes = found.notes.join(' ');
    if (notes && notes !== this.#notes) this.desk.emit('trouble', notes);
    this.#notes = notes;
    if (found.pending) this.#timer = setTimeout(() => this.load(), LATER);
    this.changed();
  }

  /** Known to whom the draft adds to the collection. @param {{start?: number, end?: number}} words */
  async #ask(words) {
    const actors = this.desk.log.rows('actors').filter(([id]) => isNew(id)).map(([, cells]) => cells);
    // What was refused just now is known there first.
    await this.#told;
    try {
      const answer = await asEditor(this.address, { method: 'POST', body: JSON.stringify({ ...words, actors }) });
      return answer.ok ? await answer.json() : null;
    } catch {
      return null;
    }
  }

  /**
   * What an event of these words begins with.
   * @param {string} event
   * @param {[number, number]} span in units
   */
  begin(event, span) {
    this.begun.add(event);
    this.#spans.set(event, span);
    const asked = this.look(span).then((found) => {
      if (this.#coming.get(event) === asked) this.#coming.delete(event);
      if (!found || this.#ended) return;
      this.ghosts.set(event, found);
      this.changed();
    });
    this.#coming.set(event, asked);
    return asked;
  }

  /** Until what is proposed for an event has come; null where nothing is on its way. @param {string} event */
  coming(event) {
    return this.#coming.get(event) ?? null;
  }

  /** The first words of this article that tell an event. @param {string} id */
  wordsOf(id) {
    const { log, opening } = this.desk;
    const told = log.rows('mentions').map(([, m]) => m).filter((m) => m.event_id === id && m.article_id === opening.article.id);
    return told.find((m) => m.supports.split(';').includes('what')) ?? told[0];
  }

  /** What is proposed for events that were begun before the page was opened: one after the other. */
  async recall(ids = this.desk.log.rows('events').map(([id]) => id)) {
    const { log, offsets } = this.desk;
    for (const id of ids) {
      const words = isNew(id) && !this.begun.has(id) && !log.row('done', id) && this.wordsOf(id);
      if (words && !this.#ended) await this.begin(id, [offsets.units(Number(words.start)), offsets.units(Number(words.end))]);
    }
  }

  /** A copy of another event needs no more than a title. @param {string} event @param {string} title */
  entitle(event, title) {
    this.begun.add(event);
    const type = this.desk.log.row('events', event)?.event_type ?? '';
    this.ghosts.set(event, { spots: {}, cells: { title }, types: [{ event_type: type, kind: '' }], because: {}, offers: [], supports: [], new_actors: [] });
  }

  /** Actors that are proposed and that the collection lacks: for an event, or for all. @param {string | null} event */
  lacking(event) {
    const found = [...this.ghosts].flatMap(([id, { new_actors: actors }]) => (event === null || id === event ? actors : []));
    return [...new Map(found.map((a) => [a.actor_id, a])).values()];
  }

  /** The cells that are proposed, by event. */
  get cells() {
    return Object.fromEntries([...this.ghosts].map(([id, { cells }]) => [id, cells]));
  }

  /** The same, for no event yet. @param {[number, number]} span in units @returns {Promise<Ghost | null>} */
  look([start, end]) {
    const { offsets } = this.desk;
    return this.#ask({ start: offsets.points(start), end: offsets.points(end) });
  }

  /** All of it once more: there is somebody new in the draft, or no longer. */
  async #again() {
    const n = ++this.#turns;
    void this.load();
    for (const [id, span] of this.#spans) {
      if (n !== this.#turns || this.#ended) return;
      if (this.desk.log.row('events', id) && !this.desk.log.row('done', id)) await this.begin(id, span);
    }
  }

  /** The happening that is proposed in a stretch and not coded yet. @param {[number, number]} span */
  happening([start, end]) {
    return this.all.find((p) => p.what === 'happening' && p.start >= start && p.end <= end + 1);
  }

  /** The sentence that holds each. */
  #placed() {
    const { sentences } = this.desk;
    let at = 0;
    return this.all.map((p) => {
      while (at < sentences.length - 1 && sentences[at][1] <= p.start) at += 1;
      return { p, at };
    });
  }

  /**
   * The spans to be dotted: those of the sentences that are still to be read; of one sentence, where it is given.
   * @param {number} [only]
   * @returns {[number, number][]}
   */
  dotted(only) {
    const { sentences, view } = this.desk;
    const wanted = (/** @type {number} */ at) => (only === undefined ? view?.coverage[at] === 'open' : at === only);
    return this.#placed().filter(({ p, at }) => p.what !== 'happening' && wanted(at) && p.end <= sentences[at][1]).map(({ p }) => [p.start, p.end]);
  }

  #sift() {
    this.all = this.#found.filter((p) => !this.desk.log.row('refused', spotKey(p)));
  }

  /** Those whose words a stretch holds. @param {[number, number]} span */
  within([start, end]) {
    return this.all.filter((p) => p.start >= start && p.end <= end);
  }

  /** They stay refused at their spots, until the step is taken back. @param {Spot[]} spots @param {string} [row] of the event for which it was proposed */
  refuse(spots, row = '') {
    const marks = spots.map((s) => ({ table: 'refused', id: spotKey(s), now: { what: s.what, quote: s.quote, occurrence: String(s.occurrence) } }));
    const own = row ? [{ table: 'refused', id: row, now: { yes: '1' } }] : [];
    this.desk.do(`refusal of ${spots[0] ? `“${spots[0].quote}”` : 'a proposal'}`, [...own, ...marks]);
  }

  /** What is proposed for a row of an event is not so. @param {string} event @param {string} row */
  refuseRow(event, row) {
    this.refuse(this.ghosts.get(event)?.spots[row] ?? [], `${event}|${row}`);
  }

  /** The server is told of what was refused, and of what is refused no more. @param {{step: Step, how: string}} done */
  #stepped({ step, how }) {
    if (step.ops.some((op) => op.table === 'actors')) void this.#again();
    const spots = step.ops.filter((op) => op.table === 'refused').map((op) => ({ spot: op.now ?? op.was, refused: Boolean(how === 'undo' ? op.was : op.now) })).filter(({ spot }) => spot?.what);
    if (!spots.length) return;
    this.#sift();
    this.changed();
    this.#told = this.#told.then(() => this.#tell(spots));
  }

  /** @param {{spot: import('./types').Cells | null, refused: boolean}[]} spots */
  async #tell(spots) {
    for (const { spot, refused } of spots) {
      const body = JSON.stringify({ ...spot, occurrence: Number(spot?.occurrence), article: this.desk.opening.article.id, refused });
      await asEditor(new URL('code/refuse', this.desk.api), { method: 'POST', body }).catch(() => {});
    }
    // One that was refused before the page was opened is not among those that came.
    if (!this.#ended && spots.some((s) => !s.refused)) void this.load();
  }

  destroy() {
    this.#ended = true;
    clearTimeout(this.#timer);
  }
}
