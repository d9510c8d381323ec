// The address of what is on show; nobody else writes it.

import { toSearch } from './url.js';

/** @import { Mode, Place, State } from './types' */

/** @type {Place} the page's own address */
export const ownPlace = {
  read: () => location.search,
  target: (search) => location.pathname + search + location.hash,
  url: (search) => new URL(search || '?', location.href).href,
};

/**
 * @param {State} state
 * @param {Place} place
 */
export function createAddress(state, place) {
  // On the way to another page the address is no longer this page's to read or write.
  const home = location.pathname;
  const away = () => location.pathname !== home;
  // “1” is the first article that tells of the event, any other stands there by its id.
  const read = () => (state.reading && state.reading === state.byId(state.event)?.articles?.[0] ? '1' : state.reading);
  const para = () => (state.reading && state.para ? String(state.para) : null);
  const search = () => toSearch(state.params, { event: state.event, read: read(), para: para(), map: state.view, ...state.look });
  return {
    away,
    url: () => place.url(search()),
    /** @param {Mode} mode */
    write(mode) {
      const wanted = search();
      if (!mode || away() || wanted === place.read()) return;
      const target = place.target(wanted);
      if (mode === 'push') history.pushState(history.state, '', target);
      else history.replaceState(history.state, '', target);
    },
  };
}
