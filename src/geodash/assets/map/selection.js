// How the map shows what is selected: brackets, the area it is of, a line from a speaker's seat to what
// the words are about, the names of its places.

import * as L from '../vendor/leaflet.js';
import { isolated } from '../core/isolated.js';
import { drawing } from '../core/told.js';
import { along, boxOf } from './boxes.js';
import { hasPoint, turned } from './groups.js';
import { chipFor, markerFor } from './marks.js';
import { countryName, countryPoint } from './wanted.js';

/** @import { EventItem } from '../core/types' */
/** @import { PlaceLabel, Settings, Shown } from './types' */
/** @import { Areas, Page } from './events.js' */

const AREA = 'area:';

/** @typedef {EventItem | undefined} Chosen the selected event, if any */

/**
 * Areas of the event itself and of what it is about; those apart that are fainter, since it has a place of its own.
 * @param {Chosen} e
 * @returns {[string[], string[]]}
 */
function areasOf(e) {
  if (!e) return [[], []];
  const about = (e.about ?? []).filter((a) => a.id.startsWith(AREA)).map((a) => a.id.slice(AREA.length));
  const beside = e.draw === 'seat' || !hasPoint(e) ? [] : about.filter((id) => id !== e.area_id);
  return [[...new Set([e.area_id ?? '', ...about].filter(Boolean))], beside];
}

/**
 * The names that go with it: its own place, those of its members, what a statement is about.
 * @param {Page} page
 * @param {Chosen} e
 * @returns {PlaceLabel[]}
 */
function placesOf({ state, live }, e) {
  if (!e) return [];
  const own = [e, ...(e.members ?? []).map((id) => state.byId(id))].filter(hasPoint).filter((m) => (m.draw === 'exact' || m.draw === 'near') && m.place_name);
  const at = (/** @type {string} */ id) => [...live.values()].find((l) => !l.seat && !l.ring && !l.disc && l.group.events.some((g) => g.id === id))?.group;
  const places = own.map((m) => ({ text: m.place_full || m.place_name, lat: m.lat, lon: m.lon, at: at(m.id) }));
  const about = e.role === 'seat' ? (e.about ?? []).filter(hasPoint).filter((a) => !a.id.startsWith(AREA)) : [];
  return [...places, ...about.map((a) => ({ text: a.name, lat: a.lat, lon: a.lon }))];
}

/**
 * Brackets around the event's mark and, of an umbrella, its members'; a trace of them at its siblings'.
 * @param {Page} page
 * @param {Chosen} e
 */
function brackets({ state, live }, e) {
  const ids = new Set(e ? [e.id, ...(e.members ?? [])] : []);
  const kin = new Set(e?.umbrella ? state.data.events.filter((o) => o.umbrella === e.umbrella).map((o) => o.id) : []);
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

/**
 * From a seat to what the statement is about: it begins where its chip is drawn, beside a mark on the same point.
 * @param {Page} page
 * @param {Chosen} e
 * @returns {[number, number][][]}
 */
function linesOf({ live }, e) {
  if (!hasPoint(e) || e.draw !== 'seat') return [];
  const chip = [...live.values()].find((l) => l.seat && l.group.events.some((g) => g.id === e.id));
  const from = chip?.group ?? e;
  // By the shorter way round.
  return turned((e.about ?? []).filter(hasPoint), e.lon).map((a) => [[from.lat, from.lon], [a.lat, a.lon]]);
}

/**
 * A plain line, no arrow, no claim.
 * @param {L.LayerGroup} lines
 * @param {L.PathOptions} common
 * @param {[number, number][][]} paths
 */
function drawLines(lines, common, paths) {
  lines.clearLayers();
  const { ink, paper, line_widths: [wide, slim], line_end: radius } = drawing().marks;
  for (const path of paths) {
    L.polyline(path, { ...common, color: paper, weight: wide, opacity: 0.9 }).addTo(lines);
    L.polyline(path, { ...common, color: ink, weight: slim }).addTo(lines);
    L.circleMarker(path[1], { ...common, radius, color: ink, weight: slim, fillColor: paper, fillOpacity: 1 }).addTo(lines);
  }
}

/**
 * A mark for a selected event that the filter leaves out (a linked answer, say) or that a disc holds.
 * @param {Page} page
 * @param {string} pane
 * @param {Chosen} e
 */
function ghostOf({ map, state, live, labels }, pane, e) {
  if (!hasPoint(e)) return null;
  const inDisc = [...live.values()].some((l) => l.disc && l.group.events.some((g) => g.id === e.id));
  if (state.inFilter(e.id) && !inDisc) return null;
  const { lat, lon } = e.draw === 'country' ? countryPoint(map, labels, e) : e;
  const group = { lat, lon, events: [e], key: e.id };
  const seat = e.draw === 'seat' || e.draw === 'country';
  const stay = () => {};
  const marker = seat ? chipFor(group, pane, `${isolated(e.seat || countryName(e))} 1`, stay) : markerFor(group, pane, stay);
  return { marker: marker.addTo(map), shown: { group, seat } };
}

/**
 * @param {Page} page
 * @param {Settings} settings
 * @param {Areas} areas
 */
export function createSelection(page, settings, areas) {
  const { map, state, labels } = page;
  const lines = L.layerGroup().addTo(map);
  /** @type {[number, number][][]} */
  let paths = [];
  const common = { pane: settings.links, interactive: false, renderer: L.svg({ pane: settings.links, padding: 0.5 }) };
  /** @type {ReturnType<typeof ghostOf>} */
  let ghost = null;

  labels.onDrawn(areas.keepNamed);
  const linesNow = () => paths.flatMap((path) => along(map, path));
  return {
    lines: linesNow,
    /** @param {(marker: L.Marker, shown: Shown) => void} name writes on a mark what it is */
    async paint(name) {
      const [e] = turned([state.byId(state.event)].filter((one) => one !== undefined), map.getCenter().lng);
      brackets(page, e);
      paths = linesOf(page, e);
      drawLines(lines, common, paths);
      ghost?.marker.remove();
      ghost = ghostOf(page, settings.pane, e);
      if (ghost) {
        name(ghost.marker, ghost.shown);
        ghost.marker.getElement()?.classList.add('gd-selected', 'gd-ghost');
      }
      labels.setSelected(placesOf(page, e));
      const shown = await areas.show(...areasOf(e));
      if (shown) {
        labels.setAreas(shown);
        labels.layout();
      }
    },
    /** What names keep clear of: small boxes along its lines, a mark of its own. */
    boxes: () => [...linesNow(), ...(ghost ? [boxOf(map, { marker: ghost.marker, ...ghost.shown })] : [])],
    destroy: () => lines.remove(),
  };
}
