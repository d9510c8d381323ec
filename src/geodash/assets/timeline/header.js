// The timeline's header row: what a mark is, what is not shown, and the period as two typed dates,
// which do all that the drag does.

import { dayWords, readDate, toDay } from '../core/dates.js';
import { h, setText } from '../core/dom.js';

const ADVICE = 'Type a date like 13 Sept 2022, Sept 2022 or 2022-09-13.';

function dateInput(edge, onCommit) {
  const name = edge === 'start' ? 'From' : 'To';
  const input = h('input', {
    class: 'gd-tl-date', type: 'text', autocomplete: 'off', spellcheck: 'false', size: 10,
    'aria-label': `${name} date`,
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

/** What the two fields say: `{from, to}` ISO or undefined where blank, or `{error, field}`. */
export function readPeriod(fromText, toText) {
  const from = readDate(fromText, 'start');
  const to = readDate(toText, 'end');
  if (from === null) return { error: `“${fromText.trim()}” is not a date. ${ADVICE}`, field: 'from' };
  if (to === null) return { error: `“${toText.trim()}” is not a date. ${ADVICE}`, field: 'to' };
  if (to && from > to) return { error: `The first date, ${dayWords(toDay(from))}, is after the last, ${dayWords(toDay(to))}.`, field: 'to' };
  return { from: from || undefined, to: to || undefined };
}

/**
 * "2 undated in the list · 31 background" for what the timeline does not show. With a period set the
 * undated are nowhere; where events are too many to list, they are not in the list.
 */
export function hiddenLabel({ undated = 0, background = 0 }, { period = false, listed = true } = {}) {
  const where = period ? ' left out' : listed ? ' in the list' : '';
  return [undated && `${undated} undated${where}`, background && `${background} background`].filter(Boolean).join(' · ');
}

/** @returns {{node, update(state)}} */
export function createHeader(state) {
  const error = h('p', { class: 'gd-tl-error', role: 'alert', id: 'gd-tl-error', hidden: true });
  const commit = () => {
    const shown = [from.dataset.shown ?? '', to.dataset.shown ?? ''];
    if (from.value === shown[0] && to.value === shown[1]) return say(null);
    const period = readPeriod(from.value, to.value);
    say(period.error ? period : null);
    if (!period.error) {
      show({ from: period.from, to: period.to });
      state.setFilter({ from: period.from, to: period.to });
    }
  };
  const from = dateInput('start', commit);
  const to = dateInput('end', commit);
  const all = h('button', { class: 'gd-tl-link gd-tl-all', type: 'button', on: { click: () => state.setFilter({ from: undefined, to: undefined }) } }, 'all dates');
  const hidden = h('span', { class: 'gd-tl-hidden' });
  const toggle = h('button', { class: 'gd-tl-link gd-tl-bg', type: 'button', on: { click: () => state.setFilter({ bg: state.params.bg === '1' ? undefined : '1' }) } });
  const node = h('div', { class: 'gd-tl-head' },
    h('h2', { class: 'gd-tl-title' }, 'When'),
    h('p', { class: 'gd-tl-help' },
      h('span', { class: 'gd-tl-unit' }, 'one mark = one event'),
      h('span', { class: 'gd-tl-hint' }, ' · drag for a period'),
      h('span', { class: 'gd-tl-hint2' }, ' · ← → steps')),
    h('div', { class: 'gd-tl-right' },
      h('span', { class: 'gd-tl-tray' }, hidden, ' ', toggle),
      h('span', { class: 'gd-tl-period', role: 'group', 'aria-label': 'Period' }, from, h('span', { 'aria-hidden': 'true' }, '–'), to, all)),
    error);

  function say(problem) {
    error.hidden = !problem;
    setText(error, problem?.error ?? '');
    for (const [field, input] of [['from', from], ['to', to]]) {
      const bad = problem?.field === field;
      input.toggleAttribute('data-bad', bad);
      if (bad) {
        input.setAttribute('aria-invalid', 'true');
        input.setAttribute('aria-describedby', 'gd-tl-error');
      } else {
        input.removeAttribute('aria-invalid');
        input.removeAttribute('aria-describedby');
      }
    }
  }

  function show(params) {
    for (const [field, input] of [['from', from], ['to', to]]) {
      const day = toDay(params[field]);
      const typing = document.activeElement === input && input.value !== (input.dataset.shown ?? '');
      input.dataset.shown = Number.isNaN(day) ? '' : dayWords(day);
      if (!typing) input.value = input.dataset.shown;
    }
    all.hidden = !params.from && !params.to;
  }

  /** `extent`: first and last day shown, or null; what a blank field stands for. */
  function update({ bars, extent }) {
    const counts = state.data.denominators ?? {};
    const shown = state.params.bg === '1';
    const period = Boolean(state.params.from || state.params.to);
    setText(hidden, hiddenLabel(counts, { period, listed: state.data.mode !== 'clusters' }));
    const why = period ? 'They have no date, so no period holds them. “all dates” brings them back.' : 'They have no date and stand at the end of the list.';
    hidden.title = counts.undated ? why : '';
    toggle.hidden = !counts.background;
    setText(toggle, shown ? 'hide' : 'show');
    toggle.setAttribute('aria-label', `${shown ? 'Hide' : 'Show'} ${counts.background} background events`);
    node.querySelector('.gd-tl-unit').textContent = bars ? 'a bar counts events' : 'one mark = one event';
    if (!node.contains(document.activeElement) || document.activeElement === all) say(null);
    [from, to].forEach((input, i) => input.setAttribute('placeholder', extent ? dayWords(extent[i]) : 'any'));
    show(state.params);
  }
  return { node, update };
}
