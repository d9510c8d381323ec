// Above A and B: what is compared, how many events there are, and ways to take it along.

import { all, clear, h, setText } from '../core/dom.js';
import { createDropdown } from '../core/dropdown.js';
import { createBriefing } from '../panel/brief_add.js';
import { setSides } from './compare_sides.js';
import { choice } from './figure.js';

/** @import { Context, State } from '../core/types' */
/** @import { CompareAnswer, Compared } from './types' */

const PICTURES = ['png', 'svg'];

/**
 * @param {State} state
 * @param {Context} ctx
 */
export function createCompareHead(state, ctx) {
  const amount = h('b', null);
  const rest = h('span', null);
  const by = h('div', { class: 'gd-c-by' });
  const list = h('ul', { class: 'gd-take-list' });
  const take = createDropdown({ label: 'Take away', class: 'gd-take' }, list, h('p', { class: 'gd-take-small' }, 'The events of A and of B, each with its side, the counts, the sentence above, the collection’s version, the licences and the note on boundaries.'));
  const briefing = createBriefing(state, ctx);
  /** @type {Compared | null} */
  let compared = null;
  const swap = button('⇄ Swap', 'Swap A and B', () => compared && setSides(state, swapped(compared.params)));
  const brief = button('+ Briefing', '+ Briefing: A and B as two slides', () => compared && briefing.addAll(slides(compared)));
  const acts = h('div', { class: 'gd-c-acts' }, swap, brief, take.node);
  const node = h('header', { class: 'gd-c-head' }, by, h('p', { class: 'gd-a-words', role: 'status' }, amount, rest), acts, briefing.node);

  /** A file of both sides; a picture would hold them on one map. */
  function link(/** @type {{name: string, label: string, use: string}} */ { name, label, use }) {
    const href = new URL(`events.${name}?${compared?.query}`, ctx.api).href;
    return h('li', null, h('a', { class: 'gd-take-link', href, download: '' }, label), h('span', { class: 'gd-take-small' }, use));
  }

  return {
    node,
    update(/** @type {CompareAnswer} */ answer) {
      ({ compared } = answer);
      const go = (/** @type {string} */ value) => setSides(state, answer.ways.find((way) => way.by === value)?.params ?? {});
      const inside = by.contains(document.activeElement);
      clear(by).append(h('span', null, 'Compare '), choice('What to compare', answer.ways.map((way) => [way.by, way.label]), compared?.by ?? '', go));
      if (inside) all(by, '[aria-pressed=true]')[0]?.focus({ preventScroll: true });
      acts.hidden = !compared;
      setText(amount, compared?.amount ?? '');
      setText(rest, compared?.said ?? '');
      list.replaceChildren(...(compared ? (ctx.formats ?? []).filter(({ name }) => !PICTURES.includes(name)).map(link) : []));
    },
    destroy: () => briefing.destroy(),
  };
}

/** @type {(text: string, label: string, click: () => unknown) => HTMLElement} */
const button = (text, label, click) => h('button', { type: 'button', class: 'gd-a-act', 'aria-label': label, title: label, on: { click } }, text);

/** A becomes B, and B becomes A. */
const swapped = (/** @type {Record<string, string>} */ params) =>
  Object.fromEntries(Object.entries(params).map(([key, value]) => [`${key[0] === 'a' ? 'b' : 'a'}${key.slice(1)}`, value]));

/** Both sides as slides with one view of the map. */
const slides = (/** @type {Compared} */ { a, b, view }) =>
  [a, b].map(({ query, label }, i) => ({ view: `${query}&map=${view}`, heading: `${'AB'[i]}: ${label}` }));
