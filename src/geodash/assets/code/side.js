// Beside the card: what is wrong, each with its remedy, and the events of the article in the text's order.

import { count } from '../core/count.js';
import { all, h } from '../core/dom.js';
import { glyph } from '../core/marks.js';

/** @import { Listed, Remedy, Trouble, View } from './types' */
/** @import { Desk } from './desk.js' */

const MOST = 30;

/** Draws a list again where a line differs, and leaves the others as they are. */
function createLines(/** @type {HTMLElement} */ node) {
  /** @type {Map<string, {key: string, node: HTMLElement}>} */
  let drawn = new Map();
  return {
    /** @template T @param {T[]} items @param {(item: T) => string} idOf @param {(item: T) => HTMLElement} make */
    render(items, idOf, make) {
      const next = new Map();
      for (const item of items) {
        const [id, key] = [idOf(item), JSON.stringify(item)];
        const known = drawn.get(id);
        next.set(id, known?.key === key ? known : { key, node: make(item) });
      }
      const nodes = [...next.values()].map((line) => line.node);
      if (nodes.length !== node.children.length || nodes.some((n, i) => node.children[i] !== n)) node.replaceChildren(...nodes);
      drawn = next;
    },
  };
}

/**
 * @param {Desk} desk
 * @param {{act: (problem: Trouble, remedy: Remedy) => void, open: (id: string) => void}} acts
 */
export function createSide(desk, { act, open }) {
  const problemCount = h('h2', null);
  const problemHere = h('span', { class: 'gd-cs-note' });
  const problemList = h('div', { class: 'gd-cs-list' });
  const eventCount = h('h2', null);
  const eventNote = h('span', { class: 'gd-cs-note' });
  const eventList = h('div', { class: 'gd-cs-list', role: 'list' });
  const node = h(
    'div',
    { class: 'gd-cs-scroll', tabindex: '-1' },
    h('section', { class: 'gd-cs-part is-problems', 'aria-label': 'Problems' }, h('div', { class: 'gd-cs-head' }, problemCount, problemHere), problemList),
    h('section', { class: 'gd-cs-part', 'aria-label': 'Events of this article' }, h('div', { class: 'gd-cs-head' }, eventCount, eventNote), eventList),
  );
  const problemLines = createLines(problemList);
  const eventLines = createLines(eventList);

  /** @param {Trouble} problem */
  function problemNode(problem) {
    const event = desk.view?.events.find((e) => e.id === problem.event);
    return h(
      'div',
      { class: 'gd-cs-problem', dataset: { event: problem.event } },
      h('button', { type: 'button', class: 'gd-cs-of', dir: 'auto', on: { click: () => open(problem.event) } }, event ? sign(event, 18) : null, h('span', null, event?.title ?? '')),
      h('p', null, problem.words),
      problem.remedies.length ? h('p', { class: 'gd-cs-ways' }, problem.remedies.map((remedy) => h('button', { type: 'button', class: 'gd-cs-way', on: { click: () => act(problem, remedy) } }, remedy.label))) : null,
    );
  }
  /** @param {Listed} event */
  function eventNode(event) {
    const also = event.also ? `, also in ${event.also === 1 ? '1 other' : event.also}` : '';
    const where = event.paragraph ? `¶${event.paragraph}${also}` : also.slice(2);
    const wrong = event.problems ? h('span', { class: 'gd-cs-bang', role: 'img', 'aria-label': count(event.problems, 'problem') }, '!') : null;
    return h(
      'div',
      { role: 'listitem' },
      h(
        'button',
        { type: 'button', class: ['gd-cs-event', event.withdrawn ? 'is-gone' : '', `is-${event.state}`], style: { '--depth': String(event.depth) }, dataset: { event: event.id }, title: event.title, on: { click: () => open(event.id) } },
        sign(event, 18),
        h('span', { class: 'gd-cs-title', dir: 'auto' }, event.title),
        wrong,
        h('span', { class: 'gd-cs-where' }, where),
      ),
    );
  }

  return {
    node,
    /** @param {string} id */
    chosen(id) {
      for (const found of all(node, '[data-event]')) {
        const on = found.dataset.event === id;
        found.classList.toggle('is-chosen', on);
        if (found.classList.contains('gd-cs-event')) {
          if (on) found.setAttribute('aria-current', 'true');
          else found.removeAttribute('aria-current');
          if (on) found.scrollIntoView({ block: 'nearest' });
        }
      }
    },
    /** @param {View} view */
    render({ events, problems }) {
      const here = problems.filter((p) => p.event === desk.chosen);
      const others = problems.filter((p) => p.event !== desk.chosen);
      problemCount.textContent = problems.length ? count(problems.length, 'problem') : 'No problems';
      problemHere.textContent = here.length ? `${here.length} in this event` : '';
      problemLines.render([...here, ...others].slice(0, MOST), (p) => `${p.event}|${p.code}|${p.words}`, problemNode);
      const changed = events.filter((e) => e.state === 'new' || e.state === 'changed').length;
      const done = events.filter((e) => e.state === 'done').length;
      eventCount.textContent = `${count(events.length, 'event')} here`;
      eventNote.textContent = [done && `${done} done`, changed && `${changed} open`].filter(Boolean).join(' · ');
      eventLines.render(events, (e) => e.id, eventNode);
      this.chosen(desk.chosen);
    },
  };
}

/** @param {Listed} event @param {number} size */
function sign({ kind, one_sided: oneSided, planned, unkinded }, size) {
  return glyph(kind, { size, oneSided, planned: planned || unkinded });
}
