// A small map of where the map is; drawn in plain degrees from a strongly generalised coast. Without
// names: there is room for three, and every border would have one on one side only.

import * as L from '../vendor/leaflet.js';
import { clear, h, svg } from '../core/dom.js';
import { near } from '../core/longitudes.js';

/** @import { GroundContext } from './types' */

const FILE = 'locator.geojson';
const W = 130;

/** @typedef {[scope: string, frame: [w: number, s: number, e: number, n: number]]} Span of locator.geojson */

/** @type {Span[]} nearest first */
const SPANS = [
  ['region', [22, 30, 62, 50]],
  ['world', [-14, 22, 82, 62]],
  ['world', [-180, -58, 180, 80]],
];
function spanFor(/** @type {L.LatLngBounds} */ b) {
  return SPANS.find(([, [w, s, e, n]]) => b.getWest() >= w && b.getEast() <= e && b.getSouth() >= s && b.getNorth() <= n) ?? SPANS[SPANS.length - 1];
}

/**
 * Draws the coast of a span into `node`; what it returns places a box on it.
 * @param {HTMLElement} node
 * @param {any} data GeoJSON
 * @param {Span} span
 */
function draw(node, data, [scope, [w, s, e, n]]) {
  const k = Math.cos((((s + n) / 2) * Math.PI) / 180);
  const H = Math.min(92, Math.round((W * (n - s)) / ((e - w) * k)));
  const x = (/** @type {number} */ lon) => ((lon - w) / (e - w)) * W;
  const y = (/** @type {number} */ lat) => ((n - lat) / (n - s)) * H;
  const line = (/** @type {number[][]} */ ring) => `M${ring.map(([a, c]) => `${x(a).toFixed(1)} ${y(c).toFixed(1)}`).join('L')}`;
  const paths = data.features
    .filter((/** @type {any} */ f) => f.properties.scope === scope)
    .map((/** @type {any} */ f) => {
      const lines = /Line/.test(f.geometry.type);
      const d = f.geometry.coordinates.flat(lines ? 0 : 1).map((/** @type {number[][]} */ ring) => line(ring) + (lines ? '' : 'Z')).join('');
      return svg('path', { d, class: lines ? 'gd-locator-line' : 'gd-locator-land', 'fill-rule': 'evenodd' });
    });
  // A view across the 180th meridian has a box at either end of the world.
  const boxes = scope === 'world' ? [-360, 0, 360] : [0];
  const drawn = boxes.map(() => svg('rect', { class: 'gd-locator-box' }));
  clear(node).append(svg('svg', { width: W, height: H, viewBox: `0 0 ${W} ${H}` }, paths, drawn));
  return (/** @type {L.LatLngBounds} */ b) => {
    const top = y(b.getNorth());
    const width = Math.max(8, x(b.getEast()) - x(b.getWest()));
    const height = Math.max(7, y(b.getSouth()) - top);
    boxes.forEach((turn, i) => {
      for (const [key, value] of Object.entries({ x: x(b.getWest() + turn), y: top, width, height })) drawn[i].setAttribute(key, value.toFixed(1));
    });
  };
}

/**
 * @param {L.Map} map
 * @param {GroundContext} ctx
 */
export function createLocator(map, ctx) {
  const node = h('div', { class: 'gd-locator', 'aria-hidden': 'true' });
  /** @type {Span | null} */
  let span = null;
  /** @type {any} */
  let data = null;
  /** @type {ReturnType<typeof draw> | null} */
  let place = null;

  function update() {
    if (!data) return;
    const seen = map.getBounds();
    const turn = near(seen.getCenter().lng, 0) - seen.getCenter().lng;
    const bounds = turn ? L.latLngBounds([seen.getSouth(), seen.getWest() + turn], [seen.getNorth(), seen.getEast() + turn]) : seen;
    const next = spanFor(bounds);
    if (next !== span) place = draw(node, data, next);
    span = next;
    place?.(bounds);
  }

  ctx.pending.push(
    ctx.files.json(FILE).then((json) => {
      data = json;
      update();
    }),
  );
  map.on('move', update);
  return { node, update, destroy: () => map.off('move', update) };
}
