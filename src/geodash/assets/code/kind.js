// The kind of an event by two digits: the kinds at the left, the types of the one at the right.

import { clear, h } from '../core/dom.js';
import { glyph } from '../core/marks.js';
import { popUp } from './pop.js';

/** @import { KindChoice } from './types' */

/**
 * @param {HTMLElement} anchor
 * @param {{kinds: KindChoice[], likely: string, because: string}} spec `likely` is the type that is proposed, and why
 * @param {(type: string) => void} take a blank one where none fits
 * @param {() => void} [cancel]
 */
export function askKind(anchor, { kinds, likely, because }, take, cancel) {
  let chosen = kinds.find((k) => k.types.some((t) => t.type === likely && likely)) ?? kinds[0];
  const input = h('input', { type: 'text', class: 'gd-ask gd-kind-ask', inputmode: 'numeric', maxlength: '2', 'aria-label': 'Kind: two digits', placeholder: 'kind: two digits …', autocomplete: 'off' });
  const left = h('div', { class: 'gd-kind-col', role: 'listbox', 'aria-label': 'Kinds' });
  const right = h('div', { class: 'gd-kind-col', role: 'listbox', 'aria-label': 'Types' });
  anchor.hidden = true;
  anchor.after(input);
  let over = false;
  const box = popUp(input, { label: 'Kind', class: 'gd-kind-box', role: 'group', keepFocus: true, onClose: () => end() }, left, right);

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
    clear(left).append(...kinds.map((kind) => optionOf(kind.key, kind === chosen, () => pick(kind), [glyph(kind.kind, { size: 18 }), h('span', null, kind.label)])));
    const types = chosen.types.length ? chosen.types : [{ key: '↵', type: '', words: 'None of these fits', short: '', hint: chosen.hint }];
    clear(right).append(...types.map((type) => optionOf(type.key, Boolean(likely) && type.type === likely, () => done(() => take(type.type)), [h('span', null, h('b', null, capital(type.words)), type.hint ? h('small', null, type.hint) : null)])));
    if (because) right.append(h('p', { class: 'gd-kind-why', role: 'presentation' }, because));
    box.place();
  }
  function pick(/** @type {KindChoice} */ kind) {
    chosen = kind;
    draw();
    input.focus();
    if (input.value !== kind.key) input.value = kind.key;
  }
  input.addEventListener('input', () => {
    const { kind, type } = typed(kinds, input.value);
    input.value = kind?.key ?? '';
    if (kind) chosen = kind;
    if (type !== null) done(() => take(type));
    else if (kind) draw();
  });
  input.addEventListener('keydown', (ev) => {
    const at = kinds.indexOf(chosen);
    if (ev.key === 'ArrowDown' || ev.key === 'ArrowUp') pick(kinds[(at + (ev.key === 'ArrowDown' ? 1 : kinds.length - 1)) % kinds.length]);
    else if (ev.key === 'Enter' && likely && !input.value) done(() => take(likely));
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

/** What two digits say: a kind, and a type once it is told; blank for the kind that has none. @param {KindChoice[]} kinds @param {string} text */
function typed(kinds, text) {
  const kind = kinds.find((k) => k.key === text[0]);
  if (kind && !kind.types.length) return { kind, type: '' };
  return { kind, type: kind?.types.find((t) => t.key === text[1])?.type ?? null };
}

/** @param {string} key @param {boolean} on @param {() => void} act @param {Node[]} nodes */
function optionOf(key, on, act, nodes) {
  return h('div', { class: 'gd-pop-option', role: 'option', tabindex: '-1', 'aria-selected': String(on), on: { click: act } }, h('kbd', { class: 'gd-cap' }, key), nodes);
}

const capital = (/** @type {string} */ text) => text.charAt(0).toUpperCase() + text.slice(1);
