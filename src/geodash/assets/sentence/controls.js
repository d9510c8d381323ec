// The small controls of a popover: option rows with a count, segmented choices, a search box.
// Rows are keyed: an update changes texts and ticks in place, so that focus and scroll stay.

import { h, setText } from '../core/dom.js';
import { fold } from '../core/search.js';

let serial = 0;
export const uid = (stem) => `gd-s-${stem}-${(serial += 1)}`;

/** Text that sighted readers get from the layout. */
export const hiddenText = (text) => h('span', { class: 'gd-s-vh' }, text);

/** A heading inside a section. */
export const subhead = (text) => h('h3', { class: 'gd-s-subhead' }, text);

/**
 * One option row: a checkbox or radio, an icon, the words, a count at the right.
 * @returns {{node, input, set: ({label, note, count, state}) => void}} `state`: 'on' | 'off' | 'mixed'
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
  input.addEventListener('change', () => onChange(input.checked, input));
  return {
    node,
    input,
    set({ label, note: remark = '', count = null, state }) {
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

/** Puts `nodes` into `parent` in this order, moving as few as possible (a moved node loses focus). */
export function arrange(parent, nodes) {
  const keep = new Set(nodes);
  for (const child of [...parent.children]) {
    if (!keep.has(child) && !child.contains(document.activeElement)) child.remove();
  }
  let at = parent.firstElementChild;
  for (const node of nodes) {
    if (node === at) at = at.nextElementSibling;
    else if (!node.contains(document.activeElement)) parent.insertBefore(node, at);
  }
}

/**
 * A flat list of option rows.
 * @param {{label, type?, icon?: (item) => Node, read: (item) => {note?, state}, onChange: (item, on) => void}} spec
 * @returns {{node, update: (items) => void, filter: (text) => number}} `filter` hides what does not
 *   match and returns how many rows are left.
 */
export function optionList({ label, type = 'checkbox', icon, read, onChange }) {
  const rows = new Map();
  const name = uid('g');
  const node = h('div', { class: 'gd-s-list', role: type === 'radio' ? 'radiogroup' : 'group', 'aria-label': label });
  let wanted = '';
  let listed = [];
  function row(item) {
    if (!rows.has(item.value)) {
      const fresh = { item };
      fresh.view = option({ type, name, value: item.value, icon: icon?.(item), onChange: (on) => onChange(fresh.item, on) });
      rows.set(item.value, fresh);
    }
    return rows.get(item.value);
  }
  function filter(text) {
    wanted = fold(text.trim());
    let left = 0;
    for (const { view, item } of listed) {
      const hit = !wanted || view.input.checked || fold(`${item.label} ${item.note ?? ''}`).includes(wanted);
      view.node.hidden = !hit;
      left += hit ? 1 : 0;
    }
    return left;
  }
  function update(items) {
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

/** A row of exclusive short choices: `[{value, label, hint?}]`. */
export function segmented({ label, choices, onChange }) {
  const name = uid('seg');
  const inputs = choices.map(({ value, label: words }) => {
    const input = h('input', { type: 'radio', name, value, on: { change: () => onChange(value) } });
    return { input, node: h('label', { class: 'gd-s-seg-item' }, input, h('span', null, words)) };
  });
  return {
    node: h('div', { class: 'gd-s-seg', role: 'radiogroup', 'aria-label': label }, inputs.map((i) => i.node)),
    set(value) {
      for (const { input } of inputs) input.checked = input.value === value;
    },
  };
}

/** A search box over a list; `onInput` gets the text at every key. */
export function searchBox({ label, placeholder, onInput }) {
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

/** Up and Down move between the visible inputs of a list, beside Tab. Radios do so by themselves. */
export function arrowKeys(node) {
  node.addEventListener('keydown', (event) => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    if (!event.target.matches('input[type=checkbox], input[type=search]')) return;
    const stops = [...node.querySelectorAll('input[type=checkbox], input[type=search]')].filter((i) => i.offsetParent);
    const next = stops[stops.indexOf(event.target) + (event.key === 'ArrowDown' ? 1 : -1)];
    if (!next) return;
    event.preventDefault();
    next.focus();
  });
}
