// The first rows on a map: one mark a place, with how many stand there.

import * as L from '../vendor/leaflet.js';
import { h, svg } from '../core/dom.js';
import { near } from '../core/longitudes.js';
import { markShape } from '../core/marks.js';
import { plainMap } from '../map/plain.js';

/** @import { BringData, Row } from './types' */
/** @typedef {{rows: Row[], lat: number, lon: number}} Stack */

const MOST = 0.9; // of the rows are in view
const CLOSE = 9;
const APART = 26; // px

/** @param {Row[]} rows @returns {Stack[]} */
function stacked(rows) {
  /** @type {Map<string, Stack>} */
  const found = new Map();
  for (const row of rows) {
    if (row.lat === null || row.lon === null) continue;
    const key = `${row.lat.toFixed(3)}/${row.lon.toFixed(3)}`;
    const stack = found.get(key) ?? { rows: [], lat: row.lat, lon: row.lon };
    stack.rows.push(row);
    found.set(key, stack);
  }
  return [...found.values()];
}

/**
 * Those that would lie over one another, as one.
 * @param {L.Map} map
 * @param {Stack[]} stacks
 */
function apart(map, stacks) {
  /** @type {(Stack & {at: L.Point})[]} */
  const kept = [];
  for (const stack of [...stacks].sort((a, b) => b.rows.length - a.rows.length)) {
    const at = map.project([stack.lat, stack.lon], map.getZoom());
    const there = kept.find((other) => other.at.distanceTo(at) < APART);
    if (there) there.rows.push(...stack.rows);
    else kept.push({ ...stack, rows: [...stack.rows], at });
  }
  return kept;
}

/** @param {Stack} stack @param {boolean} chosen */
function iconOf({ rows }, chosen) {
  const [{ kind, soft }] = rows;
  const drawn = svg('svg', { width: 30, height: 30, viewBox: '-15 -15 30 30', overflow: 'visible', 'aria-hidden': 'true' }, ...markShape(kind, { r: chosen ? 9 : 6, soft }));
  const count = rows.length > 1 ? h('span', { class: 'gd-bd-count' }, rows.length.toLocaleString('en')) : null;
  return L.divIcon({ className: 'gd-bd-icon', html: h('span', { class: ['gd-bd-mark', chosen && 'is-chosen'] }, /** @type {any} */ (drawn), count), iconSize: [30, 30] });
}

/** Without those that lie far from most. @param {Stack[]} stacks */
function most(stacks) {
  const middle = (/** @type {number[]} */ n) => n.sort((a, b) => a - b)[n.length >> 1];
  const [lat, lon] = [middle(stacks.map((s) => s.lat)), middle(stacks.map((s) => s.lon))];
  const far = (/** @type {Stack} */ s) => Math.hypot(s.lat - lat, near(s.lon, lon) - lon);
  return [...stacks].sort((a, b) => far(a) - far(b)).slice(0, Math.ceil(stacks.length * MOST));
}

export class FirstMap {
  #life = new AbortController();
  /** @type {L.Map | null} */
  #map = null;
  #marks = L.layerGroup();
  /** @type {Row[]} */
  #rows = [];
  #at = 0;
  #begun = false;

  /** @param {URL} api @param {BringData} data @param {(at: number) => void} choose */
  constructor(api, data, choose) {
    this.api = api;
    this.data = data;
    this.choose = choose;
    this.canvas = h('div', { class: 'gd-map-canvas', role: 'region', 'aria-label': 'Map of the first rows' });
    this.note = h('p', { class: 'gd-bd-bounds', title: data.boundary_note }, data.boundary_short);
    this.node = h('div', { class: 'gd-bd-map' }, h('div', { class: 'gd-map' }, this.canvas, this.note));
  }

  /** @param {Row[]} rows @param {number} at */
  show(rows, at) {
    const other = rows !== this.#rows;
    [this.#rows, this.#at] = [rows, at];
    if (!this.#begun) this.#start().catch((error) => console.error(error));
    else this.#draw(other);
  }

  async #start() {
    this.#begun = true;
    const { signal } = this.#life;
    const plain = await plainMap(this.canvas, { api: this.api, version: this.data.version, geoVersion: this.data.geo_version, signal, note: this.note });
    if (!plain) return;
    this.plain = plain;
    const { map, labels } = plain;
    this.#map = map;
    this.#marks.addTo(map);
    map.on('zoomend', () => this.#draw());
    this.#draw(true);
    await plain.load();
    if (!signal.aborted) labels.layout();
  }

  #draw(fit = false) {
    const map = this.#map;
    if (!map) return;
    const stacks = stacked(this.#rows);
    if (fit) this.#fit(map, most(stacks));
    const chosen = this.#rows[this.#at];
    this.#marks.clearLayers();
    for (const stack of apart(map, stacks)) {
      const on = stack.rows.includes(chosen);
      const mark = L.marker([stack.lat, stack.lon], { icon: iconOf(stack, on), keyboard: false, title: stack.rows[0].title, zIndexOffset: on ? 1000 : 0 });
      mark.on('click', () => this.choose(this.#rows.indexOf(stack.rows[0])));
      this.#marks.addLayer(mark);
    }
  }

  /** @param {L.Map} map @param {Stack[]} points */
  #fit(map, points) {
    const [west, south, east, north] = this.data.home;
    const bounds = points.length ? L.latLngBounds(points.map((s) => [s.lat, near(s.lon, points[0].lon)])) : L.latLngBounds([[south, west], [north, east]]);
    map.fitBounds(bounds, { padding: [26, 26], maxZoom: CLOSE, animate: false });
  }

  destroy() {
    this.#life.abort();
    this.plain?.destroy();
  }
}
