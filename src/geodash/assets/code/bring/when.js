// When did it appear, and how do we know: the days that the text prints stand beside the question.

import { clear, h } from '../../core/dom.js';

/** @import { Answers, Clue, Field } from './types' */

const WAYS = [
  ['day', 'On a day'],
  ['between', 'Some time between'],
  ['unknown', 'Not known'],
];

/** @param {{changed: () => void}} acts */
export function createWhen({ changed }) {
  const radios = WAYS.map(([value]) => h('input', { type: 'radio', name: 'gd-br-when', value, on: { change: () => arrange(true) } }));
  const day = (/** @type {string} */ id, /** @type {string} */ label) =>
    h('input', { id, class: 'gd-br-day', 'aria-label': label, placeholder: '13 September 2022', autocomplete: 'off', spellcheck: 'false', on: { input: changed } });
  const first = day('gd-br-first', 'The day, or the first on which it can have appeared');
  const last = day('gd-br-last', 'The last day on which it can have appeared');
  const and = h('span', {}, 'and');
  const days = h('div', { class: 'gd-br-days' }, first, and, last);
  const how = h('textarea', { id: 'gd-br-how', class: 'gd-br-input', rows: 1, on: { input: changed } });
  const known = h('div', { class: 'gd-br-field', 'data-field': 'how' }, h('label', { for: 'gd-br-how' }, 'How do we know?'), how);
  const beside = h('div', { class: 'gd-br-clues', hidden: true });
  const group = h('fieldset', { class: 'gd-br-when', 'data-field': 'when' },
    h('legend', {}, 'When did it appear?'),
    h('div', { class: 'gd-br-ways', on: { pointerdown: () => (pressed = true) } }, radios.map((r, n) => h('label', {}, r, WAYS[n][1]))),
    h('div', { 'data-field': 'first' }, h('div', { 'data-field': 'last' }, days)));

  let pressed = false;
  const way = () => radios.find((r) => r.checked)?.value ?? '';

  function arrange(told = false) {
    const now = way();
    days.hidden = now !== 'day' && now !== 'between';
    and.hidden = last.hidden = now !== 'between';
    known.hidden = days.hidden;
    if (told) changed();
    // By a press one goes on to the day; by keys one may only be on the way to the next answer.
    if (pressed && !days.hidden) setTimeout(() => first.focus());
    pressed = false;
  }

  /** @param {string} value */
  function choose(value) {
    for (const radio of radios) radio.checked = radio.value === value;
  }

  /** What a button beside the question fills in: the earliest day, and the words that say so. */
  function take(/** @type {Clue} */ clue) {
    if (way() !== 'day') choose('between');
    first.value = clue.day;
    if (!how.value.trim()) how.value = `The text prints “${clue.words}”${clue.says ? `; ${clue.says}` : ''}.`;
    arrange(true);
    (way() === 'between' ? last : how).focus();
  }

  return {
    nodes: [group, known, beside],
    /** @param {Answers} answers */
    set(answers) {
      choose(answers.when);
      [first.value, last.value, how.value] = [answers.first, answers.last, answers.how];
      arrange();
    },
    /** @returns {Pick<Answers, 'when' | 'first' | 'last' | 'how'>} */
    get: () => ({ when: way(), first: first.value, last: last.value, how: how.value }),
    /** @param {Clue[]} clues */
    clues(clues) {
      beside.hidden = false;
      const lines = clues.map((clue, n) =>
        h('p', {},
          n ? null : h('strong', {}, 'In the text: '),
          n ? 'before it, ' : 'the latest thing with a date is ',
          h('q', { class: 'gd-br-quote', dir: 'auto' }, clue.words),
          clue.paragraph === null ? ' (heading)' : ` ¶${clue.paragraph}`,
          clue.says ? `; ${clue.says}. ` : '. ',
          h('button', { type: 'button', class: 'gd-br-link', on: { click: () => take(clue) } }, clue.offer)));
      clear(beside).append(...(lines.length ? lines : [h('p', {}, 'The text prints no day with its year.')]));
    },
    /** @type {Record<'when' | 'first' | 'last' | 'how', HTMLElement>} */
    fields: { when: radios[0], first, last, how },
  };
}

/** @type {Field[]} */
export const OF_WHEN = ['when', 'first', 'last', 'how'];
