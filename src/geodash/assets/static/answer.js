// What `api/events` answers, made in the browser from three files (geodash.publish.query_file).

import { columnsOf, pairsOf } from './columns.js';
import { facetsOf, legendOf } from './facets.js';
import { readFilter, queryOf, unfiltered } from './filter.js';
import * as flags from './flags.js';
import { createFolding } from './folding.js';
import { createSearch } from './search.js';
import { articlesNote, nothingNote, rowsNote, sentenceOf } from './sentence.js';
import { partsOfSentence } from './spoken.js';
import { timelineOf } from './times.js';
import { createView } from './view.js';

/** @import { Payload } from '../core/types' */
/** @import { Counts, EventItem, Filter, Query, StoredEvent, Texts } from './types' */
/** @import { View } from './view' */

/** @param {Filter} f @param {View} view @param {{columns: ReturnType<typeof columnsOf>, pairs: [number, number][], query: Query}} given @returns {Counts} */
function countsOf(f, view, { columns, pairs, query }) {
  const passing = view.passing();
  const shown = view.once(passing);
  const told = query.lists.articles.filter((one) => one.events.some((n) => passing[n])).map((one) => one.value);
  const publishers = new Set(told.map((id) => query.articles.by[id]));
  const all = createView({ ...unfiltered(), background: f.background }, { columns, pairs, query, found: null });
  return {
    count: flags.size(shown),
    total: flags.size(all.shown()),
    articles: told.length,
    chosen: f.articles.filter((id) => told.includes(id)).length,
    articles_total: Object.keys(query.articles.by).length,
    publishers: query.articles.publishers.filter((_, n) => publishers.has(n)),
    undated: flags.size(flags.but(view.shown('dates'), columns.dated)),
    unlocated: flags.size(flags.but(view.shown('bbox'), columns.located)),
    background: flags.size(flags.both(view.shown('background'), columns.background)),
    umbrellas: flags.size(passing) - flags.size(shown),
    seats: flags.size(flags.both(shown, columns.seat)),
    anywhere: flags.size(view.shown('bbox')),
  };
}

/** @param {Counts} counts */
function denominatorsOf({ publishers, count: _, total: __, ...rest }) {
  return { ...rest, publishers: publishers.length, publisher: publishers.length === 1 ? publishers[0] : null };
}

/** The events in time order, with what the others beside them say of them. @param {StoredEvent[]} events @param {number[]} places @returns {EventItem[]} */
function eventsOf(events, places) {
  const found = places.map((n) => events[n]);
  const here = new Set(found.map((e) => e.id));
  const dated = new Set(found.filter((e) => e.date_start && e.date_end).map((e) => e.id));
  const givesWay = (/** @type {StoredEvent} */ e, /** @type {Set<string>} */ present) => e.members.some((id) => present.has(id));
  return found.map(({ of: _, ...e }) => /** @type {EventItem} */ ({ ...e, counted: !givesWay(/** @type {StoredEvent} */ (e), here), timed: dated.has(e.id) && !givesWay(/** @type {StoredEvent} */ (e), dated) }));
}

/** The countries that a share of the events at least are of, those of most first. @param {StoredEvent[]} events @param {number} share */
function partiesOf(events, share) {
  /** @type {Map<string, number>} */
  const found = new Map();
  for (const code of events.flatMap((e) => e.of)) found.set(code, (found.get(code) ?? 0) + 1);
  const ranked = [...found].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
  return ranked.filter(([, n]) => n >= events.length * share).map(([code]) => code);
}

/**
 * @param {Query} query
 * @param {StoredEvent[]} events
 * @param {() => Promise<Texts>} texts asked for at the first search for words
 */
export function createAnswers(query, events, texts) {
  const searchWords = createFolding(query.searching);
  const given = { columns: columnsOf(events), pairs: pairsOf(events), query };
  const known = { query, searchWords };
  /** @type {Promise<ReturnType<typeof createSearch>> | null} */
  let search = null;

  async function searched(/** @type {Filter} */ f) {
    if (!f.query) return null;
    search ??= texts().then((found) => createSearch(query.searching, searchWords, found));
    search.catch(() => (search = null));
    const there = await search;
    const needles = there.needles(f.query);
    return { found: there.events(needles), words: needles.length, articles: () => there.articles(needles) };
  }

  function nothing(/** @type {Filter} */ f, /** @type {number} */ count, /** @type {Awaited<ReturnType<typeof searched>>} */ said) {
    if (!said || count) return '';
    const elsewhere = createView({ ...unfiltered(), query: f.query, background: true }, { ...given, found: said.found });
    return nothingNote(f.query, flags.size(elsewhere.shown()), said.words, said.articles());
  }

  /**
   * The whole answer for an address.
   * @param {string} address `?from=…`
   * @returns {Promise<Payload>}
   */
  return async function answer(address) {
    const [f, notices] = readFilter(address, known);
    const said = await searched(f);
    const asked = { ...given, found: said && said.found };
    const view = createView(f, asked);
    const counts = countsOf(f, view, given);
    const places = flags.places(view.passing());
    const facets = facetsOf(f, view, asked);
    const parts = partsOfSentence(f, known);
    const kinds = query.lists.kinds.map((one) => one.value);
    return /** @type {Payload} */ ({
      version: query.version,
      params: queryOf(f),
      notices,
      count: counts.count,
      total: counts.total,
      sentence: sentenceOf(f, counts, parts),
      nothing: nothing(f, counts.count, said),
      denominators: denominatorsOf(counts),
      rows_note: rowsNote(counts),
      articles_note: articlesNote(counts),
      mode: 'events',
      events: eventsOf(events, places),
      parties: partiesOf(places.map((n) => events[n]), query.party),
      timeline: timelineOf(f, view, { ...given, count: counts.count, kinds, rules: query.timeline }),
      facets,
      legend: legendOf(facets.kinds, view, asked),
      parts,
    });
  };
}
