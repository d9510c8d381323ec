// The table of the article's events, for people who like tables: Excel's keys, ranges as text there and back,
// the value at hand with its words above. What is done here is a step of the same draft as in the card.

import { count } from '../../core/count.js';
import { h } from '../../core/dom.js';
import { asEditor } from '../../core/editor.js';
import { popList } from '../pop.js';
import { CellBar } from './cell_bar.js';
import { CellEditor } from './editor.js';
import { FACTS, factSign, Grid } from './grid.js';
import { read, written } from './tsv.js';

/** @import { Answer, Cells, TableColumn, View } from '../types' */
/** @import { Desk } from '../desk.js' */
/** @import { Edits } from '../edits.js' */
/** @import { Fields } from '../fields.js' */
/** @typedef {{event: string, column: string, set: Cells}} Put */
/** @typedef {{event: string, column: string, text: string}} Typed */

const COLUMNS = 'geodash:code:columns';
const QUIET = 120; // milliseconds on a row until its event is the chosen one
const PAGE = 12;

export class Table {
  /** @type {TableColumn[]} */
  #columns = [];
  #only = false;
  #timer = 0;
  /** What was copied last, and the cells behind it. @type {{text: string, cells: {column: string, set: Cells}[][]} | null} */
  #copied = null;
  #life = new AbortController();
  #shown = new Set(shownColumns());

  /**
   * @param {Desk} desk @param {Edits} edits @param {Fields} fields
   * @param {{say: (text: string) => void, toText: () => void, point: (name?: string) => void, places: (answers: Answer[], at: number) => void, show: (mention: string) => void, excel: () => void}} acts
   */
  constructor(desk, edits, fields, acts) {
    this.desk = desk;
    this.edits = edits;
    this.acts = acts;
    this.grid = new Grid({ moved: () => this.#moved(), edit: () => this.edit(null), fill: () => void this.fill() });
    this.bar = new CellBar(desk, fields, { point: () => acts.point(), show: acts.show });
    this.editor = new CellEditor(desk, edits, fields, { moved: (down, on) => this.step(down, on), read: (event, column, text) => this.#readOne(event, column, text), point: acts.point, places: acts.places });
    this.scroller = h('div', { class: 'gd-tb-scroll' }, this.grid.node);
    this.only = h('button', { type: 'button', class: 'gd-cs-way', 'aria-pressed': 'false', on: { click: () => this.#turnOnly() } });
    /** @type {HTMLElement} */
    const choose = h('button', { type: 'button', class: 'gd-cs-way', 'aria-haspopup': 'listbox', on: { click: () => this.#choose(choose) } }, 'Columns ▾');
    const excel = h('button', { type: 'button', class: 'gd-cs-way', on: { click: acts.excel } }, 'Edit in Excel…');
    const legend = h('div', { class: 'gd-tb-legend' }, h('b', null, '1 what 2 when 3 where 4 who 5 toll'), Object.entries(FACTS).map(([how, words]) => h('span', null, factSign(how), ` ${words}`)));
    this.node = h('section', { class: 'gd-tb', 'aria-label': 'Table of the events', tabindex: '-1' }, this.bar.node, this.scroller, h('footer', { class: 'gd-tb-foot' }, legend, this.only, choose, excel));
    this.#listen();
  }

  #listen() {
    const { signal } = this.#life;
    this.node.addEventListener('focus', () => this.focus(), { signal });
    this.grid.node.addEventListener('keydown', (ev) => this.#key(ev), { signal });
    for (const name of /** @type {const} */ (['copy', 'cut', 'paste'])) {
      document.addEventListener(name, (ev) => this.#clipboard(/** @type {ClipboardEvent} */ (ev), name), { signal });
    }
  }

  /** @param {View} view */
  render({ table }) {
    if (!table) return;
    this.#columns = table.columns;
    const wrong = table.rows.filter((r) => r.problems.length);
    this.only.textContent = this.#only ? 'All events' : wrong.length ? `Only the ${wrong.length} with problems` : 'None has problems';
    this.only.disabled = !wrong.length && !this.#only;
    this.grid.render(table.columns.filter((c) => this.#shown.has(c.key)), this.#only ? wrong : table.rows);
    this.#bar();
  }

  /** To a row, or where it was. @param {string} [event] */
  focus(event) {
    const row = this.grid.rows.findIndex((r) => r.id === event);
    this.grid.go(row < 0 ? this.grid.at.row : row, this.grid.at.col);
  }

  #bar() {
    const { row, column, refused } = this.grid;
    this.bar.render(row, column, row && column ? refused.get(`${row.id}|${column.key}`) ?? '' : '');
  }

  #moved() {
    this.#bar();
    clearTimeout(this.#timer);
    const { row } = this.grid;
    if (row && row.id !== this.desk.chosen) this.#timer = setTimeout(() => this.desk.choose(row.id), QUIET);
  }

  /** @param {number} down @param {number} on @param {boolean} [extend] */
  step(down, on, extend = false) {
    const { at } = this.grid;
    this.grid.go(at.row + down, at.col + on, extend);
  }

  #turnOnly() {
    this.#only = !this.#only;
    this.only.setAttribute('aria-pressed', String(this.#only));
    if (this.desk.view) this.render(this.desk.view);
  }

  /** @param {HTMLElement} anchor */
  #choose(anchor) {
    const choices = this.#columns.map((item) => ({ item, nodes: [item.label], on: this.#shown.has(item.key) }));
    popList(anchor, 'Columns: choose one to show or hide it', choices, ({ key }) => {
      if (!this.#shown.delete(key)) this.#shown.add(key);
      try {
        localStorage.setItem(COLUMNS, JSON.stringify([...this.#shown]));
      } catch {
        // A browser that keeps nothing shows the usual ones.
      }
      if (this.desk.view) this.render(this.desk.view);
    });
  }

  /** @param {string | null} typed */
  edit(typed) {
    const { row, column, at } = this.grid;
    const cell = this.grid.cell(at.row, at.col);
    if (cell && row && column) this.editor.open(cell, row, column, typed);
  }

  /** @param {KeyboardEvent} ev */
  #key(ev) {
    if (ev.isComposing || ev.altKey || !(/** @type {HTMLElement} */ (ev.target).matches('[role=gridcell]'))) return;
    const act = ev.ctrlKey || ev.metaKey ? this.#command(ev) : this.#plainKey(ev);
    if (!act) return;
    ev.preventDefault();
    ev.stopPropagation();
    act();
  }

  /** @param {KeyboardEvent} ev @returns {(() => void) | undefined} */
  #plainKey(ev) {
    const { at, rows, columns } = this.grid;
    const shift = ev.shiftKey;
    /** @type {Record<string, () => void>} */
    const keys = {
      ArrowDown: () => this.step(1, 0, shift),
      ArrowUp: () => this.step(-1, 0, shift),
      ArrowRight: () => this.step(0, 1, shift),
      ArrowLeft: () => this.step(0, -1, shift),
      Tab: () => this.#tab(shift ? -1 : 1),
      Enter: () => this.#enter(shift ? -1 : 1),
      F2: () => this.edit(null),
      Delete: () => this.#delete(),
      Backspace: () => void this.clear(),
      Home: () => this.grid.go(at.row, 0, shift),
      End: () => this.grid.go(at.row, columns.length - 1, shift),
      PageDown: () => this.grid.go(Math.min(rows.length - 1, at.row + PAGE), at.col, shift),
      PageUp: () => this.grid.go(Math.max(0, at.row - PAGE), at.col, shift),
      Escape: () => (this.grid.range.top === this.grid.range.bottom && this.grid.range.left === this.grid.range.right ? this.acts.toText() : this.grid.go(at.row, at.col)),
    };
    if (ev.key === 'Tab' && (shift ? at.row === 0 && at.col === 0 : at.row === rows.length - 1 && at.col === columns.length - 1)) return undefined;
    return keys[ev.key] ?? ([...ev.key].length === 1 ? () => this.edit(ev.key === ' ' ? '' : ev.key) : undefined);
  }

  /** What is proposed for the cell at hand. */
  get #ghost() {
    const { row, column } = this.grid;
    return (row && column && row.ghost?.[column.key]) ?? null;
  }

  /** Takes what is proposed, and goes down. @param {1 | -1} way */
  #enter(way) {
    const { row } = this.grid;
    const ghost = this.#ghost;
    if (ghost && row) this.edits.takeGhost(row.id, ghost.row, ghost.set);
    this.step(way, 0);
  }

  /** What is proposed is not so; else nothing is given. */
  #delete() {
    const { row } = this.grid;
    const ghost = this.#ghost;
    if (ghost && row) this.desk.proposals.refuseRow(row.id, ghost.row);
    else void this.clear();
  }

  /** On, and into the next row after the last column. @param {1 | -1} way */
  #tab(way) {
    const { at, columns } = this.grid;
    const next = at.row * columns.length + at.col + way;
    this.grid.go(Math.floor(next / columns.length), next % columns.length);
  }

  /** @param {KeyboardEvent} ev @returns {(() => void) | undefined} */
  #command(ev) {
    const { at, rows, columns, grid } = { ...this.grid, grid: this.grid };
    const shift = ev.shiftKey;
    /** @type {Record<string, () => void>} */
    const keys = {
      d: () => this.fill(),
      a: () => {
        grid.go(0, 0);
        grid.go(rows.length - 1, columns.length - 1, true);
      },
      Home: () => grid.go(0, 0, shift),
      End: () => grid.go(rows.length - 1, columns.length - 1, shift),
      ArrowDown: () => grid.go(rows.length - 1, at.col, shift),
      ArrowUp: () => grid.go(0, at.col, shift),
      ArrowRight: () => grid.go(at.row, columns.length - 1, shift),
      ArrowLeft: () => grid.go(at.row, 0, shift),
    };
    return keys[ev.key] ?? keys[ev.key.toLowerCase()];
  }

  /** Down from the first row of the range; from the row above where it is one. */
  fill() {
    const { top, bottom } = this.grid.range;
    const source = this.grid.rows[top === bottom ? top - 1 : top];
    if (!source) return;
    const puts = this.grid.chosen.slice(top === bottom ? 0 : 1).flat().map(({ row, column }) => ({ event: row.id, column: column.key, set: pick(source.cells, column.cells) }));
    this.edits.cells(`fill down of ${count(puts.length, 'cell')}`, puts);
  }

  async clear() {
    await this.#put(`clearing of ${count(this.grid.chosen.flat().length, 'cell')}`, this.grid.chosen.flat().map(({ row, column }) => ({ event: row.id, column: column.key, text: '' })));
  }

  /** @param {ClipboardEvent} ev @param {'copy' | 'cut' | 'paste'} what */
  #clipboard(ev, what) {
    const at = document.activeElement;
    if (!this.grid.body.contains(at) || at?.matches('input') || !ev.clipboardData) return;
    ev.preventDefault();
    if (what === 'paste') {
      void this.paste(ev.clipboardData.getData('text/plain'));
      return;
    }
    ev.clipboardData.setData('text/plain', this.copy());
    if (what === 'cut') void this.clear();
  }

  /** The range as text; what stands behind it is remembered. */
  copy() {
    const { chosen } = this.grid;
    const text = written(chosen.map((line) => line.map(({ row, column }) => row.text[column.key])));
    this.#copied = { text, cells: chosen.map((line) => line.map(({ row, column }) => ({ column: column.key, set: pick(row.cells, column.cells) }))) };
    return text;
  }

  /** Puts text over the range: one value everywhere, else from its first cell on. @param {string} text */
  async paste(text) {
    const rows = read(text);
    const { top, left } = this.grid.range;
    const one = rows.length === 1 && rows[0].length === 1;
    const own = this.#copied?.text.replace(/\r\n/g, '\n') === text.replace(/\r\n/g, '\n').replace(/\n$/, '') ? this.#copied.cells : null;
    /** @type {(Typed | Put)[]} */
    const wanted = [];
    const add = (/** @type {number} */ r, /** @type {number} */ c, /** @type {number} */ y, /** @type {number} */ x) => {
      const [row, column] = [this.grid.rows[r], this.grid.columns[c]];
      if (!row || !column) return;
      const known = own?.[y]?.[x];
      const text = rows[y][x] ?? '';
      if (known?.column === column.key) wanted.push({ event: row.id, column: column.key, set: known.set });
      // A text says less than the cells behind it: what it leaves as it is isn’t read anew.
      else if (text !== row.text[column.key]) wanted.push({ event: row.id, column: column.key, text });
    };
    if (one) {
      const { bottom, right } = this.grid.range;
      for (let r = top; r <= bottom; r++) for (let c = left; c <= right; c++) add(r, c, 0, 0);
    } else rows.forEach((line, y) => line.forEach((_, x) => add(top + y, left + x, y, x)));
    if (!one) this.grid.from = { row: top, col: left };
    await this.#put(`paste of ${count(wanted.length, 'cell')}`, wanted);
    if (!one) this.grid.go(Math.min(this.grid.rows.length - 1, top + rows.length - 1), Math.min(this.grid.columns.length - 1, left + Math.max(...rows.map((r) => r.length)) - 1), true);
  }

  /** One step of all that can be read; what can't stays as it was, with the reason. @param {string} name @param {(Typed | Put)[]} wanted */
  async #put(name, wanted) {
    const typed = /** @type {Typed[]} */ (wanted.filter((w) => 'text' in w));
    const results = typed.length ? await this.#read(typed) : [];
    if (!results) return;
    /** @type {Put[]} */
    const puts = wanted.filter((w) => 'set' in w);
    this.grid.refused.clear();
    typed.forEach((w, i) => {
      const { set, error } = results[i] ?? {};
      if (set) puts.push({ event: w.event, column: w.column, set });
      else this.grid.refused.set(`${w.event}|${w.column}`, `“${w.text.slice(0, 80)}” was turned back. ${error}`);
    });
    if (puts.length) this.edits.cells(name, puts);
    const { size } = this.grid.refused;
    if (size) this.acts.say(`${count(size, 'cell')} as before: ${[...this.grid.refused.values()][0]}`);
    if (this.desk.view) this.render(this.desk.view);
  }

  /** @param {Typed[]} items @returns {Promise<{set?: Cells, error?: string}[] | null>} */
  async #read(items) {
    try {
      const answer = await asEditor(new URL('code/cells', this.desk.api), { method: 'POST', body: JSON.stringify({ article: this.desk.opening.article.id, state: this.desk.log.state(), items }) });
      const found = await answer.json();
      if (answer.ok) return found.results;
      this.acts.say(found.error);
    } catch {
      this.acts.say('geodash doesn’t answer; nothing was changed.');
    }
    return null;
  }

  /** @param {string} event @param {string} column @param {string} text */
  async #readOne(event, column, text) {
    return (await this.#read([{ event, column, text }]))?.[0] ?? { error: 'geodash doesn’t answer.' };
  }

  destroy() {
    this.#life.abort();
    clearTimeout(this.#timer);
  }
}

/** @param {Cells} cells @param {string[]} columns */
function pick(cells, columns) {
  return Object.fromEntries(columns.map((c) => [c, cells[c] ?? '']));
}

function shownColumns() {
  try {
    const kept = JSON.parse(localStorage.getItem(COLUMNS) ?? 'null');
    if (Array.isArray(kept) && kept.length) return kept.map(String);
  } catch {
    // What can't be read is forgotten.
  }
  return ['kind', 'title', 'when', 'where', 'who', 'whom', 'says'];
}
