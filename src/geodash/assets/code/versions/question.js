// One question: the events it is about, what the edit touches, and the answers with their keys.

import { clear, h } from '../../core/dom.js';
import { glyph } from '../../core/marks.js';

/** @import { Answer, EventName, Fact, Question } from './types' */

/** Key, answer, words; by the kind of question. */
export const WAYS = {
  edited: [['Y', 'same', 'The same: take the new words'], ['S', 'other', 'Choose other words in the new text'], ['G', 'gone', 'Gone: the article no longer says it'], ['E', 'each', 'Decide for each event by itself']],
  gone: [['S', 'other', 'Choose other words in the new text'], ['G', 'gone', 'Gone: the article no longer says it'], ['E', 'each', 'Decide for each event by itself']],
  note: [['Y', 'close', 'Close it: corrected in the text'], ['G', 'leave', 'Leave it as it is']],
  bare: [['Y', 'withdraw', 'Withdraw the event'], ['G', 'keep', 'Keep it without words']],
};
/** @type {Record<string, string>} */
const SHORT = { same: 'The same', other: 'Other words', gone: 'Gone' };
const HEADS = { edited: 'Do these words still say the same?', gone: 'These words are gone', note: 'An editors’ note on words that are gone', bare: 'No words tell this event any more' };

/** The ways that a question has: one event needs no “each”. @param {Question} question */
export const waysOf = (question) => WAYS[question.kind].filter(([, answer]) => answer !== 'each' || question.events.length > 1);

/**
 * @typedef {{answer: (answer: string) => void, event: (id: string, answer: string) => void, fact: (fact: Fact, n: number, text?: string) => void,
 *   note: (n: number) => void, bare: (what: string) => void}} Acts
 */

const name = (/** @type {EventName} */ e) => [glyph(e.kind, { oneSided: e.one_sided, planned: e.planned }), h('span', { dir: 'auto' }, e.title)];

/** @param {Acts} acts @param {Question} question @param {Answer} answer */
function events(acts, question, answer) {
  const ways = waysOf(question).filter(([, a]) => a !== 'each');
  const each = answer.answer === 'each';
  return h('ul', { class: 'gd-vr-events' }, question.events.map((e) => {
    const chosen = answer.each[e.id]?.answer;
    const buttons = ways.map(([key, a, words]) => h('button', { type: 'button', 'aria-pressed': String(chosen === a), title: words, on: { click: () => acts.event(e.id, a) } }, `${key} ${SHORT[a]}`));
    return h('li', {}, name(e), each ? h('span', { class: 'gd-vr-each', role: 'group', 'aria-label': e.title }, buttons) : null);
  }));
}

/** @param {Acts} acts @param {Fact} fact @param {Answer} answer @param {number} from the number of its first option */
function factRow(acts, fact, answer, from) {
  const given = answer.facts[fact.id];
  const options = fact.options.map((option, n) => {
    const choose = () => acts.fact(fact, n, typed?.value);
    const radio = h('input', { type: 'radio', name: `gd-vr-${fact.id}`, checked: given?.n === n, on: { change: choose } });
    /** @type {HTMLInputElement | null} */
    const typed = option.asks ? h('input', { class: 'gd-vr-typed', 'aria-label': option.label, placeholder: '13 September 2022', value: given?.n === n ? given.text ?? '' : '', on: { change: choose } }) : null;
    return h('div', {}, h('label', {}, radio, h('span', {}, option.label), from + n < 10 ? h('kbd', { 'aria-hidden': 'true' }, from + n) : null), typed);
  });
  return h('fieldset', { class: 'gd-vr-fact', 'data-fact': fact.id }, h('legend', {}, fact.label), h('p', {}, fact.said), h('div', {}, options));
}

/** @param {Acts} acts @param {Question} question @param {Answer} answer */
function touches(acts, question, answer) {
  let from = 1;
  const facts = question.facts.map((fact) => {
    const row = factRow(acts, fact, answer, from);
    from += fact.options.length;
    return row;
  });
  const remarks = question.remarks.map((r) => h('div', { class: 'gd-vr-fact' }, h('strong', {}, r.label), h('p', {}, r.said)));
  return facts.length + remarks.length ? [h('h3', {}, question.kind === 'gone' ? 'What these words told' : 'What the edit touches'), facts, remarks] : null;
}

/** @param {Acts} acts @param {Question} question @param {Answer} answer */
function notes(acts, { notes: found }, answer) {
  const line = (/** @type {{n: number, text: string}} */ { n, text }) => {
    const closed = answer.notes.includes(n);
    return h('div', { class: ['gd-vr-note', closed && 'is-closed'] }, h('p', { dir: 'auto' }, text),
      h('button', { type: 'button', 'aria-pressed': String(closed), on: { click: () => acts.note(n) } }, closed ? 'Closed; open it again' : 'Close it: corrected in the text'));
  };
  return found.length ? [h('h3', {}, 'Editors’ notes about the old words'), found.map(line)] : null;
}

/** What becomes of events that only these words tell. @param {Acts} acts @param {Question} question @param {Answer} answer */
function alone(acts, question, answer) {
  const gone = (/** @type {string} */ e) => (answer.answer === 'each' ? answer.each[e]?.answer : answer.answer) === 'gone';
  const ends = question.events.filter((e) => question.alone.includes(e.id) && (gone(e.id) || (question.kind === 'gone' && !answer.answer)));
  if (!ends.length) return null;
  const radio = (/** @type {string} */ value, /** @type {string} */ label) =>
    h('label', {}, h('input', { type: 'radio', name: 'gd-vr-bare', checked: answer.bare === value, on: { change: () => acts.bare(value) } }), label);
  return [h('h3', {}, 'If they are gone, no words tell'), h('ul', { class: 'gd-vr-events' }, ends.map((e) => h('li', {}, name(e)))),
    h('div', { class: 'gd-vr-bare' }, radio('withdraw', 'Withdraw it'), radio('keep', 'Keep it without words'))];
}

/** The sentences themselves, where there is no room for both texts. @param {Question} question @param {ParentNode} root */
function sentences(question, root) {
  return ['old', 'new'].map((side, n) => {
    const column = root.querySelectorAll('.gd-vr-col')[n];
    const found = [...(column?.querySelectorAll(`.gd-vr-piece[data-q~="${question.id}"]`) ?? [])].map((piece) => piece.cloneNode(true));
    return found.length ? h('p', { class: `gd-vr-side is-${side}`, dir: 'auto' }, found) : null;
  });
}

/** @param {Acts} acts */
export function createQuestion(acts) {
  const body = h('div', { class: 'gd-vr-qbody' });
  const foot = h('div', { class: 'gd-vr-ways' });
  const node = h('section', { class: 'gd-vr-question', 'aria-label': 'The question' }, body, foot);

  return {
    node,
    /** @param {Question | null} question @param {Answer} answer @param {string} why it is still open @param {ParentNode} root */
    render(question, answer, why, root) {
      clear(body);
      clear(foot);
      if (!question) return;
      const focused = focusOf(node);
      body.append(...[h('h2', {}, HEADS[question.kind]), question.text ? h('p', { class: 'gd-vr-whole', dir: 'auto' }, question.text) : events(acts, question, answer),
        sentences(question, root), touches(acts, question, answer), alone(acts, question, answer), notes(acts, question, answer)].flat(2).filter((n) => n instanceof Node));
      const many = question.events.length > 1 ? `${question.events.length} events` : '';
      foot.append(...(why && answer.answer ? [h('p', { class: 'gd-vr-why', role: 'alert' }, why)] : []),
        ...waysOf(question).map(([key, way, words], n) => h('button', { type: 'button', class: [n === 0 && 'is-first'], 'aria-pressed': String(answer.answer === way), 'aria-keyshortcuts': key, on: { click: () => acts.answer(way) } },
          h('kbd', {}, key), h('span', {}, words), n === 0 && many ? h('small', {}, many) : null)));
      focused?.();
    },
  };
}

/** Puts the focus back where it was, after all was drawn anew. @param {HTMLElement} node */
function focusOf(node) {
  const active = document.activeElement;
  if (!(active instanceof HTMLElement) || !node.contains(active)) return null;
  const all = [...node.querySelectorAll('button, input')];
  const at = all.indexOf(active);
  return () => /** @type {HTMLElement | undefined} */ ([...node.querySelectorAll('button, input')][at])?.focus();
}
