// The strip below a slide: which slide of how many, and where its day stands among the others' days.

import { h, svg } from '../core/dom.js';
import { markShape } from '../core/marks.js';
import { toDay } from '../core/dates.js';
import { buildScale, ticksOf } from '../timeline/scale.js';

/** @import { Scale } from '../timeline/types' */
/** @import { Deck } from './deck.js' */
/** @import { Slide } from './types' */

// Drawn in the timeline's own pixels and enlarged, so that its labels keep their measures.
const WIDTH = 600;
const HEIGHT = 46;
const LINE = 15;
const LONG = 400; // days

/** @typedef {{from: number, to: number, at: number}} Place days, and where the mark stands */
/** @typedef {Place & {slide: Slide, n: number, order: number}} Telling */

/** @param {[string, string]} days */
function placeOf(days) {
  const [from, last] = days.map(toDay);
  return { from, to: last + 1, at: (from + last + 1) / 2 };
}

/**
 * The dated events among the slides, each once, in the order in which they are told.
 * @param {Slide[]} slides
 * @returns {Telling[]}
 */
function tellings(slides) {
  return slides.flatMap((slide, n) => (slide.role === 'event' && slide.days ? [{ slide, n, ...placeOf(slide.days) }] : [])).map((t, order) => ({ ...t, order }));
}

/** @param {Scale} scale */
function axis(scale) {
  /** @type {SVGElement[]} */
  const parts = [svg('path', { class: 'sh-tl-line', d: scale.segments.map((s) => `M${s.x0} ${LINE}H${s.x1}`).join('') })];
  for (const b of scale.breaks) parts.push(svg('path', { class: 'sh-tl-break', d: `M${b.x0} ${LINE}H${b.x1}` }));
  for (const t of ticksOf(scale, WIDTH)) {
    if (t.tick) parts.push(svg('path', { class: 'sh-tl-tick', d: `M${t.x} ${LINE - 3}V${LINE + 3}` }));
    if (t.text) parts.push(svg('text', { x: t.x + (t.tick ? 3 : 0), y: LINE + 24, 'text-anchor': t.anchor }, t.text));
  }
  return parts;
}

/**
 * What is told already: on a title all is to come, on a closing slide all is told, on one without a
 * day what came before it.
 * @param {Deck} deck
 * @param {Place | null} here
 * @returns {(telling: Telling) => boolean}
 */
function toldBy({ slide, index }, here) {
  if (here) return (t) => t.at < here.at || (t.at === here.at && t.n < index);
  if (slide.role === 'closing') return () => true;
  if (slide.role === 'title') return () => false;
  return (t) => t.order < index;
}

/**
 * The slide's own day or period: a mark on it where it is an event.
 * @param {Slide} slide
 * @param {Place} here
 * @param {Scale} scale
 */
function own({ role, kind, planned }, here, scale) {
  const lasts = role === 'view' || here.to - here.from > 3;
  return {
    span: lasts ? [svg('path', { class: 'sh-tl-span', d: `M${scale.x(here.from)} ${LINE}H${scale.x(here.to)}` })] : [],
    mark: role === 'event' ? [svg('g', { transform: `translate(${scale.x(here.at)} ${LINE})` }, markShape(kind ?? '', { r: 9, planned }))] : [],
  };
}

/**
 * @param {Slide[]} slides
 * @param {{note: string}} words
 */
export function createStrip(slides, { note }) {
  const all = tellings(slides);
  const count = h('p', { class: 'sh-count' });
  const drawing = svg('svg', { class: 'sh-tl', viewBox: `0 0 ${WIDTH} ${HEIGHT}`, 'aria-hidden': 'true' });
  const where = h('p', { class: 'sh-note' }, note);
  const node = h('footer', { class: 'sh-strip' }, count, drawing, where);

  function draw(/** @type {Deck} */ deck) {
    const { slide } = deck;
    const here = slide.days ? placeOf(slide.days) : null;
    // Of a very long time only its middle asks for room.
    const room = here && (here.to - here.from <= LONG ? here : { from: here.at, to: here.at + 1 });
    const spans = [...all, ...(room ? [room] : [])];
    const scale = buildScale({ spans: spans.map(({ from, to }) => ({ from, to })), width: WIDTH - 24, left: 12 });
    if (!scale) {
      drawing.replaceChildren();
      return;
    }
    const told = toldBy(deck, here);
    const { span, mark } = here ? own(slide, here, scale) : { span: [], mark: [] };
    const others = all.filter((t) => t.slide !== slide).map((t) => svg('circle', { class: told(t) ? 'sh-tl-past' : 'sh-tl-future', cx: scale.x(t.at), cy: LINE, r: 5 }));
    drawing.replaceChildren(...axis(scale), ...span, ...others, ...mark);
  }

  return {
    node,
    update(/** @type {Deck} */ deck) {
      const n = deck.slide.number || deck.index + 1;
      count.replaceChildren(deck.jumped ? h('span', null, `${deck.index + 1} / ${slides.length} `, h('kbd', null, '⌫')) : `${n} / ${slides.length}`);
      where.textContent = deck.jumped ? `Not a slide of this briefing; Backspace goes back to slide ${deck.index + 1}` : note;
      draw(deck);
    },
  };
}
