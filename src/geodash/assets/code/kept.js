// The lines of a draft as they outlast the page: at once in this browser, and within two seconds on the server,
// in the file of this browser.

import { asEditor } from '../core/editor.js';

/** @import { Line } from './types' */

const BROWSER = 'geodash:code:browser';
/** Milliseconds after a step until the server has it; then it is asked whether a colleague is there. */
const SOON = 700;
const LATER = 30_000;

/** What tells this browser from others. */
export function browserKey() {
  try {
    const known = localStorage.getItem(BROWSER);
    if (known) return known;
    const made = [...crypto.getRandomValues(new Uint8Array(12))].map((n) => (n % 36).toString(36)).join('');
    localStorage.setItem(BROWSER, made);
    return made;
  } catch {
    return '';
  }
}

export class Kept {
  /** How many lines the server has. */
  #there = 0;
  /** How long the log of changes was when the article was opened. */
  #changes = '';
  #timer = 0;
  #sending = false;
  #ended = false;

  /** @param {{api: URL, key: string, article: string, tell: (how: import('./types').Keeping) => void}} spec */
  constructor({ api, key, article, tell }) {
    this.key = key;
    this.tell = tell;
    this.browser = browserKey();
    this.address = new URL(`code/draft/${encodeURIComponent(article)}`, api);
    /** @type {Line[]} */
    this.lines = this.#read();
  }

  /** @returns {Line[]} */
  #read() {
    try {
      const found = JSON.parse(localStorage.getItem(this.key) ?? '[]');
      return Array.isArray(found) ? found : [];
    } catch {
      return [];
    }
  }

  /** What the server has of this browser's draft counts where it has more: the browser forgot, or a save was noted. */
  async open() {
    const found = await this.#ask(`?key=${this.browser}&since=0`);
    if (!found) return this.lines;
    this.#there = Math.min(found.lines.length, this.lines.length);
    const missed = this.#missed(found.lines);
    if (missed || found.lines.length > this.lines.length) {
      this.lines = missed ?? found.lines;
      this.#there = found.lines.length;
      this.#write();
    }
    this.#changes = String(found.changes ?? '');
    this.tell({ colleague: found.colleague, who: found.who });
    this.#soon(this.#there < this.lines.length ? 0 : LATER);
    return this.lines;
  }

  /** With a save that this browser never heard of: what it saved would be saved twice. @param {Line[]} there */
  #missed(there) {
    const saved = there.findLast((line) => 'saved' in line);
    if (!saved || this.lines.some((line) => 'saved' in line && line.version === saved.version)) return null;
    const known = new Set(there.map((line) => ('ops' in line ? line.n : 0)));
    return [...there, ...this.lines.filter((line) => 'ops' in line && line.n > saved.saved && !known.has(line.n))];
  }

  /** @param {Line} line */
  add(line) {
    this.lines.push(line);
    if (this.#write()) this.tell({ at: new Date(), words: '' });
    this.#soon(SOON);
  }

  /** A save stands on the server already; where nothing is left to be saved, the log begins anew. @param {import('./types').SavedLine} line */
  saved(line) {
    this.lines = line.clean ? [line] : [...this.lines, line];
    this.#there = this.lines.length;
    this.#write();
  }

  #write() {
    try {
      localStorage.setItem(this.key, JSON.stringify(this.lines));
      return true;
    } catch {
      this.tell({ at: null, words: 'This browser keeps nothing' });
      return false;
    }
  }

  #soon(/** @type {number} */ wait) {
    clearTimeout(this.#timer);
    if (!this.#ended) this.#timer = setTimeout(() => this.#send(), wait);
  }

  async #send() {
    if (this.#sending) return;
    this.#sending = true;
    const upTo = this.lines.length;
    const lines = this.lines.slice(this.#there, upTo);
    const found = lines.length ? await this.#ask('', { method: 'POST', body: JSON.stringify({ key: this.browser, lines, after: this.#changes }) }) : await this.#ask(`?key=${this.browser}&since=${this.#there}&after=${this.#changes}`);
    this.#sending = false;
    if (found) {
      this.#there = upTo;
      this.tell({ colleague: found.colleague, who: found.who, news: found.news });
    }
    this.#soon(this.lines.length > this.#there && found ? SOON : LATER);
  }

  /** All that is not on the server yet goes there now. */
  async flush() {
    clearTimeout(this.#timer);
    while (this.#sending) await new Promise((resolve) => requestAnimationFrame(resolve));
    if (this.#there < this.lines.length) await this.#send();
  }

  /** @param {string} query @param {RequestInit} [how] */
  async #ask(query, how) {
    try {
      const answer = await asEditor(`${this.address}${query}`, how);
      return answer.ok ? await answer.json() : null;
    } catch {
      return null;
    }
  }

  destroy() {
    this.#ended = true;
    clearTimeout(this.#timer);
  }
}
