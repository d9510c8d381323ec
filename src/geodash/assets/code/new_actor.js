// A new actor, in place: a name, what it is, where it belongs.

import { h } from '../core/dom.js';
import { askFor } from './asks.js';
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
  const drafted = desk.log.rows('actors').map(([id, cells]) => ({ id, name: cells.name ?? '' }));
  const parent = h('select', { class: 'gd-ask' }, h('option', { value: '' }, 'nobody'), [...desk.opening.actors, ...drafted].map((a) => h('option', { value: a.id }, a.name)));
  const country = askCountry(desk, name, () => kind, () => parent);
  const form = h(
    'form',
    { class: 'gd-form' },
    field('Name', called), field('What it is', kind), h('div', { class: 'gd-form-row' }, h('span', null, 'Country'), h('div', null, country.node)), field('Part of', parent),
    h('button', { type: 'submit', class: 'gd-cc-done is-ready' }, 'Add this actor'),
  );
  const box = popUp(anchor, { label: 'New actor', class: 'gd-form-box' }, h('h3', null, 'New actor'), form);
  form.addEventListener('submit', (ev) => {
    ev.preventDefault();
    const text = called.value.replace(/\s+/g, ' ').trim();
    if (!text) return;
    box.close(false);
    take({ name: text, kind: kind.value, country: country.code, parent: parent.value });
  });
  called.focus();
}

/**
 * A country by its name, in any spelling; what the actor's own name says of it is there to begin with.
 * @param {Desk} desk
 * @param {string} name
 * @param {() => HTMLElement} before
 * @param {() => HTMLElement} after
 */
function askCountry(desk, name, before, after) {
  const node = h('button', { type: 'button', class: 'gd-val is-empty gd-form-pick', 'aria-haspopup': 'listbox' });
  const made = { node, code: '' };
  const set = (code = '', text = 'none, or not known') => {
    made.code = code;
    node.textContent = text;
    node.setAttribute('aria-label', `Country: ${text}`);
    node.classList.toggle('is-empty', !code);
  };
  let asked = false;
  const ask = () => {
    asked = true;
    askFor(node, {
      name: 'Country', value: '', place: 'its name', inline: true, typed: true,
      find: (text) => (text ? desk.find('country', { q: text }) : Promise.resolve({ answers: [] })),
      take: (answer, _, way) => {
        set(answer.id, answer.text);
        (way < 0 ? before() : after()).focus();
      },
      empty: (way) => {
        if (!way) set();
        (way < 0 ? before() : after()).focus();
      },
      cancel: () => node.focus(),
    });
  };
  set();
  node.addEventListener('click', ask);
  node.addEventListener('keydown', (ev) => {
    if (ev.key.trim().length === 1 && !ev.ctrlKey && !ev.metaKey && !ev.altKey) ask();
  });
  void desk.find('country', { in: name }).then(({ answers: [found] }) => {
    if (found && !asked) set(found.id, found.text);
  });
  return made;
}
