// The nearest other article, and the choice to bring a new version of one.

import { clear, h } from '../../core/dom.js';

/** @import { ArticleName, Like } from './types' */

/**
 * @param {{articles: ArticleName[], choose: ((id: string) => void) | null}} acts `choose`: of which article it
 *   is a new version, blank for none; `null` where that can't be said
 */
export function createLike({ articles, choose }) {
  const node = h('p', { class: 'gd-br-like', 'aria-live': 'polite' });
  const button = (/** @type {string} */ label, /** @type {() => void} */ click) => h('button', { type: 'button', class: 'gd-br-link', on: { click } }, label);

  function pick() {
    const options = articles.map((a) => h('option', { value: a.id }, a.title));
    const list = h('select', { 'aria-label': 'It is a new version of' }, h('option', { value: '' }, 'Choose the article'), options);
    list.addEventListener('change', () => list.value && choose?.(list.value));
    clear(node).append('It is a new version of ', list);
    list.focus();
  }

  return {
    node,
    /**
     * @param {Like} nearest
     * @param {string} version
     */
    render({ said, id, version: alike }, version) {
      clear(node);
      if (version && choose) {
        const name = articles.find((a) => a.id === version)?.title ?? '';
        node.append('It is a new version of ', h('bdi', {}, `“${name}”`), '. What is left blank stays as it is. ', button('It is an article of its own', () => choose('')));
        return;
      }
      node.append(said, ' ');
      // A likeness is offered; only the editor says that it is one.
      if (choose && alike) node.append(button('It is a new version of that', () => choose(id)));
      else if (choose && articles.length) node.append(button('It is a new version of…', pick));
    },
  };
}
