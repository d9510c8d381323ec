// The article's other places, while one of its passages is read: small rings, each a way to what is told there.

import * as L from '../vendor/leaflet.js';
import { count } from '../core/count.js';
import { listAt } from '../core/values.js';
import { hasPoint } from '../map/groups.js';

/** @import { EventItem } from '../core/types' */

const SCENES = ['exact', 'near', 'area'];
const SIZE = 26; // px to hit; the ring itself is smaller

/**
 * Events that happened somewhere, by their point.
 * @param {EventItem[]} events
 */
export function scenesOf(events) {
  /** @type {Map<string, EventItem[]>} */
  const found = new Map();
  for (const e of events) if (hasPoint(e) && e.counted && SCENES.includes(e.draw)) listAt(found, `${e.lat},${e.lon}`).push(e);
  return found;
}

/**
 * @param {L.Map} map
 * @param {string} pane
 * @param {(ids: string[]) => void} onChoose
 */
export function createRings(map, pane, onChoose) {
  /** @type {Map<string, {marker: L.Marker, ids: string}>} */
  const there = new Map();
  return {
    show(/** @type {EventItem[]} */ events) {
      const wanted = scenesOf(events);
      for (const [key, { marker, ids }] of there) {
        if (wanted.get(key)?.map((e) => e.id).join(' ') === ids) continue;
        marker.remove();
        there.delete(key);
      }
      for (const [key, here] of wanted) {
        if (there.has(key)) continue;
        const [{ lat, lon, place }] = here;
        const name = `${place}: ${here.length === 1 ? here[0].title : count(here.length, 'passage')}`;
        const icon = L.divIcon({ className: 'gd-read-ring', html: '<span></span>', iconSize: [SIZE, SIZE] });
        const marker = L.marker([Number(lat), Number(lon)], { icon, pane, alt: name, zIndexOffset: -2000 }).addTo(map);
        marker.on('click keypress', (/** @type {any} */ ev) => {
          if (ev.type === 'click' || ev.originalEvent?.key === 'Enter') onChoose(here.map((e) => e.id));
        });
        marker.getElement()?.setAttribute('aria-label', name);
        marker.getElement()?.setAttribute('title', place);
        there.set(key, { marker, ids: here.map((e) => e.id).join(' ') });
      }
    },
  };
}
