// A briefing as a show: full window, made for clickers and bad links. The same file is served and kept.

import { all, h, one } from '../core/dom.js';
import { definitions } from '../core/marks.js';
import { tell } from '../core/told.js';
import { inlineJson, packedJson } from '../map/packed.js';
import { createActions } from './actions.js';
import { createDeck } from './deck.js';
import { createJump } from './jump.js';
import { hearKeys, hearPointer } from './keys.js';
import { mountMap } from './map.js';
import { createBlank, createHelp, createToast } from './overlays.js';
import { createMenu } from './menu.js';
import { createPresenter } from './presenter.js';
import { fontsOf, measure } from './screen.js';
import { createStage } from './stage.js';
import { createStrip } from './strip.js';
import { createControls, createTools } from './tools.js';

/** @import { EventItem } from '../core/types' */
/** @import { Action, Jumps, Perform, ShowData, Slide } from './types' */

/** @type {ShowData} */
const data = inlineJson('sh-data');
const reducedMotion = matchMedia('(prefers-reduced-motion: reduce)');

/** The sheets and fonts of this file, for the second window. */
const styles = () => all(document.head, 'style').map((found) => found.textContent).join('\n');

/** The events and slides of this file; those that no slide has are unpacked when they are asked for. */
function createStock() {
  const events = new Map(data.events.map((e) => [e.id, e]));
  /** @returns {Promise<Jumps>} */
  const everything = () => packedJson('jumps');
  return {
    byId: (/** @type {string} */ id) => events.get(id),
    items: async () => (await everything()).items,
    /** @returns {Promise<Slide | null>} */
    async slideOf(/** @type {string} */ id) {
      const found = await everything();
      for (const e of found.events) events.set(e.id, e);
      return [...data.slides, ...found.slides].find((s) => s.event_id === id) ?? null;
    },
  };
}

/** The parts of the page, put into it. */
function createParts(/** @type {HTMLElement} */ root, /** @type {Perform} */ run) {
  const stock = createStock();
  const deck = createDeck(data.slides, stock.slideOf);
  const jump = createJump(deck, stock.items);
  const search = createJump(deck, stock.items);
  const parts = { stock, deck, jump, search, stage: createStage(data.short_note), strip: createStrip(data.slides, { note: data.short_note, controls: createControls(run) }), help: createHelp(), blank: createBlank(), menu: createMenu(run, { leads: Boolean(data.home) }), toast: createToast() };
  const live = h('div', { class: 'sh-live', 'aria-live': 'polite' });
  return { ...parts, root, live };
}

/** @typedef {ReturnType<typeof createParts>} Parts */

/**
 * Draws the slide that is on show: its words, its place in the strip and, when it is another, its map.
 * @param {Parts} parts
 * @param {Awaited<ReturnType<typeof mountMap>>} map
 * @param {{paragraph: boolean, flying: boolean}} mode
 * @param {(ids: string[]) => void} onChoose
 */
function createDrawing({ root, stage, strip, deck, stock }, map, mode, onChoose) {
  /** @type {Slide | null} */
  let drawn = null;
  return {
    started: () => Boolean(drawn),
    draw() {
      const { slide } = deck;
      root.dataset.role = slide.role;
      /** @type {EventItem[]} */
      const here = slide.frame.events.map(stock.byId).filter((e) => e !== undefined);
      stage.write(slide, here, { byId: stock.byId, onChoose, paragraph: mode.paragraph });
      strip.update(deck);
      if (drawn !== slide && slide.role !== 'closing') map.show(slide, here, { fly: mode.flying && Boolean(drawn) });
      drawn = slide;
    },
  };
}

/** Says where the show is: in the title, to a screen reader, to tests. */
function announce(/** @type {Parts} */ { root, stage, live, deck }) {
  const { slide, slides } = deck;
  const label = deck.jumped ? `Jumped to: ${slide.heading}` : `Slide ${deck.index + 1} of ${slides.length}: ${slide.heading}`;
  stage.node.setAttribute('aria-label', label);
  live.textContent = label;
  document.title = `${deck.index + 1}/${slides.length} ${slide.heading} – ${data.briefing.title}`;
  root.dataset.slide = String(deck.index + 1);
  root.dataset.event = deck.jumped?.event_id ?? '';
}

async function start() {
  tell(data.told);
  measure();
  addEventListener('resize', measure);
  const parts = createParts(one(document, '#sh-show'), (/** @type {Action} */ action) => run(action));
  const { root, deck, jump, stage, toast, help, blank, menu } = parts;
  const mode = { paragraph: false, flying: false };
  const find = (/** @type {string[] | null} */ ids = null) => (presenter.isOpen() ? presenter.find(ids) : jump.open(ids));
  const choose = (/** @type {string[]} */ ids) => void (ids.length > 1 ? find(ids) : deck.jump(ids[0]));
  const run = createActions({ deck, mode, home: data.home, reducedMotion, toast, blank, help, jump, menu, find, draw: () => drawing.draw(), presenter: () => presenter });
  const presenter = createPresenter({ deck, css: styles(), run, say: toast.say, search: parts.search, byId: parts.stock.byId });
  const tools = createTools(run);
  root.replaceChildren(definitions({ class: 'sh-defs' }), stage.node, parts.strip.node, parts.live, tools.node, toast.node, help.node, menu.node, jump.node, blank.node);
  await fontsOf(document);
  const map = await mountMap(stage.map, stage, { reducedMotion, onChoose: choose });
  const drawing = createDrawing(parts, map, mode, choose);
  deck.on(() => {
    mode.paragraph = false;
    drawing.draw();
    announce(parts);
  });
  new ResizeObserver(() => drawing.started() && drawing.draw()).observe(stage.words);
  hearKeys(document, run);
  hearPointer(stage.node, run);
  await deck.start();
  root.dataset.ready = '1';
  if (location.hash === '#print') print();
}

start().catch((/** @type {Error} */ error) => {
  console.error(error);
  one(document, '#sh-show').replaceChildren(h('p', { class: 'sh-failed', role: 'alert' }, `The show could not start: ${error.message}. The handout below has every slide.`));
  document.documentElement.classList.add('sh-without');
});
