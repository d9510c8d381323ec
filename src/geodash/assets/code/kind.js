// The kind of an event by two digits: the kinds at the left, the types of the one at the right.

import { clear, h } from '../core/dom.js';
import { glyph } from '../core/marks.js';
import { popUp } from './pop.js';

/** @import { KindChoice } from './types' */

/**
 * @param {HTMLElement} anchor
 * @param {KindChoice[]} kinds
 * @param {(type: string) => void} take a blank one where none fits
 * @param {() => void} [cancel]
 */
export function askKind(anchor, kinds, take, cancel) {
  let chosen = kinds[0];
  const input = h('input', { type: 'text', class: 'gd-ask gd-kind-ask', inputmode: 'numeric', maxlength: '2', 'aria-label': 'Kind: two digits', placeholder: 'kind: two digits …', autocomplete: 'off' });
  const left = h('div', { class: 'gd-kind-col', role: 'listbox', 'aria-label': 'Kinds' });
  const right = h('div', { class: 'gd-kind-col', role: 'listbox', 'aria-label': 'Types' });
  anchor.hidden = true;
  anchor.after(input);
  let over = false;
  const box = popUp(input, { label: 'Kind', class: 'gd-kind-box', role: 'group', keepFocus: true, onClose: () => end() }, left, right);
  const cap = (/** @type {string} */ key) => h('kbd', { class: 'gd-cap' }, key);

  function end() {
    if (over) return;
    over = true;
    input.remove();
    anchor.hidden = false;
  }
  function done(/** @type {() => void} */ act) {
    end();
    box.close(false);
    act();
  }
  function draw() {
    clear(left).append(...kinds.map((kind) => h(
      'div',
      { class: 'gd-pop-option', role: 'option', tabindex: '-1', 'aria-selected': String(kind === chosen), on: { click: () => pick(kind) } },
      cap(kind.key), glyph(kind.kind, { size: 18 }), h('span', null, kind.label),
    )));
    const types = chosen.types.length ? chosen.types : [{ key: '↵', type: '', words: 'None of these fits', short: '', hint: chosen.hint }];
    clear(right).append(...types.map((type) => h(
      'div',
      { class: 'gd-pop-option', role: 'option', tabindex: '-1', 'aria-selected': 'false', on: { click: () => done(() => take(type.type)) } },
      cap(type.key), h('span', null, h('b', null, capital(type.words)), type.hint ? h('small', null, type.hint) : null),
    )));
    box.place();
  }
  function pick(/** @type {KindChoice} */ kind) {
    chosen = kind;
    draw();
    input.focus();
    if (input.value !== kind.key) input.value = kind.key;
  }
  input.addEventListener('input', () => {
    const [first, second] = input.value;
    const kind = kinds.find((k) => k.key === first);
    if (!kind) {
      input.value = '';
      return;
    }
    chosen = kind;
    if (!kind.types.length) {
      done(() => take(''));
      return;
    }
    const type = kind.types.find((t) => t.key === second);
    if (type) done(() => take(type.type));
    else {
      input.value = first;
      draw();
    }
  });
  input.addEventListener('keydown', (ev) => {
    const at = kinds.indexOf(chosen);
    if (ev.key === 'ArrowDown' || ev.key === 'ArrowUp') pick(kinds[(at + (ev.key === 'ArrowDown' ? 1 : kinds.length - 1)) % kinds.length]);
    else if (ev.key === 'Enter' && chosen.types.length === 1) done(() => take(chosen.types[0].type));
    else if (ev.key === 'Enter' && !chosen.types.length) done(() => take(''));
    else if (ev.key === 'Escape') done(() => cancel?.());
    else return;
    ev.preventDefault();
    ev.stopPropagation();
  });
  draw();
  input.focus();
}

const capital = (/** @type {string} */ text) => text.charAt(0).toUpperCase() + text.slice(1);
