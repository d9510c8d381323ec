// What stands above each part of the List: its name and count, what of it is lit, and for what is not on the map
// the places to go to, with the rows folded away.

import { count } from '../core/count.js';
import { h, setText } from '../core/dom.js';
import { explainedBy } from '../core/explain.js';
import { isLit } from '../core/lighting.js';
import { placesOf } from './parts.js';

/** @import { Home, State } from '../core/types' */
/** @import { Bounds } from '../core/whereabouts.js' */
/** @import { ListPart, PartKey } from './types' */

/** @type {Record<PartKey, string>} */
const NAMES = { here: 'On this map', elsewhere: 'Elsewhere', nowhere: 'Without a place' };
const MOST_PLACES = 5;
const number = (/** @type {number} */ n) => n.toLocaleString('en-GB');

/**
 * `25 of them`: short, or the head would grow to two lines and move the rows below it.
 * @param {ListPart} part
 * @param {State} state
 */
const litWords = ({ counted }, { lit }) => (lit ? `${number(counted.filter((e) => isLit(lit, e)).length)} of them` : '');

/**
 * Why “Only this map” leaves another number than what is on it.
 * @param {ListPart} part
 */
function asFilter({ key, counted, named, wholes }) {
  if (key !== 'here' || !(named.length + wholes.length)) return null;
  // The stop is part of the button: beside it, it might begin the next line.
  const stop = wholes.length ? ',' : '.';
  const only = named.length ? ['without ', explainedBy('The name of the country is on this map, its middle is not, and “Only this map” goes by that.', `${number(named.length)} known by a country alone${stop}`)] : [];
  const more = wholes.length ? `${only.length ? ' ' : ''}with ${count(wholes.length, 'whole')} whose parts are elsewhere.` : '';
  return h('p', { class: 'gd-p-asfilter' }, `“Only this map” has ${number(counted.length - named.length + wholes.length)}: `, only, more);
}

/**
 * @param {ListPart} part
 * @param {State} state
 * @param {{homes: Home[], frame: Bounds, toggle: () => void}} how
 */
function places(part, state, { homes, frame, toggle }) {
  const found = placesOf(part.counted, homes, frame);
  const shown = found.slice(0, found.length > MOST_PLACES + 1 ? MOST_PLACES : found.length);
  const rest = found.slice(shown.length);
  const more = rest.reduce((n, { events }) => n + events.length, 0);
  const chip = (/** @type {string} */ name, /** @type {number} */ n, /** @type {string} */ said, /** @type {() => void} */ click) =>
    h('button', { type: 'button', class: 'gd-p-place', 'aria-label': said, on: { click } }, h('bdi', null, name), ` ${number(n)}`);
  return h(
    'div',
    { class: 'gd-p-places' },
    shown.map(({ name, events }) => chip(name, events.length, `Show ${name} on the map: ${events.length}`, () => state.emit('bring', { name, points: events }))),
    rest.length ? chip(`${rest.length} places`, more, `${rest.length} other places: ${more}. List them`, toggle) : null,
  );
}

/**
 * The head of a part; one that folds is a button.
 * @param {ListPart} part
 * @param {State} state
 * @param {{open: boolean, homes: Home[], frame: Bounds, toggle: () => void}} how
 */
export function headOf(part, state, how) {
  const { key, counted } = part;
  const note = h('span', { class: 'gd-p-part-note' });
  const filter = asFilter(part);
  const words = [h('span', { class: 'gd-p-part-name' }, `${NAMES[key]} ${number(counted.length)}`), note];
  const folds = key !== 'here';
  const inner = folds
    ? h('button', { type: 'button', class: 'gd-p-part-fold', 'aria-expanded': String(how.open), dataset: { part: key }, on: { click: how.toggle } }, words, h('span', { class: 'gd-p-part-list', 'aria-hidden': 'true' }, how.open ? 'fold ▴' : 'list ▾'))
    : words;
  const head = h('h3', { class: 'gd-p-part', dataset: { part: key } }, inner);
  const node = folds ? h('div', { class: ['gd-p-fold', how.open && 'is-open'] }, head, key === 'elsewhere' ? places(part, state, how) : null) : h('div', { class: 'gd-p-onmap' }, head, filter);
  const light = () => setText(note, litWords(part, state));
  light();
  return { node, head, light };
}
