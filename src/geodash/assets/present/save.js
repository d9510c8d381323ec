// Saving the draft among the collection's briefings; only offered to editors.

import { h, setText } from '../core/dom.js';
import { briefingOf, fileName } from './post.js';

/** @import { Draft as DraftNow } from '../core/draft.js' */
/** @import { Draft, Saving, Say } from './types' */

const ID = /^[a-z0-9][a-z0-9-]{0,63}$/;

/**
 * @param {Draft} draft
 * @param {{send: Saving, say: Say}} acts `send` has the server save
 */
export function createSave(draft, { send, say }) {
  const input = h('input', { id: 'gd-pr-id', class: 'gd-pr-input', spellcheck: 'false', autocomplete: 'off', maxlength: 64 });
  const button = h('button', { type: 'submit', class: 'gd-pr-save-go' }, 'Save');
  const state = h('p', { class: 'gd-pr-saved', hidden: true });
  const node = h('form', { class: 'gd-pr-save', novalidate: true },
    h('label', { for: 'gd-pr-id' }, 'Save into the collection as'),
    h('span', { class: 'gd-pr-idbox' }, h('span', null, 'briefings/'), input, h('span', null, '.yaml'), button), state);

  function show(/** @type {string} */ text, /** @type {boolean} */ wrong) {
    state.hidden = false;
    state.classList.toggle('is-wrong', wrong);
    setText(state, text);
    say(text);
  }

  const wanted = () => input.value.trim() || input.placeholder;
  input.addEventListener('change', () => {
    const { id } = draft.get();
    // Under another name it is another file: the version that it came from no longer counts.
    if (wanted() !== id) draft.set({ id: input.value.trim(), base: '' });
  });
  node.addEventListener('submit', async (ev) => {
    ev.preventDefault();
    if (button.getAttribute('aria-disabled')) return;
    const now = draft.get();
    const id = wanted();
    if (!ID.test(id)) {
      show('A name has up to 64 lower-case letters, digits and hyphens, such as aegean-2022.', true);
      input.focus();
      return;
    }
    button.setAttribute('aria-disabled', 'true');
    const { ok, base, message } = await send({ id, base: now.id === id ? now.base : '', briefing: briefingOf(now) });
    button.removeAttribute('aria-disabled');
    // Another draft may have been opened meanwhile: it has no slide of this one.
    const keys = new Set(now.slides.map((s) => s.key));
    if (ok && draft.get().slides.some((s) => keys.has(s.key))) draft.set({ id, base });
    show(message, !ok);
  });

  return {
    node,
    render(/** @type {DraftNow} */ now) {
      node.hidden = !now.slides.length;
      if (document.activeElement !== input && input.value !== now.id) input.value = now.id;
      input.placeholder = fileName({ id: '', title: now.title });
    },
  };
}
