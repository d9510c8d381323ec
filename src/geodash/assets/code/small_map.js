// The map beside the card: the article's events with the chosen one, the places that a name may be, and a
// point that is set by hand.

import * as L from '../vendor/leaflet.js';
import { h, svg } from '../core/dom.js';
import { markShape } from '../core/marks.js';
import { near } from '../core/longitudes.js';
import { plainMap } from '../map/plain.js';
import { Pointing } from './pointing.js';

/** @import { Answer, CodeData, OnMap } from './types' */

/** No font need have the sign. */
const cross = () => svg('svg', { class: 'gd-cm-cross', viewBox: '0 0 16 16', 'aria-hidden': 'true' }, svg('path', { d: 'M8 0v6M8 10v6M0 8h6M10 8h6M8 3a5 5 0 0 1 0 10A5 5 0 0 1 8 3' }));

const CLOSE = 8; // zoom of a single place
const FAR = 6;
const HALF = 12; // pixels of a mark to each side
/** The area of the chosen event. */
const OUTLINE = { color: '#1B2430', weight: 1.3, fillColor: '#1B2430', fillOpacity: 0.12 };
const MOST = 0.7; // of the events are in view where none is chosen

/** @param {string} text */
const numbered = (text, on = false) => L.divIcon({ className: `gd-cm-number${on ? ' is-on' : ''}`, html: text, iconSize: [24, 24] });

/** @param {OnMap['events'][number]} event @param {boolean} chosen */
function markOf(event, chosen) {
  const drawn = svg('svg', { width: 30, height: 30, viewBox: '-15 -15 30 30', overflow: 'visible', 'aria-hidden': 'true' }, ...markShape(event.kind, { r: chosen ? 10 : 6, oneSided: chosen && event.one_sided, planned: event.planned, soft: chosen && event.draw === 'near' }));
  const node = h('span', { class: ['gd-cm-mark', chosen ? 'is-chosen' : ''] }, /** @type {any} */ (drawn));
  return L.divIcon({ className: 'gd-cm-icon', html: node, iconSize: [30, 30] });
}

/** Without those that lie far from most: a capital across an ocean. @param {OnMap['events']} events */
function most(events) {
  const middle = (/** @type {number[]} */ n) => n.sort((a, b) => a - b)[n.length >> 1];
  const [lat, lon] = [middle(events.map((e) => e.lat)), middle(events.map((e) => e.lon))];
  const far = (/** @type {OnMap['events'][number]} */ e) => Math.hypot(e.lat - lat, near(e.lon, lon) - lon);
  return [...events].sort((a, b) => far(a) - far(b)).slice(0, Math.ceil(events.length * MOST));
}

export class SmallMap {
  #life = new AbortController();
  /** @type {L.Map | null} */
  #map = null;
  #marks = L.layerGroup();
  #choices = L.layerGroup();
  /** @type {OnMap | null} */
  #shown = null;
  #key = '';
  #chosen = '';

  /** @param {URL} api @param {CodeData} data @param {(id: string) => void} choose */
  constructor(api, data, choose) {
    this.api = api;
    this.data = data;
    this.choose = choose;
    this.canvas = h('div', { class: 'gd-map-canvas', role: 'region', 'aria-label': 'Map of the events of this article' });
    this.pointing = new Pointing(api);
    this.button = h('button', { type: 'button', class: 'gd-cm-point' }, cross(), 'Point at it ', h('kbd', { class: 'gd-cap' }, 'M'));
    this.note = h('p', { class: 'gd-cm-note', title: data.boundary_note }, data.boundary_short);
    this.node = h('div', { class: 'gd-cm' }, h('div', { class: 'gd-map gd-cm-map' }, this.canvas, this.button, this.note), this.pointing.node);
  }

  async start() {
    const { signal } = this.#life;
    const plain = await plainMap(this.canvas, { api: this.api, version: this.data.version, geoVersion: this.data.geo_version, signal, note: this.note });
    if (!plain) return;
    this.plain = plain;
    const { map, labels } = plain;
    this.#map = map;
    this.#marks.addTo(map);
    this.#choices.addTo(map);
    labels.avoid({ marks: this.#boxes, bodies: this.#boxes, alone: this.#boxes, soft: () => [] });
    this.#fit([]);
    map.on('resize', (ev) => this.#resized(/** @type {L.ResizeEvent} */ (ev)));
    await plain.load();
    if (signal.aborted) return;
    this.pointing.over(map);
    this.#key = '';
    if (this.#shown) this.show(this.#shown, this.#chosen);
    labels.layout();
  }

  /** What names keep clear of: marks, and the numbers of places that a name may be. */
  #boxes = () => [...this.#marks.getLayers(), ...this.#choices.getLayers()].flatMap((layer) => {
    if (!this.#map || !(layer instanceof L.Marker)) return [];
    const { x, y } = this.#map.latLngToLayerPoint(layer.getLatLng());
    return [/** @type {import('../map/types').Box} */ ([x - HALF, y - HALF, x + HALF, y + HALF])];
  });

  /** @param {OnMap} shown @param {string} chosen */
  show(shown, chosen) {
    this.#shown = shown;
    this.#chosen = chosen;
    const key = JSON.stringify([shown, chosen]);
    const map = this.#map;
    if (!map || key === this.#key) return;
    this.#key = key;
    this.#marks.clearLayers();
    const at = shown.events.find((e) => e.id === chosen);
    for (const event of [...shown.events.filter((e) => e !== at), ...(at ? [at] : [])]) {
      const mark = L.marker([event.lat, event.lon], { icon: markOf(event, event === at), keyboard: false, title: event.label, zIndexOffset: event === at ? 1000 : 0 });
      mark.on('click', () => this.choose(event.id));
      this.#marks.addLayer(mark);
    }
    if (shown.outline) this.#marks.addLayer(L.geoJSON(/** @type {any} */ (shown.outline), { style: OUTLINE, interactive: false }));
    for (const place of at ? shown.about : []) {
      const lon = near(place.lon, at?.lon ?? 0);
      this.#marks.addLayer(L.polyline([[at?.lat ?? 0, at?.lon ?? 0], [place.lat, lon]], { color: '#1B2430', weight: 1.3, interactive: false }));
      this.#marks.addLayer(L.circleMarker([place.lat, lon], { radius: 5, color: '#1B2430', weight: 2, fillColor: '#FFFDF8', fillOpacity: 1, interactive: false }));
    }
    this.#fit(at ? [at, ...shown.about] : most(shown.events));
  }

  /** What was out of sight has a size now, and is seen whole. @param {L.ResizeEvent} ev */
  #resized({ oldSize }) {
    if (oldSize.x && oldSize.y) return;
    this.#fit([]);
    this.#key = '';
    if (this.#shown) this.show(this.#shown, this.#chosen);
  }

  /** The places that are to be in view; without any the collection's. @param {{lat: number, lon: number}[]} points */
  #fit(points) {
    const map = this.#map;
    if (!map) return;
    const [first] = points;
    const [west, south, east, north] = this.data.home;
    if (!first) map.fitBounds([[south, west], [north, east]], { animate: false });
    else if (points.length === 1) map.setView([first.lat, first.lon], FAR, { animate: false });
    else map.fitBounds(L.latLngBounds(points.map((p) => [p.lat, near(p.lon, first.lon)])), { padding: [40, 34], maxZoom: CLOSE, animate: false });
  }

  /** The places that a name may be, numbered as in the list beside. @param {Answer[]} answers @param {number} at */
  places(answers, at) {
    const map = this.#map;
    this.#choices.clearLayers();
    const found = answers.map((a, i) => ({ ...a, n: i })).filter((a) => typeof a.lat === 'number' && typeof a.lon === 'number');
    if (!map) return;
    for (const place of found) this.#choices.addLayer(L.marker([place.lat ?? 0, place.lon ?? 0], { icon: numbered(String(place.n + 1), place.n === at), keyboard: false, zIndexOffset: place.n === at ? 2000 : 1500 }));
    if (found.length) this.#fit(found.map((p) => ({ lat: p.lat ?? 0, lon: p.lon ?? 0 })));
    else if (this.#shown) {
      this.#key = '';
      this.show(this.#shown, this.#chosen);
    }
  }

  destroy() {
    this.#life.abort();
    this.plain?.destroy();
  }
}
