// What keys and buttons do on the page, put together from its parts.

import { h } from '../core/dom.js';
import { popList } from './pop.js';
import { showHelp } from './help.js';

/** @import { Remedy, Trouble } from './types' */
/** @import { Desk } from './desk.js' */
/** @import { Edits } from './edits.js' */
/** @import { Caret } from './caret.js' */
/** @import { ArticleView } from './article.js' */
/** @import { CardView } from './card.js' */

/**
 * @param {{
 *   root: HTMLElement, desk: Desk, edits: Edits, caret: Caret, article: ArticleView, card: () => CardView, panes: HTMLElement[],
 *   say: (text: string) => void, save: () => void, point: () => void,
 * }} page
 */
export function createActs({ root, desk, edits, caret, article, card, panes, say, save, point }) {
  const text = article.node;
  const toText = () => text.focus({ preventScroll: true });
  const chosenEvent = () => desk.view?.events.find((e) => e.id === desk.chosen);

  function begin() {
    const id = edits.begin(caret.span());
    caret.clear();
    caret.draw();
    card().want('kind');
    desk.choose(id);
  }
  function none() {
    const span = caret.span();
    const sentence = caret.at;
    const rect = article.rangeOf(...span)?.getBoundingClientRect();
    const anchor = h('span', { class: 'gd-anchor', tabindex: '-1' });
    root.append(anchor);
    anchor.style.left = `${rect?.left ?? 100}px`;
    anchor.style.top = `${rect?.bottom ?? 100}px`;
    const choices = desk.opening.choices.reasons.map(({ value, label }, i) => ({ item: value, nodes: [h('kbd', { class: 'gd-cap' }, String(i + 1)), label] }));
    popList(anchor, 'No event here, because it is', choices, (reason) => {
      anchor.remove();
      caret.clear();
      edits.noEvent(span, reason);
      caret.go(sentence + 1);
      toText();
    });
  }
  /** @param {string} key */
  function fact(key) {
    const found = desk.opening.choices.facts.find((f) => f.key === key);
    if (!found || !desk.chosen) {
      say('Choose an event first, or press N for a new one.');
      return;
    }
    if (caret.selected) {
      edits.give(found.fact, caret.selected);
      desk.light(found.fact);
      caret.clear();
      caret.draw();
    } else if (found.fact === 'what') card().focusRow('title');
    else card().focusRow(found.fact);
  }
  function done() {
    const found = desk.view?.card;
    if (!found || !desk.chosen) return;
    const field = /** @type {HTMLElement | null} */ (document.activeElement);
    field?.blur();
    desk.emit('finish', (/** @type {import('./types').Card} */ fresh) => {
      const [gap] = fresh.gaps;
      if (gap) {
        card().say(gap.words);
        card().focusRow(gap.row);
        return;
      }
      if (!fresh.done) edits.done(fresh.id);
      say(`Done: ${fresh.title}`);
      caret.next();
      toText();
    });
  }
  function again() {
    if (!desk.chosen) return;
    const copy = edits.sameAgain(desk.chosen);
    if (!copy) return;
    card().want('title');
    desk.choose(copy);
  }
  function stepped(/** @type {import('./types').Step | null} */ step, /** @type {string} */ word) {
    if (step) say(`${word}: ${step.name}`);
  }
  /** @param {1 | -1} way */
  function pane(way) {
    const there = panes.filter((p) => p.offsetParent);
    const at = there.findIndex((p) => p.contains(document.activeElement));
    there[(at + way + there.length) % there.length]?.focus({ preventScroll: true });
  }

  return {
    begin,
    none,
    fact,
    done,
    again,
    save,
    point,
    pane,
    toText,
    give: (/** @type {string} */ name) => fact(desk.opening.choices.facts.find((f) => f.fact === name)?.key ?? ''),
    link: () => {
      if (!desk.chosen) return;
      card().focusRow('links');
      /** @type {HTMLElement | null} */ (root.querySelector('[data-what=link]'))?.click();
    },
    help: () => showHelp(root),
    next: caret.next,
    previous: caret.previous,
    first: () => caret.go(0),
    last: () => caret.go(desk.sentences.length - 1),
    extend: caret.extend,
    clear: () => {
      if (caret.selected) {
        caret.clear();
        caret.draw();
      } else desk.choose('');
    },
    take: () => desk.emit('take'),
    undo: () => stepped(desk.undo(), 'Undone'),
    redo: () => stepped(desk.redo(), 'Done again'),
    /** @param {Trouble} problem @param {Remedy} remedy */
    remedy(problem, remedy) {
      const go = () => {
        if (remedy.set) edits.set(problem.event, remedy.set, remedy.row ?? '');
        else if (remedy.ask === 'link') this.link();
        else card().focusRow(remedy.row ?? problem.row);
      };
      if (desk.chosen === problem.event) go();
      else {
        desk.choose(problem.event);
        desk.emit('whenShown', go);
      }
    },
    chosenEvent,
  };
}

/** @typedef {ReturnType<typeof createActs>} Acts */
