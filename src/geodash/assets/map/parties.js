// Whose names come first: those of the countries that the events shown are of, before bystanders'. Where there is
// no room on a party's land, its name stands outside with a line to it, rather on water than on the land of
// another (views/still/parties.py does the same).

import { drawing } from '../core/told.js';
import { formsOf, roomFor, sizeIn } from './country_names.js';
import { middleOf } from './countries.js';
import { sizeOf } from './typeset.js';

/** @import { Box, Label } from './types' */
/** @import { Name, Placed } from './typeset.js' */
/** @import { Seen } from './countries.js' */
/** @typedef {(code: string) => Label | undefined} LabelOf */
/** @typedef {ReturnType<typeof import('./placing.js').createPlacing>} Placing */

/** @type {(seen: Seen, parties: string[], labelOf: LabelOf) => string[]} those of whose land enough is seen */
function inView(seen, parties, labelOf) {
  const { party, row } = drawing().countries;
  return parties.filter((code) => labelOf(code) && sizeIn(seen.rows.get(code)) * row >= party);
}

/**
 * The parties without a name on a map that names bystanders.
 * @param {Seen} seen
 * @param {string[]} parties
 * @param {LabelOf} labelOf
 * @param {Set<string>} done codes of the named
 */
export function neglected(seen, parties, labelOf, done) {
  const bystanders = [...done].some((code) => code && !parties.includes(code));
  return bystanders ? inView(seen, parties, labelOf).filter((code) => !done.has(code)) : [];
}

/**
 * The parties with their whole name on a map that has a code for another.
 * @param {Seen} seen
 * @param {string[]} parties
 * @param {Placed[]} placed
 * @param {(name: Name) => string} codeOf
 */
export function uneven({ rows }, parties, placed, codeOf) {
  const texts = new Map(placed.filter((p) => p.name.kind === 'country').map((p) => [codeOf(p.name), p.name.text]));
  const isCode = (/** @type {string} */ code) => texts.get(code) === code;
  const shown = parties.filter((code) => texts.has(code) && rows.has(code));
  // Across a strait as across a border.
  return new Set(shown.some(isCode) ? shown.filter((code) => !isCode(code)) : []);
}

/**
 * With codes for all parties of which a neighbour has no room for more.
 * @param {Seen} seen
 * @param {string[]} parties
 * @param {Placed[]} placed
 * @param {(name: Name) => string} codeOf
 * @returns {Placed[]}
 */
export function alike(seen, parties, placed, codeOf) {
  const codes = uneven(seen, parties, placed, codeOf);
  if (!codes.size) return placed;
  const short = (/** @type {Placed} */ p) => {
    const code = p.name.kind === 'country' ? codeOf(p.name) : '';
    if (!codes.has(code)) return p;
    const name = { ...p.name, text: code, small: true };
    const { w, h } = sizeOf(name);
    const [l, t, r, b] = p.spot.box;
    const [x, y] = [(l + r) / 2, (t + b) / 2];
    return { ...p, name, spot: { ...p.spot, box: /** @type {Box} */ ([x - w / 2, y - h / 2, x + w / 2, y + h / 2]) } };
  };
  return alike(seen, parties, placed.map(short), codeOf);
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
