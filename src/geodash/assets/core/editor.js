// What only editors may ask. A sign-in can end while one works: then a line says so, with the way to a new one
// in a tab of its own, so that the work goes on where it was.

import { h } from './dom.js';
import { ROOT } from './root.js';

const LINE = 'gd-signed-out';
/** What nobody but an editor is answered, and is soon answered. */
const ASKED = new URL('api/code/events', ROOT);

/**
 * As `fetch`; says so where the answer is that the reader may not edit (any more).
 * @param {URL | string} address
 * @param {RequestInit} [init]
 */
export async function asEditor(address, init) {
  const answer = await fetch(address, init);
  if (answer.status === 401 || answer.status === 403) {
    const told = await answer.clone().json().catch(() => null);
    say(told?.error ?? 'You may not edit here.', answer.status === 401);
  } else if (answer.ok) unsay();
  return answer;
}

/** Signed in again, in the other tab. */
const back = () => void asEditor(ASKED).catch(() => {});

/** @param {string} words @param {boolean} ended whether signing in again helps */
function say(words, ended) {
  const there = document.getElementById(LINE);
  if (there?.dataset.words === words) return;
  there?.remove();
  const link = ended ? h('a', { href: new URL('sign-in', ROOT).href, target: '_blank' }, 'Sign in (in a new tab)') : null;
  /** @type {HTMLElement} */
  const line = h('div', { id: LINE, class: LINE, role: 'alert' }, h('span', null, words), link, h('button', { type: 'button', 'aria-label': 'Close', on: { click: unsay } }, '×'));
  line.dataset.words = words;
  // Behind a dialog it could be neither read out nor followed.
  (document.querySelector('dialog[open]') ?? document.body).append(line);
  addEventListener('focus', back);
}

function unsay() {
  document.getElementById(LINE)?.remove();
  removeEventListener('focus', back);
}
