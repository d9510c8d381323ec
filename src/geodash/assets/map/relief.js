// The relief: grey pictures of cells, multiplied over the land. Where there are finer ones, the coarse one
// has a hole.

import * as L from '../vendor/leaflet.js';
import { degreesOf } from '../core/longitudes.js';
import { drawing } from '../core/told.js';
import { placesIn } from './cells.js';

/** @import { Files } from './types' */
/** @import { Place } from './cells.js' */

const nameOf = (/** @type {Place} */ { key, turn }) => `${key}@${turn}`;

/** @type {(place: Place) => L.LatLngBounds} */
function boundsOf({ z, x, y, turn }) {
  const n = 2 ** z;
  const lat = (/** @type {number} */ row) => (Math.atan(Math.sinh(Math.PI * (1 - (2 * row) / n))) * 180) / Math.PI;
  return L.latLngBounds([lat(y + 1), (x / n) * 360 - 180 + degreesOf(turn)], [lat(y), ((x + 1) / n) * 360 - 180 + degreesOf(turn)]);
}

/** Whether a cell has a finer picture: it touches the region that is drawn in detail. */
function isFine(/** @type {Place} */ place) {
  const [w, s, e, n] = drawing().ground.detailed;
  return boundsOf({ ...place, turn: 0 }).overlaps(L.latLngBounds([s, w], [n, e]));
}

/**
 * A cell without those of a finer grid, as a clip path.
 * @param {Place} place
 * @param {Place[]} holes
 */
function without({ z, x, y, turn }, holes) {
  const inside = holes.filter((h) => h.turn === turn && h.x >> (h.z - z) === x && h.y >> (h.z - z) === y);
  if (!inside.length) return '';
  const rings = inside.map((h) => {
    const k = 100 / 2 ** (h.z - z);
    const [left, top] = [(h.x % 2 ** (h.z - z)) * k, (h.y % 2 ** (h.z - z)) * k];
    return `${left}% ${top}%, ${left + k}% ${top}%, ${left + k}% ${top + k}%, ${left}% ${top + k}%, ${left}% ${top}%, 0% 0%`;
  });
  return `polygon(evenodd, 0% 0%, 100% 0%, 100% 100%, 0% 100%, 0% 0%, ${rings.join(', ')})`;
}

/** How much of coarse relief is left at a zoom. */
function leftAt(/** @type {number} */ zoom) {
  const [begin, end, least] = drawing().ground.smudges;
  return Math.max(least, Math.min(1, 1 - ((zoom - begin) / (end - begin)) * (1 - least)));
}

/**
 * @param {L.Map} map
 * @param {Files} files
 * @param {number} opacity
 */
export function createRelief(map, files, opacity) {
  /** @type {Map<string, L.ImageOverlay | null>} */
  const drawn = new Map();

  function wantedIn() {
    const [coarse, fine] = drawing().ground.relief;
    const zoom = map.getZoom();
    if (zoom < coarse.least) return { places: [], holes: [] };
    const holes = zoom < fine.least ? [] : placesIn(map.getBounds(), fine.z).filter(isFine);
    return { places: [...placesIn(map.getBounds(), coarse.z), ...holes], holes };
  }

  /** @param {Place} place */
  async function add(place) {
    const name = nameOf(place);
    if (drawn.has(name)) return;
    drawn.set(name, null);
    const url = await files.relief(place.z, place.x, place.y).catch(() => null);
    if (!url || !drawn.has(name)) return;
    const picture = L.imageOverlay(url, boundsOf(place), { pane: 'relief', opacity, interactive: false, alt: '' });
    // A cell without a picture would be seen by the edge of what is missing: a line over open water.
    picture.on('error', () => picture.remove()).addTo(map);
    drawn.set(name, picture);
  }

  return {
    /** Draws what the view asks for, and takes away what it does not. */
    async load() {
      const { places, holes } = wantedIn();
      const names = new Set(places.map(nameOf));
      for (const [name, picture] of drawn) {
        if (names.has(name)) continue;
        picture?.remove();
        drawn.delete(name);
      }
      await Promise.all(places.map(add));
      for (const place of places) {
        const picture = drawn.get(nameOf(place));
        const element = picture?.getElement();
        if (!element || place.z !== drawing().ground.relief[0].z) continue;
        element.style.clipPath = without(place, holes);
        picture?.setOpacity(opacity * leftAt(map.getZoom()));
      }
    },
  };
}
