// What was done to the draft last, and the way to take it back.

import { count } from '../core/count.js';
import { h, setText } from '../core/dom.js';

/** @import { Draft as DraftNow } from '../core/draft.js' */
/** @import { Draft } from './types' */

/**
 * What the last step that can be taken back was.
 * @param {Draft} draft
 * @param {(view: string) => string} nameOf
 */
export function createUndo(draft, nameOf) {
  const text = h('span', null);
  const button = h('button', { type: 'button', on: { click: () => draft.undo() } });
  const close = h('button', { type: 'button', class: 'gd-pr-close', 'aria-label': 'Dismiss' }, '×');
  const node = h('p', { class: 'gd-pr-undo', hidden: true }, text, button, close);
  // A step that was dismissed, or the removal of a slide on an earlier visit, is not offered any more.
  let last = draft.get().undo.at(-1);
  /** @type {string | null} */
  let past = last?.what === 'remove' ? last.key : null;
  close.addEventListener('click', () => {
    past = last?.key ?? null;
    node.hidden = true;
  });
  return {
    node,
    render(/** @type {DraftNow} */ { undo }) {
      const step = undo.at(-1);
      last = step;
      node.hidden = !step || step.key === past;
      if (step?.what === 'remove') {
        const name = step.slide.heading || nameOf(step.slide.view);
        setText(text, name ? `Removed “${name}”.` : 'A slide was removed.');
        setText(button, 'Undo');
      } else if (step) {
        const { title, slides } = step.before;
        setText(text, `Your earlier draft${title ? ` “${title}”` : ''} (${count(slides.length, 'slide')}) is kept.`);
        setText(button, 'Bring it back');
      }
    },
  };
}
