// The area or line that the selected event is of: a flat grey tint, never a standing layer.

import * as L from '../vendor/leaflet.js';

/** @import { AreaLabel, GroundContext, Layer } from './types' */

const FILE = 'areas.geojson';
const INK = '#3A342B';

/**
 * @param {any} feature GeoJSON
 * @param {string} pane
 * @param {L.Renderer} renderer
 * @returns {L.PathOptions}
 */
function style(feature, pane, renderer) {
  const line = /Line/.test(feature.geometry.type);
  // The straight edges of a generalised sea would look like a boundary.
  const edge = feature.properties.kind !== 'sea';
  const slim = feature.properties.kind === 'corridor';
  return {
    pane,
    renderer,
    interactive: false,
    className: line ? 'gd-area gd-area-line' : 'gd-area',
    stroke: edge,
    color: INK,
    weight: line ? 9 : slim ? 2 : 1.4,
    opacity: line ? 0.3 : slim ? 0.9 : 0.6,
    lineCap: 'round',
    lineJoin: 'round',
    fill: !line,
    fillColor: INK,
    fillOpacity: slim ? 0.34 : 0.2,
  };
}

/**
 * What is written on a lit area: its name and, where its outline is dated, the dates.
 * @param {any} feature GeoJSON
 * @returns {AreaLabel}
 */
function labelOf({ properties: p }) {
  const years = [p.valid_from, p.valid_to].map((/** @type {string | null} */ d) => d?.slice(0, 4));
  const dated = p.kind === 'historical' && years[0] && years[1] ? `outline of the oblast of ${years[0]}–${years[1]}` : '';
  const sub = p.area_id === 'nagorno-karabakh' ? 'internationally recognised\nas part of Azerbaijan' : '';
  // A contested district carries both names, as everywhere.
  const text = p.kind === 'district' && p.name_other ? `${p.name_other} district` : p.name;
  return { text, sub: [sub, dated].filter(Boolean).join('\n'), lat: p.label_lat, lon: p.label_lon, areaId: p.area_id, areaKind: p.kind };
}

/**
 * @param {Layer} layer
 * @param {GroundContext} ctx
 */
export function createAreas({ group, settings }, { files }) {
  let wanted = '';
  const renderer = L.svg({ pane: settings.pane, padding: 0.5 });

  return {
    /**
     * Shows the areas with these ids (without the `area:` prefix) and nothing else.
     * Resolves to their labels, or to null when nothing changed.
     * @param {string[]} ids
     */
    async show(ids) {
      const key = ids.join(' ');
      if (key === wanted) return null;
      wanted = key;
      group.clearLayers();
      if (!ids.length) return [];
      const data = await files.json(FILE);
      if (key !== wanted) return null;
      const found = data.features.filter((/** @type {any} */ f) => ids.includes(f.properties.area_id));
      for (const feature of found) group.addLayer(L.geoJSON(feature, { style: (f) => style(f, settings.pane, renderer), interactive: false }));
      return found.map(labelOf);
    },
    destroy: () => group.clearLayers(),
  };
}
