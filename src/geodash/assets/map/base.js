// What any of our maps stands on, in Explore and in the show: the host that Folium's script calls, and
// what shows at which zoom.

import * as L from '../vendor/leaflet.js';
import { degreesOf, turnsOf } from '../core/longitudes.js';
import { drawing } from '../core/told.js';

/** @import { GroundContext, Made, Settings } from './types' */

/**
 * @param {GroundContext} ctx
 * @param {Record<string, L.Renderer>} renderers by pane
 * @param {[file: string, pane: string, style: L.PathOptions, minZoom?: number]} layer
 */
function fileLayer(ctx, renderers, [file, pane, style, minZoom]) {
  const renderer = (renderers[pane] ??= ctx.files.renderer(pane));
  const options = { pane, interactive: false, style: { ...style, pane, renderer } };
  const layer = L.featureGroup();
  /** @param {number} turn of the globe that is drawn, 0 being from -180 to 180 */
  const draw = (turn) => (/** @type {any} */ data) => {
    const coordsToLatLng = (/** @type {number[]} */ [lon, lat]) => L.latLng(lat, lon + degreesOf(turn));
    const filter = (/** @type {any} */ feature) => !/Point$/.test(feature.geometry?.type ?? 'Point');
    layer.addLayer(L.geoJSON(data, { ...options, filter, ...(turn && { coordsToLatLng }) }));
  };
  const data = ctx.files.json(file);
  ctx.pending.push(data.then(draw(0)));
  const turns = new Set([0]);
  ctx.byZoom.push({
    pane, minZoom, style, layer,
    turn(wanted) {
      for (const turn of wanted.filter((t) => !turns.has(t))) {
        turns.add(turn);
        ctx.pending.push(data.then(draw(turn)));
      }
    },
  });
  return layer;
}

/**
 * Draws the ground beyond the 180th meridian too, once it comes into view.
 * @param {L.Map} map
 * @param {GroundContext} ctx
 */
export function followGround(map, ctx) {
  const follow = () => {
    const view = map.getBounds();
    const turns = turnsOf(view.getWest(), view.getEast());
    if (turns.some(Boolean)) ctx.byZoom.forEach((layer) => layer.turn(turns));
  };
  map.on('move zoom', follow);
  return () => map.off('move zoom', follow);
}

/**
 * @param {GroundContext} ctx
 * @param {L.LayerGroup} group
 * @param {Settings} settings
 */
async function addRelief({ files }, group, { pane, opacity }) {
  const info = await files.json('relief/relief.json');
  const url = files.url(`relief/${info.file ?? 'relief.jpg'}`);
  group.addLayer(L.imageOverlay(url, info.bounds, { pane, opacity, interactive: false, alt: '' }));
}

/**
 * What Folium's generated script calls (views/map.py: FileLayer, HostLayer).
 * @param {GroundContext} ctx
 * @param {Made} made filled with the layers that are ours to draw
 */
export function createHost(ctx, made) {
  /** @type {Record<string, L.Renderer>} */
  const renderers = {};
  return {
    /** @param {[file: string, pane: string, style: L.PathOptions, minZoom?: number]} layer */
    file: (...layer) => fileLayer(ctx, renderers, layer),
    layer(/** @type {string} */ kind, /** @type {Settings} */ settings) {
      const group = L.layerGroup();
      made[kind] = { group, settings };
      if (kind === 'relief') ctx.pending.push(addRelief(ctx, group, settings));
      return group;
    },
  };
}

function fade(/** @type {L.Map} */ map, /** @type {string} */ pane, /** @type {Partial<CSSStyleDeclaration>} */ style) {
  Object.assign(map.getPane(pane)?.style ?? {}, style);
}

/**
 * Far out the relief is a smudge, borders crowd and provinces are noise.
 * @param {L.Map} map
 * @param {Made} made
 * @param {GroundContext} ctx
 */
export function showByZoom(map, made, ctx) {
  const zoom = map.getZoom();
  const { far, far_lines: thinner } = drawing().ground;
  fade(map, made.relief.settings.pane, { opacity: zoom < far ? '0' : '1' });
  for (const { pane, minZoom, style, layer } of ctx.byZoom) {
    if (minZoom) fade(map, pane, { display: zoom < minZoom ? 'none' : '' });
    if (!style.fill) layer.setStyle({ weight: (style.weight ?? 1) * (zoom < far ? thinner : 1) });
  }
}
