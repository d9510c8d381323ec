// A figure is a button: it opens its events in the panel, to be stepped through one by one.

import { glyph, h } from '../core/dom.js';
import { kinds } from '../core/told.js';

export const number = (n) => n.toLocaleString('en');
export const events = (n) => `${number(n)} ${n === 1 ? 'event' : 'events'}`;

/** Opens the events of a figure: the panel steps through these alone. */
export async function openFigure(state, { ids }, label) {
  if (!ids.length) return;
  await state.meet(ids).catch(() => {}); // what is missing is asked for again one by one
  state.setStack(ids, label);
  state.select(ids[0], { source: 'figure' });
}

/** The number as a button; nought, which has no events, as plain text. `label` says what it counts. */
export function figure(state, fig, label, ...content) {
  const n = fig?.n ?? 0;
  const inner = content.length ? content : [number(n)];
  if (!n) return h('span', { class: 'gd-a-none' }, '0');
  const name = `${events(n)}: ${label}`;
  return h(
    'button',
    { type: 'button', class: 'gd-a-fig', title: name, 'aria-label': name, on: { click: () => openFigure(state, fig, label) } },
    inner,
  );
}

/** The kinds of a figure, each its own button, as wide as it has events. */
export function kindBar(state, counts, most, label) {
  const all = Object.entries(counts);
  return h(
    'span',
    { class: 'gd-a-bar' },
    all.map(([kind, fig]) => {
      const said = `${label}, ${kinds()[kind].label.toLowerCase()}`;
      const button = figure(state, fig, said, glyph(kind, { size: 16 }), h('span', null, number(fig.n)));
      button.classList.add('gd-a-seg');
      button.style.setProperty('--share', String(fig.n / most));
      button.style.setProperty('--hue', `var(--gd-kind-${kind})`);
      return button;
    }),
  );
}

/** A button that opens one event, with its mark. */
export function eventButton(state, { id, kind, one_sided: oneSided, planned = false }, ...content) {
  return h(
    'button',
    { type: 'button', class: 'gd-a-event', dataset: { event: id }, on: { click: () => open(state, id) } },
    glyph(kind, { size: 18, oneSided, planned }),
    h('span', { dir: 'auto' }, content),
  );
}

export function open(state, id) {
  state.setStack(null);
  state.select(id, { source: 'figure' });
}

/** A group of buttons of which one is pressed. */
export function choice(label, options, chosen, onChoose) {
  return h(
    'span',
    { class: 'gd-a-choice', role: 'group', 'aria-label': label },
    options.map(([value, text]) =>
      h('button', { type: 'button', 'aria-pressed': String(value === chosen), dataset: { value }, on: { click: () => onChoose(value) } }, text),
    ),
  );
}

export const note = (...text) => h('p', { class: 'gd-a-note' }, text);
