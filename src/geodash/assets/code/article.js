// The article: every coded passage lined by its kind, the sentence that is read, the words that are
// selected and those of the chosen event. What is lit is painted over the text, so that nothing is drawn anew.

import { all, clear, h, hit } from '../core/dom.js';
import { glyph } from '../core/marks.js';

/** @import { Piece, Sign, View } from './types' */
/** @import { Desk } from './desk.js' */

const PAINTS = ['gd-code-sentence', 'gd-code-words', 'gd-code-lit', 'gd-code-proposed'];

/**
 * @param {Desk} desk
 */
export function createArticle(desk) {
  /** Where each drawn text begins, in units. @type {WeakMap<Node, number>} */
  const begins = new WeakMap();
  /** The drawn texts of a block in order. @type {Text[][]} */
  const texts = desk.blocks.map(() => []);
  const drawn = desk.blocks.map(() => '');
  const rtl = isRtl(desk.body);
  const nodes = desk.blocks.map(([, , number, level], at) => {
    const label = number === null ? null : h('span', { class: 'gd-ct-n', 'aria-hidden': 'true' }, `¶${number}`);
    const body = h(level ? 'h3' : 'p', { class: 'gd-ct-text' });
    return h('div', { class: ['gd-ct-block', level ? 'is-heading' : ''], dataset: { block: String(at) } }, label, body);
  });
  const node = h(
    'div',
    {
      class: 'gd-ct', tabindex: '0', role: 'region', dir: rtl ? 'rtl' : 'ltr', lang: desk.opening.article.language,
      'aria-label': `Text of ${desk.opening.article.title}. Arrows move by sentence, Shift and arrows select words, N begins an event, ? lists the keys.`,
    },
    nodes,
  );

  /** @param {Sign} found */
  function sign({ kind, one_sided: oneSided, planned, events }) {
    const names = events.map((id) => desk.view?.events.find((e) => e.id === id)?.title ?? desk.titleOf(id));
    const more = events.length > 1 ? h('sup', null, String(events.length)) : null;
    return h('button', { type: 'button', class: 'gd-ct-sign', tabindex: '-1', 'aria-label': names.join('; '), title: names.join('\n'), dataset: { events: events.join(' ') } }, glyph(kind, { size: 18, oneSided, planned }), more);
  }

  /** @param {number} at @param {Piece[]} pieces */
  function draw(at, pieces) {
    const body = /** @type {HTMLElement} */ (nodes[at].lastElementChild);
    clear(body);
    texts[at] = [];
    for (const piece of pieces) {
      const [start, end] = [desk.offsets.units(piece.start), desk.offsets.units(piece.end)];
      const text = document.createTextNode(desk.body.slice(start, end));
      begins.set(text, start);
      texts[at].push(text);
      if (piece.pill) body.append(h('button', { type: 'button', class: 'gd-ct-pill', tabindex: '-1', dataset: { considered: piece.pill.id }, title: 'Read again' }, piece.pill.text), ' ');
      for (const found of piece.opens ?? []) body.append(sign(found));
      if (!piece.events) body.append(text);
      else {
        const [k, k2] = piece.kinds ?? [];
        body.append(h('span', { class: ['gd-ct-coded', `gd-k-${k}`, k2 && `gd-k2-${k2} has-two`], dataset: { events: piece.events.join(' ') } }, text));
      }
    }
  }

  desk.blocks.forEach(([start, end], at) => draw(at, [{ start: desk.offsets.points(start), end: desk.offsets.points(end) }]));

  /** A range over a span of the body; null where it is not drawn. @param {number} start @param {number} end */
  function rangeOf(start, end) {
    const from = placeOf(start, false);
    const to = placeOf(end, true);
    if (!from || !to) return null;
    const range = document.createRange();
    range.setStart(from.text, from.at);
    range.setEnd(to.text, to.at);
    return range;
  }
  function placeOf(/** @type {number} */ offset, /** @type {boolean} */ asEnd) {
    const block = blockAt(offset - (asEnd ? 1 : 0));
    for (const text of texts[block] ?? []) {
      const begin = begins.get(text) ?? 0;
      if (offset >= begin && (asEnd ? offset <= begin + text.length : offset < begin + text.length)) return { text, at: offset - begin };
    }
    return null;
  }
  const blockAt = (/** @type {number} */ offset) => Math.max(0, desk.blocks.findLastIndex(([start]) => start <= offset));

  /** Where in the body a point of the page's selection is; null outside the text. */
  function offsetOf(/** @type {Node | null} */ at, /** @type {number} */ offset) {
    if (!at || !node.contains(at)) return null;
    const begin = begins.get(at);
    if (begin !== undefined) return begin + offset;
    const point = document.createRange();
    point.setStart(at, offset);
    for (const text of texts.flat()) {
      if (point.comparePoint(text, 0) >= 0) return begins.get(text) ?? null;
    }
    return desk.body.length;
  }

  /** @param {string} name @param {[number, number][]} spans */
  function paint(name, spans) {
    const ranges = spans.map(([start, end]) => rangeOf(start, end)).filter((r) => r !== null);
    if (!('highlights' in CSS)) return;
    if (ranges.length) CSS.highlights.set(name, new Highlight(...ranges));
    else CSS.highlights.delete(name);
  }

  return {
    node,
    rangeOf,
    offsetOf,
    paint,
    blockAt,
    /** Draws the paragraphs that differ. */
    render(/** @type {View} */ view) {
      let changed = false;
      withPills(view).forEach((pieces, at) => {
        const key = JSON.stringify(pieces);
        if (drawn[at] === key) return;
        drawn[at] = key;
        draw(at, pieces);
        changed = true;
      });
      return changed;
    },
    /** The passages of the chosen event stand out. */
    chosen(/** @type {string} */ id) {
      for (const found of all(node, '.gd-ct-coded')) found.classList.toggle('is-chosen', Boolean(id) && (found.dataset.events ?? '').split(' ').includes(id));
    },
    here(/** @type {number} */ block) {
      for (const found of all(node, '.gd-ct-block.is-here')) found.classList.remove('is-here');
      nodes[block]?.classList.add('is-here');
    },
    /** @param {number} start @param {number} end */
    show(start, end) {
      const rect = rangeOf(start, Math.max(start + 1, Math.min(end, start + 1)))?.getBoundingClientRect();
      const frame = node.getBoundingClientRect();
      if (!rect || (rect.top > frame.top + 20 && rect.bottom < frame.bottom - 60)) return;
      node.scrollTop += rect.top - frame.top - frame.height / 3;
    },
    onChoose(/** @type {(events: string[]) => void} */ fn) {
      node.addEventListener('click', (ev) => {
        const found = hit(ev, '[data-events]');
        if (found && getSelection()?.isCollapsed !== false) fn((found.dataset.events ?? '').split(' '));
      });
    },
    destroy() {
      if ('highlights' in CSS) PAINTS.forEach((name) => CSS.highlights.delete(name));
    },
  };
}

/**
 * The pieces with a pill before each sentence that holds no event.
 * @param {View} view
 */
function withPills({ pieces, considered }) {
  if (!considered?.length) return pieces;
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

const RTL = /[\u0591-\u07ff\ufb1d-\ufdfd\ufe70-\ufefc]/;
/** Whether a text is read from right to left: by its first letters. */
function isRtl(/** @type {string} */ body) {
  const letters = body.slice(0, 400).match(/\p{L}/gu) ?? [];
  return letters.filter((l) => RTL.test(l)).length > letters.length / 2;
}
/** @typedef {ReturnType<typeof createArticle>} ArticleView */
