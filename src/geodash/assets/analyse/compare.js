// Compare A | B: two periods, two parties or two articles side by side. What stands on each side and
// what counts in both is the server's to say (api/compare); here it is drawn.

import { clear, h } from '../core/dom.js';
import { toSearch } from '../core/url.js';
import { createAsking } from './asking.js';
import { createCompareHead } from './compare_head.js';
import { middle } from './compare_middle.js';
import { createSide } from './compare_side.js';
import { sideKeys } from './compare_sides.js';
import { note, number } from './figure.js';

/** @import { Context, State } from '../core/types' */
/** @import { CompareAnswer, Tab } from './types' */

/**
 * @param {HTMLElement} root
 * @param {State} state
 * @param {Context} ctx
 * @returns {Tab}
 */
export function mountCompare(root, state, ctx) {
  const head = createCompareHead(state, ctx);
  const sides = [createSide('a', state, ctx), createSide('b', state, ctx)];
  const between = h('section', { class: 'gd-c-middle', 'aria-label': 'A and B' });
  const body = h('div', { class: 'gd-c' }, sides[0].node, between, sides[1].node);
  const nothing = h('div', { class: 'gd-c-nothing' });
  head.node.hidden = body.hidden = true; // until there is something to show
  root.append(head.node, nothing, body);
  let word = /** @type {string | null} */ (null); // of the sentence, that A and B take the place of
  const chosen = () => state.look.tab === 'compare';

  function url() {
    const found = new URL(`compare${toSearch(state.params, {})}`, ctx.api);
    for (const key of sideKeys()) if (state.look[key]) found.searchParams.set(key, state.look[key]);
    return found.href;
  }

  function show(/** @type {CompareAnswer} */ answer) {
    const { compared } = answer;
    word = compared?.word ?? null;
    state.setCompared(chosen() ? word : null);
    head.node.hidden = false;
    head.update(answer);
    body.hidden = !compared;
    nothing.hidden = Boolean(compared);
    clear(nothing);
    if (!compared) {
      nothing.append(note(answer.too_many ? `A side has more than ${number(answer.most_events)} events. Narrow the sentence above.` : 'No two sides can be told apart here. Widen a part of the sentence above.'));
      return;
    }
    sides.forEach((side) => side.update(compared));
    clear(between).append(...middle(state, compared, ctx.boundaryShort));
  }

  const asking = createAsking(state, { url, show });
  const ask = () => chosen() && asking.ask();
  function onLook() {
    state.setCompared(chosen() ? word : null);
    ask();
  }
  const offs = [state.on('data', ask), state.on('look', onLook), state.on('renewed', asking.forget), state.on('sides', sides[0].focus)];
  return {
    update: () => void ask(),
    destroy() {
      offs.forEach((off) => off());
      asking.stop();
      state.setCompared(null);
      head.destroy();
      sides.forEach((side) => side.destroy());
    },
  };
}
