// A cell of the base map out of its bytes (geodash.geo.base_cells says how it is packed), in degrees.

/** @typedef {[lon: number, lat: number]} LonLat */
/** @typedef {LonLat[][][]} Polygons each of its rings: the outline, then its holes */
/** @typedef {{kind: string, text: string, lon: number, lat: number, minZoom: number, rank: number}} CellName */
/** @typedef {{lands: {iso3: string, polygons: Polygons}[], lakes: Polygons, shores: LonLat[][], rivers: LonLat[][], streams: LonLat[][], provinces: LonLat[][], borders: {disputed: boolean, left: string, right: string, lines: LonLat[][]}[], names: CellName[]}} Cell `shores`: of the lakes, without the edges of the cell */

const HEAD = 4;
const KINDS = { t: 'town', p: 'province', w: 'water', r: 'river' };

/** @param {Uint8Array} column */
function createReader(column) {
  let at = 0;
  let [x, y] = [0, 0];
  function number() {
    let [value, shift] = [0, 0];
    for (;;) {
      const byte = column[at];
      at += 1;
      value |= (byte & 127) << shift;
      if (byte < 128) return value;
      shift += 7;
    }
  }
  const step = () => {
    const n = number();
    return (n >> 1) ^ -(n & 1);
  };
  /** @template T @param {() => T} one */
  const each = (one) => Array.from({ length: number() }, one);
  const line = () => each(() => {
    x += step();
    y += step();
    return /** @type {[number, number]} */ ([x, y]);
  });
  const code = () => String.fromCharCode(number(), number(), number()).trim();
  return { number, each, line, code, polygons: () => each(() => each(line)) };
}

/**
 * Where a point of a cell is in degrees: an edge that two cells share is the same number in both.
 * @param {number} z
 * @param {number} x
 * @param {number} y
 * @param {number} extent
 */
function createDegrees(z, x, y, extent) {
  const whole = extent * 2 ** z;
  return (/** @type {[number, number]} */ [px, py]) => {
    const north = Math.PI * (1 - (2 * (y * extent + py)) / whole);
    return /** @type {LonLat} */ ([((x * extent + px) / whole) * 360 - 180, (Math.atan(Math.sinh(north)) * 180) / Math.PI]);
  };
}

/**
 * The stretches of a ring that are no edge of the cell.
 * @param {[number, number][]} ring
 * @param {number} extent
 */
function inner(ring, extent) {
  const on = (/** @type {[number, number]} */ a, /** @type {[number, number]} */ b) => [0, 1].some((i) => a[i] === b[i] && (a[i] === 0 || a[i] === extent));
  /** @type {[number, number][][]} */
  const lines = [[]];
  [...ring, ring[0]].forEach((point, i, all) => {
    if (i && on(all[i - 1], point)) lines.push([]);
    lines[lines.length - 1].push(point);
  });
  return lines.filter((line) => line.length > 1);
}

/**
 * @param {ArrayBuffer} bytes
 * @param {number} z
 * @param {number} x
 * @param {number} y
 * @returns {Cell}
 */
export function cellOf(bytes, z, x, y) {
  const size = new DataView(bytes).getUint32(0, true);
  const read = createReader(new Uint8Array(bytes, HEAD, size));
  const extent = read.number();
  const degrees = createDegrees(z, x, y, extent);
  const lineOf = (/** @type {[number, number][]} */ line) => line.map(degrees);
  const ringsOf = (/** @type {[number, number][][][]} */ polygons) => polygons.map((rings) => rings.map(lineOf));
  const lands = read.each(() => ({ iso3: read.code(), polygons: ringsOf(read.polygons()) }));
  const lakes = read.polygons();
  const [rivers, streams, provinces] = [0, 1, 2].map(() => read.each(read.line).map(lineOf));
  const borders = read.each(() => ({ disputed: read.number() > 0, left: read.code(), right: read.code(), lines: read.each(read.line).map(lineOf) }));
  /** @type {[keyof typeof KINDS, string, number, number, number, number][]} */
  const named = JSON.parse(new TextDecoder().decode(new Uint8Array(bytes, HEAD + size)));
  const names = named.map(([kind, text, px, py, minZoom, rank]) => {
    const [lon, lat] = degrees([px, py]);
    return { kind: KINDS[kind], text, lon, lat, minZoom, rank };
  });
  const shores = lakes.flatMap((rings) => rings.flatMap((ring) => inner(ring, extent))).map(lineOf);
  return { lands, lakes: ringsOf(lakes), shores, rivers, streams, provinces, borders, names };
}
