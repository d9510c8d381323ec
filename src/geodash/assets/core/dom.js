// Small helpers to build DOM nodes. Strings become text nodes: nothing here parses HTML,
// so text from data can never become markup.

/** @import { Child, Props } from './types' */

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
 * Listens to several events; what it returns ends that.
 * @param {HTMLElement | SVGElement} node
 * @param {{[K in keyof HTMLElementEventMap]?: (ev: HTMLElementEventMap[K]) => unknown}} listeners
 */
export function listen(node, listeners) {
  const all = /** @type {[string, EventListener][]} */ (Object.entries(listeners));
  for (const [name, fn] of all) node.addEventListener(name, fn);
  return () => {
    for (const [name, fn] of all) node.removeEventListener(name, fn);
  };
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
