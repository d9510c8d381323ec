// A figure is a button: it opens its events in the panel, to be stepped through one by one.

import { count } from '../core/count.js';
import { h } from '../core/dom.js';
import { differing, glyph } from '../core/marks.js';
import { hueOf, kinds } from '../core/told.js';
import { unfoldDiffering } from '../panel/card.js';

/** @import { Child, Kind, State } from '../core/types' */
/** @import { Figure, Told } from './types' */

export const number = (/** @type {number} */ n) => n.toLocaleString('en-GB');

/**
 * Opens the events of a figure: the panel steps through these alone.
 * @param {State} state
 * @param {Pick<Figure, 'ids'>} figure
 * @param {string} label what they have in common
 */
export async function openFigure(state, { ids }, label) {
  if (!ids.length) return;
  await state.meet(ids).catch(() => {}); // what is missing is asked for again one by one
  state.setStack(ids, label);
  state.select(ids[0], { source: 'figure' });
}

/**
 * The number as a button; nought, which has no events, as plain text.
 * @param {State} state
 * @param {Figure} fig
 * @param {string} label what it counts
 * @param {...Child} content in place of the number
 */
export function figure(state, fig, label, ...content) {
  const { n } = fig;
  const inner = content.length ? content : [number(n)];
  if (!n) return h('span', { class: 'gd-a-none' }, '0');
  const name = `${count(n, 'event')}: ${label}`;
  return h(
    'button',
    { type: 'button', class: 'gd-a-fig', title: name, 'aria-label': name, on: { click: () => openFigure(state, fig, label) } },
    inner,
  );
}

/**
 * The kinds of a figure, each its own button, as wide as it has events; one side's accounts apart.
 * @param {State} state
 * @param {Record<Kind, Figure>} counts
 * @param {Record<Kind, Figure>} accounts those of them that one side alone tells
 * @param {number} most what the whole width stands for
 * @param {string} label
 */
export function kindBar(state, counts, accounts, most, label) {
  /** @type {(entry: [string, Figure]) => {kind: string, fig: Figure, oneSided: boolean}[]} */
  const apart = ([kind, fig]) => {
    const told = accounts[kind] ?? { n: 0, ids: [] };
    const rest = { n: fig.n - told.n, ids: fig.ids.filter((id) => !told.ids.includes(id)) };
    return [{ kind, fig: rest, oneSided: false }, { kind, fig: told, oneSided: true }].filter((part) => part.fig.n);
  };
  return h(
    'span',
    { class: 'gd-a-bar' },
    Object.entries(counts).flatMap(apart).map(({ kind, fig, oneSided }) => {
      const said = `${label}, ${kinds()[kind].phrase}${oneSided ? ', one side’s account' : ''}`;
      const button = figure(state, fig, said, glyph(kind, { size: 16, oneSided }), h('span', null, number(fig.n)));
      button.classList.add('gd-a-seg');
      button.style.setProperty('--share', String(fig.n / most));
      button.style.setProperty('--hue', `var(--gd-kind-${hueOf(kind)})`);
      return button;
    }),
  );
}

/**
 * A button that opens one event, with its mark.
 * @param {State} state
 * @param {Told} event
 * @param {...Child} content
 */
export function eventButton(state, { id, kind, one_sided: oneSided, planned = false }, ...content) {
  return h(
    'button',
    { type: 'button', class: 'gd-a-event', dataset: { event: id }, on: { click: () => open(state, id) } },
    glyph(kind, { size: 18, oneSided, planned }),
    h('span', { dir: 'auto' }, content),
  );
}

/**
 * What articles tell differently of an event: opens it with their passages side by side.
 * @param {State} state
 * @param {Told} event
 */
export function differsButton(state, { id, differs }) {
  if (!differs) return null;
  const show = async () => {
    open(state, id);
    await state.fetchCard(id).catch(() => {}); // the panel says what is wrong
    requestAnimationFrame(() => unfoldDiffering(id));
  };
  return h('button', { type: 'button', class: 'gd-a-differs', on: { click: show } }, differing(differs));
}

/**
 * @param {State} state
 * @param {string} id
 */
export function open(state, id) {
  state.setStack(null);
  state.select(id, { source: 'figure' });
}

/**
 * A group of buttons of which one is pressed.
 * @param {string} label
 * @param {[value: string, text: string][]} options
 * @param {string} chosen
 * @param {(value: string) => void} onChoose
 */
export function choice(label, options, chosen, onChoose) {
  return h(
    'span',
    { class: 'gd-a-choice', role: 'group', 'aria-label': label },
    options.map(([value, text]) =>
      h('button', { type: 'button', 'aria-pressed': String(value === chosen), dataset: { value }, on: { click: () => onChoose(value) } }, text),
    ),
  );
}

export const note = (/** @type {Child[]} */ ...text) => h('p', { class: 'gd-a-note' }, text);
