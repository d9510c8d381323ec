// The map's files where no server packs them: gzipped as they lie, each at an address of its own.

import { Canvas, within } from '../map/files.js';

/** @import { Files } from '../map/types' */
/** @typedef {{cells: Record<string, 0 | 1>, relief: string[], areas: string[]}} Ground which pieces there are, by `z/x/y`; 0 of open water */

/** @type {Map<string, Promise<any>>} */
const known = new Map();

const isPacked = (/** @type {Uint8Array} */ bytes) => bytes[0] === 0x1f && bytes[1] === 0x8b;

/**
 * A file as it was before it was packed, whether the server has unpacked it or not.
 * @param {string} url
 * @param {AbortSignal} [life] until when it is waited for
 */
export async function unpacked(url, life) {
  const answer = await fetch(url, { signal: life });
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  const bytes = await answer.arrayBuffer();
  if (!isPacked(new Uint8Array(bytes, 0, 2))) return new Response(bytes);
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip')));
}

/**
 * @param {URL} root where the pieces lie
 * @param {Ground} ground
 * @param {AbortSignal} life of the map
 * @returns {Files}
 */
export function publishedFiles(root, ground, life) {
  const url = (/** @type {string} */ name) => new URL(name, root).href;
  const relief = new Set(ground.relief);
  function json(/** @type {string} */ name) {
    const one = known.get(name) ?? unpacked(url(`${name}.bin`), life).then((r) => r.json());
    one.catch(() => known.delete(name));
    known.set(name, one);
    return one;
  }
  return {
    json: (name) => within(json(name), life),
    cell: (z, x, y) => within(ground.cells[`${z}/${x}/${y}`] ? unpacked(url(`base/${z}/${x}/${y}.bin`), life).then((r) => r.arrayBuffer()) : Promise.resolve(null), life),
    relief: (z, x, y) => within(Promise.resolve(relief.has(`${z}/${x}/${y}`) ? url(`relief/${z}/${x}/${y}.webp`) : null), life),
    holds: (z, x, y) => `${z}/${x}/${y}` in ground.cells,
    renderer: (pane) => new Canvas({ pane, padding: 0.4 }),
  };
}
