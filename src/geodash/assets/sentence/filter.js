// The filter as the sentence sees it: its parts as the server tells them (geodash.query.spoken), which
// are set, and, when nothing matches, which one to let go. Pure functions.

import { valuesOf } from '../core/url.js';

/** @import { FacetValue, Params, Part, Patch, Payload, State } from '../core/types' */

/** The parts that the sentence always names; every other one is a chip. */
export const WORDS = ['when', 'who', 'what', 'sure'];

/**
 * @param {Payload} data
 * @param {string} key
 */
export function partOf(data, key) {
  const found = data.parts.find((part) => part.key === key);
  if (!found) throw new Error(`the server told no part ${key}`);
  return found;
}

/**
 * @param {Part} part
 * @param {Params} params
 */
const inParams = (part, params) => part.params.some((param) => valuesOf(params[param]).length > 0);

/**
 * Whether anything of a part is set, even what waits for something else to be told.
 * @param {State} state
 * @param {string} key
 */
export const isSet = ({ data, params }, key) => inParams(partOf(data, key), params);

/**
 * The parts that stand by themselves, not in the card of another, and are set.
 * @param {State} state
 */
export const setParts = ({ data, params }) => data.parts.filter((part) => !part.set_by && inParams(part, params));

/**
 * The patch that lets go of a part.
 * @param {Part} part
 * @returns {Patch}
 */
export const without = (part) => Object.fromEntries(part.params.map((param) => [param, undefined]));

/**
 * What is chosen beside the words of the sentence.
 * @param {Payload} data
 */
export const chipsOf = (data) => data.parts.filter((part) => part.told && !WORDS.includes(part.key));

/**
 * `values` with `value` in or out of it, in their old order.
 * @param {string | string[] | undefined} values
 * @param {string} value
 * @param {boolean} on
 */
export function toggled(values, value, on) {
  const rest = valuesOf(values).filter((v) => v !== value);
  return on ? [...rest, value] : rest;
}

const sum = (/** @type {FacetValue[]} */ items) => items.reduce((n, item) => n + item.count, 0);
const most = (/** @type {FacetValue[]} */ items) => items.reduce((n, item) => Math.max(n, item.count), 0);

/**
 * How many events come back without one part, as far as the facets tell; null where they tell nothing.
 * @param {Part} part
 * @param {Params} params
 * @param {Payload} data
 */
function gain(part, params, { facets, timeline }) {
  const only = (/** @type {string} */ key) => part.params.every((k) => k === key || !valuesOf(params[k]).length);
  const exact = (/** @type {number} */ count) => ({ count, exact: true });
  const least = (/** @type {number} */ count) => ({ count, exact: false });
  switch (part.key) {
    case 'when': return { count: timeline.before + timeline.after, exact: !params.when };
    case 'who': return least(most(facets.actors));
    case 'what': return only('kind') ? exact(sum(facets.kinds)) : least(most(facets.kinds));
    case 'sure':
      if (only('status')) return exact(sum(facets.status));
      if (only('role')) return least(sum(facets.roles));
      if (only('prec')) return least(most(facets.precision));
      return only('dprec') ? least(most(facets.date_precision)) : null;
    case 'place': return least(most(facets.places));
    case 'article': return least(most(facets.articles));
    default: return null;
  }
}

/**
 * The part whose removal brings most back, or null when the facets promise nothing (then two parts
 * exclude everything between them, and only a reset is sure). A facet of events that can carry
 * several values gives a lower bound: `exact` is false.
 * @param {State} state
 */
export function bestRemoval({ data, params }) {
  const set = data.parts.filter((part) => !part.set_by && part.narrows);
  /** @type {{part: Part, count: number, exact: boolean} | null} */
  let best = null;
  for (const part of set) {
    const found = gain(part, params, data);
    if (found && found.count > (best?.count ?? 0)) best = { part, ...found };
  }
  // With one part set there is no doubt what to let go, even where no facet counts it.
  if (!best && set.length === 1) best = { part: set[0], count: 0, exact: false };
  return best;
}
