// "What changed": an older version as a zip, chosen on this machine, compared by our own server.

import { h } from '../core/dom.js';

/** @typedef {{text: string, details: string[], event?: string}} Item one change */
/** @typedef {{items: Item[], more: number}} Found */

const MOST = 20 * 2 ** 20;

function item(/** @type {Item} */ { text, details, event }) {
  const words = event ? h('a', { href: `./?event=${encodeURIComponent(event)}` }, text) : text;
  return h('li', { dir: 'auto' }, words, details.map((line) => h('div', { class: 'gd-doc-small', dir: 'auto' }, line)));
}

/**
 * Fills `root` with the file button and, once a file was chosen, the answer.
 * @param {Element} root
 * @param {URL} api
 */
export function mountDiff(root, api) {
  const said = h('p', { class: 'gd-about-diff-said', role: 'status', dir: 'auto' });
  const list = h('ul', { tabindex: '0', 'aria-label': 'Changes', hidden: true });
  const input = h('input', { type: 'file', id: 'gd-about-older', accept: '.zip,application/zip', on: { change: compare } });
  root.replaceChildren(input, h('label', { for: input.id }, 'Choose an older version …'), said, list);

  /**
   * @param {string} text
   * @param {Found} [found]
   */
  function show(text, found = { items: [], more: 0 }) {
    said.textContent = text;
    list.replaceChildren(...found.items.map(item), ...(found.more ? [h('li', null, `and ${found.more.toLocaleString('en')} more lines: geodash diff prints all`)] : []));
    list.hidden = !found.items.length;
  }

  async function compare() {
    const file = input.files?.[0];
    input.value = ''; // the same file may be chosen again
    if (!file) return;
    if (file.size > MOST) {
      show(`“${file.name}” has more than 20 MB: use geodash diff on the command line.`);
      return;
    }
    show(`Reading “${file.name}” …`);
    try {
      const response = await fetch(new URL('diff', api), { method: 'POST', body: file, headers: { 'Content-Type': 'application/zip' } });
      const answer = await response.json();
      if (response.ok) show(answer.sentence, answer);
      else show(`“${file.name}” could not be compared: ${answer.error}.`);
    } catch (error) {
      show(`“${file.name}” could not be compared: ${/** @type {Error} */ (error).message}. Is geodash still running?`);
    }
  }
}
