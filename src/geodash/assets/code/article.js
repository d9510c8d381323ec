// The article: every coded passage lined by its kind, the sentence that is read, the words that are
// selected and those of the chosen event. What is lit is painted over the text, so that nothing is drawn anew.

import { all, clear, h, hit } from '../core/dom.js';
import { glyph } from '../core/marks.js';
import { hueOf } from '../core/told.js';

/** @import { Piece, Sign, View } from './types' */
/** @import { Desk } from './desk.js' */

const PAINTS = ['gd-code-sentence', 'gd-code-words', 'gd-code-lit', 'gd-code-proposed', 'gd-code-proposed-here'];
const RTL = /[\u0591-\u07ff\ufb1d-\ufdfd\ufe70-\ufefc]/;
const TALK = 'Arrows move by sentence and word, with Shift they select, N begins an event, Enter opens one that is coded, question mark lists the keys.';

/** Whether a text is read from right to left: by its first letters. */
function isRtl(/** @type {string} */ body) {
  const letters = body.slice(0, 400).match(/\p{L}/gu) ?? [];
  return letters.filter((l) => RTL.test(l)).length > letters.length / 2;
}

export class ArticleView {
  /** Where each drawn text begins, in units. @type {WeakMap<Node, number>} */
  #begins = new WeakMap();

  /** @param {Desk} desk */
  constructor(desk) {
    this.desk = desk;
    /** The drawn texts of a block in order. @type {Text[][]} */
    this.texts = desk.blocks.map(() => []);
    this.drawn = desk.blocks.map(() => '');
    this.nodes = desk.blocks.map(([, , number, level], at) => {
      const label = number === null ? null : h('span', { class: 'gd-ct-n', 'aria-hidden': 'true' }, `¶${number}`);
      return h('div', { class: ['gd-ct-block', level ? 'is-heading' : ''], dataset: { block: String(at) } }, label, h(level ? 'h3' : 'p', { class: 'gd-ct-text' }));
    });
    this.bar = h('span', { class: 'gd-ct-caret', 'aria-hidden': 'true' });
    this.said = h('span', { class: 'gd-ct-said', 'aria-live': 'polite' });
    const { title, language } = desk.opening.article;
    this.node = h('div', { class: 'gd-ct', tabindex: '0', role: 'region', dir: isRtl(desk.body) ? 'rtl' : 'ltr', lang: language, 'aria-label': `Text of ${title}. ${TALK}` }, this.nodes, this.bar, this.said);
    desk.blocks.forEach(([start, end], at) => this.#draw(at, [{ start: desk.offsets.points(start), end: desk.offsets.points(end) }]));
  }

  /** @param {Sign} found */
  #sign({ kind, one_sided: oneSided, planned, events }) {
    const { view } = this.desk;
    const names = events.map((id) => view?.events.find((e) => e.id === id)?.title ?? this.desk.titleOf(id));
    const more = events.length > 1 ? h('sup', null, String(events.length)) : null;
    return h('button', { type: 'button', class: 'gd-ct-sign', tabindex: '-1', 'aria-label': names.join('; '), title: names.join('\n'), dataset: { events: events.join(' ') } }, glyph(kind, { size: 18, oneSided, planned }), more);
  }

  /** @param {number} at @param {Piece[]} pieces */
  #draw(at, pieces) {
    const { desk } = this;
    const body = clear(/** @type {HTMLElement} */ (this.nodes[at].lastElementChild));
    this.texts[at] = [];
    for (const piece of pieces) {
      const [start, end] = [desk.offsets.units(piece.start), desk.offsets.units(piece.end)];
      const text = document.createTextNode(desk.body.slice(start, end));
      this.#begins.set(text, start);
      this.texts[at].push(text);
      if (piece.pill) body.append(h('button', { type: 'button', class: 'gd-ct-pill', tabindex: '-1', dataset: { considered: piece.pill.id }, title: 'Read again' }, piece.pill.text), ' ');
      for (const found of piece.opens ?? []) body.append(this.#sign(found));
      if (!piece.events) body.append(text);
      else {
        const [k, k2] = piece.kinds ?? [];
        body.append(h('span', { class: ['gd-ct-coded', `gd-k-${hueOf(k)}`, k2 && `gd-k2-${hueOf(k2)} has-two`], dataset: { events: piece.events.join(' ') } }, text));
      }
    }
  }

  /** Draws the paragraphs that differ. @param {View} view */
  render(view) {
    let changed = false;
    withPills(view).forEach((pieces, at) => {
      const key = JSON.stringify(pieces);
      if (this.drawn[at] === key) return;
      this.drawn[at] = key;
      this.#draw(at, pieces);
      changed = true;
    });
    return changed;
  }

  /** @param {number} offset */
  #blockAt(offset) {
    return Math.max(0, this.desk.blocks.findLastIndex(([start]) => start <= offset));
  }

  /** @param {number} offset @param {boolean} asEnd */
  #placeOf(offset, asEnd) {
    for (const text of this.texts[this.#blockAt(offset - (asEnd ? 1 : 0))] ?? []) {
      const begin = this.#begins.get(text) ?? 0;
      if (offset >= begin && (asEnd ? offset <= begin + text.length : offset < begin + text.length)) return { text, at: offset - begin };
    }
    return null;
  }

  /** A range over a span of the body; null where it is not drawn. @param {number} start @param {number} end */
  rangeOf(start, end) {
    const [from, to] = [this.#placeOf(start, false), this.#placeOf(end, true)];
    if (!from || !to) return null;
    const range = document.createRange();
    range.setStart(from.text, from.at);
    range.setEnd(to.text, to.at);
    return range;
  }

  /** Where in the body a point of the page's selection is; null outside the text. @param {Node | null} at @param {number} offset */
  offsetOf(at, offset) {
    if (!at || !this.node.contains(at)) return null;
    const begin = this.#begins.get(at);
    if (begin !== undefined) return begin + offset;
    const point = document.createRange();
    point.setStart(at, offset);
    for (const text of this.texts.flat()) {
      if (point.comparePoint(text, 0) >= 0) return this.#begins.get(text) ?? null;
    }
    return this.desk.body.length;
  }

  /** Where a letter begins on the screen, or the one before it ends. @param {number} offset */
  #edgeOf(offset) {
    const rtl = this.node.dir === 'rtl';
    const next = this.rangeOf(offset, offset + 1)?.getClientRects()[0];
    if (next?.width) return { x: rtl ? next.right : next.left, top: next.top, height: next.height };
    const last = offset ? [...(this.rangeOf(offset - 1, offset)?.getClientRects() ?? [])].at(-1) : null;
    return last ? { x: rtl ? last.left : last.right, top: last.top, height: last.height } : null;
  }

  /** The text caret, before a letter. @param {number} offset */
  stand(offset) {
    const edge = this.#edgeOf(offset);
    this.bar.hidden = !edge;
    if (!edge) return;
    const frame = this.node.getBoundingClientRect();
    this.bar.style.left = `${edge.x - frame.left + this.node.scrollLeft - 1}px`;
    this.bar.style.top = `${edge.top - frame.top + this.node.scrollTop}px`;
    this.bar.style.height = `${edge.height}px`;
  }

  /** For those who hear the page: the word at the caret. @param {string} text */
  tell(text) {
    this.said.textContent = text;
  }

  /** The events that are told at an offset, or within a span. @param {number} start @param {number} [end] */
  toldIn(start, end = start + 1) {
    const { offsets, view } = this.desk;
    const [from, to] = [offsets.points(start), offsets.points(end)];
    return [...new Set((view?.pieces ?? []).flat().filter((p) => p.start < to && p.end > from).flatMap((p) => p.events ?? []))];
  }

  /** @param {string} name @param {[number, number][]} spans */
  paint(name, spans) {
    if (!('highlights' in CSS)) return;
    // A text that is drawn anew is painted anew: no need for ranges that follow each change.
    const ranges = spans.flatMap(([start, end]) => {
      const [from, to] = [this.#placeOf(start, false), this.#placeOf(end, true)];
      return from && to ? [new StaticRange({ startContainer: from.text, startOffset: from.at, endContainer: to.text, endOffset: to.at })] : [];
    });
    if (ranges.length) CSS.highlights.set(name, new Highlight(...ranges));
    else CSS.highlights.delete(name);
  }

  /** The passages of the chosen event stand out. @param {string} id */
  chosen(id) {
    for (const found of all(this.node, '.gd-ct-coded')) found.classList.toggle('is-chosen', Boolean(id) && (found.dataset.events ?? '').split(' ').includes(id));
  }

  /** @param {number} block */
  here(block) {
    for (const found of all(this.node, '.gd-ct-block.is-here')) found.classList.remove('is-here');
    this.nodes[block]?.classList.add('is-here');
  }

  /** @param {number} start @param {number} end */
  show(start, end) {
    const rect = this.rangeOf(start, Math.max(start + 1, Math.min(end, start + 1)))?.getBoundingClientRect();
    const frame = this.node.getBoundingClientRect();
    if (!rect || (rect.top > frame.top + 20 && rect.bottom < frame.bottom - 60)) return;
    this.node.scrollTop += rect.top - frame.top - frame.height / 3;
  }

  /** @param {(events: string[]) => void} choose @param {(considered: string) => void} again a pill was pressed */
  listen(choose, again) {
    this.node.addEventListener('click', (ev) => {
      const pill = hit(ev, '[data-considered]');
      const found = hit(ev, '[data-events]');
      if (pill) again(pill.dataset.considered ?? '');
      else if (found && getSelection()?.isCollapsed !== false) choose((found.dataset.events ?? '').split(' '));
    });
  }

  destroy() {
    if ('highlights' in CSS) PAINTS.forEach((name) => CSS.highlights.delete(name));
  }
}

/**
 * The pieces with a pill before each sentence that holds no event.
 * @param {View} view
 */
function withPills({ pieces, considered }) {
  if (!considered.length) return pieces;
  return pieces.map((block) => {
    /** @type {Piece[]} */
    let row = block;
    for (const { id, start, words } of considered) {
      row = row.flatMap((piece) => {
        if (start < piece.start || start >= piece.end) return [piece];
        const tail = { ...piece, start, pill: { id, text: `no event · ${words}` } };
        return start === piece.start ? [tail] : [{ ...piece, end: start }, { ...tail, opens: undefined }];
      });
    }
    return row;
  });
}
