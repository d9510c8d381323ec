// The article: every passage can be chosen, and the one at the reading line is the one that is read.

import { all } from '../core/dom.js';
import { fromServer, hearPassages } from '../panel/article.js';
import { mountCopying } from '../panel/copying.js';
import { heightOf, lineAt, nearest, scrollFor } from './line.js';

/** @import { Companion, Reading, Stop } from './types' */

/** Of the map's height: where its lines meet the text. */
const BESIDE = 0.54;
/** Of the text's own height, where the map stands above it. */
const BELOW = 0.2;
/** px of scrolling that is still the top. */
const TOP = 6;

const mentions = (/** @type {HTMLElement} */ seg) => (seg.dataset.mentions ?? '').split(' ');

/**
 * Where each passage stands in the text.
 * @param {HTMLElement} scroller
 */
function createPlaces(scroller) {
  /** @type {{stop: Stop, segs: HTMLElement[]}[]} */
  let passages = [];
  /** @type {number[] | null} */
  let heights = null;

  function measure() {
    const box = scroller.getBoundingClientRect();
    const up = box.top - scroller.scrollTop;
    return passages.map(({ segs }) => {
      const text = segs[0].parentElement ?? segs[0];
      const column = text.getBoundingClientRect();
      const boxes = segs.flatMap((seg) => [...seg.getClientRects()]).map(({ left, top, width, height }) => ({ left, top: top - up, width, height }));
      return heightOf(boxes, column, getComputedStyle(text).direction === 'rtl');
    });
  }

  return {
    fill(/** @type {Stop[]} */ stops) {
      const segs = all(scroller, '.gd-seg');
      passages = stops.map((stop) => ({ stop, segs: segs.filter((seg) => mentions(seg).includes(stop.mention)) })).filter((p) => p.segs.length);
      heights = null;
    },
    /** Measured anew when they are asked for next. */
    forget: () => void (heights = null),
    heights: () => (heights ??= measure()),
    stops: () => passages.map(({ stop }) => stop),
    segsOf: (/** @type {Stop | null} */ stop) => passages.find((p) => p.stop === stop)?.segs ?? [],
    /** The passages whose words a stretch of text is. */
    at: (/** @type {HTMLElement} */ seg) => passages.filter((p) => p.segs.includes(seg)).map(({ stop }) => stop),
  };
}

/** The words of a passage, and their paragraph, stand out. */
function mark(/** @type {HTMLElement} */ scroller, /** @type {HTMLElement[]} */ chosen) {
  for (const para of all(scroller, '.gd-para')) para.classList.toggle('is-chosen', para.contains(chosen[0] ?? null));
  for (const seg of all(scroller, '.gd-seg')) {
    seg.classList.toggle('is-chosen', chosen.includes(seg));
    seg.setAttribute('aria-pressed', String(chosen.includes(seg)));
  }
}

/**
 * @param {HTMLElement} scroller holds the article and scrolls it
 * @param {HTMLElement} map
 * @param {Reading} reading
 * @param {{onRead: (stop: Stop | null) => void, onMoved: () => void}} on `onRead`: the reader has come to a passage,
 *   or back to the top; `onMoved`: the text stands elsewhere
 */
export function createText(scroller, map, reading, { onRead, onMoved }) {
  const places = createPlaces(scroller);
  let put = Number.NaN; // where the text was scrolled to from here; it stays chosen what was chosen
  /** @type {Stop | null} */
  let read = null;

  /** Where the reading line stands in the pane at rest. */
  function place() {
    const pane = scroller.getBoundingClientRect();
    const box = map.getBoundingClientRect();
    return box.right <= pane.left + 1 ? box.top + BESIDE * box.height - pane.top : pane.height * BELOW;
  }

  function follow() {
    onMoved();
    if (Math.abs(scroller.scrollTop - put) < 2) return;
    put = Number.NaN;
    const heights = places.heights();
    const { scrollTop } = scroller;
    const at = scrollTop < TOP ? -1 : nearest(heights, scrollTop + lineAt(scrollTop, heights[0] ?? 0, place()));
    const now = places.stops()[at] ?? null;
    if (now === read) return;
    read = now;
    onRead(now);
  }

  /** Brings a passage to the reading line; one that is `near` by and whole in sight stays where it is. */
  function reveal(/** @type {Stop | null} */ stop, near = false) {
    const segs = places.segsOf(stop);
    const pane = scroller.getBoundingClientRect();
    const boxes = segs.flatMap((seg) => [...seg.getClientRects()]);
    if (stop && !segs.length) return;
    if (!near || !boxes.every((b) => b.top >= pane.top + 8 && b.bottom <= pane.bottom - 8)) {
      const heights = places.heights();
      scroller.scrollTop = stop ? scrollFor(heights[places.stops().indexOf(stop)], heights[0], place()) : 0;
    }
    put = scroller.scrollTop;
    onMoved();
  }

  listen(scroller, reading, places);
  mountCopying(scroller);
  scroller.addEventListener('scroll', follow, { passive: true });
  const sized = watchSize(scroller, place, () => {
    places.forget();
    if (read && !Number.isNaN(put)) reveal(read, true);
    else onMoved();
  });
  return {
    choose(/** @type {Stop | null} */ stop) {
      read = stop;
      mark(scroller, places.segsOf(stop));
      onMoved();
    },
    reveal,
    place,
    show(/** @type {Companion | null} */ article) {
      fill(scroller, article?.html, sized.observe);
      places.fill(article?.stops ?? []);
      read = null;
      put = scroller.scrollTop = 0;
    },
    /** To a paragraph by its number, whether an event is told there or not. */
    revealParagraph: (/** @type {string} */ number) => revealParagraph(scroller, number),
    ...looking(scroller),
    destroy: sized.destroy,
  };
}

/** @type {(scroller: HTMLElement, html: string | undefined, observe: (text: Element) => void) => void} */
function fill(scroller, html, observe) {
  const text = html ? fromServer(html) : null;
  scroller.replaceChildren(...(text ? [text] : []));
  if (text) observe(text);
}

const looking = (/** @type {HTMLElement} */ scroller) => ({
  /** The paragraph that is read; its box in the window. */
  paragraph: () => scroller.querySelector('.gd-para.is-chosen')?.getBoundingClientRect() ?? null,
  /** Whether the article's title is in sight. */
  titled: () => (scroller.querySelector('#gd-article-title')?.getBoundingClientRect().bottom ?? 0) > scroller.getBoundingClientRect().top + 4,
});

function revealParagraph(/** @type {HTMLElement} */ scroller, /** @type {string} */ number) {
  const para = all(scroller, '.gd-para').find((p) => p.dataset.para === number);
  if (para) scroller.scrollTop += para.getBoundingClientRect().top - scroller.getBoundingClientRect().top - 24;
  para?.classList.add('is-found');
}

/**
 * Below the text there is room for its last passage to come to the line, whatever the size.
 * @param {HTMLElement} scroller
 * @param {() => number} place
 * @param {() => void} changed
 */
function watchSize(scroller, place, changed) {
  const sized = new ResizeObserver(() => {
    scroller.style.setProperty('--gd-read-below', `${Math.max(60, scroller.clientHeight - place() - 30)}px`);
    changed();
  });
  sized.observe(scroller);
  // Fonts that arrive late, notes that are opened: what is read comes back to the line.
  return { destroy: () => sized.disconnect(), observe: (/** @type {Element} */ text) => sized.observe(text) };
}

/**
 * A passage that is clicked, or pressed, is chosen; of several in the same words, the next.
 * @param {HTMLElement} scroller
 * @param {Reading} reading
 * @param {ReturnType<typeof createPlaces>} places
 */
function listen(scroller, { state, stop, go }, places) {
  function pick(/** @type {HTMLElement} */ seg) {
    const here = places.at(seg);
    const now = stop();
    const next = here[(now ? here.indexOf(now) + 1 : 0) % here.length];
    if (next && next !== now) go(next.event, 'text');
  }

  hearPassages(scroller, pick, (seg) => state.setHover(seg ? (places.at(seg)[0]?.events ?? null) : null));
}
