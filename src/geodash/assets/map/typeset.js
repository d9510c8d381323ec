// How a name is set on the map: its size, the places it may take around its point, its node.

import { h } from '../core/dom.js';
import { drawing } from '../core/told.js';

/** @import { Type } from '../core/types' */
/** @import { Box, Ground } from './types' */

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
 * @property {string} [areaKind] of a lit area
 * @property {string} [areaId] of a name with an area of its own
 * @property {Ground} [ground] what it is the name of
 * @property {string} [short]
 * @property {boolean} [exclave] what it is the name of is all that its country has here
 * @property {boolean} [small] of a country or an area: smaller, in as many lines as the text has
 */
/** @typedef {{name: Name, spot: Spot, dot?: {x: number, y: number} | null, leader?: [[number, number], [number, number]]}} Placed a name where it stands, and a line to what it is the name of */
/** @typedef {{box: Box, align: 'left' | 'right' | 'center', moved?: boolean}} Spot where a name may stand, and whether it is away from its own place */

/**
 * A name that is too long for a map, with an ellipsis.
 * @param {string} text
 */
export function cut(text) {
  const { longest } = drawing().labels;
  return text.length > longest ? `${text.slice(0, longest - 1).trimEnd()}…` : text;
}

/** @param {Name} name */
const typeOf = ({ kind, order, selected, lit, small }) => drawing().labels.types[small ? (kind === 'country' ? 'country_small' : 'area_small') : lit ? 'area' : selected ? 'selected' : order === 'event' ? 'event' : kind];
const lineOf = (/** @type {Name} */ { small }) => (small ? drawing().labels.small_line : drawing().labels.line);
const font = (/** @type {Type} */ { size, weight, italic }, /** @type {string} */ family) => `${italic ? 'italic ' : ''}${weight} ${size}px ${family}`;

/** @type {Map<string, number>} */
const widths = new Map();
/** @type {CanvasRenderingContext2D | null} */
let canvas = null;

/** To be called when other fonts have arrived. */
export const forgetWidths = () => widths.clear();

/**
 * The width of a text in pixels.
 * @param {string} text
 * @param {Type} type
 */
function measure(text, type) {
  const wanted = font(type, type.serif ? 'Source Serif, serif' : 'Source Sans, sans-serif');
  const key = `${wanted}|${text}`;
  const known = widths.get(key);
  if (known !== undefined) return known;
  canvas ??= document.createElement('canvas').getContext('2d');
  if (!canvas) return 0;
  canvas.font = wanted;
  const width = canvas.measureText(text).width + type.spacing * type.size * text.length;
  widths.set(key, width);
  return width;
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
  { box: [x - d * 0.7 - w, y + d * 0.5, x - d * 0.7, y + d * 0.5 + 19], align: 'right' },
  { box: [x - d * 0.7 - w, y - d * 0.5 - 19, x - d * 0.7, y - d * 0.5], align: 'right' },
];

const linesOf = (/** @type {Name} */ name) => (name.sub ? name.sub.split('\n') : []);

/**
 * What a name takes, with the lines below it.
 * @param {Name} name
 */
export function sizeOf(name) {
  const { types, sub_line: below } = drawing().labels;
  const type = typeOf(name);
  const texts = (type.capitals ? name.text.toUpperCase() : name.text).split('\n');
  const lines = linesOf(name);
  const w = Math.ceil(Math.max(...texts.map((t) => measure(t, type)), ...lines.map((t) => measure(t, types.sub)))) + 2;
  return { w, h: lineOf(name) * texts.length + lines.length * below };
}

/**
 * The boxes a name may take, best first: centred, or around a town's point.
 * @param {Name} name
 * @param {{x: number, y: number}} point
 * @returns {Spot[]}
 */
export function spotsFor(name, { x, y }) {
  const { kind } = name;
  const { beside, beside_mark: marked, shifts } = drawing().labels;
  const { w, h: hgt } = sizeOf(name);
  if (kind === 'town') return around(x, y, w, name.marked || name.selected ? marked : beside);
  const reach = kind === 'country' ? shifts : shifts.slice(0, 5);
  return reach.map(([dx, dy]) => ({ box: [x + dx - w / 2, y + dy - hgt / 2, x + dx + w / 2, y + dy + hgt / 2], align: 'center', moved: Boolean(dx || dy) }));
}

/**
 * @param {Name} name
 * @param {Spot} spot
 */
export function drawName(name, { box: [left, top, right], align }) {
  const { types, sub_line: below } = drawing().labels;
  const cls = ['gd-label', `gd-label-${name.kind}`, name.small && 'gd-label-small', name.selected && 'gd-label-selected', name.lit && 'gd-label-lit'];
  const style = { left: `${left}px`, top: `${top}px`, width: `${right - left}px`, 'text-align': align, ...look(typeOf(name), lineOf(name)) };
  const sub = look(types.sub, below);
  return h('div', { class: cls, style }, name.text, linesOf(name).map((text) => h('div', { style: sub }, text)));
}

/**
 * A line from a name to what it is the name of.
 * @param {[[number, number], [number, number]]} line
 */
export function drawLeader([[x0, y0], [x1, y1]]) {
  const { leader, leader_width: wide } = drawing().labels;
  const style = { left: `${x0}px`, top: `${y0 - wide / 2}px`, width: `${Math.hypot(x1 - x0, y1 - y0)}px`, height: `${wide}px`, background: leader, transform: `rotate(${Math.atan2(y1 - y0, x1 - x0)}rad)` };
  return h('div', { class: 'gd-leader', style });
}

/**
 * @param {Type} type
 * @param {number} line
 * @returns {Record<string, string>}
 */
function look(type, line) {
  const family = type.serif ? 'var(--gd-serif)' : 'var(--gd-sans)';
  return {
    font: font(type, family).replace('px ', `px/${line}px `),
    'letter-spacing': `${type.spacing}em`,
    'text-transform': type.capitals ? 'uppercase' : 'none',
    color: type.color,
    ...(type.halo ? {} : { 'text-shadow': 'none' }),
  };
}
