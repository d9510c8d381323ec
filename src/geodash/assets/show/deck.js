// Where the show is: one slide, or an event jumped to from it. The only writer of the address.

/** @import { Slide } from './types' */
/** @typedef {ReturnType<typeof createDeck>} Deck */

/** @type {(n: number, low: number, high: number) => number} */
const clamp = (n, low, high) => Math.max(low, Math.min(high, n));

// A draft came with a form (POST …/show): its address, opened again, would be something else.
const isDraft = location.pathname.endsWith('/show') && !location.search;

/**
 * @param {number} index
 * @param {string} event
 */
function remember(index, event) {
  if (isDraft) return;
  const query = new URLSearchParams(location.search);
  query.set('slide', String(index + 1));
  if (event) query.set('event', event);
  else query.delete('event');
  try {
    history.replaceState(history.state, '', `${location.pathname}?${query}`);
  } catch {
    // A browser that keeps the address of a file as it is: the show goes on without.
  }
}

/**
 * @param {Slide[]} slides those shown, in order
 * @param {(id: string) => Promise<Slide | null>} slideOf the slide of any event
 */
export function createDeck(slides, slideOf) {
  /** @type {Set<() => void>} */
  const listeners = new Set();
  const query = new URLSearchParams(location.search);
  let index = clamp((Number.parseInt(query.get('slide') ?? '', 10) || 1) - 1, 0, slides.length - 1);
  /** @type {Slide | null} */
  let jumped = null;

  /**
   * @param {Slide | null} to the slide jumped to, if any
   * @param {string} event
   */
  function show(to, event) {
    jumped = to;
    remember(index, event);
    for (const fn of [...listeners]) fn();
  }

  const deck = {
    slides,
    /** @param {() => void} fn called whenever another slide is shown */
    on: (fn) => listeners.add(fn),
    get index() {
      return index;
    },
    get jumped() {
      return jumped;
    },
    get slide() {
      return jumped ?? slides[index];
    },
    get next() {
      return slides[index + 1] ?? null;
    },
    /** @param {number} n */
    go(n) {
      const to = clamp(n, 0, slides.length - 1);
      if (to === index && !jumped) return;
      index = to;
      show(null, '');
    },
    /** @param {number} by */
    step: (by) => deck.go(index + by),
    /** Back from where a jump led to the slide that was left. */
    back() {
      if (jumped) deck.go(index);
    },
    /** @param {string} id */
    async jump(id) {
      const found = await slideOf(id);
      if (!found) return false;
      if (slides[index].event_id === id) deck.go(index);
      else show(found, id);
      return true;
    },
    async start() {
      const event = query.get('event');
      if (!event || !(await deck.jump(event))) show(null, '');
    },
  };
  return deck;
}
