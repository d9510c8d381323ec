// "/": any slide and any event of the collection by a few letters of it, with the lines and keys that the
// search has on every page.

import { count } from '../core/count.js';
import { h, setText } from '../core/dom.js';
import { hearKey, keyLine } from '../search/keys.js';
import { createResults } from '../search/results.js';
import { createFinding } from './find.js';

/** @import { Deck, JumpItem } from './types' */
/** @import { Found } from '../search/types' */

/** Lines of a group at first. */
const FEW = { slides: 6, events: 6 };

/**
 * @param {Deck} deck
 * @param {() => Promise<JumpItem[]>} load every event
 */
export function createJump(deck, load) {
  const results = createResults({ open, filter: () => {} }, {
    prefix: 'sh-jump',
    label: 'Slides and events',
    few: FEW,
    onChosen: (id) => (id ? input.setAttribute('aria-activedescendant', id) : input.removeAttribute('aria-activedescendant')),
    onDone: () => node.close(),
  });
  const input = h('input', { type: 'text', class: 'sh-jump-input', role: 'combobox', 'aria-expanded': 'true', 'aria-controls': results.node.id, 'aria-autocomplete': 'list', 'aria-label': 'Jump to a slide or an event', autocomplete: 'off', spellcheck: 'false', placeholder: 'A word of a slide or of any event: title, passage, place, date, who' });
  const said = h('p', { class: 'sh-jump-count', role: 'status' });
  /** @type {HTMLDialogElement} */
  const node = h('dialog', { class: 'sh-dialog sh-jump', 'aria-label': 'Jump to a slide or an event' }, input, results.node, said, keyLine({ filter: false }));
  /** @type {ReturnType<typeof createFinding> | null} */
  let finding = null;
  /** Enter came before there was anything to find: it is done then. */
  let hurried = false;

  function filter() {
    const answer = finding?.answer(input.value);
    if (!answer) return;
    results.show(answer);
    setText(said, answer.nothing || answer.groups.filter((g) => g.count).map((g) => count(g.count, g.key === 'slides' ? 'slide' : 'event')).join(', '));
  }

  function open(/** @type {Found} */ found) {
    if (found.event) deck.jump(found.event);
    else if (found.slide !== undefined) deck.visit(found.slide);
  }

  input.addEventListener('input', filter);
  node.addEventListener('keydown', (ev) => {
    if (!finding && ev.key === 'Enter') {
      hurried = true;
      ev.preventDefault();
      ev.stopPropagation();
    } else if (ev.key !== 'Escape') hearKey(ev, results);
  });

  return {
    node,
    input,
    isOpen: () => node.open,
    close: () => node.close(),
    /** @param {string[] | null} [ids] only these: the events that share a mark */
    async open(ids = null) {
      if (node.open) return;
      input.value = '';
      finding = null;
      hurried = false;
      node.showModal();
      input.focus();
      finding = createFinding(deck, await load(), ids);
      filter();
      if (hurried && node.open) results.act(false);
    },
  };
}
