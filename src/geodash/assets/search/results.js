// What was found, group by group, as one list of which one line is chosen; whoever has the focus (the
// box) says which. Of a group a few lines show until its rest is asked for.

import { all, h, hit } from '../core/dom.js';
import { linesOf, sectionOf } from './lines.js';

/** @import { Acts, Answer, Line } from './types' */

/**
 * @param {Acts} acts
 * @param {{prefix: string, label: string, few?: Record<string, number>, onChosen: (id: string | null) => void, onDone: () => void}} owner
 *   `few` is how many lines of a group show at first, `onDone` is called when something was opened
 */
export function createResults(acts, { prefix, label, few = {}, onChosen, onDone }) {
  const node = h('div', { class: 'gd-f-list', role: 'listbox', id: `${prefix}-list`, 'aria-label': label });
  /** @type {{answer: Answer | null, only: string | null}} */
  let on = { answer: null, only: null };
  /** @type {Set<string>} */
  const opened = new Set();
  /** @type {Line[]} */
  let lines = [];
  let at = -1;

  const rows = () => all(node, '[role=option]');
  function mark(/** @type {number} */ n) {
    at = lines.length ? Math.max(0, Math.min(lines.length - 1, n)) : -1;
    rows().forEach((row, i) => row.setAttribute('aria-selected', String(i === at)));
    const row = rows()[at];
    row?.scrollIntoView({ block: 'nearest' });
    if (at === 0) node.scrollTo({ top: 0 });
    onChosen(row?.id ?? null);
    const line = lines[at];
    acts.chosen?.(line?.sort === 'found' ? line.found : null);
  }

  function draw(/** @type {number} */ n) {
    const groups = on.answer ? linesOf(on.answer, on.only, { opened, few }) : [];
    lines = groups.flatMap((g) => g.lines);
    let next = 0;
    node.replaceChildren(...groups.map((g) => sectionOf(g, prefix, () => next++, acts)));
    mark(n);
  }

  function act(/** @type {Line | undefined} */ line, /** @type {boolean} */ asFilter) {
    if (!line) return;
    if (line.sort === 'rest') {
      opened.add(line.group.key);
      draw(at);
      return;
    }
    const params = line.sort === 'show' ? line.params : line.found.filter;
    const filters = asFilter || line.sort === 'show';
    if (filters && !params) return; // nothing of the collection is there
    onDone();
    if (line.sort === 'found' && !filters) acts.open(line.found);
    else if (params) acts.filter(params);
  }

  listen(node, rows, {
    press: (i, asFilter) => act(lines[i], asFilter),
    over: (i) => i !== at && mark(i),
  });

  return {
    node,
    show(/** @type {Answer | null} */ next, /** @type {string | null} */ group = null) {
      if (next?.q !== on.answer?.q) opened.clear();
      on = { answer: next, only: group };
      draw(0);
    },
    move: (/** @type {number} */ by) => mark(at + by),
    /** To the first line of the next group; false where there is none. */
    nextGroup(/** @type {1 | -1} */ by) {
      const starts = lines.flatMap((line, i) => (line.group === lines[i - 1]?.group ? [] : [i]));
      const to = starts[starts.findLastIndex((i) => i <= at) + by];
      if (to === undefined) return false;
      mark(to);
      return true;
    },
    act: (/** @type {boolean} */ asFilter) => act(lines[at], asFilter),
  };
}

/**
 * What a pointer does to the lines.
 * @param {HTMLElement} node
 * @param {() => HTMLElement[]} rows
 * @param {{press: (i: number, asFilter: boolean) => void, over: (i: number) => void}} acts
 */
function listen(node, rows, { press, over }) {
  const at = (/** @type {Event} */ ev) => rows().indexOf(/** @type {HTMLElement} */ (hit(ev, '[role=option]')));
  // The box keeps the focus.
  node.addEventListener('mousedown', (ev) => ev.preventDefault());
  node.addEventListener('click', (ev) => at(ev) >= 0 && press(at(ev), ev.shiftKey));
  // A list that moves under a pointer at rest chooses nothing.
  node.addEventListener('pointermove', (ev) => ev.pointerType === 'mouse' && (ev.movementX || ev.movementY) && at(ev) >= 0 && over(at(ev)));
}
