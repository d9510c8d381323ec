// Where the show is: one slide, or an event jumped to from it. The only writer of the address.

/** @import { Slide } from './types' */

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
  const tell = () => [...listeners].forEach((fn) => fn());
  const query = new URLSearchParams(location.search);
  let index = clamp((Number.parseInt(query.get('slide') ?? '', 10) || 1) - 1, 0, slides.length - 1);
  /** @type {Slide | null} */
  let jumped = null;

  const deck = {
    slides,
    on: (/** @type {() => void} */ fn) => listeners.add(fn),
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
    go(/** @type {number} */ n) {
      const to = clamp(n, 0, slides.length - 1);
      if (to === index && !jumped) return;
      index = to;
      jumped = null;
      remember(index, '');
      tell();
    },
    step: (/** @type {number} */ by) => deck.go(index + by),
    /** Back from where a jump led to the slide that was left. */
    back() {
      if (jumped) deck.go(index);
    },
    async jump(/** @type {string} */ id) {
      const found = await slideOf(id);
      if (!found) return false;
      if (slides[index].event_id === id) deck.go(index);
      else {
        jumped = found;
        remember(index, id);
        tell();
      }
      return true;
    },
    /** A slide out of its turn: back leads to the one that was left. */
    visit(/** @type {number} */ n) {
      jumped = n === index ? null : slides[n];
      remember(index, jumped?.event_id ?? '');
      tell();
    },
    async start() {
      const event = query.get('event');
      if (!event || !(await deck.jump(event))) {
        remember(index, '');
        tell();
      }
    },
  };
  return deck;
}
