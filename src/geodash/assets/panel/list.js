// The List: the map's events as rows, in the same order, with those that no map can show.
//
// Above WINDOW events rows are made a chunk at a time, as they come near the view; the page stays
// light with thousands of them and the keyboard reaches every one.

import { toDay } from '../core/dates.js';
import { clear, glyph, h } from '../core/dom.js';
import { months } from '../core/told.js';

const WINDOW = 500;
const CHUNK = 60;
const ROW_HEIGHT = 58;
const LONG_DAYS = 62;

const days = (a, b) => toDay(b) - toDay(a);

/** The heading that an event stands under; long intervals stand under their years. */
export function groupOf(event) {
  const { date_start: from, date_end: to } = event;
  if (!from || !to) return 'Undated';
  if (days(from, to) > LONG_DAYS) {
    const years = [from.slice(0, 4), to.slice(0, 4)];
    if (days(from, to) > 3653) return `By ${years[1]}`;
    return years[0] === years[1] ? years[0] : `${years[0]}–${years[1]}`;
  }
  return `${months().long[Number(from.slice(5, 7)) - 1]} ${from.slice(0, 4)}`;
}

/** Rows in the data's order, but each umbrella at once followed by its members. */
export function rowsOf(events) {
  const byId = new Map(events.map((e) => [e.id, e]));
  const done = new Set();
  const rows = [];
  const put = (event, depth) => {
    if (done.has(event.id)) return;
    done.add(event.id);
    rows.push({ event, depth });
    const members = new Set(event.members ?? []);
    if (members.size) for (const e of events) if (members.has(e.id)) put(e, depth + 1);
  };
  for (const event of events) {
    const head = event.umbrella && byId.get(event.umbrella);
    if (head) put(head, 0);
    put(event, 0);
  }
  return rows;
}

function rowNode({ event, depth }, index) {
  const parts = event.members?.length;
  return h(
    'li',
    { class: ['gd-row-item', depth && 'gd-row-member'], style: depth ? { '--depth': depth } : null },
    h(
      'button',
      {
        type: 'button',
        class: ['gd-row', event.background && 'gd-row-background'],
        tabindex: '-1',
        dataset: { row: index, id: event.id },
      },
      glyph(event.kind, { size: 20, oneSided: event.one_sided, planned: event.planned }),
      h(
        'span',
        { class: 'gd-row-text' },
        h('span', { class: 'gd-row-title', dir: 'auto' }, event.title),
        h(
          'span',
          { class: 'gd-row-meta', dir: 'auto' },
          event.date_label,
          ' · ',
          event.place || 'no place given',
          parts ? ` · ${parts} ${parts === 1 ? 'part' : 'parts'}` : null,
          event.background ? ' · background' : null,
          event.withdrawn ? ' · withdrawn' : null,
        ),
      ),
    ),
  );
}

/** Consecutive rows under one heading; members stay under their umbrella's. */
function groupsOf(rows) {
  const groups = [];
  rows.forEach((row, index) => {
    const label = row.depth ? groups.at(-1).label : groupOf(row.event);
    if (groups.at(-1)?.label !== label) groups.push({ label, from: index, to: index });
    groups.at(-1).to = index + 1;
  });
  return groups;
}

/**
 * @param scroller the element that scrolls
 * @returns {{update, mark, focus, hover, indexOf, reveal, destroy}}
 */
export function createList(scroller, body, state) {
  let rows = [];
  let chunks = [];
  let at = new Map();
  let current = 0;
  const seen = new IntersectionObserver(
    (entries) => {
      for (const entry of entries) if (entry.isIntersecting) fill(entry.target.gdChunk);
    },
    { root: scroller, rootMargin: '900px 0px' },
  );

  function fill(chunk) {
    if (chunk.filled) return;
    chunk.filled = true;
    seen.unobserve(chunk.node);
    chunk.node.style.removeProperty('height');
    chunk.node.append(...rows.slice(chunk.from, chunk.to).map((row, i) => rowNode(row, chunk.from + i)));
    dress(chunk);
  }

  function dress(chunk) {
    for (const button of chunk.node.querySelectorAll('.gd-row')) {
      const chosen = button.dataset.id === state.event;
      if (chosen) button.setAttribute('aria-current', 'true');
      else button.removeAttribute('aria-current');
      button.tabIndex = Number(button.dataset.row) === current ? 0 : -1;
    }
  }

  function buttonAt(index) {
    const chunk = chunks.find((c) => index >= c.from && index < c.to);
    if (!chunk) return null;
    fill(chunk);
    return chunk.node.querySelector(`[data-row="${index}"]`);
  }

  function section(group) {
    const lists = [];
    const step = rows.length > WINDOW ? CHUNK : Infinity;
    for (let from = group.from; from < group.to; from += step) {
      const to = Math.min(group.to, from + step);
      const node = h('ul', { class: 'gd-rows' });
      const chunk = { node, from, to, filled: false };
      node.gdChunk = chunk;
      chunks.push(chunk);
      lists.push(node);
    }
    return h('section', { class: 'gd-row-group', 'aria-label': group.label }, h('h3', { class: 'gd-row-head' }, group.label), lists);
  }

  function setCurrent(index) {
    const was = current;
    current = Math.max(0, Math.min(rows.length - 1, index));
    if (was !== current) body.querySelector(`[data-row="${was}"]`)?.setAttribute('tabindex', '-1');
    const button = buttonAt(current);
    if (button) button.tabIndex = 0;
    return button;
  }

  function update(data) {
    seen.disconnect();
    rows = rowsOf(data.events);
    at = new Map(rows.map((row, index) => [row.event.id, index]));
    chunks = [];
    current = at.get(state.event) ?? 0;
    clear(body).append(...groupsOf(rows).map(section));
    for (const chunk of chunks) {
      if (rows.length <= WINDOW) {
        fill(chunk);
        continue;
      }
      chunk.node.style.height = `${(chunk.to - chunk.from) * ROW_HEIGHT}px`;
      seen.observe(chunk.node);
    }
    setCurrent(current);
  }

  /** Shows which row is selected. */
  function mark() {
    if (at.has(state.event)) current = at.get(state.event);
    for (const chunk of chunks) if (chunk.filled) dress(chunk);
    setCurrent(current);
  }

  function focus(index = current, { scroll = true } = {}) {
    const button = setCurrent(index);
    button?.focus({ preventScroll: true });
    if (scroll) button?.scrollIntoView({ block: 'nearest' });
  }

  body.addEventListener('click', (ev) => {
    const row = ev.target.closest('.gd-row');
    if (!row) return;
    setCurrent(Number(row.dataset.row));
    state.select(row.dataset.id, { source: 'list' });
  });
  body.addEventListener('keydown', (ev) => {
    const to = { ArrowDown: current + 1, ArrowUp: current - 1, Home: 0, End: rows.length - 1 }[ev.key];
    if (to === undefined || ev.ctrlKey || ev.metaKey || ev.altKey) return;
    ev.preventDefault();
    focus(to);
  });
  const hover = (id) => state.setHover?.(id);
  body.addEventListener('pointerover', (ev) => hover(ev.target.closest('.gd-row')?.dataset.id ?? null));
  body.addEventListener('pointerleave', () => hover(null));

  return {
    update,
    mark,
    focus,
    /** Shows which row the pointer means elsewhere. */
    hover(id) {
      body.querySelector('.gd-row.is-hover')?.classList.remove('is-hover');
      if (id && at.has(id)) body.querySelector(`[data-row="${at.get(id)}"]`)?.classList.add('is-hover');
    },
    indexOf: (id) => at.get(id),
    /** Brings the selected row into view without moving the focus. */
    reveal: () => at.has(state.event) && buttonAt(at.get(state.event))?.scrollIntoView({ block: 'center' }),
    destroy: () => seen.disconnect(),
  };
}
