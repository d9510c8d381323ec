// What the Present page asks of the server: what slides show, the show of a draft, its files.

import { asEditor } from '../core/editor.js';
import { h } from '../core/dom.js';

/** @import { Draft as DraftNow } from '../core/draft.js' */
/** @import { Briefing } from '../core/types' */
/** @import { Composed, Outcome } from './types' */
/** @typedef {'show' | 'html' | 'pptx' | 'yaml'} As */

const FAILED = 'Is geodash still running?';

export const UNTITLED = 'Untitled briefing';

/**
 * What the server is sent of a draft.
 * @param {Briefing} draft
 * @returns {Briefing}
 */
export function briefingOf({ title, subtitle, slides }) {
  const own = slides.map(({ view, heading, remark, notes }) => ({ view, heading, remark, notes }));
  return { title: title.trim() ? title : UNTITLED, subtitle, slides: own };
}

/**
 * A name for a file: the briefing's id, or its title in letters that every system takes.
 * @param {{id: string, title: string}} briefing
 */
export function fileName({ id, title }) {
  const plain = title.normalize('NFKD').toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '').slice(0, 60);
  return id || plain || 'briefing';
}

/**
 * Hands a file to the reader.
 * @param {string} name
 * @param {Blob} blob
 */
export function giveFile(name, blob) {
  const href = URL.createObjectURL(blob);
  const link = h('a', { href, download: name, hidden: true });
  document.body.append(link);
  link.click();
  link.remove();
  // Revoked once the browser has taken it: within the same task it may not have begun.
  setTimeout(() => URL.revokeObjectURL(href), 60_000);
}

/**
 * What a briefing says, a draft or the bytes of a YAML file: the server's JSON, whether or not it is
 * sound; throws when none came.
 * @param {URL} api
 * @param {{title: string, slides: {view: string}[]} | ArrayBuffer} briefing
 * @param {string} [encoding] what the file is in, where its reader said so
 * @returns {Promise<Composed>}
 */
export async function readSlides(api, briefing, encoding = '') {
  const file = briefing instanceof ArrayBuffer;
  const headers = { 'Content-Type': file ? 'application/yaml' : 'application/json' };
  let response;
  try {
    response = await fetch(new URL(encoding ? `slides?encoding=${encodeURIComponent(encoding)}` : 'slides', api), { method: 'POST', body: file ? briefing : JSON.stringify(briefing), headers });
  } catch {
    throw new Error(`the server did not answer. ${FAILED}`);
  }
  const answer = await response.json().catch(() => null);
  if (answer?.slides || answer?.problems) return { briefing: null, slides: [], problems: [], ...answer };
  throw new Error(answer?.error ?? `the server answered ${response.status}`);
}

/**
 * Saves a draft among the collection's briefings.
 * @param {URL} api
 * @param {{id: string, base: string, briefing: object}} request
 * @returns {Promise<Outcome>}
 */
export async function saveBriefing(api, request) {
  const wrong = (/** @type {string} */ message) => ({ ok: false, id: request.id, base: '', message });
  try {
    const response = await asEditor(new URL('briefing', api), { method: 'POST', body: JSON.stringify(request), headers: { 'Content-Type': 'application/json' } });
    const answer = await response.json().catch(() => null);
    return response.ok && answer ? answer : wrong(`Not saved; your draft is kept. ${answer?.error ?? `The server answered ${response.status}.`}`);
  } catch {
    return wrong('Not saved; your draft is kept. The server did not answer.');
  }
}

/**
 * Opens the show of a draft in a tab of its own.
 * @param {URL} show
 * @param {DraftNow} draft
 * @param {{print?: boolean}} [how] `print`: its handout goes to the printer at once
 */
export function openShow(show, draft, { print = false } = {}) {
  const form = h(
    'form',
    { method: 'post', action: print ? `${show}#print` : show, target: '_blank', hidden: true, 'accept-charset': 'utf-8' },
    h('textarea', { name: 'briefing', value: JSON.stringify(briefingOf(draft)) }),
    h('input', { name: 'as', value: 'show' }),
  );
  document.body.append(form);
  form.submit();
  form.remove();
}

/**
 * The show or the slides of a draft as a file; throws with the server's reason.
 * @param {URL} show
 * @param {DraftNow} draft
 * @param {As} as
 */
export async function fetchFile(show, draft, as) {
  const body = new URLSearchParams({ briefing: JSON.stringify(briefingOf(draft)), as });
  let response;
  try {
    response = await fetch(show, { method: 'POST', body });
  } catch {
    throw new Error(`the server did not answer. ${FAILED}`);
  }
  if (!response.ok) throw new Error(await reasonOf(response));
  return response.blob();
}

/**
 * @param {Response} response
 * @returns {Promise<string>}
 */
async function reasonOf(response) {
  const text = await response.text();
  try {
    return JSON.parse(text).error;
  } catch {
    const page = new DOMParser().parseFromString(text, 'text/html');
    return page.querySelector('p')?.textContent || `the server answered ${response.status}`;
  }
}
