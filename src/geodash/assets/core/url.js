// The browser's half of the URL codec. What a parameter means is decided on the server
// (geodash.query.filter), and what each is called it tells; here a query string is only taken apart and
// put together.

import { params as known } from './told.js';

/** @import { Params } from './types' */

/**
 * `?from=…&actor=…&event=…` → {params, ui}; keys that neither side knows are kept in params.
 * @param {string} search
 */
export function parseSearch(search) {
  const { many, page } = known();
  /** @type {Params} */
  const params = {};
  /** @type {Record<string, string>} */
  const ui = {};
  for (const [key, value] of new URLSearchParams(search)) {
    if (page.includes(key)) ui[key] = value;
    else if (many.includes(key)) params[key] = [...(params[key] ?? []), value];
    else params[key] = value;
  }
  return { params, ui };
}

// Readable in an address bar: characters that are safe in a query stay as they are.
function encode(/** @type {string} */ text) {
  return encodeURIComponent(text).replace(/%3A/gi, ':').replace(/%2C/gi, ',').replace(/%2F/gi, '/').replace(/%20/g, '+');
}

/**
 * {params} and UI parameters → `?…` or the empty string.
 * @param {Params} params
 * @param {Record<string, string | null>} ui
 */
export function toSearch(params, ui) {
  // The order of the server's canonical form, so that equal views have equal addresses.
  const { keys, page } = known();
  const ordered = keys.filter((key) => key in params);
  const other = Object.keys(params).filter((key) => !keys.includes(key));
  const pairs = [];
  for (const key of [...ordered, ...other]) {
    for (const value of [params[key]].flat()) pairs.push(`${encode(key)}=${encode(String(value))}`);
  }
  for (const key of page) {
    if (ui[key]) pairs.push(`${key}=${encode(ui[key])}`);
  }
  return pairs.length ? `?${pairs.join('&')}` : '';
}

/**
 * A parameter's values as a list, whatever it was.
 * @param {string | string[] | undefined} value
 */
export const valuesOf = (value) => (value === undefined || value === '' ? [] : [value].flat());

/**
 * The value of a parameter that has one; undefined where it is not set.
 * @param {string | string[] | undefined} value
 * @returns {string | undefined}
 */
export const valueOf = (value) => valuesOf(value)[0];

/**
 * `z/lat/lon` of the map's view → {z, center}; null for anything else.
 * @param {string | null | undefined} text
 * @returns {{z: number, center: [number, number]} | null}
 */
export function parseView(text) {
  const parts = String(text ?? '').split('/').map(Number);
  if (parts.length !== 3 || parts.some((n) => !Number.isFinite(n))) return null;
  const [z, lat, lon] = parts;
  if (z < 0 || z > 22 || Math.abs(lat) > 85 || Math.abs(lon) > 540) return null;
  return { z, center: [lat, lon] };
}
