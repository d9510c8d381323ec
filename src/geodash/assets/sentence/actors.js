// Choosing actors by country: a country in the filter stands for all its actors, so that ticking,
// unticking and "some of them" must agree between the two levels. Pure functions.

import { valuesOf } from '../core/url.js';

/** @import { FacetValue, Params } from '../core/types' */
/** @import { CountryItem, Tick } from './types' */
/** @typedef {Params[string] | undefined} Values */

/**
 * 'on', 'off' or 'mixed' (some of a country's actors).
 * @param {CountryItem} country
 * @param {Set<string>} selected
 * @returns {Tick}
 */
export function countryState(country, selected) {
  if (selected.has(country.value)) return 'on';
  const children = country.children ?? [];
  const on = children.filter((c) => selected.has(c.value)).length;
  if (!on) return 'off';
  return on === children.length ? 'on' : 'mixed';
}

/**
 * An actor is also 'on' through its country, except under "all of", where it would add a condition.
 * @param {FacetValue} actor
 * @param {FacetValue} country
 * @param {Set<string>} selected
 * @param {string | undefined} mode
 * @returns {Tick}
 */
export function actorState(actor, country, selected, mode) {
  if (selected.has(actor.value)) return 'on';
  return mode !== 'all' && selected.has(country.value) ? 'on' : 'off';
}

/**
 * The chosen values after a country was ticked or unticked: it replaces its own actors.
 * @param {Values} values
 * @param {CountryItem} country
 * @param {boolean} on
 */
export function toggleCountry(values, country, on) {
  const own = new Set([country.value, ...(country.children ?? []).map((c) => c.value)]);
  const rest = valuesOf(values).filter((v) => !own.has(v));
  return on ? [...rest, country.value] : rest;
}

/**
 * The chosen values after an actor was ticked or unticked. Unticking one that was on through its
 * country keeps the country's other actors; under "all of" an actor replaces its country.
 * @param {Values} values
 * @param {FacetValue} actor
 * @param {CountryItem} country
 * @param {boolean} on
 * @param {string | undefined} mode
 */
export function toggleActor(values, actor, country, on, mode) {
  const rest = valuesOf(values).filter((v) => v !== actor.value);
  const through = rest.includes(country.value);
  if (!through) return on ? [...rest, actor.value] : rest;
  const others = rest.filter((v) => v !== country.value);
  if (mode === 'all') return on ? [...others, actor.value] : others;
  const siblings = country.children.map((c) => c.value).filter((v) => v !== actor.value && !others.includes(v));
  return on ? rest : [...others, ...siblings];
}
