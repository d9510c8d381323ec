// What a page has on paper beside what is on show: the filter's sentence and the version at its head, and all
// of what is otherwise made as it comes into view.

import { h, setText } from './dom.js';

/** @import { Context, State } from './types' */

/**
 * @param {HTMLElement} root
 * @param {State} state
 * @param {Context} ctx
 * @param {{advice?: string, before?: () => void}} own what is not on this paper and where to have it; what
 *   has to be made first
 */
export function mountPrinting(root, state, ctx, { advice = '', before } = {}) {
  const sentence = h('p');
  const from = h('p', { class: 'gd-print-small' });
  root.prepend(h('header', { class: 'gd-print-head' }, sentence, from, advice ? h('p', { class: 'gd-print-small' }, advice) : null));

  function say() {
    const { title, version } = ctx.collection;
    setText(sentence, state.data.sentence ?? '');
    setText(from, `“${title}”, collection version ${version}, geodash`);
    before?.();
  }

  addEventListener('beforeprint', say);
  return { destroy: () => removeEventListener('beforeprint', say) };
}
