// “Take away”: the view as a text, as pictures and as data, on Explore and Analyse alike.

import { copyPicture } from './clipboard.js';
import { all, h, setText } from './dom.js';
import { createDropdown } from './dropdown.js';
import { mountParagraph } from './paragraph.js';
import { toSearch } from './url.js';

/** @import { Context, State } from './types' */

/** Pictures by what they show: their address below `api`, without its ending. */
const PICTURES = /** @type {const} */ ([
  ['events', 'Map'],
  ['chart/pairs', 'Who on whom'],
  ['chart/time', 'Over time'],
  ['chart/kinds', 'Kinds'],
]);
const FORMS = ['png', 'svg'];

/**
 * The address of a file of the view; a picture of the map shows what is seen of it and is selected.
 * @param {State} state
 * @param {Context} ctx
 * @param {string} file
 */
function address(state, ctx, file) {
  const look = file.startsWith('chart/') ? state.look : {};
  const url = new URL(`${file}${toSearch(state.params, look)}`, ctx.api);
  const seen = ctx.mapSeen?.();
  if (seen && FORMS.some((form) => file === `events.${form}`)) {
    if (state.event) url.searchParams.set('event', state.event);
    for (const [key, value] of Object.entries(seen)) url.searchParams.set(key, value);
  }
  return url.href;
}

/**
 * `node` is the button with its box; `update(some)` says whether there is anything to take.
 * @param {HTMLElement} root
 * @param {State} state
 * @param {Context} ctx
 */
export function createTake(root, state, ctx) {
  const paragraph = mountParagraph(root, state, ctx);
  const said = h('span', { class: 'gd-take-said', role: 'status' });
  const tell = h('button', { type: 'button', id: 'gd-tell', class: 'gd-take-link', on: { click: tellIt } }, 'Paragraph');
  const formats = ctx.formats ?? [];
  // What is read, pictures, data: in the order of the server's list.
  const first = formats.findIndex(({ name }) => FORMS.includes(name)) + 1 || formats.length;
  const files = (/** @type {typeof formats} */ some) => some.filter(({ name }) => !FORMS.includes(name)).map(({ name, label, use }) => row(link(`events.${name}`, label), use));
  const drop = createDropdown(
    { label: 'Take away', class: 'gd-take' },
    h('ul', { class: 'gd-take-list' }, row(tell, 'in sentences with footnotes, to copy into a text'), files(formats.slice(0, first)), PICTURES.map(picture), files(formats.slice(first))),
    h('p', { class: 'gd-take-small' }, 'Exactly the events of the sentence above, with it, the collection’s version, the licences and the note on boundaries. ', said),
  );
  // What the map shows changes without a word to anybody: the addresses are those of the moment.
  drop.button.addEventListener('click', fill);

  function fill() {
    setText(said, '');
    for (const a of /** @type {HTMLAnchorElement[]} */ (all(drop.box, 'a[data-file]'))) a.href = address(state, ctx, a.dataset.file ?? '');
  }

  function tellIt() {
    drop.close();
    paragraph.open();
  }

  function link(/** @type {string} */ file, /** @type {string} */ label, name = '') {
    return h('a', { class: 'gd-take-link', dataset: { file }, download: '', 'aria-label': name || null }, label);
  }

  function row(/** @type {HTMLElement} */ what, /** @type {string} */ use) {
    return h('li', null, what, h('span', { class: 'gd-take-small' }, use));
  }

  function picture(/** @type {readonly [string, string]} */ [file, what]) {
    const forms = FORMS.map((form) => link(`${file}.${form}`, form.toUpperCase(), `${what} as ${form.toUpperCase()}`));
    const copy = h('button', { type: 'button', class: 'gd-take-link', 'aria-label': `Copy the picture: ${what}`, on: { click: () => copyIt(`${file}.png`, what) } }, 'Copy');
    return h('li', { class: 'gd-take-picture' }, h('span', { class: 'gd-take-what' }, what), h('span', { class: 'gd-take-forms' }, forms, copy));
  }

  async function copyIt(/** @type {string} */ file, /** @type {string} */ what) {
    setText(said, 'Being drawn …');
    const done = await copyPicture(address(state, ctx, file));
    setText(said, done ? `Copied: ${what}.` : 'This browser copies no pictures here; the PNG does the same.');
  }

  return {
    node: drop.node,
    update: (/** @type {boolean} */ some) => void (drop.node.hidden = !some),
    destroy: () => paragraph.destroy(),
  };
}
