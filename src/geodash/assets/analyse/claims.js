// Claims and answers: disputed, answered, and one side's alone; each with what the other side says.

import { differsButton, eventButton, note } from './figure.js';
import { clear, h } from '../core/dom.js';

/** @import { State } from '../core/types' */
/** @import { Answered, Claim, Tab } from './types' */

/**
 * Others' words on a claim, as the card has them, or that there are none.
 * @param {State} state
 * @param {{answers: Answered[], silent: string, editors: string[]}} claim
 */
export function answersOf(state, { answers, silent, editors }) {
  const voice = (/** @type {Answered} */ a) => (a.voice ? h('b', null, `${a.voice}${a.runs_on ? '' : ':'} `) : null);
  const said = (/** @type {Answered} */ a) => eventButton(state, a, voice(a), a.title, ' ', a.quote ? h('q', null, a.quote) : null);
  return [
    answers.length ? h('ul', { class: 'gd-a-answers' }, answers.map((a) => h('li', null, said(a), a.silent ? h('p', { class: 'gd-a-silent' }, a.silent) : null))) : null,
    silent ? h('p', { class: 'gd-a-silent' }, silent) : null,
    editors.map((text) => h('p', { class: 'gd-a-silent' }, 'Editors’ note: ', h('bdi', null, text))),
  ];
}

/**
 * @param {HTMLElement} root
 * @param {State} state
 * @returns {Tab}
 */
export function mountClaims(root, state) {
  function item(/** @type {Claim} */ claim) {
    const parts = claim.parts ? ` · ${claim.parts} parts, counted once` : '';
    const about = claim.about ? ` · concerns ${claim.about}` : '';
    return h(
      'li',
      { class: 'gd-a-claim' },
      eventButton(state, claim, claim.title),
      h('p', { class: 'gd-a-small' }, `${[claim.when, claim.where].filter(Boolean).join(' · ')}${claim.says ? ` · according to ${claim.says}` : ''}${about}${parts}`),
      differsButton(state, claim),
      answersOf(state, claim),
    );
  }

  return {
    count: (answer) => answer.claims.reduce((n, group) => n + group.rows.length, 0),
    update({ claims }) {
      const groups = claims.filter((group) => group.rows.length);
      clear(root).append(
        ...groups.map((group) => h('section', { 'aria-labelledby': `gd-a-c-${group.key}` }, h('h2', { id: `gd-a-c-${group.key}` }, `${group.title} `, h('span', { class: 'gd-a-small' }, String(group.rows.length))), h('ul', { class: 'gd-a-claimlist' }, group.rows.map(item)))),
      );
      if (groups.length) root.prepend(note('The parts of one account are counted once, with the whole that they make up.'));
      else root.append(note('Nothing here is told by one side only, and nobody is accused of anything.'));
    },
  };
}
