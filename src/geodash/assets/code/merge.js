// Two events that are one, told twice: what both give, and not alike, is asked; the older one stays.

import { asEditor } from '../core/editor.js';
import { h } from '../core/dom.js';

/** @import { Cells } from './types' */
/** @import { Desk } from './desk.js' */
/** @import { Edits } from './edits.js' */
/** @typedef {{fact: string, label: string, stays: string, goes: string, set: Cells}} Asked */
/** @typedef {{into: string, gone: string, titles: Record<string, string>, filled: Cells, asked: Asked[], rows: Record<string, Record<string, Cells>>}} Twins */

/** @param {Desk} desk @param {string} one @param {string} other @returns {Promise<Twins | null>} */
async function twins(desk, one, other) {
  const body = JSON.stringify({ article: desk.opening.article.id, state: desk.log.state(), one, other });
  try {
    const answer = await asEditor(new URL('code/twins', desk.api), { method: 'POST', body });
    const found = await answer.json();
    if (answer.ok) return found;
    desk.emit('trouble', found.error);
  } catch {
    desk.emit('trouble', 'geodash doesn’t answer.');
  }
  return null;
}

/**
 * Asks what differs and merges; nothing is done before all is answered.
 * @param {HTMLElement} anchor what gets the focus back
 * @param {Desk} desk
 * @param {Edits} edits
 * @param {string} one
 * @param {string} other
 */
export async function mergeInto(anchor, desk, edits, one, other) {
  const found = await twins(desk, one, other);
  if (!found) return;
  const { into, gone, titles, filled, asked, rows } = found;
  /** @type {Record<string, Cells>} */
  const chosen = {};
  const named = (/** @type {string} */ id) => h('b', { dir: 'auto' }, `“${titles[id] || 'New event'}”`);
  const go = h('button', { type: 'button', class: 'gd-cc-done is-ready', disabled: asked.length > 0, on: { click: () => merge() } }, 'Merge', h('kbd', { class: 'gd-cap' }, 'Ctrl ↵'));
  /** @param {Asked} of @param {string} name @param {string} words @param {Cells} set */
  const side = ({ fact }, name, words, set) => h('label', { class: 'gd-sv-side-row' }, h('input', { type: 'radio', name: `merge-${fact}`, on: { change: () => {
    chosen[fact] = set;
    go.disabled = asked.some((a) => !chosen[a.fact]);
  } } }), h('span', null, name), h('span', { dir: 'auto' }, words));
  const questions = asked.map((of) => h('fieldset', null, h('legend', null, of.label), side(of, 'Older', of.stays, {}), side(of, 'Newer', of.goes, of.set)));
  /** @type {HTMLDialogElement} */
  const dialog = h(
    'dialog',
    { class: 'gd-dialog gd-sv gd-merge', 'aria-label': 'One event, told twice' },
    h('header', null, h('h2', null, 'One event, told twice'), h('button', { type: 'button', class: 'gd-dialog-close', 'aria-label': 'Close', on: { click: () => dialog.close() } }, '×')),
    h(
      'div',
      { class: 'gd-sv-list' },
      h('p', null, named(into), ' stays, the older one, with the words and the links of both. ', named(gone), gone.startsWith('~') ? ' goes.' : ' goes; its address leads to the other.'),
      asked.length ? h('h3', null, 'They differ: which is right?') : h('p', null, 'Neither says what the other denies.'),
      questions,
    ),
    h('footer', null, h('span', { class: 'gd-sv-note' }, 'It is one step of the draft; undo takes it back.'), h('button', { type: 'button', class: 'gd-cc-again', on: { click: () => dialog.close() } }, 'Back'), go),
  );
  function merge() {
    if (go.disabled) return;
    dialog.close();
    desk.log.know(rows);
    edits.merge(gone, into, Object.assign({ ...filled }, ...Object.values(chosen)));
  }
  dialog.addEventListener('close', () => {
    dialog.remove();
    if (anchor.isConnected) anchor.focus();
  });
  dialog.addEventListener('keydown', (ev) => {
    if (ev.key !== 'Enter' || !(ev.ctrlKey || ev.metaKey)) return;
    ev.preventDefault();
    merge();
  });
  anchor.closest('.gd-code')?.append(dialog);
  dialog.showModal();
  (dialog.querySelector('input') ?? go).focus();
}
