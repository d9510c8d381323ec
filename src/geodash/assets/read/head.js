// Above the text: which article it is, a way to the others, and how far the reader has come.

import { count } from '../core/count.js';
import { createDropdown } from '../core/dropdown.js';
import { all, h, hit, setText } from '../core/dom.js';

/** @import { FacetValue } from '../core/types' */
/** @import { Reading } from './types' */

/** The address of an article, and of an event in it. */
export function addressOf(/** @type {string} */ article, /** @type {string | null} */ event = null) {
  const params = new URLSearchParams({ article, ...(event && { event }) });
  return `read?${params}`;
}

/**
 * @param {HTMLElement} root
 * @param {Reading} reading
 * @param {HTMLElement} scroller
 */
export function createHead(root, reading, scroller) {
  const { state } = reading;
  const list = h('ul', { class: 'gd-read-articles' });
  const picker = createDropdown({ label: 'Articles', class: 'gd-read-picker' }, list);
  const where = h('span', { class: 'gd-read-where' });
  const menu = h('button', { type: 'button', class: 'gd-head-menu gd-read-menu', 'aria-label': 'Menu' }, '☰');
  picker.button.classList.add('gd-read-title');
  picker.button.setAttribute('dir', 'auto');
  root.append(picker.node, where, menu);
  list.addEventListener('click', (ev) => hit(ev, 'a') && picker.close());

  function row(/** @type {FacetValue & {published: string}} */ { value, label, published }) {
    const current = value === reading.article()?.id ? 'page' : null;
    return h('li', null, h('a', { href: addressOf(value), 'data-gd-page': true, 'data-gd-own': true, 'aria-current': current }, h('bdi', null, label), h('span', null, published)));
  }

  return {
    /** Another article. */
    fill() {
      const { articles } = state.data.facets;
      list.replaceChildren(...articles.map(row));
      picker.box.setAttribute('aria-label', count(articles.length, 'article'));
    },
    update(/** @type {boolean} */ titled) {
      const article = reading.article();
      const several = state.data.facets.articles.length;
      const text = titled || !article ? count(several, 'article') : article.title;
      setText(picker.button, text);
      picker.button.title = titled ? '' : text;
      const paragraphs = all(scroller, '.gd-para').length;
      const at = reading.stop()?.paragraph;
      where.replaceChildren(...(at ? [h('b', null, `¶${at}`), ` of ${paragraphs}`] : []));
    },
  };
}
