// The table's cells: drawn, and which of them is at hand. A range reaches from where Shift was pressed to there.

import { h, hit } from '../../core/dom.js';
import { glyph } from '../../core/marks.js';

/** @import { TableColumn, TableRow } from '../types' */
/** @typedef {{row: number, col: number}} At */

/** How a fact is borne out, in words. */
export const FACTS = { said: 'words say so', worked: 'worked out', unsaid: 'not said', lacking: 'nothing yet' };
const NAMES = ['what', 'when', 'where', 'who', 'toll'];

/** How a fact is borne out, as a sign. @param {string} how */
export function factSign(how) {
  return h('i', { class: `gd-tb-sign is-${how || 'none'}`, 'aria-hidden': 'true' }, how === 'lacking' ? '!' : how === 'unsaid' ? '–' : '');
}

export class Grid {
  /** @type {At} */
  at = { row: 0, col: 0 };
  /** @type {At} */
  from = { row: 0, col: 0 };
  /** @type {TableColumn[]} */
  columns = [];
  /** @type {TableRow[]} */
  rows = [];
  /** @type {Map<string, {key: string, node: HTMLElement}>} */
  #drawn = new Map();
  /** @type {HTMLElement[]} */
  #painted = [];
  /** Cells that could not take what was pasted: why, by event and column. @type {Map<string, string>} */
  refused = new Map();

  /** @param {{moved: () => void, edit: () => void, fill: () => void}} acts */
  constructor(acts) {
    this.acts = acts;
    this.head = h('div', { class: 'gd-tb-row gd-tb-head', role: 'row' });
    this.body = h('div', { role: 'rowgroup' });
    this.handle = h('span', { class: 'gd-tb-handle', 'aria-hidden': 'true' });
    this.node = h('div', { class: 'gd-tb-grid', role: 'grid', 'aria-label': 'Events of this article', 'aria-multiselectable': 'true' }, h('div', { role: 'rowgroup' }, this.head), this.body);
    this.body.addEventListener('pointerdown', (ev) => this.#down(ev));
    this.body.addEventListener('pointerover', (ev) => this.#over(ev));
    this.body.addEventListener('dblclick', (ev) => {
      if (hit(ev, '[data-col]')) acts.edit();
    });
    this.handle.addEventListener('pointerdown', (ev) => {
      ev.stopPropagation();
      ev.preventDefault();
      addEventListener('pointerup', () => this.range.bottom > this.range.top && acts.fill(), { once: true });
    });
  }

  /** @param {TableColumn[]} columns @param {TableRow[]} rows */
  render(columns, rows) {
    const keys = columns.map((c) => c.key).join();
    const id = this.rows[this.at.row]?.id;
    const column = this.columns[this.at.col]?.key;
    if (keys !== this.columns.map((c) => c.key).join()) {
      this.#drawn.clear();
      const label = (/** @type {string} */ text, /** @type {string} */ own = '') => h('div', { class: ['gd-tb-cell', own], role: 'columnheader' }, text);
      this.head.replaceChildren(label('', 'is-number'), label('¶', 'is-para'), ...columns.map((c) => label(c.label, `is-${c.key}`)), h('div', { class: 'gd-tb-cell is-facts', role: 'columnheader', 'aria-label': NAMES.join(', ') }, NAMES.map((_, i) => h('i', { class: 'gd-tb-sign', 'aria-hidden': 'true' }, String(i + 1)))), label('Problems', 'is-problems'));
      this.node.dataset.cols = keys;
      const widths = widthsOf(columns);
      this.node.style.setProperty('--gd-cols', widths.map((w) => (w === TITLE ? `minmax(${w}px, 1fr)` : `${w}px`)).join(' '));
      this.node.style.setProperty('--gd-wide', `${widths.reduce((a, b) => a + b)}px`);
    }
    const had = this.body.contains(document.activeElement) && !document.activeElement?.matches('input');
    this.columns = columns;
    this.rows = rows;
    const next = new Map();
    rows.forEach((row, i) => {
      const key = JSON.stringify([row, i, columns.map((c) => this.refused.get(`${row.id}|${c.key}`))]);
      const known = this.#drawn.get(row.id);
      const kept = known && (known.key === key || known.node.querySelector('input'));
      next.set(row.id, kept ? known : { key, node: this.#row(row, i) });
    });
    this.#lay([...next.values()].map((line) => line.node));
    this.#drawn = next;
    const [r, c] = [rows.findIndex((row) => row.id === id), columns.findIndex((col) => col.key === column)];
    const alone = this.from.row === this.at.row && this.from.col === this.at.col;
    this.at = this.#inside({ row: r < 0 ? this.at.row : r, col: c < 0 ? this.at.col : c });
    this.from = alone ? this.at : this.#inside(this.from);
    this.paint(had);
  }

  /** The lines in their order; the one that is typed in isn’t moved, or the field would lose the focus. @param {HTMLElement[]} nodes */
  #lay(nodes) {
    if (nodes.length === this.body.children.length && nodes.every((n, i) => this.body.children[i] === n)) return;
    const at = nodes.findIndex((node) => node.contains(document.activeElement));
    if (at < 0) this.body.replaceChildren(...nodes);
    else {
      for (const node of [...this.body.children]) if (!nodes.includes(/** @type {HTMLElement} */ (node))) node.remove();
      nodes[at].before(...nodes.slice(0, at));
      nodes[at].after(...nodes.slice(at + 1));
    }
  }

  /** @param {TableRow} row @param {number} i */
  #row(row, i) {
    const { id, text, facts, problems } = row;
    const cells = this.columns.map(({ key, label }, col) => {
      const why = this.refused.get(`${id}|${key}`);
      const ghost = row.ghost?.[key];
      const shown = ghost ? ghost.text : text[key];
      const sign = key === 'kind' ? glyph(row.kind, { size: 18, oneSided: row.one_sided, planned: row.planned || row.unkinded }) : null;
      return h('div', { class: ['gd-tb-cell', `is-${key}`, why ? 'is-refused' : '', shown ? '' : 'is-blank', ghost ? 'is-ghost' : ''], role: 'gridcell', tabindex: '-1', title: why ?? (ghost ? `Proposed: ${shown}. ↵ takes it, Del refuses it.` : shown), 'aria-invalid': why ? 'true' : null, 'aria-label': `${label}: ${ghost ? 'proposed: ' : ''}${shown || 'nothing'}`, dataset: { col: String(col) } }, sign, h('span', { class: 'gd-tb-value', dir: 'auto', style: key === 'title' && row.depth ? { paddingInlineStart: `${row.depth * 18}px` } : {} }, shown));
    });
    const said = facts.map((f, n) => f && `${NAMES[n]}: ${FACTS[/** @type {keyof typeof FACTS} */ (f)]}`).filter(Boolean).join('; ');
    return h(
      'div',
      { class: ['gd-tb-row', row.background ? 'is-background' : ''], role: 'row', 'aria-rowindex': String(i + 2), dataset: { event: id } },
      h('div', { class: 'gd-tb-cell is-number', role: 'rowheader' }, String(i + 1)),
      h('div', { class: 'gd-tb-cell is-para', role: 'gridcell' }, row.paragraph ? `¶${row.paragraph}` : ''),
      cells,
      h('div', { class: 'gd-tb-cell is-facts', role: 'gridcell', 'aria-label': said, title: said }, facts.map(factSign)),
      h('div', { class: ['gd-tb-cell is-problems', problems.length ? 'is-wrong' : ''], role: 'gridcell', title: problems.join('\n') }, problems.length ? `${problems[0]}${problems.length > 1 ? ` (+${problems.length - 1})` : ''}` : row.background ? 'background' : ''),
    );
  }

  /** @param {At} at */
  #inside({ row, col }) {
    return { row: Math.max(0, Math.min(this.rows.length - 1, row)), col: Math.max(0, Math.min(this.columns.length - 1, col)) };
  }

  /** @param {number} row @param {number} col */
  cell(row, col) {
    return /** @type {HTMLElement | null} */ (this.body.children[row]?.querySelector(`[data-col="${col}"]`) ?? null);
  }

  /** The cells from one corner to the other. */
  get range() {
    const { at, from } = this;
    return { top: Math.min(at.row, from.row), bottom: Math.max(at.row, from.row), left: Math.min(at.col, from.col), right: Math.max(at.col, from.col) };
  }

  /** The event and the column of each cell of the range, row by row. */
  get chosen() {
    const { top, bottom, left, right } = this.range;
    return this.rows.slice(top, bottom + 1).map((row) => this.columns.slice(left, right + 1).map((column) => ({ row, column })));
  }

  get row() {
    return this.rows[this.at.row];
  }

  get column() {
    return this.columns[this.at.col];
  }

  /** @param {number} row @param {number} col @param {boolean} [extend] */
  go(row, col, extend = false) {
    this.at = this.#inside({ row, col });
    if (!extend) this.from = this.at;
    this.paint(true);
    this.acts.moved();
  }

  /** @param {boolean} [focus] */
  paint(focus = false) {
    const { top, bottom, left, right } = this.range;
    for (const cell of this.#painted) {
      cell.classList.remove('is-in', 'is-at');
      cell.removeAttribute('aria-selected');
      cell.tabIndex = -1;
    }
    this.#painted = [];
    for (let row = top; row <= bottom; row++) {
      for (let col = left; col <= right; col++) {
        const cell = this.cell(row, col);
        if (!cell) continue;
        cell.classList.add('is-in');
        cell.setAttribute('aria-selected', 'true');
        this.#painted.push(cell);
      }
    }
    for (const line of this.body.querySelectorAll('.is-here')) line.classList.remove('is-here');
    this.body.children[this.at.row]?.classList.add('is-here');
    const here = this.cell(this.at.row, this.at.col);
    if (!here) return;
    here.classList.add('is-at');
    here.tabIndex = 0;
    (this.cell(bottom, right) ?? here).append(this.handle);
    if (!focus) return;
    here.focus({ preventScroll: true });
    here.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }

  /** @param {Event} ev @returns {At | null} */
  #placeOf(ev) {
    const cell = hit(ev, '[data-col]');
    const line = hit(ev, '[data-event]');
    if (!cell || !line) return null;
    return { row: [...this.body.children].indexOf(line), col: Number(cell.dataset.col) };
  }

  /** @param {PointerEvent} ev */
  #down(ev) {
    const at = this.#placeOf(ev);
    if (!at || ev.button || /** @type {HTMLElement} */ (ev.target).closest('input')) return;
    ev.preventDefault();
    this.go(at.row, at.col, ev.shiftKey);
  }

  /** @param {PointerEvent} ev */
  #over(ev) {
    const at = ev.buttons === 1 && !document.activeElement?.matches('input') ? this.#placeOf(ev) : null;
    if (at && (at.row !== this.at.row || at.col !== this.at.col)) this.go(at.row, at.col, true);
  }
}

/** Pixels, at least; the title takes what is left. */
const TITLE = 221;
const WIDTHS = /** @type {Record<string, number>} */ ({ kind: 118, title: TITLE, when: 128, where: 168, who: 128, whom: 132, says: 128, toll: 90, note: 180 });

/** @param {TableColumn[]} columns */
function widthsOf(columns) {
  return [34, 42, ...columns.map((c) => WIDTHS[c.key] ?? 120), 122, 167];
}
