// Where the editor is: the sentence that is read, and the words that are selected; by keys, mouse and touch.

import { snapped, wordStep } from './words.js';

/** @import { Desk } from './desk.js' */
/** @import { ArticleView } from './article.js' */

/**
 * @param {Desk} desk
 * @param {ArticleView} article
 */
export function createCaret(desk, article) {
  let at = 0;
  /** @type {[number, number] | null} */
  let selected = null;
  /** Both ends of the selection as it is made: the one that stays, and the one that moves. @type {[number, number] | null} */
  let ends = null;

  const sentence = () => desk.sentences[at] ?? [0, desk.body.length, 0];
  function draw() {
    const [start, end, block] = sentence();
    article.here(block);
    article.paint('gd-code-sentence', [[start, end]]);
    article.paint('gd-code-words', selected ? [selected] : []);
  }
  function go(/** @type {number} */ next, show = true) {
    const to = Math.max(0, Math.min(desk.sentences.length - 1, next));
    const moved = to !== at;
    at = to;
    if (selected) clearSelection();
    draw();
    if (show) article.show(sentence()[0], sentence()[1]);
    if (moved) desk.emit('sentence', at);
  }
  function clearSelection() {
    selected = ends = null;
    getSelection()?.removeAllRanges();
    desk.emit('selection', null);
  }
  const sentenceOf = (/** @type {number} */ offset) => Math.max(0, desk.sentences.findLastIndex(([start]) => start <= offset));

  /** @param {number} anchor @param {number} focus @param {boolean} keys */
  function select(anchor, focus, keys) {
    const span = snapped(desk.body, desk.words, Math.min(anchor, focus), Math.max(anchor, focus));
    ends = keys ? [anchor, focus] : span;
    selected = span;
    if (span) {
      at = sentenceOf(span[0]);
      desk.emit('sentence', at);
    }
    if (!keys || !span) getSelection()?.removeAllRanges();
    draw();
    if (span) article.show(focus > anchor ? Math.max(span[0], span[1] - 1) : span[0], span[1]);
    desk.emit('selection', selected);
  }

  /** Shift and an arrow: a word; a sentence up and down; Home and End to the ends of the sentence. */
  function extend(/** @type {string} */ key) {
    const rtl = article.node.dir === 'rtl';
    const [start, end] = sentence();
    const [anchor, focus] = ends ?? [start, start];
    const forward = rtl ? 'ArrowLeft' : 'ArrowRight';
    /** @type {Record<string, () => number>} */
    const moves = {
      [forward]: () => wordStep(desk.words, focus, 1),
      [rtl ? 'ArrowRight' : 'ArrowLeft']: () => wordStep(desk.words, focus, -1),
      ArrowDown: () => desk.sentences[Math.min(sentenceOf(Math.max(anchor, focus)) + (focus === end ? 1 : 0), desk.sentences.length - 1)][1],
      ArrowUp: () => desk.sentences[Math.max(0, sentenceOf(focus - 1))][0],
      Home: () => desk.sentences[sentenceOf(focus)][0],
      End: () => desk.sentences[sentenceOf(focus)][1],
    };
    const next = moves[key]?.();
    if (next === undefined) return false;
    select(anchor, next, true);
    return true;
  }

  /** Takes what mouse or finger selected, snapped to words. */
  function fromPage() {
    const chosen = getSelection();
    if (!chosen || chosen.isCollapsed) return false;
    const [a, b] = [article.offsetOf(chosen.anchorNode, chosen.anchorOffset), article.offsetOf(chosen.focusNode, chosen.focusOffset)];
    if (a === null || b === null) return false;
    select(a, b, false);
    return true;
  }
  function onUp(/** @type {PointerEvent} */ ev) {
    requestAnimationFrame(() => {
      if (fromPage() || !article.node.contains(/** @type {Node} */ (ev.target))) return;
      const point = document.caretPositionFromPoint?.(ev.clientX, ev.clientY);
      const offset = point ? article.offsetOf(point.offsetNode, point.offset) : null;
      if (offset !== null) go(sentenceOf(offset), false);
      else if (selected) clearSelection();
    });
  }
  article.node.addEventListener('pointerup', onUp);
  // A finger's handles move the selection after the finger is up.
  let settle = 0;
  const onSelection = () => {
    if (!matchMedia('(pointer: coarse)').matches) return;
    clearTimeout(settle);
    settle = setTimeout(fromPage, 400);
  };
  document.addEventListener('selectionchange', onSelection);

  return {
    draw,
    go,
    extend,
    clear: clearSelection,
    next: () => go(at + 1),
    previous: () => go(at - 1),
    get at() {
      return at;
    },
    get selected() {
      return selected;
    },
    /** The selection, else the sentence without what stands around it. @returns {[number, number]} */
    span() {
      const [start, end] = sentence();
      return selected ?? [start, end];
    },
    sentenceOf,
    destroy() {
      document.removeEventListener('selectionchange', onSelection);
      clearTimeout(settle);
    },
  };
}

/** @typedef {ReturnType<typeof createCaret>} Caret */
