// The days of every event met so far, whatever the filter then was. Quick choices of dates come from
// here: the current answer alone knows only the events inside the dates already chosen.

import { asked } from '../core/host.js';

/** @import { Payload } from '../core/types' */

/** @param {URL} [api] base of the server's routes; absent: only what passes by is known */
export function createSeen(api) {
  /** @type {Map<string, [first: string, last: string]>} */
  const known = new Map();
  /** @type {Promise<void> | null} */
  let whole = null;
  let version = '';

  function add(/** @type {Pick<Payload, 'events' | 'params' | 'version'>} */ data) {
    if (data.version !== version) {
      version = data.version;
      known.clear();
      whole = null;
    }
    for (const e of data.events ?? []) {
      if (e.date_start && e.date_end && !e.background) known.set(e.id, [e.date_start, e.date_end]);
    }
    if (!data.params) whole = Promise.resolve();
  }

  async function fetchAll(/** @type {URL} */ base) {
    try {
      const response = await asked(new URL('events', base));
      if (response.ok) add(await response.json());
    } catch {
      whole = null; // quick choices stay as they are; the next opening tries again
    }
  }

  return {
    add,
    days: () => [...known.values()],
    /** Resolves when the events outside the filter are known too (one request, the first time only). */
    complete: () => (whole ??= api ? fetchAll(api) : Promise.resolve()),
  };
}
