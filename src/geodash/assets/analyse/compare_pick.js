// What a side is: a period with the sentence's own card of dates, or one of the parties or articles.

import { h, setText } from '../core/dom.js';
import { attachPopover } from '../sentence/popover.js';
import { createSeen } from '../sentence/seen.js';
import { whenSection } from '../sentence/when.js';
import { setSides, withSide } from './compare_sides.js';

/** @import { Context, Patch, State } from '../core/types' */
/** @import { Family } from '../sentence/types' */
/** @import { Compared, Letter } from './types' */

/** @type {Family} */
const family = { open: null };

/**
 * @param {Letter} letter
 * @param {State} state
 * @param {Context} ctx
 */
export function createPick(letter, state, ctx) {
  const A = letter.toUpperCase();
  /** @type {Compared | null} */
  let compared = null;
  const seen = createSeen(ctx.api);
  const set = (/** @type {Record<string, string | undefined>} */ own) => compared && setSides(state, withSide(compared, letter, own));

  // The card of dates reads and sets a filter: here the side's days are its dates.
  const days = Object.create(state, {
    params: { get: () => ({ ...state.params, from: compared?.params[`${letter}.from`], to: compared?.params[`${letter}.to`] }) },
    setFilter: { value: (/** @type {Patch} */ { from, to }) => set({ from: text(from), to: text(to) }) },
  });
  const words = h('span', null);
  const trigger = h('button', { type: 'button', class: 'gd-c-when' }, words);
  const popover = attachPopover(trigger, () => whenSection({ root: node, state: days, ctx, status: /** @type {any} */ (null), seen }), { label: `When, ${A}`, family });
  const select = h('select', { class: 'gd-c-select', 'aria-label': A });
  select.addEventListener('change', () => set({ [compared?.by === 'parties' ? 'actor' : 'article']: select.value }));
  const node = h('span', { class: 'gd-c-pick' }, h('h2', null, trigger, select), h('span', { class: 'gd-s gd-c-card' }, popover.panel));
  popover.panel.classList.add('gd-c-dates');

  return {
    node,
    update(/** @type {Compared} */ next) {
      compared = next;
      const periods = next.by === 'periods';
      trigger.hidden = !periods;
      select.hidden = periods;
      setText(words, next[letter].label);
      trigger.setAttribute('aria-label', `${A}: ${next[letter].label}`);
      const chosen = Object.entries(next.params).find(([key]) => key[0] === letter)?.[1];
      select.replaceChildren(...next.choices.map(({ value, label, count }) => h('option', { value }, `${label} (${count})`)));
      if (!periods) select.value = chosen ?? '';
      popover.update();
    },
    focus: () => (trigger.hidden ? select : trigger).focus(),
    destroy: () => popover.destroy(),
  };
}

/** @type {(value: Patch[string]) => string | undefined} */
const text = (value) => (typeof value === 'string' && value ? value : undefined);
