// What the marks on a slide's map say by shape, badge and edge.

import { h } from '../core/dom.js';
import { glyph } from '../core/marks.js';
import { kinds } from '../core/told.js';
import { hasPoint } from '../map/groups.js';

/** @import { ShowEvent, Slide } from './types' */

const edge = (/** @type {string} */ text) => h('p', { class: 'sh-key-edge' }, text);

/**
 * Of one event its own mark is explained, of several the kinds on a title and what edges mean.
 * @param {Slide} slide
 * @param {ShowEvent[]} events
 * @returns {HTMLElement[]}
 */
export function keyOf(slide, events) {
  if (slide.role === 'event') {
    const { kind = '', one_sided: oneSided, planned, precision } = slide;
    const words = [slide.kind_label, oneSided && 'one side’s account', planned && 'planned'].filter(Boolean).join(', ');
    const mark = h('p', { class: 'sh-key-kind' }, glyph(kind, { size: 17, oneSided, planned }), words);
    return precision ? [mark, edge(precision)] : [mark];
  }
  const drawn = new Set(events.map((e) => e.draw));
  const used = slide.role === 'title' ? [...new Set(events.filter(hasPoint).map((e) => e.kind))] : [];
  const rows = used.map((kind) => h('p', { class: 'sh-key-kind' }, glyph(kind, { size: 17 }), kinds()[kind].label));
  if (drawn.has('near') || drawn.has('area')) rows.push(edge('Soft edge: place approximate'));
  if (drawn.has('seat') || drawn.has('country')) rows.push(edge('◯ no scene named: speaker’s capital, or a country'));
  return rows;
}
