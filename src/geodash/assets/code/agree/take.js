// What was chosen of two codings, as a step of the draft of the first: undo takes it back like any other.

import { today } from '../edits.js';

/** @import { Cells } from '../types' */
/** @import { Edits } from '../edits.js' */
/** @import { Choice, Differing, Disagreement } from './types' */
/** @typedef {{table: string, id: string, now: Cells | null}} Change */

/** Stands for the event itself where one of the two lacks it. */
export const EVENT = 'event';
/** The mark of a choice in the draft. */
export const markOf = (/** @type {Disagreement} */ { event, other }, /** @type {string} */ fact) => `${event}|${other}|${fact}`;

export class Taking {
  /** @param {Edits} edits @param {string} coder */
  constructor(edits, coder) {
    this.edits = edits;
    this.coder = coder;
  }

  get #log() {
    return this.edits.log;
  }

  /** @param {Disagreement} card @param {string} fact @param {Choice} choice @param {string} [id] of an event that was taken in @returns {Change} */
  #mark(card, fact, choice, id = '') {
    return { table: 'agreed', id: markOf(card, fact), now: { choice, ...(id ? { id } : {}) } };
  }

  /** @param {string} what @param {Disagreement} card @param {Choice} choice */
  #name(what, card, choice) {
    const whose = { one: 'as it was', other: `as ${this.coder} coded it`, both: 'both codings', '': '' }[choice];
    return `${what} of “${card.title}”, ${whose}`;
  }

  /** The other's passages as new ones of an event. @param {string} event @param {Cells[]} mentions @returns {Change[]} */
  #words(event, mentions) {
    const there = new Set(this.edits.mentionsOf(event).map(([, m]) => `${m.article_id}|${m.start}|${m.end}`));
    let n = Number(this.#log.fresh('mentions', '~m').slice(2));
    return mentions.filter((m) => !there.has(`${m.article_id}|${m.start}|${m.end}`)).map((m) => {
      const id = `~m${n++}`;
      return { table: 'mentions', id, now: { ...m, mention_id: id, event_id: event } };
    });
  }

  /** The links of a choice, each put in or taken out where it is not so yet. @param {NonNullable<Differing['links']>} links @param {Choice} choice @returns {Change[]} */
  #links({ one, other }, choice) {
    const wanted = [...one.map((k) => ({ k, on: choice !== 'other' })), ...other.map((k) => ({ k, on: choice !== 'one' }))];
    return wanted
      .map(({ k, on }) => ({ table: 'links', id: `${k.from_event}|${k.to_event}|${k.relation}`, now: on ? k : null }))
      .filter(({ id, now }) => Boolean(this.#log.row('links', id)) !== Boolean(now));
  }

  /** @param {Disagreement} card @param {Differing} fact @param {Choice} choice */
  fact(card, fact, choice) {
    const cells = this.#log.row('events', card.event);
    const set = choice === 'both' ? fact.both?.set : choice === 'other' ? fact.other : fact.one;
    if (!cells) return;
    const made = this.edits.withActors(set ?? {}, choice === 'one' ? [] : fact.new_actors);
    /** @type {Change[]} */
    const changes = [...made.changes, this.#mark(card, fact.fact, choice)];
    if (set && Object.keys(set).length) changes.push({ table: 'events', id: card.event, now: { ...cells, ...made.cells } });
    if (choice === 'both' && fact.mentions) changes.push(...this.#words(card.event, fact.mentions));
    if (fact.links) changes.push(...this.#links(fact.links, choice));
    this.edits.desk.do(this.#name(fact.label.toLowerCase(), card, choice), changes);
  }

  /** An event that one of the two lacks is kept or withdrawn, left out or taken in. @param {Disagreement} card @param {Choice} choice */
  event(card, choice) {
    const own = card.event ? this.#own(card, choice) : this.#theirs(card, choice);
    if (own) this.edits.desk.do(this.#name('coding', card, choice), own);
  }

  /** @param {Disagreement} card @param {Choice} choice @returns {Change[] | null} */
  #own(card, choice) {
    const cells = this.#log.row('events', card.event);
    if (!cells) return null;
    const base = this.#log.base.events?.[card.event] ?? cells;
    const gone = choice === 'other';
    const note = gone ? [base.note, 'A second coder did not find it told.'].filter(Boolean).join(' ') : base.note;
    return [this.#mark(card, EVENT, choice), { table: 'events', id: card.event, now: { ...cells, withdrawn: gone ? today() : base.withdrawn, note } }];
  }

  /** @param {Disagreement} card @param {Choice} choice @returns {Change[] | null} */
  #theirs(card, choice) {
    const before = this.#log.row('agreed', markOf(card, EVENT))?.id ?? '';
    const there = before && this.#log.row('events', before);
    if (choice === 'one') {
      return [this.#mark(card, EVENT, choice), ...(there ? this.edits.gone(before) : [])];
    }
    if (there || !card.take) return null;
    const id = this.#log.fresh('events');
    const { changes, cells } = this.edits.withActors(card.take.event, card.take.new_actors);
    return [...changes, { table: 'events', id, now: { ...cells, event_id: id } }, ...this.#words(id, card.take.mentions), this.#mark(card, EVENT, choice, id)];
  }

  /** The event of the draft that was made of the other's; blank for none. @param {Disagreement} card */
  made(card) {
    const id = this.#log.row('agreed', markOf(card, EVENT))?.id ?? '';
    return id && this.#log.row('events', id) ? id : '';
  }
}
