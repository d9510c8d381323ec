// The second window: notes, a picture of what comes next, the search and a clock, for the one who speaks.
// It is built by DOM, so that nothing has to be loaded into it, from a server or from a file.

import { hearKeys } from './keys.js';
import { fontsOf } from './screen.js';
import { createShot } from './shot.js';
import { typeInto } from './typing.js';

/** @import { EventItem } from '../core/types' */
/** @import { Deck, Jump, Perform, Run, Slide } from './types' */

const two = (/** @type {number} */ n) => String(n).padStart(2, '0');

function elapsed(/** @type {number} */ ms) {
  const s = Math.max(0, Math.floor(ms / 1000));
  return `${Math.floor(s / 3600) ? `${Math.floor(s / 3600)}:` : ''}${two(Math.floor(s / 60) % 60)}:${two(s % 60)}`;
}

const plain = (/** @type {Run[] | undefined} */ runs) => (runs ?? []).map((r) => r.text).join('');

/** Heading and text of a slide, for reading off a screen. */
function textOf(/** @type {Slide | null} */ slide) {
  if (!slide) return ['The end', ''];
  const facts = [slide.date, slide.place].filter(Boolean).join(' · ');
  return [slide.heading, [facts, plain(slide.passage) || slide.sentence || slide.subtitle || ''].filter(Boolean).join('. ')];
}

/** @type {(doc: Document, tag: string, cls: string, text?: string) => HTMLElement} */
function make(doc, tag, cls, text = '') {
  const el = doc.createElement(tag);
  el.className = cls;
  el.textContent = text;
  return el;
}

/**
 * Fills the second window; what changes in it is given back by name.
 * @param {Document} doc
 * @param {string} css
 * @param {{run: Perform, reset: () => void, find: () => void}} acts
 * @param {{shot: Node, search: Node}} parts
 */
function build(doc, css, { run, reset: onReset, find }, { shot, search }) {
  doc.documentElement.lang = 'en';
  doc.documentElement.className = 'sh-presenter';
  doc.title = `Notes: ${document.title}`;
  doc.head.append(make(doc, 'style', '', css));
  const field = (/** @type {string} */ name, tag = 'p') => make(doc, tag, `sp-${name}`);
  const fields = {
    count: field('count'), clock: field('clock'), elapsed: field('elapsed'), heading: field('heading', 'h1'), text: field('text'),
    notes: field('notes'), nextHeading: field('nextHeading', 'h3'), nextText: field('nextText'),
  };
  const button = (/** @type {string} */ cls, /** @type {string} */ text, /** @type {() => unknown} */ act) => {
    const made = make(doc, 'button', cls, text);
    made.addEventListener('click', act);
    return made;
  };
  const reset = button('sp-reset', 'Start again at 00:00', onReset);
  const back = button('sp-step', '← Previous', () => run('previous'));
  const on = button('sp-step', 'Next →', () => run('next'));
  const bar = make(doc, 'header', 'sp-bar');
  bar.append(fields.count, fields.elapsed, fields.clock, button('sp-find', 'Find  /', find), reset, back, on);
  const now = make(doc, 'main', 'sp-now');
  now.append(make(doc, 'h2', 'sp-label', 'Notes'), fields.notes, make(doc, 'h2', 'sp-label', 'On the screen'), fields.heading, fields.text);
  const next = make(doc, 'aside', 'sp-next');
  next.setAttribute('aria-label', 'Next slide');
  next.append(make(doc, 'h2', 'sp-label', 'Next'), shot, fields.nextHeading, fields.nextText);
  doc.body.append(bar, now, next, search);
  return fields;
}

/**
 * Writes what is on the screen, what is said to it and what comes next.
 * @param {ReturnType<typeof build>} fields
 * @param {Deck} deck
 * @param {Slide | null} next
 */
function write(fields, deck, next) {
  const [heading, text] = textOf(deck.slide);
  const [nextHeading, nextText] = textOf(next);
  const notes = deck.slide.notes || 'No notes for this slide.';
  const count = `${deck.index + 1} / ${deck.slides.length}${deck.jumped ? ', jumped' : ''}`;
  for (const [name, said] of Object.entries({ heading, text, nextHeading, nextText, notes, count })) fields[/** @type {keyof typeof fields} */ (name)].textContent = said;
}

/** @type {(win: Window, run: Perform, search: Jump) => void} */
function hear(win, run, search) {
  hearKeys(win.document, (action) => {
    if (action === 'leave' && search.isOpen()) search.close();
    else if (action === 'presenter' || action === 'leave') win.close();
    else run(action);
  });
}

/**
 * @param {{deck: Deck, css: string, run: Perform, say: (text: string) => void, search: Jump, byId: (id: string) => EventItem | undefined}} show
 *   `search` is this window's own: the room never sees a list
 */
export function createPresenter({ deck, css, run, say, search, byId }) {
  const shot = createShot(byId);
  /** @type {{win: Window, fields: ReturnType<typeof build>} | null} */
  let open = null;
  /** @type {number | null} */
  let began = null;
  /** @type {ReturnType<typeof setInterval> | undefined} */
  let timer;
  const isOpen = () => Boolean(open && !open.win.closed);

  function tick() {
    if (!open || !isOpen()) {
      clearInterval(timer);
      open = null;
      return;
    }
    const now = new Date();
    open.fields.clock.textContent = `${two(now.getHours())}:${two(now.getMinutes())}`;
    open.fields.elapsed.textContent = elapsed(Date.now() - (began ?? Date.now()));
  }

  function reset() {
    began = Date.now();
    tick();
  }

  function update() {
    if (!open || !isOpen()) return;
    const next = deck.jumped ? deck.slides[deck.index] : deck.next;
    write(open.fields, deck, next);
    shot.draw(next);
  }

  /** @param {string[] | null} [ids] */
  function find(ids = null) {
    open?.win.focus();
    search.open(ids);
  }

  // A browser that keeps the focus in the room: what is typed there belongs to the search.
  addEventListener('keydown', (ev) => isOpen() && search.isOpen() && typeInto(search.input, ev), true);

  function show(/** @type {Window} */ win) {
    win.document.head.replaceChildren();
    win.document.body.replaceChildren();
    open = { win, fields: build(win.document, css, { run, reset, find: () => find() }, { shot: shot.node, search: search.node }) };
    hear(win, run, search);
    began ??= Date.now();
    clearInterval(timer);
    timer = setInterval(tick, 500);
    tick();
    update();
    fontsOf(win.document).then(shot.again);
  }

  deck.on(update);
  addEventListener('pagehide', () => open?.win.close());

  return {
    isOpen,
    find,
    search,
    open() {
      if (open && isOpen()) {
        open.win.focus();
        return;
      }
      const win = window.open('', 'geodash-notes', 'popup,width=1180,height=720');
      if (win) show(win);
      else say('The browser blocked the second window: allow pop-ups for this page, then press N again.');
    },
  };
}
