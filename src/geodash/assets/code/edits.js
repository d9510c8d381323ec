// What an editor does, as steps of the draft: each names itself, and says how every row is afterwards.

/** @import { Cells } from './types' */
/** @import { Desk } from './desk.js' */

const AROUND = 32; // characters of a passage's surroundings that find it again
const YES = { yes: '1' };

const list = (/** @type {string} */ cell) => (cell ?? '').split(';').map((v) => v.trim()).filter(Boolean);
export const quoted = (/** @type {string} */ title) => `“${title}”`;
const blank = (/** @type {readonly string[]} */ columns) => Object.fromEntries(columns.map((c) => [c, '']));

/**
 * The row of a passage without its event and what it supports.
 * @param {Desk} desk
 * @param {[number, number]} span in units
 */
function passage(desk, [start, end]) {
  const { body, offsets, opening } = desk;
  const [from, to] = [offsets.points(start), offsets.points(end)];
  const chars = Array.from(body);
  return {
    article_id: opening.article.id,
    quote: body.slice(start, end),
    prefix: chars.slice(Math.max(0, from - AROUND), from).join(''),
    suffix: chars.slice(to, to + AROUND).join(''),
    start: String(from),
    end: String(to),
  };
}

/** @param {Desk} desk */
export function createEdits(desk) {
  const log = { row: (/** @type {string} */ t, /** @type {string} */ id) => desk.log.row(t, id), rows: (/** @type {string} */ t) => desk.log.rows(t), fresh: (/** @type {string} */ t, /** @type {string} */ p = '~') => desk.log.fresh(t, p) };
  const mentionsOf = (/** @type {string} */ event) => desk.log.rows('mentions').filter(([, m]) => m.event_id === event);
  const looked = (/** @type {string} */ event, /** @type {string} */ row) => ({ table: 'looked', id: `${event}|${row}`, now: YES });
  const about = (/** @type {string} */ what, /** @type {string} */ id) => `${what} of ${quoted(desk.titleOf(id))}`;

  /** The mention of just these words for an event. */
  function mentionAt(/** @type {string} */ event, /** @type {Cells} */ at) {
    return mentionsOf(event).find(([, m]) => m?.article_id === at.article_id && m.start === at.start && m.end === at.end);
  }
  /** @param {string} event @param {string} fact @param {[number, number]} span */
  function wordsFor(event, fact, span) {
    const at = passage(desk, span);
    const there = mentionAt(event, at);
    if (there) {
      const [id, cells] = there;
      return { table: 'mentions', id, now: { ...cells, supports: [...new Set([...list(cells?.supports ?? ''), fact])].join(';') } };
    }
    const id = log.fresh('mentions', '~m');
    return { table: 'mentions', id, now: { ...blank(desk.opening.columns.mentions), ...at, mention_id: id, event_id: event, supports: fact, stance: 'reports' } };
  }

  return {
    /**
     * @param {string} id
     * @param {Cells} set
     * @param {string} row whose value it is
     */
    set(id, set, row) {
      const cells = log.row('events', id);
      if (!cells) return;
      const others = row ? [looked(id, row)] : [];
      desk.do(about(row || 'change', id), [{ table: 'events', id, now: { ...cells, ...set } }, ...others]);
    },
    look(/** @type {string} */ id, /** @type {string} */ row) {
      desk.do(about(row, id), [looked(id, row)]);
    },
    /** @param {[number, number]} span */
    begin(span) {
      const id = log.fresh('events');
      const cells = { ...blank(desk.opening.columns.events), event_id: id, status: 'reported', context: 'foreground', date_kind: 'within' };
      desk.do('new event', [{ table: 'events', id, now: cells }, wordsFor(id, 'what', span)]);
      return id;
    },
    /** @param {string} fact @param {[number, number]} span */
    give(fact, span) {
      const id = desk.chosen;
      if (!id) return;
      desk.do(about(`words for ${fact}`, id), [wordsFor(id, fact, span)]);
    },
    /** Words that carry a fact no longer; without any fact they go. */
    take(/** @type {string} */ mention, /** @type {string} */ fact) {
      const cells = log.row('mentions', mention);
      if (!cells) return;
      const rest = list(cells.supports).filter((f) => f !== fact);
      const now = rest.length ? { ...cells, supports: rest.join(';') } : null;
      desk.do(about(`words for ${fact}`, cells.event_id), [{ table: 'mentions', id: mention, now }]);
    },
    /** @param {[number, number]} span @param {string} reason */
    noEvent(span, reason) {
      const id = log.fresh('considered');
      const now = { considered_id: id, ...passage(desk, span), reason, by: '', date: '' };
      desk.do('no event here', [{ table: 'considered', id, now }]);
    },
    again(/** @type {string} */ considered) {
      desk.do('read again', [{ table: 'considered', id: considered, now: null }]);
    },
    link(/** @type {string} */ other, /** @type {{relation: string, out: boolean}} */ { relation, out }) {
      const [from, to] = out ? [desk.chosen, other] : [other, desk.chosen];
      const now = { ...blank(desk.opening.columns.links), from_event: from, to_event: to, relation };
      desk.do(about('link', desk.chosen), [{ table: 'links', id: `${from}|${to}|${relation}`, now }]);
    },
    unlink(/** @type {string} */ id) {
      desk.do(about('link', desk.chosen), [{ table: 'links', id, now: null }]);
    },
    /** A copy of an event at another place: the words, the day and the people are the same. */
    sameAgain(/** @type {string} */ id) {
      const cells = log.row('events', id);
      if (!cells) return '';
      const copy = log.fresh('events');
      const place = blank(['place_name', 'place_id', 'area_id', 'latitude', 'longitude', 'deaths_best', 'deaths_low', 'deaths_high', 'deaths_of']);
      /** @type {{table: string, id: string, now: Cells}[]} */
      const changes = [{ table: 'events', id: copy, now: { ...cells, ...place, event_id: copy, title: '' } }];
      let n = Number(log.fresh('mentions', '~m').slice(2));
      for (const [, m] of mentionsOf(id)) {
        const supports = list(m?.supports ?? '').filter((f) => f !== 'where' && f !== 'toll');
        if (m && supports.length) changes.push({ table: 'mentions', id: `~m${n}`, now: { ...m, mention_id: `~m${n++}`, event_id: copy, supports: supports.join(';') } });
      }
      for (const [, k] of log.rows('links')) {
        if (k?.from_event === id && k.relation === 'part_of') changes.push({ table: 'links', id: `${copy}|${k.to_event}|part_of`, now: { ...k, from_event: copy } });
      }
      for (const row of ['kind', 'when', 'who']) changes.push(looked(copy, row));
      desk.do(`same again as ${quoted(desk.titleOf(id))}`, changes);
      return copy;
    },
    done(/** @type {string} */ id, on = true) {
      desk.do(on ? about('done', id) : about('not done', id), [{ table: 'done', id, now: on ? YES : null }]);
    },
    /** A new event goes; one that is in the collection is withdrawn, so that its address can say why. */
    withdraw(/** @type {string} */ id, /** @type {string} */ why) {
      const cells = log.row('events', id);
      if (!cells) return;
      const name = about('withdrawal', id);
      if (!id.startsWith('~')) {
        const day = new Date().toISOString().slice(0, 10);
        const note = [cells.note, why].filter(Boolean).join(' ');
        desk.do(name, [{ table: 'events', id, now: { ...cells, withdrawn: day, note } }, { table: 'done', id, now: YES }]);
        return;
      }
      const gone = [{ table: 'events', id, now: null }, { table: 'done', id, now: null }];
      const words = mentionsOf(id).map(([m]) => ({ table: 'mentions', id: m, now: null }));
      const links = log.rows('links').filter(([, k]) => k?.from_event === id || k?.to_event === id);
      desk.do(name, [...gone, ...words, ...links.map(([k]) => ({ table: 'links', id: k, now: null }))]);
      desk.choose('');
    },
    /** Told twice: its words and links go to the other, which keeps what it says and takes what it lacks. */
    merge(/** @type {string} */ id, /** @type {string} */ into) {
      const [cells, kept] = [log.row('events', id), log.row('events', into)];
      if (!cells || !kept || id === into) return;
      const filled = Object.fromEntries(Object.entries(kept).map(([c, v]) => [c, v || (c === 'event_id' ? v : cells[c] ?? '')]));
      const day = new Date().toISOString().slice(0, 10);
      const old = id.startsWith('~') ? null : { ...cells, withdrawn: day, replaced_by: into };
      const words = mentionsOf(id).map(([m, row]) => ({ table: 'mentions', id: m, now: { ...row, event_id: into } }));
      /** @type {{table: string, id: string, now: Cells | null}[]} */
      const links = [];
      for (const [k, row] of log.rows('links')) {
        if (!row || (row.from_event !== id && row.to_event !== id)) continue;
        links.push({ table: 'links', id: k, now: null });
        const [from, to] = [row.from_event, row.to_event].map((e) => (e === id ? into : e));
        if (from !== to) links.push({ table: 'links', id: `${from}|${to}|${row.relation}`, now: { ...row, from_event: from, to_event: to } });
      }
      desk.do(`merge of ${quoted(desk.titleOf(id))}`, [
        { table: 'events', id, now: old }, { table: 'events', id: into, now: filled }, ...words, ...links,
        { table: 'done', id, now: old ? YES : null },
      ]);
      desk.choose(into);
    },
    actor(/** @type {Cells} */ cells) {
      const id = log.fresh('actors', '~a');
      desk.do(`new actor ${quoted(cells.name)}`, [{ table: 'actors', id, now: { ...blank(desk.opening.columns.actors), ...cells, actor_id: id } }]);
      return id;
    },
    mentionsOf,
  };
}

/** @typedef {ReturnType<typeof createEdits>} Edits */
