// Rounding as Python rounds: of two that are as near, the even one.

/**
 * @param {number} value
 * @param {number} digits
 */
export function rounded(value, digits) {
  const fine = 2 ** (digits + 1);
  // Only what has so few binary digits lies just between two.
  const between = Number.isInteger(value * fine) && !Number.isInteger((value * fine) / 2);
  if (!between) return Number(value.toFixed(digits));
  const scaled = value * 10 ** digits;
  const low = Math.floor(scaled);
  return (low % 2 === 0 ? low : low + 1) / 10 ** digits;
}
