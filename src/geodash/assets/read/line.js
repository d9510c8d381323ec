// Which passage is being read: pure functions over heights in pixels.

/**
 * How far down the pane the reading line stands when so much has been scrolled. It comes down from the first
 * passage to its place: what stands above that could else never be reached by scrolling.
 * @param {number} scrolled
 * @param {number} first where the first passage stands in the text
 * @param {number} place of the line in the pane
 */
export const lineAt = (scrolled, first, place) => Math.min(place, first + scrolled);

/**
 * How far to scroll for the line to stand at a height of the text.
 * @param {number} at
 * @param {number} first
 * @param {number} place
 */
export function scrollFor(at, first, place) {
  const coming = (at - first) / 2; // while the line still comes down
  return Math.max(0, first < place && coming <= place - first ? coming : at - place);
}

/**
 * The number of the height that is nearest to a line; -1 of none.
 * @param {number[]} heights
 * @param {number} line
 */
export function nearest(heights, line) {
  let best = -1;
  heights.forEach((at, i) => {
    if (best < 0 || Math.abs(at - line) < Math.abs(heights[best] - line)) best = i;
  });
  return best;
}

/**
 * Where a passage is read: the middle of its words, counted on along their lines, so that of two in one line
 * each has its turn.
 * @param {{left: number, top: number, width: number, height: number}[]} boxes of its lines
 * @param {{left: number, width: number}} column
 * @param {boolean} [rtl]
 */
export function heightOf(boxes, column, rtl = false) {
  const words = boxes.reduce((sum, box) => sum + box.width, 0);
  let left = words / 2;
  for (const box of boxes) {
    if (left <= box.width) {
      const x = rtl ? column.left + column.width - (box.left + box.width - left) : box.left + left - column.left;
      return box.top + (box.height * x) / Math.max(1, column.width);
    }
    left -= box.width;
  }
  return boxes[0]?.top ?? 0;
}
