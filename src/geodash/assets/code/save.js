// Save: what will be written, in words; what two people changed is asked; then everything or nothing.

import { asEditor } from '../core/editor.js';
import { clear, h } from '../core/dom.js';
import { count } from '../core/count.js';
import { glyph } from '../core/marks.js';

/** @import { Difference, SavedLine, Told } from './types' */
/** @import { Desk } from './desk.js' */

const FEW = 4;
const SAFE = 'Not saved; nothing was changed. Your draft is safe.';
const BY = 'geodash:code:by';

export class SaveDialog {
  /** @type {Record<string, string>} */
  #choices = {};
  /** @type {Set<string>} */
  #leave = new Set();
  #busy = false;
  #all = false;

  /** @param {Desk} desk @param {(line: SavedLine) => void} done */
  constructor(desk, done) {
    this.desk = desk;
    this.done = done;
    this.list = h('div', { class: 'gd-sv-list' });
    this.asked = h('div', { class: 'gd-sv-asked' });
    this.said = h('p', { class: 'gd-sv-said', role: 'alert' });
    this.why = h('input', { type: 'text', class: 'gd-sv-why', maxlength: '300' });
    this.by = h('input', { type: 'text', class: 'gd-sv-why', maxlength: '80', value: localStorage.getItem(BY) ?? '' });
    this.go = h('button', { type: 'button', class: 'gd-cc-done is-ready', on: { click: () => this.#save(false) } }, 'Save all of this', h('kbd', { class: 'gd-cap' }, 'Ctrl ↵'));
    /** @type {HTMLDialogElement} */
    this.dialog = h(
      'dialog',
      { class: 'gd-dialog gd-sv', 'aria-label': `Save to ${desk.into}` },
      h('header', null, h('h2', null, `Save to ${desk.into}`), h('span', null, 'everything at once, or nothing'), h('button', { type: 'button', class: 'gd-dialog-close', 'aria-label': 'Close', on: { click: () => this.dialog.close() } }, '×')),
      h('div', { class: 'gd-sv-body' }, this.list, h('div', { class: 'gd-sv-side' }, this.asked, h('label', null, 'In a line, what is this? (optional)', this.why), desk.editor ? h('p', null, 'Saved as ', h('b', { dir: 'auto' }, desk.editor), '; the log has it.') : h('label', null, 'Who saves it? (optional; the log has it)', this.by))),
      h('footer', null, h('span', { class: 'gd-sv-note' }, 'The files as they are now go to the backups. Undo works after saving too, as a change of its own.'), this.said, h('button', { type: 'button', class: 'gd-cc-again', on: { click: () => this.dialog.close() } }, 'Back'), this.go),
    );
    this.dialog.addEventListener('close', () => this.dialog.remove());
    this.dialog.addEventListener('keydown', (ev) => {
      if (ev.key !== 'Enter' || !(ev.ctrlKey || ev.metaKey)) return;
      ev.preventDefault();
      this.#save(false);
    });
  }

  /** @param {HTMLElement} root */
  async open(root) {
    root.append(this.dialog);
    this.dialog.showModal();
    this.list.append(h('p', null, 'One moment …'));
    await this.desk.kept.flush();
    await this.#save(true);
    this.go.focus();
  }

  /** @param {boolean} dry */
  async #save(dry) {
    if (this.#busy || (!dry && this.go.disabled)) return;
    this.#busy = true;
    this.said.textContent = '';
    const { log, kept } = this.desk;
    const asked = { state: log.state(), choices: this.#choices, leave: [...this.#leave], why: this.why.value, by: this.by.value, key: kept.browser, n: log.at, dry };
    try {
      const answer = await asEditor(new URL('code/save', this.desk.api), { method: 'POST', body: JSON.stringify(asked) });
      const found = await answer.json();
      if (!answer.ok) throw new Error(found.error);
      this.#told(found);
      if (found.ok && !dry) this.#saved(found.line);
    } catch (error) {
      this.#fail(error instanceof TypeError ? `${SAFE} geodash doesn’t answer.` : /** @type {Error} */ (error).message);
    } finally {
      this.#busy = false;
    }
  }

  #saved(/** @type {SavedLine} */ line) {
    try {
      if (!this.desk.editor) localStorage.setItem(BY, this.by.value);
    } catch {
      // A browser that keeps nothing asks again.
    }
    this.dialog.close();
    this.done(line);
  }

  #fail(/** @type {string} */ words) {
    this.said.textContent = words;
    clear(this.list);
  }

  /** @param {{ok: boolean, message?: string, problems?: string[], difference?: Difference}} found */
  #told({ ok, message, problems = [], difference }) {
    if (message) this.#fail([message, ...problems].join(' '));
    if (!difference) {
      this.go.disabled = true;
      return;
    }
    const { new: begun, changed, withdrawn, others, stays } = difference;
    clear(this.list).append(
      this.#part('new event', begun, (e) => [h('p', null, e.line)]),
      this.#part('changed event', changed, (e) => [...e.facts.map(changeOf), ...e.passages.map(passageOf), ...e.links.map((l) => h('p', null, `${l.sign} ${l.relation} “${l.title}”`)), e.asked ? h('p', null, h('b', null, 'Somebody else changed this event while you had it open.'), ' Look right.') : null]),
      this.#part('withdrawn event', withdrawn, (e) => [h('p', null, e.line)]),
      others ? h('h3', null, others) : '',
      stays.length ? h('div', { class: 'gd-sv-stays' }, h('h3', null, 'Stays in your draft'), stays.map((s) => h('p', null, h('span', { dir: 'auto' }, `“${s.title}”`), `: ${s.why}`, this.#leave.has(s.row) ? this.#turn(s.row, 'Take it in') : null))) : '',
    );
    this.#ask(difference);
    const nothing = !begun.length && !changed.length && !withdrawn.length && !others;
    if (nothing) this.list.append(h('p', null, 'Nothing is ready to be saved yet.'));
    this.go.disabled = nothing || difference.conflicts.some(({ key }) => !this.#choices[key]) || (!ok && !difference.conflicts.length);
  }

  /** @param {string} row @param {string} label */
  #turn(row, label) {
    return h('button', { type: 'button', class: 'gd-cs-way', on: { click: () => {
      if (!this.#leave.delete(row)) this.#leave.add(row);
      void this.#save(true);
    } } }, label);
  }

  /** @template {Told} E @param {string} what @param {E[]} events @param {(event: E) => (Node | null)[]} lines */
  #part(what, events, lines) {
    if (!events.length) return '';
    const shown = this.#all ? events : events.slice(0, FEW);
    return h(
      'section',
      null,
      h('h3', null, count(events.length, what)),
      shown.map((event) => h('div', { class: 'gd-sv-event' }, glyph(event.kind, { size: 20, oneSided: event.one_sided, planned: event.planned }), h('div', null, h('b', { dir: 'auto' }, event.title), lines(event)), this.#turn(event.row, 'Leave out'))),
      events.length > shown.length ? h('button', { type: 'button', class: 'gd-cs-way', on: { click: () => this.#more() } }, `and ${events.length - shown.length} more`) : null,
    );
  }

  #more() {
    this.#all = true;
    void this.#save(true);
  }

  /** @param {Difference} difference */
  #ask({ conflicts, together, open }) {
    clear(this.asked);
    if (conflicts.length) this.asked.append(h('h3', null, 'Two people, one event'));
    for (const { key, title, label, yours, theirs, before, by, at } of conflicts) {
      const who = [by || 'A colleague', `saved “${title}”`, at ? `at ${new Date(at).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' })}` : ''].filter(Boolean).join(' ');
      const side = (/** @type {string} */ value, /** @type {string} */ name, /** @type {string} */ words) => h('label', { class: 'gd-sv-side-row' }, h('input', { type: 'radio', name: key, checked: this.#choices[key] === value, on: { change: () => {
        this.#choices[key] = value;
        this.go.disabled = conflicts.some((c) => !this.#choices[c.key]);
      } } }), h('span', null, name), h('span', { dir: 'auto' }, words));
      this.asked.append(h('p', null, `${who}.`), h('fieldset', null, h('legend', null, label), side('yours', 'Yours', yours), side('theirs', 'Theirs', theirs), h('p', { class: 'gd-sv-before' }, h('span', null, 'Before'), h('span', { dir: 'auto' }, before))));
    }
    for (const { title, yours, theirs } of together) this.asked.append(h('p', null, h('b', null, 'Put together without a question: '), `“${title}”: your ${yours}; their ${theirs}.`));
    if (open.length) {
      this.asked.append(h('h3', null, 'Saved with open problems'), h('p', null, `${count(open.length, 'problem')} stay and are counted on the page About.`), h('ul', null, open.slice(0, 8).map((p) => h('li', null, h('span', { dir: 'auto' }, p.title), ` – ${p.words}`))));
    }
  }
}

/** @param {{label: string, before: string, after: string}} fact */
function changeOf({ label, before, after }) {
  return h('p', null, `${label}: `, before ? [h('span', { dir: 'auto' }, before), ' → '] : null, h('b', { dir: 'auto' }, after || 'nothing'));
}

/** @param {Difference['changed'][number]['passages'][number]} passage */
function passageOf({ sign, quote, for: what, facts }) {
  if (sign === '±') return h('p', null, 'Passage ', h('b', { dir: 'auto' }, `“${quote}”`), facts.map(changeOf));
  return h('p', null, `${sign} a passage: `, h('b', { dir: 'auto' }, `“${quote}”`), what ? ` for ${what}` : '');
}
