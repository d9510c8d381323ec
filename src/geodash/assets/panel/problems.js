// What of the collection's files could not be read: said once, above the list, with the way to mend it.

import { h } from '../core/dom.js';

/** @import { Context } from '../core/types' */
/** @typedef {{severity: string, where: string, reason: string, value: string, fix: string}} Item of `api/problems` */

const GROUPS = [
  ['error', 'Could not be used as written'],
  ['warning', 'Used, but worth a look'],
  ['info', 'For the record'],
];

/**
 * One problem: where it is, what is wrong, the cell as it stands, and what helps.
 * @param {Item} item
 */
function item({ where, reason, value, fix }) {
  return h(
    'li',
    null,
    h('b', { dir: 'auto' }, where),
    h('span', null, ` ${reason} `),
    value ? h('q', { class: 'gd-problems-value', dir: 'auto' }, value) : null,
    h('span', { class: 'gd-problems-fix' }, fix),
  );
}

/** @param {{items: Item[], more: number}} found */
function groupsOf({ items, more }) {
  const groups = GROUPS.map(([severity, title]) => ({ title, of: items.filter((i) => i.severity === severity) }));
  const nodes = groups.filter((g) => g.of.length).map((g) => h('section', null, h('h3', null, g.title), h('ol', { class: 'gd-problems-list' }, g.of.map(item))));
  const rest = more ? h('p', null, `${more.toLocaleString('en')} more: “geodash check” in a terminal lists them all.`) : null;
  return rest ? [...nodes, rest] : nodes;
}

function createDialog(/** @type {URL} */ api) {
  const body = h('div', { class: 'gd-problems-body' });
  const close = h('button', { type: 'button', class: 'gd-menu-close' }, 'Close');
  const node = h('dialog', { class: 'gd-problems-dialog', 'aria-label': 'Problems in the data' },
    h('div', { class: 'gd-menu-head' }, h('h2', null, 'Problems in the data'), close), body);
  close.addEventListener('click', () => node.close());
  node.addEventListener('click', (ev) => ev.target === node && node.close());

  async function open() {
    node.showModal();
    try {
      const response = await fetch(new URL('problems', api));
      if (!response.ok) throw new Error(`the server answered ${response.status}`);
      body.replaceChildren(...groupsOf(await response.json()));
    } catch (error) {
      const { message } = /** @type {Error} */ (error);
      body.replaceChildren(h('p', { role: 'alert' }, `They could not be read: ${message}. “geodash check” in a terminal lists them too.`));
    }
  }
  return { node, open };
}

/**
 * The bar that says how many entries there are; null where there are none.
 * @param {Context} ctx
 * @param {() => void} open
 */
function createBar({ problems, collection }, open) {
  const errors = problems?.errors;
  if (!errors) return null;
  function close() {
    bar.remove();
  }
  const show = h('button', { type: 'button', class: 'gd-problems-show', on: { click: open } }, 'Show what and why');
  const dismiss = h('button', { type: 'button', class: 'gd-problems-close', 'aria-label': 'Dismiss', on: { click: close } }, '×');
  const what = errors === 1 ? 'One entry' : `${errors.toLocaleString('en')} entries`;
  const rest = collection.events ? '; the rest is shown' : '';
  const bar = h('div', { class: 'gd-problems', role: 'status' }, h('span', null, `${what} of this collection could not be used as written${rest}. `), show, dismiss);
  return bar;
}

/**
 * @param {Element} root of the page
 * @param {Element} before what the bar goes in front of
 * @param {Context} ctx
 */
export function mountProblems(root, before, ctx) {
  const dialog = createDialog(ctx.api);
  /** @type {HTMLElement | null} */
  let bar = null;

  /** Says it anew, of a newer version of the collection too. */
  function renew() {
    bar?.remove();
    bar = createBar(ctx, dialog.open);
    if (bar) before.before(bar);
  }

  renew();
  root.append(dialog.node);
  return {
    renew,
    destroy() {
      bar?.remove();
      dialog.node.remove();
    },
  };
}
