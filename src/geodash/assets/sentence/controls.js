// The small controls of a popover: option rows with a count, segmented choices, a search box.
// Rows are keyed: an update changes texts and ticks in place, so that focus and scroll stay.

import { all, h, setText } from '../core/dom.js';
import { fold } from '../core/search.js';

/** @import { Child } from '../core/types' */
/** @import { Item, Tick } from './types' */
/** @typedef {{label: string, note?: string, count?: number | null, state: Tick}} Shown how an option stands now */

let serial = 0;
/** @param {string} stem */
export const uid = (stem) => `gd-s-${stem}-${(serial += 1)}`;

/**
 * Text that sighted readers get from the layout.
 * @param {string} text
 */
export const hiddenText = (text) => h('span', { class: 'gd-s-vh' }, text);

/**
 * A heading inside a section.
 * @param {string} text
 */
export const subhead = (text) => h('h3', { class: 'gd-s-subhead' }, text);

/**
 * One option row: a checkbox or radio, an icon, the words, a count at the right.
 * @param {{type?: string, name?: string, value?: string, icon?: Child, onChange: (on: boolean) => void}} spec
 */
export function option({ type = 'checkbox', name = '', value = '', icon = null, onChange }) {
  const textId = uid('t');
  const countId = uid('n');
  const input = h('input', { type, name, value, 'aria-labelledby': textId, 'aria-describedby': countId });
  const text = h('span', { class: 'gd-s-opt-text', id: textId, dir: 'auto' });
  const note = h('span', { class: 'gd-s-opt-note', dir: 'auto' });
  const number = h('span', { class: 'gd-s-opt-n' });
  const unit = hiddenText('');
  const words = h('span', { class: 'gd-s-opt-words' }, text, note);
  const node = h('label', { class: 'gd-s-opt' }, input, icon, words, h('span', { id: countId }, number, unit));
  input.addEventListener('change', () => onChange(input.checked));
  return {
    node,
    input,
    set(/** @type {Shown} */ { label, note: remark = '', count = null, state }) {
      setText(text, label);
      setText(note, remark);
      note.hidden = !remark;
      setText(number, count === null ? '' : count.toLocaleString('en-GB'));
      setText(unit, count === null ? '' : count === 1 ? ' event' : ' events');
      node.classList.toggle('gd-s-zero', count === 0);
      node.title = [...label].length > 60 ? label : '';
      input.checked = state === 'on';
      if (type === 'checkbox') input.indeterminate = state === 'mixed';
    },
  };
}

/**
 * Puts `nodes` into `parent` in this order, moving as few as possible (a moved node loses focus).
 * @param {HTMLElement} parent
 * @param {Element[]} nodes
 */
export function arrange(parent, nodes) {
  const keep = new Set(nodes);
  for (const child of [...parent.children]) {
    if (!keep.has(child) && !child.contains(document.activeElement)) child.remove();
  }
  let at = parent.firstElementChild;
  for (const node of nodes) {
    if (node === at) at = node.nextElementSibling;
    else if (!node.contains(document.activeElement)) parent.insertBefore(node, at);
  }
}

/**
 * A flat list of option rows.
 * @template {Item} I
 * @param {{label: string, type?: string, icon?: (item: I) => Node, read: (item: I) => {note?: string, state: Tick}, onChange: (item: I, on: boolean) => void}} spec
 */
export function optionList({ label, type = 'checkbox', icon, read, onChange }) {
  /** @typedef {{item: I, view: ReturnType<typeof option>}} Row */
  /** @type {Map<string, Row>} */
  const rows = new Map();
  const name = uid('g');
  const node = h('div', { class: 'gd-s-list', role: type === 'radio' ? 'radiogroup' : 'group', 'aria-label': label });
  let wanted = '';
  /** @type {Row[]} */
  let listed = [];
  /** @returns {Row} */
  function row(/** @type {I} */ item) {
    const there = rows.get(item.value);
    if (there) return there;
    const fresh = { item, view: option({ type, name, value: item.value, icon: icon?.(item), onChange: (on) => onChange(fresh.item, on) }) };
    rows.set(item.value, fresh);
    return fresh;
  }
  /** Hides what does not match; how many rows are left. */
  function filter(/** @type {string} */ text) {
    wanted = fold(text.trim());
    let left = 0;
    for (const { view, item } of listed) {
      const hit = !wanted || view.input.checked || fold(`${item.label} ${item.note ?? ''}`).includes(wanted);
      view.node.hidden = !hit;
      left += hit ? 1 : 0;
    }
    return left;
  }
  function update(/** @type {I[]} */ items) {
    listed = items.map((item) => {
      const found = row(item);
      found.item = item;
      found.view.set({ label: item.label, count: item.count ?? null, ...read(item) });
      return found;
    });
    arrange(node, listed.map((found) => found.view.node));
    filter(wanted);
  }
  return { node, update, filter };
}

/**
 * A row of exclusive short choices.
 * @param {{label: string, choices: {value: string, label: string}[], onChange: (value: string) => void}} spec
 */
export function segmented({ label, choices, onChange }) {
  const name = uid('seg');
  const inputs = choices.map(({ value, label: words }) => {
    const input = h('input', { type: 'radio', name, value, on: { change: () => onChange(value) } });
    return { input, node: h('label', { class: 'gd-s-seg-item' }, input, h('span', null, words)) };
  });
  return {
    node: h('div', { class: 'gd-s-seg', role: 'radiogroup', 'aria-label': label }, inputs.map((i) => i.node)),
    set(/** @type {string} */ value) {
      for (const { input } of inputs) input.checked = input.value === value;
    },
  };
}

/**
 * A search box over a list; `onInput` gets the text at every key.
 * @param {{label: string, placeholder?: string, onInput: (text: string) => void}} spec
 */
export function searchBox({ label, placeholder, onInput }) {
  /** @type {HTMLInputElement} */
  const input = h('input', {
    type: 'search',
    class: 'gd-s-input',
    'aria-label': label,
    placeholder: placeholder ?? label,
    autocomplete: 'off',
    spellcheck: 'false',
    on: { input: () => onInput(input.value) },
  });
  return input;
}

/**
 * Up and Down move between the visible inputs of a list, beside Tab. Radios do so by themselves.
 * @param {HTMLElement} node
 */
export function arrowKeys(node) {
  node.addEventListener('keydown', (event) => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    const at = all(node, 'input[type=checkbox], input[type=search]').filter((i) => i.offsetParent);
    const here = at.findIndex((i) => i === event.target);
    const next = here < 0 ? null : at[here + (event.key === 'ArrowDown' ? 1 : -1)];
    if (!next) return;
    event.preventDefault();
    next.focus();
  });
}
