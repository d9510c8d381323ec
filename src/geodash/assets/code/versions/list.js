// What there is to decide, and what settled itself.

import { count } from '../../core/count.js';
import { clear, h } from '../../core/dom.js';

/** @import { Progress, Question, Review } from './types' */

const SIGNS = { open: '✎', done: '✓', gone: '✕' };

/** @param {Review} review */
function sums({ counts }) {
  const { passages, same, edited, gone, sentences } = counts;
  const parts = /** @type {const} */ ([['same', same, 'the same words, settled'], ['edited', edited, `edited, in ${count(sentences, 'sentence')}`], ['gone', gone, 'gone from the text']]);
  const bar = h('div', { class: 'gd-vr-bar', 'aria-hidden': 'true' }, parts.filter(([, n]) => n).map(([kind, n]) => h('i', { class: `is-${kind}`, style: { flex: String(n / passages) } })));
  return [bar, h('dl', { class: 'gd-vr-sums' }, parts.map(([kind, n, words]) => h('div', {}, h('i', { class: `is-${kind}`, 'aria-hidden': 'true' }), h('dt', {}, n), h('dd', {}, words))))];
}

/**
 * @param {Review} review
 * @param {{open: (id: string) => void, look: (at: number) => void}} acts
 */
export function createList(review, { open, look }) {
  const head = h('h2', {});
  const rows = h('div', { class: 'gd-vr-rows' });

  /** @param {string} name @param {string} said @param {HTMLElement[]} inside */
  function more(name, said, inside) {
    const list = h('div', { class: 'gd-vr-more', hidden: true }, inside);
    const button = h('button', { type: 'button', 'aria-expanded': 'false', on: { click: () => turn() } }, 'show');
    const turn = () => {
      list.hidden = !list.hidden;
      button.setAttribute('aria-expanded', String(!list.hidden));
      button.textContent = list.hidden ? 'show' : 'hide';
    };
    return h('div', { class: 'gd-vr-section' }, h('p', {}, h('strong', {}, name), ` · ${said} `, inside.length ? button : null), list);
  }
  const settled = review.settled.rows.map((r) => h('p', {}, h('q', { dir: 'auto' }, r.quote), h('span', {}, `¶${r.old}${r.new === r.old ? '' : ` → ¶${r.new}`} · ${r.title}`)));
  const fresh = review.fresh.rows.map((r) => h('button', { type: 'button', class: 'gd-vr-fresh', dir: 'auto', on: { click: () => look(r.at) } }, `${r.paragraph ? `¶${r.paragraph} ` : ''}${r.text}`));
  const node = h('nav', { class: 'gd-vr-list', 'aria-label': 'What to decide' },
    h('div', { class: 'gd-vr-top' }, head, sums(review)),
    h('p', { class: 'gd-vr-label' }, 'To decide'), rows,
    more('Settled', review.settled.said, settled), more('Not coded before', review.fresh.said, fresh));

  /** @param {Question} question @param {Progress} progress @param {string} chosen */
  function row(question, { open: still, said }, chosen) {
    const done = !still[question.id];
    const words = said[question.id] ?? '';
    const sign = !done ? SIGNS.open : /^(gone|withdrawn)/.test(words) ? SIGNS.gone : SIGNS.done;
    const under = done && words ? `${question.under.split(' · ')[0]} · ${words}` : question.under;
    return h('button', { type: 'button', class: ['gd-vr-row', done && 'is-done'], 'aria-current': question.id === chosen ? 'true' : null, 'data-id': question.id, on: { click: () => open(question.id) } },
      h('i', { role: 'img', 'aria-label': done ? 'decided' : 'to decide' }, sign),
      h('span', {}, h('q', { dir: 'auto' }, question.quote), h('small', {}, under)));
  }

  return {
    node,
    /** @param {Question[]} questions @param {Progress} progress @param {string} chosen */
    render(questions, progress, chosen) {
      const left = questions.filter((q) => progress.open[q.id]).length;
      const { passages } = review.counts;
      head.textContent = `${count(passages, 'passage')}, ${left ? `${left} left to decide` : 'all decided'}`;
      const focused = document.activeElement instanceof HTMLElement && rows.contains(document.activeElement) ? document.activeElement.dataset.id : '';
      clear(rows).append(...questions.map((q) => row(q, progress, chosen)));
      if (focused) /** @type {HTMLElement | null} */ (rows.querySelector(`[data-id="${CSS.escape(focused)}"]`))?.focus({ preventScroll: true });
      rows.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' });
    },
  };
}
