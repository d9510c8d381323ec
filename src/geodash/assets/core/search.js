// Finding a name among others: as people type it, the likeliest first.

/**
 * Text as searched: lower case, without diacritics, with the letters NFD leaves whole.
 * @param {string} text
 */
export const fold = (text) =>
  String(text)
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/ə/g, 'a')
    .replace(/ı/g, 'i');

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
