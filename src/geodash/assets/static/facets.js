// How many events each value of a control would show (geodash.query.facets, geodash.views.payload).

import { count } from '../core/count.js';
import * as flags from './flags.js';

/** @import { Asked, View } from './view' */
/** @import { ActorFacet, Facets, FacetValue, Filter, Flags, PlaceValue } from './types' */

/** Why choosing a kind alone shows more than it counts. @param {number} counted @param {number} wholes */
function aloneNote(counted, wholes) {
  if (!wholes) return '';
  const more = wholes === 1 ? '1 whole whose parts are' : `${wholes.toLocaleString('en-GB')} wholes whose parts are`;
  return `${count(counted + wholes, 'event')} alone: ${counted.toLocaleString('en-GB')} and ${more} of other kinds`;
}

/**
 * @param {View} view
 * @param {Asked} asked
 */
function createCounting(view, asked) {
  /** A whole counts only where no part of it that passes has the value too. */
  function counted(/** @type {Flags} */ passing, /** @type {number[]} */ places) {
    const here = flags.none(passing.length);
    let found = 0;
    for (const n of places) if (passing[n]) found += here[n] = 1;
    const aside = new Set(asked.pairs.filter(([whole, part]) => here[whole] && here[part]).map(([whole]) => whole));
    return found - aside.size;
  }
  /** Value → count of a part, under all others. */
  return function counts(/** @type {string} */ part, /** @type {{value: string}[]} */ values, places = (/** @type {any} */ one) => /** @type {number[]} */ (one.events)) {
    const passing = view.passing(part);
    return new Map(values.map((one) => [one.value, counted(passing, places(one))]));
  };
}

/**
 * The values to list: all, or the most frequent and the chosen of very many.
 * @param {string[]} values
 * @param {Map<string, number>} counts
 * @param {string[]} chosen
 * @param {number} most
 */
function frequent(values, counts, chosen, most) {
  if (values.length <= most) return new Set(values);
  const top = values.toSorted((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0)).slice(0, most);
  return new Set([...chosen.filter((v) => values.includes(v)), ...top]);
}

/** @param {Filter} f @param {Asked} asked @param {ReturnType<typeof createCounting>} counts */
function actorsOf(f, { query: { lists, facets, most_values } }, counts) {
  const side = /** @type {'by' | 'to' | 'events'} */ (f.side || 'events');
  const found = counts('actors', lists.actors, (one) => one[side]);
  const known = lists.actors.filter((one) => one.n !== null).sort((a, b) => Number(a.n) - Number(b.n));
  const listed = frequent(known.map((one) => one.value), found, f.actors, most_values);
  const counted = (/** @type {FacetValue} */ one) => ({ ...one, count: found.get(one.value) ?? 0 });
  /** @type {ActorFacet[]} */
  const items = [];
  for (const one of facets.actors) {
    const children = one.children.filter((child) => listed.has(child.value)).map(counted);
    if (one.children.length ? children.length : listed.has(one.value)) items.push({ ...counted(one), children });
  }
  return items;
}

/** @param {Filter} f @param {Asked} asked @param {ReturnType<typeof createCounting>} counts */
function placesOf(f, { query: { lists, most_values } }, counts) {
  const itself = lists.places.filter((one) => one.value === one.itself);
  const used = itself.filter((one) => one.used !== null).sort((a, b) => Number(a.used) - Number(b.used));
  const found = counts('places', used);
  const chosen = lists.places.filter((one) => f.places.includes(one.value)).map((one) => one.itself);
  const byId = new Map(itself.map((one) => [one.value, one]));
  const values = [...new Set([...used.map((one) => one.value), ...chosen])];
  const listed = [...frequent(values, found, f.places, most_values)].map((id) => /** @type {PlaceValue} */ (byId.get(id)));
  listed.sort((a, b) => a.rank - b.rank);
  return listed.map(({ value, label }) => ({ value, label, count: found.get(value) ?? 0 }));
}

/**
 * @param {Filter} f
 * @param {View} view
 * @param {Asked} asked
 */
export function facetsOf(f, view, asked) {
  const { facets, lists } = asked.query;
  const counts = createCounting(view, asked);
  /** @template {FacetValue} T @param {T[]} values @param {Map<string, number>} found */
  const filled = (values, found) => values.map((one) => ({ ...one, count: found.get(one.value) ?? 0 }));
  return /** @type {Facets} */ ({
    kinds: filled(facets.kinds, counts('kinds', lists.kinds)),
    types: filled(facets.types, counts('types', lists.types)),
    actors: actorsOf(f, asked, counts),
    articles: filled(facets.articles, counts('articles', lists.articles)),
    status: filled(facets.status, counts('statuses', lists.statuses)),
    roles: filled(facets.roles, counts('roles', lists.roles)),
    precision: filled(facets.precision, counts('precision', lists.precision)),
    date_precision: filled(facets.date_precision, counts('date_precision', lists.date_precision)),
    places: placesOf(f, asked, counts),
  });
}

/**
 * The kinds that there are under all other parts of the filter; their counts add up.
 * @param {FacetValue[]} alone what each shows if chosen alone
 * @param {View} view
 * @param {Asked} asked
 */
export function legendOf(alone, view, { columns }) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const n of flags.places(view.shown('kinds'))) counts.set(columns.kind[n], (counts.get(columns.kind[n]) ?? 0) + 1);
  return alone
    .map(({ value, count: single }) => ({ kind: value, count: counts.get(value) ?? 0, single }))
    .filter((one) => one.count + one.single)
    .map(({ kind, count: n, single }) => ({ kind, count: n, note: aloneNote(n, single - n) }));
}
