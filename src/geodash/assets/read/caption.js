// What stands under the map, always as high as it is: the text beside it and the map never move for it. Of the
// answers as many as have room; the rest is a count that names whose voices it holds.

import { all, h, hit, one, setText } from '../core/dom.js';
import { fromServer } from '../panel/article.js';
import { createBriefing } from '../panel/brief_add.js';
import { actOnCard, closeBoxes } from '../panel/card.js';

/** @import { Reading } from './types' */

/** ms after which a passage that the reader stays at is read out. */
const CALM = 600;

const voiceOf = (/** @type {HTMLElement} */ item) => item.dataset.voice ?? '';

/** How little may be shown of each answer before any is left out: without quoted words, then in a line. */
const SHORTER = ['is-brief', 'is-lines'];

/**
 * Takes away what has no room: of all answers alike, and only then some, from the last on.
 * @param {HTMLElement} said
 * @param {HTMLElement} more
 */
function squeeze(said, more) {
  const tooHigh = () => said.scrollHeight > said.clientHeight + 1;
  /** @type {HTMLElement[]} */
  const left = [];
  if (tooHigh()) said.classList.add('is-brief');
  if (!tooHigh()) return left;
  said.classList.add('is-lines');
  more.hidden = false;
  // One answer stays, unless a line on those who give none is all that there is room for.
  const least = said.querySelector('[data-stays]') ? 0 : 1;
  for (const item of all(said, 'li').slice(least).reverse()) {
    if (!tooHigh()) break;
    item.hidden = true;
    left.push(item);
    for (const group of all(said, '.gd-cap-group')) group.hidden = !group.querySelector('li:not([hidden]), .gd-silent');
  }
  return left;
}

/**
 * As many answers as there is room for, and the count of the rest with the voices that are not shown.
 * @param {HTMLElement | null} said
 */
export function fit(said) {
  if (!said || said.classList.contains('is-open')) return;
  said.classList.remove(...SHORTER);
  for (const el of all(said, 'li, .gd-cap-group')) el.hidden = false;
  const more = /** @type {HTMLElement} */ (said.querySelector('.gd-cap-more') ?? h('button', { type: 'button', class: 'gd-cap-more', 'aria-expanded': 'false' }));
  said.append(more);
  more.hidden = true;
  const left = squeeze(said, more);
  const shown = new Set(all(said, 'li:not([hidden])').map(voiceOf));
  const others = [...new Set(left.map(voiceOf))].filter((voice) => voice && !shown.has(voice)).reverse();
  setText(more, left.length ? `${left.length} more${others.length ? `: ${others.join(', ')}` : ''}` : 'All in full');
}

/** All answers, in a box that scrolls. */
function open(/** @type {HTMLElement} */ said) {
  said.classList.add('is-open');
  said.classList.remove(...SHORTER);
  for (const el of all(said, 'li, .gd-cap-group')) el.hidden = false;
  one(said, '.gd-cap-more').hidden = true;
  said.scrollTop = 0;
  said.focus({ preventScroll: true });
}

/** ‹ 4 of 30 ›, at one place whatever is read. */
function createSteps(/** @type {Reading} */ reading) {
  const step = (/** @type {string} */ text, /** @type {string} */ name, /** @type {1 | -1} */ by) => h('button', { type: 'button', class: 'gd-cap-step', 'aria-label': name, title: name, on: { click: () => reading.step(by) } }, text);
  const number = h('span', { class: 'gd-cap-number' });
  const [previous, next] = [step('‹', 'Previous passage', -1), step('›', 'Next passage', 1)];
  const node = h('div', { class: 'gd-cap-steps', role: 'group', 'aria-label': 'Passages' }, previous, number, next);
  return {
    node,
    update() {
      const stops = reading.article()?.stops ?? [];
      const at = stops.findIndex((s) => s === reading.stop());
      node.hidden = !stops.length;
      setText(number, at < 0 ? String(stops.length) : `${at + 1} of ${stops.length}`);
      previous.setAttribute('aria-disabled', String(at <= 0));
      next.setAttribute('aria-disabled', String(!stops.length || at === stops.length - 1));
    },
  };
}

/** Beside each answer where it is told, if that is here. */
function note(/** @type {HTMLElement} */ card, /** @type {Reading} */ { stopOf }) {
  for (const said of all(card, '[data-select]')) {
    const stop = stopOf(said.dataset.select ?? null);
    const text = said.querySelector('.gd-said-text');
    if (stop?.paragraph) text?.append(' ', h('span', { class: 'gd-cap-para' }, `¶${stop.paragraph}`));
  }
}

/**
 * @param {HTMLElement} root
 * @param {Reading} reading
 */
export function createCaption(root, reading) {
  const { state, ctx } = reading;
  const steps = createSteps(reading);
  const live = h('p', { class: 'gd-p-live', 'aria-live': 'polite' });
  const briefing = createBriefing(state, ctx);
  const body = h('div', { class: 'gd-cap-body' });
  root.append(body, steps.node, briefing.node, live);
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let calm;
  let shown = '';

  const said = () => /** @type {HTMLElement | null} */ (body.querySelector('.gd-cap-said'));
  const sized = new ResizeObserver(() => fit(said()));
  sized.observe(root);

  function onClick(/** @type {MouseEvent} */ ev) {
    const card = hit(ev, '.gd-card');
    const select = hit(ev, '[data-select]');
    if (hit(ev, '.gd-cap-more')) open(one(body, '.gd-cap-said'));
    else if (select) reading.go(select.dataset.select ?? '', 'caption');
    else if (card && hit(ev, '[data-act=brief]')) briefing.add(card.dataset.event ?? '');
    else if (card) actOnCard(card, /** @type {Element} */ (ev.target), state.url());
  }
  body.addEventListener('click', onClick);
  body.addEventListener('keydown', (ev) => {
    if (ev.key === 'Escape' && closeBoxes(body)) ev.stopPropagation();
  });
  body.addEventListener('pointerover', (ev) => state.setHover(hit(ev, '[data-select]')?.dataset.select ?? null));
  body.addEventListener('pointerleave', () => state.setHover(null));

  return {
    update() {
      const article = reading.article();
      const html = (state.event ? article?.captions[state.event] : '') || article?.overview || '';
      steps.update();
      if (html === shown) return;
      shown = html;
      body.replaceChildren(...(html ? [fromServer(html)] : []));
      note(body, reading);
      fit(said());
      clearTimeout(calm);
      const event = state.byId(state.event);
      calm = setTimeout(() => setText(live, event ? `${event.title}. ${event.date_label}, ${event.place}.` : ''), CALM);
    },
    destroy() {
      clearTimeout(calm);
      sized.disconnect();
      briefing.destroy();
    },
  };
}
