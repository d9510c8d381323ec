// A name from right to left in a line of ours, laid out by itself (geodash.words.isolated does the same):
// else the count beside it stands on its other side.

const RIGHT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;

/** @param {string} text */
export const isolated = (text) => (RIGHT.test(text) ? `\u2068${text}\u2069` : text);
