// Chips at the map's edge: what the filter holds that is out of view, and one click to go there.

import * as L from '../vendor/leaflet.js';
import { count } from '../core/count.js';
import { clear, h } from '../core/dom.js';
import { isolated } from '../core/isolated.js';
import { arcOf } from '../core/longitudes.js';
import { awayFrom, leadsTo } from '../core/whereabouts.js';
import { createChipMenu } from './chip_menu.js';
import { boxesAt, placeFor } from './edge_places.js';
import { edgeGroups, shortNames, together } from './edges.js';
import { controls } from './placing.js';

/** @import { Point } from '../core/types' */
/** @import { Box, Events, Flight, Labels, Located, MapContext, MapState } from './types' */
/** @import { EdgeGroup, Side } from './edges.js' */

const ARROW = { w: '‹', e: '›', n: '↑', s: '↓', x: '' };
const WORDS = { w: 'to the west', e: 'to the east', n: 'to the north', s: 'to the south', x: 'out of view' };
/** @type {Side[]} */
const SIDES = ['w', 'n', 'e', 's'];

const LOWEST = 130; // pixels: a map so low has one chip
const SMALL = { x: 560, y: 330 }; // pixels: a smaller map has one chip to a side

function boundsOf(/** @type {Point[]} */ events) {
  const [west, east] = arcOf(events.map((e) => e.lon));
  const lats = events.map((e) => e.lat);
  return L.latLngBounds([Math.min(...lats), west], [Math.max(...lats), east]);
}

/**
 * The edge that the straight line from the middle of the view to the event crosses.
 * @param {L.Map} map
 * @param {boolean} onPhone
 * @returns {(e: Located) => Side}
 */
const sideOn = (map, onPhone) => (e) => {
  const size = map.getSize();
  const p = map.latLngToContainerPoint([e.lat, e.lon]);
  const dx = (p.x - size.x / 2) / size.x;
  const dy = (p.y - size.y / 2) / size.y;
  if (onPhone || Math.abs(dx) >= Math.abs(dy)) return dx < 0 ? 'w' : 'e';
  return dy < 0 ? 'n' : 's';
};

/**
 * What a row of chips takes, measured where it stands.
 * @param {HTMLElement} box
 */
function rowOf(box) {
  const { left, top, width, height } = box.getBoundingClientRect();
  const chips = [...box.children].map((chip) => {
    const r = chip.getBoundingClientRect();
    return /** @type {Box} */ ([r.left - left, r.top - top, r.right - left, r.bottom - top]);
  });
  return { width, height, chips };
}

/**
 * Puts a row of chips to where it covers nothing; says whether there is such a place.
 * @param {HTMLElement} box
 * @param {Side[]} sides
 * @param {{x: number, y: number}} size
 * @param {Box[]} taken grows by the row's chips
 * @param {{row?: ReturnType<typeof rowOf>, least?: boolean}} [how] `row`: as it was measured; `least`: where there is none, to where it covers least
 */
function settle(box, sides, size, taken, { row = rowOf(box), least = false } = {}) {
  if (!box.childElementCount) return true;
  const at = placeFor(sides, row, size, taken, least);
  if (!at) return false;
  Object.assign(box.style, { left: `${at.x}px`, top: `${at.y}px` });
  taken.push(...boxesAt(row, at));
  return true;
}

/**
 * What chips keep clear of, in pixels of the map: marks, lines, names that may not be missing, what floats.
 * @param {L.Map} map
 * @param {Events} events
 * @param {Labels} labels
 * @returns {Box[]}
 */
function occupied(map, events, labels) {
  const { x, y } = map.containerPointToLayerPoint([0, 0]);
  const all = [...events.boxes(), ...events.lines(), ...labels.musts(), ...controls(map)];
  return all.map(([l, t, r, b]) => [l - x, t - y, r - x, b - y]);
}

/**
 * @param {EdgeGroup} group
 * @param {(group: EdgeGroup, node: HTMLElement) => void} choose
 */
function chipOf(group, choose) {
  const name = isolated(shortNames(group));
  const n = group.events.length;
  const unique = [...new Set(group.names)];
  const many = unique.length > 1;
  /** @type {HTMLButtonElement} */
  const node = h(
    'button',
    {
      class: 'gd-chip',
      type: 'button',
      'aria-label': `${count(n, 'event')} ${WORDS[group.side]}: ${unique.join(', ')}. ${many ? 'Choose one' : 'Go there'}`,
      title: unique.join(', '),
      'aria-haspopup': many ? 'dialog' : null,
      on: { click: () => void choose(group, node) },
    },
    h('span', { class: 'gd-chip-words' }, (group.side === 'w' ? `${ARROW.w} ${name} ${n}` : `${name} ${n} ${ARROW[group.side]}`).trim()),
  );
  return node;
}

/**
 * Each side's chips at its edge; those that find no room there share one that stands where there is. Says
 * whether they cover nothing.
 * @param {Record<Side, EdgeGroup[]>} groups
 * @param {Record<Side | 'x', HTMLElement>} boxes
 * @param {(group: EdgeGroup) => HTMLElement} chip
 * @param {{x: number, y: number}} size
 * @param {Box[]} taken
 */
function lay(groups, boxes, chip, size, taken) {
  /** @type {EdgeGroup[]} */
  const left = [];
  const before = taken.length;
  for (const side of SIDES) {
    if (size.y < LOWEST) left.push(...groups[side].splice(0));
    boxes[side].append(...groups[side].map(chip));
  }
  // All are measured before the first is put anywhere, which would make the next one wait for a layout.
  const rows = new Map(SIDES.map((side) => [side, rowOf(boxes[side])]));
  for (const side of SIDES) {
    const here = groups[side];
    let row = rows.get(side);
    while (here.length && !settle(boxes[side], [side], size, taken, { row })) {
      left.push(/** @type {EdgeGroup} */ (here.pop()));
      boxes[side].lastElementChild?.remove();
      row = undefined;
    }
  }
  if (!left.length) return true;
  boxes.x.append(chip(together(left)));
  if (settle(boxes.x, SIDES, size, taken)) return true;
  // Where it would lie on another chip, one stands for all.
  const all = [...SIDES.flatMap((side) => groups[side].splice(0)), ...left];
  Object.values(boxes).forEach(clear);
  taken.splice(before);
  boxes.x.append(chip(together(all)));
  return settle(boxes.x, SIDES, size, taken) || !settle(boxes.x, SIDES, size, taken, { least: true });
}

/**
 * Says that nothing of the filter is in view, and shows it when asked.
 * @param {Flight['flyTo']} flyTo
 * @param {() => number} covered
 */
function createPill(flyTo, covered) {
  const node = h('button', { type: 'button', class: 'gd-chip gd-none-in-view', hidden: true });
  let show = () => {};
  node.addEventListener('click', () => show());
  return {
    node,
    /**
     * @param {Located[]} located
     * @param {number} inView
     */
    update(located, inView) {
      node.hidden = !located.length || inView > 0;
      if (node.hidden) return;
      node.textContent = located.length === 1 ? 'This event is out of view · Show it' : `None of these ${located.length} events is in view · Show them`;
      show = () => flyTo(boundsOf(located), { padding: [70, 70], left: covered(), maxZoom: 8 });
    },
    /** Shows them unasked, where none is in view. */
    follow: () => node.hidden || show(),
  };
}

/**
 * @param {L.Map} map
 * @param {HTMLElement} root
 * @param {MapState} state
 * @param {MapContext} ctx
 * @param {{events: Events, labels: Labels, covered: () => number} & Flight} tools `covered`: pixels at the left that the legend takes
 */
export function createChips(map, root, state, ctx, { events, labels, covered, flyTo, goHome }) {
  const boxes = { w: row('w'), n: row('n'), e: row('e'), s: row('s'), x: row('x') };
  const pill = createPill(flyTo, covered);
  const menu = createChipMenu(go);
  const holder = h('div', { class: 'gd-chips-all', role: 'group', 'aria-label': 'Events outside the map view' }, [boxes.w, boxes.e, boxes.n, boxes.s, boxes.x], pill.node, menu.node);
  root.append(holder);

  /** Home views that we are not in: named on chips, and gone to as they are. */
  function frames() {
    const { lat, lng } = map.getCenter();
    return awayFrom(ctx.homes, { lat, lon: lng });
  }

  function go(/** @type {string} */ name, /** @type {Point[]} */ found) {
    const home = ctx.homes.find((f) => f.name === name);
    if (home) goHome(home);
    else flyTo(boundsOf(found), { padding: [80, 80], maxZoom: 7.5 });
  }

  function choose(/** @type {EdgeGroup} */ group, /** @type {HTMLElement} */ chip) {
    const unique = [...new Set(group.names)];
    if (unique.length > 1) menu.open(group, chip);
    else go(unique[0], group.events);
  }

  function update() {
    Object.values(boxes).forEach(clear);
    pill.node.hidden = true;
    if (state.data.mode === 'clusters') return;
    const view = map.getBounds();
    const homes = frames();
    const located = events.located();
    const out = located.filter((e) => !view.contains([e.lat, e.lon])).map((e) => leadsTo(e, homes, (p) => view.contains([p.lat, p.lon])));
    const size = map.getSize();
    const small = ctx.phone.matches || size.x < SMALL.x || size.y < SMALL.y;
    /** @type {Record<Side, EdgeGroup[]>} */
    const groups = { w: [], n: [], e: [], s: [] };
    for (const group of edgeGroups(out, sideOn(map, small), homes, { limit: 1, whole: small })) groups[/** @type {Side} */ (group.side)].push(group);
    const free = lay(groups, boxes, (group) => chipOf(group, choose), size, occupied(map, events, labels));
    // Where chips were tried and found no room nothing is left of the trial.
    for (const box of Object.values(boxes)) if (!box.childElementCount) box.removeAttribute('style');
    if (!free) events.seats(true);
    // The name of a country may be in view while all else is far away.
    const placed = located.filter((e) => e.draw !== 'country');
    const seen = (placed.length ? placed : located).filter((e) => view.contains([e.lat, e.lon])).length;
    pill.update(located, seen + events.rings());
    if (late) follow();
  }

  let late = false;
  /** Shows what a filter leaves, once it is drawn. */
  function follow() {
    late = Boolean(ctx.waits);
    if (!late && !state.event) pill.follow();
  }
  events.onDrawn(update);
  const offs = [
    state.on('bring', ({ name, points }) => go(name, points)),
    state.on('filtered', follow),
  ];
  return {
    destroy() {
      offs.forEach((off) => off());
      holder.remove();
    },
  };
}

const row = (/** @type {Side | 'x'} */ side) => h('div', { class: `gd-chips gd-chips-${side}` });
