// What "/" finds in a show: its slides and all events of the collection, asked of the file itself. The
// slide that is on the screen is never offered: whoever asks wants another one.

import { count } from '../core/count.js';
import { fold, litPieces, sortedBy, wordsOf } from '../core/search.js';

/** @import { Answer, Found, Group } from '../search/types' */
/** @import { Deck, JumpItem, Slide } from './types' */

/** Events told; of more the first, and how many there are. */
const MOST = 60;

/**
 * Something to go to: by folded `text`; `name` is its own.
 * @typedef {{found: Found, name: string, text: string}} Entry
 */

/** All that a slide of several events says. */
const saidOn = (/** @type {Slide} */ s) => [s.heading, s.subtitle, s.sentence, s.remark, ...s.lines, ...s.rows.flatMap((r) => [r.voice, r.text, r.reply])].join(' ');

/** @type {(title: string, more: string, act: string) => Found} */
const row = (title, more, act) => ({ title: [title], more: [more], act, filter: null });

/**
 * @param {Slide} slide
 * @param {number} i
 * @param {JumpItem | undefined} item of its event
 * @returns {Entry}
 */
function entryOfSlide(slide, i, item) {
  const { kind, one_sided, planned } = item ?? {};
  const found = { ...row(slide.heading, [slide.date, slide.place].filter(Boolean).join(' · '), `Slide ${i + 1}`), slide: i, ...(kind ? { kind, one_sided, planned } : {}) };
  return { found, name: fold(slide.heading), text: ` ${wordsOf(saidOn(slide)).join(' ')} | ${item?.text ?? ''} ` };
}

/** @type {(item: JumpItem) => Entry} */
const entryOfEvent = (item) => ({
  found: { ...row(item.title, [item.date, item.place].filter(Boolean).join(' · '), 'Open'), event: item.id, kind: item.kind, one_sided: item.one_sided, planned: item.planned },
  name: fold(item.title),
  text: item.text,
});

/**
 * @param {Entry} entry
 * @param {string} asked folded
 */
function rankOf({ name }, asked) {
  if (!asked || name === asked) return 0;
  if (name.startsWith(asked)) return 1;
  return wordsOf(asked).every((word) => ` ${wordsOf(name).join(' ')}`.includes(` ${word}`)) ? 2 : 3;
}

/**
 * @param {Slide[]} slides
 * @param {JumpItem[]} items every event
 */
function entriesOf(slides, items) {
  const byId = new Map(items.map((item) => [item.id, item]));
  const shown = slides.map((slide, i) => entryOfSlide(slide, i, byId.get(slide.event_id ?? '')));
  const told = new Set(slides.map((slide) => slide.event_id));
  return { slides: shown, events: items.filter((item) => !told.has(item.id)).map(entryOfEvent), all: items.map(entryOfEvent) };
}

/**
 * @param {string} key
 * @param {string} label
 * @param {Entry[]} entries
 * @param {string} query
 * @returns {Group & {entries: Entry[]}}
 */
function groupOf(key, label, entries, query) {
  const words = wordsOf(query);
  const has = entries.filter(({ text }) => words.every((word) => text.includes(` ${word}`)));
  const best = sortedBy(has, (entry) => [rankOf(entry, fold(query.trim()))]).slice(0, MOST);
  const rows = best.map(({ found }) => ({ ...found, title: litPieces(found.title.join(''), words), more: litPieces(found.more.join(''), words) }));
  return { key, label, short: label, count: has.length, said: String(has.length), show: null, rows, entries: best };
}

/**
 * Answers queries for one opening of the search.
 * @param {Deck} deck
 * @param {JumpItem[]} items
 * @param {string[] | null} only the events that share a mark
 */
export function createFinding(deck, items, only) {
  const known = entriesOf(deck.slides, items);
  const isOn = (/** @type {Entry} */ { found: { event, slide } }) => {
    const asked = slide === undefined ? event : deck.slides[slide].event_id;
    return asked ? asked === deck.slide.event_id : deck.slides[slide ?? -1] === deck.slide;
  };
  const open = (/** @type {Entry[]} */ entries) => entries.filter((e) => !isOn(e));
  return {
    /** @returns {Answer & {groups: ReturnType<typeof groupOf>[]}} */
    answer(/** @type {string} */ query) {
      const events = only ? known.all.filter((e) => only.includes(e.found.event ?? '')) : known.events;
      const groups = [groupOf('slides', 'Slides', only ? [] : open(known.slides), query), groupOf('events', only ? 'Events here' : 'Other events', only ? events : open(events), query)];
      const found = groups.reduce((n, g) => n + g.count, 0);
      return { q: query, count: found, groups, nothing: found ? '' : nothing(query), ids: null };
    },
  };

  function nothing(/** @type {string} */ query) {
    const here = [...known.slides, ...known.events].some((e) => isOn(e) && wordsOf(query).every((word) => e.text.includes(` ${word}`)));
    return here ? 'Only the slide on the screen has these words.' : `Nothing among ${count(deck.slides.length, 'slide')} and ${count(items.length, 'event')} has these words.`;
  }
}
