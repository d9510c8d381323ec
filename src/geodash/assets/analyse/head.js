// Above the tabs: the filter in words, and the ways to take the view away.

import { h, setText } from '../core/dom.js';
import { createTake } from '../core/take.js';
import { createBriefing } from '../panel/brief_add.js';

/** @import { Context, State } from '../core/types' */
/** @import { Answer } from './types' */

/**
 * @param {HTMLElement} root
 * @param {State} state
 * @param {Context} ctx
 */
export function mountHead(root, state, ctx) {
  const words = h('p', { class: 'gd-a-words' });
  const take = createTake(root, state, ctx);
  const briefing = createBriefing(state, ctx);
  const label = '+ Briefing: these events as one slide';
  const brief = h('button', { type: 'button', class: 'gd-a-act', 'aria-label': label, title: label, on: { click: () => briefing.add(null) } }, '+ Briefing');
  const head = h('header', { class: 'gd-a-head' }, h('h1', { class: 'gd-a-title' }, 'Analyse'), words, h('div', { class: 'gd-a-acts' }, brief, take.node), briefing.node);
  root.prepend(head);
  return {
    update(/** @type {Answer} */ answer) {
      setText(words, answer.sentence);
      take.update(Boolean(answer.count));
      brief.hidden = !answer.count;
    },
    destroy() {
      take.destroy();
      briefing.destroy();
      head.remove();
    },
  };
}
