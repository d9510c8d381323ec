// The sides of a comparison in the page's address: `a.from=…&b.from=…` beside the filter that they share.

import { params as told } from '../core/told.js';

/** @import { State } from '../core/types' */
/** @import { Compared, Letter } from './types' */

/** The parameters of an address that tell the sides. */
export const sideKeys = () => told().look.filter((key) => /^[ab]\./.test(key));

/**
 * Sets all that tells the sides, or of a side; what a patch doesn't name is let go.
 * @param {State} state
 * @param {Record<string, string | undefined>} params
 */
export function setSides(state, params) {
  state.setLook({ ...Object.fromEntries(sideKeys().map((key) => [key, undefined])), ...params });
}

/**
 * What both sides are, for the address; with what a side is to be instead.
 * @param {Compared} compared
 * @param {Letter} letter
 * @param {Record<string, string | undefined>} own without the letter
 */
export const withSide = (compared, letter, own) => ({
  ...Object.fromEntries(Object.entries(compared.params).filter(([key]) => key[0] !== letter)),
  ...Object.fromEntries(Object.entries(own).map(([key, value]) => [`${letter}.${key}`, value])),
});
