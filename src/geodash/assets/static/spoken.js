// A filter part by part in words (geodash.query.spoken and .parts); the vectors say that Python says the same.

import { dayWords, partsOf, periodWords, spanWords } from '../core/dates.js';
import { months } from '../core/told.js';
import { sidesOf } from './filter.js';
import { lengthOf } from './reader.js';
import { listed, shortened, some } from './wording.js';

/** @import { Filter, Part, PartRules, Query, Value } from './types' */
/** @typedef {{query: Query, searchWords: (text: string) => string[]}} Known */
/** @typedef {{words: string, short?: string, brief?: string}} Told */

const NAMED = 2;
const SEARCH = 44;

/** `13 September 2022` */
function longDay(/** @type {number} */ day) {
  const { year, month, day: d } = partsOf(day);
  return `${d} ${months().long[month - 1]} ${year}`;
}

/** `between 13 and 30 September 2022` */
function between(/** @type {number} */ first, /** @type {number} */ last) {
  const [a, b] = [partsOf(first), partsOf(last)];
  const begin = `${a.day} ${months().long[a.month - 1]}`;
  if (a.year !== b.year) return `between ${begin} ${a.year} and ${longDay(last)}`;
  return `between ${a.month === b.month ? a.day : begin} and ${longDay(last)}`;
}

/** @param {Filter} f @returns {Told} */
function ofDates({ from, to, certain }) {
  const sure = (/** @type {string} */ text) => (certain ? `certainly ${text}` : text);
  if (from !== null && to !== null) {
    const words = from === to ? `on ${longDay(from)}` : between(from, to);
    return { words: sure(words), short: sure(periodWords(from, to)), brief: sure(spanWords(from, to)) };
  }
  if (from !== null) return { words: sure(`on or after ${longDay(from)}`), short: sure(`from ${dayWords(from)}`) };
  if (to !== null) return { words: sure(`on or before ${longDay(to)}`), short: sure(`until ${dayWords(to)}`) };
  return { words: '' };
}

/** The words of the chosen values, each once, in the order of their names. @param {Value[]} list @param {string[]} values @param {(one: Value) => string} words */
function named(list, values, words) {
  const chosen = list.filter((one) => values.includes(one.value));
  chosen.sort((a, b) => compared(a.order ?? '', b.order ?? ''));
  /** @type {Map<string, Value>} */
  const once = new Map();
  for (const one of chosen) if (!once.has(one.said)) once.set(one.said, one);
  return [...once.values()].map(words);
}

/** As Python sorts: by code points. @param {string} a @param {string} b */
function compared(a, b) {
  const [p, q] = [Array.from(a), Array.from(b)];
  const at = p.findIndex((c, i) => c !== q[i]);
  if (at < 0) return p.length - q.length;
  return q[at] === undefined ? 1 : /** @type {number} */ (p[at].codePointAt(0)) - /** @type {number} */ (q[at].codePointAt(0));
}

const said = (/** @type {Value} */ one) => one.said;
const cut = (/** @type {Value} */ one) => one.cut ?? one.said;
const chosenOf = (/** @type {Value[]} */ list, /** @type {string[]} */ values) => list.filter((one) => values.includes(one.value));

/** @param {Filter} f @param {Known} known @returns {Told} */
function ofActors({ actors, all, side }, { query: { lists } }) {
  if (!actors.length) return { words: '' };
  const names = named(lists.actors, actors, said);
  const word = all ? 'and' : 'or';
  const before = { '': 'with', by: 'by', to: 'directed at' }[side];
  const after = { '': '', by: ' acting', to: ' acted on' }[side];
  return { words: `${before} ${listed(names, word)}`, short: `${some(names, word)}${after}` };
}

/** @param {Filter} f @param {Known} known @returns {Told} */
function ofPairs({ pairs }, { query: { sides } }) {
  const words = pairs.map((pair) => {
    const [doer, target] = sidesOf(pair).map((value) => sides[value]);
    const text = `by ${doer.said} and directed at ${target.said}`;
    return doer.right || target.right ? `\u2068${text}\u2069` : text;
  });
  return { words: listed(words, 'or') };
}

/** @param {Filter} f @param {Known} known @returns {Told} */
function ofTypes({ types, kinds }, { query: { lists } }) {
  const labels = chosenOf(lists.types, types).map(said);
  if (!labels.length) return { words: '' };
  const short = `coded as ${some(labels)}`;
  return { words: `coded as ${listed(labels, 'or')}`, short: kinds.length ? short : `events ${short}` };
}

/** @param {Value[]} list @param {string[]} values @param {string} before @param {string} many */
function ofTitles(list, values, before, many, shortBefore = before) {
  const chosen = chosenOf(list, values);
  if (!chosen.length) return { words: '' };
  const short = chosen.length > NAMED ? `${shortBefore} ${chosen.length} ${many}` : `${shortBefore} ${listed(chosen.map(cut), 'or')}`;
  return { words: `${before} ${listed(chosen.map(said), 'or')}`, short };
}

/** @param {Filter} f @param {Known} known @returns {Told} */
function ofPlaces({ places }, { query: { lists } }) {
  const names = named(lists.places, places, said);
  if (!names.length) return { words: '' };
  const short = names.length > NAMED ? `${names.length} places` : listed(named(lists.places, places, cut), 'or');
  return { words: `at or about ${listed(names, 'or')}`, short: `at or about ${short}` };
}

/** @param {Filter} f @param {Known} known @returns {Told} */
function ofSearch({ query }, { searchWords }) {
  if (!query) return { words: '' };
  const noun = searchWords(query).length === 1 ? 'word' : 'words';
  const words = (/** @type {number} */ most) => `with the ${noun} “${shortened(query.replace(/^[“”]+|[“”]+$/g, ''), most)}”`;
  return { words: words(lengthOf(query)), short: words(SEARCH) };
}

/** What each part tells, by its name. @type {Record<string, (f: Filter, known: Known) => Told>} */
const TELLERS = {
  dates: ofDates,
  actors: ofActors,
  pairs: ofPairs,
  kinds: (f, { query: { lists } }) => ({ words: listed(chosenOf(lists.kinds, f.kinds).map(said), 'or'), short: some(chosenOf(lists.kinds, f.kinds).map(said)) }),
  types: ofTypes,
  articles: (f, { query: { lists } }) => ofTitles(lists.articles, f.articles, 'told in', 'articles'),
  datasets: (f, { query: { lists } }) => ofTitles(lists.datasets, f.datasets, `from the data set${f.datasets.length === 1 ? '' : 's'}`, 'data sets', 'from'),
  statuses: (f, { query: { lists } }) => ({ words: listed(chosenOf(lists.statuses, f.statuses).map(said), 'or') }),
  roles: (f, { query: { lists } }) => ({ words: listed(chosenOf(lists.roles, f.roles).map(said), 'or') }),
  precision: (f, { query: { lists } }) => ({ words: chosenOf(lists.precision, [f.precision]).map(said).join('') }),
  date_precision: (f, { query: { lists } }) => ({ words: chosenOf(lists.date_precision, [f.date_precision]).map(said).join('') }),
  places: ofPlaces,
  bbox: (f) => ({ words: f.bbox ? 'within the chosen part of the map' : '' }),
  search: ofSearch,
  background: (f) => ({ words: f.background ? 'background included' : '' }),
};

/** @typedef {{rules: PartRules, words: string, short: string, brief: string}} ToldPart */

/** @param {Part} bare @param {ToldPart[]} told */
function wordOf(bare, told) {
  const own = told.filter(({ rules, words }) => rules.told_by === bare.key && words);
  const card = told.filter(({ rules }) => rules.told_by === bare.key || rules.set_by === bare.key);
  return {
    ...bare,
    told: own.length > 0,
    narrows: card.some(({ rules, words }) => words && !rules.widens),
    words: own.map((one) => one.short).join(' ') || bare.words,
    brief: own.map((one) => one.brief).join(' ') || bare.brief,
    phrase: own.map((one) => one.words).join(', ') || bare.phrase,
  };
}

/**
 * Every part in the order of the sentence, set or not: the words first, then the chips.
 * @param {Filter} f
 * @param {Known} known
 * @returns {Part[]}
 */
export function partsOfSentence(f, known) {
  const { parts, words, spoken } = known.query;
  const told = parts.map((rules) => {
    const one = TELLERS[rules.name](f, known);
    const short = one.short ?? one.words;
    return { rules, words: one.words, short, brief: one.brief ?? short };
  });
  return spoken.map((bare) => {
    if (words.includes(bare.key)) return wordOf(bare, told);
    const part = /** @type {ToldPart} */ (told.find(({ rules }) => rules.keys[0] === bare.key));
    const chosen = part.words !== '';
    return { ...bare, told: chosen, narrows: chosen && !part.rules.widens, words: part.short, brief: part.brief, phrase: part.words };
  });
}
