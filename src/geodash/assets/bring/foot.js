// The foot: what is open, what will come, and the button.

import { clear, h, setText } from '../core/dom.js';

/** @import { Look, Plan } from './types' */

/** @param {{go: () => void, close: () => void, see: () => void, keep: () => void}} acts */
export function createFoot({ go, close, see, keep }) {
  const open = h('p', { dir: 'auto' });
  const come = h('p');
  const kept = h('p', { class: 'gd-bd-keep', dir: 'auto' });
  const seeing = h('button', { type: 'button', class: 'gd-bd-link', hidden: true, on: { click: see } });
  const button = h('button', { type: 'button', class: 'gd-bd-go', 'aria-keyshortcuts': 'Control+Enter', on: { click: go } });
  const node = h('footer', { class: 'gd-bd-foot', role: 'region', 'aria-label': 'What will come', tabindex: '-1' }, h('div', { class: 'gd-bd-said' }, open, come, kept), seeing, h('button', { type: 'button', class: 'gd-bd-cancel', on: { click: close } }, 'Cancel'), button);
  return {
    node,
    /** @param {Look} look @param {Plan | null} plan */
    render(look, plan) {
      const first = look.open.indexOf('.') + 1;
      open.replaceChildren(h('strong', {}, look.open.slice(0, first)), look.open.slice(first));
      open.hidden = !look.open;
      clear(come);
      if (look.needs) come.append(h('strong', {}, look.needs));
      else if (!plan) come.append('To come: being counted …');
      else if (plan.again) come.append(h('strong', {}, plan.again));
      else come.append('To come: ', ...plan.to_come.flatMap(({ count, words }, n) => [n ? ', ' : '', h('strong', {}, count), ` ${words}`]), '.', plan.withdrawn.count ? ` ${plan.withdrawn.count.toLocaleString('en')} ${plan.withdrawn.words}.` : '');
      kept.hidden = !look.keep;
      if (look.keep?.kept) setText(kept, `What its columns become is kept as “${look.keep.name}” for the next file of its kind.`);
      else if (look.keep) kept.replaceChildren(h('button', { type: 'button', class: 'gd-bd-link', dataset: { key: 'keep' }, on: { click: keep } }, `Keep this mapping as “${look.keep.name}”`), ' for next time.');
      seeing.hidden = !plan?.see;
      setText(seeing, plan?.see ?? '');
      button.disabled = !plan || Boolean(plan.again);
      clear(button).append(`Import ${look.count}`, h('kbd', {}, 'Ctrl ↵'));
    },
    get ready() {
      return !button.disabled;
    },
  };
}
