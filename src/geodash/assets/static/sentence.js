// A filter and its denominators in one sentence (geodash.query.words, .found, geodash.words.wholes).

import { count as numberOf } from '../core/count.js';
import { listed, shortened } from './wording.js';

/** @import { Counts, Filter, Part } from './types' */

const SHOWN = 44;
const figure = (/** @type {number} */ n) => n.toLocaleString('en-GB');
const plural = (/** @type {number} */ n, /** @type {string} */ one, /** @type {string} */ many) => (n === 1 ? one : many);

function amount(/** @type {Counts} */ { count, total }) {
  if (!total && !count) return 'No events';
  return `${count ? figure(count) : 'None'} of ${numberOf(total, 'event')}`;
}

/** What articles that were not chosen tell; or blank. @param {Counts} c */
export function articlesNote({ articles, chosen }) {
  const others = articles - chosen;
  return chosen && others ? `${figure(others)} ${plural(others, 'other tells', 'others tell')} some of them too` : '';
}

function sources(/** @type {Counts} */ c) {
  if (!c.count || !c.articles) return '';
  let text = `from ${figure(c.chosen || c.articles)} of ${numberOf(c.articles_total, 'article')}`;
  if (c.publishers.length === 1) text += `, ${c.articles > 1 ? 'all ' : ''}by ${c.publishers[0]}`;
  else if (c.publishers.length) text += `, by ${numberOf(c.publishers.length, 'publisher')}`;
  const more = articlesNote(c);
  return more ? `${text} (${more})` : text;
}

/** What is shown without a place on map or timeline, and what is not shown at all. @param {Filter} f @param {Counts} c */
function rest(f, c) {
  const kinds = [
    { n: c.undated, word: 'undated', here: f.from === null && f.to === null },
    { n: c.unlocated, word: 'unlocated', here: f.bbox === null },
    { n: c.background, word: 'background', here: f.background },
  ].filter(({ n }) => n);
  const told = (/** @type {boolean} */ here) => kinds.filter((one) => one.here === here).map(({ n, word }) => `${figure(n)} ${word}`);
  const [shown, missing] = [told(true), told(false)];
  const found = shown.length ? [`${listed(shown)} among them`] : [];
  if (!missing.length) return found;
  const last = kinds.filter((one) => !one.here)[missing.length - 1].n;
  return [...found, `${listed(missing)} ${plural(last, 'event', 'events')} not shown`];
}

/**
 * @param {Filter} f
 * @param {Counts} counts
 * @param {Part[]} parts
 */
export function sentenceOf(f, counts, parts) {
  const outOf = [amount(counts), sources(counts)].filter(Boolean).join(', ');
  const chosen = parts.map(({ phrase }) => phrase).filter(Boolean).join(', ');
  return `${outOf}: ${[chosen, ...rest(f, counts)].join('; ')}.`;
}

/** Why there are more rows than events; blank where there are as many. @param {Counts} counts */
export function rowsNote({ count, umbrellas }) {
  if (!umbrellas) return '';
  const [tell, are] = umbrellas === 1 ? ['tells of a whole', 'is'] : ['tell of wholes', 'are'];
  return `${numberOf(count + umbrellas, 'row')} hold ${numberOf(count, 'event')}: ${figure(umbrellas)} ${tell} whose parts are here too and ${are} not counted beside them.`;
}

/**
 * A sentence for a view in which no event has the words.
 * @param {string} query
 * @param {number} elsewhere events that have them under no other part of the filter
 * @param {number} words that are looked for
 * @param {number} articles that have them
 */
export function nothingNote(query, elsewhere, words, articles) {
  const said = `“${shortened(query.replace(/^[“”]+|[“”]+$/g, ''), SHOWN)}”`;
  if (elsewhere) return `${numberOf(elsewhere, 'event')} outside this view ${plural(elsewhere, 'has', 'have')} ${said}.`;
  const nowhere = `No title and no quoted passage has ${plural(words, 'a word that begins with', 'words that begin with')} ${said}`;
  if (!articles) return `${nowhere}, and no article has.`;
  return `${nowhere}; ${numberOf(articles, 'article')} ${plural(articles, 'has', 'have')}, where no event is coded.`;
}
