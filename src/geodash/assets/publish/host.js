// Answers what Explore asks from the files beside it, in the place of core/host.js.

import { ROOT } from '../core/root.js';
import { createAnswers } from '../static/answer.js';
import { unpacked } from './files.js';

export const SERVED = false;

const FILES = new URL('explore/data/', ROOT);
const ROUTES = new URL('api/', ROOT).pathname;

const fetched = async (/** @type {string} */ name) => (await unpacked(new URL(`${name}.bin`, FILES).href)).json();

/** @type {Map<string, Promise<any>>} */
const kept = new Map();

/** A file, read once. @param {string} name @returns {Promise<any>} */
export function file(name) {
  const one = kept.get(name) ?? fetched(name);
  one.catch(() => kept.delete(name));
  kept.set(name, one);
  return one;
}

const answers = async () => createAnswers(await file('query'), await file('events'), () => file('texts'));
/** @type {ReturnType<typeof answers> | null} */
let made = null;

/** The events of a filter. @param {string} search */
export async function events(search) {
  made ??= answers();
  return (await made)(search);
}

/** @param {URL} url */
async function cards(url) {
  const [events, { cards: each }] = await Promise.all([file('events'), file('page')]);
  const order = /** @type {{id: string}[]} */ (events).map((e) => e.id);
  const ids = url.searchParams.getAll('id');
  const chunks = [...new Set(ids.map((id) => Math.floor(order.indexOf(id) / each)))].filter((n) => n >= 0);
  const found = Object.assign({}, ...(await Promise.all(chunks.map((n) => file(`cards/${n}`)))));
  return Object.fromEntries(ids.filter((id) => found[id]).map((id) => [id, found[id]]));
}

/** @param {URL} url */
function answered(url) {
  const route = url.pathname.slice(ROUTES.length);
  if (route === 'events') return events(url.search);
  if (route === 'cards') return cards(url);
  if (route.startsWith('article/')) return file(`articles/${route.slice('article/'.length)}`);
  throw new Error('only a live geodash answers this');
}

/**
 * @param {URL} url
 * @param {RequestInit} [how]
 */
export async function asked(url, how) {
  const answer = await answered(url);
  how?.signal?.throwIfAborted();
  return { ok: true, status: 200, json: async () => answer };
}
