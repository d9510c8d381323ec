// The timeline's header row: what a mark is, what is not shown, and the period as two typed dates,
// which do all that the drag does.

import { dayWords, readDate, toDay } from '../core/dates.js';
import { h, one, setText } from '../core/dom.js';
import { explained } from '../core/explain.js';
import { valuesOf } from '../core/url.js';

/** @import { Denominators } from '../core/types' */
/** @import { TimelineState } from './types' */
/** @typedef {'from' | 'to'} Field */
/** @typedef {Record<Field, HTMLInputElement>} Fields */
/** @typedef {{error: string, field: Field}} Problem */

const ADVICE = 'Type a date like 13 Sept 2022, Sept 2022 or 2022-09-13.';

/** @type {Field[]} */
const FIELDS = ['from', 'to'];

/**
 * @param {Field} field
 * @param {() => void} onCommit
 */
function dateInput(field, onCommit) {
  const input = h('input', {
    class: 'gd-tl-date', type: 'text', autocomplete: 'off', spellcheck: 'false', size: 10,
    'aria-label': `${field === 'from' ? 'From' : 'To'} date`,
  });
  input.addEventListener('keydown', (event) => {
    if (event.key === 'Enter') onCommit();
    if (event.key === 'Escape' && input.value !== input.dataset.shown) {
      event.stopPropagation();
      input.value = input.dataset.shown ?? '';
      onCommit();
    }
  });
  input.addEventListener('change', onCommit);
  return input;
}

/**
 * What the two fields say: ISO dates, undefined where blank, or what is wrong with them.
 * @param {string} fromText
 * @param {string} toText
 * @returns {{from?: string, to?: string} | Problem}
 */
export function readPeriod(fromText, toText) {
  const from = readDate(fromText, 'start');
  const to = readDate(toText, 'end');
  if (from === null) return { error: `“${fromText.trim()}” is not a date. ${ADVICE}`, field: 'from' };
  if (to === null) return { error: `“${toText.trim()}” is not a date. ${ADVICE}`, field: 'to' };
  if (from && to && from > to) return { error: `The first date, ${dayWords(toDay(from))}, is after the last, ${dayWords(toDay(to))}.`, field: 'to' };
  return { from: from || undefined, to: to || undefined };
}

/**
 * "2 undated in the list" for what the timeline does not show. With a period set the undated are nowhere;
 * where events are too many to list, they are not in the list.
 * @param {Partial<Denominators>} counts
 */
export function undatedLabel({ undated = 0, background = 0 }, { period = false, listed = true } = {}) {
  const where = period ? ' left out' : listed ? ' in the list' : '';
  return undated ? `${undated} undated${where}${background ? ' · ' : ''}` : '';
}

/** Says below the fields what is wrong with one of them. */
function createComplaint(/** @type {Fields} */ fields) {
  const node = h('p', { class: 'gd-tl-error', role: 'alert', id: 'gd-tl-error', hidden: true });
  return {
    node,
    /** @param {Problem | null} problem */
    say(problem) {
      node.hidden = !problem;
      setText(node, problem?.error ?? '');
      for (const field of FIELDS) {
        const bad = problem?.field === field;
        fields[field].toggleAttribute('data-bad', bad);
        for (const [name, value] of [['aria-invalid', 'true'], ['aria-describedby', node.id]]) {
          if (bad) fields[field].setAttribute(name, value);
          else fields[field].removeAttribute(name);
        }
      }
    },
  };
}

/** The period as two typed dates, and a way to let go of it. */
function createPeriod(/** @type {TimelineState} */ state) {
  const fields = { from: dateInput('from', commit), to: dateInput('to', commit) };
  const complaint = createComplaint(fields);
  const all = h('button', { class: 'gd-tl-link gd-tl-all', type: 'button', on: { click: () => state.setFilter({ from: undefined, to: undefined }) } }, 'all dates');
  const node = h('span', { class: 'gd-tl-period', role: 'group', 'aria-label': 'Period' }, fields.from, h('span', { 'aria-hidden': 'true' }, '–'), fields.to, all);

  function commit() {
    if (FIELDS.every((field) => fields[field].value === (fields[field].dataset.shown ?? ''))) {
      complaint.say(null);
      return;
    }
    const period = readPeriod(fields.from.value, fields.to.value);
    if ('error' in period) {
      complaint.say(period);
      return;
    }
    complaint.say(null);
    const { from, to } = period;
    show({ from, to });
    state.setFilter({ from, to });
  }

  function show(/** @type {{from?: string, to?: string}} */ period) {
    for (const field of FIELDS) {
      const input = fields[field];
      const day = toDay(period[field]);
      const typing = document.activeElement === input && input.value !== (input.dataset.shown ?? '');
      input.dataset.shown = Number.isNaN(day) ? '' : dayWords(day);
      if (!typing) input.value = input.dataset.shown;
    }
    all.hidden = !period.from && !period.to;
  }

  /** @param {[number, number] | null} extent first and last day shown: what a blank field stands for */
  function update(extent) {
    const focused = document.activeElement;
    if (focused === all || !node.closest('.gd-tl-head')?.contains(focused)) complaint.say(null);
    FIELDS.forEach((field, i) => fields[field].setAttribute('placeholder', extent ? dayWords(extent[i]) : 'any'));
    const { from, to } = state.params;
    show({ from: valuesOf(from)[0], to: valuesOf(to)[0] });
  }
  return { node, error: complaint.node, update };
}

/** What the timeline does not show: undated events, and background with a switch. */
function createTray(/** @type {TimelineState} */ state) {
  const hidden = h('span', { class: 'gd-tl-hidden' });
  const background = explained('background', '');
  const toggle = h('button', { class: 'gd-tl-link gd-tl-bg', type: 'button', on: { click: () => state.setFilter({ bg: state.params.bg === '1' ? undefined : '1' }) } });
  return {
    node: h('span', { class: 'gd-tl-tray' }, hidden, background, ' ', toggle),
    update() {
      const counts = state.data.denominators ?? {};
      const shown = state.params.bg === '1';
      const period = Boolean(state.params.from || state.params.to);
      setText(hidden, undatedLabel(counts, { period, listed: state.data.mode !== 'clusters' }));
      const why = period ? 'They have no date, so no period holds them. “all dates” brings them back.' : 'They have no date and stand at the end of the list.';
      hidden.title = counts.undated ? why : '';
      toggle.hidden = background.hidden = !counts.background;
      setText(one(background, '.gd-term'), `${counts.background ?? 0} background`);
      setText(toggle, shown ? 'hide' : 'show');
      toggle.setAttribute('aria-label', `${shown ? 'Hide' : 'Show'} ${counts.background} background events`);
    },
  };
}

/** @param {TimelineState} state */
export function createHeader(state) {
  const period = createPeriod(state);
  const tray = createTray(state);
  const unit = h('span', { class: 'gd-tl-unit' }, 'one mark = one event');
  const node = h('div', { class: 'gd-tl-head' },
    h('h2', { class: 'gd-tl-title' }, 'When'),
    h('p', { class: 'gd-tl-help' },
      unit,
      h('span', { class: 'gd-tl-hint' }, ' · drag for a period'),
      h('span', { class: 'gd-tl-hint2' }, ' · ← → steps')),
    h('div', { class: 'gd-tl-right' }, tray.node, period.node),
    period.error);
  return {
    node,
    /** @param {{bars: boolean, extent: [number, number] | null}} shown whether bars are, and its first and last day */
    update({ bars, extent }) {
      tray.update();
      unit.textContent = bars ? 'a bar counts events' : 'one mark = one event';
      period.update(extent);
    },
  };
}
