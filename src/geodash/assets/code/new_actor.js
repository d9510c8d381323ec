// A new actor, in place: a name, what it is, where it belongs.

import { h } from '../core/dom.js';
import { popUp } from './pop.js';

/** @import { Cells } from './types' */
/** @import { Desk } from './desk.js' */

/**
 * @param {HTMLElement} anchor
 * @param {Desk} desk
 * @param {string} name
 * @param {(cells: Cells) => void} take
 */
export function askActor(anchor, desk, name, take) {
  const field = (/** @type {string} */ label, /** @type {HTMLElement} */ input) => h('label', { class: 'gd-form-row' }, h('span', null, label), input);
  const called = h('input', { type: 'text', class: 'gd-ask', value: name, dir: 'auto', required: true });
  // Nobody is a state because nothing was chosen.
  const kind = h('select', { class: 'gd-ask', required: true }, h('option', { value: '' }, 'choose'), desk.opening.choices.actor_kinds.map(({ value, label }) => h('option', { value }, label)));
  const country = h('input', { type: 'text', class: 'gd-ask', maxlength: '3', placeholder: 'ARM, or blank', pattern: '[A-Za-z]{3}' });
  const drafted = desk.log.rows('actors').map(([id, cells]) => ({ id, name: cells.name ?? '' }));
  const parent = h('select', { class: 'gd-ask' }, h('option', { value: '' }, 'nobody'), [...desk.opening.actors, ...drafted].map((a) => h('option', { value: a.id }, a.name)));
  const form = h(
    'form',
    { class: 'gd-form' },
    field('Name', called), field('What it is', kind), field('Country, three letters', country), field('Part of', parent),
    h('button', { type: 'submit', class: 'gd-cc-done is-ready' }, 'Add this actor'),
  );
  const box = popUp(anchor, { label: 'New actor', class: 'gd-form-box' }, h('h3', null, 'New actor'), form);
  form.addEventListener('submit', (ev) => {
    ev.preventDefault();
    const text = called.value.replace(/\s+/g, ' ').trim();
    if (!text) return;
    box.close(false);
    take({ name: text, kind: kind.value, country: country.value.trim().toUpperCase(), parent: parent.value });
  });
  called.focus();
}
