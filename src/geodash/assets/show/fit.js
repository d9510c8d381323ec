// Fits a slide's words into their half: the largest type at which all of them stand, then less around
// the coded words, never type that the last row can't read.

/** @import { Fit, Slide } from './types' */
/** @typedef {{heading: number, passage: number, facts: number}} Size of type, px at 1080 lines */

/** @type {Size[]} */
const SIZES = [
  [68, 56, 36], [64, 52, 36], [60, 48, 34], [56, 46, 34], [54, 44, 34], [50, 42, 32], [48, 40, 32], [44, 40, 32], [40, 40, 32],
].map(([heading, passage, facts]) => ({ heading, passage, facts }));

/** @type {Fit} */
const PLAIN = { heading: 240, passage: 0, quotes: 240, answers: 3, lines: 14, say: 220, source: 260 };

// What is tried in order: how much is said, and which sizes that is worth. What is coded of the passage
// is kept longer than what stands around it.
/** @type {(Fit & {sizes: [number, number]})[]} */
const STEPS = [
  { ...PLAIN, sizes: [0, 6] },
  { ...PLAIN, quotes: 150, lines: 12, sizes: [3, 7] },
  { ...PLAIN, quotes: 110, lines: 10, sizes: [3, 9] },
  { ...PLAIN, quotes: 110, passage: 360, lines: 9, sizes: [4, 9] },
  { ...PLAIN, quotes: 100, passage: 270, lines: 8, sizes: [5, 9] },
  { ...PLAIN, quotes: 76, lines: 8, sizes: [3, 9] },
  { ...PLAIN, quotes: 0, lines: 8, sizes: [3, 9] },
  { ...PLAIN, quotes: 0, passage: 360, lines: 7, sizes: [5, 9] },
  { ...PLAIN, heading: 160, quotes: 0, passage: 270, lines: 6, say: 140, source: 200, sizes: [5, 9] },
  { ...PLAIN, heading: 130, quotes: 0, passage: 210, answers: 2, lines: 5, say: 120, source: 170, sizes: [6, 9] },
  { ...PLAIN, heading: 110, quotes: 0, passage: 150, answers: 2, lines: 4, say: 90, source: 140, sizes: [6, 9] },
  { ...PLAIN, heading: 90, quotes: 0, passage: 110, answers: 1, lines: 3, say: 60, source: 120, sizes: [8, 9] },
  { ...PLAIN, heading: 60, quotes: 0, passage: 80, answers: 1, lines: 2, say: 40, source: 80, sizes: [8, 9] },
];

// A paragraph or the sources have no less to say, so that only their type gives way.
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
 * Fills `box` by `render(fit)`, the first way in which nothing is clipped.
 * @param {HTMLElement} box
 * @param {Slide} slide
 * @param {(fit: Fit) => (Node | null)[]} render
 */
export function fitWords(box, slide, render, { paragraph = false } = {}) {
  if (paragraph || slide.role === 'closing') {
    for (const size of WHOLE) {
      dress(box, { heading: paragraph ? 44 : 56, passage: size, facts: paragraph ? 32 : Math.max(24, size - 6) });
      box.replaceChildren(...render({ ...PLAIN, paragraph }).filter((node) => node !== null));
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
