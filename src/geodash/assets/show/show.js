// A briefing as a show: full window, made for clickers and bad links. The same file is served and kept.

import { glyph, h, svg } from '../core/dom.js';
import { kinds, tell } from '../core/told.js';
import { createDeck } from './deck.js';
import { fitWords } from './fit.js';
import { createJump } from './jump.js';
import { hearKeys, hearPointer } from './keys.js';
import { mountMap } from './map.js';
import { createBlank, createHelp, createToast } from './overlays.js';
import { inlineJson, packedJson } from './packed.js';
import { createPresenter } from './presenter.js';
import { createStrip } from './strip.js';
import { createTools } from './tools.js';
import { wordsOf } from './words.js';

const data = inlineJson('sh-data');
const reducedMotion = matchMedia('(prefers-reduced-motion: reduce)');

/** The soft edge of an approximate place, as in Explore (explore.js). */
function definitions() {
  const stop = (offset, opacity) => svg('stop', { offset, 'stop-color': '#2B2A28', 'stop-opacity': opacity });
  return svg('svg', { width: 0, height: 0, 'aria-hidden': 'true', class: 'sh-defs' },
    svg('defs', null, svg('radialGradient', { id: 'gd-soft' }, stop('0', '.5'), stop('.38', '.42'), stop('.7', '.16'), stop('1', '0'))));
}

/** What the marks on this map say by shape, badge and edge. */
function keyOf(slide, events) {
  if (slide.role !== 'event') {
    const drawn = new Set(events.map((e) => e.draw));
    const used = slide.role === 'title' ? [...new Set(events.filter((e) => e.lat != null).map((e) => e.kind))] : [];
    return [
      ...used.map((kind) => h('p', { class: 'sh-key-kind' }, glyph(kind, { size: 17 }), kinds()[kind].label)),
      (drawn.has('near') || drawn.has('area')) && h('p', { class: 'sh-key-edge' }, 'Soft edge: place approximate'),
      (drawn.has('seat') || drawn.has('country')) && h('p', { class: 'sh-key-edge' }, '◯ no scene named: speaker’s capital, or a country'),
    ].filter(Boolean);
  }
  const one = h('p', { class: 'sh-key-kind' }, glyph(slide.kind, { size: 17, oneSided: slide.one_sided, planned: slide.planned }),
    [slide.kind_label, slide.one_sided && 'one side’s account', slide.planned && 'planned'].filter(Boolean).join(', '));
  return [one, slide.precision && h('p', { class: 'sh-key-edge' }, slide.precision)].filter(Boolean);
}

/** The sheets and fonts of this file, for the second window. */
const styles = () => [...document.head.querySelectorAll('style')].map((one) => one.textContent).join('\n');

/** One unit of the composition: a pixel at 1920 × 1080, on upright screens at 1080 × 1920. */
function measure() {
  const [wide, high] = innerHeight > innerWidth ? [1080, 1920] : [1920, 1080];
  document.documentElement.style.setProperty('--unit', Math.min(innerWidth / wide, innerHeight / high).toFixed(4));
}

async function start() {
  tell(data.told);
  measure();
  addEventListener('resize', measure);
  const slides = data.slides;
  const events = new Map(data.events.map((e) => [e.id, e]));
  const everything = () => packedJson('jumps');

  async function slideOf(id) {
    const own = slides.find((s) => s.event_id === id);
    const all = await everything();
    for (const e of all.events) events.set(e.id, e);
    return own ?? all.slides.find((s) => s.event_id === id) ?? null;
  }

  const deck = createDeck(slides, slideOf);
  const map = h('div', { class: 'sh-map' });
  const key = h('div', { class: 'sh-key' });
  const words = h('div', { class: 'sh-words' });
  const strip = createStrip(slides, { note: data.short_note });
  const live = h('div', { class: 'sh-live', 'aria-live': 'polite' });
  const stage = h('main', { class: 'sh-stage', 'aria-roledescription': 'slide', tabindex: '-1' }, map, words);
  const help = createHelp();
  const blank = createBlank();
  const toast = createToast();
  const jump = createJump(async () => ({ items: (await everything()).items }), (id) => deck.jump(id));
  const root = document.getElementById('sh-show');
  let paragraph = false;
  let flying = false;
  let drawn = null;

  const choose = (ids) => (ids.length > 1 ? jump.open(ids) : deck.jump(ids[0]));
  const actions = {
    next: () => deck.step(1),
    previous: () => deck.step(-1),
    first: () => deck.go(0),
    last: () => deck.go(slides.length - 1),
    back: () => deck.back(),
    blank: () => blank.set(!blank.isOn()),
    help: () => help.open(),
    jump: () => jump.open(),
    presenter: () => presenter.open(),
    print: () => print(),
    paragraph() {
      if (!deck.slide.passage?.length) return;
      paragraph = !paragraph;
      draw();
    },
    motion() {
      flying = !flying;
      toast.say(flying ? (reducedMotion.matches ? 'This computer asks for less motion: slides are cut.' : 'The map flies from slide to slide.') : 'Slides are cut.');
    },
    fullscreen() {
      if (document.fullscreenElement) document.exitFullscreen();
      else document.documentElement.requestFullscreen?.().catch(() => toast.say('The browser does not allow full screen here.'));
    },
    leave() {
      if (help.isOpen() || jump.isOpen()) return help.close(), jump.close();
      if (document.fullscreenElement) return document.exitFullscreen();
      if (paragraph) return actions.paragraph();
      if (deck.jumped) return deck.back();
      if (location.protocol.startsWith('http') && data.home) location.href = new URL(data.home, location.href).href;
      return undefined;
    },
  };

  function run(action) {
    if (blank.isOn() && action !== 'presenter') {
      blank.set(false);
      return;
    }
    actions[action]();
  }

  function draw() {
    const { slide } = deck;
    const fly = flying && drawn && drawn !== slide;
    root.dataset.role = slide.role;
    stage.style.setProperty('--kind', kinds()[slide.kind]?.color ?? 'var(--gd-text2)');
    const here = (slide.frame?.events ?? []).map((id) => events.get(id)).filter(Boolean);
    key.replaceChildren(...keyOf(slide, here));
    fitWords(words, slide, (fit) => wordsOf(slide, fit, { byId: (id) => events.get(id), onChoose: choose }), { paragraph });
    strip.update(deck);
    if (drawn !== slide && slide.role !== 'closing') {
      shown.show(slide, here, { fly });
    }
    drawn = slide;
  }

  const presenter = createPresenter({ deck, css: styles(), run, say: toast.say });
  const tools = createTools(run);
  root.replaceChildren(definitions(), stage, strip.node, live, tools.node, toast.node, help.node, jump.node, blank.node);
  await document.fonts.ready;
  const shown = await mountMap(map, key, { reducedMotion, onChoose: choose });
  deck.on(() => {
    paragraph = false;
    const { slide } = deck;
    draw();
    const label = deck.jumped ? `Jumped to: ${slide.heading}` : `Slide ${deck.index + 1} of ${slides.length}: ${slide.heading}`;
    stage.setAttribute('aria-label', label);
    live.textContent = label;
    document.title = `${deck.index + 1}/${slides.length} ${slide.heading} – ${data.briefing.title}`;
    root.dataset.slide = String(deck.index + 1);
    root.dataset.event = deck.jumped ? slide.event_id : '';
  });
  new ResizeObserver(() => drawn && draw()).observe(words);
  hearKeys(document, run);
  hearPointer(stage, run);
  await deck.start();
  root.dataset.ready = '1';
}

start().catch((error) => {
  console.error(error);
  const node = document.getElementById('sh-show');
  node.replaceChildren(h('p', { class: 'sh-failed', role: 'alert' }, `The show could not start: ${error.message}. The handout below has every slide.`));
  document.documentElement.classList.add('sh-without');
});
