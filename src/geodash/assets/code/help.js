// All keys on one sheet, and the switch for those that are a single letter.

import { h } from '../core/dom.js';

const KEYS = [
  ['↓ ↑', 'the next sentence, the one before'],
  ['→ ←', 'the caret, a word on or back'],
  ['Shift → ←', 'select words from the caret on; with ↓ ↑ sentences'],
  ['Shift Home, End', 'select to the beginning or end of the sentence'],
  ['N', 'new event from the selection, else from the sentence'],
  ['1 – 5', 'the selection is words for what, when, where, who, toll; without one, go to that row'],
  ['0', 'no event in this sentence, and why'],
  ['↵', 'take a proposal, or open the event that is coded here; in the card: the next row'],
  ['Del', 'what is proposed here, or for this row, is not so; a sentence without an event is read again'],
  ['Tab', 'take the beginning of a title'],
  ['Ctrl ↵', 'done, and on to the next sentence'],
  ['Ctrl D', 'the same again elsewhere'],
  ['L', 'link to another event'],
  ['M', 'point at the map'],
  ['Ctrl Z, Ctrl Y', 'undo, redo'],
  ['Ctrl S', 'save to the collection'],
  ['F6', 'the next pane'],
  ['Esc', 'back to the text'],
];
const SWITCH = 'geodash:code:letters';

/** Whether single letters act. */
export function lettersOn() {
  try {
    return localStorage.getItem(SWITCH) !== 'off';
  } catch {
    return true;
  }
}

/** @param {HTMLElement} root @param {URL} guide */
export function showHelp(root, guide) {
  const letters = h('input', { type: 'checkbox', checked: lettersOn() });
  letters.addEventListener('change', () => {
    try {
      localStorage.setItem(SWITCH, letters.checked ? 'on' : 'off');
    } catch {
      // A browser that keeps nothing forgets the choice.
    }
  });
  /** @type {HTMLDialogElement} */
  const box = h(
    'dialog',
    { class: 'gd-dialog gd-help', 'aria-label': 'Keys' },
    h('header', null, h('h2', null, 'Keys'), h('button', { type: 'button', class: 'gd-dialog-close', 'aria-label': 'Close', on: { click: () => box.close() } }, '×')),
    h('dl', null, KEYS.map(([keys, what]) => [h('dt', null, keys.split(', ').map((k, i) => [i ? ', ' : '', h('kbd', { class: 'gd-cap' }, k)])), h('dd', null, what)])),
    h('p', { class: 'gd-help-guide' }, h('a', { href: guide.href, target: '_blank', rel: 'noopener' }, 'From nothing to the first events'), ', a guide of one page'),
    h('label', { class: 'gd-help-switch' }, letters, ' Single letters and digits act in the text'),
  );
  box.addEventListener('close', () => box.remove());
  root.append(box);
  box.showModal();
}
