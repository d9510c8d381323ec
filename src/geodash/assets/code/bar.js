// The bar above: which article, what was done last and the way back, how the draft is kept, Save.

import { count } from '../core/count.js';
import { h } from '../core/dom.js';
import { popList } from './pop.js';

/** @import { Shelved } from './types' */

/**
 * @param {{shelf: Shelved[], title: string, article: string, into?: string}} page `into` is what is saved to
 * @param {{open: (article: string) => void, bring: (() => void) | undefined, mode: (mode: string) => void, undo: () => void, redo: () => void, save: () => void, see: (event: string) => void}} acts
 */
export function createBar({ shelf, title, article, into = 'the collection' }, acts) {
  const choose = h('button', { type: 'button', class: 'gd-cb-article', 'aria-haspopup': 'listbox', dir: 'auto', 'aria-label': `Article: ${title || 'choose one'}` }, title || 'Choose an article');
  const undo = h('button', { type: 'button', class: 'gd-cb-step', 'aria-label': 'Undo', disabled: true, on: { click: acts.undo } }, '↶');
  const redo = h('button', { type: 'button', class: 'gd-cb-step', 'aria-label': 'Redo', disabled: true, on: { click: acts.redo } }, '↷');
  const kept = h('span', { class: 'gd-cb-kept', role: 'status' });
  const other = h('span', { class: 'gd-cb-other', role: 'status' });
  /** The event that a colleague changed. */
  let changed = '';
  const see = h('button', { type: 'button', class: 'gd-cs-way gd-cb-see', hidden: true, on: { click: () => acts.see(changed) } }, 'See');
  const save = h('button', { type: 'button', class: 'gd-cb-save', disabled: true, on: { click: acts.save } }, 'Save');
  const modes = ['Text', 'Table'].map((name) => h('button', { type: 'button', 'aria-pressed': String(name === 'Text'), dataset: { mode: name.toLowerCase() }, on: { click: () => acts.mode(name.toLowerCase()) } }, name));
  choose.addEventListener('click', () => {
    const items = shelf.map((item) => ({ item, nodes: [h('b', { dir: 'auto' }, item.title), h('small', null, `${item.published} · ${count(item.events, 'event')}`)], on: item.id === article }));
    if (items.length) popList(choose, 'Articles', items, (item) => acts.open(item.id));
  });
  const node = h(
    'header',
    { class: 'gd-cb' },
    h('span', { class: 'gd-cb-word' }, 'Coding'), choose,
    acts.bring ? h('button', { type: 'button', class: 'gd-cb-bring', on: { click: acts.bring } }, '+ Bring an article') : null,
    h('span', { class: 'gd-cb-space' }),
    article ? [h('div', { class: 'gd-cb-modes', role: 'group', 'aria-label': 'The article as' }, modes), undo, redo, other, see, kept, save] : null,
  );
  return {
    node,
    /** @param {string} mode */
    mode(mode) {
      for (const button of modes) button.setAttribute('aria-pressed', String(button.dataset.mode === mode));
    },
    /** @param {string} back @param {string} forth */
    steps(back, forth) {
      for (const [button, word, name] of /** @type {const} */ ([[undo, 'Undo', back], [redo, 'Redo', forth]])) {
        button.disabled = !name;
        button.title = name ? `${word}: ${name}` : '';
        button.setAttribute('aria-label', name ? `${word}: ${name}` : word);
      }
    },
    /** @param {import('./types').Keeping} how */
    kept({ at, words, colleague, who, news = [] }) {
      if (words) kept.textContent = words;
      else if (at) kept.textContent = `Draft kept ${timeOf(at)}`;
      if (colleague === undefined) return;
      other.textContent = news.length ? changedBy(news[0]) : colleague ? `${who || 'A colleague'} has this article open.` : '';
      other.title = news.map(changedBy).join('\n');
      changed = news[0]?.event ?? '';
      see.hidden = !changed;
    },
    /** @param {number} events @param {boolean} more */
    ready(events, more) {
      save.disabled = !events && !more;
      save.textContent = events ? `Save ${count(events, 'event')} to ${into}…` : more ? `Save to ${into}…` : 'Nothing to save';
    },
  };
}

const timeOf = (/** @type {Date} */ at) => at.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });

/** What somebody else saved while the article is open. @param {import('./types').News} news */
function changedBy({ by, fact, title, at }) {
  return `At ${timeOf(new Date(at))} ${by || 'a colleague'} changed ${fact} of “${title.length > 34 ? `${title.slice(0, 33).trimEnd()}…` : title}”.`;
}
