// What the file carries inside: JSON and gzipped files in inert <script> elements. No request is made.

import { all, one } from '../core/dom.js';
import * as L from '../vendor/leaflet.js';

/** @import { Files } from './types' */

/** @type {Map<string, Promise<any>>} */
const known = new Map();

/** @param {string} name */
const element = (name) => all(document, 'script[data-file]').find((found) => found.dataset.file === name);

/** @param {string} name */
function text(name) {
  const el = element(name);
  if (!el) throw new Error(`${name} is not in this file`);
  return (el.textContent ?? '').trim();
}

/** @param {string} base64 */
function bytes(base64) {
  const raw = atob(base64);
  const out = new Uint8Array(raw.length);
  for (let i = 0; i < raw.length; i += 1) out[i] = raw.charCodeAt(i);
  return out;
}

/**
 * @param {string} name
 */
const unpacked = (name) => new Response(new Blob([bytes(text(name))]).stream().pipeThrough(new DecompressionStream('gzip')));

/**
 * A packed file as JSON, unpacked once.
 * @param {string} name
 */
export function packedJson(name) {
  const there = known.get(name) ?? unpacked(name).json();
  known.set(name, there);
  return there;
}

/** The data of the page, which stand in the file as they are. */
export const inlineJson = (/** @type {string} */ id) => JSON.parse(one(document, `#${id}`).textContent ?? 'null');

/** @type {Files} where the map of a page that stands alone finds its files */
export const packedFiles = {
  json: async (name) => packedJson(`geo/${name}`),
  // Of open water there is the name only.
  cell: async (z, x, y) => (text(`geo/base/${z}/${x}/${y}`) ? unpacked(`geo/base/${z}/${x}/${y}`).arrayBuffer() : null),
  relief: async (z, x, y) => (element(`geo/relief/${z}/${x}/${y}`) ? `data:image/webp;base64,${text(`geo/relief/${z}/${x}/${y}`)}` : null),
  holds: (z, x, y) => Boolean(element(`geo/base/${z}/${x}/${y}`)),
  // The map is enlarged by a transform, under which only vectors stay sharp.
  renderer: (pane) => L.svg({ pane, padding: 0.3 }),
};
