// The browser's half of the URL codec. What a parameter means is decided on the server
// (geodash.query.filter); here a query string is only taken apart and put together.

export const MULTI = ['actor', 'pair', 'kind', 'type', 'article', 'status', 'role', 'place'];
export const SINGLE = ['from', 'to', 'when', 'actors', 'side', 'prec', 'dprec', 'bbox', 'q', 'bg'];
// How Analyse looks at the events; Explore carries it along for the way back.
export const LOOK_KEYS = ['tab', 'by', 'series', 'at'];
export const UI_KEYS = ['event', 'read', 'map', ...LOOK_KEYS];

// The order of the server's canonical form, so that equal views have equal addresses.
const ORDER = ['from', 'to', 'when', 'actor', 'actors', 'side', 'pair', 'kind', 'type', 'article', 'status', 'role', 'prec', 'dprec', 'place', 'bbox', 'q', 'bg'];

/** `?from=…&actor=…&event=…` → {params, ui}; keys that neither side knows are kept in params. */
export function parseSearch(search) {
  const params = {};
  const ui = {};
  for (const [key, value] of new URLSearchParams(search)) {
    if (UI_KEYS.includes(key)) ui[key] = value;
    else if (MULTI.includes(key)) (params[key] ??= []).push(value);
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
  const known = ORDER.filter((key) => key in params);
  const other = Object.keys(params).filter((key) => !ORDER.includes(key));
  const pairs = [];
  for (const key of [...known, ...other]) {
    for (const value of [params[key]].flat()) pairs.push(`${encode(key)}=${encode(String(value))}`);
  }
  for (const key of UI_KEYS) {
    if (ui[key]) pairs.push(`${key}=${encode(ui[key])}`);
  }
  return pairs.length ? `?${pairs.join('&')}` : '';
}

/** `z/lat/lon` of the map's view → {z, center}; null for anything else. */
export function parseView(text) {
  const parts = String(text ?? '').split('/').map(Number);
  if (parts.length !== 3 || parts.some((n) => !Number.isFinite(n))) return null;
  const [z, lat, lon] = parts;
  if (z < 0 || z > 22 || Math.abs(lat) > 85 || Math.abs(lon) > 540) return null;
  return { z, center: [lat, lon] };
}
