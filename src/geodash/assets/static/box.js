// A rectangle of the map in degrees, as geodash.query.parts.where has it.

import { rounded } from './rounded.js';

/** @import { Box } from './types' */

const NUMBER = /^[+-]?([0-9]{1,9}(\.[0-9]{0,15})?|\.[0-9]{1,15})$/;
const FIFTH_DECIMAL = 5;

function turned(/** @type {number} */ longitude) {
  if (longitude >= -180 && longitude <= 180) return longitude;
  const rest = (longitude + 180) % 360;
  return (rest < 0 ? rest + 360 : rest) - 180;
}

/**
 * `west,south,east,north`; null for what is no rectangle. `west > east` crosses the 180th meridian.
 * @param {string} text
 * @returns {Box | null}
 */
export function boxOf(text) {
  const parts = text.split(',');
  if (parts.length !== 4 || !parts.every((part) => NUMBER.test(part))) return null;
  const [west, south, east, north] = parts.map(Number);
  if (Math.abs(west) > 720 || Math.abs(east) > 720 || (east < west && (west > 180 || east < -180))) return null;
  if (!(south >= -90 && south <= north && north <= 90)) return null;
  const [left, right] = east - west >= 360 ? [-180, 180] : [west, east];
  const [w, s, e, n] = [turned(left), south, turned(right), north].map((v) => rounded(v, FIFTH_DECIMAL) + 0);
  return [w, s, e, n];
}

/** @param {Box} box */
export const textOf = (box) => box.map((v) => v.toFixed(FIFTH_DECIMAL).replace(/0+$/, '').replace(/\.$/, '')).join(',');

/**
 * @param {Box} box
 * @param {number} latitude
 * @param {number} longitude
 */
export function holds([west, south, east, north], latitude, longitude) {
  const across = west <= east ? longitude >= west && longitude <= east : longitude >= west || longitude <= east;
  return across && latitude >= south && latitude <= north;
}
