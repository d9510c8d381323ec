// The address of what is on show; nobody else writes it.

import { toSearch } from './url.js';

/** @import { Mode, State } from './types' */

/** @param {State} state */
export function createAddress(state) {
  // On the way to another page the address is no longer this page's to read or write.
  const home = location.pathname;
  const away = () => location.pathname !== home;
  // “1” is the first article that tells of the event, any other stands there by its id.
  const read = () => (state.reading && state.reading === state.byId(state.event)?.articles?.[0] ? '1' : state.reading);
  const para = () => (state.reading && state.para ? String(state.para) : null);
  const search = () => toSearch(state.params, { event: state.event, read: read(), para: para(), map: state.view, ...state.look });
  return {
    away,
    url: () => new URL(search() || '?', location.href).href,
    /** @param {Mode} mode */
    write(mode) {
      const wanted = search();
      if (!mode || away() || wanted === location.search) return;
      const target = location.pathname + wanted + location.hash;
      if (mode === 'push') history.pushState(history.state, '', target);
      else history.replaceState(history.state, '', target);
    },
  };
}
