// The counts that add up to the rows of the file: as a bar, and as a list.

import { h } from '../core/dom.js';

/** @import { Outcome, Part } from './types' */

/** @param {Part[]} parts */
export const partList = (parts) =>
  h('ul', { class: 'gd-bd-parts' }, parts.map(({ key, words, note, count }) => h('li', { class: `is-${key}` }, h('span', { class: 'gd-bd-part', 'aria-hidden': 'true' }), h('span', {}, words), h('b', {}, count.toLocaleString('en')), h('small', { dir: 'auto' }, note))));

/** @param {Outcome} outcome */
export function partBar({ parts, read_words: read }) {
  const some = parts.filter((p) => p.count);
  return h('div', { class: 'gd-bd-sum' },
    h('div', { class: 'gd-bd-bar', 'aria-hidden': 'true' }, some.map(({ key, count }) => h('span', { class: ['gd-bd-part', `is-${key}`], style: { 'flex-grow': String(count) } }))),
    h('p', {}, some.map(({ key, words, count }) => h('span', {}, h('span', { class: ['gd-bd-part', `is-${key}`], 'aria-hidden': 'true' }), h('b', {}, count.toLocaleString('en')), ` ${words}`)), h('span', { class: 'gd-bd-equal' }, `= ${read} in the file`)));
}
