// The words half of a slide. Every text is data and becomes a text node.

import { h } from '../core/dom.js';
import { glyph } from '../core/marks.js';
import { abridged } from './shorten.js';

/** @import { Child, EventItem } from '../core/types' */
/** @import { Fit, ListLine, Run, Slide, SlideAnswer } from './types' */
/** @typedef {{byId: (id: string) => EventItem | undefined, onChoose: (ids: string[]) => void}} Tools */

// Our own lines run from left to right, and what they name from right to left is isolated in them.
const part = (/** @type {string} */ cls, /** @type {Child[]} */ ...children) => h('p', { class: cls }, children);
// Something always follows a quotation, and a full stop with it.
const quoted = (/** @type {string} */ text) => h('q', { class: 'sh-said' }, text.replace(/[.,;]$/, ''));

/** @param {Slide} s */
export function factsOf(s, most = 120) {
  const note = s.date_note ? ` (${s.date_note})` : '';
  return [h('b', null, abridged(s.date ?? '', 60)), note, s.place ? ` · ${abridged(s.place, most)}` : ''];
}

/**
 * The passage in stretches: what is coded is underlined and the rest recedes, unless it is all or nothing.
 * @param {Run[]} runs
 */
function runsOf(runs) {
  const parted = runs.some((r) => r.coded) && runs.some((r) => !r.coded && r.text.trim());
  return runs.map((r) => (parted ? h(r.coded ? 'mark' : 'span', { class: r.coded ? 'sh-coded' : 'sh-rest' }, r.text) : r.text));
}

/** Whether an answer's own words are shown. */
const quotes = (/** @type {SlideAnswer} */ a, /** @type {Fit['words']} */ words) => words !== 'ours' && Boolean(a.quote) && !(a.asked && words === 'theirs');

// What the editors say of an answer, of its words or of the claim's is never cut.
const noted = (/** @type {string} */ text) => part('sh-answer sh-ours', h('b', null, 'Editors’ note:'), ' ', h('bdi', null, text));

/**
 * @param {SlideAnswer} a
 * @param {Fit['words']} words ours and theirs, theirs alone where there are any, or ours alone
 * @param {boolean} less
 * @returns {Child[]}
 */
function answer(a, words, less) {
  const theirs = quotes(a, words);
  const alone = theirs && words === 'theirs';
  const who = alone ? a.voice.replace(/,$/, '') : (less && a.less_voice) || a.voice;
  const voice = who ? [h('b', null, a.runs_on && !alone ? who : `${who}:`), ' '] : [];
  // That there is no answer is never cut.
  const silent = a.silent ? [`. ${a.silent}`] : [];
  if (alone) return [...voice, quoted(a.quote), ...silent];
  return [...voice, (less && a.less) || a.text, ...(theirs ? [': ', quoted(a.quote)] : []), ...silent];
}

/**
 * Answers one below the other; one without a voice goes on from the one before.
 * @param {Slide} s
 * @param {Fit} fit
 * @param {string} caution what is said of the passage's words, so that it is not said again
 */
function answersOf(s, { words, later, less, answers, say }, caution) {
  const shown = s.answers.slice(0, answers);
  const given = (/** @type {SlideAnswer} */ a, n = 0) => (later || a.voice || a.asked || !n ? words : 'ours');
  /** @type {{cls: string, text: Child[], ended?: boolean}[]} */
  const blocks = [];
  for (const a of shown) {
    const last = blocks.at(-1);
    if (!last || a.voice) blocks.push({ cls: 'sh-answer', text: answer(a, words, less), ended: Boolean(a.silent) });
    else if (a.asked) blocks.push({ cls: 'sh-answer sh-next', text: answer(a, words, less) });
    else {
      last.text.push(last.ended ? ' ' : later && words === 'theirs' ? '; ' : '. ', ...answer(a, given(a, 1), less));
      last.ended = Boolean(a.silent);
    }
  }
  const left = s.answers.length - shown.length;
  if (left > 0) blocks.push({ cls: 'sh-answer', text: [`${left} more ${left === 1 ? 'answer stands' : 'answers stand'} in the handout.`] });
  const out = blocks.map(({ cls, text }) => part(cls, ...text));
  const ours = [s.others, s.silent, s.figures].filter((text) => text !== undefined);
  // That there is no answer is never cut, and the rest of what is ours only with the answers.
  out.push(...ours.map((text) => part('sh-answer sh-ours', text === s.silent || !less ? text : abridged(text, Math.max(2 * say, 90)))));
  const whose = new Set(shown.filter((a, n) => quotes(a, given(a, n))).flatMap((a) => a.cautions ?? []));
  out.push(...[...whose].filter((text) => !caution.includes(text)).map(noted), ...(s.in_sight ?? []).map(noted));
  return out.length ? h('div', { class: 'sh-answers', role: 'group', 'aria-label': 'What the articles say others say' }, out) : null;
}

const remarkOf = (/** @type {Slide} */ s, /** @type {Fit} */ fit) => (s.remark ? part('sh-remark', fit.less ? abridged(s.remark, Math.max(2 * fit.say, 90)) : s.remark) : null);

/** What must not be mistaken in a passage; a note on whose words some are goes with them where they are left out. */
function cautionOf(/** @type {string} */ caution, /** @type {string} */ passage) {
  const [, words] = /^Editors’ note: \W*“([^”]+)”/.exec(caution) ?? [];
  return !words || passage.toLowerCase().includes(words.toLowerCase()) ? caution : '';
}

/**
 * @param {Slide} s
 * @param {Fit} fit
 */
function eventWords(s, fit) {
  const passage = (fit.brief && s.brief) || s.passage;
  const caution = cautionOf(s.caution ?? '', passage.map(({ text }) => text).join(''));
  return [
    part('sh-facts', ...factsOf(s, fit.say)),
    h('h1', { class: 'sh-heading', dir: 'auto' }, abridged(s.heading, fit.heading)),
    passage.length
      ? h('blockquote', { class: 'sh-passage' }, h('p', { dir: 'auto', lang: s.language || null }, runsOf(passage)), caution ? part('sh-caution', abridged(caution, fit.say)) : null)
      : part('sh-nothing', 'No words of an article stand behind this event.'),
    remarkOf(s, fit),
    answersOf(s, fit, caution),
    s.source ? part('sh-source', abridged(s.source, fit.source)) : null,
  ];
}

/**
 * The editors' notes that there is room for, the longest left out first; how many stand elsewhere is said.
 * @param {string[]} texts
 */
function notesOf(texts, most = Infinity) {
  const kept = new Set([...texts].sort((a, b) => a.length - b.length).slice(0, most));
  const left = texts.length - kept.size;
  const notes = texts.filter((text) => kept.has(text)).map((text) => part('sh-editors', h('b', null, 'Editors’ note'), ' ', h('bdi', null, text)));
  return left > 0 ? [...notes, part('sh-editors', `${left} more ${left === 1 ? 'note stands' : 'notes stand'} with the event on the page.`)] : notes;
}

/**
 * @param {Slide} s
 * @param {Fit} fit
 */
function paragraphWords(s, { notes }) {
  return [
    part('sh-facts', ...factsOf(s)),
    h('h1', { class: 'sh-heading sh-heading-small', dir: 'auto' }, abridged(s.heading, 110)),
    h('blockquote', { class: 'sh-passage sh-paragraph' }, h('p', { dir: 'auto', lang: s.language || null },
      (s.before ?? []).map((r) => r.text), h('span', { class: 'sh-core' }, runsOf(s.passage)), (s.after ?? []).map((r) => r.text))),
    ...notesOf(s.editors ?? [], notes),
    part('sh-source', s.paragraph ? `Paragraph ${s.paragraph} of ${s.source}` : s.source),
  ];
}

/**
 * A line of a list: its date where it begins, what happened, and the other side.
 * @param {ListLine} line
 * @param {Tools} tools
 */
function lineOf(line, { byId, onChoose }) {
  const e = byId(line.events[0]);
  return h('li', null,
    line.when ? part('sh-when', line.when) : null,
    h('button', { type: 'button', class: 'sh-row', on: { click: () => onChoose(line.events) } },
      e ? glyph(e.kind, { size: 30, oneSided: e.one_sided, planned: e.planned }) : null,
      h('span', null, line.voice ? [h('b', null, h('bdi', null, line.voice)), ' '] : null, h('bdi', null, line.text), line.place ? h('span', { class: 'sh-place' }, ' · ', h('bdi', null, line.place)) : null)),
    line.reply ? part('sh-reply', line.reply) : null);
}

/**
 * @param {Slide} s
 * @param {Fit} fit
 * @param {Tools} tools
 */
function viewWords(s, fit, tools) {
  return [
    h('h1', { class: 'sh-heading', dir: 'auto' }, abridged(s.heading, fit.heading)),
    s.counts.length ? h('ul', { class: 'sh-counts', 'aria-label': 'Events by kind' }, s.counts.map(([kind, label, n]) =>
      h('li', null, glyph(kind, { size: 36 }), h('span', null, h('b', null, n), ` ${label}`)))) : null,
    s.rows.length ? h('ol', { class: 'sh-rows', 'aria-label': 'Events' }, s.rows.map((line) => lineOf(line, tools))) : null,
    remarkOf(s, fit),
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
      h('ol', null, s.lines.map((line) => h('li', null, line)))),
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
  if (fit.paragraph && slide.passage?.length) return paragraphWords(slide, fit);
  if (slide.role === 'event') return eventWords(slide, fit);
  if (slide.role === 'view') return viewWords(slide, fit, tools);
  return slide.role === 'title' ? titleWords(slide, fit) : closingWords(slide);
}
