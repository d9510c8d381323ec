// What the file carries inside: JSON and gzipped files in inert <script> elements. No request is made.

import * as L from '../vendor/leaflet.js';
import { all } from '../core/dom.js';

/** @import { Files } from '../map/types' */

/** @type {Map<string, Promise<any>>} */
const known = new Map();

function text(/** @type {string} */ name) {
  const el = all(document, 'script[data-file]').find((one) => one.dataset.file === name);
  if (!el) throw new Error(`${name} is not in this file`);
  return (el.textContent ?? '').trim();
}

function bytes(/** @type {string} */ base64) {
  const raw = atob(base64);
  const out = new Uint8Array(raw.length);
  for (let i = 0; i < raw.length; i += 1) out[i] = raw.charCodeAt(i);
  return out;
}

async function unpacked(/** @type {string} */ name) {
  const stream = new Blob([bytes(text(name))]).stream().pipeThrough(new DecompressionStream('gzip'));
  return JSON.parse(await new Response(stream).text());
}

/**
 * A packed file as JSON, unpacked once.
 * @param {string} name
 * @returns {Promise<any>}
 */
export function packedJson(name) {
  const found = known.get(name) ?? unpacked(name);
  known.set(name, found);
  return found;
}

/**
 * What stands in the file as it is.
 * @param {string} id
 */
export const inlineJson = (id) => JSON.parse(document.getElementById(id)?.textContent ?? 'null');

/**
 * Where the show's map finds its files (`ctx.files` in map/).
 * @type {Files}
 */
export const packedFiles = {
  json: (name) => packedJson(`geo/${name}`),
  url: (name) => `data:image/jpeg;base64,${text(`geo/${name}`)}`,
  // The map is enlarged by a transform, under which only vectors stay sharp.
  renderer: (pane) => L.svg({ pane, padding: 0.3 }),
};
