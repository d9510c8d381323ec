// The area or line that the selected event is of: a flat grey tint, never a standing layer.

import * as L from '../vendor/leaflet.js';
import { degreesOf } from '../core/longitudes.js';
import { areaNames, drawing } from '../core/told.js';

/** @import { AreaTint } from '../core/types' */
/** @import { AreaLabel, GroundContext, Layer } from './types' */

const FILE = 'areas.geojson';
const FADE = 'gd-soft-area';

/**
 * @param {any} feature GeoJSON
 * @param {boolean} beside the event, which is about it, has a place of its own
 */
function tintOf({ geometry, properties }, beside) {
  const { tints, beside: faint } = drawing().areas;
  const looks = beside ? faint : tints;
  return looks[/Line/.test(geometry.type) ? 'line' : properties.kind] ?? looks.area;
}

/**
 * The pieces of what thins out: one fade over all would leave the outer ones without any fill.
 * @param {any} feature GeoJSON
 * @returns {any[]}
 */
function piecesOf(feature) {
  const { geometry } = feature;
  if (geometry.type !== 'MultiPolygon') return [feature];
  return geometry.coordinates.map((/** @type {any} */ coordinates) => ({ ...feature, geometry: { type: 'Polygon', coordinates } }));
}

/**
 * @param {any} feature GeoJSON
 * @param {AreaTint} tint
 * @param {string} pane
 * @param {L.Renderer} renderer
 * @returns {L.PathOptions}
 */
function style(feature, { weight, opacity, fill, fades }, pane, renderer) {
  const line = /Line/.test(feature.geometry.type);
  const { ink } = drawing().areas;
  return {
    pane,
    renderer,
    interactive: false,
    className: line ? 'gd-area gd-area-line' : 'gd-area',
    stroke: weight > 0,
    color: ink,
    weight,
    opacity,
    lineCap: 'round',
    lineJoin: 'round',
    fill: fill > 0,
    fillColor: fades ? `url(#${FADE})` : ink,
    fillOpacity: fill,
  };
}

/**
 * @param {any} feature GeoJSON
 * @returns {AreaLabel}
 */
function labelOf({ properties: p, geometry: ground }) {
  const { text, sub, alone } = areaNames()[p.area_id] ?? { text: p.text ?? p.name, sub: p.sub ?? [], alone: p.alone ?? 0 };
  return { text, sub: sub.join('\n'), alone, lat: p.label_lat, lon: p.label_lon, areaId: p.area_id, areaKind: ground.type.includes('Line') ? 'line' : p.kind, ground };
}

/**
 * The fill of a sketch, which has no edge that anybody drew, thins out.
 * @param {SVGElement | undefined} svg
 */
function fade(svg) {
  if (!svg || svg.querySelector(`#${FADE}`)) return;
  const { ink, fade: stops } = drawing().areas;
  const node = (/** @type {string} */ name, /** @type {Record<string, unknown>} */ attributes) => {
    const el = document.createElementNS('http://www.w3.org/2000/svg', name);
    for (const [key, value] of Object.entries(attributes)) el.setAttribute(key, String(value));
    return el;
  };
  const gradient = node('radialGradient', { id: FADE });
  gradient.append(...stops.map(([offset, opacity]) => node('stop', { offset, 'stop-color': ink, 'stop-opacity': opacity })));
  const defs = node('defs', {});
  defs.append(gradient);
  svg.prepend(defs);
}

/**
 * The areas with these ids: those of the file, and of the world's provinces each by itself.
 * @param {GroundContext['files']} files
 * @param {string[]} ids
 * @returns {Promise<any[]>} GeoJSON features
 */
async function featuresOf(files, ids) {
  const { features } = await files.json(FILE);
  const own = features.filter((/** @type {any} */ f) => ids.includes(f.properties.area_id));
  const known = new Set(own.map((/** @type {any} */ f) => f.properties.area_id));
  // What the server does not know either is not drawn.
  const far = ids.filter((id) => id.includes(':') && !known.has(id)).map((id) => files.json(`area/${id}`).catch(() => null));
  return [...own, ...(await Promise.all(far)).filter(Boolean)];
}

/**
 * @param {Layer} layer
 * @param {GroundContext} ctx
 */
export function createAreas({ group, settings }, { files }) {
  let wanted = '';
  /** Outlines of the past, which nobody could tell from one of today without their name. */
  /** @type {{id: string, layer: L.GeoJSON}[]} */
  let dated = [];
  const renderer = L.svg({ pane: settings.pane, padding: 0.5 });

  return {
    /**
     * Shows the areas with these ids (without the `area:` prefix) and nothing else.
     * Resolves to their labels, or to null when nothing changed.
     * @param {string[]} ids
     * @param {string[]} [beside] those that an event with a place of its own is about
     */
    async show(ids, beside = []) {
      const key = `${ids.join(' ')} ${beside.join(' ')}`;
      if (key === wanted) return null;
      wanted = key;
      group.clearLayers();
      dated = [];
      if (!ids.length) return [];
      const found = await featuresOf(files, ids);
      if (key !== wanted) return null;
      for (const feature of found) {
        const tint = tintOf(feature, beside.includes(feature.properties.area_id));
        // What may come into view from the other side is drawn there too.
        for (const turn of Math.abs(feature.properties.label_lon ?? 0) > 90 ? [0, -1, 1] : [0]) {
          const coordsToLatLng = (/** @type {number[]} */ [lon, lat]) => L.latLng(lat, lon + degreesOf(turn));
          for (const piece of tint.fades ? piecesOf(feature) : [feature]) {
            const layer = L.geoJSON(piece, { style: (f) => style(f, tint, settings.pane, renderer), interactive: false, coordsToLatLng: /** @type {any} */ (coordsToLatLng) });
            group.addLayer(layer);
            if (feature.properties.kind === 'historical') dated.push({ id: feature.properties.area_id, layer });
          }
        }
      }
      fade(/** @type {any} */ (renderer)._container);
      return found.map(labelOf);
    },
    /** Outlines of the past stand only where their name does. */
    keepNamed(/** @type {Set<string>} */ named) {
      for (const { id, layer } of dated) layer.eachLayer((one) => /** @type {L.Path} */ (one).getElement()?.classList.toggle('gd-area-unnamed', !named.has(id)));
    },
    destroy: () => group.clearLayers(),
  };
}
