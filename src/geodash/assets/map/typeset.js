// How a name is set on the map: its size, the places it may take around its point, its node.

import { h } from '../core/dom.js';

/** @import { Box } from './types' */

/**
 * A name that is to be shown now. `order` and `rank`: how important it is; `marked`: a mark stands at
 * its point; `lit`: of an area that is shown.
 * @typedef {object} Name
 * @property {string} text
 * @property {string} [sub]
 * @property {string} kind
 * @property {number} lat
 * @property {number} lon
 * @property {string} order
 * @property {number} rank
 * @property {string} [placeId]
 * @property {boolean} [selected]
 * @property {boolean} [marked]
 * @property {boolean} [lit]
 */
/** @typedef {{box: Box, align: 'left' | 'right' | 'center', moved?: boolean}} Spot where a name may stand, and whether it is away from its own place */

const LONGEST = 48;

/** @type {Record<string, [size: number, weight: number, spacing: number]>} px, weight, em */
const TYPE = {
  country: [15, 600, 0.16],
  region: [14.5, 400, 0.03],
  province: [14.5, 400, 0.03],
  water: [14.5, 400, 0.02],
  town: [14, 500, 0],
  note: [12.5, 400, 0],
};

// How far a name may give way, in pixels.
const SHIFTS = [[0, 0], [0, 24], [0, -24], [40, 0], [-40, 0], [40, 24], [-40, 24], [40, -24], [-40, -24], [0, 48], [0, -48], [80, 0], [-80, 0]];

/** @param {string} text */
export const cut = (text) => (text.length > LONGEST ? `${text.slice(0, LONGEST - 1).trimEnd()}…` : text);

/** @type {Map<string, number>} */
const widths = new Map();
/** @type {CanvasRenderingContext2D | null} */
let canvas = null;

/** To be called when other fonts have arrived. */
export const forgetWidths = () => widths.clear();

/**
 * The width of a text in pixels.
 * @param {string} text
 * @param {string} kind
 */
function measure(text, kind) {
  const key = `${kind}|${text}`;
  const known = widths.get(key);
  if (known !== undefined) return known;
  canvas ??= document.createElement('canvas').getContext('2d');
  if (!canvas) return 0;
  const [size, weight, spacing] = TYPE[kind] ?? TYPE.town;
  const family = kind === 'town' ? 'Source Sans, sans-serif' : 'Source Serif, serif';
  canvas.font = `${weight} ${size}px ${family}`;
  const width = canvas.measureText(text).width + spacing * size * text.length;
  widths.set(key, width);
  return width;
}

/**
 * A lit area's name stands beside its middle, wherever there is room.
 * @param {number} x
 * @param {number} y
 * @param {number} w
 * @param {number} hgt
 * @returns {Spot[]}
 */
function besides(x, y, w, hgt) {
  /** @type {[number, number][]} */
  const spots = [];
  for (const d of [22, 44, 70, 100]) {
    spots.push([x + d, y - hgt / 2], [x - d - w, y - hgt / 2], [x - w / 2, y + d], [x - w / 2, y - d - hgt], [x + d * 0.7, y + d * 0.7], [x - d * 0.7 - w, y + d * 0.7]);
  }
  return spots.map(([l, t]) => ({ box: [l, t, l + w, t + hgt], align: 'center' }));
}

/**
 * Around a town's point, `d` pixels from it.
 * @param {number} x
 * @param {number} y
 * @param {number} w
 * @param {number} d
 * @returns {Spot[]}
 */
const around = (x, y, w, d) => [
  { box: [x + d, y - 9, x + d + w, y + 10], align: 'left' },
  { box: [x - d - w, y - 9, x - d, y + 10], align: 'right' },
  { box: [x - w / 2, y + d - 3, x + w / 2, y + d + 16], align: 'center' },
  { box: [x - w / 2, y - d - 16, x + w / 2, y - d + 3], align: 'center' },
  { box: [x + d * 0.7, y + d * 0.5, x + d * 0.7 + w, y + d * 0.5 + 19], align: 'left' },
  { box: [x + d * 0.7, y - d * 0.5 - 19, x + d * 0.7 + w, y - d * 0.5], align: 'left' },
];

const linesOf = (/** @type {Name} */ name) => (name.sub ? name.sub.split('\n') : []);

/**
 * The boxes a name may take, best first: centred, or around a town's point.
 * @param {Name} name
 * @param {{x: number, y: number}} point
 * @param {number} zoom
 * @returns {Spot[]}
 */
export function spotsFor(name, { x, y }, zoom) {
  const { kind } = name;
  const text = kind === 'country' ? name.text.toUpperCase() : name.text;
  const lines = linesOf(name);
  const w = Math.ceil(Math.max(measure(text, kind), ...lines.map((t) => measure(t, 'note')))) + 2;
  const hgt = 19 + lines.length * 16;
  if (name.lit) return besides(x, y, w, hgt);
  if (kind === 'town') return around(x, y, w, name.marked || name.selected ? 15 : 7);
  // Far out, a few pixels more would put a country's name into its neighbour.
  const reach = kind === 'country' && zoom >= 6.5 ? SHIFTS : SHIFTS.slice(0, kind === 'country' ? 3 : 5);
  return reach.map(([dx, dy]) => ({ box: [x + dx - w / 2, y + dy - hgt / 2, x + dx + w / 2, y + dy + hgt / 2], align: 'center', moved: Boolean(dx || dy) }));
}

/**
 * @param {Name} name
 * @param {Spot} spot
 */
export function drawName(name, { box: [left, top, right], align }) {
  const cls = ['gd-label', `gd-label-${name.kind}`, name.selected && 'gd-label-selected', name.lit && 'gd-label-lit'];
  const style = { left: `${left}px`, top: `${top}px`, width: `${right - left}px`, 'text-align': align };
  return h('div', { class: cls, style }, name.text, linesOf(name).map((line) => h('div', { class: 'gd-label-sub' }, line)));
}
