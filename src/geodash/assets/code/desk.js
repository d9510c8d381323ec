// What the page holds: the opened article, its draft, what the server says of both, and what is chosen.

import { createOffsets } from './offsets.js';
import { createLog } from './log.js';
import { createKept } from './kept.js';
import { wordsOf } from './words.js';

/** @import { Cells, Opening, View } from './types' */

/** Milliseconds of quiet before the server is asked: several keys of one thought are one question. */
const QUIET = 60;

export function createBus() {
  /** @type {Map<string, Set<(detail: any) => void>>} */
  const all = new Map();
  return {
    on(/** @type {string} */ name, /** @type {(detail: any) => void} */ fn) {
      all.set(name, (all.get(name) ?? new Set()).add(fn));
    },
    emit(/** @type {string} */ name, /** @type {any} */ detail = null) {
      for (const fn of all.get(name) ?? []) fn(detail);
    },
  };
}

/**
 * @param {{api: URL, key: string, opening: Opening, onKept?: (when: Date | null) => void}} spec
 */
export function createDesk({ api, key, opening }) {
  const bus = createBus();
  const offsets = createOffsets(opening.body);
  const kept = createKept({ api, key: `geodash:code:${key}:${opening.article.id}`, article: opening.article.id, tell: (how) => bus.emit('kept', how) });
  const log = createLog({ article: opening.article.id, version: opening.version, base: opening.rows, lines: kept.lines(), onLine: kept.add });
  /** @type {View | null} */
  let view = null;
  let chosen = '';
  let fact = '';
  let asked = 0;
  let timer = 0;
  const inUnits = (/** @type {[number, number, ...any[]]} */ [start, end, ...rest]) => [offsets.units(start), offsets.units(end), ...rest];

  async function ask() {
    const n = ++asked;
    const body = JSON.stringify({ article: opening.article.id, event: chosen, state: log.state() });
    try {
      const answer = await fetch(new URL('code/view', api), { method: 'POST', body });
      const found = await answer.json();
      if (n !== asked) return;
      if (!answer.ok) {
        bus.emit('trouble', found.error);
        return;
      }
      view = found;
      bus.emit('view', view);
    } catch {
      if (n === asked) bus.emit('trouble', 'geodash doesn’t answer. What you do is kept in this browser.');
    }
  }
  const soon = (wait = QUIET) => {
    clearTimeout(timer);
    timer = setTimeout(ask, wait);
  };

  const desk = {
    api,
    opening,
    offsets,
    log,
    on: bus.on,
    emit: bus.emit,
    body: opening.body,
    words: wordsOf(opening.body, opening.article.language),
    blocks: opening.blocks.map((b) => /** @type {[number, number, number | null, number]} */ (inUnits(b))),
    sentences: opening.sentences.map((s) => /** @type {[number, number, number]} */ (inUnits(s))),
    get view() {
      return view;
    },
    get chosen() {
      return chosen;
    },
    get fact() {
      return fact;
    },
    /** The words of which fact are lit. */
    light(/** @type {string} */ next) {
      if (fact === next) return;
      fact = next;
      bus.emit('light', fact);
    },
    choose(/** @type {string} */ id, how = {}) {
      if (id !== chosen) {
        chosen = id;
        fact = '';
        bus.emit('choose', { id, ...how });
        soon(0);
      } else bus.emit('choose', { id, ...how });
    },
    /**
     * Does a step, draws what is known at once, and asks the server for the rest.
     * @param {string} name
     * @param {{table: string, id: string, now: Cells | null}[]} changes
     */
    do(name, changes) {
      const step = log.do(name, changes);
      if (!step) return null;
      bus.emit('step', { step, how: 'do' });
      soon();
      return step;
    },
    undo: () => stepped(log.undo(), 'undo'),
    redo: () => stepped(log.redo(), 'redo'),
    ask: soon,
    titleOf: (/** @type {string} */ id) => log.row('events', id)?.title || 'New event',
    destroy() {
      clearTimeout(timer);
      kept.destroy();
    },
  };

  function stepped(/** @type {import('./types').Step | null} */ step, /** @type {'undo' | 'redo'} */ how) {
    if (!step) return null;
    if (chosen && !log.row('events', chosen)) desk.choose('');
    bus.emit('step', { step, how });
    soon();
    return step;
  }
  return desk;
}

/** @typedef {ReturnType<typeof createDesk>} Desk */
