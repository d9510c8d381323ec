// Bring data: files are sent, looked at, corrected, taken. What is said of them and counted is the server's.

import { h, setText } from '../core/dom.js';
import { takeDrops } from '../core/drops.js';
import { openAddress } from '../core/nav.js';
import { createColumns } from './columns.js';
import { createEmpty } from './empty.js';
import { createFirst } from './first.js';
import { createFoot } from './foot.js';
import { mountKeys } from './keys.js';
import { Post, Refusal } from './post.js';
import { createQuestions } from './questions.js';
import { reportView, why } from './report.js';
import { createRunning } from './running.js';
import { createSentence } from './sentence.js';
import { createStrip } from './strip.js';
import { createTerms } from './terms.js';

/** @import { Acts, BringData, Look, Plan, Said, State } from './types' */

/** @returns {Said} */
const nothing = () => ({ file: '', as: '', told: {}, answers: {}, updates: '', licence: '', cite: '', mends: [], encoding: '' });

export class Bringing {
  #stage = '';
  #said = nothing();
  /** @type {Look | null} */
  #look = null;
  /** @type {Plan | null} */
  #plan = null;
  /** Answers to an earlier question no longer count. */
  #turn = 0;
  #taking = false;

  /** @param {HTMLElement} root @param {URL} api @param {BringData} data */
  constructor(root, api, data) {
    this.root = root;
    this.data = data;
    this.memory = `geodash:bring:${data.collection.key}`;
    this.post = new Post(api);
    const acts = this.#acts();
    this.empty = createEmpty({ take: (files) => void this.take(files), undo: (noted) => void this.undo(noted), limit: data.too_large });
    this.sentence = createSentence(acts, () => this.another());
    this.strip = createStrip(acts);
    this.questions = createQuestions(acts);
    this.columns = createColumns(acts);
    this.first = createFirst(api, data, acts);
    this.terms = createTerms(acts);
    this.foot = createFoot({ go: () => void this.go(), close: () => this.close(), see: () => this.see(), keep: () => void this.keep() });
    this.running = createRunning({ cancel: () => void this.cancel() });
    this.alert = h('p', { class: 'gd-bd-alert', role: 'alert', hidden: true, dir: 'auto' });
    this.busy = h('p', { class: 'gd-bd-busy', role: 'status' });
    this.aside = h('aside', { class: 'gd-bd-aside', 'aria-label': 'The first rows', tabindex: '-1' }, this.first.node, this.terms.node);
    this.desk = h('div', { class: 'gd-bd-desk', hidden: true }, this.sentence.node, this.strip.node, h('div', { class: 'gd-bd-main' }, h('div', { class: 'gd-bd-left' }, this.questions.node, this.columns.node), this.aside), this.foot.node);
    this.report = h('div', { class: 'gd-bd-done', hidden: true });
    this.seen = h('dialog', { class: 'gd-bd-seen', 'aria-label': 'Rows left out and remarks' });
    root.append(this.alert, this.empty.node, this.desk, this.running.node, this.report, this.busy, this.seen);
    takeDrops(root, (_, all) => void this.take(all));
    this.keys = mountKeys(root, {
      panes: () => [this.sentence.node, this.questions.node, this.columns.node, this.aside, this.foot.node],
      step: (by) => this.first.step(by),
      go: () => void this.go(),
      cancel: () => void this.cancel(),
    });
    const gone = () => this.#stage && !this.#taking && void this.post.leave(this.#stage);
    addEventListener('pagehide', gone);
    this.ungone = () => removeEventListener('pagehide', gone);
  }

  /** @returns {Acts} */
  #acts() {
    return {
      menu: (menu, value) => {
        if (menu === 'file') this.#said = { ...nothing(), file: value };
        else if (menu === 'as') Object.assign(this.#said, { as: value, told: {}, answers: {}, mends: [] });
        else if (menu === 'encoding') Object.assign(this.#said, { encoding: value, told: {}, answers: {}, mends: [] });
        else this.#said.updates = value;
        void this.ask();
      },
      answer: (key, value) => {
        this.#said.answers[key] = value;
        void this.ask();
      },
      become: (column, field) => {
        this.#said.told[column] = field;
        void this.ask();
      },
      terms: (licence, cite) => {
        Object.assign(this.#said, { licence, cite });
        void this.ask();
      },
    };
  }

  /** An import that was left running is found again. */
  async start() {
    const stage = sessionStorage.getItem(this.memory);
    sessionStorage.removeItem(this.memory);
    if (!stage) {
      await this.#before();
      return;
    }
    const state = await this.post.state(stage, -1).catch(() => null);
    if (!state || this.#stage) return;
    this.#stage = stage;
    this.#said.file = state.look?.file ?? '';
    this.#taking = true;
    await this.#follow(++this.#turn, state);
  }

  /** Whether there is an import that can be undone, also one of an earlier visit. */
  async #before() {
    const { last } = await this.post.done().catch(() => ({ last: null }));
    this.empty.before(last);
  }

  /** Takes the last import back; says what stays as it was changed since. @param {import('./types').Noted} noted */
  async undo(noted) {
    if (this.#taking || this.root.getAttribute('aria-busy') === 'true') return;
    this.#wait('The import is being undone …');
    try {
      const { lines } = await this.post.undo(noted.moment);
      this.close();
      this.#fail(lines.join(' '));
    } catch (error) {
      this.#wait('');
      this.#fail(error instanceof Error ? error.message : String(error));
    }
  }

  /** @param {'empty' | 'desk' | 'running' | 'report'} which */
  #show(which) {
    this.empty.node.hidden = which !== 'empty';
    this.desk.hidden = which !== 'desk';
    this.running.node.hidden = which !== 'running';
    this.report.hidden = which !== 'report';
    this.root.dataset.at = which;
  }

  /** @param {string} reason blank: nothing is wrong */
  #fail(reason) {
    this.alert.hidden = !reason;
    setText(this.alert, reason);
  }

  /** @param {string} words */
  #wait(words) {
    setText(this.busy, words);
    this.root.setAttribute('aria-busy', String(Boolean(words)));
  }

  /** Files come, to those that are here. @param {File[]} files */
  async take(files) {
    if (!files.length || this.#taking) return;
    const turn = ++this.#turn;
    this.#fail('');
    if (files.reduce((sum, file) => sum + file.size, 0) > this.data.most) {
      this.#fail(this.data.too_large);
      return;
    }
    // Files that come together belong together; others begin anew.
    const before = this.#stage;
    this.#stage = '';
    this.#said = nothing();
    if (before) void this.post.leave(before);
    try {
      let sent = null;
      for (const file of files) {
        this.#wait(`${file.name} comes …`);
        sent = await this.post.send(this.#stage, file);
        if (turn !== this.#turn) {
          void this.post.leave(sent.stage);
          return;
        }
        this.#stage = sent.stage;
      }
      this.#said.file = sent?.files[0]?.name ?? '';
      this.#look = this.#plan = null;
      this.terms.forget();
      await this.ask();
    } catch (error) {
      this.#refused(error, turn);
    }
  }

  /** @param {unknown} error @param {number} turn */
  #refused(error, turn) {
    if (turn !== this.#turn) return;
    this.#wait('');
    this.#taking = false;
    this.#fail(error instanceof Error ? error.message : String(error));
    if (error instanceof Refusal && error.status === 410) this.#stage = '';
    this.#show(this.#look && this.#stage ? 'desk' : 'empty');
  }

  /** What the file is, and what would come of it. */
  async ask() {
    if (!this.#stage) return;
    const turn = ++this.#turn;
    this.#fail('');
    this.#plan = null;
    this.#wait(`${this.#said.file} is looked at …`);
    if (this.#look) this.foot.render(this.#look, null);
    try {
      await this.#follow(turn, await this.post.look(this.#stage, this.#said));
    } catch (error) {
      this.#refused(error, turn);
    }
  }

  /** @param {number} turn @param {State} first */
  async #follow(turn, first) {
    let state = first;
    for (;;) {
      if (turn !== this.#turn) return;
      this.#render(state);
      if (state.ended) break;
      state = await this.post.state(this.#stage, state.number);
    }
    this.#wait('');
    this.#taking = false;
    if (state.ended === 'failed') this.#refused(new Error(state.failed), turn);
    else if (state.report) this.#done(state.report);
    else if (state.ended === 'cancelled' || state.meanwhile) {
      this.#show(this.#look ? 'desk' : 'empty');
      this.#fail(state.meanwhile ?? 'Cancelled; the collection is as it was.');
    }
  }

  /** @param {State} state */
  #render({ look, plan, progress, taking }) {
    if (progress && taking) {
      if (this.running.node.hidden) {
        this.#show('running');
        this.running.focus();
      }
      this.running.render(progress, this.#said.file);
      return;
    }
    if (progress) this.#wait(`${progress.doing}: ${progress.rows}. ${progress.speed}`);
    if (!look || this.#taking) return;
    const again = this.#look?.file === look.file && !this.desk.hidden;
    const fresh = look !== this.#look;
    [this.#look, this.#plan] = [look, plan ?? null];
    this.#show('desk');
    this.sentence.render([...look.sentence, ...(plan?.updating ?? [])]);
    this.strip.render([...look.facts, ...(plan?.facts ?? [])]);
    if (fresh) this.questions.render(look.questions);
    this.columns.render(look, plan?.columns ?? {});
    if (fresh) this.first.render(look.rows, again);
    if (plan) this.first.all(plan);
    this.terms.render(look, this.#plan);
    this.foot.render(look, this.#plan);
    if (!again) this.sentence.node.focus({ preventScroll: true });
  }

  /** What the columns become is kept for the next file of its kind. */
  async keep() {
    const turn = this.#turn;
    try {
      await this.post.keep(this.#stage, this.#said);
      if (turn !== this.#turn) return;
      await this.ask();
      this.foot.node.focus({ preventScroll: true });
    } catch (error) {
      this.#refused(error, turn);
    }
  }

  /** The import itself. */
  async go() {
    if (this.desk.hidden || !this.foot.ready || this.#taking || !this.#plan) return;
    await this.#import(this.#plan.planned);
  }

  /** @param {string} planned names the state of the collection whose counts are on show; blank for none */
  async #import(planned) {
    const turn = ++this.#turn;
    this.#taking = true;
    this.#fail('');
    this.#wait('Being imported …');
    try {
      await this.#follow(turn, await this.post.take(this.#stage, this.#said, planned));
    } catch (error) {
      this.#refused(error, turn);
    }
  }

  /** The file again, with some cells as they are meant. @param {import('./types').Mend[]} mends */
  async mend(mends) {
    if (!this.#stage || this.#taking) return;
    const known = new Map([...this.#said.mends, ...mends].map((one) => [`${one[0]}:${one[1]}`, one]));
    this.#said.mends = [...known.values()];
    await this.#import('');
  }

  async cancel() {
    if (!this.#taking) return;
    const { cancelled } = await this.post.cancel(this.#stage).catch(() => ({ cancelled: false }));
    if (!cancelled && this.#taking) this.#wait('It is being written; this can’t be cancelled any more.');
  }

  /** @param {import('./types').Report} report */
  #done(report) {
    const stage = this.#stage;
    const view = reportView(report, { file: this.#said.file, csv: (left) => this.post.report(stage, left), explore: () => openAddress(`./?data=${encodeURIComponent(report.data)}`), another: () => this.another(), undo: (noted) => void this.undo(noted), mend: (mends) => void this.mend(mends) });
    this.report.replaceChildren(view.node);
    this.#show('report');
    view.focus();
  }

  see() {
    if (!this.#plan) return;
    const shut = h('button', { type: 'button', class: 'gd-bd-cancel', on: { click: () => this.seen.close() } }, 'Close');
    this.seen.replaceChildren(h('header', {}, h('h2', {}, 'Left out, and remarks'), shut), why(this.#plan));
    this.seen.showModal();
  }

  another() {
    this.close();
    this.empty.input.click();
  }

  /** Lets go of what was brought and not imported. */
  close() {
    this.#turn += 1;
    if (this.#stage) void this.post.leave(this.#stage);
    this.#stage = '';
    this.#said = nothing();
    this.#look = this.#plan = null;
    this.#wait('');
    this.#fail('');
    this.#show('empty');
    this.empty.choose.focus();
    void this.#before();
  }

  destroy() {
    this.#turn += 1;
    this.ungone();
    this.keys.destroy();
    this.first.destroy();
    // An import goes on to its end; everything else is let go of.
    if (this.#taking) sessionStorage.setItem(this.memory, this.#stage);
    else if (this.#stage) void this.post.leave(this.#stage);
  }
}
