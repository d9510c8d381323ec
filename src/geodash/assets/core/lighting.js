// What stands out on map, timeline and list while the rest is dimmed: a kind of the legend, the hits of a
// search. And what the pointer is on, which all of them show.

/** @import { EventItem, Inside, Kind, Lit, State } from './types' */

/**
 * Whether an event stands out, or nothing does.
 * @param {Lit | null | undefined} lit
 * @param {Pick<EventItem, 'id' | 'kind'>} event
 */
export const isLit = (lit, event) => !lit || (lit.kind ? event.kind === lit.kind : Boolean(lit.ids?.has(event.id)));

/**
 * The same of many events of which only the kinds are known.
 * @param {Lit | null | undefined} lit
 * @param {Record<Kind, number>} kinds
 */
export const isLitAmong = (lit, kinds) => !lit?.kind || Boolean(kinds[lit.kind]);

/** @param {Pick<Inside, 'state' | 'bus'>} inside */
export function createLighting({ state, bus }) {
  /** @type {Map<string, Lit>} by who asks for it; the last asked is on show */
  const asked = new Map();
  return {
    /** @type {State['setLit']} */
    setLit(by, lit) {
      asked.delete(by);
      if (lit) asked.set(by, lit);
      const top = [...asked.values()].at(-1) ?? null;
      if (top === state.lit) return;
      state.lit = top;
      bus.emit('lit', top);
    },
    /** @type {State['setHover']} */
    setHover(ids) {
      const next = ids ? [ids].flat() : [];
      if (next.join(' ') === state.hover.join(' ')) return;
      state.hover = next;
      bus.emit('hover', next);
    },
  };
}
