// Several things in one phrase, and texts cut (geodash.words.lists, .texts). What is handed in is isolated already.

import { begun, lengthOf } from './reader.js';

/** @param {string[]} items */
export function listed(items, word = 'and') {
  const head = items.slice(0, -1);
  const last = items[items.length - 1] ?? '';
  return head.length ? `${head.join(', ')} ${word} ${last}` : last;
}

/** Of four and more the first two and `3 others`. @param {string[]} items */
export const some = (items, word = 'or') => listed(items.length > 3 ? [...items.slice(0, 2), `${items.length - 2} others`] : items, word);

/**
 * Text of at most so many characters, cut at a word and marked with an ellipsis.
 * @param {string} text
 * @param {number} limit
 */
export function shortened(text, limit) {
  const line = text.split(/\s+/).filter(Boolean).join(' ');
  if (lengthOf(line) <= limit) return line;
  const kept = begun(line, limit - 1);
  const at = kept.lastIndexOf(' ');
  const head = at < 0 ? kept : kept.slice(0, at);
  return `${(lengthOf(head) > limit / 2 ? head : kept).replace(/[,;:–\- ]+$/, '')}…`;
}
