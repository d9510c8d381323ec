// The server counts code points, the browser UTF-16 units; between them stand the few characters that take two.

/**
 * Both ways for one text.
 * @param {string} body
 */
export function createOffsets(body) {
  /** Code points before which there is a character of two units. @type {number[]} */
  const wide = [];
  let points = 0;
  if (/[\ud800-\udfff]/.test(body)) {
    for (const char of body) {
      if (char.length === 2) wide.push(points);
      points += 1;
    }
  }
  const before = (/** @type {number} */ n, /** @type {(at: number, i: number) => number} */ of) => {
    let low = 0;
    let high = wide.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (of(wide[middle], middle) < n) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return {
    /** @param {number} n code points */
    units: (n) => (wide.length ? n + before(n, (at) => at) : n),
    /** @param {number} n units */
    points: (n) => (wide.length ? n - before(n, (at, i) => at + i) : n),
  };
}
