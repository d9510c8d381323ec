// Explains the marks that are in use now, and no others: first the kinds, then the conventions.

import { clear, h, svg } from '../core/dom.js';
import { glyph } from '../core/marks.js';
import { kinds } from '../core/told.js';
import { hasPoint } from './groups.js';

/** @import * as L from 'leaflet' */
/** @import { Child } from '../core/types' */
/** @import { Events, MapContext, MapState } from './types' */

const TALL = 560; // pixels of map height from which there is room for all of the legend
const WIDE = 620;

/**
 * @param {Child} symbol
 * @param {string} text
 */
function row(symbol, text) {
  return h('li', null, h('span', { class: 'gd-legend-symbol' }, symbol), h('span', null, text));
}

const icon = (/** @type {Child[]} */ ...parts) => svg('svg', { width: 18, height: 18, viewBox: '-9 -9 18 18' }, ...parts);
const dot = (/** @type {number} */ r) => icon(svg('circle', { r, fill: '#FFFDF8', stroke: '#1B2430', 'stroke-width': 1.5 }));
const corner = () => icon(svg('path', { d: 'M-7 -2V-7H-2M2 7H7V2', fill: 'none', stroke: '#1B2430', 'stroke-width': 2.4 }));
const tint = () => icon(svg('path', { d: 'M-7 -4L-1 -6L7 -3L6 4L-3 6L-7 2Z', fill: '#3A342B', 'fill-opacity': 0.2, stroke: '#3A342B', 'stroke-width': 1.2, 'stroke-opacity': 0.6 }));
const path = () => icon(svg('path', { d: 'M-7 5L4 -4', stroke: '#1B2430', 'stroke-width': 1.6 }), svg('circle', { cx: 5, cy: -5, r: 3, fill: '#FFFDF8', stroke: '#1B2430', 'stroke-width': 1.6 }));

/**
 * A part of the legend behind its own button.
 * @param {string} title
 * @param {string} id
 * @param {() => void} onToggle
 */
function fold(title, id, onToggle) {
  const list = h('ul', { class: 'gd-legend-list', id });
  const toggle = h('button', { type: 'button', class: 'gd-legend-toggle', 'aria-controls': id }, title);
  const part = h('div', { class: 'gd-legend-part' }, toggle, list);
  function set(/** @type {boolean} */ open) {
    list.hidden = !open;
    toggle.setAttribute('aria-expanded', String(open));
    part.classList.toggle('gd-legend-open', open);
  }
  toggle.addEventListener('click', () => {
    set(list.hidden);
    onToggle();
  });
  return { part, list, set };
}

/**
 * The kinds that stand on the map, each with its mark.
 * @param {MapState} state
 */
function kindRows({ data }) {
  // Events that did not travel stand on the timeline in their kinds' colours all the same.
  const counted = data.mode === 'clusters' ? (data.facets?.kinds ?? []).filter((k) => k.count).map((k) => k.value) : [];
  const used = new Set([...counted, ...data.events.filter(hasPoint).map((e) => e.kind)]);
  return Object.entries(kinds()).filter(([kind]) => used.has(kind)).map(([kind, { label }]) => row(glyph(kind, { size: 20 }), label));
}

/**
 * The conventions that are in use.
 * @param {MapState} state
 * @param {ReturnType<Events['inUse']>} use
 */
function signRows({ data }, use) {
  const { events } = data;
  const isArea = events.some((e) => e.area_id || e.about?.some((a) => a.id.startsWith('area:')));
  /** @type {[unknown, () => Child, string][]} */
  const signs = [
    [use.discs, () => h('span', { class: 'gd-cluster gd-legend-disc' }, 'n'), 'so many events near each other'],
    [use.soft, () => glyph('other', { size: 20, soft: true }), 'soft edge: place approximate'],
    [events.some((e) => e.one_sided), () => glyph('other', { size: 18, oneSided: true }), 'one side’s account'],
    [events.some((e) => e.planned), () => glyph('talks', { size: 18, planned: true }), 'dotted edge: planned'],
    [use.seats.length || use.countries.length, () => dot(5.5), 'no scene named: speaker’s capital, or a country'],
    [use.rings, () => dot(3.8), 'place spoken of'],
    [events.length, corner, 'selected; grey: its other parts'],
    [isArea, tint, 'grey: its area or road'],
    [use.seats.some((e) => e.about?.some(hasPoint)), path, 'line: to what its words are about'],
  ];
  return signs.filter(([used]) => used).map(([, symbol, text]) => row(symbol(), text));
}

/**
 * @param {L.Map} map
 * @param {MapState} state
 * @param {MapContext} ctx
 * @param {Events} events
 */
export function createLegend(map, state, ctx, events) {
  const moved = () => {
    signs.part.hidden = !signs.list.childElementCount || first.list.hidden;
    if (!signs.list.hidden) node.scrollTop = node.scrollHeight; // on a low map the legend scrolls
    map.fire('moveend'); // names and chips make room
  };
  const first = fold('Legend', 'gd-legend-kinds', moved);
  const signs = fold('Edges and signs', 'gd-legend-signs', moved);
  const node = h('div', { class: 'gd-legend' }, first.part, signs.part);
  const { x, y } = map.getSize();
  first.set(!ctx.phone.matches && x >= WIDE);
  signs.set(!ctx.phone.matches && x >= WIDE && y >= TALL);
  let discs = false;

  function update() {
    const use = events.inUse();
    ({ discs } = use);
    const rows = kindRows(state);
    const extra = signRows(state, use);
    node.hidden = !rows.length;
    clear(first.list).append(...rows);
    clear(signs.list).append(...extra);
    signs.part.hidden = !extra.length || first.list.hidden;
  }

  // Whether discs are needed changes with the view too.
  const onMove = () => {
    if (events.inUse().discs !== discs) update();
  };
  map.on('moveend', onMove);
  const off = state.on('data', update);
  return {
    node,
    update,
    destroy() {
      off();
      map.off('moveend', onMove);
    },
  };
}
