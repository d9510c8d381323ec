// Changing the filter: what the server answers becomes what is on show, and the latest question wins.

import { asked } from './host.js';
import { parseSearch, toSearch } from './url.js';
import { merged, same } from './values.js';

/** @import { Inside, Mode, Params, Patch, Payload } from './types' */

/**
 * @param {URL} url
 * @param {AbortSignal} signal
 * @returns {Promise<Payload>}
 */
async function ask(url, signal) {
  const response = await asked(url, { signal });
  if (!response.ok) throw new Error(`the server answered ${response.status}`);
  return response.json();
}

/**
 * An answer becomes what is on show; one of a newer version takes the place of all that was kept.
 * @param {Inside} inside
 */
function createAdopting({ state, bus, cards, known, address }) {
  function adopt(/** @type {Payload} */ data) {
    // The selected event stays known when a filter leaves it out.
    const selected = known.byId(state.event);
    if (selected) known.meet(selected);
    known.adopt(data);
    state.data = data;
    state.params = parseSearch(`?${data.params}`).params;
    state.stack = null;
    state.stackLabel = '';
  }

  function show(/** @type {Payload} */ data, /** @type {boolean} */ inAddress) {
    const renewed = data.version !== state.data.version;
    if (renewed) {
      cards.renew(data.version);
      known.forget();
    }
    adopt(data);
    if (inAddress) address.write('replace');
    bus.emit('data', data);
    if (data.notices.length) bus.emit('notice', data.notices);
    if (renewed) bus.emit('renewed', data.version);
    cards.prefetch(known.order());
  }

  return { adopt, show };
}

/**
 * @param {Inside} inside
 * @param {URL} api
 * @param {string} route what is asked for an address
 */
export function createFiltering(inside, api, route) {
  const { state, bus, address, journey } = inside;
  const { adopt, show } = createAdopting(inside);
  let request = 0;
  /** @type {AbortController | null} */
  let abort = null;

  function setLoading(/** @type {boolean} */ on) {
    if (state.loading === on) return;
    state.loading = on;
    bus.emit('loading', on);
  }

  /** Asks for the events of the filter, and says whether they are on show; `inAddress`: also puts the server's canonical form into the URL. */
  async function refresh({ inAddress = true } = {}) {
    const mine = ++request;
    abort?.abort();
    abort = new AbortController();
    setLoading(true);
    try {
      const data = await ask(new URL(`${route}${toSearch(state.params, {})}`, api), abort.signal);
      if (mine !== request) return false;
      show(data, inAddress);
      return true;
    } catch (thrown) {
      const error = /** @type {Error} */ (thrown);
      if (error.name === 'AbortError' || mine !== request) return false;
      bus.emit('notice', [`The events could not be read: ${error.message}. Is geodash still running?`]);
      return false;
    } finally {
      if (mine === request) setLoading(false);
    }
  }

  /** Takes up a newer version: with what came of it, where that is for the filter on show. */
  async function renew(/** @type {Payload} */ first) {
    if (first.version === state.data.version) return;
    if (!same(parseSearch(`?${first.params}`).params, state.params)) {
      await refresh();
      return;
    }
    request += 1;
    abort?.abort();
    setLoading(false);
    show(first, true);
  }

  async function go(/** @type {Params} */ params, /** @type {Mode} */ mode) {
    journey.n += 1;
    state.params = params;
    address.write(mode);
    if (await refresh()) bus.emit('filtered', state.data);
  }

  return {
    adopt,
    refresh,
    stop: () => abort?.abort(),
    moves: {
      renew,
      /**
       * @param {Patch} patch
       * @param {{mode?: Mode}} [options]
       */
      setFilter(patch, { mode = 'push' } = {}) {
        const next = merged(state.params, patch);
        return same(next, state.params) ? Promise.resolve() : go(next, mode);
      },
      resetFilter: () => go({}, 'push'),
    },
  };
}
