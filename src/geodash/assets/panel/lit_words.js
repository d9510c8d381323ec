// The words that were searched for, lit where they stand, without a change to the text: a passage stays one
// passage for whoever selects, copies or hears it.

import { all } from '../core/dom.js';
import { litPieces, wordsOf } from '../core/search.js';

const NAME = 'gd-found';

/** The stretches of a text node that are lit. */
function rangesIn(/** @type {Node} */ node, /** @type {string[]} */ wanted) {
  let at = 0;
  return litPieces(node.textContent ?? '', wanted).flatMap((piece, i) => {
    const from = at;
    at += piece.length;
    if (i % 2 === 0) return [];
    const range = new Range();
    range.setStart(node, from);
    range.setEnd(node, at);
    return [range];
  });
}

/**
 * Lights words in the paragraph that an article was opened at; no words light nothing.
 * @param {HTMLElement} scroller
 * @param {readonly string[]} words
 */
export function lightWords(scroller, words) {
  if (!CSS.highlights) return; // an older browser shows the paragraph alone
  CSS.highlights.delete(NAME);
  const wanted = words.flatMap(wordsOf);
  const ranges = all(scroller, '.is-found p').flatMap((paragraph) => {
    const nodes = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
    const found = [];
    while (nodes.nextNode()) found.push(...rangesIn(nodes.currentNode, wanted));
    return found;
  });
  if (wanted.length && ranges.length) CSS.highlights.set(NAME, new Highlight(...ranges));
}
