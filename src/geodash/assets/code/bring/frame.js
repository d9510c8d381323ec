// The dialog itself: its head, its two columns, its foot.

import { clear, h, setText } from '../../core/dom.js';

/**
 * @param {{form: HTMLElement[], preview: HTMLElement, like: HTMLElement}} parts
 * @param {{go: () => void, close: () => void}} acts
 */
export function createFrame({ form, preview, like }, { go: begin, close }) {
  const alert = h('p', { class: 'gd-br-alert', role: 'alert', hidden: true });
  const go = h('button', { type: 'button', class: 'gd-br-go', 'aria-keyshortcuts': 'Control+Enter', hidden: true, on: { click: begin } });
  const cancel = h('button', { type: 'button', class: 'gd-br-cancel', on: { click: close } }, 'Cancel');
  const shut = h('button', { type: 'button', class: 'gd-br-x', 'aria-label': 'Close', on: { click: close } }, '×');
  const [source, ...fields] = form;
  const dialog = h('dialog', { class: 'gd-br', 'aria-labelledby': 'gd-br-name' },
    h('header', {}, h('h2', { id: 'gd-br-name' }, 'Bring an article'), h('p', {}, '.docx, .html, .md, .txt, .pdf, or pasted text'), shut),
    h('div', { class: 'gd-br-main' }, h('div', { class: 'gd-br-form' }, source, alert, fields), preview),
    h('footer', {}, like, cancel, go));
  dialog.addEventListener('keydown', (ev) => {
    if (ev.key !== 'Enter' || !(ev.ctrlKey || ev.metaKey)) return;
    ev.preventDefault();
    begin();
  });
  return {
    dialog,
    /** @param {string} reason why something could not be done; blank: nothing is wrong */
    fail(reason) {
      alert.hidden = !reason;
      setText(alert, reason);
    },
    /** @param {string} label of the button that goes on; blank for none */
    onward(label) {
      go.hidden = !label;
      if (label) clear(go).append(label, h('kbd', {}, 'Ctrl ↵'));
    },
    focusOnward: () => go.focus(),
  };
}
