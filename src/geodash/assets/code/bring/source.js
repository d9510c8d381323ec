// Where the article comes from: a file that is dropped or chosen, or text that is pasted.

import { h } from '../../core/dom.js';

const MOST = 50e6;
const KINDS = '.docx,.html,.htm,.md,.txt,.pdf';

/** `16 KB`, as people say it. */
const size = (/** @type {number} */ bytes) => (bytes < 1e6 ? `${Math.max(1, Math.round(bytes / 1e3))} KB` : `${(bytes / 1e6).toFixed(1)} MB`);

/**
 * @param {{read: (data: Blob | string, name: string) => void, refuse: (reason: string) => void}} acts
 */
export function createSource({ read, refuse }) {
  const input = h('input', { type: 'file', accept: KINDS, hidden: true, tabindex: '-1', 'aria-label': 'A file with an article' });
  const paste = h('textarea', { class: 'gd-br-paste', 'aria-label': 'Paste the article’s text', placeholder: 'Paste the article’s text here.', dir: 'auto' });
  const choose = h('button', { type: 'button', class: 'gd-br-link', on: { click: () => input.click() } }, 'choose one');
  const use = h('button', { type: 'button', class: 'gd-br-quiet', on: { click: () => paste.value.trim() && read(paste.value, '') } }, 'Read this text');
  const empty = h('div', { class: 'gd-br-empty' }, h('p', {}, h('strong', {}, 'Drop a file here'), ', or ', choose, '.'), paste, h('p', { class: 'gd-br-use' }, use));
  const name = h('strong', { dir: 'auto' });
  const about = h('span', {});
  const other = h('button', { type: 'button', class: 'gd-br-link', on: { click: () => input.click() } }, 'Another file');
  const instead = h('button', { type: 'button', class: 'gd-br-link', on: { click: () => show(null) } }, 'Paste instead');
  const file = h('div', { class: 'gd-br-file', hidden: true }, h('p', {}, name, about), h('p', {}, other, instead));
  const node = h('div', { class: 'gd-br-source' }, input, empty, file);

  /** @param {{name: string, about: string} | null} what */
  function show(what) {
    empty.hidden = Boolean(what);
    file.hidden = !what;
    if (what) [name.textContent, about.textContent] = [what.name, what.about];
    else paste.focus();
  }

  /** @param {File} found */
  function take(found) {
    if (found.size > MOST) refuse('It has more than 50 MB; an article has less. Paste its text.');
    else read(found, found.name);
  }

  input.addEventListener('change', () => {
    const found = input.files?.[0];
    if (found) take(found);
    input.value = ''; // so that the same file, mended, can be chosen again
  });
  paste.addEventListener('paste', () => queueMicrotask(() => setTimeout(() => paste.value.trim() && read(paste.value, ''))));

  return {
    node,
    paste,
    take,
    show,
    /** @param {Blob | string} data */
    told: (data, /** @type {string} */ named) => show({ name: named || 'Pasted text', about: `${size(data instanceof Blob ? data.size : new Blob([data]).size)}, read just now` }),
  };
}
