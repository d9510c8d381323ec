// A picture of a slide in small, for the one who speaks: its words as they will stand, beside the map that
// its handout has.

import { all, h } from '../core/dom.js';
import { kinds } from '../core/told.js';
import { fitWords } from './fit.js';
import { wordsOf } from './words.js';

/** @import { EventItem } from '../core/types' */
/** @import { Slide } from './types' */

const WIDE = 1920;

/** The handout's map of the slide with this number, if its handout has maps. */
function mapOf(/** @type {number} */ number) {
  return all(document, '.ho-page')[number - 1]?.querySelector('.ho-map svg')?.cloneNode(true) ?? '';
}

/** @param {(id: string) => EventItem | undefined} byId */
export function createShot(byId) {
  const map = h('div', { class: 'sp-map' });
  const words = h('div', { class: 'sh-words' });
  const sheet = h('div', { class: 'sh-stage' }, map, words);
  const node = h('div', { class: 'sp-shot', inert: true, 'aria-hidden': 'true' }, sheet);
  /** @type {Slide | null} */
  let drawn = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const size = () => node.style.setProperty('--times', String(node.clientWidth / WIDE));
  new ResizeObserver(size).observe(node);
  function write() {
    const slide = drawn;
    if (slide) fitWords(words, slide, (fit) => wordsOf(slide, fit, { byId, onChoose: () => {} }));
  }

  return {
    node,
    /** Sets the words anew, in letters that have come since. */
    again: write,
    draw(/** @type {Slide | null} */ slide) {
      clearTimeout(timer);
      // The room comes first.
      timer = setTimeout(() => put(slide));
    },
  };

  function put(/** @type {Slide | null} */ slide) {
    node.hidden = !slide;
    size();
    if (!slide || slide === drawn) return;
    drawn = slide;
    node.dataset.role = slide.role;
    sheet.dataset.wide = slide.wide ? '1' : '';
    sheet.style.setProperty('--kind', kinds()[slide.kind ?? '']?.color ?? '#5B5348');
    map.replaceChildren(mapOf(slide.number ?? 0));
    write();
  }
}
