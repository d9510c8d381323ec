// What the buttons of a card do: light the words of a fact, open its paragraph, cite, link.

import { copyFrom, copyMessage } from '../core/clipboard.js';

const includes = (node, id) => (node.dataset.mention ?? '').split(' ').includes(id);

function toggle(button, on) {
  const name = button.hasAttribute('aria-pressed') ? 'aria-pressed' : 'aria-expanded';
  button.setAttribute(name, String(on));
}

const isOn = (button) => (button.getAttribute('aria-pressed') ?? button.getAttribute('aria-expanded')) === 'true';

function showParagraph(card, on) {
  for (const part of card.querySelectorAll('[data-passage] .gd-around')) part.hidden = !on;
  const button = card.querySelector('[data-act=paragraph]');
  if (button) toggle(button, on);
}

function lightInPassage(card, id, on) {
  const passage = card.querySelector('[data-passage]');
  const marks = [...passage.querySelectorAll('[data-mention]')];
  for (const mark of marks) mark.classList.toggle('is-lit', on && includes(mark, id));
  passage.classList.toggle('has-lit', on);
  const lit = marks.filter((mark) => includes(mark, id));
  if (on && lit.length && lit.every((mark) => mark.closest('[hidden]'))) showParagraph(card, true);
  if (on) lit[0]?.scrollIntoView({ block: 'nearest' });
}

/** Lights the words behind a fact: in the passage, or where they stand in another paragraph. */
function light(card, button) {
  const on = !isOn(button);
  for (const other of card.querySelectorAll('[data-act=light]')) {
    if (other !== button && isOn(other)) {
      toggle(other, false);
      openContext(other, false);
    }
  }
  toggle(button, on);
  if (button.hasAttribute('aria-pressed')) lightInPassage(card, button.dataset.mention, on);
  else {
    lightInPassage(card, '', false);
    openContext(button, on);
  }
}

function openContext(button, on) {
  const fact = button.closest('.gd-fact');
  for (const context of fact.querySelectorAll('[data-context]')) {
    if (context.dataset.context === button.dataset.mention) context.hidden = !on;
  }
}

/** The address to look an event up by: the event alone, not the reader's filter and view. */
const addressOf = (card, url) => new URL(`?event=${encodeURIComponent(card.dataset.event)}`, url).href;

function openBox(card, name, url) {
  const address = name === 'cite' ? addressOf(card, url) : url;
  for (const box of card.querySelectorAll('[data-box]')) {
    const opener = card.querySelector(`[data-act="${box.dataset.box}"]`);
    const on = box.dataset.box === name && box.hidden;
    box.hidden = !on;
    opener?.setAttribute('aria-expanded', String(on));
    if (!on) continue;
    for (const slot of box.querySelectorAll('[data-fill=url]')) slot.textContent = address;
    box.querySelector('.gd-copy-state').textContent = '';
    const copy = box.querySelector('.gd-copy');
    copy.textContent = 'Copy';
    copy.focus({ preventScroll: true });
    box.scrollIntoView({ block: 'nearest' });
  }
}

async function copy(button) {
  const box = button.closest('[data-box]');
  const outcome = await copyFrom(box.querySelector('[data-copy]'));
  box.querySelector('.gd-copy-state').textContent = outcome === 'copied' ? '' : copyMessage(outcome);
  if (outcome === 'copied') button.textContent = copyMessage(outcome);
}

/** Closes what is open over the card; false when nothing was. */
export function closeBoxes(card) {
  const open = card?.querySelector('[data-box]:not([hidden])');
  if (!open) return false;
  const opener = card.querySelector(`[data-act="${open.dataset.box}"]`);
  open.hidden = true;
  opener?.setAttribute('aria-expanded', 'false');
  opener?.focus({ preventScroll: true });
  return true;
}

/** Handles a click inside the card; false when the click is none of the card's. */
export function actOnCard(card, target, url) {
  const button = target.closest('[data-act]');
  const act = button?.dataset.act;
  if (act === 'light') light(card, button);
  else if (act === 'paragraph') showParagraph(card, !isOn(button));
  else if (act === 'cite' || act === 'link') openBox(card, act, url);
  else if (act === 'copy') copy(button);
  else if (!button && target.closest('.gd-fact') && !target.closest('button, a, blockquote') && getSelection().isCollapsed) {
    const words = target.closest('.gd-fact').querySelector('.gd-words');
    if (words) light(card, words);
  } else return false;
  return true;
}
