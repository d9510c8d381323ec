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
 * @property {number} [alone] so many of the lines of `sub`, the last, are a statement of their own
 * @property {string} [placeId]
 * @property {boolean} [selected]
 * @property {boolean} [marked]
 * @property {boolean} [lit]
 * @property {string} [areaKind] of a lit area
 * @property {string} [areaId] of a name with an area of its own
 * @property {Ground} [ground] what it is the name of
 * @property {string} [short]
 * @property {string} [ofArea] of a place spoken of, the area that it is; at sea its name may stand on no land
 * @property {{lat: number, lon: number}} [at] where the mark stands that it is the name of
 * @property {boolean} [pointed] it has a line to what it is the name of
 * @property {boolean} [exclave] what it is the name of is all that its country has here
 * @property {Box} [cover] what is drawn at the point of a place with a mark
 * @property {Box[]} [others] the other marks, which it should not seem to be the name of
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

const HIGH = 19; // a line of a town's name

/**
 * Around a bare town's point.
 * @param {number} x
 * @param {number} y
 * @param {number} w
 * @returns {Spot[]}
 */
function aroundPoint(x, y, w) {
  const d = drawing().labels.beside;
  const sides = around([x - d, y - d + 3, x + d, y + d - 3], { x, y }, w, 0).slice(0, 4);
  return [...sides, ...corners([x - d * 0.7, y - d * 0.5, x + d * 0.7, y + d * 0.5], w, 0)];
}

/**
 * Beside, below and above a box at the height of a point in it, then at its corners.
 * @param {Box} cover
 * @param {{x: number, y: number}} point
 * @param {number} w
 * @param {number} gap
 * @returns {Spot[]}
 */
function around(cover, { x, y }, w, gap) {
  const [left, top, right, bottom] = cover;
  const beside = (/** @type {number} */ at) => /** @type {Spot[]} */ ([
    { box: [right + gap, at - 9, right + gap + w, at + 10], align: 'left' },
    { box: [left - gap - w, at - 9, left - gap, at + 10], align: 'right' },
  ]);
  const slides = drawing().labels.slides.flatMap((by) => [by, -by]).map((by) => Math.min(bottom, Math.max(top, y + by)));
  return [
    ...beside(y),
    { box: [x - w / 2, bottom + gap, x + w / 2, bottom + gap + HIGH], align: 'center' },
    { box: [x - w / 2, top - gap - HIGH, x + w / 2, top - gap], align: 'center' },
    ...slides.flatMap(beside),
    ...corners(cover, w, gap),
  ];
}

/**
 * @param {Box} cover
 * @param {number} w
 * @param {number} gap
 * @returns {Spot[]}
 */
function corners([left, top, right, bottom], w, gap) {
  const rows = [bottom + gap, top - gap - HIGH];
  /** @type {[number, 'left' | 'right'][]} */
  const columns = [[right + gap, 'left'], [left - gap - w, 'right'], [left, 'left'], [right - w, 'right']];
  return columns.flatMap(([x, align]) => rows.map((y) => /** @type {Spot} */ ({ box: [x, y, x + w, y + HIGH], align })));
}

/** By which language's rule a name is set in capitals. */
const languageOf = (/** @type {Name} */ { text }) => (drawing().labels.dotted.includes(text) ? 'tr' : 'en');
const linesOf = (/** @type {Name} */ name) => (name.sub ? name.sub.split('\n') : []);

/**
 * What a name takes, with the lines below it.
 * @param {Name} name
 */
export function sizeOf(name) {
  const { types, sub_line: below } = drawing().labels;
  const type = typeOf(name);
  const texts = (type.capitals ? name.text.toLocaleUpperCase(languageOf(name)) : name.text).split('\n');
  const lines = linesOf(name);
  const w = Math.ceil(Math.max(...texts.map((t) => measure(t, type)), ...lines.map((t) => measure(t, types.sub)))) + 2;
  return { w, h: lineOf(name) * texts.length + lines.length * below };
}

/**
 * The boxes a name may take, best first: centred, around a town's point or what is drawn there.
 * @param {Name} name
 * @param {{x: number, y: number}} point
 * @returns {Spot[]}
 */
export function spotsFor(name, { x, y }) {
  const { kind } = name;
  const { shifts, outward } = drawing().labels;
  const { w, h: hgt } = sizeOf(name);
  const { cover } = name;
  if (cover) return outward.flatMap((gap) => around(cover, { x, y }, w, gap));
  if (kind === 'town') return aroundPoint(x, y, w);
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
  const style = { left: `${left}px`, top: `${top}px`, width: `${right - left}px`, 'text-align': align, 'white-space': name.text.includes('\n') ? 'pre' : 'nowrap', ...look(typeOf(name), lineOf(name)) };
  const sub = look(types.sub, below);
  // A line that ends with a hyphen ends so without a space.
  const [first, ...rest] = name.text.split('-\n');
  const text = [first, ...rest.flatMap((part) => ['-', h('br'), part])];
  return h('div', { class: cls, style, lang: languageOf(name) }, text, linesOf(name).map((text) => h('div', { style: sub }, text)));
}

/**
 * A line from a name to what it is the name of.
 * @param {[[number, number], [number, number]]} line
 */
export function drawLeader([[x0, y0], [x1, y1]], dot = false) {
  const { leader, leader_width: wide, leader_end: end } = drawing().labels;
  const style = { left: `${x0}px`, top: `${y0 - wide / 2}px`, width: `${Math.hypot(x1 - x0, y1 - y0)}px`, height: `${wide}px`, background: leader, transform: `rotate(${Math.atan2(y1 - y0, x1 - x0)}rad)`, '--gd-end': `${end}px` };
  return h('div', { class: `gd-leader${dot ? ' gd-leader-dot' : ''}`, style });
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
