// The title: typed in place, with what our titles avoid said while one types.

import { h } from '../core/dom.js';

/** @import { Card } from './types' */
/** @import { Desk } from './desk.js' */
/** @import { Edits } from './edits.js' */

const QUIET = 250; // milliseconds after the last key

/**
 * @param {Desk} desk
 * @param {Edits} edits
 * @param {{next: () => void}} acts
 */
export function createTitle(desk, edits, { next }) {
  const input = h('textarea', { class: 'gd-cc-title', rows: '1', 'aria-label': 'Title', placeholder: 'What happened, in the present, says whom', spellcheck: 'true', dir: 'auto', dataset: { row: 'title' } });
  const checks = h('div', { class: 'gd-cc-checks', role: 'status', 'aria-live': 'polite' });
  const node = h('div', { class: 'gd-cc-titlebox' }, input, checks);
  let of = '';
  let timer = 0;
  let ghost = '';

  function fit() {
    input.style.height = '0';
    input.style.height = `${input.scrollHeight}px`;
  }
  function keep() {
    clearTimeout(timer);
    const text = input.value.replace(/\s+/g, ' ').trim();
    if (of && desk.log.row('events', of) && desk.log.row('events', of)?.title !== text) edits.set(of, { title: text }, 'title');
  }
  input.addEventListener('input', () => {
    fit();
    clearTimeout(timer);
    timer = setTimeout(keep, QUIET);
  });
  input.addEventListener('blur', keep);
  input.addEventListener('keydown', (ev) => {
    if (ev.isComposing) return;
    if (ev.key === 'Tab' && !ev.shiftKey && ghost && !input.value) {
      ev.preventDefault();
      input.value = ghost.replace(/\s*…$/, ' ');
      fit();
    } else if (ev.key === 'Enter' && !ev.ctrlKey && !ev.metaKey) {
      ev.preventDefault();
      keep();
      next();
    }
  });

  /** @param {Card['title_checks']} found */
  function told({ whose, loaded, length, most }) {
    const words = loaded.map(({ word, instead }) => h('span', { class: 'gd-cc-bad' }, `“${word}” is a word our titles avoid.`, instead ? ` Instead: ${instead}.` : ''));
    const good = [
      whose ? h('span', { class: 'gd-cc-good' }, '✓ says whose word it is') : h('span', { class: 'gd-cc-bad' }, 'One side’s account: end it with “, says …”.'),
      loaded.length ? null : h('span', { class: 'gd-cc-good' }, '✓ no loaded word'),
    ];
    const tab = ghost && !input.value ? [h('span', null, h('kbd', { class: 'gd-cap' }, 'Tab'), ' takes this beginning')] : [];
    return [...(length ? [...good, ...words] : tab), h('span', { class: ['gd-cc-length', length > most ? 'is-over' : ''] }, `${length} of ${most}`)];
  }

  return {
    node,
    focus: () => input.focus(),
    keep,
    /** Words that may begin it. */
    ghost(/** @type {string} */ text) {
      ghost = text;
      input.placeholder = text || 'What happened, in the present, says whom';
    },
    /** @param {Card} card @param {boolean} anew */
    render(card, anew) {
      if (anew) {
        keep();
        of = card.id;
        ghost = '';
      }
      if (anew || document.activeElement !== input) input.value = card.title;
      fit();
      checks.replaceChildren(...told(card.title_checks).filter((n) => n !== null));
    },
  };
}
