// Chips at the map's edge: what the filter holds that is out of view, and one click to go there.

import { clear, h } from './dom.js';
import { edgeGroups, shortNames } from './map_groups.js';

const ARROW = { w: '‹', e: '›', n: '↑', s: '↓' };
const WORDS = { w: 'to the west', e: 'to the east', n: 'to the north', s: 'to the south' };

export function createChips(L, map, root, state, events, labels, ctx, { flyTo }) {
  const boxes = Object.fromEntries(['w', 'e', 'n', 's'].map((s) => [s, h('div', { class: `gd-chips gd-chips-${s}` })]));
  const holder = h('div', { class: 'gd-chips-all', role: 'group', 'aria-label': 'Events outside the map view' }, Object.values(boxes));
  root.append(holder);

  /** The edge that the straight line from the middle of the view to the event crosses. */
  function side(e) {
    const size = map.getSize();
    const p = map.latLngToContainerPoint([e.lat, e.lon]);
    const dx = (p.x - size.x / 2) / size.x;
    const dy = (p.y - size.y / 2) / size.y;
    if (Math.abs(dx) >= Math.abs(dy)) return dx < 0 ? 'w' : 'e';
    return dy < 0 ? 'n' : 's';
  }

  function frames() {
    const centre = map.getCenter();
    return (ctx.homes ?? []).filter((f) => !L.latLngBounds([f.bounds[1], f.bounds[0]], [f.bounds[3], f.bounds[2]]).contains(centre));
  }

  /** A statement about a place in a home view counts there rather than at its speaker's seat. */
  function leadsTo(e, homes, view) {
    if (e.draw !== 'seat') return e;
    const a = (e.about ?? []).find((p) => p.lat != null && homes.some((f) => inFrame(f, p)));
    return a && !view.contains([a.lat, a.lon]) ? { ...e, lat: a.lat, lon: a.lon } : e;
  }

  const inFrame = ({ bounds: [w, s, ea, n] }, p) => p.lon >= w && p.lon <= ea && p.lat >= s && p.lat <= n;

  function chip(group) {
    const name = shortNames(group);
    const n = group.events.length;
    const text = group.side === 'w' ? `${ARROW.w} ${name} ${n}` : `${name} ${n} ${ARROW[group.side]}`;
    const go = () => {
      const points = group.events.map((e) => [e.lat, e.lon]);
      flyTo(L.latLngBounds(points), { padding: [80, 80], maxZoom: 7.5 });
    };
    return h(
      'button',
      { class: 'gd-chip', type: 'button', 'aria-label': `${n} ${n === 1 ? 'event' : 'events'} ${WORDS[group.side]}: ${[...new Set(group.names)].join(', ')}. Go there`, title: [...new Set(group.names)].join(', '), on: { click: go } },
      text,
    );
  }

  function update() {
    Object.values(boxes).forEach(clear);
    if (!state.data || state.data.mode === 'clusters') return;
    const view = map.getBounds().pad(-0.01);
    const homes = frames();
    const out = events.located().filter((e) => !view.contains([e.lat, e.lon])).map((e) => leadsTo(e, homes, view));
    for (const group of edgeGroups(out, side, homes, { whole: ctx.phone.matches })) boxes[group.side].append(chip(group));
  }

  const refresh = () => {
    update();
    labels.layout();
  };
  map.on('moveend', refresh);
  events.changed = update;
  return {
    update,
    destroy() {
      map.off('moveend', refresh);
      holder.remove();
    },
  };
}
