// The strip below a slide: which slide of how many, and where its day stands among the others' days.

import { h, svg } from '../core/dom.js';
import { markShape } from '../core/marks.js';
import { toDay } from '../core/dates.js';
import { buildScale } from '../timeline/scale.js';
import { ticksOf } from '../timeline/ticks.js';

/** @import { Scale } from '../timeline/types' */
/** @import { Deck, Slide } from './types' */
/** @typedef {{from: number, to: number, at: number}} Place in days */

// Drawn in the timeline's own pixels and enlarged, so that its labels keep their measures.
const WIDTH = 600;
const HEIGHT = 46;
const LINE = 15;

/** @type {(days: [string, string]) => Place} */
function placeOf(days) {
  const [from, last] = days.map(toDay);
  const to = last + 1;
  return { from, to, at: (from + to) / 2 };
}

/** The dated events among the slides, each once, in the order in which they are told. */
function tellings(/** @type {Slide[]} */ slides) {
  return slides.flatMap((slide) => (slide.role === 'event' && slide.days ? [{ slide, ...placeOf(slide.days) }] : []));
}

function axis(/** @type {Scale} */ scale) {
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
 * @param {Slide[]} slides
 * @param {{note: string}} words what stands at the right: where no jump led away, the note on boundaries
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
    const spans = here ? [...all, here] : all;
    const scale = buildScale({ spans: spans.map(({ from, to }) => ({ from, to })), width: WIDTH - 24, left: 12 });
    if (!scale) {
      drawing.replaceChildren();
      return;
    }
    const parts = axis(scale);
    // On a title all is to come, on a closing slide all is told.
    const now = here?.at ?? (slide.role === 'closing' ? Infinity : slide.role === 'title' ? -Infinity : null);
    if (here && (slide.role === 'view' || here.to - here.from > 3)) {
      parts.push(svg('path', { class: 'sh-tl-span', d: `M${scale.x(here.from)} ${LINE}H${scale.x(here.to)}` }));
    }
    all.forEach((t, i) => {
      if (t.slide === slide) return;
      const told = now === null ? i < deck.index : t.at < now || (t.at === now && slides.indexOf(t.slide) < deck.index);
      parts.push(svg('circle', { class: told ? 'sh-tl-past' : 'sh-tl-future', cx: scale.x(t.at), cy: LINE, r: 5 }));
    });
    if (here && slide.role === 'event') {
      parts.push(svg('g', { transform: `translate(${scale.x(here.at)} ${LINE})` }, ...markShape(slide.kind ?? '', { r: 9, planned: slide.planned })));
    }
    drawing.replaceChildren(...parts);
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
