// The events that a page knows: those of the filter, in order, and others that were met on the way.

/** @import { EventItem, Payload } from './types' */

/** The events that a pager walks through: those that are counted. */
const walkable = (/** @type {Payload} */ { events }) => events.filter((e) => e.counted).map((e) => e.id);

export function createKnown() {
  /** @type {Map<string, EventItem>} */
  const met = new Map();
  /** @type {Map<string, EventItem>} */
  let index = new Map();
  /** @type {string[]} */
  let order = [];
  return {
    /** @param {string | null} id */
    byId: (id) => (id ? (index.get(id) ?? met.get(id)) : undefined),
    inFilter: (/** @type {string} */ id) => index.has(id),
    order: () => order,
    /** Keeps an event, whatever the filter holds. */
    meet: (/** @type {EventItem} */ event) => met.set(event.id, event),
    /** Lets go of what was met of an older version. */
    forget: () => met.clear(),
    adopt(/** @type {Payload} */ data) {
      index = new Map(data.events.map((e) => [e.id, e]));
      order = walkable(data);
    },
  };
}
