// The List's rows on the page. Above WINDOW of them rows are made a chunk at a time, as they come near
// the view; the page stays light with thousands of them and the keyboard reaches every one.

import { all, clear, h } from '../core/dom.js';
import { groupsOf, rowNode } from './rows.js';

/** @import { Row, RowGroup } from './types' */
/** @typedef {{node: HTMLElement, from: number, to: number, filled: boolean}} Chunk */
/** @typedef {{head: Node | null, rows: Row[]}} Part rows under a head of their own, if any */

const WINDOW = 500;
const CHUNK = 60;
const ROW_HEIGHT = 58;

/**
 * Heads, and lists that are still to be filled, `step` rows each.
 * @param {Part[]} parts
 * @param {number} step
 * @param {Chunk[]} chunks grows by the lists
 */
function nodesOf(parts, step, chunks) {
  let start = 0;
  return parts.flatMap(({ head, rows }) => {
    const groups = groupsOf(rows).map((group) => groupNode(group, start, step, head ? 'h4' : 'h3', chunks));
    start += rows.length;
    return head ? [head, ...groups] : groups;
  });
}

/**
 * @param {RowGroup} group
 * @param {number} start of its part's rows among all
 * @param {number} step
 * @param {'h3' | 'h4'} level
 * @param {Chunk[]} chunks
 */
function groupNode({ label, from, to }, start, step, level, chunks) {
  const lists = [];
  for (let first = from; first < to; first += step) {
    const node = h('ul', { class: 'gd-rows' });
    chunks.push({ node, from: start + first, to: start + Math.min(to, first + step), filled: false });
    lists.push(node);
  }
  return h('div', { class: 'gd-row-group' }, h(level, { class: 'gd-row-head' }, label), lists);
}

/**
 * @param {HTMLElement} scroller the element that scrolls
 * @param {HTMLElement} body where the rows go
 * @param {(row: HTMLElement) => void} dress gives a row its state
 */
export function createChunks(scroller, body, dress) {
  /** @type {Row[]} */
  let rows = [];
  /** @type {Chunk[]} */
  let chunks = [];
  const buttons = (/** @type {Chunk} */ { node }) => all(node, '.gd-row');
  const seen = new IntersectionObserver(
    (entries) => {
      const near = new Set(entries.filter((e) => e.isIntersecting).map((e) => e.target));
      chunks.filter(({ node }) => near.has(node)).forEach(fill);
    },
    { root: scroller, rootMargin: '900px 0px' },
  );

  function fill(/** @type {Chunk} */ chunk) {
    if (chunk.filled) return;
    chunk.filled = true;
    seen.unobserve(chunk.node);
    chunk.node.style.removeProperty('height');
    chunk.node.append(...rows.slice(chunk.from, chunk.to).map((row, i) => rowNode(row, chunk.from + i)));
    buttons(chunk).forEach(dress);
  }

  return {
    show(/** @type {Part[]} */ parts) {
      seen.disconnect();
      rows = parts.flatMap((part) => part.rows);
      chunks = [];
      clear(body).append(...nodesOf(parts, rows.length > WINDOW ? CHUNK : rows.length, chunks));
      for (const chunk of chunks) {
        if (rows.length <= WINDOW) {
          fill(chunk);
          continue;
        }
        chunk.node.style.height = `${(chunk.to - chunk.from) * ROW_HEIGHT}px`;
        seen.observe(chunk.node);
      }
    },
    /** @param {number} index of a row, made now if it has to be */
    button(index) {
      const chunk = chunks.find((c) => index >= c.from && index < c.to);
      if (!chunk) return null;
      fill(chunk);
      return buttons(chunk)[index - chunk.from] ?? null;
    },
    /** Gives all rows that are there their state. */
    dress: () => chunks.filter((c) => c.filled).flatMap(buttons).forEach(dress),
    /** Makes all rows, in view or not. */
    complete: () => chunks.forEach(fill),
    destroy: () => seen.disconnect(),
  };
}
