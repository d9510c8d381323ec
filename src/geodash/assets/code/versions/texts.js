// Both texts side by side: what was edited, what is coded there, and the words that an editor chooses.

import { all, h, one } from '../../core/dom.js';
import { hueOf } from '../../core/told.js';

/** @import { Block, Question, Review } from './types' */

const points = (/** @type {string} */ text) => [...text].length;
const WORD = /[\p{L}\p{N}\p{M}]/u;

/** @param {Block} block */
function paragraph({ number, level, at, pieces }) {
  const words = pieces.map((p) =>
    h('span', { class: ['gd-vr-piece', p.edit && 'is-edit', p.fresh && 'is-fresh', p.kind && `is-coded gd-k-${hueOf(p.kind)}`], 'data-at': p.at, 'data-q': p.q.length ? p.q.join(' ') : null }, p.text));
  const text = level ? h('p', { class: 'gd-vr-head', role: 'heading', 'aria-level': 3, dir: 'auto' }, words) : h('p', { dir: 'auto' }, words);
  return h('div', { class: 'gd-vr-par', 'data-at': at }, h('span', { class: 'gd-vr-n' }, number ? `¶${number}` : ''), text);
}

/** @param {string} title @param {string} about @param {Block[]} blocks */
function column(title, about, blocks, kind = '') {
  const text = h('div', { class: 'gd-vr-text', tabindex: '0', role: 'group', 'aria-label': title }, blocks.map(paragraph));
  return h('section', { class: ['gd-vr-col', kind] }, h('header', {}, h('strong', {}, title), h('span', { dir: 'auto' }, about)), text);
}

/**
 * Where a point of the new text stands: in code points.
 * @param {Node} node
 * @param {number} offset
 */
function pointOf(node, offset) {
  const piece = (node instanceof Element ? node : node.parentElement)?.closest('.gd-vr-piece');
  if (!(piece instanceof HTMLElement) || node.nodeType !== Node.TEXT_NODE) return null;
  return Number(piece.dataset.at) + points((node.textContent ?? '').slice(0, offset));
}

/**
 * Words, whole and without the blanks around them.
 * @param {Map<number, string>} chars
 * @param {number} start
 * @param {number} end
 * @returns {[number, number] | null}
 */
function snap(chars, start, end) {
  const is = (/** @type {number} */ at) => WORD.test(chars.get(at) ?? ' ');
  let [a, b] = [start, end];
  while (a < b && /\s/.test(chars.get(a) ?? ' ')) a += 1;
  while (b > a && /\s/.test(chars.get(b - 1) ?? ' ')) b -= 1;
  if (a >= b) return null;
  while (is(a) && is(a - 1)) a -= 1;
  while (is(b - 1) && is(b)) b += 1;
  return [a, b];
}

/**
 * The node that holds a place of the new text, and where in it.
 * @param {HTMLElement} text
 * @param {number} at
 * @returns {[Node, number] | null}
 */
function place(text, at, end = false) {
  for (const piece of all(text, '.gd-vr-piece')) {
    const start = Number(piece.dataset.at);
    const size = points(piece.textContent ?? '');
    if (end ? start < at && at <= start + size : start <= at && at < start + size) {
      return [/** @type {Node} */ (piece.firstChild), [...(piece.textContent ?? '')].slice(0, at - start).join('').length];
    }
  }
  return null;
}

/** @param {Review} review */
export function createTexts(review) {
  const old = column('As it was coded', `text of ${review.coded}`, review.old);
  const fresh = column('New version', review.name, review.new, 'is-new');
  const text = one(fresh, '.gd-vr-text');
  /** The new text with its code points; between blocks stand line ends that no one chooses. @type {Map<number, string>} */
  const chars = new Map();
  for (const block of review.new) for (const piece of block.pieces) [...piece.text].forEach((char, n) => chars.set(piece.at + n, char));

  const snapped = (/** @type {number} */ start, /** @type {number} */ end) => snap(chars, start, end);

  /** @param {[number, number] | null} span */
  function paint(span) {
    if (!('highlights' in CSS)) return;
    CSS.highlights.delete('gd-vr-chosen');
    if (!span) return;
    const range = document.createRange();
    const [first, last] = [place(text, span[0]), place(text, span[1], true)];
    if (!first || !last) return;
    range.setStart(...first);
    range.setEnd(...last);
    CSS.highlights.set('gd-vr-chosen', new Highlight(range));
  }

  return {
    nodes: [old, fresh],
    text,
    snapped,
    paint,
    chars,
    /** The words that are selected in the new text. @returns {[number, number] | null} */
    selected() {
      const range = getSelection()?.rangeCount ? getSelection()?.getRangeAt(0) : null;
      if (!range || range.collapsed || !text.contains(range.startContainer) || !text.contains(range.endContainer)) return null;
      const [a, b] = [pointOf(range.startContainer, range.startOffset), pointOf(range.endContainer, range.endOffset)];
      return a === null || b === null ? null : snapped(a, b);
    },
    /** The place in the new text that is seen at a point. @param {number} x @param {number} y */
    pointAt(x, y) {
      const found = document.caretPositionFromPoint?.(x, y);
      return found && text.contains(found.offsetNode) ? pointOf(found.offsetNode, found.offset) : null;
    },
    /** @param {Question | null} question */
    show(question) {
      for (const column of [old, fresh]) {
        const here = question ? all(column, `.gd-vr-piece[data-q~="${question.id}"]`) : [];
        for (const par of all(column, '.gd-vr-par')) par.classList.toggle('is-here', here.some((piece) => par.contains(piece)));
        for (const piece of all(column, '.gd-vr-piece')) piece.classList.toggle('is-asked', here.includes(piece));
        here[0]?.closest('.gd-vr-par')?.scrollIntoView({ block: 'center' });
      }
    },
    /** @param {number} at */
    scrollTo(at) {
      all(text, '.gd-vr-piece').find((piece) => Number(piece.dataset.at) >= at)?.scrollIntoView({ block: 'center' });
    },
  };
}
