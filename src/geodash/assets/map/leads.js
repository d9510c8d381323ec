// Lines from marks that have been moved, so that they cover no other, to their places.

import * as L from '../vendor/leaflet.js';
import { drawing } from '../core/told.js';
import { along } from './boxes.js';

/** @import { Live, Settings } from './types' */

/**
 * @param {L.Map} map
 * @param {Settings} settings
 */
export function createLeads(map, settings) {
  const lines = L.layerGroup().addTo(map);
  const common = { pane: settings.links, interactive: false, renderer: L.svg({ pane: settings.links, padding: 0.5 }) };
  /** @type {[number, number][][]} */
  let paths = [];
  return {
    /** @param {Iterable<Live>} live */
    draw(live) {
      const { ink, halo, place: radius } = drawing().marks;
      lines.clearLayers();
      paths = [...live].flatMap(({ group }) => (group.place ? [/** @type {[number, number][]} */ ([[group.place.lat, group.place.lon], [group.lat, group.lon]])] : []));
      for (const path of paths) {
        L.polyline(path, { ...common, color: halo, weight: 3.5, className: 'gd-lead' }).addTo(lines);
        L.polyline(path, { ...common, color: ink, weight: 1.25, className: 'gd-lead' }).addTo(lines);
        L.circleMarker(path[0], { ...common, className: 'gd-lead', radius, stroke: false, fillColor: ink, fillOpacity: 1 }).addTo(lines);
      }
    },
    /** Small boxes along them, which names keep clear of. */
    boxes: () => paths.flatMap((path) => along(map, path)),
    destroy: () => lines.remove(),
  };
}
