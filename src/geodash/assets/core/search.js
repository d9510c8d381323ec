// Finding a name among others: as people type it, the likeliest first.

/** Letters that decomposing leaves whole, and those that people exchange; as geodash.geo.fold has them. */
const LETTERS = new Map(Object.entries({ ə: 'a', ı: 'i', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', æ: 'ae', œ: 'oe', ß: 'ss', ς: 'σ', ё: 'е', ٱ: 'ا', ى: 'ي', ی: 'ي', ک: 'ك', ة: 'ه', ہ: 'ه', ھ: 'ه' }));
/** Marks of sound, what isn't seen, and apostrophes; vowels of Thai or Hindi are marks too, and letters. */
const DROPPED = /(?=\p{M})[\p{Script=Inherited}\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Cyrillic}]|\p{Cf}|[ـ'’‘ʼʻʿʾ`´]/gu;

/**
 * Text as searched: lower case, without the marks that say how a letter sounds.
 * @param {string} text
 */
export const fold = (text) =>
  Array.from(String(text).replace(/´/g, '').replace(/ё/gi, 'е').normalize('NFKD').replace(DROPPED, '').toLowerCase(), (c) => LETTERS.get(c) ?? c)
    .join('')
    .normalize('NFC');

/** @param {string} text */
export const wordsOf = (text) => fold(text).split(/[^\p{L}\p{N}\p{M}]+/u).filter(Boolean);

/**
 * A text in pieces, of which every second is lit: what words of it begin with any of `wanted` (folded).
 * @param {string} text
 * @param {string[]} wanted
 */
export function litPieces(text, wanted) {
  const pieces = [''];
  for (const [part] of text.matchAll(/[\p{L}\p{N}\p{M}'’]+|[^\p{L}\p{N}\p{M}'’]+/gu)) {
    const folded = fold(part);
    const found = wanted.filter((word) => folded.startsWith(word)).sort((a, b) => b.length - a.length)[0];
    // Of a word whose letters are other ones when folded (ß, æ) all is lit.
    const n = !found ? 0 : folded.length === part.length ? found.length : part.length;
    if (n) pieces.push(part.slice(0, n), part.slice(n));
    else pieces[pieces.length - 1] += part;
  }
  return pieces;
}

/**
 * How well a name answers what is typed (folded): 0 the same, 1 begins with it, 2 a word of it
 * begins with it, 3 has it inside, 4 not at all.
 * @param {string} name
 * @param {string} wanted
 */
export function matchRank(name, wanted) {
  const text = fold(name);
  if (text === wanted) return 0;
  if (text.startsWith(wanted)) return 1;
  if (text.split(/[^\p{L}\p{N}]+/u).some((word) => word.startsWith(wanted))) return 2;
  return text.includes(wanted) ? 3 : 4;
}

/**
 * `items` by the numbers that `keys` gives for each, the first that differs deciding; else as they came.
 * @template T
 * @param {T[]} items
 * @param {(item: T) => number[]} keys
 */
export function sortedBy(items, keys) {
  const keyed = items.map((item) => ({ item, key: keys(item) }));
  keyed.sort((p, q) => p.key.reduce((found, k, i) => found || k - q.key[i], 0));
  return keyed.map(({ item }) => item);
}
