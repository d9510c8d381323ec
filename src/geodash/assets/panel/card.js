// What the buttons of a card do: light the words of a fact, open its paragraph, cite, link.

import { copyFrom, copyMessage, copyPicture } from '../core/clipboard.js';
import { all, one } from '../core/dom.js';
import { ROOT } from '../core/root.js';

/** @type {(node: HTMLElement, id: string) => boolean} */
const includes = (node, id) => (node.dataset.mention ?? '').split(' ').includes(id);

/** @type {(button: Element, on: boolean) => void} */
function toggle(button, on) {
  const name = button.hasAttribute('aria-pressed') ? 'aria-pressed' : 'aria-expanded';
  button.setAttribute(name, String(on));
}

const isOn = (/** @type {Element} */ button) => (button.getAttribute('aria-pressed') ?? button.getAttribute('aria-expanded')) === 'true';

/** @type {(card: HTMLElement, on: boolean) => void} */
function showParagraph(card, on) {
  for (const part of all(card, '[data-passage] .gd-around')) part.hidden = !on;
  const button = card.querySelector('[data-act=paragraph]');
  if (button) toggle(button, on);
}

/** @type {(card: HTMLElement, id: string, on: boolean) => void} */
function lightInPassage(card, id, on) {
  const passage = one(card, '[data-passage]');
  const marks = all(passage, '[data-mention]');
  for (const mark of marks) mark.classList.toggle('is-lit', on && includes(mark, id));
  passage.classList.toggle('has-lit', on);
  const lit = marks.filter((mark) => includes(mark, id));
  if (on && lit.length && lit.every((mark) => mark.closest('[hidden]'))) showParagraph(card, true);
  if (on) lit[0]?.scrollIntoView({ block: 'nearest' });
}

/**
 * Lights the words behind a fact: in the passage, or where they stand in another paragraph.
 * @type {(card: HTMLElement, button: HTMLElement) => void}
 */
function light(card, button) {
  const on = !isOn(button);
  for (const other of all(card, '[data-act=light]')) {
    if (other !== button && isOn(other)) {
      toggle(other, false);
      openContext(other, false);
    }
  }
  toggle(button, on);
  if (button.hasAttribute('aria-pressed')) lightInPassage(card, button.dataset.mention ?? '', on);
  else {
    lightInPassage(card, '', false);
    openContext(button, on);
  }
}

/** @type {(button: HTMLElement, on: boolean) => void} */
function openContext(button, on) {
  const fact = button.closest('.gd-fact');
  for (const context of fact ? all(fact, '[data-context]') : []) {
    if (context.dataset.context === button.dataset.mention) context.hidden = !on;
  }
}

/** The address that stays: the event's own page, or where it is read; the reader's filter and view are in the browser's bar. */
const addressOf = (/** @type {HTMLElement} */ card, /** @type {string} */ url) => new URL(card.dataset.address ?? `e/${encodeURIComponent(card.dataset.event ?? '')}/`, url).href;

/** @type {(card: HTMLElement, name: string, url: string) => void} */
function openBox(card, name, url) {
  const address = addressOf(card, url);
  for (const box of all(card, '[data-box]')) {
    const opener = card.querySelector(`[data-act="${box.dataset.box}"]`);
    const on = box.dataset.box === name && box.hidden;
    box.hidden = !on;
    opener?.setAttribute('aria-expanded', String(on));
    if (!on) continue;
    for (const slot of box.querySelectorAll('[data-fill=url]')) {
      slot.textContent = address;
      if (slot.matches('a')) slot.setAttribute('href', address);
    }
    one(box, '.gd-copy-state').textContent = '';
    const first = one(box, '.gd-copy, a');
    if (first.matches('.gd-copy')) first.textContent = 'Copy';
    first.focus({ preventScroll: true });
    box.scrollIntoView({ block: 'nearest' });
  }
}

async function copy(/** @type {HTMLElement} */ button) {
  const box = button.closest('[data-box]');
  if (!box) return;
  const outcome = await copyFrom(one(box, '[data-copy]'));
  one(box, '.gd-copy-state').textContent = outcome === 'copied' ? '' : copyMessage(outcome);
  if (outcome === 'copied') button.textContent = copyMessage(outcome);
}

async function copyIt(/** @type {HTMLElement} */ button) {
  const state = one(/** @type {HTMLElement} */ (button.closest('[data-box]')), '.gd-copy-state');
  state.textContent = 'Being drawn …';
  const done = await copyPicture(new URL(button.dataset.file ?? '', ROOT).href);
  state.textContent = done ? 'Copied' : 'This browser copies no pictures here; “Picture” saves it.';
}

/** Shows the passages of articles that tell an event differently, once its card is on show. */
export function unfoldDiffering(/** @type {string} */ id) {
  const found = document.querySelector(`.gd-card[data-event="${CSS.escape(id)}"] .gd-differs`);
  found?.setAttribute('open', '');
  found?.scrollIntoView({ block: 'nearest' });
}

/**
 * Closes what is open over the card; false when nothing was.
 * @param {HTMLElement} card
 */
export function closeBoxes(card) {
  const [open] = all(card, '[data-box]:not([hidden])');
  if (!open) return false;
  const [opener] = all(card, `[data-act="${open.dataset.box}"]`);
  open.hidden = true;
  opener?.setAttribute('aria-expanded', 'false');
  opener?.focus({ preventScroll: true });
  return true;
}

/**
 * Handles a click inside the card.
 * @param {HTMLElement} card
 * @param {Element} target
 * @param {string} url of what is on show
 */
export function actOnCard(card, target, url) {
  const button = /** @type {HTMLElement | null} */ (target.closest('[data-act]'));
  const act = button?.dataset.act;
  if (!button) lightFact(card, target);
  else if (act === 'light') light(card, button);
  else if (act === 'paragraph') showParagraph(card, !isOn(button));
  else if (act === 'cite' || act === 'link' || act === 'take') openBox(card, act, url);
  else if (act === 'copy') copy(button);
  else if (act === 'picture') copyIt(button);
}

/** A click on a fact itself is one on its words, unless the reader selects text or follows a link. */
function lightFact(/** @type {HTMLElement} */ card, /** @type {Element} */ target) {
  const fact = target.closest('.gd-fact');
  if (!fact || target.closest('button, a, blockquote') || !getSelection()?.isCollapsed) return;
  const [words] = all(fact, '.gd-words');
  if (words) light(card, words);
}
