// Words as they are searched for, folded by the rules that Python folds texts by (geodash.geo.fold, .searched).

/** @import { Searching } from './types' */

const INVISIBLE = /[\ufe00-\ufe0f\u{e0100}-\u{e01ef}]/u;
const FORMAT = /\p{Cf}/u;
const MARK = /\p{M}/u;
const DIGIT = /\p{Nd}/u;
const SIGN = /[\p{Mn}\p{Mc}]/u;
const LETTER = /[\p{L}\p{N}]/u;
// eslint-disable-next-line no-control-regex
const isAscii = (/** @type {string} */ text) => /^[\x00-\x7f]*$/.test(text);
const wordsOf = (/** @type {string} */ text) => text.split(/\s+/).filter(Boolean);

/** @param {string[]} names */
const ofScripts = (names) => new RegExp(`[${names.map((name) => `\\p{Script=${name}}`).join('')}]`, 'u');

/** Decimal digits of every script stand in runs of ten. @param {string} char */
function digitOf(char) {
  let code = /** @type {number} */ (char.codePointAt(0));
  let n = 0;
  while (n < 9 && DIGIT.test(String.fromCodePoint(code - 1))) {
    code -= 1;
    n += 1;
  }
  return String(n);
}

/** As Python’s casefold: ß is ss, ς is σ. @param {string} text */
const caseless = (text) => Array.from(text, (c) => Array.from(c.toLowerCase().toUpperCase(), (d) => d.toLowerCase()).join('')).join('');

/** @param {Searching} rules */
export function createFolding(rules) {
  const dropped = new Set(rules.dropped);
  const loses = ofScripts(rules.lose);
  const sounds = ofScripts(rules.sounds);
  const letters = new Map(Object.entries(rules.letters));
  const unspaced = new RegExp(`[${rules.unspaced.scripts}][${rules.unspaced.signs}]*`, 'gu');

  const isInvisible = (/** @type {string} */ char) =>
    !isAscii(char) && (INVISIBLE.test(char) || (FORMAT.test(char) && !rules.drawn.includes(char)) || rules.unseen.includes(char));

  function folded(/** @type {string} */ char) {
    if (dropped.has(char)) return '';
    if (isAscii(char)) return char;
    if (MARK.test(char) && sounds.test(char) && !rules.kept.includes(char)) return '';
    if (DIGIT.test(char)) return digitOf(char);
    const [base] = char.normalize('NFD');
    return base !== char && loses.test(base) ? (letters.get(base) ?? base) : char;
  }

  function fold(/** @type {string} */ text) {
    const seen = Array.from(text.replaceAll('İ', 'i')).filter((c) => !dropped.has(c) && !isInvisible(c));
    const plain = caseless(seen.join('').normalize('NFKC')).normalize('NFC');
    const exchanged = Array.from(plain, (c) => letters.get(c) ?? c).join('');
    return Array.from(exchanged, folded).join('');
  }

  /** The words of a text; one without blanks inside as its letters. @returns {string[]} */
  return function searchWords(/** @type {string} */ text) {
    const kept = Array.from(fold(text), (c) => (LETTER.test(c) || (!isAscii(c) && SIGN.test(c)) ? c : ' ')).join('');
    return wordsOf(kept).map((word) => (isAscii(word) ? word : wordsOf(word.replace(unspaced, ' $& ')).join(' ')));
  };
}
