// "When": two dates to type or pick, spans drawn from the data, and what "within" means.

import { dayWords, readDate, toDay } from '../core/dates.js';
import { h, setText, svg } from '../core/dom.js';
import { arrange, optionList, uid } from './controls.js';
import { isSet, partOf, without } from './filter.js';
import { monthClusters } from './months.js';

const CALENDAR = 'M3 4.5h10v8.5H3zM3 7h10M5.5 3v2.5M10.5 3v2.5';

/** A date to type (`1 Aug 2022`, `2022-08`) with the browser's own calendar beside it. */
function dateField({ label, edge, onDay }) {
  const errorId = uid('e');
  const text = h('input', {
    class: 'gd-s-input',
    type: 'text',
    placeholder: edge === 'start' ? 'first day' : 'last day',
    autocomplete: 'off',
    'aria-describedby': errorId,
  });
  const native = h('input', { type: 'date', class: 'gd-s-native', tabindex: '-1', 'aria-hidden': 'true' });
  const name = `Calendar: ${edge === 'start' ? 'first' : 'last'} day`;
  const button = h('button', { type: 'button', class: 'gd-s-cal', 'aria-label': name }, calendarIcon());
  const error = h('span', { class: 'gd-s-error', id: errorId });
  function say(problem) {
    setText(error, problem);
    if (problem) text.setAttribute('aria-invalid', 'true');
    else text.removeAttribute('aria-invalid');
  }
  text.addEventListener('change', () => {
    const iso = readDate(text.value, edge);
    if (iso === null) say('Not a date. Try 2022-08-01, 1 Aug 2022 or 2022.');
    else onDay(iso);
  });
  native.addEventListener('change', () => onDay(native.value));
  button.addEventListener('click', () => {
    try {
      native.showPicker();
    } catch {
      text.focus(); // no calendar here (an embedded frame may forbid it): typing always works
    }
  });
  const show = (iso) => {
    text.value = iso ? dayWords(toDay(iso)) : '';
    say('');
  };
  return {
    node: h('label', { class: 'gd-s-date' }, h('span', { class: 'gd-s-label' }, label), text),
    tools: [native, button],
    error,
    say,
    show,
    set(iso) {
      if (native.value !== (iso ?? '')) native.value = iso ?? '';
      if (document.activeElement === text && readDate(text.value, edge) === (iso ?? '')) return;
      show(iso);
    },
  };
}

const calendarIcon = () => svg('svg', { viewBox: '0 0 16 16', 'aria-hidden': 'true' }, svg('path', { d: CALENDAR }));

/** The spans offered as quick choices: whole months with events, as far as events were seen. */
function quickChoices({ state, onSpan }) {
  const node = h('div', { class: 'gd-s-quick', role: 'group', 'aria-label': 'Quick choices' });
  const buttons = new Map();
  function button({ from, to, label }) {
    const key = `${from}/${to}`;
    if (!buttons.has(key)) {
      const made = h('button', { type: 'button', class: 'gd-s-pill', on: { click: () => onSpan(from, to) } }, label);
      buttons.set(key, made);
    }
    const { from: a = '', to: b = '' } = state.params;
    buttons.get(key).setAttribute('aria-pressed', String(a === from && b === to));
    return buttons.get(key);
  }
  return {
    node,
    update(spans) {
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
 */
export function whenSection({ state, seen }) {
  // "Certainly" means nothing without a date, so until there is one the choice waits here.
  let certain = state.params.when;
  const apply = (from, to) => {
    if (from && to && from > to) {
      last.say('The last day is before the first.');
      return;
    }
    first.say('');
    last.say('');
    state.setFilter({ from: from || undefined, to: to || undefined, when: from || to ? certain : undefined });
  };
  const first = dateField({ label: 'From', edge: 'start', onDay: (iso) => apply(iso, state.params.to) });
  const last = dateField({ label: 'To', edge: 'end', onDay: (iso) => apply(state.params.from, iso) });
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
  const field = (f) => h('div', { class: 'gd-s-datebox' }, f.node, h('span', { class: 'gd-s-dateTools' }, f.tools), f.error);
  return {
    title: 'When',
    clearLabel: 'all dates',
    body: [h('div', { class: 'gd-s-dates' }, field(first), field(last)), quick.node, within.node],
    isSet: () => isSet(state, 'when'),
    clear: () => state.setFilter(without(partOf(state.data, 'when'))),
    discard() {
      first.show(state.params.from);
      last.show(state.params.to);
    },
    opened: () => seen.complete().then(() => quick.update(monthClusters(seen.days()))),
    update() {
      if (state.params.from || state.params.to) certain = state.params.when;
      first.set(state.params.from);
      last.set(state.params.to);
      quick.update(monthClusters(seen.days()));
      within.update(WITHIN);
    },
  };
}
