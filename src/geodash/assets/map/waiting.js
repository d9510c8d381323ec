// Marks wait for the land and the names that they stand among: drawn before these, they would be drawn twice.

import { within } from './files.js';

/** @import { GroundContext } from './types' */

const PATIENCE = 1000; // ms that marks wait; a busy machine has land and names within it

/**
 * Fulfilled when all that a map has on its way is there or can't be had. `begin` draws: then, and sooner where it takes long.
 * @param {Pick<GroundContext, 'pending' | 'waits'>} ctx
 * @param {AbortSignal} life of the map
 * @param {() => void} begin
 */
export function whenThere(ctx, life, begin) {
  const late = setTimeout(start, PATIENCE);
  life.addEventListener('abort', () => clearTimeout(late));
  function start() {
    clearTimeout(late);
    ctx.waits = false;
    begin();
  }
  return within(Promise.allSettled(ctx.pending), life).then(start);
}
