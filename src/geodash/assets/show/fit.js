// Fits a slide's words into their place: the largest type at which all of them stand, then fewer words,
// never type that the last row can't read.

/** @import { Fit, Slide } from './types' */
/** @typedef {{heading: number, passage: number, facts: number}} Size of type, px at 1080 lines */

/** @type {Size[]} */
const SIZES = [
  [68, 56, 36], [64, 52, 36], [60, 48, 34], [56, 46, 34], [54, 44, 34], [50, 42, 32], [48, 40, 32], [44, 40, 32], [40, 40, 32],
  [38, 36, 30], [36, 34, 28], [34, 32, 26], [32, 30, 24],
].map(([heading, passage, facts]) => ({ heading, passage, facts }));

/** @type {Fit} */
const PLAIN = { heading: 240, brief: false, words: 'both', later: true, less: false, answers: 12, say: 220, source: 260 };

// What is tried in order: how much is said, and which sizes that is worth. First our own words give way
// to theirs; then type; then the passage and what is said further; then type again; then the source, which the last
// slide names whole; then smaller type. Only where no type holds all of it
// is an answer cut, at a clause (`less`), and are answers left to the handout.
/** @type {(Fit & {sizes: [number, number]})[]} */
const STEPS = [
  { ...PLAIN, sizes: [0, 5] },
  { ...PLAIN, words: 'theirs', sizes: [2, 9] },
  { ...PLAIN, words: 'theirs', brief: true, sizes: [4, 9] },
  { ...PLAIN, words: 'theirs', brief: true, later: false, sizes: [4, 9] },
  { ...PLAIN, words: 'ours', brief: true, sizes: [4, 9] },
  { ...PLAIN, words: 'ours', brief: true, source: 90, sizes: [7, 9] },
  { ...PLAIN, words: 'ours', brief: true, sizes: [9, 13] },
  { ...PLAIN, heading: 160, words: 'ours', brief: true, less: true, say: 140, source: 200, sizes: [9, 13] },
  { ...PLAIN, heading: 110, words: 'ours', brief: true, less: true, answers: 3, say: 90, source: 140, sizes: [11, 13] },
  { ...PLAIN, heading: 60, words: 'ours', brief: true, less: true, answers: 2, say: 40, source: 80, sizes: [12, 13] },
];

// What is read at arm's length may be scrolled, so that all of it is said in one size.
const SMALL = { heading: 42, passage: 32, facts: 26 };

// A paragraph or the sources have no less to say, so that their type gives way; then editors' notes, which stand elsewhere too.
const WHOLE = [40, 38, 36, 34, 32, 30, 28, 26, 24];

const fits = (/** @type {HTMLElement} */ box) => box.scrollHeight <= box.clientHeight + 1 && box.scrollWidth <= box.clientWidth + 1;

/**
 * @param {HTMLElement} box
 * @param {Size} size
 */
function dress(box, { heading, passage, facts }) {
  for (const [name, n] of Object.entries({ heading, passage, facts })) box.style.setProperty(`--${name}`, String(n));
}

/**
 * Fills `box` by `render(fit)`, the first way in which nothing is clipped; on a `small` screen it scrolls.
 * @param {HTMLElement} box
 * @param {Slide} slide
 * @param {(fit: Fit) => (Node | null)[]} render
 */
export function fitWords(box, slide, render, { paragraph = false, small = false } = {}) {
  if (small) {
    dress(box, SMALL);
    box.replaceChildren(...render({ ...PLAIN, paragraph }).filter((node) => node !== null));
    return;
  }
  if (paragraph || slide.role === 'closing') {
    const least = WHOLE[WHOLE.length - 1];
    const tries = WHOLE.map((size) => ({ size, notes: Infinity }));
    if (paragraph) for (let notes = (slide.editors ?? []).length - 1; notes >= 0; notes -= 1) tries.push({ size: least, notes });
    for (const { size, notes } of tries) {
      dress(box, { heading: paragraph ? 44 : 56, passage: size, facts: paragraph ? 32 : Math.max(24, size - 6) });
      box.replaceChildren(...render({ ...PLAIN, paragraph, notes }).filter((node) => node !== null));
      if (fits(box)) return;
    }
    return;
  }
  for (const step of STEPS) {
    for (const size of SIZES.slice(...step.sizes)) {
      dress(box, size);
      box.replaceChildren(...render(step).filter((node) => node !== null));
      if (fits(box)) return;
    }
  }
}
