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

export class Side {
  /** @param {Desk} desk @param {{act: (problem: Trouble, remedy: Remedy) => void, open: (id: string) => void, finish: (ids: string[]) => void}} acts */
  constructor(desk, acts) {
    this.desk = desk;
    this.acts = acts;
    this.problemCount = h('h2', null);
    this.problemHere = h('span', { class: 'gd-cs-note' });
    const problems = h('div', { class: 'gd-cs-list' });
    this.eventCount = h('h2', null);
    this.eventNote = h('span', { class: 'gd-cs-note' });
    /** New events that lack nothing. @type {string[]} */
    this.ready = [];
    this.finish = h('button', { type: 'button', class: 'gd-cs-way gd-cs-finish', hidden: true, on: { click: () => acts.finish(this.ready) } });
    const events = h('div', { class: 'gd-cs-list', role: 'list' });
    this.node = h(
      'div',
      { class: 'gd-cs', tabindex: '-1' },
      h('section', { class: 'gd-cs-part is-problems', 'aria-label': 'Problems' }, h('div', { class: 'gd-cs-head' }, this.problemCount, this.problemHere), problems),
      h('section', { class: 'gd-cs-part', 'aria-label': 'Events of this article' }, h('div', { class: 'gd-cs-head' }, this.eventCount, this.eventNote), this.finish, events),
    );
    this.problemLines = createLines(problems);
    this.eventLines = createLines(events);
  }

  /** @param {Trouble} problem */
  #problem(problem) {
    const event = this.desk.view?.events.find((e) => e.id === problem.event);
    const ways = problem.remedies.map((remedy) => h('button', { type: 'button', class: 'gd-cs-way', on: { click: () => this.acts.act(problem, remedy) } }, remedy.label));
    return h(
      'div',
      { class: 'gd-cs-problem', dataset: { event: problem.event } },
      h('button', { type: 'button', class: 'gd-cs-of', dir: 'auto', on: { click: () => this.acts.open(problem.event) } }, event ? sign(event, 18) : null, h('span', null, event?.title ?? '')),
      h('p', null, problem.words),
      ways.length ? h('p', { class: 'gd-cs-ways' }, ways) : null,
    );
  }

  /** @param {Listed} event */
  #event(event) {
    const also = event.also ? `, also in ${event.also === 1 ? '1 other' : event.also}` : '';
    const where = event.paragraph ? `¶${event.paragraph}${also}` : also.slice(2);
    const wrong = event.problems ? h('span', { class: 'gd-cs-bang', role: 'img', 'aria-label': count(event.problems, 'problem') }, '!') : null;
    return h(
      'div',
      { role: 'listitem' },
      h(
        'button',
        { type: 'button', class: ['gd-cs-event', event.withdrawn ? 'is-gone' : '', `is-${event.state}`], style: { '--depth': String(event.depth) }, dataset: { event: event.id }, title: event.title, on: { click: () => this.acts.open(event.id) } },
        sign(event, 18),
        h('span', { class: 'gd-cs-title', dir: 'auto' }, event.title),
        wrong,
        h('span', { class: 'gd-cs-where' }, where),
      ),
    );
  }

  /** @param {string} id */
  chosen(id) {
    for (const found of all(this.node, '[data-event]')) {
      const on = found.dataset.event === id;
      found.classList.toggle('is-chosen', on);
      if (!found.classList.contains('gd-cs-event')) continue;
      if (on) found.setAttribute('aria-current', 'true');
      else found.removeAttribute('aria-current');
      if (on) found.scrollIntoView({ block: 'nearest' });
    }
  }

  /** @param {View} view */
  render({ events, problems }) {
    const { chosen } = this.desk;
    const here = problems.filter((p) => p.event === chosen);
    const others = problems.filter((p) => p.event !== chosen);
    this.problemCount.textContent = problems.length ? count(problems.length, 'problem') : 'No problems';
    this.problemHere.textContent = here.length ? `${here.length} in this event` : '';
    this.problemLines.render([...here, ...others].slice(0, MOST), (p) => `${p.event}|${p.code}|${p.words}`, (p) => this.#problem(p));
    const open = events.filter((e) => e.state === 'new' || e.state === 'changed').length;
    const done = events.filter((e) => e.state === 'done').length;
    this.eventCount.textContent = `${count(events.length, 'event')} here`;
    this.eventNote.textContent = [done && `${done} done`, open && `${open} open`].filter(Boolean).join(' · ');
    this.ready = events.filter((e) => e.state === 'new' && !e.open).map((e) => e.id);
    this.finish.hidden = this.ready.length < 2;
    this.finish.textContent = `${this.ready.length} of them lack nothing: they are done`;
    this.eventLines.render(events, (e) => e.id, (e) => this.#event(e));
    this.chosen(chosen);
  }
}

/** @param {Listed} event @param {number} size */
function sign({ kind, one_sided: oneSided, planned, unkinded }, size) {
  return glyph(kind, { size, oneSided, planned: planned || unkinded });
}
