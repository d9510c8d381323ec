// What any of our maps stands on, in Explore and in the show: the host that Folium's script calls, and
// what shows at which zoom.

import * as L from '../vendor/leaflet.js';
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
  const layer = L.geoJSON(null, { ...options, filter: (feature) => !/Point$/.test(feature.geometry?.type ?? 'Point') });
  ctx.pending.push(ctx.files.json(file).then((data) => layer.addData(data)));
  ctx.byZoom.push({ pane, minZoom, style, layer });
  return layer;
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
