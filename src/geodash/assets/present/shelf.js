// The collection's briefings, one card each: what it tells, its slides' marks in their order, what to do with it.

import { count } from '../core/count.js';
import { h } from '../core/dom.js';
import { glyph } from '../core/marks.js';
import { nameless } from './nameless.js';

/** @import { Props } from '../core/types' */
/** @import { Problem, ShelfBriefing, ShelfMark } from './types' */
/** @typedef {{show: URL, onCopy: (briefing: ShelfBriefing) => void}} Handlers */

const MOST_MARKS = 60;

function mark(/** @type {ShelfMark | null} */ one) {
  if (!one) return h('span', { class: 'gd-pr-view', title: 'A view of several events' });
  return glyph(one.kind, { size: 18, oneSided: one.one_sided, planned: one.planned });
}

/** Opens the show and at once the browser's print dialogue: one page a slide. */
function print(/** @type {URL} */ url) {
  const page = window.open(url);
  page?.addEventListener('load', () => page.print());
}

/**
 * @param {ShelfBriefing} briefing
 * @param {Handlers} handlers
 */
function card(briefing, { show, onCopy }) {
  const { id, title, subtitle, slides, dates, marks } = briefing;
  const fonts = nameless(briefing.nameless);
  const address = new URL(`show/${encodeURIComponent(id)}`, show);
  const named = (/** @type {string} */ what) => `${what}: ${title}`;
  const link = (/** @type {string} */ text, /** @type {URL | string} */ href, /** @type {Props} */ extra) => h('a', { href, 'aria-label': named(text), ...extra }, text);
  const n = count(slides.length, 'slide');
  return h(
    'li',
    { class: 'gd-pr-card', dataset: { briefing: id } },
    h('h3', { dir: 'auto' }, title || id),
    subtitle ? h('p', { class: 'gd-pr-sub', dir: 'auto' }, subtitle) : null,
    h('div', { class: 'gd-pr-marks', 'aria-hidden': 'true' }, marks.slice(0, MOST_MARKS).map(mark)),
    h('p', { class: 'gd-pr-meta' }, [n, dates].filter(Boolean).join(' · ')),
    h(
      'div',
      { class: 'gd-pr-acts' },
      link('Present', address, { class: 'gd-pr-go' }),
      link('Download briefing', `${address}?download`, { download: `${id}.html` }),
      link('PPTX', `${address}.pptx`, { download: `${id}.pptx` }),
      h('button', { type: 'button', 'aria-label': named('Handout'), on: { click: () => print(address) } }, 'Handout'),
      link('YAML', `${address}.yaml`, { download: `${id}.yaml` }),
      h('button', { type: 'button', 'aria-label': named('Edit a copy'), on: { click: () => onCopy(briefing) } }, 'Edit a copy'),
    ),
    fonts ? h('p', { class: 'gd-pr-note gd-pr-fonts' }, fonts) : null,
  );
}

/**
 * Why a file among the briefings could not be used.
 * @param {Problem} problem
 */
export function problem({ severity, where, line, reason, fix }) {
  return h(
    'li',
    { class: ['gd-pr-problem', severity === 'warning' && 'is-warning'] },
    h('b', { dir: 'auto' }, where || (line ? `Line ${line}` : 'The file')),
    ` ${reason} `,
    fix ? h('span', { class: 'gd-pr-fix' }, fix) : null,
  );
}

/** @param {Handlers} handlers */
export function createShelf(handlers) {
  const list = h('ul', { class: 'gd-pr-cards' });
  const wrong = h('ul', { class: 'gd-pr-problems' });
  const none = h('p', { class: 'gd-pr-none' }, 'No briefings yet. Compose one beside: choose “+ Briefing” at an event in Explore, and again at the next.');
  const node = h('section', { class: 'gd-pr-shelf', 'aria-labelledby': 'gd-pr-shelf' }, h('h2', { id: 'gd-pr-shelf' }, 'Briefings in this collection'), none, list, wrong);
  return {
    node,
    /**
     * @param {ShelfBriefing[]} briefings
     * @param {Problem[]} problems of their files
     */
    update(briefings, problems) {
      none.hidden = briefings.length > 0;
      list.replaceChildren(...briefings.map((b) => card(b, handlers)));
      wrong.hidden = !problems.length;
      wrong.replaceChildren(...problems.map(problem));
    },
  };
}
