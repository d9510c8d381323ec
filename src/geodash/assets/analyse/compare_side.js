// One side of a comparison: what it is, its map, its time, and what only it has.

import { count } from '../core/count.js';
import { clear, h, hit, setText } from '../core/dom.js';
import { differsButton, eventButton, figure, number, open, openFigure } from './figure.js';
import { createPick } from './compare_pick.js';
import { createTimes } from './compare_times.js';

/** @import { Context, State } from '../core/types' */
/** @import { Apart, Compared, Figure, Letter, Listed } from './types' */

/** Names shown before the rest is asked for. */
const FIRST = 3;
const FORMATS = ['docx', 'xlsx'];

export const badge = (/** @type {Letter} */ letter) => h('span', { class: 'gd-c-badge', dataset: { side: letter }, 'aria-hidden': 'true' }, letter.toUpperCase());

/**
 * @param {Letter} letter
 * @param {State} state
 * @param {Context} ctx
 */
export function createSide(letter, state, ctx) {
  const A = letter.toUpperCase();
  const pick = createPick(letter, state, ctx);
  const total = h('span', { class: 'gd-c-total' });
  const map = createMap(letter, state, ctx);
  const times = createTimes(letter, state);
  const only = h('div', { class: 'gd-c-only' });
  const node = h('section', { class: 'gd-c-side', dataset: { side: letter }, 'aria-label': A }, h('div', { class: 'gd-c-name' }, badge(letter), pick.node, total), map.node, times.node, only);
  return {
    node,
    focus: pick.focus,
    update(/** @type {Compared} */ compared) {
      const side = compared[letter];
      node.setAttribute('aria-label', `${A}: ${side.label}`);
      pick.update(compared);
      clear(total).append(figure(state, side.total, `${A}, ${side.label}`, count(side.total.n, 'event')), ...files(ctx, side.query, `${A}, ${side.label}`));
      map.update(compared);
      times.update(compared);
      clear(only).append(
        h('div', { class: 'gd-c-name gd-c-head2' }, badge(letter), h('h3', null, `Only here: ${count(side.only.total.n, 'event')}`), opener(state, side.only.total, `only in ${A}`, 'List')),
        names(state, 'Places', side.places, A),
        names(state, 'Who', side.who, A),
        listed(state, side.only, `only in ${A}`),
      );
    },
    destroy() {
      pick.destroy();
      times.destroy();
    },
  };
}

/** Word and Excel of one side alone. */
function files(/** @type {Context} */ ctx, /** @type {string} */ query, /** @type {string} */ what) {
  return (ctx.formats ?? []).filter(({ name }) => FORMATS.includes(name)).map(({ name, label }) => h('a', { class: 'gd-c-file', download: '', 'aria-label': `${label}: ${what}`, href: new URL(`events.${name}?${query}`, ctx.api).href }, label));
}

/**
 * A figure's events behind words; nothing where there are none.
 * @param {State} state
 * @param {Figure} fig
 * @param {string} label
 * @param {string} words
 */
const opener = (state, fig, label, words) => (fig.n ? figure(state, fig, label, words) : null);

/**
 * What no event of the other side has: the first names, and all on demand.
 * @param {State} state
 * @param {string} title
 * @param {Apart[]} found
 * @param {string} side
 */
function names(state, title, found, side) {
  const name = (/** @type {Apart} */ { label, events }) => h('button', { type: 'button', class: 'gd-c-nameof', title: count(events.n, 'event'), on: { click: () => openFigure(state, events, `${label}, ${side}`) } }, h('bdi', null, label));
  const line = h('p', { class: 'gd-c-names' }, h('span', { class: 'gd-a-small' }, `${title} `), found.length ? null : h('span', { class: 'gd-a-small' }, 'none that the other hasn’t'));
  const show = (/** @type {Apart[]} */ some) => line.append(...some.flatMap((one) => [name(one), ' ']));
  show(found.slice(0, FIRST));
  if (found.length > FIRST) {
    const more = h('button', { type: 'button', class: 'gd-a-fig', 'aria-label': `All ${found.length} ${title.toLowerCase()} only in ${side}` }, `all ${number(found.length)}`);
    more.addEventListener('click', () => {
      more.remove();
      show(found.slice(FIRST));
      all(line)[FIRST].focus();
    });
    line.append(more);
  }
  return line;
}

const all = (/** @type {HTMLElement} */ line) => /** @type {NodeListOf<HTMLElement>} */ (line.querySelectorAll('.gd-c-nameof'));

/**
 * Events one by one, the rest behind a number.
 * @param {State} state
 * @param {Listed} list
 * @param {string} label
 */
export function listed(state, { total, rows }, label) {
  const left = total.n - rows.length;
  return h(
    'ul',
    { class: 'gd-c-rows' },
    rows.map((row) => h('li', null, eventButton(state, row, row.title), h('span', { class: 'gd-a-small' }, row.when), differsButton(state, row))),
    left > 0 ? h('li', null, figure(state, total, label, `and ${number(left)} more`)) : null,
  );
}

/**
 * The picture of a side; a press on a mark opens its events.
 * @param {Letter} letter
 * @param {State} state
 * @param {Context} ctx
 */
function createMap(letter, state, ctx) {
  const picture = h('div', { class: 'gd-c-picture' });
  const chips = h('div', { class: 'gd-c-chips' });
  const failed = h('p', { class: 'gd-a-note', hidden: true });
  const node = h('div', { class: 'gd-c-map' }, picture, chips, failed);
  let shown = '';

  async function draw(/** @type {string} */ href) {
    if (href === shown) return;
    shown = href;
    node.setAttribute('aria-busy', 'true');
    try {
      const response = await fetch(href);
      if (!response.ok) throw new Error(`the server answered ${response.status}`);
      const drawn = new DOMParser().parseFromString(await response.text(), 'image/svg+xml').documentElement;
      if (shown !== href) return;
      picture.replaceChildren(document.importNode(drawn, true));
      failed.hidden = true;
    } catch (thrown) {
      if (shown !== href) return;
      shown = '';
      clear(picture);
      failed.hidden = false;
      setText(failed, `The map could not be drawn: ${/** @type {Error} */ (thrown).message}.`);
    } finally {
      node.removeAttribute('aria-busy');
    }
  }

  picture.addEventListener('click', (ev) => {
    const ids = hit(ev, '[data-events]')?.dataset.events?.split(' ') ?? [];
    if (ids.length === 1) open(state, ids[0]);
    else if (ids.length) openFigure(state, { ids }, `on this mark, ${letter.toUpperCase()}`);
  });
  return {
    node,
    update(/** @type {Compared} */ { query, [letter]: side }) {
      draw(new URL(`compare/${letter}.svg?${query}${ctx.phone.matches ? '&small=1' : ''}`, ctx.api).href);
      const A = letter.toUpperCase();
      clear(chips).append(chip(state, side.elsewhere, 'elsewhere', `elsewhere, ${A}`) ?? '');
    },
  };
}

/** @type {(state: State, fig: Figure, word: string, label: string) => HTMLElement | null} */
function chip(state, fig, word, label) {
  if (!fig.n) return null;
  const found = figure(state, fig, label, `${word} ${number(fig.n)}`);
  found.classList.add('gd-c-chip');
  return found;
}
