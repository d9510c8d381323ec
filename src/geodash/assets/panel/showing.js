// Which of the panel's three parts is on show, and the head above them.

import { count } from '../core/count.js';
import { clear, h, setText } from '../core/dom.js';
import { explainedBy } from '../core/explain.js';
import { glyph } from '../core/marks.js';
import { icon, kicker } from './frame.js';
import { pagesOf } from './pages.js';
import { headingOf, introOf, nothing, uncoded } from './words.js';

/** @import { EventItem } from '../core/types' */
/** @import { Panel, View } from './types' */

/**
 * @param {Panel} panel
 * @param {() => void} back leads from the article to its event
 */
export function createShowing(panel, back) {
  const { root, state, ctx, parts, pager, card } = panel;
  let scrolled = 0; // how far down the List was left
  let stale = true; // the List shows an older filter, or another view
  let filled = state.data; // what it shows
  let { params } = state.data; // of the List

  function refreshList() {
    // Beside a map the rows wait for it: it says which of them come first.
    if (!stale || (ctx.follows && !state.frame)) return;
    stale = false;
    filled = state.data;
    fillList(panel);
  }

  function setView(/** @type {View} */ next) {
    if (panel.view === 'list' && next !== 'list') scrolled = parts.list.scrollTop;
    const came = panel.view !== next;
    panel.view = next;
    root.dataset.view = next;
    parts.list.hidden = next !== 'list';
    parts.card.hidden = next !== 'card';
    parts.article.hidden = next !== 'article';
    parts.strip.hidden = next !== 'article' || !state.event;
    parts.head.hidden = next === 'list' && !state.event;
    if (next === 'list') {
      refreshList();
      if (came) parts.list.scrollTop = scrolled;
    }
  }

  function setHead() {
    const event = state.byId(state.event);
    clear(parts.left);
    if (event) parts.left.append(panel.view === 'card' ? kicker(event) : backButton(back));
    parts.toList.hidden = panel.view === 'list';
    pager.update();
    if (panel.view === 'article' && event) setStrip(panel, event);
  }

  function update() {
    setView(wanted(panel));
    setHead();
    if (state.event) card.show(state.event);
  }

  return {
    update,
    /** The map has moved: what is on it comes first, from the top where it was the reader who moved it. */
    follow() {
      stale = true;
      if (state.moved) scrolled = 0;
      if (panel.view !== 'list') return;
      refreshList();
      if (state.moved) parts.list.scrollTop = 0;
    },
    /** Of a new filter the List is shown from its top; of a newer version, where the reader is. */
    renew() {
      const top = parts.list.scrollTop;
      const same = params === state.data.params;
      params = state.data.params;
      stale ||= filled !== state.data; // a page begins with events that are there already
      if (!same) scrolled = 0;
      update();
      if (panel.view === 'list') parts.list.scrollTop = same ? top : 0;
    },
  };
}

/**
 * @param {Panel} panel
 * @returns {View}
 */
function wanted({ state, listOpen }) {
  if (state.reading) return 'article';
  // Of an address with an event the List is not shown first: it would be gone at the next look.
  return (state.event || state.opening) && !listOpen ? 'card' : 'list';
}

/**
 * The List of the filter on show, with its heading and what stands below its rows.
 * @param {Panel} panel
 */
function fillList({ state, ctx, parts, list }) {
  const { data } = state;
  list.update(data);
  setText(parts.listTitle, headingOf(data, ctx.collection));
  clear(parts.rowsSaid).append(...(data.rows_note ? [explainedBy(data.rows_note, `+ ${count(data.denominators.umbrellas, 'whole')}`)] : []));
  setText(parts.welcome, introOf(data, state.params, ctx.collection));
  parts.welcome.hidden = !parts.welcome.textContent;
  parts.listBody.append(...(data.events.length ? [] : nothing(data, state, ctx.collection)), ...(data.mode === 'clusters' ? [pagesOf(state, ctx.api, data.count)] : []));
  clear(parts.listFoot).append(...uncoded(state, ctx.collection));
}

function backButton(/** @type {() => void} */ click) {
  return h('button', { type: 'button', class: 'gd-p-plain', on: { click } }, icon('M10 3L5 8l5 5'), 'Back to the event');
}

/** Above an article, the event that it was opened from. */
function setStrip(/** @type {Panel} */ { parts }, /** @type {EventItem} */ event) {
  clear(parts.strip).append(
    glyph(event.kind, { size: 18, oneSided: event.one_sided, planned: event.planned }),
    h('span', { class: 'gd-p-strip-text', dir: 'auto' }, event.title),
  );
  parts.strip.setAttribute('aria-label', `Back to the event: ${event.title}`);
}
