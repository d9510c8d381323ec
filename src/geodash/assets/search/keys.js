// The keys of a search, the same on every page and in the show.

import { h } from '../core/dom.js';

/** @typedef {ReturnType<typeof import('./results.js').createResults>} Results */

const MORE = 6;
/** @type {Record<string, number>} */
const MOVES = { ArrowDown: 1, ArrowUp: -1, PageDown: MORE, PageUp: -MORE };

/** @type {[keys: string[], text: string][]} */
const SAID = [[['↑', '↓'], 'choose'], [['Tab'], 'next group'], [['↵'], 'open'], [['⇧', '↵'], 'as filter'], [['Esc'], 'back']];

/**
 * What the keys do, in a line.
 * @param {{filter?: boolean}} [can]
 */
export const keyLine = ({ filter = true } = {}) =>
  h('div', { class: 'gd-f-keys', 'aria-hidden': 'true' }, SAID.filter(([, text]) => filter || text !== 'as filter').map(([keys, text]) => h('span', null, keys.map((k) => h('kbd', null, k)), text)));

/**
 * Whether a key was for the results.
 * @param {KeyboardEvent} ev
 * @param {Results} results
 */
export function hearKey(ev, results) {
  if (ev.isComposing || ev.ctrlKey || ev.metaKey || ev.altKey) return false;
  const by = MOVES[ev.key];
  if (by) results.move(by);
  else if (ev.key === 'Enter') results.act(ev.shiftKey);
  else if (ev.key !== 'Tab' || !results.nextGroup(ev.shiftKey ? -1 : 1)) return false;
  ev.preventDefault();
  ev.stopPropagation();
  return true;
}
