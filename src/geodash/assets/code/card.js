// The card of the chosen event, as Explore has it, each value editable where it stands.

import { all, clear, h } from '../core/dom.js';
import { glyph } from '../core/marks.js';
import { createFields } from './fields.js';
import { createTitle } from './title.js';
import { askKind } from './kind.js';
import { popList } from './pop.js';

/** @import { Card, CardRow, Part, Words } from './types' */
/** @import { Desk } from './desk.js' */
/** @import { Edits } from './edits.js' */

const NOTHING = 'Choose a passage or an event, or press N on a sentence to begin a new one.';

/**
 * @param {Desk} desk
 * @param {Edits} edits
 * @param {{toText: () => void, done: () => void, again: () => void, point: (take: (set: Record<string, string>) => void) => void, places: (answers: import('./types').Answer[], at: number) => void}} acts
 */
export function createCard(desk, edits, acts) {
  const scroller = h('div', { class: 'gd-cc-scroll' });
  const foot = h('footer', { class: 'gd-cc-foot' });
  const node = h('section', { class: 'gd-cc', 'aria-label': 'The event', tabindex: '-1' }, scroller, foot);
  const fields = createFields(desk, edits, acts);
  /** @type {Map<string, {key: string, node: HTMLElement}>} */
  let drawn = new Map();
  let shownFor = '';
  /** What gets the focus when the card is there. */
  let wanted = '';
  const title = createTitle(desk, edits, { next: () => focusRow('when') });

  const state = h('span', { class: 'gd-cc-state' });
  const kindButton = h('button', { type: 'button', class: 'gd-val gd-cc-kind', on: { click: () => openKind() } });
  const kindSign = h('span', { class: 'gd-cc-sign' });
  const head = h('div', { class: 'gd-cc-head', dataset: { row: 'kind' } }, kindSign, kindButton, state);
  const passage = h('div', { class: 'gd-cc-passages' });
  const rows = h('div', { class: 'gd-cc-rows' });
  const doneButton = h('button', { type: 'button', class: 'gd-cc-done', on: { click: acts.done } }, 'Done', h('kbd', { class: 'gd-cap' }, 'Ctrl ↵'));
  const againButton = h('button', { type: 'button', class: 'gd-cc-again', on: { click: acts.again } }, 'Same again', h('kbd', { class: 'gd-cap' }, 'Ctrl D'));
  const said = h('span', { class: 'gd-cc-said', role: 'status', 'aria-live': 'polite' });
  const more = h('button', { type: 'button', class: 'gd-cc-more', 'aria-label': 'More', 'aria-haspopup': 'listbox', on: { click: () => openMore() } }, '⋯');
  foot.append(said, doneButton, againButton, more);

  function openKind() {
    const id = desk.chosen;
    askKind(kindButton, desk.opening.choices.kinds, (type) => {
      edits.set(id, { event_type: type }, 'kind');
      wanted = '';
      title.focus();
    }, () => kindButton.focus());
  }
  function openMore() {
    const { card } = desk.view ?? {};
    if (!card) return;
    const ways = [
      card.done && { item: 'undone', nodes: ['Not done yet'] },
      { item: 'merge', nodes: ['Merge into another event (told twice)'] },
      { item: 'withdraw', nodes: [card.new ? 'Throw this new event away' : 'Withdraw it, with a reason'] },
    ].filter((way) => way !== false);
    popList(more, 'More', ways, (way) => {
      if (way === 'undone') edits.done(card.id, false);
      else if (way === 'withdraw' && card.new) edits.withdraw(card.id, '');
      else if (way === 'withdraw') fields.reason(more, (why) => edits.withdraw(card.id, why));
      else fields.event(more, 'Merge into …', (other) => edits.merge(card.id, other));
    });
  }

  /** @param {Words} words @param {string} fact */
  function quote(words, fact) {
    return h(
      'span',
      { class: 'gd-cc-words' },
      h('button', { type: 'button', class: 'gd-cc-quote', dir: 'auto', title: 'Show in the text', on: { click: () => desk.emit('showMention', words.mention) } }, `“${words.text}”`),
      h('span', { class: 'gd-cc-para' }, words.article ? `in “${words.article}”` : words.paragraph ? ` ¶${words.paragraph}` : ''),
      h('button', { type: 'button', class: 'gd-drop-x', 'aria-label': `These are no words for ${fact}`, on: { click: () => edits.take(words.mention, fact) } }, '×'),
    );
  }
  /** @param {CardRow} row */
  function rowNode(row) {
    const parts = row.parts.map((/** @type {Part} */ part, i) => fields.part(row, part, i));
    return h(
      'div',
      { class: ['gd-cc-row', row.looked ? '' : 'is-new'], dataset: { row: row.key }, tabindex: '-1', role: 'group', 'aria-label': row.label },
      h('span', { class: 'gd-cc-number' }, row.number ? h('kbd', { class: 'gd-cap' }, String(row.number)) : null),
      h('span', { class: 'gd-cc-label' }, row.label),
      h('div', { class: 'gd-cc-value' }, parts, row.words.map((w) => quote(w, row.key))),
    );
  }
  function focusedKey() {
    const at = /** @type {HTMLElement | null} */ (document.activeElement);
    if (!at || !node.contains(at)) return '';
    return at.dataset.part ?? (at.dataset.row ? `row:${at.dataset.row}` : '');
  }
  /** @param {Card} card */
  function renderRows(card) {
    const key = focusedKey();
    const next = new Map();
    for (const row of card.rows) {
      const text = JSON.stringify(row);
      const known = drawn.get(row.key);
      // What is being typed stays; it is drawn anew when it is there.
      const kept = known && (known.key === text || known.node.querySelector('input'));
      next.set(row.key, kept ? known : { key: text, node: rowNode(row) });
    }
    [...next.values()].forEach(({ node: line }, i) => {
      if (rows.children[i] === line) return;
      if (rows.children[i]) rows.children[i].replaceWith(line);
      else rows.append(line);
    });
    drawn = next;
    if (key && !node.contains(document.activeElement)) restore(key);
  }
  function restore(/** @type {string} */ key) {
    if (key.startsWith('row:')) focusRow(key.slice(4));
    else {
      const found = all(rows, '[data-part]').find((n) => n.dataset.part === key);
      if (found) found.focus({ preventScroll: true });
      else focusRow(key.split('/')[0]);
    }
  }
  function focusRow(/** @type {string} */ row) {
    if (row === 'title') title.focus();
    else if (row === 'kind') openKind();
    else {
      const found = all(rows, '.gd-cc-row').find((n) => n.dataset.row === row);
      found?.focus();
      found?.scrollIntoView({ block: 'nearest' });
    }
  }
  /** The row after; past the last one the foot. */
  function nextRow(/** @type {string} */ row) {
    const found = all(rows, '.gd-cc-row');
    const at = found.findIndex((n) => n.dataset.row === row);
    const next = found[at + 1];
    if (next) next.focus();
    else doneButton.focus();
  }

  rows.addEventListener('keydown', (ev) => {
    const row = /** @type {HTMLElement} */ (ev.target);
    if (!row.classList.contains('gd-cc-row') || ev.ctrlKey || ev.metaKey || ev.altKey) return;
    const key = row.dataset.row ?? '';
    const found = all(rows, '.gd-cc-row');
    const at = found.indexOf(row);
    if (ev.key === 'ArrowDown' || ev.key === 'ArrowUp') found[Math.max(0, Math.min(found.length - 1, at + (ev.key === 'ArrowDown' ? 1 : -1)))].focus();
    else if (ev.key === 'Enter') enterRow(row, key);
    else if (ev.key === 'Escape') acts.toText();
    else return;
    ev.preventDefault();
  });
  /** Enter on a row: what is not given yet is asked for, what is there is passed. */
  function enterRow(/** @type {HTMLElement} */ row, /** @type {string} */ key) {
    const values = all(row, '[data-part]');
    const blank = values[0]?.classList.contains('is-empty') || (key === 'where' && values.find((n) => n.dataset.what === 'place')?.classList.contains('is-empty'));
    const first = key === 'where' ? values.find((n) => n.dataset.what === 'place') : values[0];
    if (blank && first && ['when', 'where', 'who'].includes(key) && row.classList.contains('is-new')) first.click();
    else {
      if (row.classList.contains('is-new')) edits.look(desk.chosen, key);
      nextRow(key);
    }
  }

  return {
    node,
    focusRow,
    nextRow,
    openKind,
    say(/** @type {string} */ text) {
      said.textContent = text;
      said.classList.toggle('is-on', Boolean(text));
    },
    /** What gets the focus when the card of the next event is drawn. */
    want(/** @type {string} */ row) {
      wanted = row;
    },
    light(/** @type {string} */ fact) {
      for (const found of all(rows, '.gd-cc-row')) found.classList.toggle('is-lit', found.dataset.row === fact);
    },
    /** @param {Card | null} card */
    render(card) {
      node.classList.toggle('is-empty', !card);
      if (!card) {
        shownFor = '';
        clear(scroller).append(h('p', { class: 'gd-cc-nothing' }, NOTHING));
        return;
      }
      if (shownFor !== card.id) {
        drawn = new Map();
        clear(scroller).append(head, title.node, passage, rows);
        scroller.scrollTop = 0;
        said.textContent = '';
        said.classList.remove('is-on');
      }
      const sign = card.kind_words ? glyph(card.kind, { size: 22, oneSided: card.one_sided, planned: card.planned }) : glyph('other', { size: 22, planned: true });
      kindSign.replaceChildren(sign);
      kindButton.textContent = card.kind_words || 'Which kind?';
      kindButton.classList.toggle('is-empty', !card.kind_words);
      const word = card.withdrawn ? 'withdrawn' : card.done ? 'done' : card.new ? 'not done yet' : card.gaps.length ? 'has gaps' : '';
      state.replaceChildren(word ? h('span', { class: card.done ? 'gd-dot is-done' : 'gd-dot', 'aria-hidden': 'true' }) : '', word);
      title.render(card, shownFor !== card.id);
      passage.replaceChildren(...card.passages.map((p) => h('button', { type: 'button', class: `gd-cc-passage gd-k-${card.kind}`, on: { click: () => desk.emit('showMention', p.mention) } }, h('span', { dir: 'auto' }, p.text))));
      renderRows(card);
      doneButton.classList.toggle('is-ready', !card.gaps.length);
      doneButton.setAttribute('aria-disabled', String(card.gaps.length > 0));
      shownFor = card.id;
      if (wanted) {
        const row = wanted;
        wanted = '';
        focusRow(row);
      }
    },
  };
}

/** @typedef {ReturnType<typeof createCard>} CardView */
