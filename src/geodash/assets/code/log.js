// The draft of an article: a log of steps, each of which says how every row was and is. What the rows are
// now is the fold of it; undo and redo are lines of the log too, so that another browser reads the same.

/** @import { Cells, DraftState, Line, Op, SavedLine, Step } from './types' */
/** @typedef {{table: string, id: string, now: Cells | null}} Wanted */

/** Steps that can be undone. */
export const MOST_UNDO = 200;
const NEW = '~';
/** Whether a row has no id of its own before it is saved. */
export const isNew = (/** @type {string} */ id) => id.startsWith(NEW);

/** What is noted of rows and is no row of a table. */
const MARKS = new Set(['done', 'looked', 'agreed', 'refused']);
const EVENTS = /** @type {const} */ (['event_id', 'from_event', 'to_event', 'replaced_by']);
const ACTORS = ['actors', 'recipients', 'attributed_to', 'deaths_of', 'parent'];
const YES = { yes: '1' };
const AREA = 'area:';

const same = (/** @type {Cells | null} */ a, /** @type {Cells | null} */ b) => JSON.stringify(a) === JSON.stringify(b);

/**
 * A row that calls others by the ids that they were given.
 * @param {Cells} cells
 * @param {Record<string, Record<string, string>>} ids
 */
function renamed(cells, { events = {}, actors = {}, places = {}, areas = {} }) {
  const now = { ...cells };
  const each = (/** @type {string} */ column, /** @type {(id: string) => string} */ of) => {
    if (now[column]) now[column] = now[column].split(';').map(of).join(';');
  };
  for (const column of EVENTS) each(column, (id) => events[id] ?? id);
  for (const column of ACTORS) each(column, (id) => actors[id] ?? id);
  each('place_id', (id) => places[id] ?? id);
  each('area_id', (id) => areas[id] ?? id);
  // Of an area it says that it is one.
  each('about_places', (id) => places[id] ?? (id.startsWith(AREA) && areas[id.slice(AREA.length)] ? AREA + areas[id.slice(AREA.length)] : id));
  return now;
}

export class Log {
  /** Table → id → how a row was before its first step, and is. @type {Map<string, Map<string, {was: Cells | null, now: Cells | null}>>} */
  #changed = new Map();
  /** @type {Map<number, Step>} */
  #steps = new Map();
  /** @type {number[]} */
  #undoable = [];
  /** @type {number[]} */
  #redoable = [];
  /** The last save, as long as it can be taken back. @type {SavedLine | null} */
  #saved = null;
  #last = 0;

  /** @param {{article: string, version: string, base: Record<string, Record<string, Cells>>, lines?: Line[], onLine?: (line: Line) => void}} spec `base` are the rows as opened */
  constructor({ article, version, base, lines = [], onLine }) {
    Object.assign(this, { article, version });
    this.article = article;
    this.version = version;
    this.base = base;
    this.onLine = onLine;
    /** @type {Line[]} */
    this.lines = [];
    for (const line of lines) this.#take(line);
  }

  /** @param {string} name */
  #table(name) {
    const found = this.#changed.get(name) ?? new Map();
    this.#changed.set(name, found);
    return found;
  }

  /**
   * A row as it is now; null where it isn't there.
   * @param {string} name
   * @param {string} id
   * @returns {Cells | null}
   */
  row(name, id) {
    const found = this.#changed.get(name)?.get(id);
    return found ? found.now : this.base[name]?.[id] ?? null;
  }

  /** Saved rows that the page didn't open: those of another article's events. @param {Record<string, Record<string, Cells>>} rows */
  know(rows) {
    for (const [name, found] of Object.entries(rows)) this.base[name] = { ...found, ...this.base[name] };
  }

  /**
   * The rows of a table with their ids, those opened first.
   * @param {string} name
   * @returns {[string, Cells][]}
   */
  rows(name) {
    const ids = new Set([...Object.keys(this.base[name] ?? {}), ...(this.#changed.get(name)?.keys() ?? [])]);
    /** @type {[string, Cells][]} */
    const found = [];
    for (const id of ids) {
      const cells = this.row(name, id);
      if (cells) found.push([id, cells]);
    }
    return found;
  }

  /** @param {string} name @param {string} id @param {Cells | null} value @param {Cells | null} was */
  #put(name, id, value, was) {
    const table = this.#table(name);
    const first = table.get(id)?.was ?? (table.has(id) ? null : was);
    if (same(value, first)) table.delete(id);
    else table.set(id, { was: first, now: value });
  }

  /** @param {Line} line */
  #take(line) {
    this.lines.push(line);
    if ('ops' in line) {
      this.#steps.set(line.n, line);
      this.#last = Math.max(this.#last, line.n);
      for (const op of line.ops) this.#put(op.table, op.id, op.now, op.was);
      this.#undoable = [...this.#undoable, line.n].slice(-MOST_UNDO);
      this.#redoable = [];
    } else if ('undo' in line) {
      for (const op of [...(this.#steps.get(line.undo)?.ops ?? [])].reverse()) this.#put(op.table, op.id, op.was, op.now);
      this.#undoable = this.#undoable.filter((n) => n !== line.undo);
      this.#redoable.push(line.undo);
    } else if ('redo' in line) {
      for (const op of this.#steps.get(line.redo)?.ops ?? []) this.#put(op.table, op.id, op.now, op.was);
      this.#redoable = this.#redoable.filter((n) => n !== line.redo);
      this.#undoable.push(line.redo);
    } else if ('saved' in line) this.#settle(line);
  }

  /** What was saved is no draft any more; what stays calls the saved rows by the ids that they were given. @param {SavedLine} line */
  #settle({ rows, ids, ...line }) {
    for (const [name, saved] of Object.entries(rows ?? {})) {
      for (const id of saved) {
        this.#changed.get(name)?.delete(id);
        if (name !== 'events') continue;
        this.#changed.get('done')?.delete(id);
        for (const of of ['looked', 'refused']) {
          const marks = this.#changed.get(of);
          for (const key of [...(marks?.keys() ?? [])]) if (key.startsWith(`${id}|`)) marks?.delete(key);
        }
      }
    }
    for (const table of this.#changed.values()) {
      for (const change of table.values()) if (change.now) change.now = renamed(change.now, ids ?? {});
    }
    this.#undoable = [];
    this.#redoable = [];
    this.#saved = { rows, ids, ...line };
  }

  /** @param {Line} line */
  #add(line) {
    this.#take(line);
    this.onLine?.(line);
  }

  /**
   * Does a step; rows that stay as they are fall out, and a step without any is none.
   * @param {string} name
   * @param {Wanted[]} changes
   */
  do(name, changes) {
    /** @type {Op[]} */
    const ops = [];
    // Of several changes of one row the last counts: each is what the row is afterwards.
    const last = new Map(changes.map((change) => [`${change.table}|${change.id}`, change]));
    for (const { table, id, now } of last.values()) {
      const was = this.row(table, id);
      if (!same(was, now)) ops.push({ table, id, was, now });
    }
    if (!ops.length) return null;
    /** @type {Step} */
    const step = { n: this.#last + 1, name, at: new Date().toISOString(), ops };
    this.#add(step);
    return step;
  }

  /** Takes back the last step; the last save, where nothing was done since, by a draft of its own. */
  undo() {
    const n = this.#undoable.at(-1);
    if (n !== undefined) {
      this.#add({ undo: n });
      return this.#steps.get(n) ?? null;
    }
    const inverse = this.#saved?.inverse;
    if (!inverse) return null;
    this.#saved = null;
    /** @type {Wanted[]} */
    const changes = Object.entries(inverse.rows).flatMap(([table, rows]) => Object.entries(rows).map(([id, { now }]) => ({ table, id, now })));
    return this.do('what was saved', [...changes, ...inverse.done.map((id) => ({ table: 'done', id, now: YES }))]);
  }

  redo() {
    const n = this.#redoable.at(-1);
    if (n === undefined) return null;
    this.#add({ redo: n });
    return this.#steps.get(n) ?? null;
  }

  /** Notes a save that the server made. @param {SavedLine} line */
  saved(line) {
    this.#take(line);
  }

  get canUndo() {
    return this.#steps.get(this.#undoable.at(-1) ?? -1)?.name ?? (this.#saved?.inverse ? 'what was saved' : '');
  }

  get canRedo() {
    return this.#steps.get(this.#redoable.at(-1) ?? -1)?.name ?? '';
  }

  /** The number of the last step. */
  get at() {
    return this.#last;
  }

  /** Changed rows, as the server reads them. @returns {DraftState} */
  state() {
    /** @type {DraftState['rows']} */
    const rows = {};
    for (const [name, changed] of this.#changed) {
      if (!MARKS.has(name) && changed.size) rows[name] = Object.fromEntries(changed);
    }
    return { article: this.article, version: this.version, rows, done: this.#marks('done'), looked: this.#marks('looked'), refused: this.#marks('refused') };
  }

  /** @param {string} name */
  #marks(name) {
    return [...(this.#changed.get(name) ?? [])].filter(([, { now }]) => now).map(([id]) => id);
  }

  /**
   * An id that is given at saving: no step has had it yet.
   * @param {string} name
   * @param {string} prefix
   */
  fresh(name, prefix = NEW) {
    let highest = 0;
    for (const line of this.lines) {
      if (!('ops' in line)) continue;
      for (const op of line.ops) if (op.table === name && op.id.startsWith(prefix)) highest = Math.max(highest, Number(op.id.slice(prefix.length)) || 0);
    }
    return `${prefix}${highest + 1}`;
  }
}
