// What every part of a page is handed: where the server is, what the collection says of itself.

import { ROOT } from './root.js';

/** @import { Context, PageData } from './types' */

// One object each, however often a page is told anew: who listens to it can stop listening to it.
// Narrow or low: the head is folded into one line (core/layout.css).
const phone = matchMedia('(max-width: 700px), (max-height: 500px)');
const reducedMotion = matchMedia('(prefers-reduced-motion: reduce)');

/**
 * @param {PageData} data what the page's script was called with
 * @param {Partial<Context>} [own] what this page does in its own way
 * @returns {Context}
 */
export function contextOf(data, own = {}) {
  return {
    api: new URL(data.api, ROOT),
    version: data.first.version,
    geoVersion: data.geo_version ?? '',
    collection: data.collection,
    problems: data.problems,
    homes: data.homes ?? [],
    formats: data.formats,
    attribution: data.attribution,
    boundaryNote: data.boundary_note,
    boundaryShort: data.boundary_short,
    phone,
    reducedMotion,
    ...own,
  };
}
