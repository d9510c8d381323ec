// A place that no gazetteer knows: a click on the map, or degrees that are typed, and how near it is known.

import { asEditor } from '../core/editor.js';
import * as L from '../vendor/leaflet.js';
import { h } from '../core/dom.js';

/** @import { Cells } from './types' */

/** How near a point may be known, in kilometres: what a click chooses among. */
const NEAR = [[1, 'just here'], [10, 'within 10 km'], [25, 'within 25 km'], [60, 'within 60 km']];

/** The fields. */
function formOf() {
  const number = (/** @type {string} */ label) => h('input', { type: 'text', inputmode: 'decimal', class: 'gd-ask', 'aria-label': label, placeholder: label, size: '7' });
  const [lat, lon] = [number('latitude'), number('longitude')];
  const radius = h('select', { class: 'gd-ask', 'aria-label': 'How near' }, NEAR.map(([km, text]) => h('option', { value: String(km) }, text)));
  const said = h('p', { class: 'gd-cm-said', role: 'status', 'aria-live': 'polite' });
  const put = h('button', { type: 'submit', class: 'gd-cc-done is-ready' }, 'Take this point');
  const leave = h('button', { type: 'button', class: 'gd-cs-way' }, 'Leave it');
  const form = h('form', { class: 'gd-cm-form', hidden: true }, h('b', null, 'Click the map, or type degrees'), h('div', null, lat, lon, radius), said, h('div', null, put, leave));
  return { form, lat, lon, radius, said, put, leave };
}

/** @param {URL} api */
export function createPointing(api) {
  const { form, lat, lon, radius, said, put, leave } = formOf();
  const shape = L.circle([0, 0], { radius: 1000, color: '#1F4E5F', weight: 2, fillOpacity: 0.15, interactive: false });
  /** @type {L.Map | null} */
  let map = null;
  /** @type {((cells: Cells) => void) | null} */
  let take = null;
  let words = '';

  function draw() {
    const [y, x] = [Number(lat.value), Number(lon.value)];
    if (!map || !lat.value || !lon.value || !Number.isFinite(y) || !Number.isFinite(x)) return;
    shape.setLatLng([y, x]).setRadius(Number(radius.value) * 1000).addTo(map);
  }
  function onClick(/** @type {L.LeafletMouseEvent} */ ev) {
    if (!take) return;
    const at = ev.latlng.wrap();
    [lat.value, lon.value] = [at.lat.toFixed(3), at.lng.toFixed(3)];
    draw();
    put.focus();
  }
  function end() {
    take = null;
    form.hidden = true;
    shape.remove();
    map?.getContainer().classList.remove('is-pointing');
  }
  leave.addEventListener('click', end);
  for (const input of [lat, lon, radius]) input.addEventListener('input', draw);
  form.addEventListener('keydown', (ev) => {
    if (ev.key !== 'Escape') return;
    ev.stopPropagation();
    end();
  });
  form.addEventListener('submit', async (ev) => {
    ev.preventDefault();
    const url = new URL('code/point', api);
    for (const [key, value] of Object.entries({ lat: lat.value, lon: lon.value, km: radius.value, words })) url.searchParams.set(key, value);
    const answer = await asEditor(url);
    const found = await answer.json();
    said.textContent = found.error ?? '';
    if (!answer.ok || found.error) return;
    const done = take;
    end();
    done?.(found.set);
  });

  return {
    node: form,
    over(/** @type {L.Map} */ next) {
      map = next;
      map.on('click', onClick);
    },
    /**
     * Asks for a point; `where` are the words that say where, which may name a country.
     * @param {string} where
     * @param {(cells: Cells) => void} then
     */
    ask(where, then) {
      words = where;
      take = then;
      said.textContent = '';
      form.hidden = false;
      map?.getContainer().classList.add('is-pointing');
      lat.focus();
    },
    end,
  };
}
