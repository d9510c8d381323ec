// Code: an article beside its events, each value editable where it stands. The draft is a log in this
// browser; what is shown of it the server says after each step.

import { asEditor } from './core/editor.js';
import { createBar } from './code/bar.js';
import { Opened } from './code/opened.js';
import { createComing } from './code/coming.js';
import { h } from './core/dom.js';
import { mountHeadMenu } from './core/menu.js';
import { mountOnce } from './core/mount.js';
import { ROOT } from './core/root.js';
import { mountNav } from './core/nav.js';
import { mountSearchElsewhere } from './search/elsewhere.js';
import { tell } from './core/told.js';
import { whenStyled } from './core/styled.js';

/** @import { CodeData } from './code/types' */
/** @import { Call } from './core/mount.js' */

/** Which article the address names, as for reading it in Explore; else the one that was open last, else the first. */
function articleOf(/** @type {CodeData} */ { shelf, collection }) {
  const asked = new URLSearchParams(location.search).get('read');
  const last = sessionStorage.getItem(`geodash:code:${collection.key}`);
  return shelf.find((a) => a.id === asked)?.id ?? shelf.find((a) => a.id === last)?.id ?? shelf[0]?.id ?? '';
}

/** @param {Call<CodeData>} call */
async function mount({ data, parentElement, setTriggerValue }) {
  tell(data.told);
  const root = h('div', { class: 'gd-root gd-code' });
  parentElement.append(root);
  await whenStyled(root);
  const api = new URL(data.api, ROOT);
  const search = mountSearchElsewhere(parentElement, api);
  const parts = [search, mountNav(), mountHeadMenu(root, () => data.collection.subtitle)];
  /** @type {Opened | null} */
  let opened = null;
  let asked = 0;
  /** What stands there as long as there is no article. @type {HTMLElement[]} */
  const empty = [];

  /** @param {string} id @param {{event: string, sentence: number, table: boolean}} [at] where the editor was @param {string} [said] what is to be told */
  async function open(id, at, said = '') {
    const n = ++asked;
    const answer = await asEditor(new URL(`code/article/${encodeURIComponent(id)}`, api));
    const found = await answer.json();
    // Another was asked for meanwhile: the last one stands, whichever comes first.
    if (n !== asked) return;
    close();
    empty.splice(0).forEach((node) => node.remove());
    coming.shut();
    if (!answer.ok) {
      root.replaceChildren(h('p', { class: 'gd-failed', role: 'alert' }, found.error));
      return;
    }
    const params = new URLSearchParams(location.search);
    params.set('read', id);
    history.replaceState(history.state, '', `${location.pathname}?${params}`);
    sessionStorage.setItem(`geodash:code:${data.collection.key}`, id);
    opened = new Opened(root, data, found, { open, bring: coming.bring });
    opened.focus(at);
    if (said) opened.say(said);
    coming.offer(id, found.reviewing);
  }
  function close() {
    opened?.destroy();
    opened = null;
  }
  const coming = createComing({ root, api, shelf: data.shelf, open, close, stored: (id) => setTriggerValue('stored', id) });
  const first = articleOf(data);
  if (first) await open(first);
  else {
    empty.push(createBar({ shelf: [], title: '', article: '' }, { open, bring: coming.bring, mode() {}, undo() {}, redo() {}, save() {}, see() {} }).node, h('p', { class: 'gd-cc-nothing' }, 'There is no article yet. Bring one.'));
    root.append(...empty);
    coming.bring();
  }
  return {
    destroy() {
      close();
      coming.shut();
      parts.forEach((part) => part.destroy());
      root.remove();
    },
  };
}

export default mountOnce(mount);
