// The kinds in the legend: how many of each, and each a button. The pointer or the focus on one lights it on
// map, timeline and list; a click shows only these, with ⇧ all but these, and again all.

import { count } from '../core/count.js';
import { clear, h, setText } from '../core/dom.js';
import { glyph } from '../core/marks.js';
import { kinds as drawn } from '../core/told.js';
import { valuesOf } from '../core/url.js';
import { same } from '../core/values.js';

/** @import { Kind, Payload, State } from '../core/types' */
/** @typedef {{item: HTMLElement, button: HTMLElement, number: HTMLElement}} Row */

const sameSet = (/** @type {string[]} */ a, /** @type {string[]} */ b) => same([...a].sort(), [...b].sort());

// Two lines each, as a note has: nothing moves, and no line stands empty.
const HOW = 'Point at a kind and it stands out. Click: only it. ⇧ click: all but it.';
const UNDO = 'Only these are shown now. Click again for all kinds.';

/**
 * The kinds that a click leaves: only this one or all but it, and of what is so already, all.
 * @param {Kind} kind
 * @param {boolean} but
 * @param {Kind[]} all
 * @param {Kind[]} chosen
 */
export function afterClick(kind, but, all, chosen) {
  const wanted = but ? all.filter((other) => other !== kind) : [kind];
  return sameSet(wanted, chosen) ? [] : wanted;
}

/**
 * @param {Kind} kind
 * @param {(kind: Kind, but: boolean) => void} click
 * @param {(kind: Kind | null) => void} point
 * @returns {Row}
 */
function makeRow(kind, click, point) {
  const number = h('span', { class: 'gd-legend-n' });
  const { label } = drawn()[kind];
  const on = {
    click: (/** @type {MouseEvent} */ ev) => click(kind, ev.shiftKey),
    // A finger has no place to rest: what it touches is chosen, not lit.
    pointerenter: (/** @type {PointerEvent} */ ev) => ev.pointerType !== 'touch' && point(kind),
    pointerleave: () => point(null),
    focus: (/** @type {FocusEvent} */ ev) => ev.target instanceof Element && ev.target.matches(':focus-visible') && point(kind),
    blur: () => point(null),
  };
  const button = h('button', { type: 'button', class: 'gd-legend-kind', dataset: { kind }, on }, h('span', { class: 'gd-legend-symbol' }, glyph(kind, { size: 20 })), h('span', { class: 'gd-legend-name', dir: 'auto' }, label), number);
  return { item: h('li', null, button), button, number };
}

/**
 * @param {Row | undefined} row
 * @param {Payload['legend'][0]} one
 * @param {Kind[]} chosen
 */
function dress(row, { kind, count: n }, chosen) {
  if (!row) return;
  setText(row.number, n.toLocaleString('en-GB'));
  row.button.setAttribute('aria-label', `${drawn()[kind].label}: ${count(n, 'event')}`);
  row.button.setAttribute('aria-pressed', String(chosen.includes(kind)));
  row.button.classList.toggle('is-out', chosen.length > 0 && !chosen.includes(kind));
}

/** @param {State} state */
export function createKinds(state) {
  const list = h('ul', { class: 'gd-legend-list' });
  const how = h('p', { class: 'gd-legend-how' }, HOW);
  const node = h('div', { class: 'gd-legend-body' }, list, how);
  const total = h('span', { class: 'gd-legend-total' });
  /** @type {Map<Kind, Row>} */
  const rows = new Map();
  /** @type {Kind | null} */
  let pointed = null;
  const legend = () => state.data.legend ?? [];
  const chosen = () => valuesOf(state.params.kind);

  function click(/** @type {Kind} */ kind, /** @type {boolean} */ but) {
    const next = afterClick(kind, but, legend().map((k) => k.kind), chosen());
    if (next.length || !but) state.setFilter({ kind: next });
  }

  function point(/** @type {Kind | null} */ kind) {
    pointed = kind;
    const shown = kind && (!chosen().length || chosen().includes(kind));
    state.setLit('legend', shown ? { kind } : null);
    say();
  }

  /** What a click does; of a kind that is chosen alone, why it may show more than its count. */
  function say() {
    const only = chosen().length === 1 ? chosen()[0] : null;
    const about = pointed ?? only;
    const note = legend().find(({ kind }) => kind === about)?.note ?? '';
    const click = about && about === only ? UNDO : HOW;
    setText(how, note ? `${note}.` : click);
    if (pointed) rows.get(pointed)?.button.setAttribute('title', [note && `${note}.`, click].filter(Boolean).join(' '));
  }

  /** Says whether there is anything to explain. */
  function update() {
    const now = legend();
    if (now.some(({ kind }) => !rows.has(kind)) || rows.size !== now.length) {
      for (const { kind } of now) if (!rows.has(kind)) rows.set(kind, makeRow(kind, click, point));
      for (const kind of [...rows.keys()]) if (!now.some((k) => k.kind === kind)) rows.delete(kind);
      clear(list).append(...now.flatMap(({ kind }) => rows.get(kind)?.item ?? []));
    }
    for (const one of now) dress(rows.get(one.kind), one, chosen());
    setText(total, `of ${count(now.reduce((sum, k) => sum + k.count, 0), 'event')}`);
    say();
    return now.length > 0;
  }

  function follow() {
    const under = new Set(state.hover.map((id) => state.byId(id)?.kind));
    for (const [kind, { button }] of rows) button.classList.toggle('is-under', under.has(kind));
  }

  const off = state.on('hover', follow);
  return {
    node,
    total,
    update,
    destroy() {
      off();
      state.setLit('legend', null);
    },
  };
}
