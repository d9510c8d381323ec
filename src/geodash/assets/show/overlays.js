// What may lie over a slide: help, a blank screen, a line that says what just happened.

import { h } from '../core/dom.js';

/** @type {[keys: string[], text: string][]} */
const HELP = [
  [['→', 'Space', 'Page Down'], 'next slide'],
  [['←', 'Page Up'], 'previous slide'],
  [['Home', 'End'], 'first and last slide'],
  [['C'], 'the passage in its paragraph'],
  [['/'], 'jump to any slide or event: type a word of it'],
  [['Backspace'], 'back to the slide'],
  [['N'], 'speaker’s window: notes, next slide, search, clock'],
  [['B'], 'blank screen'],
  [['F'], 'full screen'],
  [['M'], 'cut or fly from map to map'],
  [['P'], 'print the handout, or save it as PDF'],
  [['?'], 'this help'],
  [['Esc'], 'close, then leave'],
];

export function createHelp() {
  const close = h('button', { type: 'button', class: 'sh-close' }, 'Close');
  const rows = HELP.map(([keys, text]) => [h('dt', null, keys.map((k) => [h('kbd', null, k), ' '])), h('dd', null, text)]);
  const node = h('dialog', { class: 'sh-dialog sh-help', 'aria-labelledby': 'sh-help-title' },
    h('h2', { id: 'sh-help-title' }, 'Keys'), h('dl', null, rows),
    h('p', null, 'A click or tap at the left or right edge turns the page, a swipe too.'), close);
  close.addEventListener('click', () => node.close());
  node.addEventListener('keydown', (ev) => {
    if (ev.key === '?' || ev.key.toLowerCase() === 'h') {
      node.close();
      ev.preventDefault();
    }
  });
  return { node, open: () => node.open || node.showModal(), isOpen: () => node.open, close: () => node.close() };
}

/** Black until any key: rooms are told nothing by a slide left standing. */
export function createBlank() {
  const node = h('div', { class: 'sh-blank', hidden: true, role: 'img', 'aria-label': 'Blank screen' });
  return {
    node,
    isOn: () => !node.hidden,
    set(/** @type {boolean} */ on) {
      node.hidden = !on;
    },
  };
}

/** A short notice for the presenter that goes by itself. */
export function createToast() {
  const node = h('p', { class: 'sh-toast', role: 'status', hidden: true });
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  return {
    node,
    say(/** @type {string} */ text) {
      node.textContent = text;
      node.hidden = false;
      clearTimeout(timer);
      timer = setTimeout(() => {
        node.hidden = true;
      }, 5000);
    },
  };
}
