// A briefing as a show: full window, made for clickers and bad links. The same file is served and kept.

import { all, h } from '../core/dom.js';
import { definitions } from '../core/marks.js';
import { kinds, tell } from '../core/told.js';
import { createActions } from './actions.js';
import { createDeck } from './deck.js';
import { fitWords } from './fit.js';
import { createJump } from './jump.js';
import { keyOf } from './key.js';
import { hearKeys, hearPointer } from './keys.js';
import { mountMap } from './map.js';
import { createBlank, createHelp, createToast } from './overlays.js';
import { inlineJson, packedJson } from './packed.js';
import { createPresenter } from './presenter.js';
import { createStrip } from './strip.js';
import { createTools } from './tools.js';
import { wordsOf } from './words.js';

/** @import { Deck } from './deck.js' */
/** @import { Jumps, Run, ShowData, Slide } from './types' */

/** @type {ShowData} */
const data = inlineJson('sh-data');
const reducedMotion = matchMedia('(prefers-reduced-motion: reduce)');

/** The sheets and fonts of this file, for the second window. */
const styles = () => all(document.head, 'style').map((one) => one.textContent).join('\n');

/** One unit of the composition: a pixel at 1920 × 1080, on upright screens at 1080 × 1920. */
function measure() {
  const [wide, high] = innerHeight > innerWidth ? [1080, 1920] : [1920, 1080];
  document.documentElement.style.setProperty('--unit', Math.min(innerWidth / wide, innerHeight / high).toFixed(4));
}

/** The events of the show; those of the whole collection once a jump has asked for them. */
function createLibrary() {
  const events = new Map(data.events.map((e) => [e.id, e]));
  /** @returns {Promise<Jumps>} */
  const everything = () => packedJson('jumps');
  return {
    byId: (/** @type {string} */ id) => events.get(id),
    /** @param {Slide} slide */
    of: ({ frame }) => frame.events.map((id) => events.get(id)).filter((e) => e !== undefined),
    items: async () => ({ items: (await everything()).items }),
    /** @param {string} id the slide of any event */
    async slideOf(id) {
      const own = data.slides.find((s) => s.event_id === id);
      const found = await everything();
      for (const e of found.events) events.set(e.id, e);
      return own ?? found.slides.find((s) => s.event_id === id) ?? null;
    },
  };
}

/**
 * Says where the show is: to the eye in the window's title, to the ear, and to tests.
 * @param {HTMLElement} root
 * @param {HTMLElement} stage
 * @param {HTMLElement} live
 * @param {Deck} deck
 */
function announce(root, stage, live, { slide, index, jumped, slides }) {
  const label = jumped ? `Jumped to: ${slide.heading}` : `Slide ${index + 1} of ${slides.length}: ${slide.heading}`;
  stage.setAttribute('aria-label', label);
  live.textContent = label;
  document.title = `${index + 1}/${slides.length} ${slide.heading} – ${data.briefing.title}`;
  root.dataset.slide = String(index + 1);
  root.dataset.event = jumped ? slide.event_id : '';
}

/** The empty show: where each part of a slide goes. */
function frame() {
  const map = h('div', { class: 'sh-map' });
  const key = h('div', { class: 'sh-key' });
  const words = h('div', { class: 'sh-words' });
  const live = h('div', { class: 'sh-live', 'aria-live': 'polite' });
  const stage = h('main', { class: 'sh-stage', 'aria-roledescription': 'slide', tabindex: '-1' }, map, words);
  return { map, key, words, live, stage };
}

/** @param {HTMLElement} root */
async function start(root) {
  tell(data.told);
  measure();
  addEventListener('resize', measure);
  const library = createLibrary();
  const deck = createDeck(data.slides, library.slideOf);
  const { map, key, words, live, stage } = frame();
  const strip = createStrip(data.slides, { note: data.short_note });
  const [help, blank, toast] = [createHelp(), createBlank(), createToast()];
  const jump = createJump(library.items, (id) => deck.jump(id));
  const look = { paragraph: false, flying: false };
  /** @type {Slide | null} */
  let drawn = null;

  const onChoose = (/** @type {string[]} */ ids) => (ids.length > 1 ? jump.open(ids) : deck.jump(ids[0]));
  /** @type {Run} */
  const run = createActions({ deck, look, draw, help, blank, toast, jump, presenter: () => presenter, still: () => reducedMotion.matches, home: data.home });

  function draw() {
    const { slide } = deck;
    root.dataset.role = slide.role;
    stage.style.setProperty('--kind', kinds()[slide.kind ?? '']?.color ?? 'var(--gd-text2)');
    const here = library.of(slide);
    key.replaceChildren(...keyOf(slide, here));
    fitWords(words, slide, (fit) => wordsOf(slide, fit, { byId: library.byId, onChoose }), look);
    strip.update(deck);
    if (drawn !== slide && slide.role !== 'closing') shown.show(slide, here, { fly: look.flying && drawn !== null });
    drawn = slide;
  }

  const presenter = createPresenter({ deck, css: styles(), run, say: toast.say });
  root.replaceChildren(definitions({ class: 'sh-defs' }), stage, strip.node, live, createTools(run).node, toast.node, help.node, jump.node, blank.node);
  await document.fonts.ready;
  const shown = await mountMap(map, key, { reducedMotion, onChoose });
  deck.on(() => {
    look.paragraph = false;
    draw();
    announce(root, stage, live, deck);
  });
  new ResizeObserver(() => drawn && draw()).observe(words);
  hearKeys(document, run);
  hearPointer(stage, run);
  await deck.start();
  root.dataset.ready = '1';
}

const root = document.getElementById('sh-show');
if (root) {
  start(root).catch((error) => {
    console.error(error);
    root.replaceChildren(h('p', { class: 'sh-failed', role: 'alert' }, `The show could not start: ${error.message}. The handout below has every slide.`));
    document.documentElement.classList.add('sh-without');
  });
}
