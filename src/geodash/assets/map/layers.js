// The cells of the base map as Leaflet's layers: land, rivers, lakes, shores, province lines, borders.

import * as L from '../vendor/leaflet.js';
import { degreesOf } from '../core/longitudes.js';
import { drawing } from '../core/told.js';

/** @import { Files } from './types' */
/** @import { Cell, LonLat } from './cell.js' */
/** @import { Place } from './cells.js' */
/** @typedef {Record<string, L.PathOptions>} Styles of sea, land, river, stream, lake, shore, province, border, disputed */
/** @typedef {Record<string, L.Path>} Layers by the same names */

/** @type {Record<string, string>} where each is drawn */
const PANES = { sea: 'land', land: 'land', river: 'sea', stream: 'sea', lake: 'sea', shore: 'sea', province: 'provinces', border: 'borders', disputed: 'borders' };

/**
 * The layers of a cell by what they are, on a turn of the globe.
 * @param {Cell} cell
 * @param {number} turn
 * @param {boolean} plain the land only
 * @param {(what: string) => L.PolylineOptions} styleOf
 */
function layersOf(cell, turn, plain, styleOf) {
  const at = (/** @type {LonLat} */ [lon, lat]) => L.latLng(lat, lon + degreesOf(turn));
  /** @type {Layers} */
  const found = {};
  function areas(/** @type {string} */ what, /** @type {LonLat[][][]} */ polygons) {
    if (polygons.length) found[what] = L.polygon(polygons.map((rings) => rings.map((ring) => ring.map(at))), styleOf(what));
  }
  function lines(/** @type {string} */ what, /** @type {LonLat[][]} */ all) {
    if (all.length) found[what] = L.polyline(all.map((points) => points.map(at)), styleOf(what));
  }
  areas('land', cell.lands.flatMap(({ polygons }) => polygons));
  if (plain) return found;
  lines('stream', cell.streams);
  lines('river', cell.rivers);
  areas('lake', cell.lakes);
  lines('shore', cell.shores);
  lines('province', cell.provinces);
  lines('border', cell.borders.filter((b) => !b.disputed).flatMap((b) => b.lines));
  lines('disputed', cell.borders.filter((b) => b.disputed).flatMap((b) => b.lines));
  return found;
}

export const nameOf = (/** @type {Place} */ { key, turn }) => `${key}@${turn}`;

/**
 * @param {L.Map} map
 * @param {Files} files
 * @param {Styles} styles
 * @param {(key: string) => Cell | null} cellAt
 */
export function createLayers(map, files, styles, cellAt) {
  /** @type {Record<string, L.Renderer>} */
  const renderers = {};
  /** @type {Map<string, Layers>} */
  const drawn = new Map();
  let far = false;

  /** Far out lines are thinner. */
  const weightOf = (/** @type {string} */ what) => (styles[what].weight ?? 1) * (far && !styles[what].fill ? drawing().ground.far_lines : 1);

  /** @type {(what: string) => L.PolylineOptions} */
  function styleOf(what) {
    const pane = PANES[what];
    const renderer = (renderers[pane] ??= files.renderer(pane));
    return { ...styles[what], pane, renderer, smoothFactor: 0, weight: weightOf(what), fillRule: 'nonzero' };
  }

  // What is multiplied over the land needs a ground everywhere, or it would be seen as it is.
  const sea = L.rectangle([[-85.05, -900], [85.05, 900]], styleOf('sea')).addTo(map);

  return {
    /**
     * Draws these cells and nothing else.
     * @param {Place[]} places
     * @param {Place[]} below the coarse world, of which only the land is drawn, below all else
     */
    put(places, below) {
      const wanted = new Map([...places.map((p) => /** @type {const} */ ([nameOf(p), p])), ...below.map((p) => /** @type {const} */ ([`below ${nameOf(p)}`, p]))]);
      for (const [name, layers] of drawn) {
        if (wanted.has(name)) continue;
        Object.values(layers).forEach((layer) => layer.remove());
        drawn.delete(name);
      }
      for (const [name, { key, turn }] of wanted) {
        const cell = cellAt(key);
        if (!cell || drawn.has(name)) continue;
        const plain = name.startsWith('below');
        const layers = layersOf(cell, turn, plain, styleOf);
        Object.values(layers).forEach((layer) => layer.addTo(map));
        if (plain) layers.land?.bringToBack();
        if (plain) sea.bringToBack();
        drawn.set(name, layers);
      }
    },
    restyle() {
      const now = map.getZoom() < drawing().ground.far;
      if (now === far) return;
      far = now;
      for (const layers of drawn.values()) for (const [what, layer] of Object.entries(layers)) layer.setStyle({ weight: weightOf(what) });
    },
  };
}
