// What the server tells once, with the page's first data: how things are drawn, the names of the
// months, the parameters of an address (geodash.views.told). Nothing of it is told again in JavaScript.

/** @import { ToldOnce } from './types' */

/** @type {ToldOnce} */
let known;

/**
 * Keeps what the server told; to be called before anything is drawn.
 * @param {ToldOnce} told
 */
export function tell(told) {
  known = told;
}

export const symbols = () => known.symbols;
/** Kind → {label, phrase, color, path, hue}, in the order of the legend. */
export const kinds = () => known.symbols.kinds;
/** What the types are called: “PLOVER type”, or “type” where the collection has its own. */
export const typeWord = () => known.symbols.type;
/** What a kind's colour is called in style sheets: `--gd-kind-…`, `gd-k-…`. @param {string} kind */
export const hueOf = (kind) => (kinds()[kind] ?? kinds().other).hue;
export const drawing = () => known.drawing;
/** Area → what is written on it. */
export const areaNames = () => known.areas;
export const months = () => known.months;
/** Term → what it means. */
export const terms = () => known.terms;
/** How closely a place is known that has no scene of its own. */
export const placesKnown = () => known.places;
export const params = () => known.params;
