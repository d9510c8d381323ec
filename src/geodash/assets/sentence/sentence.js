// The filter is the sentence: "Events 1 Aug – 31 Dec 2022 with Armenia or Azerbaijan, any kind, …".
// Every part is a control; a change applies at once and is told in the same words to who listens.

import { h, one } from '../core/dom.js';
import { createNotice } from './notice.js';
import { mountPhone } from './phone.js';
import { mountRow } from './row.js';
import { createSeen } from './seen.js';
import { createStatus } from './status.js';

/** @import { Env, Form } from './types' */

/**
 * Mounts the sentence into `root`.
 *
 * `ctx.phone` (MediaQueryList) chooses the form; `ctx.mapBounds?.()` gives 'w,s,e,n' for the filter by
 * map view; `ctx.api` is asked once for the dates outside the filter. On a phone the menu button
 * dispatches `gd-menu` on `root`.
 * @param {HTMLElement} root
 * @param {Env['state']} state
 * @param {Env['ctx']} ctx
 */
export function mountSentence(root, state, ctx) {
  const status = createStatus();
  /** @type {Env} */
  const env = { root, state, ctx, status, seen: createSeen(ctx.api) };
  const notice = createNotice({ after: () => one(root, '.gd-s-word, .gd-s-short') });
  const frame = h('div', { class: 'gd-s', role: 'search', 'aria-label': 'Filter the events' });
  /** @type {Form} */
  let form;
  /** @type {string | null} */
  let told = null;

  function mountForm() {
    form?.destroy();
    form = ctx.phone.matches ? mountPhone(env) : mountRow(env);
    frame.replaceChildren(form.node, notice.node, status.node);
    if (state.data) form.update();
  }

  function onData() {
    const { data } = state;
    env.seen.add(data);
    notice.clear();
    form.update();
    // The first sentence is on screen already; only what changed is worth interrupting for.
    if (told !== null && told !== data.sentence) status.say(data.sentence);
    told = data.sentence;
  }

  function tell(/** @type {string[]} */ texts) {
    const fresh = notice.add(texts);
    if (fresh.length) status.add(fresh.join(' '));
  }

  const off = [
    state.on('data', onData),
    state.on('compared', () => form.update()),
    state.on('notice', tell),
    state.on('loading', () => frame.classList.toggle('gd-s-loading', Boolean(state.loading))),
  ];
  ctx.phone.addEventListener('change', mountForm);
  root.append(frame);
  if (state.data) {
    env.seen.add(state.data);
    told = state.data.sentence;
    tell(state.data.notices);
  }
  mountForm();

  return {
    resize: () => form.update(),
    destroy() {
      for (const stop of off) stop();
      status.destroy();
      ctx.phone.removeEventListener('change', mountForm);
      form.destroy();
      frame.remove();
    },
  };
}
