// The files of the geodata folder, as the server gives them.

import * as L from '../vendor/leaflet.js';

/** @import { Files } from './types' */

/** A redrawing that Leaflet leaves under way when a canvas goes finds nothing to draw on. */
export const Canvas = /** @type {new (options: L.RendererOptions) => L.Canvas} */ (
  L.Canvas.extend({
    _redraw() {
      if (this._ctx) /** @type {any} */ (L.Canvas.prototype)._redraw.call(this);
    },
  })
);

/** @type {Map<string, Promise<any>>} */
const known = new Map();

/** As JSON; fetched and parsed once for the life of the page. */
function fetched(/** @type {string} */ url, /** @type {string} */ name) {
  const there = known.get(url);
  if (there) return there;
  const one = fetch(url).then((r) => (r.ok ? r.json() : Promise.reject(new Error(`${name}: ${r.status}`))));
  one.catch(() => known.delete(url));
  known.set(url, one);
  return one;
}

/** A cell's bytes; null for open water. */
async function bytesOf(/** @type {string} */ url, /** @type {AbortSignal} */ life) {
  const r = await fetch(url, { signal: life });
  if (!r.ok) throw new Error(`${url}: ${r.status}`);
  return r.status === 204 ? null : r.arrayBuffer();
}

/**
 * The same answer, but none once the map is gone: whoever waits for one would draw on what is no more.
 * @template T
 * @param {Promise<T>} answer
 * @param {AbortSignal} life
 * @returns {Promise<T>}
 */
export function within(answer, life) {
  return new Promise((resolve, reject) => {
    answer.then((value) => life.aborted || resolve(value), (error) => life.aborted || reject(error));
  });
}

/**
 * @param {URL} api
 * @param {string} version of the geodata
 * @param {AbortSignal} life of the map
 * @returns {Files}
 */
export function servedFiles(api, version, life) {
  const url = (/** @type {string} */ name) => new URL(`geo/${name}?v=${version}`, api).href;
  return {
    json: (name) => within(fetched(url(name), name), life),
    cell: (z, x, y) => within(bytesOf(url(`base/${z}/${x}/${y}`), life), life),
    relief: (z, x, y) => within(Promise.resolve(url(`relief/${z}/${x}/${y}`)), life),
    holds: () => true,
    renderer: (pane) => new Canvas({ pane, padding: 0.4 }),
  };
}
