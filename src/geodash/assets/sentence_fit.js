// How much of the row is shown: the denominators give way first, then the invitation to add, and
// only then the words themselves are cut; below 1024 px a second line comes before that.

const TWO_LINES_BELOW = 1024;
// Each step gives up one thing more; the CSS says what `data-fit` hides. At the last, words are cut.
const STEPS = 5;
const LAST_ON_TWO_LINES = 4;

/** The width that a part's children take side by side; what floats above the page is not among them. */
function natural(node) {
  const boxes = [...node.children]
    .filter((child) => !child.hasAttribute('popover') && getComputedStyle(child).position !== 'absolute')
    .map((child) => child.getBoundingClientRect())
    .filter((box) => box.width > 0);
  return boxes.length ? Math.max(...boxes.map((b) => b.right)) - Math.min(...boxes.map((b) => b.left)) : 0;
}

/** Keeps `row` fitted to its own width: {run, destroy}. Nothing is measured while it is not shown. */
export function createFit(row, { sentence, tail, right }) {
  function overflows(parts) {
    const style = getComputedStyle(row);
    const room = row.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
    const gaps = (parts.length - 1) * (parseFloat(style.columnGap) || 0);
    return parts.reduce((sum, part) => sum + natural(part), gaps) > room + 0.5;
  }

  /** The first step at which `parts` fit side by side, or `last`. */
  function settle(parts, first, last) {
    for (let step = first; step <= last; step += 1) {
      row.dataset.fit = String(step);
      if (!overflows(parts)) return;
    }
  }

  function run() {
    if (!row.clientWidth) return;
    row.classList.add('gd-s-measure');
    row.dataset.lines = '1';
    const narrow = row.clientWidth < TWO_LINES_BELOW;
    settle([sentence, tail, right], 0, narrow ? 1 : STEPS);
    if (narrow && overflows([sentence, tail, right])) {
      row.dataset.lines = '2';
      settle([tail, right], 1, LAST_ON_TWO_LINES);
    }
    row.classList.remove('gd-s-measure');
  }

  const observer = new ResizeObserver(run);
  observer.observe(row);
  document.fonts?.ready.then(run);
  return { run, destroy: () => observer.disconnect() };
}
