// Which of the panel's three parts is on show, and the head above them.

import { clear, h, setText } from '../core/dom.js';
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
  const { root, state, ctx, parts, list, pager, card } = panel;
  let scrolled = 0; // how far down the List was left
  let stale = true; // the List shows an older filter
  let { params } = state.data; // of the List

  /** @returns {View} */
  function wanted() {
    if (state.reading) return 'article';
    // Of an address with an event the List is not shown first: it would be gone at the next look.
    return (state.event || state.opening) && !panel.listOpen ? 'card' : 'list';
  }

  function refreshList() {
    if (!stale) return;
    stale = false;
    const { data } = state;
    list.update(data);
    setText(parts.listTitle, headingOf(data, ctx.collection));
    setText(parts.welcome, introOf(data, state.params, ctx.collection));
    parts.welcome.hidden = !parts.welcome.textContent;
    parts.listBody.append(...(data.events.length ? [] : nothing(data, state, ctx.collection)), ...(data.mode === 'clusters' ? [pagesOf(state, ctx.api, data.count)] : []), ...uncoded(state, ctx.collection));
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
    setView(wanted());
    setHead();
    if (state.event) card.show(state.event);
  }

  return {
    update,
    /** Of a new filter the List is shown from its top; of a newer version, where the reader is. */
    renew() {
      const top = parts.list.scrollTop;
      const same = params === state.data.params;
      params = state.data.params;
      stale = true;
      if (!same) scrolled = 0;
      update();
      if (panel.view === 'list') parts.list.scrollTop = same ? top : 0;
    },
  };
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
