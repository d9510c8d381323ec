// What stands above the List's rows, and in their place when there are none.

import { count } from '../core/count.js';
import { h } from '../core/dom.js';

/** @import { Child, Collection, Params, Payload, State } from '../core/types' */

const say = (/** @type {Child[]} */ ...text) => h('p', { class: 'gd-p-empty' }, text);
const plain = (/** @type {string} */ text, /** @type {() => void} */ click) => h('button', { type: 'button', class: 'gd-p-plain', on: { click } }, text);
const code = (/** @type {string} */ text) => h('code', null, text);

const isEmpty = (/** @type {Collection} */ { events }) => events === 0;

/**
 * The List's heading.
 * @param {Payload} data
 * @param {Collection} collection
 */
export function headingOf({ count: n }, collection) {
  if (isEmpty(collection)) return 'No events yet';
  return count(n, 'event');
}

/**
 * One paragraph under it: what this page is at the start, the filter in words later on.
 * @param {Payload} data
 * @param {Params} params
 * @param {Collection} collection
 */
export function introOf(data, params, collection) {
  const { title } = collection;
  if (isEmpty(collection)) return title;
  if (Object.keys(params).length) return data.sentence ?? '';
  return `${title ? `${title}, on a map. ` : ''}Choose a mark on the map or a row here to read the exact words behind it, and what the other side says.`;
}

/**
 * Why the list is empty, and what to do about it.
 * @param {Payload} data
 * @param {State} state
 * @param {Collection} collection
 */
export function nothing({ mode, denominators, total, nothing: why }, state, collection) {
  if (mode === 'clusters') {
    const { seats } = denominators;
    return [
      say('These are too many to list at once. Narrow the sentence above, drag over the timeline or zoom in and choose a group on the map: up to 5,000 are listed one by one. Or page through them here, in time order:'),
      seats ? say(`${seats.toLocaleString('en')} of them are statements for which no scene is named; the map shows them once the events are fewer.`) : null,
    ].filter((node) => node !== null);
  }
  if (isEmpty(collection)) {
    const begin = collection.articles ? 'Code the first event' : 'Bring the first article';
    if (collection.edit) return [say(h('a', { href: 'code', target: '_self' }, begin), ' on the page Code.')];
    return [
      say(collection.articles ? 'No event is coded yet:' : 'This collection is ready to be filled:'),
      h(
        'ol',
        { class: 'gd-p-steps' },
        collection.articles ? null : h('li', null, 'put an article into the folder ', code('articles'), ';'),
        h('li', null, 'write a row for each event into ', code('events.csv'), ';'),
        h('li', null, 'and the words that say so into ', code('mentions.csv'), '.'),
      ),
      say('Then start geodash again. ', code('geodash check'), ' says what is still missing; ', code('geodash new'), ' writes a folder with all the files and a guide.'),
    ];
  }
  if (!total && denominators.background) {
    return [say('Only background events, history told in passing, are in this collection.'), plain('Show background', () => state.setFilter({ bg: '1' }))];
  }
  return [why ? say(why) : null, say('Widen a part of the sentence above, or start afresh.'), plain('Show all events', () => state.resetFilter())].filter((node) => node !== null);
}

/**
 * The articles of which no event is told, to be read all the same.
 * @param {State} state
 * @param {Collection} collection
 */
export function uncoded(state, { uncoded: articles = [] }) {
  if (!articles.length || Object.keys(state.params).length) return [];
  const row = (/** @type {{id: string, title: string, published: string}} */ { id, title, published }) =>
    h('li', null, h('button', { type: 'button', class: 'gd-p-plain', dir: 'auto', on: { click: () => state.read(id) } }, title), published ? h('span', null, published) : null);
  return [
    h(
      'section',
      { class: 'gd-row-group gd-p-uncoded', 'aria-label': 'Articles without events' },
      h('h3', { class: 'gd-row-head' }, `${count(articles.length, 'article')} without events`),
      h('ul', null, articles.map(row)),
    ),
  ];
}
