// The little of Explore's state that the map's layers ask for: what one slide shows.

import { createBus } from '../core/bus.js';

/** @import { About } from '../core/types' */
/** @import { MapState } from '../map/types' */
/** @import { Frame, ShowEvent } from './types' */

const NEAR = 0.1; // degrees

/**
 * A country that a statement is about has no point but its capital: no line from there to there.
 * @param {ShowEvent} e
 * @param {About} a
 */
const there = (e, a) => a.lat !== null && a.lon !== null && e.lat !== null && e.lon !== null && Math.hypot(a.lat - e.lat, a.lon - e.lon) < NEAR;

/**
 * @param {(ids: string[]) => unknown} onChoose a mark was clicked; the events that it stands for
 */
export function createMapState(onChoose) {
  const bus = createBus();
  /** @type {Map<string, ShowEvent>} */
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

  /**
   * Takes a slide's events; which of them stand as their parts, and which leave their area to these,
   * is the frame's to say.
   * @param {ShowEvent[]} events
   * @param {Frame} frame
   */
  function put(events, { selected = [], aside = [], parted = [] }) {
    known.clear();
    for (const e of events) {
      const about = e.about.filter((a) => !there(e, a));
      known.set(e.id, { ...e, about, counted: !aside.includes(e.id), area_id: parted.includes(e.id) ? null : e.area_id });
    }
    state.data = { events: [...known.values()], mode: 'events' };
    state.event = known.has(selected[0]) ? selected[0] : null;
    bus.emit('data', /** @type {any} */ (state.data));
    bus.emit('select', { id: state.event, source: 'show' });
  }
  return { state, put };
}
