// What only a person can say: cards with their evidence, and never an answer chosen beforehand.

import { h } from '../core/dom.js';
import { keepFocus, menu } from './signs.js';

/** @import { Acts, Question } from './types' */

/** @param {Question} question */
const done = ({ key, answer, words = [] }) => (key ? Boolean(answer) : words.every((w) => w.answer));

/** @param {Question} question @param {Acts} acts */
function choices({ key = '', answer, options }, acts) {
  return options.map(({ value, words, effect }) =>
    h('label', { class: 'gd-bd-option' },
      h('input', { type: 'radio', name: `gd-bd-${key}`, value, checked: value === answer, dataset: { key: `${key}=${value}` }, on: { change: () => acts.answer(key, value) } }),
      h('span', {}, words, effect ? h('small', {}, ` ${effect}`) : null)));
}

/** @param {Question} question @param {Acts} acts */
function wordList({ words = [], options, asks }, acts) {
  return h('ul', { class: 'gd-bd-wordlist' },
    words.map(({ key, word, rows, answer }) =>
      h('li', {}, h('code', { dir: 'auto' }, word), h('span', {}, rows), menu(`${asks} ${word}`, answer, options, (value) => acts.answer(key, value), { key, blank: 'choose a kind' }))));
}

/** @param {Question} question @param {Acts} acts */
function card(question, acts) {
  const answered = done(question);
  const name = `gd-bd-q-${question.key ?? question.column}`;
  return h('section', { class: ['gd-bd-question', answered && 'is-done'], 'aria-labelledby': name },
    h('h2', { id: name, dir: 'auto' }, h('span', { class: ['gd-bd-sign', answered ? 'is-done' : 'is-asks'], role: 'img', 'aria-label': answered ? 'answered' : 'asks you' }, answered ? '✓' : '!'), question.asks),
    question.evidence ? h('p', { dir: 'auto' }, question.evidence) : null,
    question.words ? wordList(question, acts) : h('div', { role: 'radiogroup', 'aria-labelledby': name }, choices(question, acts)),
    h('p', { class: 'gd-bd-note' }, answered ? takeBack(question, acts) : `Unanswered: ${question.unanswered}`));
}

/** @param {Question} question @param {Acts} acts */
const takeBack = ({ key, words = [] }, acts) =>
  h('button', { type: 'button', class: 'gd-bd-link', on: { click: () => (key ? [key] : words.map((w) => w.key)).forEach((k) => acts.answer(k, '')) } }, 'Take the answer back');

/** @param {Acts} acts */
export function createQuestions(acts) {
  const node = h('div', { class: 'gd-bd-questions', role: 'region', 'aria-label': 'Questions', tabindex: '-1' });
  return {
    node,
    /** @param {Question[]} questions */
    render(questions) {
      node.hidden = !questions.length;
      keepFocus(node, () => node.replaceChildren(...questions.map((question) => card(question, acts))));
    },
  };
}
