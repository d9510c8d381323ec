// What frames the map: home views, zoom, locator, scale, legend and the boundary note.

import { clear, glyph, h, svg } from '../core/dom.js';
import { kinds } from '../core/told.js';

// What the locator can show: [scope of locator.geojson, [west, south, east, north]], nearest first.
const SPANS = [
  ['region', [22, 30, 62, 50]],
  ['world', [-14, 22, 82, 62]],
  ['world', [-180, -58, 180, 80]],
];
const LOCATOR_NAMES = [
  ['Russia', 43, 47.6],
  ['Türkiye', 33.5, 39],
  ['Iran', 53, 33.5],
];

export function createControls(L, map, root, state, ctx, { goHome, geoFile, events }) {
  const parts = [homes(map, ctx, goHome), zoom(map, events, state), locator(map, ctx, geoFile), note(map, ctx)];
  const legend = createLegend(map, state, ctx, events);
  const scale = L.control.scale({ imperial: false, maxWidth: 90, position: 'bottomleft' }).addTo(map);
  root.append(...parts.map((p) => p.node), legend.node);
  parts.forEach((p) => p.update?.());
  return {
    /** Pixels at the left that the open legend takes from a small map. */
    covered: () => (legend.node.offsetHeight > map.getSize().y * 0.4 ? legend.node.offsetWidth : 0),
    destroy() {
      parts.forEach((p) => p.destroy?.());
      legend.destroy();
      scale.remove();
      [...parts, legend].forEach((p) => p.node.remove());
    },
  };
}

function homes(map, ctx, goHome) {
  const node = h('div', { class: 'gd-homes', role: 'group', 'aria-label': 'Views of the map' });
  for (const home of ctx.homes ?? []) {
    node.append(h('button', { type: 'button', class: 'gd-home', title: home.name, dir: 'auto', on: { click: () => goHome(home) } }, home.name));
  }
  if ((ctx.homes ?? []).length < 2) node.hidden = true;
  return { node };
}

/** Zooms about the selected event, so that it stays where it is being looked at. */
function zoom(map, events, state) {
  const about = () => {
    const points = state.event ? events.pointsOf(state.event) : [];
    return points.length === 1 && map.getBounds().contains(points[0]) ? points[0] : map.getCenter();
  };
  const button = (text, label, by) => h('button', { type: 'button', 'aria-label': label, title: label, on: { click: () => map.setZoomAround(about(), map.getZoom() + by) } }, text);
  const node = h('div', { class: 'gd-zoom' }, button('+', 'Zoom in', 1), button('−', 'Zoom out', -1));
  const [plus, minus] = node.children;
  const update = () => {
    plus.disabled = map.getZoom() >= map.getMaxZoom();
    minus.disabled = map.getZoom() <= map.getMinZoom();
  };
  map.on('zoomend', update);
  return { node, update, destroy: () => map.off('zoomend', update) };
}

function note(map, ctx) {
  const more = h('span', { class: 'gd-mapnote-long', hidden: true, id: 'gd-boundary-note' }, ` ${ctx.boundaryNote}`);
  const button = h('button', { type: 'button', class: 'gd-mapnote-button', 'aria-expanded': 'false', 'aria-controls': 'gd-boundary-note' }, 'borders approximate, no endorsement implied');
  button.addEventListener('click', () => {
    more.hidden = !more.hidden;
    button.setAttribute('aria-expanded', String(!more.hidden));
    node.classList.toggle('gd-mapnote-open', !more.hidden);
  });
  const node = h('div', { class: 'gd-mapnote' }, h('span', { class: 'gd-mapnote-credit' }, `Leaflet | ${ctx.attribution} · `), button, more);
  return { node };
}

/** A small map of where the map is; drawn in plain degrees from a strongly generalised coast. */
export function locator(map, ctx, geoFile) {
  const node = h('div', { class: 'gd-locator', 'aria-hidden': 'true' });
  const W = 130;
  let span = null;
  let data = null;

  function pickSpan(b) {
    return SPANS.find(([, [w, s, e, n]]) => b.getWest() >= w && b.getEast() <= e && b.getSouth() >= s && b.getNorth() <= n) ?? SPANS.at(-1);
  }

  function draw(next) {
    span = next;
    const [scope, [w, s, e, n]] = span;
    const k = Math.cos((((s + n) / 2) * Math.PI) / 180);
    const H = Math.min(92, Math.round((W * (n - s)) / ((e - w) * k)));
    const x = (lon) => ((lon - w) / (e - w)) * W;
    const y = (lat) => ((n - lat) / (n - s)) * H;
    const line = (ring) => `M${ring.map(([a, c]) => `${x(a).toFixed(1)} ${y(c).toFixed(1)}`).join('L')}`;
    const paths = data.features
      .filter((f) => f.properties.scope === scope)
      .map((f) => {
        const lines = /Line/.test(f.geometry.type);
        const d = f.geometry.coordinates.flat(lines ? 0 : 1).map((ring) => line(ring) + (lines ? '' : 'Z')).join('');
        return svg('path', { d, class: lines ? 'gd-locator-line' : 'gd-locator-land', 'fill-rule': 'evenodd' });
      });
    const names = scope === 'region' ? LOCATOR_NAMES.map(([text, lon, lat]) => svg('text', { x: x(lon), y: y(lat), class: 'gd-locator-name' }, text)) : [];
    const box = svg('rect', { class: 'gd-locator-box' });
    clear(node).append(svg('svg', { width: W, height: H, viewBox: `0 0 ${W} ${H}` }, paths, names, box));
    return { box, x, y };
  }

  let tools = null;
  function update() {
    if (!data) return;
    const b = map.getBounds();
    const next = pickSpan(b);
    if (next !== span) tools = draw(next);
    const left = tools.x(b.getWest());
    const top = tools.y(b.getNorth());
    const width = Math.max(8, tools.x(b.getEast()) - left);
    const height = Math.max(7, tools.y(b.getSouth()) - top);
    for (const [key, value] of Object.entries({ x: left, y: top, width, height })) tools.box.setAttribute(key, value.toFixed(1));
  }

  ctx.pending.push(
    geoFile(ctx.api, 'locator.geojson', ctx.geoVersion).then((json) => {
      data = json;
      update();
    }),
  );
  map.on('move', update);
  return { node, update, destroy: () => map.off('move', update) };
}

function row(symbol, text) {
  return h('li', null, h('span', { class: 'gd-legend-symbol' }, symbol), h('span', null, text));
}

const icon = (...parts) => svg('svg', { width: 18, height: 18, viewBox: '-9 -9 18 18' }, ...parts);
const dot = (r) => icon(svg('circle', { r, fill: '#FFFDF8', stroke: '#1B2430', 'stroke-width': 1.5 }));
const corner = () => icon(svg('path', { d: 'M-7 -2V-7H-2M2 7H7V2', fill: 'none', stroke: '#1B2430', 'stroke-width': 2.4 }));

const tint = () => icon(svg('path', { d: 'M-7 -4L-1 -6L7 -3L6 4L-3 6L-7 2Z', fill: '#3A342B', 'fill-opacity': 0.2, stroke: '#3A342B', 'stroke-width': 1.2, 'stroke-opacity': 0.6 }));
const path = () => icon(svg('path', { d: 'M-7 5L4 -4', stroke: '#1B2430', 'stroke-width': 1.6 }), svg('circle', { cx: 5, cy: -5, r: 3, fill: '#FFFDF8', stroke: '#1B2430', 'stroke-width': 1.6 }));

const TALL = 560; // pixels of map height from which there is room for all of the legend

/** A part of the legend behind its own button. */
function fold(title, id, onToggle) {
  const list = h('ul', { class: 'gd-legend-list', id });
  const toggle = h('button', { type: 'button', class: 'gd-legend-toggle', 'aria-controls': id }, title);
  const part = h('div', { class: 'gd-legend-part' }, toggle, list);
  function set(open) {
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

/** Explains the marks that are in use now, and no others: first the kinds, then the conventions. */
function createLegend(map, state, ctx, events) {
  const moved = () => {
    signs.part.hidden = !signs.list.childElementCount || marks.list.hidden;
    if (!signs.list.hidden) node.scrollTop = node.scrollHeight; // on a low map the legend scrolls
    map.fire('moveend'); // names and chips make room
  };
  const marks = fold('Legend', 'gd-legend-kinds', moved);
  const signs = fold('Edges and signs', 'gd-legend-signs', moved);
  const node = h('div', { class: 'gd-legend' }, marks.part, signs.part);
  const { x, y } = map.getSize();
  marks.set(!ctx.phone.matches && x >= 620);
  signs.set(!ctx.phone.matches && x >= 620 && y >= TALL);

  function update() {
    const all = state.data?.events ?? [];
    // Events that did not travel stand on the timeline in their kinds' colours all the same.
    const counted = state.data?.mode === 'clusters' ? state.data.facets.kinds.filter((k) => k.count).map((k) => k.value) : [];
    const used = new Set([...counted, ...all.filter((e) => e.lat != null).map((e) => e.kind)]);
    const rows = Object.entries(kinds()).filter(([kind]) => used.has(kind)).map(([kind, s]) => row(glyph(kind, { size: 20 }), s.label));
    const extra = [];
    const use = events.inUse();
    discs = use.discs;
    if (use.discs) extra.push(row(h('span', { class: 'gd-cluster gd-legend-disc' }, 'n'), 'so many events near each other'));
    if (use.soft) extra.push(row(glyph('other', { size: 20, soft: true }), 'soft edge: place approximate'));
    if (all.some((e) => e.one_sided)) extra.push(row(glyph('other', { size: 18, oneSided: true }), 'one side’s account'));
    if (all.some((e) => e.planned)) extra.push(row(glyph('talks', { size: 18, planned: true }), 'dotted edge: planned'));
    if (use.seats.length || use.countries.length) extra.push(row(dot(5.5), 'no scene named: speaker’s capital, or a country'));
    if (use.rings) extra.push(row(dot(3.8), 'place spoken of'));
    if (all.length) extra.push(row(corner(), 'selected; grey: its other parts'));
    if (all.some((e) => e.area_id || e.about?.some((a) => a.id.startsWith('area:')))) extra.push(row(tint(), 'grey: its area or road'));
    if (use.seats.some((e) => e.about?.some((a) => a.lat != null))) extra.push(row(path(), 'line: to what its words are about'));
    node.hidden = !rows.length;
    clear(marks.list).append(...rows);
    clear(signs.list).append(...extra);
    signs.part.hidden = !extra.length || marks.list.hidden;
  }

  // Whether discs are needed changes with the view too.
  let discs = false;
  const onMove = () => events.inUse().discs !== discs && update();
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
