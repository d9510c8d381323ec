// What is asked of the server while an article is brought.

import { asEditor } from '../../core/editor.js';

/** @import { Looked, Read, Sent, Stored } from './types' */

/** The server's reason why not; `wrong` says it field by field. */
export class Refusal extends Error {
  /**
   * @param {string} reason
   * @param {Record<string, string>} [wrong]
   */
  constructor(reason, wrong = {}) {
    super(reason);
    this.wrong = wrong;
  }
}

/**
 * @param {URL} address
 * @param {BodyInit} body
 */
async function post(address, body, type = 'application/json') {
  let response;
  try {
    response = await asEditor(address, { method: 'POST', body, headers: { 'Content-Type': type } });
  } catch {
    throw new Refusal('The server did not answer. Is geodash still running?');
  }
  const answer = await response.json().catch(() => null);
  if (response.ok && answer) return answer;
  throw new Refusal(answer?.error ?? `The server answered ${response.status}.`, answer?.wrong);
}

/**
 * A file, or pasted text under a blank name.
 * @param {URL} api
 * @param {Blob | string} data
 * @param {string} name
 * @returns {Promise<Read>}
 */
export const readArticle = (api, data, name) =>
  post(new URL(`bring?name=${encodeURIComponent(name)}`, api), data, 'application/octet-stream');

/**
 * @param {URL} api
 * @param {Sent} sent
 * @returns {Promise<Looked>}
 */
export const look = (api, sent) => post(new URL('look', api), JSON.stringify(sent));

/**
 * @param {URL} api
 * @param {Sent} sent
 * @returns {Promise<Stored>}
 */
export const store = (api, sent) => post(new URL('add', api), JSON.stringify(sent));

/**
 * Begins the review of a new version.
 * @param {URL} api
 * @param {string} id of the article
 * @param {Sent} sent
 */
export const beginVersion = (api, id, sent) => post(new URL(`version/${encodeURIComponent(id)}`, api), JSON.stringify(sent));
