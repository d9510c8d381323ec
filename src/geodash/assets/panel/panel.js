// The panel: the List while nothing is selected, the card of the selected event, its whole article.
//
// Selecting elsewhere never takes the focus away; what was chosen inside the panel gets it.

import { SERVED } from '../core/host.js';
import { clear } from '../core/dom.js';
import { createArticle } from './article.js';
import { createBriefing } from './brief_add.js';
import { createCardView } from './card_view.js';
import { mountCopying } from './copying.js';
import { frame } from './frame.js';
import { createList } from './list.js';
import { createAnswers, createMoves, listen, renew } from './moves.js';
import { createScope } from './scope.js';
import { createShowing } from './showing.js';
import { createPager } from './stack.js';

/** @import { Context, State } from '../core/types' */
/** @import { Panel } from './types' */

/**
 * Mounts the panel into its aside. See the module's head for what it shows when.
 * @param {HTMLElement} root
 * @param {State} state
 * @param {Context} ctx
 */
export function mountPanel(root, state, ctx) {
  const parts = frame({
    previous: () => state.step(-1, { source: 'panel' }),
    next: () => state.step(1, { source: 'panel' }),
    here: () => panel.pager.toggle(),
    list: () => moves.openList(),
    back: () => moves.backToCard(),
  });
  const briefing = createBriefing(state, ctx);
  if (SERVED) parts.listHead.append(briefing.button);
  parts.node.append(briefing.node);
  clear(root).append(parts.node);
  const panel = createPanel(root, state, ctx, parts);
  const moves = createMoves(panel);
  const showing = createShowing(panel, moves.backToCard);
  const answers = createAnswers(panel);
  panel.update = showing.update;
  mountCopying(parts.node);
  listen(panel, { ...moves, readAt: answers.readAt, brief: briefing.add });
  const offs = [
    state.on('data', showing.renew),
    ...(ctx.follows ? follow(panel, showing) : []),
    state.on('select', answers.onSelect),
    state.on('read', answers.onRead),
    state.on('renewed', () => renew(panel)),
    state.on('stack', panel.pager.update),
    state.on('hover', () => panel.view === 'list' && panel.list.hover()),
    state.on('lit', panel.list.light),
  ];
  panel.update();
  return {
    /** Makes all of the List, for paper. */
    complete: () => panel.list.complete(),
    destroy() {
      offs.forEach((off) => off());
      for (const part of [panel.list, panel.pager, briefing]) part.destroy();
      clear(root);
    },
  };
}

/**
 * Beside a map: what is on it comes first, and can be all.
 * @param {Panel} panel
 * @param {ReturnType<typeof createShowing>} showing
 */
function follow({ state, parts }, showing) {
  const scope = createScope(state);
  parts.listHead.after(scope.node);
  return [state.on('data', scope.update), state.on('frame', scope.update), state.on('frame', showing.follow)];
}

/**
 * @param {HTMLElement} root
 * @param {State} state
 * @param {Context} ctx
 * @param {Panel['parts']} parts
 * @returns {Panel}
 */
function createPanel(root, state, ctx, parts) {
  const all = () => {
    state.setStack(null);
    parts.next.focus({ preventScroll: true });
  };
  const panel = /** @type {Panel} */ ({ root, state, ctx, parts, view: 'list', listOpen: false, wantsFocus: false });
  return Object.assign(panel, {
    list: createList(parts.list, parts.listBody, state, ctx),
    pager: createPager(parts, state, { all }),
    article: createArticle(parts.article, state, { smooth: () => !ctx.reducedMotion.matches }),
    card: createCardView(panel),
  });
}
