// What a map shows that draws what it is told to, and not a filter: a slide's, or the one beside an article.

import { createBus } from '../core/bus.js';

/** @import { About, EventItem } from '../core/types' */
/** @import { Drawn, MapState } from './types' */

/**
 * An event as a frame shows it: which ones stand as their parts, and which leave their area
 * to these, is the frame's to say.
 * @param {EventItem} e
 * @param {Drawn} frame
 */
function framed(e, { aside = [], parted = [] }) {
  // A country that a statement is about has no point but its capital: no line from there to there.
  const there = (/** @type {About} */ a) => a.lat !== null && a.lon !== null && e.lat !== null && e.lon !== null && Math.hypot(a.lat - e.lat, a.lon - e.lon) < 0.1;
  return { ...e, counted: !aside.includes(e.id), area_id: parted.includes(e.id) ? null : e.area_id, about: e.about.filter((a) => !there(a)) };
}

/**
 * The little of Explore's state that the map's layers ask for; `put` shows the events of a frame.
 * @param {(ids: string[]) => void} onChoose
 */
export function createMapState(onChoose) {
  const bus = createBus();
  /** @type {Map<string, EventItem>} */
  const known = new Map();
  /** @type {string[] | null} */
  let stack = null;
  /** @type {MapState} */
  const state = {
    data: { events: [], mode: 'events' },
    event: null,
    params: {},
    on: bus.on,
    emit: bus.emit,
    byId: (id) => known.get(id ?? ''),
    inFilter: (id) => known.has(id),
    setStack(ids) {
      stack = ids;
    },
    async select(id) {
      if (id) onChoose(stack && stack.length > 1 ? stack : [id]);
    },
  };
  return {
    state,
    /**
     * @param {EventItem[]} events
     * @param {Drawn} frame
     */
    put(events, frame) {
      const chosen = frame.selected?.[0] ?? '';
      known.clear();
      for (const e of events) known.set(e.id, framed(e, frame));
      state.data = { events: [...known.values()], mode: 'events', parties: frame.parties ?? [] };
      state.event = known.has(chosen) ? chosen : null;
      bus.emit('data', /** @type {any} */ (state.data));
      bus.emit('select', { id: state.event, source: 'frame' });
    },
  };
}
