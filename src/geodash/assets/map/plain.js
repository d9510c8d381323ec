// A small map beside something else: ground and names, and what its page puts on it.

import * as L from '../vendor/leaflet.js';
import { createHost } from './base.js';
import { createUnnamed } from './boundary.js';
import { servedFiles } from './files.js';
import { folium } from './folium.js';
import { createGround } from './ground.js';
import { createLabels } from './labels.js';

/** @import { GroundContext, Made } from './types' */

/**
 * The map on a canvas; null where nobody waits for it any more. What is to be drawn of the ground is asked for by
 * `load`, once the map has its view.
 * @param {HTMLElement} canvas
 * @param {{api: URL, version: string, geoVersion: string, signal: AbortSignal, note: HTMLElement}} of `version` is the collection's; `note` on
 *   boundaries tells what names have no room
 */
export async function plainMap(canvas, { api, version, geoVersion, signal, note }) {
  const make = await folium({ version, api });
  if (signal.aborted) return null;
  /** @type {Made} */
  const made = {};
  /** @type {GroundContext} */
  const ctx = { files: servedFiles(api, geoVersion, signal), plain: true, pending: [], reducedMotion: matchMedia('(prefers-reduced-motion: reduce)') };
  /** @type {L.Map} */
  const map = make(L, canvas, createHost(made));
  const ground = createGround(map, ctx, made.ground.settings);
  const labels = createLabels(map, made.labels, ctx, ground);
  const unnamed = createUnnamed();
  note.prepend(unnamed.node);
  labels.onUnnamed(unnamed.tell);
  L.control.scale({ imperial: false, maxWidth: 80, position: 'bottomleft' }).addTo(map);
  const sized = new ResizeObserver(() => map.invalidateSize({ animate: false, pan: false }));
  sized.observe(canvas);
  ctx.changed = labels.layout;
  map.on('moveend', labels.layout);
  return {
    map,
    labels,
    load: () => Promise.allSettled([ground.load(), ...ctx.pending]),
    destroy() {
      sized.disconnect();
      ground.destroy();
      labels.destroy();
      unnamed.node.remove();
      map.remove();
    },
  };
}
