// Whose names come first: those of the countries that the events shown are of, before bystanders'. Where there is
// no room on a party's land, its name stands on water close by, with a line to it, never on the land of another.
// Where a party has no room for that either, no country is named: parties are named before bystanders, or none is
// (views/still/parties.py does the same).

import { drawing } from '../core/told.js';
import { formsOf, hasCode, isWhole, roomFor, sizeIn } from './country_names.js';
import { middleOf } from './countries.js';
import { uncovered } from './grounds.js';
import { sizeOf } from './typeset.js';

/** @import { Box, Label } from './types' */
/** @import { Name, Placed } from './typeset.js' */
/** @import { Seen } from './countries.js' */
/** @typedef {(code: string) => Label | undefined} LabelOf */
/** @typedef {ReturnType<typeof import('./placing.js').createPlacing>} Placing */

/** @type {(seen: Seen, parties: string[], labelOf: LabelOf) => string[]} those of whose land enough is seen */
export function inView(seen, parties, labelOf) {
  const { party, party_fills: fills, row } = drawing().countries;
  const [left, top, right, bottom] = seen.frame;
  const least = (/** @type {string} */ code) => (isWhole(seen, code) ? party : Math.max(party, (right - left) * (bottom - top) * fills));
  return parties.filter((code) => labelOf(code) && sizeIn(uncovered(seen.rows.get(code) ?? [], seen.over ?? [])) * row >= least(code));
}

/**
 * The parties in view without a name.
 * @param {Seen} seen
 * @param {string[]} parties
 * @param {LabelOf} labelOf
 * @param {Set<string>} done codes of the named
 */
export const unnamed = (seen, parties, labelOf, done) => inView(seen, parties, labelOf).filter((code) => !done.has(code));

/**
 * Without the names of countries where a party found no place for its own.
 * @param {Seen} seen
 * @param {string[]} parties
 * @param {LabelOf} labelOf
 * @param {Placed[]} placed
 * @param {(name: Name) => string} codeOf
 */
export function hushed(seen, parties, labelOf, placed, codeOf) {
  const done = new Set(placed.map(({ name }) => (name.kind === 'country' ? codeOf(name) : '')));
  return unnamed(seen, parties, labelOf, done).length ? placed.filter((p) => p.name.kind !== 'country') : placed;
}

/**
 * The countries with their whole name on a map that has a code for a party: no bystander is named more fully.
 * @param {string[]} parties
 * @param {Placed[]} placed
 * @param {(name: Name) => string} codeOf
 */
export function uneven(parties, placed, codeOf) {
  const texts = new Map(placed.filter((p) => p.name.kind === 'country').map((p) => [codeOf(p.name), p.name.text]));
  const coded = parties.some((code) => texts.get(code) === code);
  return new Set(coded ? [...texts.keys()].filter((code) => texts.get(code) !== code && hasCode(code)) : []);
}

/**
 * With codes for all countries where a party has no room for more.
 * @param {string[]} parties
 * @param {Placed[]} placed
 * @param {(name: Name) => string} codeOf
 * @returns {Placed[]}
 */
export function alike(parties, placed, codeOf) {
  const codes = uneven(parties, placed, codeOf);
  const short = (/** @type {Placed} */ p) => {
    const code = p.name.kind === 'country' ? codeOf(p.name) : '';
    if (!codes.has(code)) return p;
    const name = { ...p.name, text: code, small: true };
    const { w, h } = sizeOf(name);
    const [l, t, r, b] = p.spot.box;
    // In the middle of the name, or where its line begins.
    const [x, y] = p.leader?.[0] ?? [(l + r) / 2, (t + b) / 2];
    const [left, top] = [Math.max(l, Math.min(r - w, x - w / 2)), Math.max(t, Math.min(b - h, y - h / 2))];
    return { ...p, name, spot: { ...p.spot, box: /** @type {Box} */ ([left, top, left + w, top + h]) } };
  };
  return placed.map(short);
}

/**
 * Gives the parties in view their names, before any other name has one.
 * @param {Seen} seen
 * @param {string[]} parties
 * @param {LabelOf} labelOf
 * @param {Placing} placing
 * @param {(placed: Placed) => void} keep
 */
export function firstNames(seen, parties, labelOf, placing, keep) {
  for (const code of inView(seen, parties, labelOf)) {
    const label = /** @type {Label} */ (labelOf(code));
    const rows = (seen.rows.get(code) ?? []).filter(({ spans }) => spans.length);
    const outside = () => formsOf(label, code).filter((f) => f.small).map((form) => placing.outside(form, code, rows)).find((found) => found);
    const found = roomFor(seen, code, label, placing.free, middleOf(rows), false) ?? outside();
    if (found) keep(found);
  }
}
