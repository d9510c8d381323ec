// The events on the map. Up to a few hundred marks are buttons with SVG glyphs, keyed by place so
// that a filter changes only what changed; several events on one point open a pager.

import { h, markShape, svg } from './dom.js';
import { byPoint, mergeNear, sortByRole } from './map_groups.js';
import { createClusters } from './map_clusters.js';

const R = 9;
const MERGE_PX = 15;
const KIND_ORDER = ['violence', 'pressure', 'accusation', 'handover', 'talks', 'other'];

function kindsOf(events) {
  const counts = new Map();
  for (const e of events) counts.set(e.kind, (counts.get(e.kind) ?? 0) + 1);
  return KIND_ORDER.filter((k) => counts.has(k)).slice(0, 3);
}

const isSoft = (e) => e.draw === 'near' || e.draw === 'area';

function glyphOf(group) {
  const { events } = group;
  const kinds = kindsOf(events);
  const one = events.length === 1 ? events[0] : null;
  const width = 20 + (kinds.length - 1) * 11;
  const parts = kinds.map((kind, i) => {
    const x = (i - (kinds.length - 1) / 2) * 11;
    const flags = {
      r: R,
      planned: events.every((e) => e.planned),
      oneSided: one ? one.one_sided : i === kinds.length - 1 && events.every((e) => e.one_sided),
    };
    return svg('g', { transform: `translate(${x} 0)` }, ...markShape(kind, flags));
  });
  if (events.every(isSoft)) parts.unshift(svg('circle', { r: R * 2.7, fill: 'url(#gd-soft)', class: 'gd-soft' }));
  if (events.length > 1) parts.push(count(events.length, width / 2 + 3));
  parts.push(brackets(width / 2 + 11));
  return svg('svg', { class: 'gd-mark-svg', width: 60, height: 60, viewBox: '-30 -30 60 60', 'aria-hidden': 'true' }, ...parts);
}

function count(n, x) {
  const text = String(n);
  const w = 8 + text.length * 7;
  return svg(
    'g',
    { class: 'gd-mark-count', transform: `translate(${x} 9)` },
    svg('rect', { x: -w / 2, y: -8, width: w, height: 16, rx: 8 }),
    svg('text', { 'text-anchor': 'middle', y: 4.4 }, text),
  );
}

/** Corner brackets in ink over white: the one sign of "selected". */
function brackets(half) {
  const v = 19;
  const arm = 8;
  const d = [[-1, -1], [1, -1], [1, 1], [-1, 1]]
    .map(([sx, sy]) => `M${sx * (half - arm)} ${sy * v}H${sx * half}V${sy * (v - arm)}`)
    .join('');
  return svg(
    'g',
    { class: 'gd-brackets' },
    svg('path', { d, fill: 'none', stroke: '#FFFDF8', 'stroke-width': 6, 'stroke-linecap': 'square' }),
    svg('path', { d, fill: 'none', stroke: '#1B2430', 'stroke-width': 3, 'stroke-linecap': 'square' }),
  );
}

function nameOf(group) {
  const [e] = group.events;
  if (group.events.length === 1) {
    return `${e.title}. ${e.date_label}, ${e.place || 'no place'}${e.one_sided ? ', one side’s account' : ''}`;
  }
  return `${group.events.length} events at ${placesOf(group).join(', ')}`;
}

function placesOf(group) {
  if (group.name) return [group.name];
  return [...new Set(group.events.map((e) => e.place_name || e.seat || e.place).filter(Boolean))].slice(0, 3);
}

/** One glyph element per place; kept while its content stays the same. */
function markerFor(L, group, pane, onSelect) {
  const node = h('div', { class: 'gd-mark-hit' }, glyphOf(group));
  const icon = L.divIcon({ className: 'gd-mark', html: node, iconSize: [30, 30], iconAnchor: [15, 15] });
  const marker = L.marker([group.lat, group.lon], { icon, pane, keyboard: true, riseOnHover: true, bubblingMouseEvents: false });
  marker.on('click', () => onSelect(group));
  marker.on('keypress', (ev) => ev.originalEvent.key === 'Enter' && onSelect(group));
  return marker;
}

function chipFor(L, group, pane, text, onSelect, shift) {
  const node = h('span', { class: 'gd-seat' }, h('span', { class: 'gd-seat-dot' }, h('span', { class: 'gd-seat-count' }, group.events.length)), h('span', { class: 'gd-seat-text' }, text));
  const icon = L.divIcon({ className: 'gd-seat-icon', html: node, iconSize: null, iconAnchor: shift });
  const marker = L.marker([group.lat, group.lon], { icon, pane, keyboard: true, bubblingMouseEvents: false, zIndexOffset: -100 });
  marker.on('click', () => onSelect(group));
  marker.on('keypress', (ev) => ev.originalEvent.key === 'Enter' && onSelect(group));
  return marker;
}

/** Where nothing happened but something is spoken of: a small ring, so that the place is not empty. */
function ringFor(L, group, pane, onSelect) {
  const node = h('span', { class: 'gd-ring' });
  const icon = L.divIcon({ className: 'gd-ring-icon', html: node, iconSize: [26, 26], iconAnchor: [13, 13] });
  const marker = L.marker([group.lat, group.lon], { icon, pane, keyboard: true, bubblingMouseEvents: false, zIndexOffset: -200 });
  marker.on('click', () => onSelect(group));
  marker.on('keypress', (ev) => ev.originalEvent.key === 'Enter' && onSelect(group));
  return marker;
}

export function createEvents(L, map, { settings }, state, ctx, { areas, labels }) {
  const live = new Map();
  const lines = L.layerGroup().addTo(map);
  const clusters = createClusters(L, map, settings, state, ctx);
  let model = { marks: [], seats: [], countries: [], heads: [] };

  function choose(group) {
    const ids = group.events.map((e) => e.id);
    state.setStack(ids, placesOf(group)[0] ?? '');
    const at = ids.indexOf(state.event);
    state.select(at >= 0 && ids.length > 1 ? ids[(at + 1) % ids.length] : ids[0], { source: 'map' });
  }

  function countryPoint(e) {
    const label = labels.countries().find((l) => l.placeId === e.place_id && map.getZoom() >= l.minZoom && map.getZoom() <= l.maxZoom)
      ?? labels.countries().find((l) => l.placeId === e.place_id);
    return label ? { lat: label.lat, lon: label.lon } : { lat: e.lat, lon: e.lon };
  }

  function wantedMarkers() {
    const project = (g) => map.project([g.lat, g.lon]);
    const wanted = new Map();
    for (const g of mergeNear(byPoint(model.marks), project, MERGE_PX)) {
      const key = `m|${g.key}|${g.events.map((e) => e.id).join(' ')}`;
      wanted.set(key, { group: g, make: () => markerFor(L, g, settings.pane, choose) });
    }
    const marked = new Set([...wanted.values()].map(({ group }) => `${group.lat.toFixed(2)},${group.lon.toFixed(2)}`));
    for (const g of mergeNear(byPoint(model.seats), project, MERGE_PX)) {
      const shared = marked.has(`${g.lat.toFixed(2)},${g.lon.toFixed(2)}`);
      const name = [...new Set(g.events.map((e) => e.seat || e.place))].slice(0, 2).join(', ');
      const key = `s|${g.key}|${shared}|${g.events.map((e) => e.id).join(' ')}`;
      wanted.set(key, { group: g, seat: true, make: () => chipFor(L, g, settings.pane, `${name} ${g.events.length}`, choose, shared ? [8, -12] : [8, 13]) });
    }
    for (const g of spokenOf(wanted)) {
      const key = `a|${g.key}|${g.events.map((e) => e.id).join(' ')}`;
      wanted.set(key, { group: g, ring: true, make: () => ringFor(L, g, settings.pane, choose) });
    }
    const countries = model.countries.map((e) => ({ ...e, ...countryPoint(e) }));
    for (const g of byPoint(countries)) {
      const name = g.events[0].place_name || g.events[0].place;
      const key = `c|${g.key}|${g.events.map((e) => e.id).join(' ')}`;
      wanted.set(key, { group: g, seat: true, make: () => chipFor(L, g, settings.pane, `${name} ${g.events.length}`, choose, [10, -12]) });
    }
    return wanted;
  }

  /** Places that statements are about and where no mark stands already. */
  function spokenOf(wanted) {
    const taken = [...wanted.values()].map(({ group }) => map.project([group.lat, group.lon]));
    const places = new Map();
    for (const e of model.seats) {
      for (const a of e.about ?? []) {
        if (a.lat === null || a.lat === undefined || model.countryIds.has(a.id)) continue;
        if (!places.has(a.id)) places.set(a.id, { key: a.id, name: a.name, lat: a.lat, lon: a.lon, events: [] });
        places.get(a.id).events.push(e);
      }
    }
    const project = (g) => map.project([g.lat, g.lon]);
    const far = (g) => taken.every((p) => p.distanceTo(project(g)) >= MERGE_PX);
    return mergeNear([...places.values()].filter(far), project, MERGE_PX);
  }

  function label(marker, { group, seat, ring }) {
    const el = marker.getElement();
    if (!el) return;
    el.dataset.events = group.events.map((e) => e.id).join(' ');
    const name = ring
      ? `${group.name}: spoken of in ${group.events.length === 1 ? 'one statement' : `${group.events.length} statements`}`
      : seat ? `${nameOf(group)} (no scene named)` : nameOf(group);
    el.setAttribute('aria-label', name);
    el.removeAttribute('title');
  }

  function render() {
    if (state.data.mode === 'clusters') {
      for (const { marker } of live.values()) marker.remove();
      live.clear();
      clusters.show();
      return;
    }
    clusters.hide();
    const wanted = wantedMarkers();
    for (const [key, { marker }] of live) {
      if (!wanted.has(key)) {
        marker.remove();
        live.delete(key);
      }
    }
    for (const [key, { make, ...entry }] of wanted) {
      if (live.has(key)) {
        live.get(key).group = entry.group;
        continue;
      }
      const marker = make().addTo(map);
      live.set(key, { marker, ...entry });
      label(marker, entry);
    }
    crowd();
    paintSelection();
    labels.setEventPlaces(eventPlaces());
    labels.layout();
  }

  /** Seats whose words would run into a mark or into another seat keep only their count. */
  function crowd() {
    const taken = [...live.values()].filter((l) => !l.seat && !l.ring).map(boxOf);
    const seats = [...live.values()].filter((l) => l.seat).sort((a, b) => b.group.events.length - a.group.events.length);
    for (const l of seats) {
      const el = l.marker.getElement();
      el.classList.remove('gd-bare');
      const box = boxOf(l);
      const clash = taken.some((t) => t[0] < box[2] && t[2] > box[0] && t[1] < box[3] && t[3] > box[1]);
      el.classList.toggle('gd-bare', clash);
      taken.push(clash ? boxOf(l) : box);
    }
  }

  /** The box of a mark in layer pixels. */
  function boxOf(entry) {
    const { marker, group, seat, ring } = entry;
    const p = map.latLngToLayerPoint([group.lat, group.lon]);
    if (ring) return [p.x - 7, p.y - 7, p.x + 7, p.y + 7];
    if (!seat) {
      const half = 11 + 5.5 * (kindsOf(group.events).length - 1);
      return [p.x - half - 1, p.y - 12, p.x + half + (group.events.length > 1 ? 14 : 3), p.y + 12];
    }
    const [ax, ay] = marker.options.icon.options.iconAnchor;
    // Asking for a width makes the browser lay out the page: once an element is enough.
    const bare = marker.getElement()?.classList.contains('gd-bare');
    if (!bare) entry.width ??= marker.getElement()?.firstChild?.offsetWidth ?? 80;
    return [p.x - ax, p.y - ay, p.x - ax + (bare ? 22 : entry.width), p.y - ay + 26];
  }

  function eventPlaces() {
    const places = new Map();
    for (const { group, seat, ring } of live.values()) {
      if (ring) places.set(group.key, { text: group.name, lat: group.lat, lon: group.lon });
      if (seat || ring) continue;
      for (const e of group.events) {
        if (e.draw === 'exact' || e.draw === 'near') places.set(e.place_id || e.place_name, { text: e.place_full || e.place_name, lat: e.lat, lon: e.lon });
      }
    }
    return [...places.values()].filter((p) => p.text);
  }

  /** The selected event and its members or, for a member, the siblings of the same umbrella. */
  function selectedIds() {
    const e = state.event && state.byId(state.event);
    if (!e) return [];
    return [e.id, ...(e.members ?? [])];
  }

  function paintSelection() {
    const ids = new Set(selectedIds());
    const e = state.event && state.byId(state.event);
    const siblings = new Set(e?.umbrella ? state.data.events.filter((o) => o.umbrella === e.umbrella).map((o) => o.id) : []);
    for (const { marker, group } of live.values()) {
      const el = marker.getElement();
      if (!el) continue;
      const on = group.events.some((g) => ids.has(g.id));
      el.classList.toggle('gd-selected', on);
      el.classList.toggle('gd-sibling', !on && group.events.some((g) => siblings.has(g.id)));
      el.setAttribute('aria-pressed', on ? 'true' : 'false');
      marker.setZIndexOffset(on ? 1000 : el.classList.contains('gd-seat-icon') ? -100 : 0);
    }
    const areaIds = e ? [e.area_id, ...(e.about ?? []).map((a) => (a.id.startsWith('area:') ? a.id.slice(5) : ''))].filter(Boolean) : [];
    areas.show(areaIds);
    drawLines(e);
    drawGhost(e);
    labels.setSelected(selectedPlaces(e));
  }

  function selectedPlaces(e) {
    if (!e) return [];
    const all = [e, ...(e.members ?? []).map((id) => state.byId(id))].filter((m) => m && (m.draw === 'exact' || m.draw === 'near') && m.place_name);
    const places = all.map((m) => ({ text: m.place_full || m.place_name, lat: m.lat, lon: m.lon }));
    const about = e.role === 'seat' ? (e.about ?? []).filter((a) => a.lat != null).map((a) => ({ text: a.name, lat: a.lat, lon: a.lon })) : [];
    return [...places, ...about];
  }

  /** From a seat to what the statement is about: a plain line, no arrow, no claim. */
  function drawLines(e) {
    lines.clearLayers();
    if (!e || e.draw !== 'seat') return;
    for (const a of e.about ?? []) {
      if (a.lat === null || a.lat === undefined) continue;
      const path = [[e.lat, e.lon], [a.lat, a.lon]];
      L.polyline(path, { pane: settings.links, color: '#FFFDF8', weight: 4.5, opacity: 0.9, interactive: false, renderer: lineRenderer }).addTo(lines);
      L.polyline(path, { pane: settings.links, color: '#1B2430', weight: 1.6, interactive: false, renderer: lineRenderer }).addTo(lines);
      L.circleMarker([a.lat, a.lon], { pane: settings.links, radius: 4, color: '#1B2430', weight: 1.6, fillColor: '#FFFDF8', fillOpacity: 1, interactive: false, renderer: lineRenderer }).addTo(lines);
    }
  }
  const lineRenderer = L.svg({ pane: settings.links, padding: 0.5 });

  /** A selected event that the filter leaves out (a linked answer, say) still gets its mark. */
  let ghost = null;
  function drawGhost(e) {
    ghost?.remove();
    ghost = null;
    if (!e || state.inFilter(e.id) || e.lat == null || state.data.mode === 'clusters') return;
    const group = { lat: e.lat, lon: e.lon, events: [e], key: e.id };
    ghost = markerFor(L, group, settings.pane, () => {}).addTo(map);
    label(ghost, { group });
    ghost.getElement().classList.add('gd-selected', 'gd-ghost');
  }

  function paintHover({ id }) {
    for (const { marker, group } of live.values()) {
      marker.getElement()?.classList.toggle('gd-hover', !!id && group.events.some((e) => e.id === id));
    }
  }

  function onData() {
    model = sortByRole(state.data.events);
    model.countryIds = new Set(labels.countries().map((l) => l.placeId));
    render();
    api.changed?.();
  }

  labels.avoid(() => [...live.values()].map(boxOf));

  const onZoom = () => state.data.mode !== 'clusters' && render();
  map.on('zoomend', onZoom);
  map.on('click', () => state.select(null, { source: 'map' }));
  const offs = [state.on('data', onData), state.on('hover', paintHover), state.on('select', () => {
    paintSelection();
    labels.layout();
  })];

  const api = {
    changed: null,
    /** Where an event shows on the map: its own point, its members' points, what a statement is about. */
    pointsOf(id) {
      const e = state.byId(id);
      if (!e) return [];
      const members = (e.members ?? []).map((m) => state.byId(m)).filter((m) => m?.lat != null);
      if (members.length) return members.map((m) => L.latLng(m.lat, m.lon));
      if (e.lat == null) return [];
      const about = e.draw === 'seat' ? (e.about ?? []).filter((a) => a.lat != null).map((a) => L.latLng(a.lat, a.lon)) : [];
      const own = e.draw === 'country' ? countryPoint(e) : e;
      return about.length ? about : [L.latLng(own.lat, own.lon)];
    },
    /** Everything with a point, for the chips at the edge. */
    located: () => [...model.marks, ...model.seats, ...model.countries.map((e) => ({ ...e, ...countryPoint(e) }))],
    inUse: () => ({ ...model, soft: model.marks.some(isSoft), rings: [...live.values()].some((l) => l.ring) }),
    destroy() {
      offs.forEach((off) => off());
      map.off('zoomend', onZoom);
      clusters.hide();
    },
  };
  return api;
}
