// What of the collection's files could not be read: said once, in sight, with the way to mend it.

import { h } from './dom.js';

export function mountProblems(root, ctx) {
  const { errors } = ctx.problems ?? {};
  if (!errors) return { destroy() {} };
  const show = h('button', { type: 'button', class: 'gd-problems-show' }, 'Show what and why');
  const dismiss = h('button', { type: 'button', class: 'gd-problems-close', 'aria-label': 'Dismiss' }, '×');
  const bar = h(
    'div',
    { class: 'gd-problems', role: 'status' },
    h('span', null, `${errors === 1 ? 'One entry' : `${errors} entries`} of this collection could not be used as written; the rest is shown. `),
    show,
    dismiss,
  );
  const list = h('ol', { class: 'gd-problems-list' });
  const close = h('button', { type: 'button', class: 'gd-menu-close' }, 'Close');
  const dialog = h('dialog', { class: 'gd-problems-dialog', 'aria-label': 'Problems in the data' },
    h('div', { class: 'gd-menu-head' }, h('h2', null, 'Problems in the data'), close), list);

  async function open() {
    dialog.showModal();
    if (list.childElementCount) return;
    const response = await fetch(new URL('problems', ctx.api));
    const { items } = await response.json();
    for (const item of items) list.append(h('li', { class: `gd-problem-${item.severity}` }, item.text));
  }

  show.addEventListener('click', open);
  dismiss.addEventListener('click', () => bar.remove());
  close.addEventListener('click', () => dialog.close());
  root.append(bar, dialog);
  return {
    destroy() {
      bar.remove();
      dialog.remove();
    },
  };
}
