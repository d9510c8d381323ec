// A filter from an address and back, in its one canonical form (geodash.query.filter).

import { toDay, toIso } from '../core/dates.js';
import { toSearch } from '../core/url.js';
import { boxOf, textOf } from './box.js';
import { begun, clean, createReader, isClean, lengthOf } from './reader.js';

/** @import { Params } from '../core/types' */
/** @import { Filter, Query, Value } from './types' */
/** @typedef {ReturnType<typeof createReader>} Reader */
/** @typedef {{query: Query, searchWords: (text: string) => string[]}} Known */

const ARROW = '>';
// What Python takes for white space, which isn't quite what JavaScript does.
// eslint-disable-next-line no-control-regex
const BLANK = /^(?:(?!\ufeff)\s|[\x1c-\x1f\x85])*$/;
const DATE = /^\d{4}-\d{2}-\d{2}$/;

/** @returns {Filter} */
export const unfiltered = () => ({
  from: null,
  to: null,
  certain: false,
  actors: [],
  all: false,
  side: '',
  pairs: [],
  kinds: [],
  types: [],
  articles: [],
  datasets: [],
  statuses: [],
  roles: [],
  precision: '',
  date_precision: '',
  places: [],
  bbox: null,
  query: '',
  background: false,
});

/** In the order of the list, each once. @param {Value[]} list @param {string[]} values */
function inOrder(list, values) {
  const chosen = new Set(values);
  return list.filter((one) => chosen.has(one.value)).map((one) => one.value);
}

/** @param {string} text */
function dayOf(text) {
  const day = DATE.test(text) && !text.startsWith('0000') ? toDay(text) : NaN;
  return Number.isNaN(day) ? null : day;
}

/**
 * Who acted and who was acted on; blank for nobody named.
 * @param {string} pair
 */
export const sidesOf = (pair) => /** @type {[string, string]} */ (pair.split(ARROW));

/** @param {Reader} reader */
function readDates(reader, /** @type {string} */ dropped) {
  let from = reader.one('from', dayOf);
  let to = reader.one('to', dayOf);
  const certain = reader.one('when', (v) => (v === 'certain' ? v : null)) !== null;
  if (from !== null && to !== null && from > to) {
    reader.notice(`The period from ${toIso(from)} to ${toIso(to)} ${dropped}: it ends before it begins.`);
    from = to = null;
  }
  return { from, to, certain: certain && (from !== null || to !== null) };
}

/** @param {Reader} reader @param {Known} known */
function readWho(reader, { query: { lists, sides, reading } }) {
  const isIn = (/** @type {Value[]} */ list) => (/** @type {string} */ value) => (isClean(value, reading) && list.some((one) => one.value === value) ? value : null);
  const actors = inOrder(lists.actors, reader.many('actor', isIn(lists.actors)));
  const all = reader.one('actors', (v) => (v === 'all' ? v : null)) !== null;
  const side = reader.one('side', (v) => (v === 'by' || v === 'to' ? v : null)) ?? '';
  const pairs = reader.many('pair', (value) => {
    const whole = isClean(value, reading) && value.split(ARROW).length === 2 && value.length > 1 && !value.includes(' ');
    return whole && sidesOf(value).every((one) => one in sides) ? value : null;
  });
  return { actors, all, side: /** @type {Filter['side']} */ (side), pairs: [...new Set(pairs)].sort() };
}

/** The article whose id is written so, or is composed of the same letters. @param {string} written @param {Value[]} list */
function articleOf(written, list) {
  if (list.some((one) => one.value === written)) return written;
  const found = list.filter((one) => one.value.normalize('NFC') === written.normalize('NFC'));
  return found.length === 1 ? found[0].value : null;
}

/** @param {Reader} reader @param {Known} known */
function readListed(reader, { query: { lists, reading } }) {
  const of = (/** @type {string} */ key, /** @type {Value[]} */ list, /** @type {(value: string) => string | null} */ accept = (v) => (list.some((one) => one.value === v) ? v : null)) =>
    inOrder(list, reader.many(key, accept));
  const one = (/** @type {string} */ key, /** @type {Value[]} */ list) => reader.one(key, (v) => (list.some((step) => step.value === v) ? v : null)) ?? '';
  // Python reads them in this order, and the notices come in it.
  return {
    kinds: of('kind', lists.kinds),
    types: of('type', lists.types),
    articles: of('article', lists.articles, (v) => (isClean(v, reading) ? articleOf(v, lists.articles) : null)),
    datasets: of('data', lists.datasets),
    statuses: of('status', lists.statuses),
    roles: of('role', lists.roles),
    precision: one('prec', lists.precision),
    date_precision: one('dprec', lists.date_precision),
    places: of('place', lists.places),
    bbox: reader.one('bbox', boxOf),
  };
}

/** @param {Reader} reader @param {Known} known */
function readSearch(reader, { query: { reading }, searchWords }) {
  const tidy = (/** @type {string} */ text) => {
    const line = clean(begun(clean(text), reading.query));
    return searchWords(line).length ? line : '';
  };
  return (
    reader.one('q', (value) => {
      const text = tidy(value);
      if (text && lengthOf(clean(value)) > reading.query) reader.notice(`q was cut to its first ${reading.query} characters.`);
      return text || (BLANK.test(value) ? '' : null);
    }) ?? ''
  );
}

/**
 * The filter of an address (`?…`), and notices about whatever could not be used.
 * @param {string} search
 * @param {Known} known
 * @returns {[Filter, string[]]}
 */
export function readFilter(search, known) {
  const { reading } = known.query;
  const reader = createReader([...new URLSearchParams(search)], reading);
  const filter = {
    ...readDates(reader, reading.dropped),
    ...readWho(reader, known),
    ...readListed(reader, known),
    query: readSearch(reader, known),
    background: reader.one('bg', (v) => (v === '1' ? v : null)) !== null,
  };
  return [filter, reader.notices()];
}

/**
 * A filter as a query string, without `?`.
 * @param {Filter} f
 */
export function queryOf(f) {
  const one = (/** @type {string} */ key, /** @type {string} */ value) => (value ? { [key]: value } : {});
  const many = (/** @type {string} */ key, /** @type {string[]} */ values) => (values.length ? { [key]: values } : {});
  const day = (/** @type {number | null} */ n) => (n === null ? '' : toIso(n));
  /** @type {Params} */
  const params = {
    ...one('from', day(f.from)),
    ...one('to', day(f.to)),
    ...one('when', f.certain ? 'certain' : ''),
    ...many('actor', f.actors),
    ...one('actors', f.all ? 'all' : ''),
    ...one('side', f.side),
    ...many('pair', f.pairs),
    ...many('kind', f.kinds),
    ...many('type', f.types),
    ...many('article', f.articles),
    ...many('data', f.datasets),
    ...many('status', f.statuses),
    ...many('role', f.roles),
    ...one('prec', f.precision),
    ...one('dprec', f.date_precision),
    ...many('place', f.places),
    ...one('bbox', f.bbox ? textOf(f.bbox) : ''),
    ...one('q', f.query),
    ...one('bg', f.background ? '1' : ''),
  };
  return toSearch(params, {}).slice(1);
}
