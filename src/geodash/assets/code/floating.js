// Beside a selection: what its words may be for. The keys do the same; this is for mouse and finger, and
// tells the keys.

import { h } from '../core/dom.js';

/** @import { Desk } from './desk.js' */
/** @import { ArticleView } from './article.js' */

/**
 * @param {Desk} desk
 * @param {ArticleView} article
 * @param {{give: (fact: string) => void, begin: () => void, none: () => void}} acts
 */
export function createFloating(desk, article, acts) {
  const cap = (/** @type {string} */ key) => h('kbd', { class: 'gd-cap' }, key);
  const said = h('p', { class: 'gd-cf-said', dir: 'auto' });
  const facts = h('div', { class: 'gd-cf-facts' }, desk.opening.choices.facts.map(({ key, fact, label }) => h('button', { type: 'button', on: { click: () => acts.give(fact) } }, cap(key), label)));
  const begin = h('button', { type: 'button', on: { click: acts.begin } }, cap('N'), 'new event from these words');
  const none = h('button', { type: 'button', on: { click: acts.none } }, cap('0'), 'no event here');
  const node = h('div', { class: 'gd-cf', hidden: true, role: 'group', 'aria-label': 'What these words are for' }, said, facts, h('div', { class: 'gd-cf-more' }, begin, none));
  // A press on it must not let go of the selection.
  node.addEventListener('pointerdown', (ev) => ev.preventDefault());
  return {
    node,
    /** @param {[number, number] | null} span */
    show(span) {
      node.hidden = !span;
      if (!span) return;
      const text = desk.body.slice(...span);
      const short = text.length > 48 ? `${text.slice(0, 30).trimEnd()} … ${text.slice(-14).trimStart()}` : text;
      facts.hidden = !desk.chosen;
      said.textContent = desk.chosen ? `“${short}” for the open event, as words for` : `“${short}”`;
      const rect = article.rangeOf(...span)?.getBoundingClientRect();
      const frame = /** @type {HTMLElement} */ (node.offsetParent ?? article.node).getBoundingClientRect();
      if (!rect) return;
      const below = rect.bottom - frame.top + 8;
      const top = below + node.offsetHeight > frame.height ? rect.top - frame.top - node.offsetHeight - 8 : below;
      node.style.top = `${Math.max(4, top)}px`;
      node.style.left = `${Math.max(8, Math.min(rect.left - frame.left, frame.width - node.offsetWidth - 12))}px`;
    },
  };
}
