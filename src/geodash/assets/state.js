// The page's one state: filter, selection, what the server answered; and the only writer of the URL.
//
// Map, timeline, list, panel and sentence listen here and never to each other. A filter or a
// selection makes a history entry; stepping, panning and clean-up replace the current one.

import { createCards } from './cards.js';
import { LOOK_KEYS, parseSearch, parseView, toSearch } from './url.js';

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

const lookOf = (ui) => Object.fromEntries(LOOK_KEYS.filter((key) => ui[key]).map((key) => [key, ui[key]]));

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
  let abort = null;

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
    const search = toSearch(state.params, uiParams());
    if (search === location.search) return;
    const target = location.pathname + search + location.hash;
    if (mode === 'push') history.pushState(history.state, '', target);
    else history.replaceState(history.state, '', target);
  }

  function adopt(data) {
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

  async function refresh() {
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
      write('replace'); // the server's canonical form of what was pushed before
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
    state.params = next;
    write(mode);
    return refresh();
  };

  state.resetFilter = () => {
    state.params = {};
    write('push');
    return refresh();
  };

  function announceSelection(source) {
    bus.emit('select', { id: state.event, source });
  }

  state.select = async (id, { source = '', mode = 'push' } = {}) => {
    id = id || null;
    if (id === state.event) return;
    if (id && !state.byId(id)) {
      const card = await cards.card(id).catch(() => null);
      if (!card?.event) {
        bus.emit('notice', [`Event “${shorten(id)}” is not in this collection, so the link opens without it.`]);
        return;
      }
      extras.set(id, card.event);
    }
    state.event = id;
    if (state.stack && id && !state.stack.includes(id)) state.setStack(null);
    announceSelection(source);
    if (!id && state.reading) state.read(null);
    write(mode);
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

  state.read = (articleId, { mode = 'push' } = {}) => {
    if (state.reading === articleId) return;
    state.reading = articleId;
    bus.emit('read', { article: articleId });
    write(mode);
  };

  /** How Analyse looks at the events: its tab and choices; `undefined` lets go of one. */
  state.setLook = (patch, { mode = 'push' } = {}) => {
    const next = lookOf({ ...state.look, ...patch });
    if (same(next, state.look)) return;
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

  async function restore() {
    const { params, ui: next } = parseSearch(location.search);
    state.view = parseView(next.map) ? next.map : null;
    if (state.view) bus.emit('view', state.view);
    const look = lookOf(next);
    if (!same(look, state.look)) {
      state.look = look;
      bus.emit('look', look);
    }
    if (!same(params, state.params)) {
      state.params = params;
      await refresh();
    }
    if ((next.event ?? null) !== state.event) await state.select(next.event ?? null, { source: 'history', mode: 'replace' });
    const article = next.read && state.event ? articleOf(state.event) : null;
    if (article !== state.reading) state.read(article, { mode: 'replace' });
  }

  addEventListener('popstate', restore);
  adopt(first);

  /** Brings in what the opened URL asks for, once every part of the page is listening. */
  state.start = async () => {
    bus.emit('data', state.data);
    if (first.notices.length) bus.emit('notice', first.notices);
    if (ui.map && !parseView(ui.map)) bus.emit('notice', [`“map=${shorten(ui.map)}” is no view of the map, so the link opens with the usual one.`]);
    if (ui.event) await state.select(ui.event, { source: 'url', mode: 'replace' });
    if (ui.read && state.event) state.read(articleOf(state.event), { mode: 'replace' });
    write('replace');
    cards.prefetch(order);
  };

  state.destroy = () => {
    removeEventListener('popstate', restore);
    abort?.abort();
  };

  return state;
}
