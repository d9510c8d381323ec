// A place that no gazetteer knows: a click on the map or degrees that are typed, and how near it is known;
// or an area, by its corners.

import { asEditor } from '../core/editor.js';
import * as L from '../vendor/leaflet.js';
import { h } from '../core/dom.js';

/** @import { Drawn } from './types' */

/** How near a point may be known, in kilometres: what a click chooses among. */
const NEAR = [[1, 'just here'], [10, 'within 10 km'], [25, 'within 25 km'], [60, 'within 60 km']];
/** Pixels from the point, at least, of what its circle is dragged by. */
const HANDLE = 22;
const KM_A_DEGREE = 111.32;
const LOOK = { color: '#1F4E5F', weight: 2, fillOpacity: 0.15, interactive: false };
const HINTS = {
  point: 'Click the map, or type degrees; drag the circle by its handle',
  area: 'Click corner after corner, or type them: one a line. Enter closes it, Esc leaves.',
};
const GONE = 'geodash doesn’t answer.';

/** Corners as they are typed, those that can be read. @param {string} text @returns {[number, number][]} */
export function cornersIn(text) {
  return text.split(/[;\n]+/).flatMap((line) => {
    const [lat, lon, more] = line.trim().split(/[\s,]+/).map(Number);
    return line.trim() && more === undefined && Number.isFinite(lat) && Number.isFinite(lon) ? [/** @type {[number, number]} */ ([lat, lon])] : [];
  });
}

/** The fields. */
function formOf() {
  const number = (/** @type {string} */ label) => h('input', { type: 'text', inputmode: 'decimal', class: 'gd-ask', 'aria-label': label, placeholder: label, size: '7' });
  const way = (/** @type {string} */ value, /** @type {string} */ label) => h('label', { class: 'gd-cm-way' }, h('input', { type: 'radio', name: 'gd-cm-way', value, checked: value === 'point' }), h('span', null, label));
  const [lat, lon] = [number('latitude'), number('longitude')];
  const radius = h('select', { class: 'gd-ask', 'aria-label': 'How near' }, NEAR.map(([km, text]) => h('option', { value: String(km) }, text)));
  const own = h('option', { hidden: true });
  radius.append(own);
  const corners = h('textarea', { class: 'gd-ask gd-cm-corners', rows: '3', 'aria-label': 'Corners: latitude and longitude, one a line', placeholder: '39.84 45.67', hidden: true });
  const name = h('input', { type: 'text', class: 'gd-ask gd-cm-name', 'aria-label': 'What it is called', placeholder: 'what it is called', dir: 'auto', maxlength: '120' });
  const hint = h('b', null, HINTS.point);
  const said = h('p', { class: 'gd-cm-said', role: 'status', 'aria-live': 'polite' });
  const put = h('button', { type: 'submit', class: 'gd-cc-done is-ready' }, 'Take this point');
  const leave = h('button', { type: 'button', class: 'gd-cs-way' }, 'Leave it');
  const degrees = h('div', null, lat, lon, radius);
  const ways = h('div', { role: 'radiogroup', 'aria-label': 'What is set' }, way('point', 'a point'), way('area', 'an area, or a line'));
  const form = h('form', { class: 'gd-cm-form', hidden: true, novalidate: true }, ways, hint, degrees, corners, name, said, h('div', null, put, leave));
  return { form, ways, degrees, lat, lon, radius, own, corners, name, hint, said, put, leave };
}

export class Pointing {
  /** @type {L.Map | null} */
  #map = null;
  /** @type {((found: Drawn) => void) | null} */
  #take = null;
  #words = '';
  #area = false;
  #back = () => {};

  /** @param {URL} api */
  constructor(api) {
    this.api = api;
    this.fields = formOf();
    this.node = this.fields.form;
    this.circle = L.circle([0, 0], { ...LOOK, radius: 1000 });
    this.edge = L.polygon([], LOOK);
    this.handle = L.marker([0, 0], { draggable: true, keyboard: false, title: 'Drag: how near it is known', zIndexOffset: 3000, icon: L.divIcon({ className: 'gd-cm-handle', iconSize: [24, 24] }) });
    this.handle.on('drag', () => this.#reach());
    this.handle.on('dragend', () => this.#draw());
    const { form, ways, lat, lon, radius, corners, leave } = this.fields;
    leave.addEventListener('click', () => this.#left());
    for (const input of [lat, lon, radius, corners]) input.addEventListener('input', () => this.#draw());
    ways.addEventListener('change', (ev) => this.#turn(/** @type {HTMLInputElement} */ (ev.target).value === 'area'));
    form.addEventListener('keydown', (ev) => this.#key(ev));
    form.addEventListener('submit', (ev) => {
      ev.preventDefault();
      void this.#put();
    });
  }

  /** @param {L.Map} map */
  over(map) {
    this.#map = map;
    map.on('click', (ev) => this.#clicked(/** @type {L.LeafletMouseEvent} */ (ev)));
    map.on('zoomend', () => this.#take && this.#draw());
  }

  /**
   * Asks for a point or an area; `words` are those that say where, which may name a country.
   * @param {{words: string, name: string, back: () => void}} where `back` gives the focus to what asked
   * @param {(found: Drawn) => void} then
   */
  ask({ words, name, back }, then) {
    const { form, lat, lon, corners, said } = this.fields;
    this.#words = words;
    this.#take = then;
    this.#back = back;
    this.fields.name.value = name;
    [lat.value, lon.value, corners.value, said.textContent] = ['', '', '', ''];
    this.fields.radius.value = String(NEAR[0][0]);
    form.hidden = false;
    /** @type {HTMLInputElement} */ (this.fields.ways.querySelector('input')).checked = true;
    this.#turn(false);
    this.#map?.getContainer().classList.add('is-pointing');
    this.#map?.doubleClickZoom.disable();
  }

  /** @param {boolean} area */
  #turn(area) {
    const { degrees, corners, hint, put, lat } = this.fields;
    this.#area = area;
    degrees.hidden = area;
    corners.hidden = !area;
    hint.textContent = area ? HINTS.area : HINTS.point;
    put.textContent = area ? 'Take this area' : 'Take this point';
    this.#draw();
    (area ? corners : lat).focus({ preventScroll: true });
  }

  /** The circle reaches to where its handle was dragged. */
  #reach() {
    const { radius, own } = this.fields;
    const km = Math.max(1, Math.round((this.#map?.distance(this.circle.getLatLng(), this.handle.getLatLng()) ?? 0) / 1000));
    own.hidden = NEAR.some(([n]) => n === km);
    own.value = own.hidden ? '' : String(km);
    own.textContent = `within ${km} km`;
    radius.value = String(km);
    this.circle.setRadius(km * 1000);
  }

  /** What the circle is dragged by, at its edge in the east. @param {number} y @param {number} x @param {number} km @param {L.Map} map */
  #grip(y, x, km, map) {
    const at = map.latLngToLayerPoint([y, x]);
    const reach = map.latLngToLayerPoint([y, x + km / (KM_A_DEGREE * Math.cos((y * Math.PI) / 180))]).x - at.x;
    this.handle.setLatLng(map.layerPointToLatLng(at.add([Math.max(HANDLE, reach), 0]))).addTo(map);
  }

  #draw() {
    const { lat, lon, radius, corners, put } = this.fields;
    for (const shape of [this.circle, this.edge, this.handle]) shape.remove();
    if (!this.#map) return;
    const [y, x] = [Number(lat.value), Number(lon.value)];
    const around = cornersIn(corners.value);
    if (this.#area) {
      put.textContent = around.length === 2 ? 'Take this line' : 'Take this area';
      this.edge.setLatLngs(around).setStyle({ fill: around.length > 2 }).addTo(this.#map);
    } else if (lat.value && lon.value && Number.isFinite(y) && Number.isFinite(x)) {
      this.circle.setLatLng([y, x]).setRadius(Number(radius.value) * 1000).addTo(this.#map);
      this.#grip(y, x, Number(radius.value), this.#map);
    }
  }

  /** @param {L.LeafletMouseEvent} ev */
  #clicked(ev) {
    if (!this.#take) return;
    const { lat, lon, corners, put } = this.fields;
    const at = ev.latlng.wrap();
    const degrees = [at.lat.toFixed(3), at.lng.toFixed(3)];
    if (this.#area) corners.value = `${corners.value.trim()}\n${degrees.join(' ')}`.trim();
    else [lat.value, lon.value] = degrees;
    this.#draw();
    put.focus({ preventScroll: true });
  }

  /** Esc leaves; Backspace beside the fields takes the last corner back. @param {KeyboardEvent} ev */
  #key(ev) {
    const { corners } = this.fields;
    if (ev.key === 'Escape') this.#left();
    else if (ev.key === 'Backspace' && this.#area && ev.target === this.fields.put) {
      corners.value = corners.value.trim().split('\n').slice(0, -1).join('\n');
      this.#draw();
    } else if (ev.key === 'Enter' && ev.target === corners && (ev.ctrlKey || ev.metaKey)) void this.#put();
    else return;
    ev.preventDefault();
    ev.stopPropagation();
  }

  #left() {
    const back = this.#back;
    this.end();
    back();
  }

  async #put() {
    const { lat, lon, radius, corners, said, name } = this.fields;
    const called = name.value.replace(/\s+/g, ' ').trim();
    if (this.#area && !called) {
      said.textContent = 'Say what it is called.';
      name.focus();
      return;
    }
    const found = await this.#ask(this.#area ? 'code/area' : 'code/point', this.#area ? { corners: corners.value } : { lat: lat.value, lon: lon.value, km: radius.value });
    said.textContent = found.error ?? '';
    if (found.error) return;
    const take = this.#take;
    this.end();
    take?.({ ...found, name: called });
  }

  /** @param {string} path @param {Record<string, string>} asked */
  async #ask(path, asked) {
    const url = new URL(path, this.api);
    for (const [key, value] of Object.entries({ ...asked, words: this.#words })) url.searchParams.set(key, value);
    try {
      return await (await asEditor(url)).json();
    } catch {
      return { error: GONE };
    }
  }

  end() {
    this.#take = null;
    this.node.hidden = true;
    for (const shape of [this.circle, this.edge, this.handle]) shape.remove();
    this.#map?.doubleClickZoom.enable();
    this.#map?.getContainer().classList.remove('is-pointing');
  }
}
