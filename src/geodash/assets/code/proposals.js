// What is found in the text, dotted, and what a new event may begin with; nothing of it is kept by itself.

import { asEditor } from '../core/editor.js';

/** @import { Ghost, Proposal } from './types' */
/** @import { Desk } from './desk.js' */

const LATER = 1500; // milliseconds until a program that is still at work is asked again

export class Proposals {
  /** In the order of the text. @type {Proposal[]} */
  all = [];
  /** What is proposed for an event, by its id. @type {Map<string, Ghost>} */
  ghosts = new Map();
  /** The events for which it was asked, and those that need none: copies of another. @type {Set<string>} */
  begun = new Set();
  /** Whether they have come. */
  loaded = false;
  #timer = 0;
  #ended = false;

  /** @param {Desk} desk @param {() => void} changed */
  constructor(desk, changed) {
    this.desk = desk;
    this.changed = changed;
    this.address = new URL(`code/proposals/${encodeURIComponent(desk.opening.article.id)}`, desk.api);
  }

  async load() {
    const found = await this.#get(this.address);
    if (!found || this.#ended) return;
    const { offsets } = this.desk;
    this.all = found.proposals.map((/** @type {Proposal} */ p) => ({ ...p, start: offsets.units(p.start), end: offsets.units(p.end) })).sort((/** @type {Proposal} */ a, /** @type {Proposal} */ b) => a.start - b.start);
    this.loaded = true;
    if (found.pending) this.#timer = setTimeout(() => this.load(), LATER);
    this.changed();
  }

  /** @param {URL} url */
  async #get(url) {
    try {
      const answer = await asEditor(url);
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
  async begin(event, span) {
    this.begun.add(event);
    const found = await this.look(span);
    if (!found || this.#ended) return;
    this.ghosts.set(event, found);
    this.changed();
  }

  /** The same, for no event yet. @param {[number, number]} span in units @returns {Promise<Ghost | null>} */
  look([start, end]) {
    const { offsets } = this.desk;
    const url = new URL(this.address);
    url.searchParams.set('start', String(offsets.points(start)));
    url.searchParams.set('end', String(offsets.points(end)));
    return this.#get(url);
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

  /** It stays refused at this spot. @param {Proposal} proposal */
  async refuse(proposal) {
    this.all = this.all.filter((p) => p !== proposal);
    this.changed();
    const { what, quote, occurrence } = proposal;
    await asEditor(new URL('code/refuse', this.desk.api), { method: 'POST', body: JSON.stringify({ article: this.desk.opening.article.id, what, quote, occurrence }) }).catch(() => {});
  }

  destroy() {
    this.#ended = true;
    clearTimeout(this.#timer);
  }
}
