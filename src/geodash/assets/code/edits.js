// What an editor does, as steps of the draft: each names itself, and says how every row is afterwards.

import { count } from '../core/count.js';
import { isNew } from './log.js';

/** @import { Cells, Elsewhere } from './types' */
/** @import { Desk } from './desk.js' */
/** @typedef {{table: string, id: string, now: Cells | null}} Change */
/** @typedef {[number, number]} Span in units */

const AROUND = 32; // characters of a passage's surroundings that find it again
const YES = { yes: '1' };
/** What another place has of its own. */
const OF_PLACE = ['place_name', 'place_id', 'area_id', 'latitude', 'longitude', 'deaths_best', 'deaths_low', 'deaths_high', 'deaths_of'];

export const list = (/** @type {string | undefined} */ cell) => (cell ?? '').split(';').map((v) => v.trim()).filter(Boolean);
/** Places by their words. @param {Elsewhere[]} places */
export const namesOf = (places) => places.map((p) => p.place_words?.quote ?? '').filter(Boolean).join(', ');
export const quoted = (/** @type {string} */ title) => `“${title}”`;
const joined = (/** @type {string[]} */ values) => [...new Set(values)].join(';');
const blank = (/** @type {readonly string[]} */ columns) => Object.fromEntries(columns.map((c) => [c, '']));
/** A name as it is searched for. */
export const folded = (/** @type {string} */ text) => text.normalize('NFD').replace(/\p{M}/gu, '').toLocaleLowerCase();
/** The day, as cells have it. */
export const today = () => new Date().toISOString().slice(0, 10);
/** That a row of the card was looked at. */
const looked = (/** @type {string} */ event, /** @type {string} */ row) => ({ table: 'looked', id: `${event}|${row}`, now: YES });

/** The cells of a place that is proposed; how near it is known is that of the event of which it is a copy. @param {Elsewhere | null} at @param {Cells} cells @returns {Cells} */
function whereOf(at, cells) {
  if (!at?.place) return {};
  const { place_id, area_id, latitude, longitude, where_prec } = at.place;
  const degrees = (/** @type {number | null} */ n) => (n === null ? '' : String(Number(n.toFixed(5))));
  return { place_name: at.place_words?.quote ?? '', place_id, area_id, latitude: degrees(latitude), longitude: degrees(longitude), where_prec: (!area_id && cells.where_prec) || String(where_prec), place_role: 'scene' };
}

export class Edits {
  /** @param {Desk} desk */
  constructor(desk) {
    this.desk = desk;
  }

  get log() {
    return this.desk.log;
  }

  /** @param {string} event @returns {[string, Cells][]} */
  mentionsOf(event) {
    return this.log.rows('mentions').filter(([, m]) => m.event_id === event);
  }

  /** @param {string} what @param {string} id */
  #about(what, id) {
    return `${what} of ${quoted(this.desk.titleOf(id))}`;
  }

  /** The selectors of some words. @param {Span} span */
  #passage([start, end]) {
    const { body, offsets, opening } = this.desk;
    const [from, to] = [offsets.points(start), offsets.points(end)];
    const before = Array.from(body.slice(Math.max(0, start - 2 * AROUND), start));
    const after = Array.from(body.slice(end, end + 2 * AROUND));
    return {
      article_id: opening.article.id,
      quote: body.slice(start, end),
      prefix: before.slice(-AROUND).join(''),
      suffix: after.slice(0, AROUND).join(''),
      start: String(from),
      end: String(to),
    };
  }

  /** @param {string} event @param {string} fact @param {Span} span @returns {Change} */
  #words(event, fact, span) {
    const at = this.#passage(span);
    const there = this.mentionsOf(event).find(([, m]) => m.article_id === at.article_id && m.start === at.start && m.end === at.end);
    if (there) {
      const [id, cells] = there;
      return { table: 'mentions', id, now: { ...cells, supports: joined([...list(cells.supports), fact]) } };
    }
    const id = this.log.fresh('mentions', '~m');
    return { table: 'mentions', id, now: { ...blank(this.desk.opening.columns.mentions), ...at, mention_id: id, event_id: event, supports: fact, stance: 'reports' } };
  }

  /** @param {string} id @param {Cells} set @param {string} row whose value it is @param {Span | null} [span] words of the article that say it */
  set(id, set, row, span = null) {
    const cells = this.log.row('events', id);
    if (!cells) return;
    const { changes, cells: own } = this.withActors(set, this.#lacking(id, set));
    this.desk.do(this.#about(row || 'change', id), [...changes, { table: 'events', id, now: { ...cells, ...own } }, ...(row ? [looked(id, row)] : []), ...(span ? [this.#said(id, row, span)] : [])]);
  }

  /** That words say a fact: the event's own, where they hold them. @param {string} id @param {string} fact @param {Span} span @returns {Change} */
  #said(id, fact, span) {
    const { offsets, opening } = this.desk;
    const [start, end] = span.map(offsets.points);
    const own = this.mentionsOf(id).find(([, m]) => m.article_id === opening.article.id && Number(m.start) <= start && end <= Number(m.end));
    return own ? { table: 'mentions', id: own[0], now: { ...own[1], supports: joined([...list(own[1].supports), fact]) } } : this.#words(id, fact, span);
  }

  /** Actors that are proposed for an event, named in some cells, and not in the collection yet. @param {string} id @param {Cells} set */
  #lacking(id, set) {
    const actors = this.desk.proposals.ghosts.get(id)?.new_actors ?? [];
    return actors.filter((a) => Object.values(set).some((v) => list(v).includes(a.actor_id)));
  }

  /**
   * A place or an area that was set on the map is new in the collection where it has a name; else it is the event's point alone.
   * @param {string} id
   * @param {import('./types').Drawn} drawn
   * @param {string} [typed] what the place was called before it was set
   */
  drawn(id, { set, name, country = '', corners }, typed = '') {
    const cells = this.log.row('events', id);
    if (!cells) return;
    const [table, column] = corners ? ['areas', 'area_id'] : ['places', 'place_id'];
    const own = this.log.fresh(table, corners ? '~r' : '~p');
    const { latitude, longitude } = set;
    /** @type {Cells} */
    const now = corners ? { area_id: own, name, corners, latitude, longitude } : { place_id: own, name, country, latitude, longitude };
    /** @type {Cells} */
    const where = { ...set, place_name: typed || cells.place_name || name, ...(name ? { [column]: own } : {}) };
    this.desk.do(this.#about('place', id), [...(name ? [{ table, id: own, now }] : []), { table: 'events', id, now: { ...cells, ...where } }, looked(id, 'where')]);
  }

  /** The places and areas of this draft by a name as it is searched for: no area is a seat, which has no name and no nearness either. @param {string} key @param {string} text as typed @param {Record<string, string>} how */
  ownPlaces(key, text, { role = '', prec = '' }) {
    const near = prec === '1' || prec === '2' ? prec : '1';
    const seat = role === 'seat';
    return (seat ? ['places'] : ['places', 'areas']).flatMap((table) => this.log.rows(table).filter(([, c]) => folded(c.name).includes(key)).map(([id, c]) => {
      const area = table === 'areas';
      const set = { place_name: seat ? '' : text, where_prec: seat || role === 'subject' ? '' : area ? '5' : near, place_role: role || 'scene', place_id: area ? '' : id, area_id: area ? id : '', latitude: c.latitude ?? '', longitude: c.longitude ?? '' };
      return { id: area ? `area:${id}` : id, text: c.name, detail: 'set on the map, in this draft', set };
    }));
  }

  /**
   * Cells of several events at once, as one step.
   * @param {string} name
   * @param {{event: string, column: string, set: Cells}[]} puts
   */
  cells(name, puts) {
    /** @type {Map<string, Change>} */
    const rows = new Map();
    /** @type {Change[]} */
    const seen = [];
    for (const { event, column, set } of puts) {
      const now = rows.get(event)?.now ?? this.log.row('events', event);
      if (!now) continue;
      rows.set(event, { table: 'events', id: event, now: { ...now, ...set } });
      if (isNew(event) && Object.values(set).some(Boolean)) seen.push(looked(event, column === 'whom' ? 'who' : column));
    }
    this.desk.do(name, [...rows.values(), ...seen]);
  }

  /** @param {string} id @param {string} row */
  look(id, row) {
    this.desk.do(this.#about(row, id), [looked(id, row)]);
  }

  /**
   * Takes what is proposed for a row: its cells, and that the event's words carry it where they do.
   * @param {string} id
   * @param {string} row
   * @param {Cells} set
   */
  takeGhost(id, row, set) {
    const cells = this.log.row('events', id);
    const ghost = this.desk.proposals.ghosts.get(id);
    if (!cells || !ghost) return;
    const { changes, cells: own } = this.withActors(set, this.#lacking(id, set));
    changes.push({ table: 'events', id, now: { ...cells, ...own } }, looked(id, row));
    const [first] = this.mentionsOf(id);
    if (first && ghost.supports.includes(row)) changes.push({ table: 'mentions', id: first[0], now: { ...first[1], supports: joined([...list(first[1].supports), row]) } });
    this.desk.do(this.#about(row, id), changes);
  }

  /** Cells with the actors that the collection lacks, each once. @param {Cells} set @param {import('./types').Ghost['new_actors']} actors */
  withActors(set, actors) {
    /** @type {Change[]} */
    const changes = [];
    /** @type {Record<string, string>} */
    const ids = {};
    let n = Number(this.log.fresh('actors', '~a').slice(2));
    for (const { actor_id: given, ...actor } of actors) {
      const known = this.log.rows('actors').find(([, a]) => a.name === actor.name)?.[0];
      ids[given] = known ?? `~a${n++}`;
      if (!known) changes.push({ table: 'actors', id: ids[given], now: { ...blank(this.desk.opening.columns.actors), ...actor, actor_id: ids[given] } });
    }
    const cells = Object.fromEntries(Object.entries(set).map(([c, v]) => [c, list(v).some((x) => ids[x]) ? joined(list(v).map((x) => ids[x] ?? x)) : v]));
    return { changes, cells };
  }

  /** @param {Span} span */
  begin(span) {
    const id = this.log.fresh('events');
    const cells = { ...blank(this.desk.opening.columns.events), event_id: id, status: 'reported', context: 'foreground', date_kind: 'within' };
    this.desk.do('new event', [{ table: 'events', id, now: cells }, this.#words(id, 'what', span)]);
    return id;
  }

  /** @param {string} fact @param {Span} span */
  give(fact, span) {
    const { chosen } = this.desk;
    if (chosen) this.desk.do(this.#about(`words for ${fact}`, chosen), [this.#words(chosen, fact, span)]);
  }

  /** A passage that reaches further, and carries a fact besides. @param {string} mention @param {string} fact @param {Span} span */
  extend(mention, fact, span) {
    const cells = this.log.row('mentions', mention);
    if (cells) this.desk.do(this.#about(`words for ${fact}`, cells.event_id), [{ table: 'mentions', id: mention, now: { ...cells, ...this.#passage(span), supports: joined([...list(cells.supports), fact]) } }]);
  }

  /** Told elsewhere too: the words of a new event go there. @param {string} id @param {string} other @param {string} title */
  addThere(id, other, title) {
    const words = this.mentionsOf(id).map(([m, row]) => ({ table: 'mentions', id: m, now: { ...row, event_id: other } }));
    const links = this.#linksOf(id).map(([k]) => ({ table: 'links', id: k, now: null }));
    this.desk.do(`words added to ${quoted(title)}`, [{ table: 'events', id, now: null }, { table: 'done', id, now: null }, ...words, ...links]);
    this.desk.choose('');
  }

  /** What a proposal that is right comes to: nothing is done yet. @param {Span} span @param {import('./types').Ghost} ghost @returns {Change[]} */
  accepted(span, ghost) {
    const id = this.log.fresh('events');
    const { changes, cells: own } = this.withActors(ghost.cells, ghost.new_actors);
    const title = ghost.cells.title?.includes('…') ? '' : ghost.cells.title ?? '';
    const cells = { ...blank(this.desk.opening.columns.events), event_id: id, status: 'reported', context: 'foreground', date_kind: 'within', ...own, date_note: ghost.cells.date_note ?? '', title };
    const words = this.#words(id, 'what', span);
    if (words.now) words.now = { ...words.now, supports: joined(['what', ...ghost.supports]) };
    const seen = [ghost.cells.event_type && 'kind', ghost.cells.date_start && 'when', ghost.cells.latitude && 'where', ghost.cells.actors && 'who'].filter((row) => row);
    return [...changes, { table: 'events', id, now: cells }, words, ...seen.map((row) => looked(id, row ?? ''))];
  }

  /** Words that carry a fact no longer; without any fact they go. @param {string} mention @param {string} fact */
  take(mention, fact) {
    const cells = this.log.row('mentions', mention);
    if (!cells) return;
    const rest = list(cells.supports).filter((f) => f !== fact);
    const now = rest.length ? { ...cells, supports: rest.join(';') } : null;
    this.desk.do(this.#about(`words for ${fact}`, cells.event_id), [{ table: 'mentions', id: mention, now }]);
  }

  /** @param {Span} span @param {string} reason */
  noEvent(span, reason) {
    const id = this.log.fresh('considered');
    this.desk.do('no event here', [{ table: 'considered', id, now: { considered_id: id, ...this.#passage(span), reason, by: '', date: today() } }]);
  }

  /** @param {string} considered */
  again(considered) {
    this.desk.do('read again', [{ table: 'considered', id: considered, now: null }]);
  }

  /** @param {string} other @param {{relation: string, out: boolean}} way */
  link(other, { relation, out }) {
    const { chosen, opening } = this.desk;
    const [from, to] = out ? [chosen, other] : [other, chosen];
    const now = { ...blank(opening.columns.links), from_event: from, to_event: to, relation };
    this.desk.do(this.#about('link', chosen), [{ table: 'links', id: `${from}|${to}|${relation}`, now }]);
  }

  /** @param {string} id */
  unlink(id) {
    this.desk.do(this.#about('link', this.desk.chosen), [{ table: 'links', id, now: null }]);
  }

  /** The places of which the same is told in an event's words (“near Jermuk, Goris and Sotk”), but for those that have their event. @param {string} id @returns {Elsewhere[]} */
  elsewhere(id) {
    const { offsets, proposals } = this.desk;
    const [words, cells] = [proposals.wordsOf(id), this.log.row('events', id)];
    if (!words || !cells?.event_type) return [];
    const [start, end] = [words.start, words.end].map((n) => offsets.units(Number(n)));
    const told = proposals.all.filter((p) => p.also?.length && p.types?.includes(cells.event_type) && p.start < end && p.end > start);
    const coded = new Set(this.log.rows('events').filter(([, e]) => e.event_type === cells.event_type).map(([, e]) => e.area_id || e.place_id));
    return told.flatMap(({ place = null, place_words = null, title = '', also = [] }) => [{ place, place_words, title }, ...also]).filter(({ place }) => place && !coded.has(place.area_id || place.place_id));
  }

  /** Copies of an event at other places, or one at a place that is still to be said: the words, the day and the people are the same. @param {string} id @param {Elsewhere[]} places */
  sameAgain(id, places) {
    const cells = this.log.row('events', id);
    if (!cells) return [];
    const first = Number(this.log.fresh('events').slice(1));
    let n = Number(this.log.fresh('mentions', '~m').slice(2));
    /** @type {Change[]} */
    const changes = [];
    const copies = (places.length ? places : [null]).map((at, i) => {
      const copy = `~${first + i}`;
      changes.push({ table: 'events', id: copy, now: { ...cells, ...blank(OF_PLACE), ...whereOf(at, cells), event_id: copy, title: '', withdrawn: '' } });
      for (const [, m] of this.mentionsOf(id)) {
        const here = at?.place_words && m.article_id === this.desk.opening.article.id && Number(m.start) <= at.place_words.start && at.place_words.end <= Number(m.end);
        const supports = [...list(m.supports).filter((f) => f !== 'where' && f !== 'toll'), ...(here ? ['where'] : [])];
        if (supports.length) changes.push({ table: 'mentions', id: `~m${n}`, now: { ...m, mention_id: `~m${n++}`, event_id: copy, supports: supports.join(';') } });
      }
      for (const [, k] of this.log.rows('links')) {
        if (k.from_event === id && k.relation === 'part_of') changes.push({ table: 'links', id: `${copy}|${k.to_event}|part_of`, now: { ...k, from_event: copy } });
      }
      changes.push(...['kind', 'when', 'who', ...(at ? ['where'] : [])].map((row) => looked(copy, row)));
      return copy;
    });
    this.desk.do(`same again as ${quoted(this.desk.titleOf(id))}`, changes);
    return copies;
  }

  /** @param {string} id */
  done(id, on = true) {
    this.desk.do(this.#about(on ? 'done' : 'not done', id), [{ table: 'done', id, now: on ? YES : null }]);
  }

  /** What lacks nothing is done, as one step. @param {string[]} ids */
  finish(ids) {
    this.desk.do(`done: ${count(ids.length, 'event')}`, ids.map((id) => ({ table: 'done', id, now: YES })));
  }

  /** A new event goes; one that is in the collection is withdrawn, so that its address can say why. @param {string} id @param {string} why */
  withdraw(id, why) {
    const cells = this.log.row('events', id);
    if (!cells) return;
    const name = this.#about('withdrawal', id);
    if (!isNew(id)) {
      this.desk.do(name, [{ table: 'events', id, now: { ...cells, withdrawn: today(), note: [cells.note, why].filter(Boolean).join(' ') } }]);
      return;
    }
    this.desk.do(name, this.gone(id));
    this.desk.choose('');
  }

  /** A new event goes, with all that is its own. @param {string} id @returns {Change[]} */
  gone(id) {
    const words = this.mentionsOf(id).map(([m]) => ({ table: 'mentions', id: m, now: null }));
    const links = this.#linksOf(id).map(([k]) => ({ table: 'links', id: k, now: null }));
    return [{ table: 'events', id, now: null }, { table: 'done', id, now: null }, ...words, ...links];
  }

  /** @param {string} id */
  #linksOf(id) {
    return this.log.rows('links').filter(([, k]) => k.from_event === id || k.to_event === id);
  }

  /** Told twice: the words and links of one go to the other, which is told more by some cells. @param {string} id @param {string} into @param {Cells} set */
  merge(id, into, set) {
    const [cells, kept] = [this.log.row('events', id), this.log.row('events', into)];
    if (!cells || !kept || id === into) return;
    const old = isNew(id) ? null : { ...cells, withdrawn: today(), replaced_by: into };
    /** @type {Change[]} */
    const changes = [{ table: 'events', id, now: old }, { table: 'events', id: into, now: { ...kept, ...set } }];
    const there = this.mentionsOf(into);
    for (const [m, row] of this.mentionsOf(id)) {
      const same = there.find(([, t]) => t.article_id === row.article_id && t.start === row.start && t.end === row.end);
      changes.push({ table: 'mentions', id: m, now: same ? null : { ...row, event_id: into } });
      // The same words are one passage, for what they say in either.
      if (same) changes.push({ table: 'mentions', id: same[0], now: { ...same[1], supports: joined([...list(same[1].supports), ...list(row.supports)]) } });
    }
    for (const [k, row] of this.#linksOf(id)) {
      const [from, to] = [row.from_event, row.to_event].map((e) => (e === id ? into : e));
      changes.push({ table: 'links', id: k, now: null });
      if (from !== to) changes.push({ table: 'links', id: `${from}|${to}|${row.relation}`, now: { ...row, from_event: from, to_event: to } });
    }
    this.desk.do(`merge of ${quoted(this.desk.titleOf(id))}`, old ? changes : [...changes, { table: 'done', id, now: null }]);
    this.desk.choose(into);
  }

  /** @param {Cells} cells */
  actor(cells) {
    const id = this.log.fresh('actors', '~a');
    this.desk.do(`new actor ${quoted(cells.name)}`, [{ table: 'actors', id, now: { ...blank(this.desk.opening.columns.actors), ...cells, actor_id: id } }]);
    return id;
  }
}
