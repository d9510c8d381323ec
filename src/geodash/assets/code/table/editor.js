// A cell that is typed in, in its place: as the card asks for it, with Enter going down and Tab going on.

import { h } from '../../core/dom.js';
import { askFor } from '../asks.js';
import { folded } from '../edits.js';
import { askKind } from '../kind.js';
import { askActor } from '../new_actor.js';

/** @import { Answer, Cells, TableColumn, TableRow } from '../types' */
/** @import { Desk } from '../desk.js' */
/** @import { Edits } from '../edits.js' */
/** @import { Fields } from '../fields.js' */
/** @typedef {{error?: string, set?: Cells}} Read */
/** @typedef {{moved: (down: number, on: number) => void, read: (event: string, column: string, text: string) => Promise<Read>, point: (name: string) => void, places: (answers: Answer[], at: number) => void}} EditorActs */

const WHO = /** @type {Record<string, string>} */ ({ who: 'actors', whom: 'recipients' });
const HOW = /** @type {Record<string, string>} */ ({ when: '13 September 2022, Tuesday, that day …', where: 'a place, in any spelling', says: 'the article, only …, nobody named, planned', toll: '49, at least 40, 10 to 20' });
const PLAIN = new Set(['title', 'note']);
const SAYS = ['the article', 'nobody named', 'planned'];

export class CellEditor {
  /** @param {Desk} desk @param {Edits} edits @param {Fields} fields @param {EditorActs} acts */
  constructor(desk, edits, fields, acts) {
    this.desk = desk;
    this.edits = edits;
    this.fields = fields;
    this.acts = acts;
  }

  /**
   * @param {HTMLElement} cell
   * @param {TableRow} row
   * @param {TableColumn} column
   * @param {string | null} typed the key that began it takes the place of the value
   */
  open(cell, row, column, typed) {
    const anchor = /** @type {HTMLElement} */ (cell.querySelector('.gd-tb-value'));
    if (this.desk.chosen !== row.id) this.desk.choose(row.id);
    cell.classList.add('is-edited');
    const closed = () => cell.classList.remove('is-edited');
    if (column.key === 'kind') this.#kind(anchor, row, closed);
    else if (PLAIN.has(column.key)) this.#plain(anchor, row, column, typed, closed);
    else this.#ask(anchor, row, column, typed, closed);
  }

  /** @param {TableRow} row @param {TableColumn} column @param {Cells} set */
  #put(row, column, set) {
    this.edits.cells(`${column.label.toLowerCase()} of “${row.text.title || 'New event'}”`, [{ event: row.id, column: column.key, set }]);
  }

  /** @param {HTMLElement} anchor @param {TableRow} row @param {() => void} closed */
  #kind(anchor, row, closed) {
    const column = { key: 'kind', label: 'Kind', cells: [] };
    askKind(anchor, { kinds: this.desk.opening.choices.kinds, likely: '', because: '' }, (type) => {
      closed();
      this.#put(row, column, { event_type: type });
      this.acts.moved(1, 0);
    }, () => {
      closed();
      this.acts.moved(0, 0);
    });
  }

  /** @param {HTMLElement} anchor @param {TableRow} row @param {TableColumn} column @param {string | null} typed @param {() => void} closed */
  #plain(anchor, row, column, typed, closed) {
    const before = row.text[column.key];
    const input = h('input', { type: 'text', class: 'gd-ask', value: typed ?? before, 'aria-label': column.label, dir: 'auto', spellcheck: 'true' });
    let over = false;
    const end = (/** @type {boolean} */ keep, down = 0, on = 0) => {
      if (over) return;
      over = true;
      const text = input.value.replace(/\s+/g, ' ').trim();
      input.remove();
      anchor.hidden = false;
      closed();
      if (keep && text !== before) this.#put(row, column, { [column.cells[0]]: text });
      if (down || on || !keep) this.acts.moved(down, on);
    };
    anchor.hidden = true;
    anchor.after(input);
    input.addEventListener('blur', () => end(true));
    input.addEventListener('keydown', (ev) => {
      if (ev.isComposing || ev.ctrlKey || ev.metaKey) return;
      if (ev.key === 'Enter') end(true, ev.shiftKey ? -1 : 1);
      else if (ev.key === 'Tab') end(true, 0, ev.shiftKey ? -1 : 1);
      else if (ev.key === 'Escape') end(false);
      else return;
      ev.preventDefault();
      ev.stopPropagation();
    });
    input.focus();
    input.setSelectionRange(input.value.length, input.value.length);
  }

  /** @param {HTMLElement} anchor @param {TableRow} row @param {TableColumn} column @param {string | null} typed @param {() => void} closed */
  #ask(anchor, row, column, typed, closed) {
    const { key } = column;
    const put = (/** @type {Cells} */ set, way = 0) => {
      this.#put(row, column, set);
      this.acts.moved(way ? 0 : 1, way);
    };
    askFor(anchor, {
      name: column.label,
      value: typed ?? row.text[key],
      place: HOW[key],
      typed: true,
      reads: key === 'when' || key === 'toll' || key === 'says',
      closed: () => {
        closed();
        this.desk.emit('redraw');
      },
      find: (text) => this.#find(row, key, text),
      take: (answer, _, way) => put(answer.set, way),
      empty: async (way) => put((await this.acts.read(row.id, key, '')).set ?? {}, way),
      cancel: () => this.acts.moved(0, 0),
      show: key === 'where' ? this.acts.places : undefined,
      more: (text) => this.#more(anchor, key, text, put),
    });
  }

  /** @param {HTMLElement} anchor @param {string} key @param {string} text @param {(set: Cells) => void} put */
  #more(anchor, key, text, put) {
    if (key === 'where') return [{ label: 'None of these: point at the map, or draw an area', act: this.acts.point }];
    const { before, last } = segments(text);
    if (!(key in WHO) || !last || this.#ids(text).wrong === null || this.#ids(before).wrong !== null) return [];
    return [{ label: `+ new actor “${last}”`, likely: true, act: () => askActor(anchor, this.desk, last, (cells) => put({ [WHO[key]]: [...this.#ids(before).ids, this.edits.actor(cells)].join(';') })) }];
  }

  /** @param {TableRow} row @param {string} key @param {string} text @returns {Promise<{head?: string, answers: Answer[], error?: string}>} */
  async #find(row, key, text) {
    if (text && text === row.text[key]) return { answers: [{ text, set: {} }] };
    if (key in WHO) return this.#people(key, text);
    if (!text) return { answers: [] };
    if (key === 'where') return this.fields.findPlace(text.replace(/^(?:said in|about|near|at|in)\s+/i, ''), text);
    if (key === 'when') return this.fields.findRead('date', text);
    if (key === 'toll') return this.fields.findRead('toll', text);
    const { set, error } = await this.acts.read(row.id, key, text);
    const more = SAYS.filter((s) => folded(s).startsWith(folded(text)) && s !== text);
    const found = await Promise.all(more.map(async (s) => ({ text: s, set: (await this.acts.read(row.id, key, s)).set ?? {} })));
    return { answers: set ? [{ text, set }, ...found] : found, error: set || found.length ? '' : error };
  }

  /** The ids of the names in a text; the first that nobody has, null for none. @param {string} text */
  #ids(text) {
    const names = text.split(/\s*[,;]\s*/).filter(Boolean);
    const ids = names.map((name) => this.fields.people(name).answers.find((a) => folded(a.text) === folded(name))?.id ?? '');
    return { ids: ids.filter(Boolean), wrong: names.find((_, i) => !ids[i]) ?? null };
  }

  /** Several names, the last of which is being typed. @param {string} key @param {string} text */
  #people(key, text) {
    const { before, last } = segments(text);
    const { ids: known, wrong } = this.#ids(before);
    // Taken without it the others would be lost one by one.
    if (wrong !== null) return { answers: [], error: `No actor is called “${wrong}”.` };
    const whole = this.#ids(text);
    const set = (/** @type {string[]} */ ids) => ({ [WHO[key]]: [...new Set(ids)].join(';') });
    const answers = this.fields.people(last).answers.map((a) => ({ ...a, text: before ? `${before}, ${a.text}` : a.text, set: set([...known, a.id ?? '']) }));
    const exact = whole.wrong === null && whole.ids.length ? [{ text, set: set(whole.ids) }] : [];
    return { answers: last || !exact.length ? [...exact, ...answers.filter((a) => folded(a.text) !== folded(text))] : exact };
  }
}

/** The names before the last, and the last. @param {string} text */
function segments(text) {
  const cut = Math.max(text.lastIndexOf(','), text.lastIndexOf(';'));
  return { before: cut < 0 ? '' : text.slice(0, cut).trim(), last: text.slice(cut + 1).trim() };
}
