// Moving between List, card and article: what the reader does here, and what is chosen elsewhere.

import { clear, h, hit, setText } from '../core/dom.js';
import { kinds } from '../core/told.js';
import { actOnCard, closeBoxes } from './card.js';

/** @import { EventItem, Told } from '../core/types' */
/** @import { Panel } from './types' */

/** @param {Panel} panel */
export function createMoves(panel) {
  const { state, list } = panel;

  function closeArticle() {
    if (state.reading) state.read(null, { mode: 'replace' });
    else panel.update();
  }

  return {
    openList() {
      panel.listOpen = true;
      closeArticle();
      list.reveal();
      list.focus(list.selected());
    },
    backToCard() {
      panel.listOpen = false;
      panel.wantsFocus = true;
      closeArticle();
      panel.card.comeBack();
    },
  };
}

function announce(/** @type {Panel} */ { parts }, /** @type {EventItem | undefined} */ event, /** @type {string} */ source) {
  if (!event || source === 'list' || source === 'panel-card') return;
  setText(parts.live, `${event.title}. ${kinds()[event.kind]?.label ?? ''}, ${event.date_label}.`);
}

/** An event was chosen while an article is open: it stays if it tells of the event. */
function chosenInArticle(/** @type {Panel} */ panel, /** @type {string} */ id, /** @type {string} */ source) {
  const { state, article } = panel;
  if (article.has(id) || state.byId(id)?.articles?.includes(state.reading ?? '')) {
    article.choose();
    if (source !== 'article') article.scrollTo(null);
    panel.update();
  } else if (source !== 'history') {
    // After the state has written the selection into the URL, not before. Of Back and Forward the
    // address says itself what is read.
    queueMicrotask(() => state.read(null, { mode: 'replace' }));
  }
}

/**
 * What the panel does when the page's state changes.
 * @param {Panel} panel
 */
export function createAnswers(panel) {
  const { state, parts, list, article } = panel;
  /** @type {string | null} */
  let mention = null; // of the selected event, to open the article at

  return {
    /** Opens an article at a mention, or goes to it there. */
    readAt(/** @type {string} */ id, /** @type {string | null} */ wanted) {
      mention = wanted;
      if (state.reading === id) article.scrollTo(wanted, { focus: true });
      else state.read(id);
    },
    onSelect(/** @type {Told['select']} */ { id, source }) {
      const inside = parts.node.contains(document.activeElement);
      panel.pager.close();
      if (source !== 'article') panel.listOpen = false;
      panel.wantsFocus = source === 'list' || source === 'panel-card' || source === 'search';
      list.mark();
      if (state.reading && id) chosenInArticle(panel, id, source);
      else {
        panel.update();
        panel.card.arrive();
      }
      announce(panel, state.byId(id), source);
      if (!id && inside) list.focus();
    },
    async onRead(/** @type {Told['read']} */ { article: id, focus, words }) {
      const asked = mention;
      mention = null;
      if (!id) {
        article.forget();
        panel.update();
        return;
      }
      const inside = parts.node.contains(document.activeElement);
      panel.listOpen = false;
      try {
        parts.article.hidden = false;
        panel.update();
        await article.show(id, { mention: asked, focus: focus || inside, words });
      } catch (error) {
        if (state.reading !== id) return;
        clear(parts.article).append(lost(/** @type {Error} */ (error)));
      }
    },
  };
}

/**
 * Shows the card and the article anew, of a newer version of the collection.
 * @param {Panel} panel
 */
export async function renew({ state, parts, card, article }) {
  if (state.event) card.renew(state.event);
  try {
    if (state.reading) await article.renew();
  } catch (error) {
    clear(parts.article).append(lost(/** @type {Error} */ (error)));
  }
}

const lost = (/** @type {Error} */ error) => h('p', { class: 'gd-lost', role: 'alert' }, `The article could not be read: ${error.message}.`);

/** One layer at a time: an open choice or box, the article, the selection. */
function escape(/** @type {Panel} */ panel, /** @type {Event} */ ev, /** @type {() => void} */ backToCard) {
  const { state, list, parts, pager } = panel;
  if (pager.close() || (panel.view === 'card' && closeBoxes(parts.card))) ev.preventDefault();
  else if (panel.view === 'article') {
    ev.preventDefault();
    backToCard();
  } else if (state.event) {
    ev.preventDefault();
    const index = list.selected();
    state.select(null, { source: 'panel' });
    list.focus(index);
  }
}

/**
 * Clicks and keys in the panel.
 * @param {Panel} panel
 * @param {{readAt: (id: string, mention: string | null) => void, backToCard: () => void, brief: (id: string) => void}} acts
 */
export function listen(panel, { readAt, backToCard, brief }) {
  const { state, parts } = panel;

  function onClick(/** @type {Event} */ ev) {
    const select = hit(ev, '[data-select]');
    const read = hit(ev, '[data-act=read]');
    const card = hit(ev, '.gd-card');
    if (select) state.select(select.dataset.select ?? null, { source: 'panel-card' });
    else if (read) readAt(read.dataset.article ?? '', read.dataset.mention ?? null);
    else if (card && hit(ev, '[data-act=brief]')) brief(card.dataset.event ?? '');
    else if (card) actOnCard(card, /** @type {Element} */ (ev.target), state.url());
  }

  function onKey(/** @type {KeyboardEvent} */ ev) {
    if (ev.defaultPrevented || ev.ctrlKey || ev.metaKey || ev.altKey || ev.shiftKey) return;
    if (ev.key === 'Escape') escape(panel, ev, backToCard);
    const by = ev.key === 'ArrowRight' ? 1 : ev.key === 'ArrowLeft' ? -1 : null;
    if (!by || !state.event) return;
    ev.preventDefault();
    state.step(by, { source: 'panel' });
  }

  parts.card.addEventListener('click', onClick);
  parts.stack.addEventListener('click', onClick);
  parts.card.addEventListener('pointerover', (ev) => state.setHover(hit(ev, '[data-select]')?.dataset.select ?? null));
  parts.card.addEventListener('pointerleave', () => state.setHover(null));
  parts.node.addEventListener('keydown', onKey);
}
