// Shorter texts for little room; what is left out is marked. Pure.

/** @import { Run } from './types' */

const words = (/** @type {string} */ text) => text.split(/\s+/).filter(Boolean).join(' ');

/**
 * The beginning and the end of a text of more than `limit` characters (views/wording.py: abridged).
 * @param {string} text
 * @param {number} limit
 */
export function abridged(text, limit) {
  const whole = words(text);
  if (!limit || whole.length <= limit) return whole;
  const begin = Math.floor((limit * 2) / 5);
  const head = whole.slice(0, begin + 1).replace(/\s\S*$/, '').replace(/[,;:– ]+$/, '');
  const tail = whole.slice(begin - limit - 1).replace(/^\S*\s/, '');
  return `${head} … ${tail}`;
}

const lengthOf = (/** @type {Run[]} */ runs) => runs.reduce((n, r) => n + r.text.length, 0);

/**
 * Cuts a stretch at a word, from its end or its beginning.
 * @param {string} text
 * @param {number} room
 * @param {'start' | 'end'} from
 */
function cut(text, room, from) {
  if (text.length <= room) return text;
  if (room < 12) return '…';
  return from === 'start' ? `${text.slice(0, room).replace(/\s\S*$/, '')} …` : `… ${text.slice(-room).replace(/^\S*\s/, '')}`;
}

/**
 * A passage of more than `limit` characters with less around its coded words; these are only
 * abridged when they alone are too long.
 * @param {Run[]} runs
 * @param {number} limit
 * @returns {Run[]}
 */
export function aroundCoded(runs, limit) {
  if (!limit || lengthOf(runs) <= limit) return runs;
  const coded = runs.filter((r) => r.coded);
  const first = runs.findIndex((r) => r.coded);
  const last = runs.findLastIndex((r) => r.coded);
  if (first < 0) return [{ text: abridged(lengthOf(runs) ? runs.map((r) => r.text).join('') : '', limit), coded: false }];
  const rest = Math.max(0, limit - lengthOf(coded));
  const open = runs.filter((r) => !r.coded).length || 1;
  const each = Math.floor(rest / open);
  const most = Math.max(60, Math.floor(limit / coded.length));
  return runs.map((r, i) => {
    if (r.coded) return lengthOf(coded) > limit ? { ...r, text: abridged(r.text, most) } : r;
    if (r.text.length <= each) return r;
    if (i < first) return { ...r, text: cut(r.text, each, 'end') + (/\s$/.test(r.text) ? ' ' : '') };
    if (i > last) return { ...r, text: cut(r.text, each, 'start') };
    return { ...r, text: ` ${abridged(r.text, Math.max(each, 14))} ` };
  });
}
