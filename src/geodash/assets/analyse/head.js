// Above the tabs: the filter in words, and the ways to take the view away.

import { mountParagraph } from './paragraph.js';
import { h, setText } from '../core/dom.js';
import { createDropdown } from '../core/dropdown.js';
import { toSearch } from '../core/url.js';

/** @import { Context, State } from '../core/types' */
/** @import { Answer } from './types' */

/**
 * @param {HTMLElement} root
 * @param {State} state
 * @param {Context} ctx
 */
export function mountHead(root, state, ctx) {
  const words = h('p', { class: 'gd-a-words' });
  const list = h('ul', { class: 'gd-a-formats' });
  const paragraph = mountParagraph(root, state, ctx);
  const tell = h('li', null, h('button', { type: 'button', id: 'gd-a-tell', on: { click: tellIt } }, 'Paragraph'), h('span', { class: 'gd-a-small' }, 'in sentences with footnotes, to copy into a text'));
  const take = createDropdown({ label: 'Take this view away' }, list, h('p', { class: 'gd-a-note' }, 'Exactly the events of the sentence above, with it, the collection’s version, the licences and the note on boundaries.'));
  const head = h('header', { class: 'gd-a-head' }, h('h1', { class: 'gd-a-title' }, 'Analyse'), words, h('div', { class: 'gd-a-acts' }, take.node));
  root.prepend(head);

  function tellIt() {
    take.close();
    paragraph.open();
  }

  function link(/** @type {{name: string, label: string, use: string}} */ { name, label, use }) {
    const href = new URL(`events.${name}${toSearch(state.params, {})}`, ctx.api).href;
    return h('li', null, h('a', { href, download: '' }, label), use ? h('span', { class: 'gd-a-small' }, use) : null);
  }

  return {
    update(/** @type {Answer} */ answer) {
      setText(words, answer.sentence);
      list.replaceChildren(tell, ...(ctx.formats ?? []).map(link));
      take.node.hidden = !answer.count;
    },
    destroy() {
      paragraph.destroy();
      head.remove();
    },
  };
}
