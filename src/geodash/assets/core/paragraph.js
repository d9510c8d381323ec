// The view told as a paragraph with numbered footnotes, to be copied as plain text.

import { copyFrom, copyMessage } from './clipboard.js';
import { clear, h, setText } from './dom.js';
import { toSearch } from './url.js';

/** @import { Context, State } from './types' */
/** @typedef {[text: string, marks: number[]][]} Piece one paragraph: texts, each with its footnotes */

/**
 * The text as nodes whose textContent is what is copied: marks in square brackets, notes below.
 * @param {{pieces: Piece[], notes: string[], beside: string[], closing: string[]}} answer of `api/paragraph`
 * @returns {(Node | string)[]}
 */
function written({ pieces, notes, beside, closing }) {
  const mark = (/** @type {number} */ n) => h('sup', { title: notes[n - 1] }, `[${n}]`);
  const told = pieces.flatMap((piece, n) => [n ? '\n\n' : '', ...piece.flatMap(([text, marks]) => [text, ...marks.map(mark)])]);
  const below = notes.map((note, n) => `[${n + 1}] ${note}`).join('\n');
  const more = beside.length ? [`Told as answers, though the filter leaves them out: ${beside.join(', ')}.`] : [];
  const rest = [below, [...more, ...closing].join('\n')].filter(Boolean).join('\n\n');
  return [...told, '\n\n', h('span', { class: 'gd-told-notes' }, rest)];
}

/**
 * @param {HTMLElement} root
 * @param {State} state
 * @param {Context} ctx
 */
export function mountParagraph(root, state, ctx) {
  const text = h('div', { class: 'gd-told', tabindex: '0', role: 'region', 'aria-label': 'The paragraph' });
  const said = h('span', { class: 'gd-take-small', role: 'status' });
  const copy = h('button', { type: 'button', class: 'gd-take-button', on: { click: async () => setText(said, copyMessage(await copyFrom(text))) } }, 'Copy');
  const close = h('button', { type: 'button', class: 'gd-take-button', on: { click: () => void dialog.close() } }, 'Close');
  /** @type {HTMLDialogElement} */
  const dialog = h(
    'dialog',
    { class: 'gd-told-dialog', 'aria-labelledby': 'gd-told-title' },
    h('h2', { id: 'gd-told-title' }, 'As a paragraph'),
    h('p', { class: 'gd-take-small' }, 'Each fact has a footnote to the words that say so, and each claim the other side’s answer.'),
    text,
    h('div', { class: 'gd-told-tools' }, copy, said, close),
  );
  dialog.addEventListener('click', (ev) => ev.target === dialog && dialog.close());
  root.append(dialog);

  async function open() {
    setText(said, '');
    copy.disabled = true;
    clear(text).append('Being written …');
    dialog.showModal();
    try {
      const response = await fetch(new URL(`paragraph${toSearch(state.params, {})}`, ctx.api));
      if (!response.ok) throw new Error(`the server answered ${response.status}`);
      const answer = await response.json();
      const whole = Boolean(answer.pieces?.length);
      const why = answer.count ? `These are more than ${answer.most} events, too many for a paragraph. Narrow the sentence above.` : 'No event matches.';
      clear(text).append(...(whole ? written(answer) : [why]));
      copy.disabled = !whole;
      text.scrollTop = 0;
    } catch (thrown) {
      const error = /** @type {Error} */ (thrown);
      clear(text).append(`The paragraph could not be read: ${error.message}. Is geodash still running?`);
    }
  }

  return { open, destroy: () => dialog.remove() };
}
