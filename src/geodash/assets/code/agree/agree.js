// A second coding on the page: closing it, and the way to where it is compared with the first.

import { count } from '../../core/count.js';
import { h } from '../../core/dom.js';
import { asEditor } from '../../core/editor.js';
import { popList } from '../pop.js';
import { AgreementView } from './view.js';

/** @import { Agreement, Codings } from './types' */
/** @import { Opened } from '../opened.js' */

const LOST = 'geodash doesn’t answer. Nothing was changed.';

export class Agreeing {
  /** @type {AgreementView | null} */
  #view = null;

  /** @param {Opened} page @param {Codings} codings */
  constructor(page, codings) {
    this.page = page;
    this.codings = codings;
    this.button = h('button', { type: 'button', class: 'gd-ag-way', on: { click: () => this.#press() } });
    this.whose = h('span', { class: 'gd-ag-whose' });
    page.bar.node.querySelector('.gd-cb-space')?.before(this.whose, this.button);
    this.#tell();
  }

  #tell() {
    const { coder, closed, with: others } = this.codings;
    const shown = Boolean(this.#view);
    this.button.hidden = !coder && !others.length;
    this.button.textContent = coder && !closed ? 'Close my coding…' : 'Agreement';
    if (coder && !closed) this.button.removeAttribute('aria-pressed');
    else this.button.setAttribute('aria-pressed', String(shown));
    this.whose.textContent = coder ? `${coder}’s coding${closed ? ', closed' : ''}` : '';
    this.page.root.classList.toggle('is-agreeing', shown);
  }

  #press() {
    const { coder, closed, with: others } = this.codings;
    if (this.#view) this.leave();
    else if (coder && !closed) this.#ask();
    else if (others.length === 1) void this.open(others[0]);
    else popList(this.button, 'Compare with the coding of', others.map((name) => ({ item: name, nodes: [name] })), (name) => void this.open(name));
  }

  /** @param {string} other @returns {Promise<Agreement>} */
  async #load(other) {
    const answer = await asEditor(new URL(`code/agreement/${encodeURIComponent(this.page.opening.article.id)}?with=${encodeURIComponent(other)}`, this.page.desk.api));
    const found = await answer.json();
    if (!answer.ok) throw new Error(found.error);
    return found;
  }

  /** @param {string} other */
  async open(other) {
    try {
      const told = await this.#load(other);
      this.#view = new AgreementView(this.page, told, () => this.#load(other));
      this.page.root.append(this.#view.node);
      this.#view.node.focus({ preventScroll: true });
    } catch (error) {
      this.page.say(error instanceof TypeError ? LOST : /** @type {Error} */ (error).message);
    }
    this.#tell();
  }

  /** Back to the text. */
  leave() {
    this.#view?.destroy();
    this.#view = null;
    this.#tell();
  }

  /** What closing means, before it is done. */
  #ask() {
    const rows = this.page.desk.log.state().rows;
    const unsaved = Object.keys(rows.events ?? {}).length;
    const by = h('input', { type: 'text', class: 'gd-sv-why', maxlength: '80' });
    const said = h('p', { class: 'gd-sv-said', role: 'alert' });
    /** @type {HTMLDialogElement} */
    const dialog = h('dialog', { class: 'gd-dialog gd-ag-close', 'aria-label': 'Close my coding' },
      h('header', null, h('h2', null, 'Close my coding'), h('button', { type: 'button', class: 'gd-dialog-close', 'aria-label': 'Close', on: { click: () => dialog.close() } }, '×')),
      h('div', null,
        h('p', null, 'Your coding of ', h('b', { dir: 'auto' }, this.page.opening.article.title), ' is then compared with the first one, which you see from then on.'),
        h('p', null, 'It stays as it is: nothing of it can be changed any more.'),
        unsaved ? h('p', { class: 'gd-ag-warn' }, `${count(unsaved, 'event')} of your draft ${unsaved === 1 ? 'is' : 'are'} not saved, and would not count.`) : null,
        this.page.desk.editor ? null : h('label', null, 'Who closes it? (optional)', by), said),
      h('footer', null, h('button', { type: 'button', class: 'gd-cc-again', on: { click: () => dialog.close() } }, 'Back'),
        h('button', { type: 'button', class: 'gd-cc-done is-ready', on: { click: () => void this.#close(by.value, dialog, said) } }, 'Close my coding')));
    dialog.addEventListener('close', () => dialog.remove());
    this.page.root.append(dialog);
    dialog.showModal();
  }

  /** @param {string} by @param {HTMLDialogElement} dialog @param {HTMLElement} said */
  async #close(by, dialog, said) {
    try {
      const answer = await asEditor(new URL(`code/close/${encodeURIComponent(this.page.opening.article.id)}`, this.page.desk.api), { method: 'POST', body: JSON.stringify({ by }) });
      const found = await answer.json();
      if (!answer.ok) throw new Error(found.error);
      this.codings = found;
      dialog.close();
      this.#tell();
      await this.open(this.codings.with[0]);
    } catch (error) {
      said.textContent = error instanceof TypeError ? LOST : /** @type {Error} */ (error).message;
    }
  }

  destroy() {
    this.#view?.destroy();
    this.page.root.classList.remove('is-agreeing');
  }
}
