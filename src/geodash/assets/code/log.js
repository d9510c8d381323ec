// The draft of an article: a log of steps, each of which says how every row was and is. What the rows are
// now is the fold of it; undo and redo are lines of the log too, so that another browser reads the same.

/** @import { Cells, DraftState, Line, Op, Step } from './types' */

/** Steps that can be undone. */
export const MOST_UNDO = 200;
const MARKS = new Set(['done', 'looked']);

const same = (/** @type {Cells | null} */ a, /** @type {Cells | null} */ b) => JSON.stringify(a) === JSON.stringify(b);
export const isStep = (/** @type {Line} */ line) => 'ops' in line;

/**
 * @param {{article: string, version: string, base: Record<string, Record<string, Cells>>, lines?: Line[], onLine?: (line: Line) => void}} spec
 * `base` are the rows as opened
 */
export function createLog({ article, version, base, lines: before = [], onLine }) {
  /** @type {Line[]} */
  const lines = [];
  /** Table → id → row. @type {Map<string, Map<string, Cells | null>>} */
  const now = new Map();
  /** @type {Map<number, Step>} */
  const steps = new Map();
  /** @type {number[]} */
  let undoable = [];
  /** @type {number[]} */
  let redoable = [];
  let last = 0;

  const table = (/** @type {string} */ name) => {
    const found = now.get(name) ?? new Map();
    now.set(name, found);
    return found;
  };
  const opened = (/** @type {string} */ name, /** @type {string} */ id) => base[name]?.[id] ?? null;
  const row = (/** @type {string} */ name, /** @type {string} */ id) => {
    const found = now.get(name)?.get(id);
    return found === undefined ? opened(name, id) : found;
  };
  const put = (/** @type {string} */ name, /** @type {string} */ id, /** @type {Cells | null} */ value) => {
    if (same(value, opened(name, id))) table(name).delete(id);
    else table(name).set(id, value);
  };

  /** @param {Line} line */
  function take(line) {
    lines.push(line);
    if ('ops' in line) {
      steps.set(line.n, line);
      last = Math.max(last, line.n);
      for (const op of line.ops) put(op.table, op.id, op.now);
      undoable = [...undoable, line.n].slice(-MOST_UNDO);
      redoable = [];
    } else if ('undo' in line) {
      for (const op of [...(steps.get(line.undo)?.ops ?? [])].reverse()) put(op.table, op.id, op.was);
      undoable = undoable.filter((n) => n !== line.undo);
      redoable.push(line.undo);
    } else if ('redo' in line) {
      for (const op of steps.get(line.redo)?.ops ?? []) put(op.table, op.id, op.now);
      redoable = redoable.filter((n) => n !== line.redo);
      undoable.push(line.redo);
    }
  }
  const add = (/** @type {Line} */ line) => {
    take(line);
    onLine?.(line);
  };
  for (const line of before) take(line);

  return {
    row,
    lines: () => lines,
    /** The ids of a table with their rows, those opened first. */
    rows(/** @type {string} */ name) {
      const ids = new Set([...Object.keys(base[name] ?? {}), ...(now.get(name)?.keys() ?? [])]);
      return [...ids].map((id) => /** @type {[string, Cells | null]} */ ([id, row(name, id)])).filter(([, cells]) => cells);
    },
    /**
     * Does a step; rows that stay as they are fall out, and a step without any is none.
     * @param {string} name
     * @param {{table: string, id: string, now: Cells | null}[]} changes
     */
    do(name, changes) {
      /** @type {Op[]} */
      const ops = [];
      for (const { table: of, id, now: next } of changes) {
        const was = row(of, id);
        if (!same(was, next)) ops.push({ table: of, id, was, now: next });
      }
      if (!ops.length) return null;
      /** @type {Step} */
      const step = { n: last + 1, name, at: new Date().toISOString(), ops };
      add(step);
      return step;
    },
    undo() {
      const n = undoable.at(-1);
      if (n === undefined) return null;
      add({ undo: n });
      return steps.get(n) ?? null;
    },
    redo() {
      const n = redoable.at(-1);
      if (n === undefined) return null;
      add({ redo: n });
      return steps.get(n) ?? null;
    },
    canUndo: () => steps.get(undoable.at(-1) ?? -1)?.name ?? '',
    canRedo: () => steps.get(redoable.at(-1) ?? -1)?.name ?? '',
    /** Changed rows, as the server reads them. @returns {DraftState} */
    state() {
      /** @type {DraftState['rows']} */
      const rows = {};
      const marks = (/** @type {string} */ name) => [...(now.get(name) ?? [])].filter(([, cells]) => cells).map(([id]) => id);
      for (const [name, changed] of now) {
        if (MARKS.has(name)) continue;
        for (const [id, cells] of changed) (rows[name] ??= {})[id] = { was: opened(name, id), now: cells };
      }
      return { article, version, rows, done: marks('done'), looked: marks('looked') };
    },
    /** An id that is given at saving. */
    fresh(/** @type {string} */ name, /** @type {string} */ prefix = '~') {
      const used = [...lines.flatMap((line) => ('ops' in line ? line.ops : []))].filter((op) => op.table === name && op.id.startsWith(prefix));
      const highest = Math.max(0, ...used.map((op) => Number(op.id.slice(prefix.length)) || 0));
      return `${prefix}${highest + 1}`;
    },
  };
}
