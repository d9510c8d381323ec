// “Brief this filter”: the events that Explore last showed, in time order, one slide each.

import { count } from '../core/count.js';
import { h, setText } from '../core/dom.js';
import { parseSearch, toSearch } from '../core/url.js';

/** @import { Copy } from './types' */
/** @typedef {{params: string, sentence: string, views: string[], left_out: number, notices: string[]}} Offer of `api/slides` */

/** @param {{api: URL, show: URL, onTake: (copy: Copy) => void}} spec */
export function createFilterBrief({ api, show, onTake }) {
  const sentence = h('p', { class: 'gd-pr-sentence' }, ' ');
  const note = h('p', { class: 'gd-pr-note', hidden: true });
  const present = h('a', { class: 'gd-pr-go is-quiet' }, 'Present them');
  const take = h('button', { type: 'button' }, 'Make them the draft');
  const acts = h('div', { class: 'gd-pr-acts', hidden: true }, present, take);
  const node = h('section', { class: 'gd-pr-filter', 'aria-labelledby': 'gd-pr-filter' },
    h('h2', { id: 'gd-pr-filter' }, 'Brief this filter'), sentence, note, acts);

  async function load() {
    const { params } = parseSearch(location.search);
    const response = await fetch(new URL(`slides${toSearch(params, {})}`, api));
    if (!response.ok) throw new Error(`the server answered ${response.status}`);
    offer(await response.json());
  }

  function offer(/** @type {Offer} */ { params, sentence: words, views, left_out: left, notices }) {
    const n = views.length;
    const remarks = [
      ...notices,
      !n && !left && 'No event matches: widen the filter in Explore.',
      !n && left && 'These are too many for a briefing: narrow the filter in Explore.',
      n && left && `A briefing of a filter takes the first ${n} in time; narrow the filter in Explore to choose others.`,
    ].filter(Boolean);
    setText(sentence, words);
    setText(note, remarks.join(' '));
    note.hidden = !remarks.length;
    acts.hidden = !n;
    present.href = new URL(`show${params ? `?${params}` : ''}`, show).href;
    setText(take, `Make them the draft: ${count(n, 'slide')}`);
    take.onclick = () => onTake({ title: words.length <= 120 ? words : '', slides: views.map((view) => ({ view })) });
  }

  const renew = () => load().catch((/** @type {Error} */ error) => {
    setText(sentence, '');
    note.hidden = false;
    setText(note, `The events could not be read: ${error.message}. Is geodash still running?`);
  });
  renew();
  return { node, renew, sentence: () => sentence.textContent?.trim() };
}
