// Above the list: the code that puts what is shown into somebody's page.

import { copyFrom, copyMessage } from '../core/clipboard.js';
import { h, one, setText } from '../core/dom.js';
import { createDropdown } from '../core/dropdown.js';

/** @import { State } from '../core/types' */

/**
 * @param {HTMLElement} head
 * @param {State} state
 * @param {string} frame the frame's code, without address and title
 */
export function mountFrameCode(head, state, frame) {
  const code = h('code', { tabindex: '-1' });
  const said = h('span', { class: 'gd-copy-state', role: 'status' });
  const copy = h('button', { type: 'button', class: 'gd-copy', on: { click: async () => setText(said, copyMessage(await copyFrom(code))) } }, 'Copy');
  const drop = createDropdown(
    { label: 'Embed', class: 'gd-take' },
    h('p', { class: 'gd-take-small' }, 'The map, the timeline and these events, as a frame in a page of yours:'),
    h('p', { class: 'gd-box-text' }, code),
    h('p', { class: 'gd-box-acts' }, copy, said),
  );
  drop.button.addEventListener('click', fill);

  // The view is that of the moment: it changes without a word to anybody.
  function fill() {
    const address = new URL(location.href);
    address.searchParams.set('embed', 'view');
    const template = h('template');
    template.innerHTML = frame;
    const node = /** @type {HTMLIFrameElement} */ (one(template.content, 'iframe'));
    node.src = address.href;
    node.title = state.data?.sentence ?? '';
    setText(code, template.innerHTML);
    setText(said, '');
  }

  head.append(drop.node);
  return { destroy: () => drop.node.remove() };
}
