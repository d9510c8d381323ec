// The base map: the cells of the view and the relief over them, fetched when they are needed.

import * as L from '../vendor/leaflet.js';
import { createCells, placesIn } from './cells.js';
import { createLayers, nameOf } from './layers.js';
import { createRelief } from './relief.js';

/** @import { GroundContext, Settings } from './types' */
/** @import { Place } from './cells.js' */

/**
 * @param {L.Map} map
 * @param {GroundContext} ctx
 * @param {Settings} settings
 */
export function createGround(map, ctx, { styles, relief: opacity }) {
  const cells = createCells(ctx.files, () => draw());
  const layers = createLayers(map, ctx.files, styles, cells.get);
  const relief = createRelief(map, ctx.files, opacity);
  const [world] = placesIn(L.latLngBounds([-1, -1], [1, 1]), 0);
  /** @type {Place[]} */
  let shown = [];
  let told = '';

  // A slide's map is drawn enlarged, as still maps are: it shows what a nearer one does.
  const nearer = ctx.plain ? 0.7 : 0;
  const wantedIn = () => placesIn(map.getBounds(), cells.levelFor(map.getBounds(), map.getZoom() + nearer).z);

  /** What is there of what the view asks for; until all is, what was there before, over the coarse world. */
  function draw() {
    const wanted = wantedIn();
    const all = wanted.every(cells.has);
    const names = new Set(wanted.map(nameOf));
    if (all) shown = wanted;
    else if (shown[0]?.z === wanted[0].z || !shown.length) shown = [...shown.filter((s) => !names.has(nameOf(s))), ...wanted.filter(cells.has)];
    layers.put(shown, all ? [] : placesIn(map.getBounds(), 0).filter(cells.has));
    // Names of countries ask the coarse world too, which may come last.
    const now = `${shown.map(nameOf).join()} ${cells.has(world)}`;
    if (all && now !== told) ctx.changed?.();
    told = now;
    map.getContainer().dataset.ground = all ? 'whole' : 'coming';
  }

  /** Fetches what the view asks for; fulfilled when it is drawn. */
  async function load() {
    layers.restyle();
    const coming = [cells.load([...wantedIn(), world]), relief.load()];
    draw();
    await Promise.all(coming);
  }

  map.on('move', draw);
  map.on('moveend drag', load);
  return {
    load,
    /** What is drawn of the level in view, each cell once. */
    cells: () => [...new Set(shown.map(({ key }) => key))].flatMap((key) => cells.get(key) ?? []),
    /** Whether a point lies in what is drawn. */
    covers(/** @type {number} */ lon, /** @type {number} */ lat) {
      const [{ key }] = placesIn(L.latLngBounds([lat, lon], [lat, lon]), shown[0]?.z ?? 0);
      return shown.some((s) => s.key === key);
    },
    /** The coarse world; null until it is there. */
    world: () => cells.get(world.key),
    destroy() {
      map.off('move', draw);
      map.off('moveend drag', load);
    },
  };
}
