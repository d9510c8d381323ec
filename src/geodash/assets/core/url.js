// The browser's half of the URL codec. What a parameter means is decided on the server
// (geodash.query.filter), and what each is called it tells; here a query string is only taken apart and put together.

import { params as known } from './told.js';

/** `?from=…&actor=…&event=…` → {params, ui}; keys that neither side knows are kept in params. */
export function parseSearch(search) {
  const { many, page } = known();
  const params = {};
  const ui = {};
  for (const [key, value] of new URLSearchParams(search)) {
    if (page.includes(key)) ui[key] = value;
    else if (many.includes(key)) (params[key] ??= []).push(value);
    else params[key] = value;
  }
  return { params, ui };
}

// Readable in an address bar: characters that are safe in a query stay as they are.
function encode(text) {
  return encodeURIComponent(text).replace(/%3A/gi, ':').replace(/%2C/gi, ',').replace(/%2F/gi, '/').replace(/%20/g, '+');
}

/** {params} and UI parameters → `?…` or the empty string. */
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

/** `z/lat/lon` of the map's view → {z, center}; null for anything else. */
export function parseView(text) {
  const parts = String(text ?? '').split('/').map(Number);
  if (parts.length !== 3 || parts.some((n) => !Number.isFinite(n))) return null;
  const [z, lat, lon] = parts;
  if (z < 0 || z > 22 || Math.abs(lat) > 85 || Math.abs(lon) > 540) return null;
  return { z, center: [lat, lon] };
}
