// Words of a text: where they begin and end in any script, and a selection snapped to them and trimmed.

const TRIM_START = /^[\s,;:.)\]]+/u;
const TRIM_END = /[\s,;:([]+$/u;

/**
 * The words of a text as pairs of offsets, in order.
 * @param {string} body
 * @param {string} language
 * @returns {[number, number][]}
 */
export function wordsOf(body, language) {
  const segmenter = new Intl.Segmenter(known(language), { granularity: 'word' });
  /** @type {[number, number][]} */
  const found = [];
  for (const { segment, index, isWordLike } of segmenter.segment(body)) {
    if (isWordLike) found.push([index, index + segment.length]);
  }
  return found;
}

function known(/** @type {string} */ language) {
  try {
    return Intl.getCanonicalLocales(language)[0];
  } catch {
    return 'en';
  }
}

/** The first of sorted words that ends after an offset; as many as there are for none. */
function after(/** @type {[number, number][]} */ words, /** @type {number} */ at) {
  let low = 0;
  let high = words.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (words[middle][1] > at) high = middle;
    else low = middle + 1;
  }
  return low;
}

/**
 * Whole words and nothing around them; null where there is none.
 * @param {string} body
 * @param {[number, number][]} words
 * @param {number} start
 * @param {number} end
 * @returns {[number, number] | null}
 */
export function snapped(body, words, start, end) {
  if (start === end) return null;
  const first = words[after(words, start)];
  let left = first && first[0] < start ? first[0] : start;
  const last = words[after(words, end - 1)];
  let right = last && last[0] < end ? Math.max(last[1], end) : end;
  const text = body.slice(left, right);
  left += TRIM_START.exec(text)?.[0].length ?? 0;
  right -= TRIM_END.exec(text)?.[0].length ?? 0;
  return left < right ? [left, right] : null;
}

/**
 * Where the next word begins; the offset itself past the last one.
 * @param {[number, number][]} words
 * @param {number} at
 */
export function wordBegin(words, at) {
  const n = after(words, at);
  return (words[n]?.[0] > at ? words[n] : words[n + 1])?.[0] ?? at;
}

/**
 * The word that an offset stands in or at; null between words.
 * @param {[number, number][]} words
 * @param {number} at
 */
export function wordAt(words, at) {
  const found = words[after(words, at)];
  return found && found[0] <= at ? found : null;
}

/**
 * Where the next word ends, or the one before begins.
 * @param {[number, number][]} words
 * @param {number} at
 * @param {1 | -1} way
 */
export function wordStep(words, at, way) {
  if (way > 0) return words[after(words, at)]?.[1] ?? at;
  const next = words.findLast(([start]) => start < at);
  return next ? next[0] : at;
}
