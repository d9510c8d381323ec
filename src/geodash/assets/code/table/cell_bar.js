// Above the table: the value at hand, each part of it editable, and the words that say so in their sentence.

import { h } from '../../core/dom.js';

/** @import { Card, TableColumn, TableRow } from '../types' */
/** @import { Desk } from '../desk.js' */
/** @import { Fields } from '../fields.js' */

/** The card's row behind a column. */
export const ROWS = /** @type {Record<string, string>} */ ({ kind: 'kind', title: 'title', when: 'when', where: 'where', who: 'who', whom: 'who', says: 'says', toll: 'toll', note: 'more' });
/** The fact of which words are shown. */
const FACT = /** @type {Record<string, string>} */ ({ kind: 'what', title: 'what', whom: 'who', says: 'who', note: 'what' });
const AROUND = 40; // characters before the words

export class CellBar {
  /** @param {Desk} desk @param {Fields} fields @param {{point: () => void, show: (mention: string) => void}} acts */
  constructor(desk, fields, acts) {
    this.desk = desk;
    this.fields = fields;
    this.acts = acts;
    this.label = h('b', { class: 'gd-tb-label' });
    this.of = h('span', { class: 'gd-tb-of', dir: 'auto' });
    this.value = h('div', { class: 'gd-tb-parts' });
    this.because = h('div', { class: 'gd-tb-because' });
    this.node = h('div', { class: 'gd-tb-bar', role: 'region', 'aria-label': 'The value, and why' }, h('div', { class: 'gd-tb-name' }, this.label, this.of), h('div', { class: 'gd-tb-why' }, this.value, this.because));
  }

  /** @param {TableRow | undefined} row @param {TableColumn | undefined} column @param {string} refused why something could not be put there */
  render(row, column, refused) {
    if (!row || !column) {
      for (const node of [this.label, this.of, this.value, this.because]) node.replaceChildren();
      return;
    }
    const { view } = this.desk;
    const card = view?.card?.id === row.id ? view.card : null;
    this.label.textContent = column.label;
    this.of.textContent = row.text.title || 'New event';
    this.value.replaceChildren(...this.#parts(row, column, card));
    this.value.classList.toggle('is-ghost', Boolean(row.ghost?.[column.key]));
    this.because.replaceChildren(...(refused ? [h('span', { class: 'gd-tb-refused', role: 'alert' }, refused)] : this.#why(row, FACT[column.key] ?? column.key, card)));
  }

  /** @param {TableRow} row @param {TableColumn} column @param {Card | null} card */
  #parts(row, column, card) {
    const told = card?.rows.find((r) => r.key === ROWS[column.key]);
    const whole = column.key === 'title' ? row.text.title : column.key === 'kind' ? card?.kind_words : '';
    if (!told) return [h('span', { class: 'gd-tb-whole', dir: 'auto' }, whole || row.text[column.key])];
    const parts = told.parts.map((part, i) => this.fields.part(told, part, i));
    if (column.key === 'where') parts.push(h('button', { type: 'button', class: 'gd-cs-way gd-tb-point', on: { click: this.acts.point } }, 'Point at it on the map'));
    return parts;
  }

  /** The words for a fact, lit in their sentence; else how it was worked out. @param {TableRow} row @param {string} fact @param {Card | null} card */
  #why(row, fact, card) {
    const { body, offsets, sentences, log, opening } = this.desk;
    const ghost = Object.values(row.ghost ?? {}).find((g) => g.row === fact);
    const why = ghost && this.desk.proposals.ghosts.get(row.id)?.because[fact];
    // What stands among the parts needs no second line.
    if (ghost) return [h('i', null, 'proposed '), why && why !== ghost.set.date_note ? why : '↵ takes it, Del says that it is not so'];
    const told = log.rows('mentions').filter(([, m]) => m.event_id === row.id && m.article_id === opening.article.id && m.supports.split(';').includes(fact));
    if (!told.length) {
      const how = fact === 'when' ? row.cells.date_note : '';
      return how ? [h('i', null, 'because '), how] : row.text[fact] ? ['No words of this article say so.'] : [];
    }
    const [id, m] = told[0];
    const [start, end] = [offsets.units(Number(m.start)), offsets.units(Number(m.end))];
    const sentence = sentences.find(([from, to]) => start >= from && start < to);
    const from = Math.max(sentence?.[0] ?? start, start - AROUND);
    const number = card?.rows.flatMap((r) => r.words).find((w) => w.mention === id)?.paragraph;
    return [
      h('i', null, 'because '),
      h('button', { type: 'button', class: 'gd-tb-words', dir: 'auto', title: 'Show in the text', on: { click: () => this.acts.show(id) } }, from > (sentence?.[0] ?? from) ? '… ' : '', body.slice(from, start), h('mark', null, body.slice(start, end)), body.slice(end, Math.max(end, sentence?.[1] ?? end))),
      number ? h('span', { class: 'gd-tb-para' }, `¶${number}`) : '',
      told.length > 1 ? h('span', { class: 'gd-tb-para' }, `and ${told.length - 1} more`) : '',
    ];
  }
}
