// A home view in which no mark is cut by the edge of the map.

import * as L from '../vendor/leaflet.js';
import { near } from '../core/longitudes.js';

/** @import { EventItem } from '../core/types' */
/** @import { Located } from './types' */
/** @typedef {{left: number, top: number, right: number, bottom: number}} Sides */

const EDGE = 36; // pixels: a mark so far from the edge is whole, with its number and badge
const HIGH = 20; // the same above and below
const MOST_ZOOM = 9;

/**
 * How far a map may move along one axis so that no point is too near an end of it, and whether all are then well.
 * @param {number[]} points
 * @param {[number, number]} frame what is free of the map
 * @param {[number, number]} bounds which stay in it
 * @param {number} edge
 */
function shiftOf(points, [low, high], [from, to], edge) {
  const over = Math.max(0, ...points.map((p) => p - (high - edge)));
  const under = Math.max(0, ...points.map((p) => low + edge - p));
  const by = over && !under ? Math.min(over, Math.max(0, from - low)) : under && !over ? -Math.min(under, Math.max(0, high - to)) : 0;
  return { by, well: by === over - under && !(over && under) };
}

/**
 * Centre and zoom that show bounds beside what covers the map, moved as far as they allow, else from further
 * away, so that the marks of events in view are whole.
 * @param {L.Map} map
 * @param {EventItem[]} events
 * @param {L.LatLngBounds} bounds
 * @param {{left: number, top: number, bottom: number}} covered pixels
 */
export function wholeView(map, events, bounds, { left, top, bottom }) {
  const { x, y } = map.getSize();
  const free = { left, top, right: x, bottom: y - bottom };
  const marks = /** @type {Located[]} */ (events.filter((e) => e.lat !== null && e.lon !== null && e.counted && e.draw !== 'seat' && e.draw !== 'country'));
  const middle = bounds.getCenter().lng;
  /** @param {number} part of the edge that the bounds keep to it */
  const tryOf = (part) => {
    const inner = L.point(left + 2 * part * EDGE, top + bottom + 2 * part * HIGH);
    const zoom = Math.min(MOST_ZOOM, map.getBoundsZoom(bounds, false, inner));
    const [nw, se] = [map.project(bounds.getNorthWest(), zoom), map.project(bounds.getSouthEast(), zoom)];
    const corner = nw.add(se).divideBy(2).subtract(L.point((free.left + free.right) / 2, (free.top + free.bottom) / 2));
    const at = marks.map((e) => map.project([e.lat, near(e.lon, middle)], zoom).subtract(corner));
    const seen = at.filter((p) => p.x >= 0 && p.x <= x && p.y >= 0 && p.y <= y);
    const [a, b] = [nw.subtract(corner), se.subtract(corner)];
    const across = shiftOf(seen.map((p) => p.x), [free.left, free.right], [a.x, b.x], EDGE);
    const down = shiftOf(seen.map((p) => p.y), [free.top, free.bottom], [a.y, b.y], HIGH);
    return { center: map.unproject(corner.add(L.point(x / 2 + across.by, y / 2 + down.by)), zoom), zoom, well: across.well && down.well };
  };
  const tries = [0, 0.5, 1].map((part) => () => tryOf(part));
  let found = tries[0]();
  for (const again of tries.slice(1)) if (!found.well) found = again();
  return found;
}
