// The briefing that is being composed. It lives in this browser, one for each collection, and is
// shared by all its tabs: every change reads what is stored, changes that and stores it again, so
// that a slide added in one tab is not lost to a heading typed in another.

export const MOST_SLIDES = 200;
export const LIMITS = { title: 300, subtitle: 300, heading: 300, notes: 10_000, view: 8_000 };
const KEPT_UNDOS = 6;
const MEMORY = Symbol.for('geodash.drafts');

const text = (value, most) => (typeof value === 'string' ? value.slice(0, most) : '');
let last = 0;
const newKey = () => `${Date.now().toString(36)}-${(last += 1).toString(36)}-${Math.random().toString(36).slice(2, 6)}`;

/** A slide as it may be stored, whatever was found. */
function slideFrom(found) {
  const s = found ?? {};
  return {
    key: text(s.key, 40) || newKey(),
    view: text(s.view, LIMITS.view).replace(/^\?/, ''),
    heading: text(s.heading, LIMITS.heading),
    notes: text(s.notes, LIMITS.notes),
  };
}

/** A whole briefing as it may be stored: `base` names the version of the file it was made from. */
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

function undoFrom(found) {
  const key = text(found?.key, 40) || newKey();
  if (found?.what === 'remove') return { what: 'remove', key, at: Number(found.at) || 0, slide: slideFrom(found.slide) };
  if (found?.what === 'replace') return { what: 'replace', key, before: bodyFrom(found.before) };
  return null;
}

function draftFrom(found) {
  const undo = (Array.isArray(found?.undo) ? found.undo : []).map(undoFrom).filter(Boolean);
  return { ...bodyFrom(found), undo };
}

const isEmpty = (d) => !d.slides.length && !d.title && !d.subtitle;
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
const memory = () => (globalThis[MEMORY] ??= new Map());

function createKeeper(name, storage) {
  let kept = Boolean(storage) && !memory().has(name);
  return {
    kept: () => kept,
    read() {
      try {
        return JSON.parse((kept ? storage.getItem(name) : null) ?? memory().get(name) ?? 'null');
      } catch {
        return null;
      }
    },
    /** Undo steps are let go of before the draft itself is. */
    write(draft) {
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
  add(d, slides) {
    d.slides.push(...slides);
  },
  remove(d, key) {
    const at = d.slides.findIndex((s) => s.key === key);
    if (at < 0) return;
    const [slide] = d.slides.splice(at, 1);
    d.undo.push({ what: 'remove', key: newKey(), at, slide });
  },
  move(d, key, to) {
    const at = d.slides.findIndex((s) => s.key === key);
    if (at < 0) return;
    const [slide] = d.slides.splice(at, 1);
    d.slides.splice(Math.max(0, Math.min(d.slides.length, to)), 0, slide);
  },
  setSlide(d, key, field, value) {
    const slide = d.slides.find((s) => s.key === key);
    if (slide) slide[field] = text(value, LIMITS[field]);
  },
  set(d, values) {
    Object.assign(d, bodyFrom({ ...d, ...values }));
  },
  replace(d, next) {
    const before = body(structuredClone(d));
    Object.assign(d, bodyFrom(next));
    if (!isEmpty(before)) d.undo.push({ what: 'replace', key: newKey(), before });
  },
  undo(d) {
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
 */
export function createDraft(collectionKey, storage = browserStorage()) {
  const name = `geodash:draft:${collectionKey}`;
  const keeper = createKeeper(name, storage);
  const listeners = new Set();
  const tell = (detail) => listeners.forEach((fn) => fn(detail));
  const get = () => draftFrom(keeper.read());

  function change(by, detail, ...args) {
    const draft = get();
    operations[by](draft, ...args);
    draft.undo = draft.undo.slice(-KEPT_UNDOS);
    keeper.write(draft);
    tell({ by, ...detail });
    return draft;
  }

  const onStorage = (ev) => (ev.key === name || ev.key === null) && tell({ by: 'other tab' });
  addEventListener('storage', onStorage);

  return {
    get,
    kept: keeper.kept,
    on(fn) {
      listeners.add(fn);
      return () => listeners.delete(fn);
    },
    /** Adds a view; gives its slide number and whether it was there before or there is no room. */
    add(view) {
      const { slides } = get();
      const there = slides.findIndex((s) => s.view === view);
      if (there >= 0) return { n: there + 1, added: false };
      if (slides.length >= MOST_SLIDES) return { n: 0, added: false };
      return { n: change('add', {}, [slideFrom({ view })]).slides.length, added: true };
    },
    remove: (key) => change('remove', {}, key),
    move: (key, to) => change('move', { key }, key, to),
    setSlide: (key, field, value) => change('setSlide', { key, field }, key, field, value),
    set: (values) => change('set', { field: Object.keys(values)[0] }, values),
    replace: (next) => change('replace', {}, next),
    undo: () => change('undo', {}),
    destroy: () => removeEventListener('storage', onStorage),
  };
}
