// The second window: notes, what comes next and a clock, for the one who speaks. It is built by DOM, so
// that nothing has to be loaded into it, from a server or from a file.

import { hearKeys } from './keys.js';

/** @import { Deck } from './deck.js' */
/** @import { Run, Slide, Stretch } from './types' */

const NAMES = /** @type {const} */ (['count', 'clock', 'elapsed', 'heading', 'text', 'notes', 'nextHeading', 'nextText']);
/** @typedef {Record<(typeof NAMES)[number], HTMLElement>} Fields */

const two = (/** @type {number} */ n) => String(n).padStart(2, '0');

/** @param {number} ms */
function elapsed(ms) {
  const s = Math.max(0, Math.floor(ms / 1000));
  return `${Math.floor(s / 3600) ? `${Math.floor(s / 3600)}:` : ''}${two(Math.floor(s / 60) % 60)}:${two(s % 60)}`;
}

const plain = (/** @type {Stretch[] | undefined} */ runs) => (runs ?? []).map((r) => r.text).join('');

/**
 * @param {Slide | null} slide
 * @returns {[heading: string, text: string]}
 */
function textOf(slide) {
  if (!slide) return ['The end', ''];
  const facts = [slide.date, slide.place].filter(Boolean).join(' · ');
  return [slide.heading, [facts, plain(slide.passage) || slide.sentence || slide.subtitle || ''].filter(Boolean).join('. ')];
}

/**
 * Fills the empty document of the window.
 * @param {Document} doc
 * @param {string} css
 * @param {Run} run
 * @param {() => void} again the clock starts again
 * @returns {Fields}
 */
function build(doc, css, run, again) {
  const make = (/** @type {string} */ tag, /** @type {string} */ cls, text = '') => {
    const el = doc.createElement(tag);
    el.className = cls;
    el.textContent = text;
    return el;
  };
  const button = (/** @type {string} */ cls, /** @type {string} */ text, /** @type {() => void} */ act) => {
    const el = make('button', cls, text);
    el.addEventListener('click', act);
    return el;
  };
  doc.documentElement.lang = 'en';
  doc.documentElement.className = 'sh-presenter';
  doc.title = `Notes: ${document.title}`;
  doc.head.append(make('style', '', css));
  /** @type {Record<string, string>} */
  const tags = { heading: 'h1', nextHeading: 'h3' };
  const fields = /** @type {Fields} */ (Object.fromEntries(NAMES.map((n) => [n, make(tags[n] ?? 'p', `sp-${n}`)])));
  const bar = make('header', 'sp-bar');
  const reset = button('sp-reset', 'Start again at 00:00', again);
  bar.append(fields.count, fields.elapsed, fields.clock, reset, button('sp-step', '← Previous', () => run('previous')), button('sp-step', 'Next →', () => run('next')));
  const now = make('main', 'sp-now');
  now.append(make('h2', 'sp-label', 'Notes'), fields.notes, make('h2', 'sp-label', 'On the screen'), fields.heading, fields.text);
  const next = make('aside', 'sp-next');
  next.setAttribute('aria-label', 'Next slide');
  next.append(make('h2', 'sp-label', 'Next'), fields.nextHeading, fields.nextText);
  doc.body.append(bar, now, next);
  return fields;
}

/**
 * What the window says of where the show is.
 * @param {Deck} deck
 */
function saidOf(deck) {
  const [heading, text] = textOf(deck.slide);
  const [nextHeading, nextText] = textOf(deck.jumped ? deck.slides[deck.index] : deck.next);
  const notes = deck.slide.notes || 'No notes for this slide.';
  const count = `${deck.index + 1} / ${deck.slides.length}${deck.jumped ? ', jumped' : ''}`;
  return { heading, text, notes, nextHeading, nextText, count };
}

/** @param {{deck: Deck, css: string, run: Run, say: (text: string) => void}} show */
export function createPresenter({ deck, css, run, say }) {
  /** @type {Window | null} */
  let win = null;
  /** @type {Fields | null} */
  let fields = null;
  let began = 0;
  /** @type {ReturnType<typeof setInterval> | undefined} */
  let timer;

  function tick() {
    if (!win || win.closed) {
      clearInterval(timer);
      win = null;
    } else if (fields) {
      const now = new Date();
      fields.clock.textContent = `${two(now.getHours())}:${two(now.getMinutes())}`;
      fields.elapsed.textContent = elapsed(Date.now() - began);
    }
  }

  function again() {
    began = Date.now();
    tick();
  }

  function update() {
    if (!fields || !win || win.closed) return;
    for (const [name, value] of Object.entries(saidOf(deck))) fields[/** @type {keyof Fields} */ (name)].textContent = value;
  }

  deck.on(update);
  addEventListener('pagehide', () => win?.close());

  return {
    open() {
      if (win && !win.closed) {
        win.focus();
        return;
      }
      const opened = window.open('', 'geodash-notes', 'popup,width=1000,height=640');
      win = opened;
      if (!opened) {
        say('The browser blocked the second window: allow pop-ups for this page, then press N again.');
        return;
      }
      opened.document.head.replaceChildren();
      opened.document.body.replaceChildren();
      fields = build(opened.document, css, run, again);
      hearKeys(opened.document, (action) => (action === 'presenter' || action === 'leave' ? opened.close() : run(action)));
      began ||= Date.now();
      clearInterval(timer);
      timer = setInterval(tick, 500);
      tick();
      update();
    },
  };
}
