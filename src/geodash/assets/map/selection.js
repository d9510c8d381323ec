// How the map shows what is selected: brackets, the area it is of, a line from a speaker's seat to what
// the words are about, the names of its places.

import { chipFor, markerFor } from './marks.js';

const AREA = 'area:';
const hasPoint = (p) => p && p.lat !== null && p.lat !== undefined;

export function createSelection(L, map, settings, state, { areas, labels, live, countryPoint }) {
  const lines = L.layerGroup().addTo(map);
  const renderer = L.svg({ pane: settings.links, padding: 0.5 });
  let ghost = null;

  /** The event and, of an umbrella, its members. */
  const idsOf = (e) => new Set(e ? [e.id, ...(e.members ?? [])] : []);
  const siblingsOf = (e) => new Set(e?.umbrella ? state.data.events.filter((o) => o.umbrella === e.umbrella).map((o) => o.id) : []);

  function brackets(e) {
    const ids = idsOf(e);
    const kin = siblingsOf(e);
    for (const { marker, group, disc } of live.values()) {
      const el = marker.getElement();
      if (!el || disc) continue;
      const on = group.events.some((g) => ids.has(g.id));
      el.classList.toggle('gd-selected', on);
      el.classList.toggle('gd-sibling', !on && group.events.some((g) => kin.has(g.id)));
      el.setAttribute('aria-pressed', on ? 'true' : 'false');
      marker.setZIndexOffset(on ? 1000 : el.classList.contains('gd-seat-icon') ? -100 : 0);
    }
  }

  /** Areas of the event itself and of what it is about. */
  function areasOf(e) {
    if (!e) return [];
    const about = (e.about ?? []).filter((a) => a.id.startsWith(AREA)).map((a) => a.id.slice(AREA.length));
    return [...new Set([e.area_id, ...about].filter(Boolean))];
  }

  function placesOf(e) {
    if (!e) return [];
    const own = [e, ...(e.members ?? []).map((id) => state.byId(id))].filter((m) => m && (m.draw === 'exact' || m.draw === 'near') && m.place_name);
    const places = own.map((m) => ({ text: m.place_full || m.place_name, lat: m.lat, lon: m.lon }));
    const about = e.role === 'seat' ? (e.about ?? []).filter((a) => hasPoint(a) && !a.id.startsWith(AREA)) : [];
    return [...places, ...about.map((a) => ({ text: a.name, lat: a.lat, lon: a.lon }))];
  }

  /** From a seat to what the statement is about: a plain line, no arrow, no claim. */
  function drawLines(e) {
    lines.clearLayers();
    if (!e || e.draw !== 'seat') return;
    const common = { pane: settings.links, interactive: false, renderer };
    for (const a of (e.about ?? []).filter(hasPoint)) {
      const path = [[e.lat, e.lon], [a.lat, a.lon]];
      L.polyline(path, { ...common, color: '#FFFDF8', weight: 4.5, opacity: 0.9 }).addTo(lines);
      L.polyline(path, { ...common, color: '#1B2430', weight: 1.6 }).addTo(lines);
      L.circleMarker(path[1], { ...common, radius: 4, color: '#1B2430', weight: 1.6, fillColor: '#FFFDF8', fillOpacity: 1 }).addTo(lines);
    }
  }

  /** Whether an event has a mark of its own or shares one, not a disc. */
  const hasMark = (e) => state.inFilter(e.id) && ![...live.values()].some((l) => l.disc && l.group.events.includes(e));

  /** A selected event that the filter leaves out (a linked answer, say) gets its mark all the same. */
  function drawGhost(e, name) {
    ghost?.remove();
    ghost = null;
    if (!e || !hasPoint(e) || hasMark(e)) return;
    const point = e.draw === 'country' ? countryPoint(e) : e;
    const group = { lat: point.lat, lon: point.lon, events: [e], key: e.id };
    const chip = e.draw === 'seat' || e.draw === 'country';
    ghost = chip
      ? chipFor(L, group, settings.pane, `${e.seat || e.place_name || e.place} 1`, () => {}, [8, 13])
      : markerFor(L, group, settings.pane, () => {});
    ghost.addTo(map);
    name(ghost, { group, seat: chip });
    ghost.getElement().classList.add('gd-selected', 'gd-ghost');
  }

  return {
    async paint(name) {
      const e = state.event && state.byId(state.event);
      brackets(e);
      drawLines(e);
      drawGhost(e, name);
      labels.setSelected(placesOf(e));
      const shown = await areas.show(areasOf(e));
      if (shown) {
        labels.setAreas(shown);
        labels.layout();
      }
    },
    destroy: () => lines.remove(),
  };
}
