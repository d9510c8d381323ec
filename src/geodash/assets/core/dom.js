// Small helpers to build DOM nodes. Strings become text nodes: nothing here parses HTML,
// so text from data can never become markup.

import { symbols } from './told.js';

const SVG = 'http://www.w3.org/2000/svg';

function apply(node, props) {
  for (const [key, value] of Object.entries(props ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (key === 'class') node.setAttribute('class', Array.isArray(value) ? value.filter(Boolean).join(' ') : value);
    else if (key === 'dataset') Object.assign(node.dataset, value);
    else if (key === 'style' && typeof value === 'object') {
      for (const [name, v] of Object.entries(value)) node.style.setProperty(name, v);
    } else if (key === 'on') {
      for (const [name, fn] of Object.entries(value)) node.addEventListener(name, fn);
    } else if (key === 'value' || key === 'checked' || key === 'disabled') node[key] = value;
    else node.setAttribute(key, value === true ? '' : value);
  }
}

function append(node, children) {
  for (const child of children.flat(Infinity)) {
    if (child === null || child === undefined || child === false) continue;
    node.append(child instanceof Node ? child : document.createTextNode(String(child)));
  }
  return node;
}

/** `h('button', {class: 'gd-x', on: {click}}, 'text', node)` → an HTML element. */
export function h(tag, props, ...children) {
  const node = document.createElement(tag);
  apply(node, props);
  return append(node, children);
}

/** The same in the SVG namespace. */
export function svg(tag, props, ...children) {
  const node = document.createElementNS(SVG, tag);
  apply(node, props);
  return append(node, children);
}

export function clear(node) {
  node.replaceChildren();
  return node;
}

/** Sets text only when it differs, so that live regions and selections stay quiet. */
export function setText(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

/** The SVG children of a kind's mark, centred on 0,0 with radius 1 times `r`. */
export function markShape(kind, { r = 8, planned = false, oneSided = false, soft = false } = {}) {
  const { kinds, radius } = symbols();
  const shape = kinds[kind] ?? kinds.other;
  const scale = r / radius;
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

function badge(r) {
  const b = Math.max(4.2, r * 0.62);
  return svg(
    'g',
    { class: 'gd-badge', transform: `translate(${r * 0.95} ${-r * 1.02})` },
    svg('circle', { r: b, fill: '#FFFDF8', stroke: '#1B2430', 'stroke-width': 1 }),
    svg('path', { d: symbols().quote, transform: `scale(${b / 6})`, fill: '#1B2430' }),
  );
}

/** A kind's mark as a stand-alone <svg>, for lists, legends and text. */
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
