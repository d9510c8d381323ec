// Longitudes go round: what lies on both sides of the 180th meridian is one place. Whoever makes a view of
// points asks here, and never a smallest and a largest number (geodash.geo.longitudes does the same).

const WORLD = 360;

/**
 * The longitude as it is counted within half a turn of a reference.
 * @param {number} lon
 * @param {number} reference
 */
export const near = (lon, reference) => lon - WORLD * Math.round((lon - reference) / WORLD);

/**
 * The shortest stretch around the globe that holds all longitudes; it ends beyond 180 where it crosses
 * that meridian.
 * @param {number[]} longitudes at least one
 * @returns {[west: number, east: number]}
 */
export function arcOf(longitudes) {
  const sorted = longitudes.map((lon) => near(lon, 0)).sort((a, b) => a - b);
  let [west, east] = [sorted[0], sorted[sorted.length - 1]];
  for (let i = 1; i < sorted.length; i += 1) {
    if (sorted[i - 1] + WORLD - sorted[i] < east - west) [west, east] = [sorted[i], sorted[i - 1] + WORLD];
  }
  return [west, east];
}

/**
 * Which turns of the globe a stretch shows parts of: 0 is from -180 to 180.
 * @param {number} west
 * @param {number} east
 */
export function turnsOf(west, east) {
  const [first, last] = [Math.floor((west + 180) / WORLD), Math.floor((east + 180) / WORLD)];
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
}

/** Degrees of so many turns. */
export const degreesOf = (/** @type {number} */ turns) => turns * WORLD;
