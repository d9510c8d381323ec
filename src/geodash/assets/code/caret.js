// Where the editor is: the sentence that is read, and the words that are selected; by keys, mouse and touch.

import { snapped, wordAt, wordBegin, wordStep } from './words.js';

/** @import { Desk } from './desk.js' */
/** @import { ArticleView } from './article.js' */

const SETTLED = 400; // milliseconds after which a finger's handles have come to rest

export class Caret {
  /** The sentence. */
  at = 0;
  /** @type {[number, number] | null} */
  selected = null;
  /** Both ends of the selection as it is made: the one that stays, and the one that moves. @type {[number, number] | null} */
  #ends = null;
  /** Where the text caret was moved to; null at the beginning of the sentence. @type {number | null} */
  #point = null;
  #settle = 0;
  #life = new AbortController();
  /** @type {ResizeObserver} */
  #sized;

  /** @param {Desk} desk @param {ArticleView} article */
  constructor(desk, article) {
    this.desk = desk;
    this.article = article;
    const { signal } = this.#life;
    article.node.addEventListener('pointerup', (ev) => requestAnimationFrame(() => this.#up(ev)), { signal });
    document.addEventListener('selectionchange', () => this.#fingered(), { signal });
    this.#sized = new ResizeObserver(() => article.stand(this.point));
    this.#sized.observe(article.node);
  }

  get #sentence() {
    return this.desk.sentences[this.at] ?? [0, this.desk.body.length, 0];
  }

  /** Where the text caret stands. */
  get point() {
    return this.#ends?.[1] ?? this.#point ?? this.#sentence[0];
  }

  /** Whether it was moved from the beginning of the sentence. */
  get moved() {
    return this.#point !== null;
  }

  draw() {
    const [start, end, block] = this.#sentence;
    this.article.here(block);
    this.article.paint('gd-code-sentence', [[start, end]]);
    this.article.paint('gd-code-words', this.selected ? [this.selected] : []);
    this.article.stand(this.point);
  }

  /** @param {number} next @param {boolean} [show] */
  go(next, show = true) {
    const to = Math.max(0, Math.min(this.desk.sentences.length - 1, next));
    const moved = to !== this.at;
    if (this.selected) this.clear();
    this.#point = null;
    this.at = to;
    this.draw();
    if (show) this.article.show(...this.span());
    if (moved) this.desk.emit('sentence', to);
  }

  clear() {
    if (this.#ends) this.#point = this.sentenceOf(this.#ends[1]) === this.at ? this.#ends[1] : null;
    this.selected = this.#ends = null;
    getSelection()?.removeAllRanges();
    this.desk.emit('selection', null);
  }

  next = () => this.go(this.at + 1);

  previous = () => this.go(this.at - 1);

  /** @param {number} offset */
  sentenceOf(offset) {
    return Math.max(0, this.desk.sentences.findLastIndex(([start]) => start <= offset));
  }

  /** The selection, else the sentence. @returns {[number, number]} */
  span() {
    const [start, end] = this.#sentence;
    return this.selected ?? [start, end];
  }

  /** @param {number} anchor @param {number} focus @param {boolean} keys */
  #select(anchor, focus, keys) {
    const { desk, article } = this;
    const span = snapped(desk.body, desk.words, Math.min(anchor, focus), Math.max(anchor, focus));
    this.#ends = keys ? [anchor, focus] : span;
    this.selected = span;
    getSelection()?.removeAllRanges();
    if (span) {
      this.at = this.sentenceOf(span[0]);
      desk.emit('sentence', this.at);
      article.show(focus > anchor ? Math.max(span[0], span[1] - 1) : span[0], span[1]);
    }
    this.draw();
    desk.emit('selection', span);
  }

  /** An arrow to the side: the caret goes a word on or back; a selection it leaves at its end. @param {string} key */
  step = (key) => {
    const way = { ArrowRight: 1, ArrowLeft: -1 }[key];
    if (!way) return false;
    const { words } = this.desk;
    const on = way > 0 === (this.article.node.dir !== 'rtl');
    const to = this.selected ? this.selected[on ? 1 : 0] : on ? wordBegin(words, this.point) : wordStep(words, this.point, -1);
    if (this.selected) this.clear();
    this.#moveTo(to);
    const word = wordAt(words, to);
    if (word) this.article.tell(this.desk.body.slice(...word));
    this.article.show(to, to + 1);
    return true;
  };

  /** @param {number} to an offset */
  #moveTo(to) {
    const at = this.sentenceOf(to);
    const other = at !== this.at;
    this.at = at;
    this.#point = to;
    this.draw();
    if (other) this.desk.emit('sentence', at);
  }

  /** Shift and an arrow: a word; a sentence up and down; Home and End to the ends of the sentence. @param {string} key */
  extend = (key) => {
    const { sentences, words } = this.desk;
    const [forward, back] = this.article.node.dir === 'rtl' ? ['ArrowLeft', 'ArrowRight'] : ['ArrowRight', 'ArrowLeft'];
    const [anchor, focus] = this.#ends ?? [this.point, this.point];
    const here = this.sentenceOf(Math.max(anchor, focus - 1));
    /** @type {Record<string, () => number>} */
    const moves = {
      [forward]: () => wordStep(words, focus, 1),
      [back]: () => wordStep(words, focus, -1),
      ArrowDown: () => sentences[Math.min(here + (focus >= sentences[here][1] ? 1 : 0), sentences.length - 1)][1],
      ArrowUp: () => sentences[this.sentenceOf(focus - 1)][0],
      Home: () => sentences[here][0],
      End: () => sentences[here][1],
    };
    const next = moves[key]?.();
    if (next === undefined) return false;
    this.#select(anchor, next, true);
    return true;
  };

  /** Takes what mouse or finger selected, snapped to words. */
  #fromPage() {
    const chosen = getSelection();
    if (!chosen || chosen.isCollapsed) return false;
    const [a, b] = [this.article.offsetOf(chosen.anchorNode, chosen.anchorOffset), this.article.offsetOf(chosen.focusNode, chosen.focusOffset)];
    if (a === null || b === null) return false;
    this.#select(a, b, false);
    return true;
  }

  /** @param {PointerEvent} ev */
  #up(ev) {
    if (this.#fromPage() || !this.article.node.contains(/** @type {Node} */ (ev.target))) return;
    const point = document.caretPositionFromPoint?.(ev.clientX, ev.clientY);
    const offset = point ? this.article.offsetOf(point.offsetNode, point.offset) : null;
    if (offset !== null) {
      this.go(this.sentenceOf(offset), false);
      this.#moveTo(wordAt(this.desk.words, offset)?.[0] ?? offset);
    } else if (this.selected) this.clear();
  }

  /** A finger's handles move the selection after the finger is up. */
  #fingered() {
    if (!matchMedia('(pointer: coarse)').matches) return;
    clearTimeout(this.#settle);
    this.#settle = setTimeout(() => this.#fromPage(), SETTLED);
  }

  destroy() {
    this.#life.abort();
    this.#sized.disconnect();
    clearTimeout(this.#settle);
  }
}
