// The page's one state: filter, selection, what the server answered; and the only writer of the URL.
//
// Map, timeline, list, panel and sentence listen here and never to each other. A filter or a
// selection makes a history entry; stepping, panning and clean-up replace the current one.

import { createAddress, ownPlace } from './address.js';
import { createBus } from './bus.js';
import { createCards } from './cards.js';
import { createChoosing } from './choosing.js';
import { createFiltering } from './filtering.js';
import { createKnown } from './known.js';
import { createLighting } from './lighting.js';
import { params as told } from './told.js';
import { parseSearch, parseView, valueOf } from './url.js';
import { same, shorten } from './values.js';

/** @import { Inside, Payload, Place, State, Told } from './types' */

/** @param {Record<string, any>} ui */
const lookOf = (ui) => Object.fromEntries(told().look.filter((key) => ui[key]).map((key) => [key, ui[key]]));

/** What is on show before anything was chosen. */
function atFirst(/** @type {Payload} */ first, /** @type {Record<string, any>} */ ui) {
  const view = parseView(ui.map) ? ui.map : null;
  return {
    params: {},
    data: first,
    event: null,
    opening: ui.event || null,
    hover: /** @type {string[]} */ ([]),
    lit: null,
    stack: null,
    stackLabel: '',
    reading: null,
    para: null,
    loading: false,
    look: lookOf(ui),
    compared: null,
    view,
    frame: /** @type {string | null} */ (null),
    moved: Boolean(view),
  };
}

/**
 * @param {{api: URL, first: Payload, route?: string, place?: Place}} options `first` is the payload for the URL the page was
 *   opened with; `route`: where a page asks that has more to it than the events of its filter, and no cards;
 *   `place`: where what is on show is written, if not in the query of the page's address
 * @returns {State}
 */
export function createState({ api, first, route = 'events', place = ownPlace }) {
  const { ui } = parseSearch(place.read());
  const bus = createBus();
  const cards = createCards(api, first.version, { ahead: route === 'events' });
  const known = createKnown();
  const state = /** @type {State} */ (atFirst(first, ui));
  const address = createAddress(state, place);
  const inside = { state, bus, cards, known, address, place, journey: { n: 0 } };
  const filtering = createFiltering(inside, api, route);
  const choosing = createChoosing(inside);
  const history = createHistory(inside, filtering, choosing);
  Object.assign(state, {
    on: bus.on,
    emit: bus.emit,
    fetchCard: cards.card,
    fetchArticle: cards.article,
    byId: known.byId,
    inFilter: known.inFilter,
    url: address.url,
    ...filtering.moves,
    ...choosing.moves,
    ...createLighting(inside),
    ...looking(inside),
    start: () => history.start(first, ui),
    destroy() {
      removeEventListener('popstate', history.restore);
      filtering.stop();
    },
  });
  addEventListener('popstate', history.restore);
  filtering.adopt(first);
  return state;
}

/** How the events are looked at: Analyse's tab and choices, the map's view. */
function looking(/** @type {Inside} */ { state, bus, address, journey }) {
  return {
    /** @type {State['setLook']} */
    setLook(patch, { mode = 'push' } = {}) {
      const next = lookOf({ ...state.look, ...patch });
      if (same(next, state.look)) return;
      journey.n += 1;
      state.look = next;
      bus.emit('look', next);
      address.write(mode);
    },
    /** Called by Analyse: what A and B take the place of. */
    setCompared(/** @type {string | null} */ word) {
      if (word === state.compared) return;
      state.compared = word;
      bus.emit('compared', word);
    },
    /** Called by the map: `z/lat/lon` of what is in view. */
    setView(/** @type {string} */ view) {
      state.view = view;
      address.write('replace');
    },
    /** Called by the map: `w,s,e,n` of what is in view. */
    setFrame(/** @type {string} */ frame) {
      if (frame === state.frame) return;
      state.frame = frame;
      bus.emit('frame', frame);
    },
  };
}

/**
 * What an address asks for: at the start, and again after Back and Forward.
 * @param {Inside} inside
 * @param {ReturnType<typeof createFiltering>} filtering
 * @param {ReturnType<typeof createChoosing>} choosing
 */
function createHistory({ state, bus, cards, known, address, place, journey }, filtering, choosing) {
  /** The article that an address asks for: by name, or the first of its event, or the one that is filtered by. */
  function asked(/** @type {Record<string, any>} */ ui) {
    const first = state.event ? state.byId(state.event)?.articles?.[0] : valueOf(state.params.article);
    return ui.read === '1' ? (first ?? null) : ui.read || null;
  }

  async function readAs(/** @type {Record<string, any>} */ ui, /** @type {number} */ mine) {
    const id = asked(ui);
    const without = (/** @type {string} */ notice) => {
      choosing.open(null, null);
      bus.emit('notice', [notice]);
    };
    // What the event brought along is there; a name may be anybody's, and one that is none need not be asked for.
    const brought = !id || state.byId(state.event)?.articles?.includes(id);
    if (!brought && !state.data.facets.articles.some((a) => a.value === id)) {
      without(`“read=${shorten(id)}” is no article of this collection, so the link opens without it.`);
      return;
    }
    try {
      if (!brought) await cards.article(id);
      if (mine === journey.n) choosing.open(id, null, { para: Number(ui.para) || null });
    } catch (error) {
      if (mine === journey.n) without(`The article could not be read: ${/** @type {Error} */ (error).message}. Is geodash still running?`);
    }
  }

  function look(/** @type {Told['look']} */ next) {
    if (same(next, state.look)) return;
    state.look = next;
    bus.emit('look', next);
  }

  /** Shows what the address says, and rewrites it only once all of it is shown. */
  async function restore() {
    if (address.away()) return;
    const mine = ++journey.n;
    const { params, ui } = parseSearch(place.read());
    state.view = parseView(ui.map) ? ui.map : null;
    bus.emit('view', state.view);
    look(lookOf(ui));
    if (!same(params, state.params)) {
      state.params = params;
      await filtering.refresh({ inAddress: false });
      if (mine !== journey.n) return;
    }
    await choosing.choose(ui.event || null, { source: 'history', mode: null });
    if (mine !== journey.n) return;
    await readAs(ui, mine);
    if (mine === journey.n) address.write('replace');
  }

  /**
   * Brings in what the opened URL asks for, once every part of the page is listening.
   * @param {Payload} first
   * @param {Record<string, any>} ui
   */
  async function start(first, ui) {
    bus.emit('data', state.data);
    if (first.notices.length) bus.emit('notice', first.notices);
    if (ui.map && !parseView(ui.map)) bus.emit('notice', [`“map=${shorten(ui.map)}” is no view of the map, so the link opens with the usual one.`]);
    const mine = journey.n;
    if (ui.event && !state.event) await choosing.choose(ui.event, { source: 'url', mode: null });
    state.opening = null;
    if (ui.event && !state.event) bus.emit('select', { id: null, source: 'url' });
    // A link to a filter leads to what it leaves, unless it says itself what the map shows.
    if (!ui.map && Object.keys(state.params).length) bus.emit('filtered', state.data);
    await readAs(ui, mine);
    address.write('replace');
    cards.prefetch(known.order());
  }

  return { restore, start };
}
