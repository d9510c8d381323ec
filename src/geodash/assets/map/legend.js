// Explains the marks that are in use now, and no others: first the kinds, which filter, then the conventions.

import { clear, h, svg } from '../core/dom.js';
import { explained } from '../core/explain.js';
import { accounts, glyph } from '../core/marks.js';
import { placesKnown } from '../core/told.js';
import { hasPoint } from './groups.js';
import { createKinds } from './legend_kinds.js';

/** @import * as L from 'leaflet' */
/** @import { Child, State } from '../core/types' */
/** @import { Events, MapContext, MapState } from './types' */

const TALL = 560; // pixels of map height from which there is room for all of the legend
const WIDE = 620;

const icon = (/** @type {Child[]} */ ...parts) => svg('svg', { width: 18, height: 18, viewBox: '-9 -9 18 18', 'aria-hidden': 'true' }, ...parts);
const dot = (/** @type {number} */ r) => icon(svg('circle', { r, fill: '#FFFDF8', stroke: '#1B2430', 'stroke-width': 1.5 }));
const corner = () => icon(svg('path', { d: 'M-7 -2V-7H-2M2 7H7V2', fill: 'none', stroke: '#1B2430', 'stroke-width': 2.4 }));
const tint = () => icon(svg('path', { d: 'M-7 -4L-1 -6L7 -3L6 4L-3 6L-7 2Z', fill: '#3A342B', 'fill-opacity': 0.2, stroke: '#3A342B', 'stroke-width': 1.2, 'stroke-opacity': 0.6 }));
const lead = () => icon(svg('path', { d: 'M-6 5L6 -5', stroke: '#1B2430', 'stroke-width': 1.25 }), svg('circle', { cx: -6, cy: 5, r: 2.4, fill: '#1B2430' }));
const path = () => icon(svg('path', { d: 'M-7 5L4 -4', stroke: '#1B2430', 'stroke-width': 1.6 }), svg('circle', { cx: 5, cy: -5, r: 3, fill: '#FFFDF8', stroke: '#1B2430', 'stroke-width': 1.6 }));

/**
 * A part of the legend behind its own button.
 * @param {{title: string, id: string, list: HTMLElement, beside?: HTMLElement, onToggle: () => void}} spec
 */
function fold({ title, id, list, beside, onToggle }) {
  list.id = id;
  const toggle = h('button', { type: 'button', class: 'gd-legend-toggle', 'aria-controls': id }, title);
  const part = h('div', { class: 'gd-legend-part' }, h('div', { class: 'gd-legend-head' }, toggle, beside), list);
  function set(/** @type {boolean} */ open) {
    list.hidden = !open;
    if (beside) beside.hidden = !open;
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
 * The conventions that are in use, each with its explanation.
 * @param {MapState} state
 * @param {ReturnType<Events['inUse']>} use
 */
function signRows({ data }, use) {
  const { events } = data;
  const told = accounts(events).join(', or ');
  const isArea = events.some((e) => e.area_id || e.about?.some((a) => a.id.startsWith('area:')));
  /** @type {[unknown, () => Child, string, string][]} */
  const signs = [
    [use.discs, () => h('span', { class: 'gd-cluster gd-legend-disc' }, 'n'), 'disc', 'so many events near each other'],
    [use.soft, () => glyph('other', { size: 20, soft: true }), 'soft', 'soft edge: place approximate'],
    [told, () => glyph('other', { size: 18, oneSided: true }), 'one_sided', told],
    [events.some((e) => e.planned), () => glyph('talks', { size: 18, planned: true }), 'planned', 'dotted edge: planned'],
    [use.seats.length || use.countries.length, () => dot(5.5), 'seat', placesKnown().no_scene],
    [use.rings, () => dot(3.8), 'ring', placesKnown().spoken],
    [events.length, corner, 'selected', 'selected; grey: its other parts'],
    [isArea, tint, 'area', 'grey: its area or road'],
    [use.moved, lead, 'moved', placesKnown().moved],
    [use.seats.some((e) => e.about?.some(hasPoint)), path, 'line', placesKnown().about],
  ];
  return signs.filter(([used]) => used).map(([, symbol, term, text]) => h('li', null, h('span', { class: 'gd-legend-symbol' }, symbol()), explained(term, text)));
}

/**
 * @param {L.Map} map
 * @param {State} state
 * @param {MapContext} ctx
 * @param {Events} events
 */
export function createLegend(map, state, ctx, events) {
  const onToggle = () => {
    signs.part.hidden = !signs.list.childElementCount || kinds.node.hidden;
    map.fire('moveend'); // names and chips make room
  };
  const kinds = createKinds(state);
  const first = fold({ title: 'Legend', id: 'gd-legend-kinds', list: kinds.node, beside: kinds.total, onToggle });
  const signs = fold({ title: 'Edges and signs', id: 'gd-legend-signs', list: h('ul', { class: 'gd-legend-list' }), onToggle });
  const node = h('div', { class: 'gd-legend', role: 'group', 'aria-label': 'Legend' }, first.part, signs.part);
  const { x, y } = map.getSize();
  first.set(!ctx.phone.matches && x >= WIDE);
  signs.set(!ctx.phone.matches && x >= WIDE && y >= TALL);
  /** @type {unknown[]} */
  let explained = [];
  // A map that has become small has no room for it.
  const onResize = (/** @type {L.ResizeEvent} */ { newSize }) => {
    if (newSize.x < WIDE) first.set(false);
    if (newSize.x < WIDE || newSize.y < TALL) signs.set(false);
    signs.part.hidden = !signs.list.childElementCount || kinds.node.hidden;
  };
  map.on('resize', onResize);

  /** What has to be explained changes with the events and, where some are moved or merged, with the view. */
  function update() {
    const use = events.inUse();
    const now = [state.data, use.discs, use.moved, use.rings];
    if (now.every((one, i) => one === explained[i])) return;
    explained = now;
    const extra = signRows(state, use);
    node.hidden = !kinds.update();
    clear(signs.list).append(...extra);
    signs.part.hidden = !extra.length || kinds.node.hidden;
  }

  update();
  events.onPut(update);
  return {
    node,
    isOpen: () => !kinds.node.hidden,
    destroy() {
      kinds.destroy();
      map.off('resize', onResize);
    },
  };
}
