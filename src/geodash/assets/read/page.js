// Text, map, lines and caption together: what is read in one is shown by all.

import { all, h } from '../core/dom.js';
import { createLines } from './lines.js';
import { mountMap } from './map.js';
import { createText } from './text.js';

/** @import { EventItem } from '../core/types' */
/** @import { Bounds, Reading, Shown, Stop, Target } from './types' */
/** @typedef {'read' | 'whole'} Mode what the map shows */
/** @typedef {{map: HTMLElement, caption: HTMLElement, scroller: HTMLElement}} Parts */

/** ms for which a passage is read before the map follows a reader who scrolls. */
const PAUSE = 90;

/** What I read | Whole article. */
function createModes(/** @type {(mode: Mode) => void} */ onMode) {
  const button = (/** @type {Mode} */ mode, /** @type {string} */ text) => h('button', { type: 'button', class: 'gd-home', 'aria-pressed': String(mode === 'read'), dataset: { mode }, on: { click: () => choose(mode) } }, text);
  const node = h('div', { class: 'gd-homes gd-read-modes', role: 'group', 'aria-label': 'The map shows' }, button('read', 'What I read'), button('whole', 'Whole article'));
  /** @type {Mode} */
  let mode = 'read';
  function choose(/** @type {Mode} */ next) {
    mode = next;
    for (const b of all(node, 'button')) b.setAttribute('aria-pressed', String(b.dataset.mode === mode));
    onMode(mode);
  }
  return { node, mode: () => mode };
}

/**
 * What the map shows of an article at a passage.
 * @param {Reading} reading
 * @param {Mode} mode
 * @returns {Shown}
 */
export function shownAt({ state, ctx, article, stop }, mode) {
  const { events } = state.data;
  // An article that tells of no place stands beside what the collection is about.
  const own = article()?.view ?? /** @type {Bounds | undefined} */ (ctx.homes[0]?.bounds) ?? null;
  const at = stop();
  const chosen = state.byId(state.event);
  const ids = at?.events ?? (chosen ? [chosen.id] : []);
  const wholes = (/** @type {EventItem[]} */ among) => among.filter((e) => e.members.some((id) => among.some((o) => o.id === id))).map((e) => e.id);
  if (mode === 'whole' || !ids.length) return { events, selected: state.event, rings: [], aside: wholes(events), view: own };
  const drawn = ids.flatMap((id) => state.byId(id) ?? []);
  return { events: drawn, selected: state.event, rings: events.filter((e) => !ids.includes(e.id)), aside: wholes(drawn), view: at?.view ?? null };
}

/**
 * The lines from the paragraph that is read to its places, drawn anew before the next frame.
 * @param {HTMLElement} root
 * @param {Parts} parts
 * @param {ReturnType<typeof createText>} text
 * @param {() => Target[]} targets in px of the map
 */
function createLeading(root, parts, text, targets) {
  const lines = createLines();
  root.append(lines.node);

  /** The paragraph's bar, where they begin; null where the text stands below the map or the bar is out of sight. */
  function bar() {
    const [box, map, pane] = [text.paragraph(), parts.map.getBoundingClientRect(), parts.scroller.getBoundingClientRect()];
    if (!box || map.right > pane.left + 1) return null;
    const [top, bottom] = [Math.max(box.top, pane.top) + 12, Math.min(box.bottom, map.bottom) - 12];
    if (top > bottom) return null;
    return { x: pane.left + 2, y: Math.min(bottom, Math.max(top, pane.top + text.place())) };
  }

  return {
    node: lines.node,
    draw() {
      const [origin, map, at] = [root.getBoundingClientRect(), parts.map.getBoundingClientRect(), bar()];
      lines.draw(at && { x: at.x - origin.left, y: at.y - origin.top }, targets().map(({ x, y, r }) => ({ x: x + map.left - origin.left, y: y + map.top - origin.top, r })));
    },
    /** How far down the map they come in at its edge, in px. */
    height() {
      const at = bar();
      return at && at.y - parts.map.getBoundingClientRect().top;
    },
  };
}

/**
 * @param {HTMLElement} root
 * @param {Parts} parts
 * @param {Reading} reading
 * @param {{caption: {update: () => void}, head: {fill: () => void, update: (titled: boolean) => void}}} beside
 */
export async function createPage(root, parts, reading, { caption, head }) {
  const { state, ctx } = reading;
  const modes = createModes(() => showMap(0));
  parts.map.append(modes.node);
  /** @type {Awaited<ReturnType<typeof mountMap>> | null} */
  let map = null;
  let frame = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let late;
  let begun = false;

  function onMoved() {
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(() => {
      leading.draw();
      head.update(text.titled());
    });
  }

  const onRead = (/** @type {Stop | null} */ stop) => void state.select(stop?.event ?? null, { source: 'scroll', mode: 'replace' });
  const text = createText(parts.scroller, parts.map, reading, { onRead, onMoved });
  const leading = createLeading(root, parts, text, () => map?.targets() ?? []);
  const onChoose = (/** @type {string[]} */ ids) => reading.go(ids[(ids.indexOf(state.event ?? '') + 1) % ids.length], 'map');
  map = await mountMap(parts.map, ctx, { onChoose, onMoved, lineAt: leading.height });

  /** Text and caption first: the map lays its names out anew. While the reader scrolls on it waits for them. */
  function showMap(/** @type {number} */ wait) {
    clearTimeout(late);
    late = setTimeout(() => map?.show(shownAt(reading, modes.mode())), wait);
  }

  function show(/** @type {string} */ source) {
    const stop = reading.stop();
    text.choose(stop);
    // Who reads on, or presses words that are in sight, has the text where it is.
    if (source !== 'scroll') text.reveal(stop, source === 'step' || source === 'text');
    caption.update();
    showMap(source === 'scroll' ? PAUSE : 0);
  }

  const take = taking(parts.scroller, reading, text, (same) => {
    head.fill();
    if (begun) show(same ? 'text' : 'article');
  });
  const offs = [state.on('data', take), state.on('select', ({ source }) => begun && show(source))];
  return {
    map: map.map,
    ready: map.ready,
    /** Once the address is on show. @param {string | null} para */
    begin(para) {
      begun = true;
      take();
      show('url');
      if (para && !state.event) text.revealParagraph(para);
    },
    destroy() {
      cancelAnimationFrame(frame);
      clearTimeout(late);
      offs.forEach((off) => off());
      text.destroy();
      map?.destroy();
      leading.node.remove();
    },
  };
}

/**
 * Puts another article, or a newer version of the same, into the text; of the same the reader keeps their place.
 * @param {HTMLElement} scroller
 * @param {Reading} reading
 * @param {ReturnType<typeof createText>} text
 * @param {(same: boolean) => void} taken
 */
function taking(scroller, { state, article }, text, taken) {
  /** @type {[string, string] | null} */
  let shown = null;
  return () => {
    const [id, version] = [article()?.id ?? '', state.data.version];
    if (shown && shown[0] === id && shown[1] === version) return;
    const same = shown?.[0] === id;
    const { scrollTop } = scroller;
    shown = [id, version];
    text.show(article());
    if (same) scroller.scrollTop = scrollTop;
    taken(same);
  };
}
