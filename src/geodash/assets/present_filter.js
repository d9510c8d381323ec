// “Brief this filter”: the events that Explore last showed, in time order, one slide each.

import { h, setText } from './dom.js';
import { MOST_SLIDES } from './draft.js';
import { parseSearch, toSearch } from './url.js';

/** The events in time order; an umbrella is no slide beside its own members. */
function steps(events) {
  const shown = new Set(events.map((e) => e.id));
  return events.filter((e) => !e.members?.some((m) => shown.has(m)));
}

const many = (n) => `${n.toLocaleString('en-GB')} ${n === 1 ? 'event' : 'events'}`;

/** @returns {{node}} */
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
    const response = await fetch(new URL(`events${toSearch(params, {})}`, api));
    if (!response.ok) throw new Error(`the server answered ${response.status}`);
    offer(await response.json());
  }

  function offer(data) {
    const chosen = steps(data.events);
    setText(sentence, data.sentence);
    const fits = data.mode === 'events' && chosen.length > 0 && chosen.length <= MOST_SLIDES;
    acts.hidden = !fits;
    note.hidden = fits;
    if (!fits) {
      setText(note, chosen.length || data.count
        ? `A briefing has at most ${MOST_SLIDES} slides, and these are ${many(data.count)}: narrow the filter in Explore.`
        : 'No event matches: widen the filter in Explore.');
      return;
    }
    present.href = new URL(`show?${data.params}`, show);
    setText(take, chosen.length === 1 ? 'Make it the draft' : `Make these ${chosen.length} the draft`);
    take.onclick = () => onTake({
      title: data.sentence.length <= 120 ? data.sentence : 'A filter of Explore',
      slides: chosen.map((e) => ({ view: `event=${encodeURIComponent(e.id)}` })),
    });
  }

  load().catch((error) => {
    setText(sentence, '');
    note.hidden = false;
    setText(note, `The events could not be read: ${error.message}. Is geodash still running?`);
  });
  return { node };
}
