// One disagreement: what either coded, and whose coding is taken. Nothing is chosen beforehand.

import { h } from '../../core/dom.js';
import { glyph } from '../../core/marks.js';
import { EVENT } from './take.js';

/** @import { Agreement, Choice, Differing, Disagreement } from './types' */
/**
 * @typedef {{
 *   choose: (fact: Differing | null, choice: Choice) => void, pair: (event: string, other: string, same: boolean | null) => void,
 *   chosen: (fact: string) => Choice, made: () => string, open: (event: string) => void,
 * }} Ways
 */

/**
 * @param {Agreement} told
 * @param {Disagreement} card
 * @param {Ways} ways
 */
export function drawCard(told, card, ways) {
  return h('div', { class: 'gd-ag-body' },
    h('h2', null, glyph(card.sign.kind, { size: 20, oneSided: card.sign.one_sided, planned: card.sign.planned }), h('span', { dir: 'auto' }, card.title)),
    card.other_title && card.other_title !== card.title ? h('p', { class: 'gd-ag-also' }, `${told.names[1]}: `, h('span', { dir: 'auto' }, card.other_title)) : null,
    card.quotes.map((quote) => h('blockquote', { dir: 'auto' }, quote)),
    card.what === 'differs' ? differing(told, card, ways) : alone(told, card, ways));
}

/** One of several, none of them chosen beforehand. @param {{name: string, legend: string, rows: {value: Choice, who: string, text: string}[], chosen: Choice, on: ((choice: Choice) => void) | null}} spec */
function choice({ name, legend, rows, chosen, on }) {
  return h('fieldset', null, h('legend', null, legend), rows.map(({ value, who, text }) => {
    const inside = [h('span', { class: 'gd-ag-who', dir: 'auto' }, who), h('span', { dir: 'auto' }, text)];
    if (!on) return h('p', { class: 'gd-ag-row' }, inside);
    return h('label', { class: 'gd-ag-row' }, h('input', { type: 'radio', name, checked: chosen === value, on: { change: () => on(value) } }), inside);
  }));
}

/** @param {Agreement} told @param {Disagreement} card @param {Ways} ways */
function differing({ names, decides }, card, ways) {
  const facts = (card.facts ?? []).map((fact) => {
    const rows = [{ value: /** @type {Choice} */ ('one'), who: names[0], text: fact.a }];
    if (fact.other || !decides) rows.push({ value: 'other', who: names[1], text: fact.b });
    else rows.push({ value: 'both', who: 'both', text: `also ${fact.b}` });
    if (fact.other && fact.both) rows.push({ value: 'both', who: 'both', text: fact.both.text });
    return choice({ name: `${card.key}|${fact.fact}`, legend: fact.label, rows: decides ? rows : rows.slice(0, 2), chosen: ways.chosen(fact.fact), on: decides ? (value) => ways.choose(fact, value) : null });
  });
  const paired = h('section', { class: 'gd-ag-paired' }, h('p', null, `Taken for one event: ${(card.reasons ?? []).join(', ')}.`),
    h('div', null,
      h('button', { type: 'button', 'aria-pressed': String(Boolean(card.confirmed)), on: { click: () => ways.pair(card.event, card.other, card.confirmed ? null : true) } }, 'One event, yes'),
      h('button', { type: 'button', on: { click: () => ways.pair(card.event, card.other, false) } }, 'No, two events')));
  return [facts, paired];
}

/** @param {Agreement} told @param {Disagreement} card @param {Ways} ways */
function alone({ names, decides, cards }, card, ways) {
  const own = card.what === 'only_one';
  const [has, lacks] = own ? names : [names[1], names[0]];
  const rows = own
    ? [{ value: /** @type {Choice} */ ('one'), who: 'Keep it', text: `as ${has} has it` }, { value: /** @type {Choice} */ ('other'), who: 'Withdraw', text: 'its address will say so' }]
    : [{ value: /** @type {Choice} */ ('other'), who: 'Take it in', text: 'into the draft, to be looked at' }, { value: /** @type {Choice} */ ('one'), who: 'Leave out', text: `as ${lacks} has it` }];
  const made = ways.made();
  const others = cards.filter((c) => c.what === (own ? 'only_other' : 'only_one'));
  const select = h('select', { 'aria-label': 'The same as', on: { change: () => {
    const with_ = others.find((c) => c.key === select.value);
    if (with_) ways.pair(own ? card.event : with_.event, own ? with_.other : card.other, true);
  } } }, h('option', { value: '' }, 'choose an event …'), others.map((c) => h('option', { value: c.key }, c.short ?? c.title)));
  return [
    h('p', { class: 'gd-ag-only' }, `Only ${has} has this.`),
    h('dl', null, (card.lines ?? []).map(({ label, text }) => h('div', null, h('dt', null, label), h('dd', { dir: 'auto' }, text)))),
    decides ? choice({ name: card.key, legend: `Only ${has}`, rows, chosen: ways.chosen(EVENT), on: (value) => ways.choose(null, value) }) : null,
    made ? h('p', null, h('button', { type: 'button', class: 'gd-cs-way', on: { click: () => ways.open(made) } }, 'Open it: it is not done yet')) : null,
    others.length ? h('label', { class: 'gd-ag-same' }, `Or it is what ${lacks} has as`, select) : null,
  ];
}
