// The List: the map's events as rows, in the same order, with those that no map can show. Beside a map it follows
// it: what is in view comes first, what is elsewhere is folded to its places.

import { all, hit } from '../core/dom.js';
import { isLit } from '../core/lighting.js';
import { boundsOf } from '../core/whereabouts.js';
import { createChunks } from './chunks.js';
import { headOf } from './part_heads.js';
import { partsOf } from './parts.js';
import { rowsOf } from './rows.js';

/** @import { Context, EventItem, Payload, State } from '../core/types' */
/** @import { ListPart, PartKey } from './types' */

/**
 * @param {HTMLElement} scroller the element that scrolls
 * @param {HTMLElement} body where the rows go
 * @param {State} state
 * @param {Context} ctx
 */
export function createList(scroller, body, state, ctx) {
  let count = 0;
  /** @type {Map<string, number>} */
  let at = new Map();
  let current = 0;
  const chunks = createChunks(scroller, body, (row) => dress(row, state, current));
  const folding = createFolding(state, ctx, chunks.show);
  const made = (/** @type {number} */ index) => body.querySelector(`[data-row="${index}"]`);
  const selected = () => (state.event ? at.get(state.event) : undefined);

  function setCurrent(/** @type {number} */ index) {
    const was = current;
    current = Math.max(0, Math.min(count - 1, index));
    if (was !== current) made(was)?.setAttribute('tabindex', '-1');
    const button = chunks.button(current);
    if (button) button.tabIndex = 0;
    return button;
  }

  function focus(/** @type {number | undefined} */ index = current) {
    const button = setCurrent(index);
    button?.focus({ preventScroll: true });
    button?.scrollIntoView({ block: 'nearest' });
  }

  /** Shows the rows of the parts that are open; the focus stays on the row or head that has it. */
  function draw() {
    const refocus = focusKept(body);
    const rows = folding.draw();
    count = rows.length;
    at = new Map(rows.map((row, index) => [row.event.id, index]));
    current = selected() ?? at.get(refocus.id) ?? 0;
    setCurrent(current);
    refocus.back();
  }
  folding.changed = draw;

  listen(body, state, { setCurrent, focus, goTo: (key) => keyMoves(current, count)[key] });
  return {
    update(/** @type {Payload} */ data) {
      folding.take(data.events);
      draw();
    },
    /** Shows which row is selected. */
    mark() {
      current = selected() ?? current;
      chunks.dress();
      setCurrent(current);
    },
    focus,
    ...createShine(body, state, { at: () => at, made, light: () => {
        chunks.dress();
        folding.light();
      } }),
    /** @returns {number | undefined} the selected row */
    selected,
    /** Brings the selected row into view without moving the focus. */
    reveal() {
      if (state.event && !at.has(state.event)) folding.unfold(state.event);
      const index = selected();
      if (index !== undefined) chunks.button(index)?.scrollIntoView({ block: 'center' });
    },
    /** Makes all rows. */
    complete() {
      folding.unfold(null);
      chunks.complete();
    },
    destroy: () => chunks.destroy(),
  };
}

/** @type {(current: number, count: number) => Record<string, number>} where a key leads to */
const keyMoves = (current, count) => ({ ArrowDown: current + 1, ArrowUp: current - 1, Home: 0, End: count - 1 });

/**
 * The row or head of a part that has the focus, to give it back once all is drawn anew.
 * @param {HTMLElement} body
 */
function focusKept(body) {
  const { id = '', part = '' } = all(body, ':focus')[0]?.dataset ?? {};
  return {
    id,
    back() {
      const [node] = id ? all(body, `.gd-row[data-id="${CSS.escape(id)}"]`) : part ? all(body, `button[data-part="${part}"]`) : [];
      node?.focus({ preventScroll: true });
    },
  };
}

/**
 * Which parts there are, and which of them are open: what is on the map always, the others when asked for or
 * when nothing is on the map.
 * @param {State} state
 * @param {Context} ctx
 * @param {ReturnType<typeof createChunks>['show']} show
 */
function createFolding(state, ctx, show) {
  /** @type {Payload['events']} */
  let events = [];
  /** @type {Map<PartKey, boolean>} */
  const chosen = new Map();
  /** @type {ReturnType<typeof headOf>[]} */
  let heads = [];
  /** @type {ListPart[]} */
  let parts = [];
  const isOpen = (/** @type {PartKey} */ key) => key === 'here' || (chosen.get(key) ?? !parts.some((p) => p.key === 'here' && p.events.length));

  const folding = {
    /** @type {() => void} called when a part was opened or folded */
    changed: () => {},
    take(/** @type {Payload['events']} */ next) {
      events = next;
    },
    /** Draws the parts; the rows that are there then. */
    draw() {
      const frame = ctx.follows && events.length ? boundsOf(state.frame) : null;
      heads = [];
      if (!frame) {
        parts = [];
        const rows = rowsOf(events);
        show([{ head: null, rows }]);
        return rows;
      }
      parts = partsOf(events, frame, namedOnce(ctx));
      const shown = parts.map((part, at) => {
        const open = isOpen(part.key);
        const toggle = () => {
          chosen.set(part.key, !open);
          folding.changed();
          if (!open) heads[at].head.scrollIntoView({ block: 'start' });
        };
        const head = headOf(part, state, { open, homes: ctx.homes, frame, toggle });
        heads.push(head);
        return { head: head.node, rows: open ? rowsOf(part.events) : [] };
      });
      show(shown);
      return shown.flatMap(({ rows }) => rows);
    },
    /** Opens the part that holds an event, or all. */
    unfold(/** @type {string | null} */ id) {
      for (const { key, events: own } of parts) if (!id || own.some((e) => e.id === id)) chosen.set(key, true);
      folding.changed();
    },
    light: () => heads.forEach((head) => head.light()),
  };
  return folding;
}

/**
 * Whether the country of an event is named on the map, asked once a country.
 * @param {Context} ctx
 */
function namedOnce(ctx) {
  /** @type {Map<string, boolean>} */
  const known = new Map();
  return (/** @type {EventItem} */ e) => {
    const key = e.country?.id ?? e.id;
    const there = known.get(key) ?? Boolean(ctx.isNamed?.(e));
    known.set(key, there);
    return there;
  };
}

/**
 * What the pointer is on elsewhere, and what stands out.
 * @param {HTMLElement} body
 * @param {State} state
 * @param {{at: () => Map<string, number>, made: (index: number) => Element | null, light: () => void}} rows
 */
function createShine(body, state, { at, made, light }) {
  return {
    hover() {
      for (const row of body.querySelectorAll('.gd-row.is-hover')) row.classList.remove('is-hover');
      for (const id of state.hover) {
        const index = at().get(id);
        if (index !== undefined) made(index)?.classList.add('is-hover');
      }
    },
    /** Dims the rows of events that do not stand out. */
    light,
  };
}

/**
 * Gives a row its state: selected, dimmed, the one that Tab leads to.
 * @param {HTMLElement} row
 * @param {State} state
 * @param {number} current
 */
function dress(row, state, current) {
  const event = state.byId(row.dataset.id ?? null);
  if (row.dataset.id === state.event) row.setAttribute('aria-current', 'true');
  else row.removeAttribute('aria-current');
  row.classList.toggle('is-dim', event !== undefined && !isLit(state.lit, event));
  row.tabIndex = Number(row.dataset.row) === current ? 0 : -1;
}

/**
 * @param {HTMLElement} body
 * @param {State} state
 * @param {{setCurrent: (index: number) => unknown, focus: (index: number) => void, goTo: (key: string) => number | undefined}} list
 */
function listen(body, state, { setCurrent, focus, goTo }) {
  body.addEventListener('click', (ev) => {
    const row = hit(ev, '.gd-row');
    if (!row) return;
    setCurrent(Number(row.dataset.row));
    state.select(row.dataset.id ?? null, { source: 'list' });
  });
  body.addEventListener('keydown', (ev) => {
    if (!hit(ev, '.gd-row')) return;
    const to = goTo(ev.key);
    if (to === undefined || ev.ctrlKey || ev.metaKey || ev.altKey) return;
    ev.preventDefault();
    focus(to);
  });
  body.addEventListener('pointerover', (ev) => state.setHover(hit(ev, '.gd-row')?.dataset.id ?? null));
  body.addEventListener('pointerleave', () => state.setHover(null));
}
