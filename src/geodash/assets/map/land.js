// Which country a point lies in, as the map draws it: a name may give way on the map, but never into
// another country.

/**
 * @param {number} lon
 * @param {number} lat
 * @param {number[][]} ring
 */
function inRing(lon, lat, ring) {
  let inside = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i, i += 1) {
    const [xi, yi] = ring[i];
    const [xj, yj] = ring[j];
    if (yi > lat !== yj > lat && lon < ((xj - xi) * (lat - yi)) / (yj - yi) + xi) inside = !inside;
  }
  return inside;
}

/**
 * @param {number} lon
 * @param {number} lat
 * @param {number[][][]} rings the outline, then its holes
 */
const inPolygon = (lon, lat, rings) => inRing(lon, lat, rings[0]) && !rings.slice(1).some((hole) => inRing(lon, lat, hole));

/** @param {number[][][]} rings */
function boundsOf(rings) {
  const box = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of rings[0]) {
    box[0] = Math.min(box[0], x);
    box[1] = Math.min(box[1], y);
    box[2] = Math.max(box[2], x);
    box[3] = Math.max(box[3], y);
  }
  return box;
}

/** @param {any} collection GeoJSON polygons with `iso3` */
export function createLand(collection) {
  /** @type {{rings: number[][][], box: number[], iso3: string}[]} */
  const parts = [];
  for (const { geometry, properties } of collection.features) {
    const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
    for (const rings of polygons) parts.push({ rings, box: boundsOf(rings), iso3: properties.iso3 });
  }
  /** @type {Map<string, string>} */
  const known = new Map();

  /**
   * The country's code, '' at sea or off this map.
   * @param {number} lon
   * @param {number} lat
   */
  function at(lon, lat) {
    const key = `${lon.toFixed(3)},${lat.toFixed(3)}`;
    const there = known.get(key);
    if (there !== undefined) return there;
    const found = parts.find(({ box, rings }) => lon >= box[0] && lon <= box[2] && lat >= box[1] && lat <= box[3] && inPolygon(lon, lat, rings));
    known.set(key, found?.iso3 ?? '');
    return found?.iso3 ?? '';
  }
  return { at };
}
