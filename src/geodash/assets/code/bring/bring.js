// Bring an article: a file is read, shown exactly as it will be stored, and described in six fields.

import { takeDrops } from '../../core/drops.js';
import { createFields } from './fields.js';
import { createFrame } from './frame.js';
import { createLike } from './like.js';
import { beginVersion, look, readArticle, store } from './post.js';
import { createPreview } from './preview.js';
import { createSource } from './source.js';

/** @import { Refusal } from './post.js' */
/** @import { Answers, BringOptions, Like, Read, Sent, Shown } from './types' */
/** @typedef {{api: string, read: Read, answers: Answers, kept: number[], version: string}} Unfinished */

const LOOK_AFTER = 250;

/**
 * What was brought and not stored, for whoever closes the dialog by mistake.
 * @type {Unfinished | null}
 */
let unfinished = null;

/** Lets go of what was brought and not stored. */
export function forgetBrought() {
  unfinished = null;
}

class Bringing {
  /** @type {Read | null} */
  #read = null;
  /** @type {number[]} */
  #kept = [];
  #version = '';
  #busy = false;
  /** Answers that were asked for before the last question no longer count. */
  #asked = 0;
  #timer = 0;

  /** @param {BringOptions} options */
  constructor(options) {
    this.options = options;
    this.fields = createFields({ changed: () => this.#soon() });
    this.preview = createPreview({ keep: (caption, yes) => this.#keep(caption, yes) });
    this.source = createSource({ read: (data, name) => void this.#take(data, name), refuse: (reason) => this.frame.fail(reason) });
    this.like = createLike({ articles: options.articles, choose: options.onVersion ? (id) => this.#choose(id) : null });
    this.frame = createFrame(
      { form: [this.source.node, this.fields.node], preview: this.preview.node, like: this.like.node },
      { go: () => void this.#go(), close: () => this.close() },
    );
    takeDrops(this.frame.dialog, this.source.take);
    this.frame.dialog.addEventListener('close', () => this.#closed());
  }

  /** @param {HTMLElement} parent */
  open(parent) {
    parent.append(this.frame.dialog);
    this.frame.dialog.showModal();
    if (unfinished?.api !== this.options.api.href) {
      this.source.paste.focus();
      return;
    }
    const { read, answers } = unfinished;
    [this.#kept, this.#version] = [unfinished.kept, unfinished.version];
    this.source.show({ name: read.name || 'Pasted text', about: 'as you left it' });
    this.#begun(read, answers);
    void this.#again();
  }

  /** At once: the browser tells of a closing only later, when another dialog may be open. */
  close() {
    this.frame.dialog.close();
    this.#closed();
  }

  #closed() {
    if (!this.frame.dialog.isConnected) return;
    clearTimeout(this.#timer);
    this.#asked += 1;
    if (this.#read) unfinished = { api: this.options.api.href, read: this.#read, answers: this.fields.get(), kept: this.#kept, version: this.#version };
    this.frame.dialog.remove();
  }

  /** @returns {Sent} */
  #sent() {
    return { brought: this.#read?.brought ?? {}, name: this.#read?.name ?? '', answers: this.fields.get(), kept: this.#kept };
  }

  /**
   * @param {Blob | string} data
   * @param {string} name
   */
  async #take(data, name) {
    const turn = ++this.#asked;
    const { dialog, fail } = this.frame;
    fail('');
    dialog.setAttribute('aria-busy', 'true');
    try {
      const found = await readArticle(this.options.api, data, name);
      if (turn !== this.#asked) return;
      this.#kept = [];
      this.source.told(data, name);
      this.#begun(found, found.answers);
    } catch (error) {
      if (turn === this.#asked) fail(`${name ? `“${name}”: ` : ''}${/** @type {Error} */ (error).message}`);
    } finally {
      dialog.removeAttribute('aria-busy');
    }
  }

  /**
   * @param {Read} found
   * @param {Answers} answers
   */
  #begun(found, answers) {
    this.#read = found;
    this.fields.node.hidden = false;
    this.frame.dialog.classList.add('is-read');
    this.fields.set(answers);
    this.fields.tell({});
    this.#render(found.shown, found.like);
    this.fields.focus();
  }

  /**
   * @param {Shown} shown
   * @param {Like} nearest
   */
  #render(shown, nearest) {
    this.preview.render(shown);
    this.fields.render(shown);
    this.like.render(nearest, this.#version);
    const again = nearest.same && !this.#version;
    this.frame.onward(again ? '' : this.#version ? 'Review what changed' : 'Begin coding');
  }

  /** @param {string} id */
  #choose(id) {
    this.#version = id;
    void this.#again().then(() => this.frame.focusOnward());
  }

  /**
   * @param {number} caption
   * @param {boolean} yes
   */
  #keep(caption, yes) {
    this.#kept = yes ? [...this.#kept, caption] : this.#kept.filter((n) => n !== caption);
    void this.#again();
  }

  #soon() {
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => void this.#again(), LOOK_AFTER);
  }

  async #again() {
    clearTimeout(this.#timer);
    if (!this.#read) return;
    const turn = ++this.#asked;
    try {
      const { shown, like, wrong } = await look(this.options.api, this.#sent());
      if (turn !== this.#asked) return;
      this.#render(shown, like);
      this.fields.mended(wrong);
    } catch (error) {
      if (turn === this.#asked) this.frame.fail(/** @type {Error} */ (error).message);
    }
  }

  /** Reads what was pasted, else begins. */
  async #go() {
    const pasted = this.source.paste.value;
    if (!this.#read && pasted.trim()) await this.#take(pasted, '');
    else if (this.#read && !this.#busy) await this.#begin();
  }

  async #begin() {
    clearTimeout(this.#timer);
    this.#asked += 1;
    this.#busy = true;
    this.frame.fail('');
    const { api, onStored, onVersion } = this.options;
    const version = this.#version;
    try {
      const done = await (version ? beginVersion(api, version, this.#sent()) : store(api, this.#sent()));
      unfinished = this.#read = null;
      this.close();
      if (version) onVersion?.(version);
      else onStored(done);
    } catch (error) {
      const { message, wrong = {} } = /** @type {Refusal} */ (error);
      this.fields.tell(wrong, { focus: true });
      if (!Object.keys(wrong).length) this.frame.fail(message);
    } finally {
      this.#busy = false;
    }
  }
}

/**
 * Opens the dialog over `parent`; what it returns closes it.
 * @param {HTMLElement} parent
 * @param {BringOptions} options
 */
export function openBring(parent, options) {
  const bringing = new Bringing(options);
  bringing.open(parent);
  return () => bringing.close();
}
