// How much of the row is shown: the denominators give way first, then the invitation to add, then a
// default word says the same in less; only after that is a reader's own long list cut. Below 1100 px
// a second line comes before all but the first of these, above it when a cut would leave too little.

const TWO_LINES_BELOW = 1100;
// What is given up, in this order; the CSS says what each of them hides or shortens.
const GIVEN_UP = ['badge', 'publishers', 'articles', 'add', 'words', 'events'];
// Of two lines the first has the words, the second all the rest.
const ON_SECOND = GIVEN_UP.filter((name) => name !== 'words');
const CAN_BE_CUT = '.gd-s-word:not([data-whole]), .gd-s-chip';
const LEAST = 80; // px of a list that still say something

/**
 * The width that a part takes with its children side by side; what floats above the page does not count.
 * @param {Element} node
 */
function natural(node) {
  const boxes = [...node.children]
    .filter((child) => !child.hasAttribute('popover') && getComputedStyle(child).position !== 'absolute')
    .map((child) => child.getBoundingClientRect())
    .filter((box) => box.width > 0);
  if (!boxes.length) return 0;
  const style = getComputedStyle(node);
  const padding = parseFloat(style.paddingLeft) + parseFloat(style.paddingRight);
  return padding + Math.max(...boxes.map((b) => b.right)) - Math.min(...boxes.map((b) => b.left));
}

/**
 * The greatest width that saves `excess` px when only the wider ones are cut to it:
 * short words stay whole beside long lists. 0 if nothing is left of any.
 * @param {number[]} widths
 * @param {number} excess
 */
export function widestCut(widths, excess) {
  const sorted = [...widths].sort((a, b) => b - a);
  for (let n = 1; n <= sorted.length; n += 1) {
    const sum = sorted.slice(0, n).reduce((total, width) => total + width, 0);
    const cut = (sum - excess) / n;
    if (cut >= (sorted[n] ?? 0)) return Math.max(0, Math.floor(cut));
  }
  return 0;
}

/**
 * Keeps `row` fitted to its own width. Nothing is measured while it is not shown.
 * @param {HTMLElement} row
 * @param {{sentence: HTMLElement, tail: HTMLElement, right: HTMLElement}} parts
 */
export function createFit(row, { sentence, tail, right }) {
  /** @param {HTMLElement[]} parts */
  function excess(parts) {
    const style = getComputedStyle(row);
    const room = row.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
    const gaps = (parts.length - 1) * (parseFloat(style.columnGap) || 0);
    return parts.reduce((sum, part) => sum + natural(part), gaps) - room;
  }

  /**
   * Gives up one thing after another, until `parts` fit side by side; false if nothing is left to give.
   * @param {HTMLElement[]} parts
   * @param {string[]} names
   * @param {string[]} [given]
   */
  function settle(parts, names, given = []) {
    for (let n = 0; n <= names.length; n += 1) {
      row.dataset.fit = [...given, ...names.slice(0, n)].join(' ');
      if (excess(parts) <= 0.5) return true;
    }
    return false;
  }

  /**
   * The width to which the long lists in `parts` are cut, so that they fit.
   * @param {HTMLElement[]} parts
   */
  function cutOf(parts) {
    const lists = parts.flatMap((part) => [...part.querySelectorAll(CAN_BE_CUT)]);
    return widestCut(lists.map((node) => node.getBoundingClientRect().width), excess(parts));
  }
  /** @type {(parts: HTMLElement[], width: number) => void} */
  const cut = (parts, width) => parts.forEach((part) => part.style.setProperty('--gd-s-cut', `${Math.max(LEAST, width)}px`));

  function onTwoLines() {
    row.dataset.lines = '2';
    if (!settle([sentence], ['words'])) cut([sentence], cutOf([sentence]));
    const given = row.dataset.fit ? ['words'] : [];
    if (!settle([tail, right], ON_SECOND, given)) cut([tail], cutOf([tail, right]));
  }

  function run() {
    if (!row.clientWidth) return;
    const all = [sentence, tail, right];
    for (const part of all) part.style.removeProperty('--gd-s-cut');
    row.dataset.lines = '1';
    if (row.clientWidth < TWO_LINES_BELOW) {
      if (!settle(all, GIVEN_UP.slice(0, 1))) onTwoLines();
    } else if (!settle(all, GIVEN_UP)) {
      const width = cutOf(all);
      if (width >= LEAST) cut(all, width);
      else onTwoLines();
    }
  }

  const observer = new ResizeObserver(run);
  observer.observe(row);
  document.fonts?.ready.then(run);
  return { run, destroy: () => observer.disconnect() };
}
