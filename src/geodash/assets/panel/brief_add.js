// “+ Briefing”: takes what is on show into the draft that the page Present keeps.

import { createDraft, MOST_SLIDES } from '../core/draft.js';
import { h, setText } from '../core/dom.js';
import { pageLink } from '../core/nav.js';
import { toSearch } from '../core/url.js';

/** @import { Context, State } from '../core/types' */

/** @type {(outcome: {n: number, added: boolean}, kept: boolean) => string} */
function message({ n, added }, kept) {
  if (!n) return `A briefing has at most ${MOST_SLIDES} slides; this one is full.`;
  if (!added) return `This is slide ${n} already.`;
  return kept ? `Added as slide ${n}.` : `Added as slide ${n}, but this browser keeps nothing for long: download the briefing before you leave.`;
}

/**
 * `node` says what was done and leads to Present.
 * @param {State} state
 * @param {Context} ctx
 */
export function createBriefing(state, ctx) {
  const draft = createDraft(ctx.collection.key);
  const said = h('span', { role: 'status' });
  const way = h('span', null);
  const close = h('button', { type: 'button', class: 'gd-brief-close', 'aria-label': 'Dismiss', on: { click: hide } }, '×');
  const node = h('div', { class: 'gd-brief-said' }, said, way, close);
  hide();

  function hide() {
    node.classList.remove('is-on');
    setText(said, '');
    way.replaceChildren();
  }

  /** The canonical filter, the event, and the map only if the reader has moved it. */
  function add(/** @type {string | null} */ eventId) {
    const search = toSearch(state.params, { event: eventId, map: state.moved ? state.view : null });
    tell(message(draft.add(search.replace(/^\?/, '')), draft.kept()));
  }

  /** Views of the caller's own, each a slide with its heading. */
  function addAll(/** @type {{view: string, heading: string}[]} */ slides) {
    const outcomes = slides.map(({ view, heading }) => draft.add(view, heading));
    tell(outcomes.map((outcome) => message(outcome, draft.kept())).join(' '));
  }

  function tell(/** @type {string} */ text) {
    way.replaceChildren(pageLink('Present', 'Present') ?? '');
    node.classList.add('is-on');
    setText(said, text);
  }

  const button = h('button', { type: 'button', class: 'gd-brief-view', 'aria-label': '+ Briefing: these events as one slide', on: { click: () => add(null) } }, '+ Briefing');
  const offs = [state.on('select', hide), state.on('data', hide)];
  return {
    node,
    button,
    add,
    addAll,
    destroy() {
      offs.forEach((off) => off());
      draft.destroy();
    },
  };
}
