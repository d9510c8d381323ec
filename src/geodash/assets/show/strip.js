// The strip below a slide: which slide of how many, and where its day stands among the others' days.

import { h, svg } from '../core/dom.js';
import { markShape } from '../core/marks.js';
import { toDay } from '../core/dates.js';
import { sortedBy } from '../core/search.js';
import { kinds } from '../core/told.js';
import { buildScale } from '../timeline/scale.js';
import { ticksOf } from '../timeline/ticks.js';
import { isSmall } from './screen.js';

/** @import { Scale } from '../timeline/types' */
/** @import { Deck, Slide } from './types' */
/** @typedef {{from: number, to: number}} Span in days, the last one included */
/** @typedef {Span & {slide: Slide, at: number}} Telling `at`: which of the slides */
/** @typedef {{x0: number, x1: number, y: number, high: number}} Bar `high`: its lane */

// Drawn in the timeline's own pixels and enlarged, so that its labels keep their measures.
const WIDTH = 600;
const HEIGHT = 50;
const LINE = 31;
/** Above the line there is room for lanes of so many pixels, narrower ones where there are more. */
const [ROOM, LANE, MOST_LANES] = [28, 7, 7];

/** @type {(days: [string, string]) => Span} */
function spanOf(days) {
  const [from, last] = days.map(toDay);
  return { from, to: last + 1 };
}

/** The dated events among the slides, each once, in the order in which they are told. */
const tellings = (/** @type {Slide[]} */ slides) => slides.flatMap((slide, at) => (slide.role === 'event' && slide.days ? [{ slide, at, ...spanOf(slide.days) }] : []));

const isDay = (/** @type {Span} */ { from, to }) => to - from <= 1;

function axis(/** @type {Scale} */ scale, /** @type {number} */ width) {
  /** @type {SVGElement[]} */
  const parts = [svg('path', { class: 'sh-tl-line', d: scale.segments.map((s) => `M${s.x0} ${LINE}H${s.x1}`).join('') })];
  for (const b of scale.breaks) parts.push(svg('path', { class: 'sh-tl-break', d: `M${b.x0} ${LINE}H${b.x1}` }));
  for (const t of ticksOf(scale, width)) {
    if (t.tick) parts.push(svg('path', { class: 'sh-tl-tick', d: `M${t.x} ${LINE - 3}V${LINE + 3}` }));
    if (t.text) parts.push(svg('text', { x: t.x + (t.tick ? 3 : 0), y: LINE + 17, 'text-anchor': t.anchor }, t.text));
  }
  return parts;
}

/**
 * Where each stands: a day is a dot, an interval a line over all its days; one lies above the other where
 * they meet.
 * @param {Span[]} spans
 * @param {Scale} scale
 */
function barsOf(spans, scale) {
  /** @type {{span: Span, x0: number, x1: number, lane: number}[]} */
  const laid = [];
  for (const span of sortedBy(spans, (s) => [isDay(s) ? 0 : 1, s.from])) {
    const [a, b] = [scale.x(span.from), scale.x(span.to)];
    const [x0, x1] = isDay(span) ? [(a + b - LANE) / 2, (a + b + LANE) / 2] : [a, Math.max(b, a + 3)];
    const free = (/** @type {number} */ lane) => laid.every((o) => o.lane !== lane || o.x1 + 1 < x0 || x1 + 1 < o.x0);
    let lane = isDay(span) ? 0 : 1;
    while (lane < MOST_LANES - 1 && !free(lane)) lane += 1;
    laid.push({ span, x0, x1, lane });
  }
  const high = Math.min(LANE, ROOM / Math.max(1, ...laid.map((o) => o.lane)));
  return new Map(laid.map(({ span, x0, x1, lane }) => {
    const less = isDay(span) ? (LANE - high) / 2 : 0;
    return [span, { x0: x0 + less, x1: x1 - less, y: LINE - lane * high, high }];
  }));
}

/** @type {(bar: Bar, cls: string, high: number) => SVGElement} */
const drawn = ({ x0, x1, y }, cls, high) => svg('rect', { class: cls, x: x0, y: y - high / 2, width: x1 - x0, height: high, rx: Math.min(high, x1 - x0) / 2 });

/**
 * The slide on show: a day by its kind's mark, an interval by a line in its colour.
 * @param {Slide} slide
 * @param {Span} span
 * @param {Bar} bar
 */
function hereOf(slide, span, bar) {
  if (!isDay(span)) return drawn(bar, 'sh-tl-here', bar.high);
  return svg('g', { class: 'sh-tl-mark', transform: `translate(${(bar.x0 + bar.x1) / 2} ${bar.y})` }, ...markShape(slide.kind ?? '', { r: 7, planned: slide.planned }));
}

/**
 * @param {Slide[]} slides
 * @param {{note: string, controls: Node}} parts `note` stands at the right where no jump led away: that on boundaries
 */
export function createStrip(slides, { note, controls }) {
  const all = tellings(slides);
  const count = h('p', { class: 'sh-count' });
  const drawing = svg('svg', { class: 'sh-tl', 'aria-hidden': 'true' });
  const where = h('p', { class: 'sh-note' }, note);
  const node = h('footer', { class: 'sh-strip' }, count, drawing, where, controls);

  function draw(/** @type {Deck} */ deck) {
    const { slide } = deck;
    // On a small screen it is as wide as it is; elsewhere it is enlarged with all else.
    const width = (isSmall() && Math.round(drawing.getBoundingClientRect().width)) || WIDTH;
    drawing.setAttribute('viewBox', `0 0 ${width} ${HEIGHT}`);
    /** @type {Telling | undefined} */
    const own = all.find((t) => t.slide === slide);
    const here = own ?? (slide.days ? spanOf(slide.days) : null);
    const spans = here && !own ? [...all, here] : all;
    const scale = buildScale({ spans: spans.map(({ from, to }) => ({ from, to })), width: width - 24, left: 12 });
    if (!scale) {
      drawing.replaceChildren();
      return;
    }
    const parts = axis(scale, width);
    if (here && slide.role === 'view') parts.push(svg('path', { class: 'sh-tl-span', d: `M${scale.x(here.from)} ${LINE}H${scale.x(here.to)}` }));
    const bars = barsOf(slide.role === 'event' ? spans : all, scale);
    for (const t of all) {
      const bar = bars.get(t);
      // Told is what was shown, whatever its date; a jump leaves its slide told.
      const cls = t.at < deck.index + (deck.jumped ? 1 : 0) ? 'sh-tl-past' : 'sh-tl-future';
      if (bar && t.slide !== slide) parts.push(drawn(bar, cls, isDay(t) ? bar.high : bar.high - 2));
    }
    const bar = here && bars.get(here);
    if (here && bar) parts.push(hereOf(slide, here, bar));
    drawing.style.setProperty('--kind', kinds()[slide.kind ?? '']?.color ?? '');
    drawing.replaceChildren(...parts);
  }

  return {
    node,
    update(/** @type {Deck} */ deck) {
      const n = deck.slide.number || deck.index + 1;
      count.replaceChildren(deck.jumped ? h('span', null, `${deck.index + 1} / ${slides.length} `, h('kbd', null, '⌫')) : `${n} / ${slides.length}`);
      where.textContent = deck.jumped ? `${slides.includes(deck.jumped) ? 'Out of its turn' : 'Not a slide of this briefing'}; Backspace goes back to slide ${deck.index + 1}` : note;
      draw(deck);
    },
  };
}
