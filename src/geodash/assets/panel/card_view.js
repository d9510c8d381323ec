// The card of the selected event: fetched, put in its place, and given the focus where it was asked for.

import { h, one } from '../core/dom.js';
import { fromServer } from './article.js';
import { pending } from './frame.js';

/** @import { Panel } from './types' */

// The old card stays until the new one is there; only a slow server shows the bare title first.
const PATIENCE = 50;

/** @param {Pick<Panel, 'state' | 'parts' | 'view' | 'wantsFocus'>} panel */
export function createCardView(panel) {
  const { state, parts } = panel;
  /** @type {string | null} */
  let shown = null;
  let request = 0;

  /**
   * @param {string} id
   * @param {boolean} [stay] the same card of a newer version: the reader stays where they are in it
   */
  async function load(id, stay = false) {
    const mine = ++request;
    const late = stay ? undefined : setTimeout(() => mine === request && put(id, pending(state.byId(id))), PATIENCE);
    try {
      const { html } = await state.fetchCard(id);
      if (mine === request) put(id, fromServer(html), stay);
    } catch (error) {
      if (mine === request) put(id, failed(id, /** @type {Error} */ (error)));
    } finally {
      clearTimeout(late);
    }
  }

  function failed(/** @type {string} */ id, /** @type {Error} */ error) {
    const node = pending(state.byId(id));
    node.removeAttribute('aria-busy');
    node.append(
      h('p', { class: 'gd-lost', role: 'alert' }, `This event could not be read: ${error.message}.`),
      h('button', { type: 'button', class: 'gd-p-plain', on: { click: () => load(id) } }, 'Try again'),
    );
    return node;
  }

  function put(/** @type {string} */ id, /** @type {HTMLElement} */ node, stay = false) {
    const { activeElement } = document;
    const { scrollTop } = parts.card;
    const hadFocus = parts.card.contains(activeElement);
    // Who has gone elsewhere in the meantime stays there.
    if (activeElement !== document.body && !parts.node.contains(activeElement)) panel.wantsFocus = false;
    // The head already says kind and date.
    node.querySelector('.gd-kicker')?.remove();
    parts.card.replaceChildren(node);
    parts.card.scrollTop = stay ? scrollTop : 0;
    shown = node.classList.contains('gd-pending') ? null : id;
    if (panel.view === 'card' && (hadFocus || panel.wantsFocus)) focusTitle();
  }

  function focusTitle() {
    one(parts.card, '.gd-card-title').focus({ preventScroll: true });
    if (shown) panel.wantsFocus = false;
  }

  return {
    show(/** @type {string} */ id) {
      if (shown !== id) load(id);
      // The right card is there already: one that is still under way must not replace it.
      else request += 1;
    },
    /** Of a newer version of the collection. */
    renew: (/** @type {string} */ id) => load(id, true),
    /** The title of a card that is there and was asked for. */
    arrive() {
      if (panel.wantsFocus && shown && shown === state.event) focusTitle();
    },
    /** Back from an article, the reader is where they left the card. */
    comeBack() {
      if (!panel.wantsFocus || panel.view !== 'card' || shown !== state.event) return;
      panel.wantsFocus = false;
      const target = parts.card.querySelector('[data-act=read]') ?? parts.card.querySelector('.gd-card-title');
      /** @type {HTMLElement | null} */ (target)?.focus({ preventScroll: true });
    },
  };
}
