// The marks of how sure something is, as in Code's table: sure, worked out, a guess, asks.

import { h } from '../core/dom.js';

/** @import { Mark } from './types' */

/** @type {Record<string, string>} */
const WORDS = { sure: 'sure', likely: 'likely', guess: 'a guess', asks: 'asks you' };

/** @param {Mark} mark */
export const sign = (mark, said = true) =>
  h('span', { class: ['gd-bd-sign', `is-${mark}`], ...(said && WORDS[mark] ? { role: 'img', 'aria-label': WORDS[mark] } : { 'aria-hidden': 'true' }) }, mark === 'asks' ? '!' : '');

export const legend = () => h('p', { class: 'gd-bd-legend' }, /** @type {Mark[]} */ (['sure', 'likely', 'guess', 'asks']).map((mark) => h('span', {}, sign(mark, false), ` ${WORDS[mark]}`)));

/** What `mark` is in words; blank where there are none. @param {Mark} mark */
export const wordOf = (mark) => WORDS[mark] ?? mark;

/**
 * Draws anew without letting go of what has the focus: found again by its `data-key`.
 * @param {HTMLElement} root
 * @param {() => void} draw
 */
export function keepFocus(root, draw) {
  const active = document.activeElement;
  const key = active instanceof HTMLElement && root.contains(active) ? active.dataset.key : undefined;
  draw();
  if (!key) return;
  const again = /** @type {HTMLElement | null} */ (root.querySelector(`[data-key="${CSS.escape(key)}"]`));
  again?.focus({ preventScroll: true });
}

/**
 * A menu in words.
 * @param {string} label
 * @param {string} value blank where nothing is chosen yet
 * @param {{value: string, words: string, group?: string}[]} options
 * @param {(value: string) => void} choose
 * @param {{key: string, blank?: string, class?: string}} how
 */
export function menu(label, value, options, choose, { key, blank = '', class: own = '' }) {
  /** @type {Map<string, HTMLOptGroupElement>} */
  const groups = new Map();
  /** @type {HTMLSelectElement} */
  const select = h('select', { class: ['gd-bd-menu', own], 'aria-label': label, dataset: { key }, on: { change: () => choose(select.value) } });
  if (blank) select.append(h('option', { value: '' }, blank));
  for (const one of options) {
    const option = h('option', { value: one.value }, one.words);
    if (!one.group) {
      select.append(option);
      continue;
    }
    const group = groups.get(one.group) ?? h('optgroup', { label: one.group });
    if (!groups.has(one.group)) select.append(group);
    groups.set(one.group, group);
    group.append(option);
  }
  select.value = value;
  return select;
}
