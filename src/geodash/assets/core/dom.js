// Small helpers to build DOM nodes. Strings become text nodes: nothing here parses HTML,
// so text from data can never become markup.

import { symbols } from './told.js';

/** @import { Child, MarkFlags, Props } from './types' */

const SVG = 'http://www.w3.org/2000/svg';

/**
 * @param {HTMLElement | SVGElement} node
 * @param {Props | null} [props]
 */
function apply(node, props) {
  const own = /** @type {Record<string, any>} */ (node);
  for (const [key, value] of Object.entries(/** @type {Record<string, any>} */ (props ?? {}))) {
    if (value === null || value === undefined || value === false) continue;
    if (key === 'class') node.setAttribute('class', Array.isArray(value) ? value.filter(Boolean).join(' ') : value);
    else if (key === 'dataset') Object.assign(node.dataset, value);
    else if (key === 'style' && typeof value === 'object') {
      for (const [name, v] of Object.entries(value)) node.style.setProperty(name, v);
    } else if (key === 'on') {
      for (const [name, fn] of Object.entries(value)) node.addEventListener(name, fn);
    } else if (key === 'value' || key === 'checked' || key === 'disabled') own[key] = value;
    else node.setAttribute(key, value === true ? '' : value);
  }
}

/**
 * @param {Element} node
 * @param {readonly Child[]} children
 */
function append(node, children) {
  for (const child of children) {
    if (Array.isArray(child)) append(node, child);
    else if (child !== null && child !== undefined && child !== false) {
      node.append(child instanceof Node ? child : document.createTextNode(String(child)));
    }
  }
}

/**
 * `h('button', {class: 'gd-x', on: {click}}, 'text', node)` → an HTML element.
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {Props | null} [props]
 * @param {...Child} children
 * @returns {HTMLElementTagNameMap[K]}
 */
export function h(tag, props, ...children) {
  const node = document.createElement(tag);
  apply(node, props);
  append(node, children);
  return node;
}

/**
 * The same in the SVG namespace.
 * @template {keyof SVGElementTagNameMap} K
 * @param {K} tag
 * @param {Props | null} [props]
 * @param {...Child} children
 * @returns {SVGElementTagNameMap[K]}
 */
export function svg(tag, props, ...children) {
  const node = document.createElementNS(SVG, tag);
  apply(node, props);
  append(node, children);
  return node;
}

/**
 * @template {Element} E
 * @param {E} node
 */
export function clear(node) {
  node.replaceChildren();
  return node;
}

/**
 * Sets text only when it differs, so that live regions and selections stay quiet.
 * @param {Node} node
 * @param {string} text
 */
export function setText(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

/**
 * The element that an event is about: its target or what holds that.
 * @param {Event} ev
 * @param {string} selector
 * @returns {HTMLElement | null}
 */
export function hit(ev, selector) {
  return ev.target instanceof Element ? ev.target.closest(selector) : null;
}

/**
 * What `node` holds by a selector, in order.
 * @param {ParentNode} node
 * @param {string} selector
 * @returns {HTMLElement[]}
 */
export function all(node, selector) {
  return [...node.querySelectorAll(selector)].map((found) => /** @type {HTMLElement} */ (found));
}

/**
 * The first of them, which must be there.
 * @param {ParentNode} node
 * @param {string} selector
 * @returns {HTMLElement}
 */
export function one(node, selector) {
  const found = /** @type {HTMLElement | null} */ (node.querySelector(selector));
  if (!found) throw new Error(`nothing is ${selector}`);
  return found;
}

/**
 * The SVG children of a kind's mark, centred on 0,0 with radius 1 times `r`.
 * @param {string} kind
 * @param {MarkFlags & {r?: number}} [how]
 * @returns {SVGElement[]}
 */
export function markShape(kind, { r = 8, planned = false, oneSided = false, soft = false } = {}) {
  const { kinds, radius } = symbols();
  const shape = kinds[kind] ?? kinds.other;
  const scale = r / radius;
  /** @type {SVGElement[]} */
  const parts = [];
  if (soft) parts.push(svg('circle', { r: r * 2.5, fill: 'url(#gd-soft)', class: 'gd-soft' }));
  const path = svg('path', {
    d: shape.path,
    transform: `scale(${scale})`,
    class: `gd-mark-shape gd-kind-${kind}`,
    fill: planned ? 'var(--gd-map-paper, #FFFDF8)' : shape.color,
    stroke: 'var(--gd-mark-edge, #1B2430)',
    'stroke-width': (planned ? 1.9 : 1.3) / scale,
    'stroke-dasharray': planned ? `${0.1 / scale} ${3.1 / scale}` : null,
    'stroke-linecap': planned ? 'round' : null,
    'stroke-linejoin': 'round',
  });
  parts.push(path);
  if (planned) parts.push(svg('path', { d: shape.path, transform: `scale(${scale * 0.5})`, fill: shape.color }));
  if (oneSided) parts.push(badge(r));
  return parts;
}

/** @param {number} r */
function badge(r) {
  const b = Math.max(4.2, r * 0.62);
  return svg(
    'g',
    { class: 'gd-badge', transform: `translate(${r * 0.95} ${-r * 1.02})` },
    svg('circle', { r: b, fill: '#FFFDF8', stroke: '#1B2430', 'stroke-width': 1 }),
    svg('path', { d: symbols().quote, transform: `scale(${b / 6})`, fill: '#1B2430' }),
  );
}

/**
 * A kind's mark as a stand-alone <svg>, for lists, legends and text.
 * @param {string} kind
 * @param {MarkFlags & {size?: number, title?: string}} [how]
 */
export function glyph(kind, { size = 18, planned = false, oneSided = false, soft = false, title = '' } = {}) {
  const r = size * 0.36;
  const node = svg(
    'svg',
    {
      class: 'gd-glyph',
      width: size,
      height: size,
      viewBox: `${-size / 2} ${-size / 2} ${size} ${size}`,
      overflow: 'visible',
      ...(title ? { role: 'img', 'aria-label': title } : { 'aria-hidden': 'true' }),
    },
    ...markShape(kind, { r, planned, oneSided, soft }),
  );
  return node;
}
