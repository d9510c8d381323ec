// “Brief this filter”: the events that Explore last showed, in time order, one slide each.

import { h, setText } from '../core/dom.js';
import { parseSearch, toSearch } from '../core/url.js';

/** @returns {{node, renew}} `renew` asks again, of a newer version of the collection */
export function createFilterBrief({ api, show, onTake }) {
  const sentence = h('p', { class: 'gd-pr-sentence', dir: 'auto' }, ' ');
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

  function offer({ params, sentence: words, views, left_out: left, notices }) {
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
    present.href = new URL(`show${params ? `?${params}` : ''}`, show);
    setText(take, `Make them the draft: ${n === 1 ? '1 slide' : `${n} slides`}`);
    take.onclick = () => onTake({ title: words.length <= 120 ? words : '', slides: views.map((view) => ({ view })) });
  }

  const renew = () => load().catch((error) => {
    setText(sentence, '');
    note.hidden = false;
    setText(note, `The events could not be read: ${error.message}. Is geodash still running?`);
  });
  renew();
  return { node, renew };
}
