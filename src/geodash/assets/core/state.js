// The page's one state: filter, selection, what the server answered; and the only writer of the URL.
//
// Map, timeline, list, panel and sentence listen here and never to each other. A filter or a
// selection makes a history entry; stepping, panning and clean-up replace the current one.

import { createCards } from './cards.js';
import { params as known } from './told.js';
import { parseSearch, parseView, toSearch } from './url.js';

const shorten = (text) => (text.length > 60 ? `${text.slice(0, 59)}…` : text);
const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);

function createBus() {
  const listeners = new Map();
  return {
    on(name, fn) {
      if (!listeners.has(name)) listeners.set(name, new Set());
      listeners.get(name).add(fn);
      return () => listeners.get(name)?.delete(fn);
    },
    emit(name, detail) {
      for (const fn of [...(listeners.get(name) ?? [])]) fn(detail);
    },
  };
}

function merged(params, patch) {
  const next = { ...params };
  for (const [key, value] of Object.entries(patch)) {
    const empty = value === undefined || value === null || value === '' || (Array.isArray(value) && !value.length);
    if (empty) delete next[key];
    else next[key] = value;
  }
  return next;
}

const lookOf = (ui) => Object.fromEntries(known().look.filter((key) => ui[key]).map((key) => [key, ui[key]]));

/** The events that a pager walks through: an umbrella is not a step beside its own members. */
function walkable(data) {
  const shown = new Set(data.events.map((e) => e.id));
  return data.events.filter((e) => !e.members?.some((m) => shown.has(m))).map((e) => e.id);
}

/**
 * @param {{api: URL, first: object, onFollow?: (search: string) => void}} options
 *   `first` is the payload for the URL the page was opened with; `onFollow` tells the host
 *   (Streamlit) about a new filter, outside the critical path.
 */
export function createState({ api, first, onFollow }) {
  const bus = createBus();
  const cards = createCards(api, first.version);
  const ui = parseSearch(location.search).ui;
  const extras = new Map();
  let index = new Map();
  let order = [];
  let request = 0;
  let choice = 0; // counts selections: an event still being fetched must not replace a later choice
  let journey = 0; // counts ways through the history: the reader's next act ends one under way
  let abort = null;
  // On the way to another page the address is no longer this page's to read or write.
  const home = location.pathname;
  const away = () => location.pathname !== home;

  const state = {
    params: {},
    data: null,
    event: null,
    hover: null,
    stack: null,
    stackLabel: '',
    reading: null,
    loading: false,
    look: lookOf(ui),
    view: parseView(ui.map) ? ui.map : null,
    moved: Boolean(parseView(ui.map)), // whether the reader chose that view, rather than a selection
    on: bus.on,
    emit: bus.emit,
    fetchCard: cards.card,
    fetchArticle: cards.article,
    byId: (id) => index.get(id) ?? extras.get(id),
    inFilter: (id) => index.has(id),
    order: () => state.stack ?? order,
    url: () => new URL(toSearch(state.params, uiParams()) || '?', location.href).href,
  };

  function uiParams() {
    return { event: state.event, read: state.reading ? '1' : null, map: state.view, ...state.look };
  }

  function write(mode) {
    if (away()) return;
    const search = toSearch(state.params, uiParams());
    if (search === location.search) return;
    const target = location.pathname + search + location.hash;
    if (mode === 'push') history.pushState(history.state, '', target);
    else history.replaceState(history.state, '', target);
  }

  function adopt(data) {
    // The selected event stays known when a filter leaves it out.
    const selected = state.event && state.byId(state.event);
    if (selected) extras.set(selected.id, selected);
    state.data = data;
    state.params = parseSearch(`?${data.params}`).params;
    index = new Map(data.events.map((e) => [e.id, e]));
    order = walkable(data);
    state.stack = null;
    state.stackLabel = '';
  }

  function setLoading(on) {
    if (state.loading === on) return;
    state.loading = on;
    bus.emit('loading', on);
  }

  /** Asks for the events of the filter; `address`: also puts the server's canonical form into the URL. */
  async function refresh({ address = true } = {}) {
    const mine = ++request;
    abort?.abort();
    abort = new AbortController();
    setLoading(true);
    try {
      const url = new URL(`events${toSearch(state.params, {})}`, api);
      const response = await fetch(url, { signal: abort.signal });
      if (!response.ok) throw new Error(`the server answered ${response.status}`);
      const data = await response.json();
      if (mine !== request) return;
      adopt(data);
      if (address) write('replace');
      bus.emit('data', data);
      if (data.notices.length) bus.emit('notice', data.notices);
      onFollow?.(data.params);
      cards.prefetch(order);
    } catch (error) {
      if (error.name === 'AbortError' || mine !== request) return;
      bus.emit('notice', [`The events could not be read: ${error.message}. Is geodash still running?`]);
    } finally {
      if (mine === request) setLoading(false);
    }
  }

  state.setFilter = (patch, { mode = 'push' } = {}) => {
    const next = merged(state.params, patch);
    if (same(next, state.params)) return Promise.resolve();
    journey += 1;
    state.params = next;
    write(mode);
    return refresh();
  };

  state.resetFilter = () => {
    journey += 1;
    state.params = {};
    write('push');
    return refresh();
  };

  /** Selects an event, fetched first where it did not travel; a null `mode` leaves the URL alone. */
  async function choose(id, { source = '', mode = 'push' } = {}) {
    const mine = ++choice;
    if (id === state.event) return;
    if (id && !state.byId(id)) {
      const found = await cards.card(id).catch((error) => ({ error }));
      if (mine !== choice) return;
      if (found.error) {
        bus.emit('notice', [found.error.missing ? `Event “${shorten(id)}” is not in this collection, so the link opens without it.` : `The event could not be read: ${found.error.message}. Is geodash still running?`]);
        return;
      }
      extras.set(id, found.event);
    }
    state.event = id;
    if (state.stack && id && !state.stack.includes(id)) state.setStack(null);
    bus.emit('select', { id: state.event, source });
    if (!id && state.reading) open(null, mode);
    if (mode) write(mode);
  }

  state.select = (id, options) => {
    journey += 1;
    return choose(id || null, options);
  };

  /** Fetches events that did not travel with the filter, so that `byId` knows them. */
  state.meet = async (ids) => {
    const found = await cards.all(ids.filter((id) => !state.byId(id)));
    for (const { event } of found) extras.set(event.id, event);
  };

  state.position = (id) => {
    const list = state.order();
    return { n: list.indexOf(id) + 1, m: list.length, label: state.stackLabel };
  };

  /** The next or previous event; from an event outside the list, the nearest one in file order. */
  state.step = (by, { source = 'step' } = {}) => {
    const list = state.order();
    if (!list.length) return;
    const at = list.indexOf(state.event);
    if (at < 0 && state.event) {
      const all = state.data.events.map((e) => e.id);
      const from = all.indexOf(state.event);
      const next = (by > 0 ? all.slice(from + 1) : all.slice(0, Math.max(from, 0)).reverse()).find((i) => list.includes(i));
      state.select(next ?? list[0], { source, mode: 'replace' });
      return;
    }
    const to = at < 0 ? (by > 0 ? 0 : list.length - 1) : Math.min(list.length - 1, Math.max(0, at + by));
    state.select(list[to], { source, mode: state.event ? 'replace' : 'push' });
  };

  state.setHover = (id) => {
    if (state.hover === id) return;
    state.hover = id;
    bus.emit('hover', { id });
  };

  state.setStack = (ids, label = '') => {
    state.stack = ids && ids.length > 1 ? ids : null;
    state.stackLabel = state.stack ? label : '';
    bus.emit('stack', { ids: state.stack, label: state.stackLabel });
  };

  function open(articleId, mode) {
    if (state.reading === articleId) return;
    state.reading = articleId;
    bus.emit('read', { article: articleId });
    if (mode) write(mode);
  }

  state.read = (articleId, { mode = 'push' } = {}) => {
    journey += 1;
    open(articleId, mode);
  };

  /** How Analyse looks at the events: its tab and choices; `undefined` lets go of one. */
  state.setLook = (patch, { mode = 'push' } = {}) => {
    const next = lookOf({ ...state.look, ...patch });
    if (same(next, state.look)) return;
    journey += 1;
    state.look = next;
    bus.emit('look', next);
    write(mode);
  };

  /** Called by the map: `z/lat/lon` of what is in view. */
  state.setView = (view) => {
    state.view = view;
    write('replace');
  };

  function articleOf(id) {
    return state.byId(id)?.articles?.[0] ?? null;
  }

  /** After Back or Forward: shows what the address says, and rewrites it only once all of it is shown. */
  async function restore() {
    if (away()) return;
    const mine = ++journey;
    const { params, ui: next } = parseSearch(location.search);
    state.view = parseView(next.map) ? next.map : null;
    bus.emit('view', state.view);
    const look = lookOf(next);
    if (!same(look, state.look)) {
      state.look = look;
      bus.emit('look', look);
    }
    if (!same(params, state.params)) {
      state.params = params;
      await refresh({ address: false });
      if (mine !== journey) return;
    }
    await choose(next.event || null, { source: 'history', mode: null });
    if (mine !== journey) return;
    open(next.read && state.event ? articleOf(state.event) : null, null);
    write('replace');
  }

  addEventListener('popstate', restore);
  adopt(first);

  /** Brings in what the opened URL asks for, once every part of the page is listening. */
  state.start = async () => {
    bus.emit('data', state.data);
    if (first.notices.length) bus.emit('notice', first.notices);
    if (ui.map && !parseView(ui.map)) bus.emit('notice', [`“map=${shorten(ui.map)}” is no view of the map, so the link opens with the usual one.`]);
    const mine = journey;
    if (ui.event && !state.event) await choose(ui.event, { source: 'url', mode: null });
    if (mine === journey && ui.read && state.event) open(articleOf(state.event), null);
    write('replace');
    cards.prefetch(order);
  };

  state.destroy = () => {
    removeEventListener('popstate', restore);
    abort?.abort();
  };

  return state;
}
