// What a slide looks like: its words beside its map, and what explains the marks.

import { h } from '../core/dom.js';
import { glyph } from '../core/marks.js';
import { kinds, placesKnown } from '../core/told.js';
import { fitWords } from './fit.js';
import { isSmall } from './screen.js';
import { wordsOf } from './words.js';

/** @import { EventItem } from '../core/types' */
/** @import { Slide } from './types' */

/** @type {(text: string) => HTMLElement} */
const edge = (text) => h('p', { class: 'sh-key-edge' }, text);

/** What the marks of several events say by shape and edge. */
function keyOfMany(/** @type {Slide} */ slide, /** @type {EventItem[]} */ events) {
  const drawn = new Set(events.map((e) => e.draw));
  const used = slide.role === 'title' ? [...new Set(events.filter((e) => e.lat !== null).map((e) => e.kind))] : [];
  return [
    ...used.map((kind) => h('p', { class: 'sh-key-kind' }, glyph(kind, { size: 17 }), kinds()[kind].label)),
    ...(drawn.has('near') || drawn.has('area') ? [edge('Soft edge: place approximate')] : []),
    ...(drawn.has('seat') ? [edge(`◯ ${placesKnown().seat}`)] : []),
    ...(slide.precision ? [edge(`◯ ${slide.precision}`)] : []),
  ];
}

/** What the one mark of an event says by shape, badge and edge. */
function keyOfOne(/** @type {Slide} */ slide) {
  const said = [slide.kind_label, slide.account, slide.planned && 'planned'].filter(Boolean).join(', ');
  const mark = glyph(slide.kind ?? '', { size: 17, oneSided: slide.one_sided, planned: slide.planned });
  return [h('p', { class: 'sh-key-kind' }, mark, said), ...(slide.precision ? [edge(slide.precision)] : [])];
}

/** @param {string} note on boundaries */
export function createStage(note) {
  const map = h('div', { class: 'sh-map' });
  const key = h('div', { class: 'sh-key' });
  const sign = (/** @type {string} */ text) => h('p', { class: 'sh-key-edge sh-key-sign', hidden: true }, text);
  const signs = { ring: sign(placesKnown().ring), moved: sign(placesKnown().moved) };
  const words = h('div', { class: 'sh-words' });
  const node = h('main', { class: 'sh-stage', 'aria-roledescription': 'slide', tabindex: '-1' }, map, words);
  return {
    node,
    map,
    key,
    /** Of rings and of marks that stand aside: the map shows each where there are any. */
    signs,
    words,
    /**
     * The words of a slide, and the key to its marks.
     * @param {Slide} slide
     * @param {EventItem[]} here
     * @param {{byId: (id: string) => EventItem | undefined, onChoose: (ids: string[]) => void, paragraph: boolean}} how
     */
    write(slide, here, { byId, onChoose, paragraph }) {
      node.dataset.wide = slide.wide || paragraph ? '1' : '';
      node.style.setProperty('--kind', kinds()[slide.kind ?? '']?.color ?? 'var(--gd-text2)');
      const marks = slide.role === 'event' ? keyOfOne(slide) : keyOfMany(slide, here);
      // Beside one event a line leads to what its words are about, and its key says so.
      const told = slide.role === 'event' ? [signs.moved] : [signs.ring, signs.moved];
      const small = isSmall();
      // A small map has no room for a key: it stands below the words, and only the note stays.
      key.replaceChildren(...(small ? [edge(note)] : [...marks, ...told]));
      const below = small && !paragraph && slide.role !== 'closing' && marks.length ? [h('div', { class: 'sh-key-below', role: 'group', 'aria-label': 'Marks on the map' }, marks, told)] : [];
      fitWords(words, slide, (fit) => [...wordsOf(slide, fit, { byId, onChoose }), ...below], { paragraph, small });
      words.tabIndex = words.scrollHeight > words.clientHeight + 1 ? 0 : -1;
    },
  };
}
