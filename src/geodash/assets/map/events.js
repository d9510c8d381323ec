// The events on the map. Up to MOST_MARKS in view are marks of their own, keyed by place so that a
// filter changes only what changed; of more, those near each other become discs. Several events on
// one point open a pager.

import { MERGE_PX, MOST_MARKS, byPoint, fitToView, gather, mergeNear, sortByRole } from './groups.js';
import { createClusters, zoomInto } from './clusters.js';
import { chipFor, discFor, isSoft, kindsOf, markerFor, nameOf, placesOf, ringFor } from './marks.js';
import { createSelection } from './selection.js';

const MOST_SEATS = 60;
const RANK = { reported: 0, planned: 1, disputed: 2, claimed: 3 };

const around = (p, half) => [p.x - half, p.y - half, p.x + half, p.y + half];

export function createEvents(L, map, { settings }, state, ctx, { areas, labels }) {
  const live = new Map();
  // The one event of a slide needs no count beside its name.
  const tally = (name, n) => (ctx.plain && n === 1 ? name : `${name} ${n}`);
  const clusters = createClusters(L, map, settings, state, ctx, () => labels.layout());
  const selection = createSelection(L, map, settings, state, { areas, labels, live, countryPoint });
  let model = { marks: [], seats: [], countries: [], heads: [] };
  let merged = new Map(); // groups of one zoom, by what they are of and how far they were merged
  let mergedAt = null;

  /** What everyone agrees on comes first, then what one side says; each in time order. */
  function choose(group) {
    const order = new Map(state.data.events.map((e, i) => [e.id, i]));
    const ids = [...group.events]
      .sort((a, b) => RANK[a.status] - RANK[b.status] || order.get(a.id) - order.get(b.id))
      .map((e) => e.id);
    state.setStack(ids, placesOf(group)[0] ?? '');
    const at = ids.indexOf(state.event);
    state.select(at >= 0 && ids.length > 1 ? ids[(at + 1) % ids.length] : ids[0], { source: 'map' });
  }

  /** Beside the country's name: the one in view, else the one of this zoom. */
  function countryPoint(e) {
    const names = labels.countries().filter((l) => l.placeId === e.place_id);
    const now = names.filter((l) => map.getZoom() >= l.minZoom && map.getZoom() <= l.maxZoom);
    const view = map.getBounds().pad(-0.04);
    const label = now.find((l) => view.contains([l.lat, l.lon])) ?? now[0] ?? names[0];
    return label ? { lat: label.lat, lon: label.lon } : { lat: e.lat, lon: e.lon };
  }

  /** Gives the groups of `events` whose marks would overlap, worked out once a zoom. */
  const merging = (events) => (distance) => {
    if (mergedAt !== map.getZoom()) merged = new Map();
    mergedAt = map.getZoom();
    if (!merged.has(events)) merged.set(events, new Map());
    const known = merged.get(events);
    if (!known.has(distance)) known.set(distance, mergeNear(byPoint(events), (g) => map.project([g.lat, g.lon]), distance));
    return known.get(distance);
  };

  /** A disc brings its events nearer, or opens them where they can come no nearer. */
  function approach(group) {
    const bounds = L.latLngBounds(group.points.map((p) => [p.lat, p.lon]));
    if (!zoomInto(map, bounds, !ctx.reducedMotion.matches)) choose(group);
  }

  function discOf(g) {
    const name = `${g.events.length.toLocaleString('en')} events near ${placesOf(g).join(', ')}: come nearer`;
    return discFor(L, { lat: g.lat, lon: g.lon, count: g.events.length, name }, settings.pane, () => approach(g));
  }

  /** Few marks are all drawn, in view or not; of many, those in view and a little around it. */
  function drawnRange() {
    if (!model.many) return () => true;
    const view = map.getBounds().pad(0.15);
    return (g) => view.contains([g.lat, g.lon]);
  }

  function wantedMarkers() {
    const near = drawnRange();
    const wanted = new Map();
    const found = fitToView(merging(model.marks), near, MOST_MARKS);
    const seats = fitToView(merging(model.seats), near, MOST_SEATS).groups;
    const { groups, left } = found.dense ? gather(found.groups, seats) : { groups: found.groups, left: seats };
    for (const g of groups) {
      const disc = found.dense && g.points.length > 1;
      const key = `${disc ? 'd' : 'm'}|${g.key}|${g.events.map((e) => e.id).join(' ')}`;
      wanted.set(key, { group: g, disc, make: () => (disc ? discOf(g) : markerFor(L, g, settings.pane, choose)) });
    }
    const marked = new Set([...wanted.values()].map(({ group }) => `${group.lat.toFixed(2)},${group.lon.toFixed(2)}`));
    for (const g of left) {
      const shared = marked.has(`${g.lat.toFixed(2)},${g.lon.toFixed(2)}`);
      const name = [...new Set(g.events.map((e) => e.seat || e.place))].slice(0, 2).join(', ');
      const key = `s|${g.key}|${shared}|${g.events.map((e) => e.id).join(' ')}`;
      wanted.set(key, { group: g, seat: true, make: () => chipFor(L, g, settings.pane, tally(name, g.events.length), choose, shared ? [8, -12] : [8, 13]) });
    }
    for (const g of spokenOf(wanted, near)) {
      const key = `a|${g.key}|${g.events.map((e) => e.id).join(' ')}`;
      wanted.set(key, { group: g, ring: true, make: () => ringFor(L, g, settings.pane, choose) });
    }
    const countries = model.countries.map((e) => ({ ...e, ...countryPoint(e) }));
    for (const g of byPoint(countries)) {
      const name = g.events[0].place_name || g.events[0].place;
      const key = `c|${g.key}|${g.events.map((e) => e.id).join(' ')}`;
      wanted.set(key, { group: g, seat: true, make: () => chipFor(L, g, settings.pane, tally(name, g.events.length), choose, [10, -12]) });
    }
    return wanted;
  }

  /** Places that statements are about and where no mark stands already. */
  function spokenOf(wanted, near) {
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
    const far = (g) => near(g) && taken.every((p) => p.distanceTo(project(g)) >= MERGE_PX);
    return mergeNear([...places.values()].filter(far), project, MERGE_PX);
  }

  function label(marker, { group, seat, ring, disc }) {
    const el = marker.getElement();
    if (!el || disc) return;
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
      labels.setEventPlaces([]);
      clusters.show();
      paintSelection();
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
    tabStops();
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
      el.classList.remove('gd-bare', 'gd-west');
      // On a map that nobody moves, words that would leave it stand on the other side.
      if (ctx.plain) el.classList.toggle('gd-west', leaves(l));
      const box = boxOf(l);
      const clash = taken.some((t) => t[0] < box[2] && t[2] > box[0] && t[1] < box[3] && t[3] > box[1]);
      el.classList.toggle('gd-bare', clash);
      taken.push(clash ? boxOf(l) : box);
    }
  }

  function leaves(entry) {
    const [left, , right] = boxOf(entry);
    const x = map.latLngToContainerPoint([entry.group.lat, entry.group.lon]).x;
    return x + (right - left) > map.getSize().x - 4 && x > right - left;
  }

  /** What names keep clear of: the mark and, above and below it, the corners of a selected one. */
  function clearOf(entry) {
    const box = boxOf(entry);
    if (entry.seat || entry.ring || entry.disc || !entry.marker.getElement()?.matches('.gd-selected, .gd-sibling')) return [box];
    const [l, t, r, b] = box;
    return [box, [l - 10, t - 9, r + 8, t], [l - 10, b, r + 8, b + 9]];
  }

  /** The box of a mark in layer pixels. */
  function boxOf(entry) {
    const { marker, group, seat, ring, disc } = entry;
    const p = map.latLngToLayerPoint([group.lat, group.lon]);
    if (disc || ring) return around(p, disc ? marker.gdHalf : 7);
    if (!seat) {
      const half = 11 + 5.5 * (kindsOf(group.events).length - 1);
      return [p.x - half - 1, p.y - 12, p.x + half + (group.events.length > 1 ? 14 : 3), p.y + 12];
    }
    const [ax, ay] = marker.options.icon.options.iconAnchor;
    // Asking for a width makes the browser lay out the page: once an element is enough.
    const bare = marker.getElement()?.classList.contains('gd-bare');
    if (!bare) entry.width ??= marker.getElement()?.firstChild?.offsetWidth ?? 80;
    const wide = bare ? 22 : entry.width;
    const left = marker.getElement()?.classList.contains('gd-west') ? p.x + ax - wide : p.x - ax;
    return [left, p.y - ay, left + wide, p.y - ay + 26];
  }

  function eventPlaces() {
    const places = new Map();
    for (const { group, seat, ring, disc } of live.values()) {
      if (disc) continue;
      if (ring) places.set(group.key, { text: group.name, lat: group.lat, lon: group.lon });
      if (seat || ring) continue;
      for (const e of group.events) {
        if (e.draw === 'exact' || e.draw === 'near') places.set(e.place_id || e.place_name, { text: e.place_full || e.place_name, lat: e.lat, lon: e.lon });
      }
    }
    return [...places.values()].filter((p) => p.text);
  }

  const paintSelection = () => selection.paint(label);

  function paintHover({ id }) {
    for (const { marker, group } of live.values()) {
      marker.getElement()?.classList.toggle('gd-hover', !!id && group.events.some((e) => e.id === id));
    }
  }

  function onData() {
    model = sortByRole(state.data.events);
    model.many = byPoint(model.marks).length > MOST_MARKS || byPoint(model.seats).length > MOST_SEATS;
    merged = new Map();
    model.countryIds = new Set(labels.countries().map((l) => l.placeId));
    render();
    api.changed?.();
  }

  /** Marks out of view are no stop on the way through the page. */
  function tabStops() {
    const view = map.getBounds();
    for (const { marker } of live.values()) marker.getElement()?.setAttribute('tabindex', view.contains(marker.getLatLng()) ? '0' : '-1');
  }

  const clusterBoxes = () => clusters.discs().map((m) => around(map.latLngToLayerPoint(m.getLatLng()), m.gdHalf));
  const allBoxes = () => [...[...live.values()].map(boxOf), ...clusterBoxes()];
  labels.avoid(() => [...[...live.values()].flatMap(clearOf), ...clusterBoxes()]);

  // Where all marks are drawn, only a zoom changes which of them are one; a country's chip follows its name.
  const onZoom = () => state.data.mode !== 'clusters' && !model.many && render();
  const onMove = () => {
    if (state.data.mode !== 'clusters' && (model.many || model.countries.length)) render();
    tabStops();
  };
  map.on('zoomend', onZoom);
  map.on('moveend', onMove);
  map.on('click', () => state.select(null, { source: 'map' }));
  const offs = [state.on('data', onData), state.on('hover', paintHover), state.on('select', () => {
    paintSelection();
    labels.layout();
  })];

  const api = {
    changed: null,
    boxes: allBoxes,
    /** How many places spoken of are in view. */
    rings: () => [...live.values()].filter((l) => l.ring && map.getBounds().contains(l.marker.getLatLng())).length,
    /** Draws again what depends on names that have arrived since. */
    redraw: () => state.data && onData(),
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
    inUse: () => ({ ...model, soft: model.marks.some(isSoft), rings: [...live.values()].some((l) => l.ring), discs: state.data.mode === 'clusters' || [...live.values()].some((l) => l.disc) }),
    destroy() {
      offs.forEach((off) => off());
      map.off('zoomend', onZoom);
      map.off('moveend', onMove);
      clusters.hide();
      selection.destroy();
    },
  };
  return api;
}
