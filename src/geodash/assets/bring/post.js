// What is asked of the server while files are brought.

import { asEditor } from '../core/editor.js';

/** @import { Last, Said, Sent, State } from './types' */

/** The server's reason why not. */
export class Refusal extends Error {
  /**
   * @param {string} reason
   * @param {number} [status]
   */
  constructor(reason, status = 0) {
    super(reason);
    this.status = status;
  }
}

/**
 * @param {URL} address
 * @param {RequestInit} [init]
 */
async function ask(address, init) {
  let response;
  try {
    response = await asEditor(address, init);
  } catch {
    throw new Refusal('The server did not answer. Is geodash still running?');
  }
  const answer = await response.json().catch(() => null);
  if (response.ok && answer) return answer;
  throw new Refusal(answer?.error ?? `The server answered ${response.status}.`, response.status);
}

export class Post {
  /** @param {URL} api */
  constructor(api) {
    this.data = new URL('code/data/', api);
  }

  /**
   * A file, which the browser reads as it goes.
   * @param {string} stage blank for the first
   * @param {File} file
   * @returns {Promise<Sent>}
   */
  send(stage, file) {
    const address = new URL('file', this.data);
    address.search = String(new URLSearchParams({ name: file.name, stage }));
    return ask(address, { method: 'POST', body: file, headers: { 'Content-Type': 'application/octet-stream' } });
  }

  /**
   * @param {'look' | 'take' | 'keep' | 'cancel' | 'leave' | 'undo'} what
   * @param {object} body
   * @param {RequestInit} [more]
   */
  #tell(what, body, more) {
    return ask(new URL(what, this.data), { method: 'POST', body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' }, ...more });
  }

  /**
   * @param {string} stage
   * @param {Said} said
   * @returns {Promise<State>}
   */
  look(stage, said) {
    return this.#tell('look', { stage, ...said });
  }

  /**
   * @param {string} stage
   * @param {Said} said
   * @param {string} planned names the state of the collection whose counts are on show
   * @returns {Promise<State>}
   */
  take(stage, said, planned) {
    return this.#tell('take', { stage, ...said, planned });
  }

  /**
   * What the columns become, for the next file of its kind.
   * @param {string} stage
   * @param {Said} said
   */
  keep(stage, said) {
    return this.#tell('keep', { stage, ...said });
  }

  /** @param {string} stage */
  cancel(stage) {
    return this.#tell('cancel', { stage });
  }

  /** Also when the tab goes. @param {string} stage */
  leave(stage) {
    return this.#tell('leave', { stage }, { keepalive: true }).catch(() => {});
  }

  /**
   * The last import, if it can be undone.
   * @returns {Promise<Last>}
   */
  done() {
    return ask(new URL('done', this.data));
  }

  /**
   * @param {string} moment
   * @returns {Promise<{lines: string[]}>}
   */
  undo(moment) {
    return this.#tell('undo', { moment });
  }

  /**
   * How it stands, once there is something newer.
   * @param {string} stage
   * @param {number} seen
   * @returns {Promise<State>}
   */
  state(stage, seen) {
    const address = new URL('state', this.data);
    address.search = String(new URLSearchParams({ stage, seen: String(seen) }));
    return ask(address);
  }

  /** @param {string} stage @param {boolean} left those alone that were left out */
  report(stage, left) {
    const address = new URL('report.csv', this.data);
    address.search = String(new URLSearchParams({ stage, ...(left ? { left: '1' } : {}) }));
    return address.href;
  }
}
