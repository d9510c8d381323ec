// "When": two dates to type or pick, spans drawn from the data, and what "within" means.

import { dayWords, readDate, toDay } from '../core/dates.js';
import { h, setText, svg } from '../core/dom.js';
import { valueOf } from '../core/url.js';
import { arrange, optionList, uid } from './controls.js';
import { isSet, partOf, without } from './filter.js';
import { monthClusters } from './months.js';

/** @import { Edge } from '../core/dates.js' */
/** @import { State } from '../core/types' */
/** @import { Env, Section } from './types' */
/** @typedef {{from: string, to: string, label: string}} Quick a span to choose; blank ends are open */
/** @typedef {(from: string | undefined, to: string | undefined) => void} Apply */

const CALENDAR = 'M3 4.5h10v8.5H3zM3 7h10M5.5 3v2.5M10.5 3v2.5';

/**
 * A date to type (`1 Aug 2022`, `2022-08`).
 * @param {Edge} edge
 * @param {string} errorId
 */
const textInput = (edge, errorId) => h('input', {
  class: 'gd-s-input',
  type: 'text',
  placeholder: edge === 'start' ? 'first day' : 'last day',
  autocomplete: 'off',
  'aria-describedby': errorId,
});

/**
 * The browser's own calendar, and the button that opens it.
 * @param {Edge} edge
 * @param {{onDay: (iso: string) => void, onNone: () => void}} acts `onNone`: there is no calendar here
 */
function calendar(edge, { onDay, onNone }) {
  const native = h('input', { type: 'date', class: 'gd-s-native', tabindex: '-1', 'aria-hidden': 'true' });
  const name = `Calendar: ${edge === 'start' ? 'first' : 'last'} day`;
  const button = h('button', { type: 'button', class: 'gd-s-cal', 'aria-label': name }, calendarIcon());
  native.addEventListener('change', () => onDay(native.value));
  button.addEventListener('click', () => {
    try {
      native.showPicker();
    } catch {
      onNone(); // an embedded frame may forbid it
    }
  });
  return { native, button };
}

/**
 * A date to type with the browser's own calendar beside it.
 * @param {{label: string, edge: Edge, onDay: (iso: string) => void}} spec
 */
function dateField({ label, edge, onDay }) {
  const errorId = uid('e');
  const text = textInput(edge, errorId);
  const error = h('span', { class: 'gd-s-error', id: errorId });
  const { native, button } = calendar(edge, { onDay, onNone: () => text.focus() });
  function say(/** @type {string} */ problem) {
    setText(error, problem);
    if (problem) text.setAttribute('aria-invalid', 'true');
    else text.removeAttribute('aria-invalid');
  }
  text.addEventListener('change', () => {
    const iso = readDate(text.value, edge);
    if (iso === null) say('Not a date. Try 2022-08-01, 1 Aug 2022 or 2022.');
    else onDay(iso);
  });
  let shown = '';
  const show = (/** @type {string | undefined} */ iso) => {
    shown = iso ? dayWords(toDay(iso)) : '';
    text.value = shown;
    say('');
  };
  return {
    node: h('label', { class: 'gd-s-date' }, h('span', { class: 'gd-s-label' }, label), text),
    tools: [native, button],
    error,
    say,
    show,
    set(/** @type {string | undefined} */ iso) {
      if (native.value !== (iso ?? '')) native.value = iso ?? '';
      // What somebody is typing stays, whatever is answered meanwhile to the other date.
      if (document.activeElement === text && text.value !== shown) return;
      show(iso);
    },
  };
}

const calendarIcon = () => svg('svg', { viewBox: '0 0 16 16', 'aria-hidden': 'true' }, svg('path', { d: CALENDAR }));

/**
 * The spans offered as quick choices: whole months with events, as far as events were seen.
 * @param {{state: State, onSpan: Apply}} spec
 */
function quickChoices({ state, onSpan }) {
  const node = h('div', { class: 'gd-s-quick', role: 'group', 'aria-label': 'Quick choices' });
  /** @type {Map<string, HTMLElement>} */
  const buttons = new Map();
  function button(/** @type {Quick} */ { from, to, label }) {
    const key = `${from}/${to}`;
    const made = buttons.get(key) ?? h('button', { type: 'button', class: 'gd-s-pill', on: { click: () => onSpan(from, to) } }, label);
    buttons.set(key, made);
    const { from: a = '', to: b = '' } = state.params;
    made.setAttribute('aria-pressed', String(a === from && b === to));
    return made;
  }
  return {
    node,
    update(/** @type {Quick[]} */ spans) {
      arrange(node, [{ from: '', to: '', label: 'All dates' }, ...spans].map(button));
    },
  };
}

const WITHIN = [
  { value: '', label: 'Possibly within', note: 'the event may have happened in this period' },
  { value: 'certain', label: 'Certainly within', note: 'all its possible days lie in this period' },
];

/**
 * A section for a popover or the phone's sheet. `seen` keeps the days of every event met so far, so
 * that the quick choices do not shrink with the filter.
 * @param {Env} env
 * @returns {Section}
 */
export function whenSection({ state, seen }) {
  // "Certainly" means nothing without a date, so until there is one the choice waits here.
  let certain = valueOf(state.params.when);
  const period = () => ({ from: valueOf(state.params.from), to: valueOf(state.params.to) });
  /** @type {Apply} */
  const apply = (from, to) => {
    if (from && to && from > to) {
      last.say('The last day is before the first.');
      return;
    }
    first.say('');
    last.say('');
    state.setFilter({ from: from || undefined, to: to || undefined, when: from || to ? certain : undefined });
  };
  const first = dateField({ label: 'From', edge: 'start', onDay: (iso) => apply(iso, period().to) });
  const last = dateField({ label: 'To', edge: 'end', onDay: (iso) => apply(period().from, iso) });
  const quick = quickChoices({ state, onSpan: apply });
  const within = optionList({
    label: 'How an uncertain date counts',
    type: 'radio',
    read: (item) => ({ note: item.note, state: (certain ?? '') === item.value ? 'on' : 'off' }),
    onChange: (item) => {
      certain = item.value || undefined;
      if (state.params.from || state.params.to) state.setFilter({ when: certain });
    },
  });
  const field = (/** @type {ReturnType<typeof dateField>} */ f) => h('div', { class: 'gd-s-datebox' }, f.node, h('span', { class: 'gd-s-dateTools' }, f.tools), f.error);
  return {
    title: 'When',
    clearLabel: 'all dates',
    body: [h('div', { class: 'gd-s-dates' }, field(first), field(last)), quick.node, within.node],
    isSet: () => isSet(state, 'when'),
    clear: () => state.setFilter(without(partOf(state.data, 'when'))),
    discard() {
      first.show(period().from);
      last.show(period().to);
    },
    opened: () => seen.complete().then(() => quick.update(monthClusters(seen.days()))),
    update() {
      if (state.params.from || state.params.to) certain = valueOf(state.params.when);
      first.set(period().from);
      last.set(period().to);
      quick.update(monthClusters(seen.days()));
      within.update(WITHIN);
    },
  };
}
