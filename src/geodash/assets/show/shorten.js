// Shorter texts of ours for little room; what is left out is marked. Pure. What is quoted is cut by the
// server alone (words/texts.py), at clauses.

const words = (/** @type {string} */ text) => text.split(/\s+/).filter(Boolean).join(' ');

/**
 * The beginning and the end of a text of more than `limit` characters (words/texts.py: abridged).
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
