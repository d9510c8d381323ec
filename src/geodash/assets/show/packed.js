// What the file carries inside: JSON and gzipped files in inert <script> elements. No request is made.

import * as L from '../vendor/leaflet.js';

const known = new Map();

function text(name) {
  const el = [...document.querySelectorAll('script[data-file]')].find((one) => one.dataset.file === name);
  if (!el) throw new Error(`${name} is not in this file`);
  return el.textContent.trim();
}

function bytes(base64) {
  const raw = atob(base64);
  const out = new Uint8Array(raw.length);
  for (let i = 0; i < raw.length; i += 1) out[i] = raw.charCodeAt(i);
  return out;
}

async function unpacked(name) {
  const stream = new Blob([bytes(text(name))]).stream().pipeThrough(new DecompressionStream('gzip'));
  return JSON.parse(await new Response(stream).text());
}

/** A packed file as JSON, unpacked once. */
export function packedJson(name) {
  if (!known.has(name)) known.set(name, unpacked(name));
  return known.get(name);
}

/** The data of the show, which stand in the file as they are. */
export const inlineJson = (id) => JSON.parse(document.getElementById(id).textContent);

/** Where the show's map finds its files (`ctx.files` in map/). */
export const packedFiles = {
  json: (name) => packedJson(`geo/${name}`),
  url: (name) => `data:image/jpeg;base64,${text(`geo/${name}`)}`,
  // The map is enlarged by a transform, under which only vectors stay sharp.
  renderer: (pane) => L.svg({ pane, padding: 0.3 }),
};
