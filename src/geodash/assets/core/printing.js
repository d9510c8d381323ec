// What a page has on paper beside what is on show: the filter's sentence and the version at its head, and all
// of what is otherwise made as it comes into view.

import { h, setText } from './dom.js';

/** @import { Collection } from './types' */

/**
 * @param {HTMLElement} root
 * @param {() => string | undefined} words the filter's sentence
 * @param {() => Collection} collection
 * @param {{advice?: string, before?: () => void}} own what is not on this paper and where to have it; what
 *   has to be made first
 */
export function mountPrinting(root, words, collection, { advice = '', before } = {}) {
  const sentence = h('p');
  const from = h('p', { class: 'gd-print-small' });
  root.prepend(h('header', { class: 'gd-print-head' }, sentence, from, advice ? h('p', { class: 'gd-print-small' }, advice) : null));

  function say() {
    const { title, version } = collection();
    setText(sentence, words() ?? '');
    setText(from, `“${title}”, collection version ${version}, geodash`);
    before?.();
  }

  addEventListener('beforeprint', say);
  return { destroy: () => removeEventListener('beforeprint', say) };
}
