// Amounts in words.

/**
 * `1 event`, `1,204 events`.
 * @param {number} n
 * @param {string} one
 */
export const count = (n, one, many = `${one}s`) => `${n.toLocaleString('en-GB')} ${n === 1 ? one : many}`;
