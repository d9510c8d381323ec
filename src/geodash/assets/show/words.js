// The words half of a slide. Every text is data and becomes a text node.

import { h } from '../core/dom.js';
import { glyph } from '../core/marks.js';
import { abridged, aroundCoded } from './shorten.js';

/** @import { Child, EventItem } from '../core/types' */
/** @import { Fit, Run, Slide, SlideAnswer } from './types' */
/** @typedef {{byId: (id: string) => EventItem | undefined, onChoose: (ids: string[]) => void}} Tools */

const part = (/** @type {string} */ cls, /** @type {Child[]} */ ...children) => h('p', { class: cls, dir: 'auto' }, children);
const quoted = (/** @type {string} */ text) => h('q', { class: 'sh-said' }, text);

/** @param {Slide} s */
export function factsOf(s, most = 120) {
  const note = s.date_note ? ` (${s.date_note})` : '';
  return [h('b', null, abridged(s.date ?? '', 60)), note, s.place ? ` · ${abridged(s.place, most)}` : ''];
}

/**
 * The passage in stretches; what is coded is underlined unless all of it is.
 * @param {Run[]} runs
 */
function runsOf(runs) {
  const all = runs.every((r) => r.coded || !r.text.trim());
  return runs.map((r) => (r.coded && !all ? h('mark', { class: 'sh-coded' }, r.text) : r.text));
}

const LEAST = 90; // characters: of a quote cut shorter than this nothing is left to understand

/**
 * @param {SlideAnswer} a
 * @param {number} most
 * @param {number} say
 * @returns {Child[]}
 */
function answer(a, most, say) {
  const who = abridged(a.voice, say);
  const voice = who ? [h('b', null, a.runs_on ? who : `${who}:`), ' '] : [];
  const quote = a.quote && (a.quote.length <= most || most >= LEAST) ? [': ', quoted(abridged(a.quote, most))] : [];
  return [...voice, abridged(a.text, say), ...quote];
}

/**
 * Answers one below the other; one without a voice goes on from the one before.
 * @param {Slide} s
 * @param {Fit} fit
 */
function answersOf(s, { quotes, answers, say }) {
  const shown = s.answers.slice(0, answers);
  /** @type {Child[][]} */
  const blocks = [];
  // All are quoted or none is, so that no side is better heard; one voice may have its first words only.
  const one = shown.filter((a) => a.voice).length === 1;
  const all = shown.every((a) => quotes >= LEAST || a.quote.length <= quotes);
  shown.forEach((a, i) => {
    const text = answer(a, one ? Math.max(quotes, i ? 0 : LEAST) : all ? quotes : 0, say);
    if (a.voice || !blocks.length) blocks.push(text);
    else blocks[blocks.length - 1].push('. ', ...text);
  });
  const left = s.answers.length - shown.length;
  if (left > 0 && blocks.length) blocks[blocks.length - 1].push(`. And ${left} more.`);
  const out = blocks.map((text) => part('sh-answer', ...text));
  if (s.silent) out.push(part('sh-answer sh-silent', abridged(s.silent, Math.max(say, LEAST))));
  return out.length ? h('div', { class: 'sh-answers', role: 'group', 'aria-label': 'What the articles say others say' }, out) : null;
}

/**
 * @param {Slide} s
 * @param {Fit} fit
 */
function eventWords(s, fit) {
  const passage = aroundCoded(s.passage, fit.passage);
  return [
    part('sh-facts', ...factsOf(s, fit.say)),
    h('h1', { class: 'sh-heading', dir: 'auto' }, abridged(s.heading, fit.heading)),
    passage.length
      ? h('blockquote', { class: 'sh-passage' }, h('p', { dir: 'auto', lang: s.language || null }, runsOf(passage)), s.caution ? part('sh-caution', abridged(s.caution, fit.say)) : null)
      : part('sh-nothing', 'No words of an article stand behind this event.'),
    answersOf(s, fit),
    s.source ? part('sh-source', abridged(s.source, fit.source)) : null,
  ];
}

/** @param {Slide} s */
function paragraphWords(s) {
  return [
    part('sh-facts', ...factsOf(s)),
    h('h1', { class: 'sh-heading sh-heading-small', dir: 'auto' }, abridged(s.heading, 110)),
    h('blockquote', { class: 'sh-passage sh-paragraph' }, h('p', { dir: 'auto', lang: s.language || null },
      (s.before ?? []).map((r) => r.text), h('span', { class: 'sh-core' }, runsOf(s.passage)), (s.after ?? []).map((r) => r.text))),
    part('sh-source', s.paragraph ? `Paragraph ${s.paragraph} of ${s.source}` : s.source),
  ];
}

/**
 * @param {Slide} s
 * @param {Fit} fit
 * @param {Tools} tools
 */
function viewWords(s, fit, { byId, onChoose }) {
  const ids = s.frame.events;
  const rows = s.rows.slice(0, fit.lines).map(([when, title], i) => {
    const e = byId(ids[i]);
    return h('li', null, h('button', { type: 'button', class: 'sh-row', on: { click: () => onChoose([ids[i]]) } },
      e ? glyph(e.kind, { size: 30, oneSided: e.one_sided, planned: e.planned }) : null,
      h('span', { dir: 'auto' }, h('b', null, when), ' ', abridged(title, 90))));
  });
  const left = s.rows.length - rows.length;
  return [
    h('h1', { class: 'sh-heading', dir: 'auto' }, abridged(s.heading, fit.heading)),
    h('ul', { class: 'sh-counts', 'aria-label': 'Events by kind' }, s.counts.map(([kind, label, n]) =>
      h('li', null, glyph(kind, { size: 36 }), h('span', null, h('b', null, n), ` ${label}`)))),
    h('ol', { class: 'sh-rows', 'aria-label': 'Events' }, rows),
    left > 0 ? part('sh-left', `and ${left} more`) : null,
    part('sh-source', abridged(s.sentence ?? '', 2 * fit.source)),
  ];
}

/**
 * @param {Slide} s
 * @param {Fit} fit
 */
function titleWords(s, fit) {
  return [
    h('h1', { class: 'sh-heading', dir: 'auto' }, abridged(s.heading, fit.heading)),
    s.subtitle ? part('sh-subtitle', abridged(s.subtitle, fit.heading)) : null,
    part('sh-sentence', abridged(s.sentence ?? '', 2 * fit.source)),
  ];
}

/** @param {Slide} s */
function closingWords(s) {
  return [
    h('div', { class: 'sh-sources' },
      h('h1', { class: 'sh-heading' }, s.heading),
      h('ol', null, s.lines.map((line) => h('li', { dir: 'auto' }, line)))),
    h('div', { class: 'sh-notices' }, s.notices.map((text) => part('sh-notice', text))),
  ];
}

/**
 * The children of the words half; `fit` says how much there is room for (fit.js).
 * @param {Slide} slide
 * @param {Fit} fit
 * @param {Tools} tools
 * @returns {(Node | null)[]}
 */
export function wordsOf(slide, fit, tools) {
  if (fit.paragraph && slide.passage?.length) return paragraphWords(slide);
  if (slide.role === 'event') return eventWords(slide, fit);
  if (slide.role === 'view') return viewWords(slide, fit, tools);
  return slide.role === 'title' ? titleWords(slide, fit) : closingWords(slide);
}
