// What frames the map: home views, zoom, locator, scale, legend and the boundary note.

import * as L from '../vendor/leaflet.js';
import { h } from '../core/dom.js';
import { createNote } from './boundary.js';
import { createLegend } from './legend.js';
import { createLocator } from './locator.js';

/** @import { Events, Flight, MapContext, MapState } from './types' */
/** @import { Home, State } from '../core/types' */
/** @typedef {{node: HTMLElement, update?: () => void, destroy?: () => void}} Part */

const LOW = 420; // pixels of height
const BELOW = 26; // the boundary note
const BESIDE = 280; // the legend, open

/**
 * @param {L.Map} map
 * @param {HTMLElement} root
 * @param {State} state
 * @param {MapContext} ctx
 * @param {{events: Events, goHome: Flight['goHome']}} tools
 */
export function createControls(map, root, state, ctx, { events, goHome }) {
  const legend = createLegend(map, state, ctx, events);
  const views = homes(goHome);
  const boundary = createNote(ctx);
  /** @type {Part[]} */
  const parts = [views, createZoom(map, events, state), createLocator(map, ctx), boundary];
  const scale = L.control.scale({ imperial: false, maxWidth: 90, position: 'bottomleft' }).addTo(map);
  root.append(...parts.map((p) => p.node), legend.node);
  parts.forEach((p) => p.update?.());
  views.renew(ctx.homes);
  return {
    renew: views.renew,
    unnamed: boundary.names,
    /**
     * Pixels that the open legend takes at the left, and what floats above and below a low map; `small`: at the
     * left of a map of which it is a good part.
     */
    covered() {
      const { y } = map.getSize();
      const left = legend.isOpen() ? BESIDE : 0;
      const small = legend.node.offsetHeight > y * 0.4 ? left : 0;
      return y < LOW ? { left, small, top: views.node.offsetHeight, bottom: BELOW } : { left, small, top: 0, bottom: 0 };
    },
    destroy() {
      scale.remove();
      for (const part of [...parts, legend]) {
        part.destroy?.();
        part.node.remove();
      }
    },
  };
}

/** @param {Flight['goHome']} goHome */
function homes(goHome) {
  const button = (/** @type {Home} */ home) => h('button', { type: 'button', class: 'gd-home', title: home.name, dir: 'auto', on: { click: () => goHome(home) } }, home.name);
  const node = h('div', { class: 'gd-homes', role: 'group', 'aria-label': 'Views of the map' });
  return {
    node,
    renew(/** @type {Home[]} */ named) {
      node.replaceChildren(...named.map(button));
      node.hidden = named.length < 2;
    },
  };
}

/**
 * Zooms about the selected event, so that it stays where it is being looked at.
 * @param {L.Map} map
 * @param {Pick<Events, 'pointsOf'>} events
 * @param {Pick<MapState, 'event'>} state
 * @returns {Part}
 */
export function createZoom(map, events, state) {
  const about = () => {
    const points = state.event ? events.pointsOf(state.event) : [];
    return points.length === 1 && map.getBounds().contains(points[0]) ? points[0] : map.getCenter();
  };
  const button = (/** @type {string} */ text, /** @type {string} */ label, /** @type {number} */ by) =>
    h('button', { type: 'button', 'aria-label': label, title: label, on: { click: () => map.setZoomAround(about(), map.getZoom() + by) } }, text);
  const plus = button('+', 'Zoom in', 1);
  const minus = button('−', 'Zoom out', -1);
  const update = () => {
    plus.disabled = map.getZoom() >= map.getMaxZoom();
    minus.disabled = map.getZoom() <= map.getMinZoom();
  };
  map.on('zoomend', update);
  return { node: h('div', { class: 'gd-zoom' }, plus, minus), update, destroy: () => map.off('zoomend', update) };
}
