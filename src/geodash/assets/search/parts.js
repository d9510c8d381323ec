// The nodes of the search in the head of a page, and what stands in them.

import { h } from '../core/dom.js';
import { keyLine } from './keys.js';
import { loupe } from './rows.js';

/** @import { Answer, Group } from './types' */
/** @typedef {ReturnType<typeof frame>} Parts */

/** From which width on the box has room for what it searches. */
const roomy = matchMedia('(min-width: 940px)');
const hint = () => (roomy.matches ? 'Search events, texts, people, places' : 'Search');

/**
 * @param {HTMLElement} list
 */
export function frame(list) {
  const input = h('input', {
    class: 'gd-f-input', type: 'text', role: 'combobox', placeholder: hint(), 'aria-label': 'Search everything', 'aria-expanded': 'false', 'aria-controls': list.id,
    'aria-autocomplete': 'list', autocomplete: 'off', autocapitalize: 'off', spellcheck: 'false', enterkeyhint: 'search', inputmode: 'search', 'aria-keyshortcuts': '/',
  });
  const back = h('button', { type: 'button', class: 'gd-f-back', 'aria-label': 'Close the search' }, '‹');
  const n = h('span', { class: 'gd-f-n', 'aria-hidden': 'true' });
  const key = h('kbd', { class: 'gd-f-key', 'aria-hidden': 'true' }, '/');
  const cross = h('button', { type: 'button', class: 'gd-f-empty', 'aria-label': 'Empty the search' }, '×');
  const chips = h('div', { class: 'gd-f-chips', role: 'group', 'aria-label': 'Groups', hidden: true });
  const nothing = h('p', { class: 'gd-f-nothing' });
  const show = h('button', { type: 'button', class: 'gd-f-show', hidden: true });
  const live = h('p', { class: 'gd-f-live', role: 'status' });
  const panel = h('div', { class: 'gd-f-panel', hidden: true }, chips, list, nothing, h('div', { class: 'gd-f-foot' }, show, keyLine()));
  const node = h('div', { class: 'gd-f', role: 'search', 'aria-label': 'Everything' }, back, h('div', { class: 'gd-f-box' }, loupe(), input, n, key, cross), panel, live);
  return { node, input, back, n, key, cross, chips, nothing, show, live, panel };
}

/** For who hears the page: how much was found, and where. */
export function saidOf(/** @type {Answer} */ { count, groups, nothing }) {
  if (!count) return nothing;
  return `${count.toLocaleString('en-GB')} found: ${groups.filter((g) => g.count).map((g) => `${g.label} ${g.said}`).join('; ')}.`;
}

/**
 * A choice among the groups; those without anything are words.
 * @param {Answer} answer
 * @param {string | null} only
 * @param {(group: string | null) => void} choose
 */
export function chipsOf({ count, groups }, only, choose) {
  /** @type {Pick<Group, 'key' | 'short' | 'count'>[]} */
  const all = [{ key: '', short: 'All', count }, ...groups];
  const chip = (/** @type {typeof all[number]} */ g) => {
    const number = h('b', null, g.count.toLocaleString('en-GB'));
    if (!g.count) return h('span', { class: 'gd-f-none' }, `${g.short} `, number);
    return h('button', { type: 'button', class: 'gd-f-chip', 'aria-pressed': String((only ?? '') === g.key), on: { click: () => choose(g.key || null) } }, `${g.short} `, number);
  };
  return [...all.filter((g) => g.count), ...all.filter((g) => !g.count)].map(chip);
}

/** The room that the box and a phone's keyboard leave, told to the page until what it returns is called. */
export function watchRoom(/** @type {Parts} */ { node, input }) {
  const seen = window.visualViewport;
  const tell = () => seen && node.style.setProperty('--gd-f-low', `${Math.max(0, Math.round(innerHeight - seen.height - seen.offsetTop))}px`);
  const say = () => input.setAttribute('placeholder', hint());
  roomy.addEventListener('change', say);
  seen?.addEventListener('resize', tell);
  seen?.addEventListener('scroll', tell);
  tell();
  return () => {
    roomy.removeEventListener('change', say);
    seen?.removeEventListener('resize', tell);
    seen?.removeEventListener('scroll', tell);
  };
}
