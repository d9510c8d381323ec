// The briefing that is being composed. It lives in this browser, one for each collection, and is
// shared by all its tabs: every change reads what is stored, changes that and stores it again, so
// that a slide added in one tab is not lost to a heading typed in another.

/**
 * @typedef {{key: string, view: string, heading: string, remark: string, notes: string}} DraftSlide
 * @typedef {{id: string, base: string, title: string, subtitle: string, slides: DraftSlide[]}} Body
 * @typedef {{what: 'remove', key: string, at: number, slide: DraftSlide} | {what: 'replace', key: string, before: Body}} Undo
 * @typedef {Body & {undo: Undo[]}} Draft
 * @typedef {{by: string, key?: string, field?: string}} Change who changed it: an operation's name, or `other tab`
 */

export const MOST_SLIDES = 200;
export const LIMITS = { title: 300, subtitle: 300, heading: 300, remark: 300, notes: 10_000, view: 8_000 };
const KEPT_UNDOS = 6;
const MEMORY = Symbol.for('geodash.drafts');

const text = (/** @type {unknown} */ value, /** @type {number} */ most) => (typeof value === 'string' ? value.slice(0, most) : '');
let last = 0;
const newKey = () => `${Date.now().toString(36)}-${(last += 1).toString(36)}-${Math.random().toString(36).slice(2, 6)}`;

/**
 * A slide as it may be stored, whatever was found.
 * @param {any} found
 * @returns {DraftSlide}
 */
function slideFrom(found) {
  const s = found ?? {};
  return {
    key: text(s.key, 40) || newKey(),
    view: text(s.view, LIMITS.view).replace(/^\?/, ''),
    heading: text(s.heading, LIMITS.heading),
    remark: text(s.remark, LIMITS.remark),
    notes: text(s.notes, LIMITS.notes),
  };
}

/**
 * A whole briefing as it may be stored: `base` names the version of the file it was made from.
 * @param {any} found
 * @returns {Body}
 */
function bodyFrom(found) {
  const d = found ?? {};
  return {
    id: text(d.id, 64),
    base: text(d.base, 64),
    title: text(d.title, LIMITS.title),
    subtitle: text(d.subtitle, LIMITS.subtitle),
    slides: (Array.isArray(d.slides) ? d.slides : []).slice(0, MOST_SLIDES).map(slideFrom),
  };
}

/**
 * @param {any} found
 * @returns {Undo | null}
 */
function undoFrom(found) {
  const key = text(found?.key, 40) || newKey();
  if (found?.what === 'remove') return { what: 'remove', key, at: Number(found.at) || 0, slide: slideFrom(found.slide) };
  if (found?.what === 'replace') return { what: 'replace', key, before: bodyFrom(found.before) };
  return null;
}

/**
 * @param {any} found
 * @returns {Draft}
 */
function draftFrom(found) {
  /** @type {any[]} */
  const steps = Array.isArray(found?.undo) ? found.undo : [];
  const undo = steps.map(undoFrom).filter((step) => step !== null);
  return { ...bodyFrom(found), undo };
}

const isEmpty = (/** @type {Body} */ d) => !d.slides.length && !d.title && !d.subtitle;
/** @type {(draft: Draft) => Body} */
const body = ({ undo, ...rest }) => rest;

/** localStorage where the browser allows it, else null. */
function browserStorage() {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
}

/** Stored texts by key, for browsers that keep nothing; survives a change of page, not a reload. */
/** @type {() => Map<string, string>} */
const memory = () => (/** @type {any} */ (globalThis)[MEMORY] ??= new Map());

/**
 * @param {string} name
 * @param {Storage | null} storage
 */
function createKeeper(name, storage) {
  let kept = Boolean(storage) && !memory().has(name);
  return {
    kept: () => kept,
    read() {
      try {
        return JSON.parse((kept ? storage?.getItem(name) : null) ?? memory().get(name) ?? 'null');
      } catch {
        return null;
      }
    },
    /** Undo steps are let go of before the draft itself is. */
    write(/** @type {Draft} */ draft) {
      for (const value of [draft, { ...draft, undo: [] }]) {
        try {
          if (!storage) break;
          storage.setItem(name, JSON.stringify(value));
          memory().delete(name);
          kept = true;
          return;
        } catch {
          kept = false;
        }
      }
      memory().set(name, JSON.stringify(draft));
    },
  };
}

const operations = {
  add(/** @type {Draft} */ d, /** @type {DraftSlide[]} */ slides) {
    d.slides.push(...slides);
  },
  remove(/** @type {Draft} */ d, /** @type {string} */ key) {
    const at = d.slides.findIndex((s) => s.key === key);
    if (at < 0) return;
    const [slide] = d.slides.splice(at, 1);
    d.undo.push({ what: 'remove', key: newKey(), at, slide });
  },
  move(/** @type {Draft} */ d, /** @type {string} */ key, /** @type {number} */ to) {
    const at = d.slides.findIndex((s) => s.key === key);
    if (at < 0) return;
    const [slide] = d.slides.splice(at, 1);
    d.slides.splice(Math.max(0, Math.min(d.slides.length, to)), 0, slide);
  },
  setSlide(/** @type {Draft} */ d, /** @type {string} */ key, /** @type {'heading' | 'remark' | 'notes'} */ field, /** @type {string} */ value) {
    const slide = d.slides.find((s) => s.key === key);
    if (slide) slide[field] = text(value, LIMITS[field]);
  },
  setView(/** @type {Draft} */ d, /** @type {string} */ key, /** @type {string} */ view) {
    const slide = d.slides.find((s) => s.key === key);
    if (slide) slide.view = text(view, LIMITS.view);
  },
  set(/** @type {Draft} */ d, /** @type {Partial<Body>} */ values) {
    Object.assign(d, bodyFrom({ ...d, ...values }));
  },
  replace(/** @type {Draft} */ d, /** @type {unknown} */ next) {
    const before = body(structuredClone(d));
    Object.assign(d, bodyFrom(next));
    if (!isEmpty(before)) d.undo.push({ what: 'replace', key: newKey(), before });
  },
  undo(/** @type {Draft} */ d) {
    const step = d.undo.pop();
    if (step?.what === 'remove') d.slides.splice(Math.min(step.at, d.slides.length), 0, step.slide);
    // Going back to an earlier draft keeps the later one in the same way.
    if (step?.what === 'replace') operations.replace(d, step.before);
  },
};

/**
 * The draft of a collection.
 *
 * `get()` is a copy; the operations store at once and tell listeners of `on`, which get
 * `{by, field?}`: `by` is the operation's name, or `other tab`.
 * @param {string} collectionKey
 */
export function createDraft(collectionKey, storage = browserStorage()) {
  const name = `geodash:draft:${collectionKey}`;
  const keeper = createKeeper(name, storage);
  /** @type {Set<(change: Change) => void>} */
  const listeners = new Set();
  const tell = (/** @type {Change} */ detail) => listeners.forEach((fn) => fn(detail));
  const get = () => draftFrom(keeper.read());

  /**
   * @template {keyof typeof operations} K
   * @param {K} by
   * @param {Omit<Change, 'by'>} detail
   * @param {(draft: Draft) => void} act
   */
  function change(by, detail, act) {
    const draft = get();
    act(draft);
    draft.undo = draft.undo.slice(-KEPT_UNDOS);
    keeper.write(draft);
    tell({ by, ...detail });
    return draft;
  }

  const onStorage = (/** @type {StorageEvent} */ ev) => (ev.key === name || ev.key === null) && tell({ by: 'other tab' });
  addEventListener('storage', onStorage);

  return {
    get,
    kept: keeper.kept,
    on(/** @type {(change: Change) => void} */ fn) {
      listeners.add(fn);
      return () => void listeners.delete(fn);
    },
    /** Adds a view; gives its slide number and whether it was there before or there is no room. */
    add(/** @type {string} */ view, heading = '') {
      const { slides } = get();
      const there = slides.findIndex((s) => s.view === view);
      if (there >= 0) return { n: there + 1, added: false };
      if (slides.length >= MOST_SLIDES) return { n: 0, added: false };
      return { n: change('add', {}, (d) => operations.add(d, [slideFrom({ view, heading })])).slides.length, added: true };
    },
    remove: (/** @type {string} */ key) => change('remove', {}, (d) => operations.remove(d, key)),
    move: (/** @type {string} */ key, /** @type {number} */ to) => change('move', { key }, (d) => operations.move(d, key, to)),
    setSlide: (/** @type {string} */ key, /** @type {'heading' | 'remark' | 'notes'} */ field, /** @type {string} */ value) =>
      change('setSlide', { key, field }, (d) => operations.setSlide(d, key, field, value)),
    /** Another view of the same slide: what its map shows. */
    setView: (/** @type {string} */ key, /** @type {string} */ view) => change('setView', { key }, (d) => operations.setView(d, key, view)),
    set: (/** @type {Partial<Body>} */ values) => change('set', { field: Object.keys(values)[0] }, (d) => operations.set(d, values)),
    /** @param {unknown} next a briefing, whatever of it there is */
    replace: (next) => change('replace', {}, (d) => operations.replace(d, next)),
    undo: () => change('undo', {}, operations.undo),
    destroy: () => removeEventListener('storage', onStorage),
  };
}
