// Chips at the map's edge: what the filter holds that is out of view, and one click to go there.

import * as L from '../vendor/leaflet.js';
import { count } from '../core/count.js';
import { all, clear, h } from '../core/dom.js';
import { isolated } from '../core/isolated.js';
import { arcOf } from '../core/longitudes.js';
import { awayFrom, leadsTo } from '../core/whereabouts.js';
import { createChipMenu } from './chip_menu.js';
import { edgeGroups, shortNames } from './edges.js';

/** @import { Point } from '../core/types' */
/** @import { Events, Flight, Labels, Located, MapContext, MapState } from './types' */
/** @import { EdgeGroup, Side } from './edges.js' */
/** @typedef {{left: number, right: number, top: number, bottom: number, weight?: number}} Rect */

const ARROW = { w: '‹', e: '›', n: '↑', s: '↓' };
const WORDS = { w: 'to the west', e: 'to the east', n: 'to the north', s: 'to the south' };
/** @type {Side[]} */
const SIDES = ['w', 'n', 'e', 's'];

// Where along its edge a row of chips may stand, best first.
/** @type {Record<Side, Record<string, string>[]>} */
const SPOTS = {
  w: [
    { top: '50px', left: '12px', 'flex-direction': 'column' },
    { top: '114px', left: '12px', 'flex-direction': 'column' },
    { top: '204px', left: '12px', 'flex-direction': 'column' },
    { top: '11px', left: '214px', 'flex-direction': 'row' },
    { top: '34%', left: '12px', 'flex-direction': 'column' },
    { top: '50%', left: '12px', 'flex-direction': 'column' },
  ],
  e: [{ bottom: '40px', top: 'auto' }, { top: '120px', bottom: 'auto' }, { top: '44%', bottom: 'auto' }],
  n: [{ left: '50%' }, { left: '40%' }, { left: '62%' }, { left: '30%' }],
  s: [{ left: '50%' }, { left: '38%' }, { left: '64%' }],
};
/** @type {Record<Side, Record<string, string>[]>} */
const PHONE_SPOTS = {
  w: [{ top: '8px', bottom: 'auto' }, { top: '46px', bottom: 'auto' }, { top: '40%', bottom: 'auto' }],
  e: [{ top: '8px', bottom: 'auto' }, { top: '46px', bottom: 'auto' }, { top: '40%', bottom: 'auto' }],
  n: [],
  s: [],
};
const COVERED = 4; // what floats above the map hides a chip wholly, a mark only beside it
const FLOATING = '.gd-homes:not([hidden]), .gd-locator, .gd-legend, .gd-zoom, .gd-mapnote, .leaflet-control-scale';

/** @type {(a: Rect, b: Rect) => boolean} */
const overlap = (a, b) => a.left < b.right && a.right > b.left && a.top < b.bottom && a.bottom > b.top;
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
 * Slides a row of chips along its edge to where it hides the fewest marks and no other row.
 * @param {HTMLElement} box
 * @param {Record<string, string>[]} spots
 * @param {Rect[]} taken grows by the row's chips
 */
function settle(box, spots, taken) {
  if (!box.childElementCount || !spots.length) return;
  /** @type {{spot: Record<string, string>, hits: number, chips: Rect[]} | null} */
  let best = null;
  for (const spot of spots) {
    Object.assign(box.style, spot);
    const chips = [...box.children].map((c) => c.getBoundingClientRect());
    const hits = chips.reduce((sum, c) => sum + taken.reduce((n, t) => n + (overlap(c, t) ? (t.weight ?? COVERED) : 0), 0), 0);
    if (!best || hits < best.hits) best = { spot, hits, chips };
    if (!hits) break;
  }
  if (!best) return;
  Object.assign(box.style, best.spot);
  taken.push(...best.chips);
}

/**
 * What chips should keep clear of, in pixels of the window: marks and what floats above the map.
 * @param {L.Map} map
 * @param {HTMLElement} root
 * @param {Events} events
 * @returns {Rect[]}
 */
function occupied(map, root, events) {
  const base = map.getContainer().getBoundingClientRect();
  const origin = map.containerPointToLayerPoint([0, 0]);
  const [dx, dy] = [base.left - origin.x, base.top - origin.y];
  const marks = events.boxes().map(([l, t, r, b]) => ({ left: l + dx, right: r + dx, top: t + dy, bottom: b + dy, weight: 1 }));
  return [...marks, ...all(root, FLOATING).map((el) => el.getBoundingClientRect())];
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
    group.side === 'w' ? `${ARROW.w} ${name} ${n}` : `${name} ${n} ${ARROW[group.side]}`,
  );
  return node;
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
  const boxes = { w: row('w'), n: row('n'), e: row('e'), s: row('s') };
  const pill = createPill(flyTo, covered);
  const menu = createChipMenu(go);
  const holder = h('div', { class: 'gd-chips-all', role: 'group', 'aria-label': 'Events outside the map view' }, [boxes.w, boxes.e, boxes.n, boxes.s], pill.node, menu.node);
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
    const view = map.getBounds().pad(-0.01);
    const homes = frames();
    const located = events.located();
    const out = located.filter((e) => !view.contains([e.lat, e.lon])).map((e) => leadsTo(e, homes, (p) => view.contains([p.lat, p.lon])));
    const onPhone = ctx.phone.matches;
    for (const group of edgeGroups(out, sideOn(map, onPhone), homes, { limit: 1, whole: onPhone })) boxes[group.side].append(chipOf(group, choose));
    const taken = occupied(map, root, events);
    for (const side of SIDES) settle(boxes[side], (onPhone ? PHONE_SPOTS : SPOTS)[side], taken);
    pill.update(located, located.length - out.length + events.rings());
  }

  const refresh = () => {
    update();
    labels.layout();
  };
  map.on('moveend', refresh);
  events.changed = refresh;
  const offs = [
    state.on('bring', ({ name, points }) => go(name, points)),
    state.on('filtered', () => state.event || pill.follow()),
  ];
  return {
    destroy() {
      offs.forEach((off) => off());
      map.off('moveend', refresh);
      holder.remove();
    },
  };
}

const row = (/** @type {Side} */ side) => h('div', { class: `gd-chips gd-chips-${side}` });
