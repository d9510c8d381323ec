// Chips at the map's edge: what the filter holds that is out of view, and one click to go there.

import { clear, h } from '../core/dom.js';
import { edgeGroups, shortNames } from './groups.js';

const ARROW = { w: '‹', e: '›', n: '↑', s: '↓' };
const WORDS = { w: 'to the west', e: 'to the east', n: 'to the north', s: 'to the south' };

// Where along its edge a row of chips may stand, best first: [property, value] pairs.
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
const PHONE_SPOTS = {
  w: [{ top: '8px', bottom: 'auto' }, { top: '46px', bottom: 'auto' }, { top: '40%', bottom: 'auto' }],
  e: [{ top: '8px', bottom: 'auto' }, { top: '46px', bottom: 'auto' }, { top: '40%', bottom: 'auto' }],
  n: [],
  s: [],
};
const COVERED = 4; // what floats above the map hides a chip wholly, a mark only beside it

const plural = (n) => `${n} ${n === 1 ? 'event' : 'events'}`;
const inFrame = ({ bounds: [w, s, e, n] }, p) => p.lon >= w && p.lon <= e && p.lat >= s && p.lat <= n;
const overlap = (a, b) => a.left < b.right && a.right > b.left && a.top < b.bottom && a.bottom > b.top;

export function createChips(L, map, root, state, events, labels, ctx, { flyTo, goHome }) {
  const boxes = Object.fromEntries(['w', 'e', 'n', 's'].map((s) => [s, h('div', { class: `gd-chips gd-chips-${s}` })]));
  const pill = h('button', { type: 'button', class: 'gd-chip gd-none-in-view', hidden: true });
  const menu = h('div', { class: 'gd-chip-menu', popover: 'auto', role: 'dialog', 'aria-label': 'Places out of view' });
  const holder = h('div', { class: 'gd-chips-all', role: 'group', 'aria-label': 'Events outside the map view' }, Object.values(boxes), pill, menu);
  root.append(holder);

  /** The edge that the straight line from the middle of the view to the event crosses. */
  function side(e) {
    const size = map.getSize();
    const p = map.latLngToContainerPoint([e.lat, e.lon]);
    const dx = (p.x - size.x / 2) / size.x;
    const dy = (p.y - size.y / 2) / size.y;
    if (ctx.phone.matches || Math.abs(dx) >= Math.abs(dy)) return dx < 0 ? 'w' : 'e';
    return dy < 0 ? 'n' : 's';
  }

  /** Home views that we are not in: named on chips, and gone to as they are. */
  function frames() {
    const c = map.getCenter();
    return (ctx.homes ?? []).filter((f) => f.name !== 'All' && !inFrame(f, { lon: c.lng, lat: c.lat }));
  }

  /** A statement about a place in a home view counts there rather than at its speaker's seat. */
  function leadsTo(e, homes, view) {
    if (e.draw !== 'seat') return e;
    const a = (e.about ?? []).find((p) => p.lat != null && homes.some((f) => inFrame(f, p)));
    return a && !view.contains([a.lat, a.lon]) ? { ...e, lat: a.lat, lon: a.lon } : e;
  }

  function go(name, found) {
    const home = (ctx.homes ?? []).find((f) => f.name === name);
    if (home) goHome(home);
    else flyTo(L.latLngBounds(found.map((e) => [e.lat, e.lon])), { padding: [80, 80], maxZoom: 7.5 });
  }

  /** One row for each place of a chip that stands for several. */
  function openMenu(group, chip) {
    const places = new Map();
    for (const [i, e] of group.events.entries()) {
      const name = group.nameOf[i];
      places.set(name, [...(places.get(name) ?? []), e]);
    }
    const rows = [...places].sort((a, b) => b[1].length - a[1].length);
    clear(menu).append(...rows.map(([name, found]) => h('button', { type: 'button', class: 'gd-chip-row', on: { click: () => {
      menu.hidePopover();
      go(name, found);
    } } }, h('span', null, name), h('span', { class: 'gd-chip-n' }, found.length))));
    menu.showPopover();
    const at = chip.getBoundingClientRect();
    const own = menu.getBoundingClientRect();
    menu.style.left = `${Math.max(8, Math.min(at.left, innerWidth - own.width - 8))}px`;
    menu.style.top = `${Math.max(8, Math.min(at.bottom + 6, innerHeight - own.height - 8))}px`;
    menu.querySelector('button')?.focus();
  }

  function chip(group) {
    const name = shortNames(group);
    const n = group.events.length;
    const unique = [...new Set(group.names)];
    const many = unique.length > 1;
    const text = group.side === 'w' ? `${ARROW.w} ${name} ${n}` : `${name} ${n} ${ARROW[group.side]}`;
    const node = h(
      'button',
      {
        class: 'gd-chip',
        type: 'button',
        'aria-label': `${plural(n)} ${WORDS[group.side]}: ${unique.join(', ')}. ${many ? 'Choose one' : 'Go there'}`,
        title: unique.join(', '),
        ...(many ? { 'aria-haspopup': 'dialog' } : {}),
        on: { click: () => (many ? openMenu(group, node) : go(unique[0], group.events)) },
      },
      text,
    );
    return node;
  }

  /** Slides a row of chips along its edge to where it hides the fewest marks and no other row. */
  function settle(name, taken) {
    const box = boxes[name];
    const spots = (ctx.phone.matches ? PHONE_SPOTS : SPOTS)[name];
    if (!box.childElementCount || !spots.length) return;
    let best = null;
    for (const spot of spots) {
      Object.assign(box.style, spot);
      const chips = [...box.children].map((c) => c.getBoundingClientRect());
      const hits = chips.reduce((sum, c) => sum + taken.reduce((n, t) => n + (overlap(c, t) ? (t.weight ?? COVERED) : 0), 0), 0);
      if (!best || hits < best.hits) best = { spot, hits, chips };
      if (!hits) break;
    }
    Object.assign(box.style, best.spot);
    taken.push(...best.chips);
  }

  function rects() {
    const base = map.getContainer().getBoundingClientRect();
    const origin = map.containerPointToLayerPoint([0, 0]);
    const marks = events.boxes().map(([l, t, r, b]) => ({ left: l - origin.x + base.left, right: r - origin.x + base.left, top: t - origin.y + base.top, bottom: b - origin.y + base.top, weight: 1 }));
    const fixed = [...root.querySelectorAll('.gd-homes:not([hidden]), .gd-locator, .gd-legend, .gd-zoom, .gd-mapnote, .leaflet-control-scale')];
    return [...marks, ...fixed.map((el) => el.getBoundingClientRect())];
  }

  function paintPill(located, inView) {
    pill.hidden = !located.length || inView > 0;
    if (pill.hidden) return;
    pill.textContent = located.length === 1 ? 'This event is out of view · Show it' : `None of these ${located.length} events is in view · Show them`;
    pill.onclick = () => flyTo(L.latLngBounds(located.map((e) => [e.lat, e.lon])), { padding: [70, 70], maxZoom: 8 });
  }

  function update() {
    Object.values(boxes).forEach(clear);
    pill.hidden = true;
    if (!state.data || state.data.mode === 'clusters') return;
    const view = map.getBounds().pad(-0.01);
    const homes = frames();
    const located = events.located();
    const out = located.filter((e) => !view.contains([e.lat, e.lon])).map((e) => leadsTo(e, homes, view));
    for (const group of edgeGroups(out, side, homes, { limit: 1, whole: ctx.phone.matches })) boxes[group.side].append(chip(group));
    const taken = rects();
    ['w', 'n', 'e', 's'].forEach((name) => settle(name, taken));
    paintPill(located, located.length - out.length + events.rings());
  }

  const refresh = () => {
    update();
    labels.layout();
  };
  map.on('moveend', refresh);
  events.changed = refresh;
  return {
    destroy() {
      map.off('moveend', refresh);
      holder.remove();
    },
  };
}
