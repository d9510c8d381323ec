// Choosing: the selected event, the article that is open, the events that stepping is limited to.

import { shorten } from './values.js';

/** @import { ChooseOptions, Inside, Mode, ReadAt, State } from './types' */

/** @param {Inside} inside */
export function createChoosing(inside) {
  const { state, bus, cards, known, address, journey } = inside;
  const fetched = fetcher(inside);
  const open = opener(inside);
  let choice = 0; // counts selections: an event still being fetched must not replace a later choice

  /**
   * Selects an event; a null `mode` leaves the URL alone.
   * @param {string | null} id
   * @param {ChooseOptions} [options]
   */
  async function choose(id, { source = '', mode = 'push' } = {}) {
    const mine = ++choice;
    if (id === state.event) return;
    // What is known is on show at once, within this very call.
    if (id && !known.byId(id) && !(await fetched(id, () => mine === choice))) return;
    state.event = id;
    state.para = null;
    if (state.stack && id && !state.stack.includes(id)) state.setStack(null);
    bus.emit('select', { id, source });
    if (!id && state.reading) open(null, mode);
    address.write(mode);
  }

  /** Of a newer version the selected event is asked for anew, where it did not come with the filter. */
  async function recheck() {
    const { event: id } = state;
    if (!id || known.inFilter(id)) return;
    const mine = choice;
    try {
      known.meet((await cards.card(id)).event);
    } catch (error) {
      if (mine !== choice || !(/** @type {{missing?: boolean}} */ (error).missing)) return;
      bus.emit('notice', [`Event “${shorten(id)}” is not in the new version of this collection.`]);
      choose(null, { source: 'renewed', mode: 'replace' });
    }
  }
  bus.on('renewed', recheck);

  const moves = {
    /** @type {State['select']} */
    select(id, options) {
      journey.n += 1;
      return choose(id || null, options);
    },
    /** @type {State['meet']} */
    async meet(ids) {
      const found = await cards.all(ids.filter((id) => !known.byId(id)));
      for (const { event } of found) known.meet(event);
    },
    /** @type {State['read']} */
    read(article, { mode = 'push', ...where } = {}) {
      journey.n += 1;
      open(article, mode, where);
    },
    ...stepping(inside),
  };
  return { choose, open, moves };
}

/**
 * Fetches an event that did not travel: whether it is known now; says so where it is not.
 * @param {Inside} inside
 */
const fetcher = ({ bus, cards, known }) => async (/** @type {string} */ id, /** @type {() => boolean} */ stillWanted) => {
  try {
    const { event } = await cards.card(id);
    if (stillWanted()) known.meet(event);
  } catch (thrown) {
    const error = /** @type {Error & {missing?: boolean}} */ (thrown);
    const missing = `Event “${shorten(id)}” is not in this collection, so the link opens without it.`;
    if (stillWanted()) bus.emit('notice', [error.missing ? missing : `The event could not be read: ${error.message}. Is geodash still running?`]);
    return false;
  }
  return stillWanted();
};

/**
 * Opens an article, at a paragraph of it if one is given; null closes it.
 * @param {Inside} inside
 */
const opener = ({ state, bus, address }) => (/** @type {string | null} */ article, /** @type {Mode} */ mode, /** @type {ReadAt} */ { para = null, focus = false, words = [] } = {}) => {
  if (state.reading === article && (state.para === para || !para)) return;
  state.reading = article;
  state.para = article ? para : null;
  bus.emit('read', { article, focus, words });
  address.write(mode);
};

function stepping(/** @type {Inside} */ { state, bus, known }) {
  /** The nearest event of a list, in file order, to one that is outside it. */
  function nearest(/** @type {string[]} */ list, /** @type {string} */ id, /** @type {1 | -1} */ by) {
    const all = state.data.events.map((e) => e.id);
    const from = all.indexOf(id);
    const ahead = by > 0 ? all.slice(from + 1) : all.slice(0, Math.max(from, 0)).reverse();
    return ahead.find((i) => list.includes(i)) ?? list[0];
  }

  return {
    order: () => state.stack ?? known.order(),
    /** @type {State['setStack']} */
    setStack(ids, label = '') {
      state.stack = ids && ids.length > 1 ? ids : null;
      state.stackLabel = state.stack ? label : '';
      bus.emit('stack', { ids: state.stack, label: state.stackLabel });
    },
    /** @type {State['step']} */
    step(by, { source = 'step' } = {}) {
      const list = state.order();
      if (!list.length) return;
      if (!state.event) {
        state.select(list[by > 0 ? 0 : list.length - 1], { source, mode: 'push' });
        return;
      }
      const at = list.indexOf(state.event);
      const to = at < 0 ? nearest(list, state.event, by) : list[Math.min(list.length - 1, Math.max(0, at + by))];
      state.select(to, { source, mode: 'replace' });
    },
  };
}
