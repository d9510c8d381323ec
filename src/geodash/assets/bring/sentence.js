// The sentence on top, which is the command: words, and menus of what each could be instead.

import { h } from '../core/dom.js';
import { keepFocus, legend, menu } from './signs.js';

/** @import { Acts, Piece } from './types' */

/** @type {Record<string, string>} */
const LABELS = { file: 'Which file', as: 'Read as', updates: 'What it updates' };

/** @param {Piece} piece @param {Acts} acts */
function drawn(piece, acts) {
  const { say, name, menu: which, value = '', options = [] } = piece;
  if (say !== undefined) return h(name ? 'strong' : 'span', { dir: 'auto', class: say === ',' ? 'gd-bd-comma' : '' }, say);
  if (options.length < 2) return h('strong', { dir: 'auto' }, options[0]?.words ?? value);
  return menu(LABELS[which ?? ''] ?? '', value, options, (chosen) => acts.menu(which ?? '', chosen), { key: `menu-${which}` });
}

/** @param {Acts} acts @param {() => void} another */
export function createSentence(acts, another) {
  const words = h('p', { class: 'gd-bd-words' });
  const node = h('div', { class: 'gd-bd-sentence', role: 'region', 'aria-label': 'The command', tabindex: '-1' }, words, h('div', { class: 'gd-bd-side' }, legend(), h('button', { type: 'button', class: 'gd-bd-link', on: { click: another } }, 'Another file')));
  return {
    node,
    /** @param {Piece[]} pieces */
    render: (pieces) => keepFocus(words, () => words.replaceChildren(...pieces.flatMap((piece) => [drawn(piece, acts), ' ']))),
  };
}
