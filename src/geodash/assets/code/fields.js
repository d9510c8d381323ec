// The values of the card's rows: choices, and fields that ask.

import { h } from '../core/dom.js';
import { glyph } from '../core/marks.js';
import { askFor } from './asks.js';
import { popList } from './pop.js';
import { folded, list } from './edits.js';
import { askActor } from './new_actor.js';

/** @import { Answer, CardRow, Cells, Part } from './types' */
/** @import { Desk } from './desk.js' */
/** @import { Edits } from './edits.js' */

const PEOPLE = new Set(['actors', 'recipients', 'attributed_to', 'deaths_of']);
const MOST = 8;
/** Characters of an event's words that go along with a question. */
const MOST_WORDS = 1500;
/** What a blank answer sets: nothing is given. */
const NONE = /** @type {Record<string, Cells>} */ ({
  date: { date_start: '', date_end: '', date_basis: '' },
  toll: { deaths_low: '', deaths_best: '', deaths_high: '' },
});
const HOW = /** @type {Record<string, string>} */ ({ date: '13 September 2022, Tuesday, that day …', toll: '49, at least 40, 10 to 20' });
const joined = (/** @type {string[]} */ values) => [...new Set(values)].join(';');

/** How well a name fits what is typed: wholly, by its beginning, the beginning of a word, within; 9 for not. @param {string} name @param {string} key */
function rank(name, key) {
  const text = folded(name);
  if (text === key) return -1;
  if (text.startsWith(key)) return 0;
  if (text.split(/[\s’'-]+/).some((w) => w.startsWith(key))) return 1;
  return text.includes(key) ? 2 : 9;
}

export class Fields {
  /** @param {Desk} desk @param {Edits} edits @param {{point: (name: string) => void, places: (answers: Answer[], at: number) => void}} acts */
  constructor(desk, edits, acts) {
    this.desk = desk;
    this.edits = edits;
    this.acts = acts;
  }

  /** How the server worked days out. @type {Set<string>} */
  #reasons = new Set();

  get #cells() {
    return this.desk.log.row('events', this.desk.chosen) ?? this.desk.view?.rows.event ?? {};
  }

  /** Sets what was answered; the row then has the focus, which Enter leaves. @param {string} id @param {Cells} set @param {string} row @param {Answer['words']} [words] that say so */
  #answer(id, set, row, words) {
    const { units } = this.desk.offsets;
    this.edits.set(id, set, row, words ? [units(words.start), units(words.end)] : null);
    this.desk.emit('answered', row);
  }

  /** Nothing is given. @param {string} id @param {string} row */
  #none(id, row) {
    this.edits.look(id, row);
    this.desk.emit('answered', row);
  }

  /** @param {string} text */
  #lost = (text) => this.desk.emit('trouble', `“${text}” is not taken: it is no answer. Type it again, and choose one.`);

  /** What came while it was typed is drawn now. */
  #closed = () => queueMicrotask(() => this.desk.view && this.desk.emit('redraw'));

  /** Actors by name, those that the draft added too. @param {string} text */
  people(text) {
    const rows = this.desk.log.rows('actors').map(([id, c]) => ({ id, name: c.name ?? '', kind: c.kind ?? '', aliases: list(c.aliases), used: 0 }));
    const known = new Map([...this.desk.opening.actors, ...rows].map((a) => [a.id, a]));
    const key = folded(text);
    const scored = [...known.values()].map((a) => ({ a, at: Math.min(rank(a.name, key), ...a.aliases.map((n) => rank(n, key) + 0.5)) })).filter((s) => s.at < 9);
    scored.sort((x, y) => x.at - y.at || y.a.used - x.a.used || x.a.name.localeCompare(y.a.name, 'en'));
    return { answers: scored.slice(0, MOST).map(({ a, at }) => ({ id: a.id, text: a.name, detail: this.desk.opening.choices.actor_kinds.find((k) => k.value === a.kind)?.label ?? a.kind, set: {}, guessed: at >= 1 && key.includes(' ') })) };
  }

  /** The values of a list with one more, or one in the place of another; what is proposed beside it stays. @param {CardRow} row @param {Part} part @param {string} value */
  #with(row, part, value) {
    const before = list(this.#cells[part.what] || row.ghost?.[part.what]);
    return joined(part.at ? before.map((v) => (v === part.at ? value : v)) : [...before, value]);
  }

  /** @param {HTMLElement} anchor @param {CardRow} row @param {Part} part */
  #askPerson(anchor, row, part) {
    const { chosen } = this.desk;
    const put = (/** @type {string} */ actor) => this.#answer(chosen, { ...row.ghost, [part.what]: this.#with(row, part, actor) }, row.key);
    askFor(anchor, {
      closed: this.#closed,
      name: part.name,
      value: part.at ? part.text : '',
      lost: this.#lost,
      find: async (text) => this.people(text),
      take: (answer) => put(answer.id ?? ''),
      empty: () => this.#none(chosen, row.key),
      cancel: () => anchor.focus(),
      more: (text) => (text ? [{ label: `+ new actor “${text}”`, likely: true, act: (name) => askActor(anchor, this.desk, name, (cells) => put(this.edits.actor(cells))) }] : []),
    });
  }

  /** Where the words for a fact stand, else the event's passage: what is near to it goes first. @param {string} fact */
  #at(fact) {
    const told = this.edits.mentionsOf(this.desk.chosen).map(([, m]) => m);
    return (told.find((m) => list(m.supports).includes(fact)) ?? told[0])?.start ?? '';
  }

  /** Places for the chosen event: what the server finds, below those of this draft. @param {string} text @param {string} [typed] with the words before the name */
  async findPlace(text, typed = text) {
    const said = /^said in /i.test(typed) ? 'seat' : /^about /i.test(typed) ? 'subject' : typed === text ? '' : 'scene';
    const near = /^near /i.test(typed) ? '2' : /^at /i.test(typed) ? '1' : '';
    const { place_role: role = '', where_prec: prec = '' } = this.#cells;
    const asked = { q: text, article: this.desk.opening.article.id, at: this.#at('where'), role: said || role, prec: near || prec };
    const own = this.edits.ownPlaces(folded(text), text, asked);
    const found = await this.desk.find('place', asked);
    return own.length ? { ...found, answers: [...own, ...found.answers], error: '' } : found;
  }

  /** @param {HTMLElement} anchor @param {CardRow} row @param {Part} part */
  #askPlace(anchor, row, part) {
    const { chosen } = this.desk;
    const about = part.what === 'about';
    askFor(anchor, {
      closed: this.#closed,
      name: part.name,
      value: part.value,
      place: 'a place, in any spelling',
      lost: this.#lost,
      find: (text) => (text ? this.findPlace(text) : Promise.resolve({ answers: [] })),
      take: (answer) => this.#answer(chosen, about ? { about_places: this.#with(row, { ...part, what: 'about_places' }, answer.id ?? '') } : answer.set, row.key),
      show: this.acts.places,
      cancel: () => anchor.focus(),
      empty: () => this.#none(chosen, row.key),
      more: () => (about ? [] : [{ label: 'None of these: point at the map, or draw an area', likely: true, act: (text) => this.acts.point(text) }]),
    });
  }

  /** What a day or a toll of the chosen event is read as. @param {string} what @param {string} text */
  async findRead(what, text) {
    const mentions = this.edits.mentionsOf(this.desk.chosen).map(([, m]) => m);
    const when = mentions.find((m) => list(m.supports).includes('when'));
    const asked = { what, article: this.desk.opening.article.id, told: when ? '1' : '', at: this.#at('when'), words: mentions.map((m) => m.quote).join('\n').slice(0, MOST_WORDS) };
    // Of words that were given for it the day is worked out; what they don't say is not said to be wrong.
    const found = text ? await this.desk.find('read', { ...asked, text }) : what === 'date' && when ? { ...await this.desk.find('read', { ...asked, text: when.quote }), error: '' } : { answers: [] };
    for (const { set } of found.answers) if (set.date_note) this.#reasons.add(set.date_note);
    return found;
  }

  /** A day that is typed takes the place of one that was worked out, and of how. @param {Cells} set */
  #dated(set) {
    const { date_note: note = '' } = this.#cells;
    const ghost = this.desk.proposals.ghosts.get(this.desk.chosen)?.cells.date_note;
    return 'date_start' in set && !set.date_note && note && (this.#reasons.has(note) || note === ghost) ? { ...set, date_note: '' } : set;
  }

  /** A day or a toll: read by the server. @param {HTMLElement} anchor @param {CardRow} row @param {Part} part */
  #askRead(anchor, row, part) {
    const { chosen } = this.desk;
    askFor(anchor, {
      closed: this.#closed,
      name: part.name,
      value: part.value,
      place: HOW[part.what],
      reads: true,
      lost: this.#lost,
      find: (text) => this.findRead(part.what, text),
      take: (answer) => this.#answer(chosen, this.#dated(answer.set), row.key, answer.words),
      cancel: () => anchor.focus(),
      empty: () => this.#answer(chosen, NONE[part.what], row.key),
    });
  }

  /** @param {HTMLElement} anchor @param {string} name @param {string} value @param {(text: string) => void} take @param {string} [needed] said of a blank answer, which then is none */
  text(anchor, name, value, take, needed = '') {
    askFor(anchor, {
      closed: this.#closed,
      name,
      value,
      reads: true,
      find: async (text) => (text ? { answers: [{ text, set: {} }] } : { answers: [], error: needed }),
      take: (_, text) => take(text.trim()),
      empty: needed ? undefined : () => take(''),
      cancel: () => anchor.focus(),
    });
  }

  /** @param {HTMLElement} anchor @param {string} name @param {(id: string) => void} take */
  event(anchor, name, take) {
    const { chosen } = this.desk;
    askFor(anchor, {
      closed: this.#closed,
      name,
      value: '',
      place: 'words of its title',
      find: async (text) => {
        const all = this.desk.view?.events ?? [];
        const own = all.findIndex((e) => e.id === chosen);
        // The one before it is the likeliest, then the one after.
        const away = (/** @type {number} */ at) => 2 * Math.abs(at - own) + (at > own ? 1 : 0);
        const order = new Map(all.map((e, at) => [e.id, away(at)]));
        const here = all.filter((e) => e.id !== chosen && !e.withdrawn && folded(e.title).includes(folded(text))).sort((a, b) => (order.get(a.id) ?? 0) - (order.get(b.id) ?? 0));
        const near = here.slice(0, MOST).map((e) => ({ id: e.id, text: e.title, detail: e.paragraph ? `¶${e.paragraph}` : '', set: {} }));
        if (near.length >= MOST || text.length < 2) return { answers: near };
        const far = await this.desk.find('events', { q: text });
        const known = new Set([chosen, ...near.map((a) => a.id)]);
        return { answers: [...near, ...far.answers.filter((/** @type {Answer} */ a) => !known.has(a.id ?? ''))].slice(0, MOST) };
      },
      take: (answer) => take(answer.id ?? ''),
      cancel: () => anchor.focus(),
    });
  }

  /** @param {HTMLElement} anchor @param {CardRow} row */
  #askLink(anchor, row) {
    this.event(anchor, 'another event', (other) => {
      const ways = this.desk.opening.choices.relations.map((item) => ({ item, nodes: [item.text] }));
      popList(anchor, `How is it linked to “${this.desk.view?.events.find((e) => e.id === other)?.title ?? 'it'}”?`, ways, (way) => {
        this.edits.link(other, way);
        this.desk.emit('answered', row.key);
      });
    });
  }

  /** @param {HTMLElement} anchor @param {CardRow} row @param {Part} part */
  #ask(anchor, row, part) {
    if (PEOPLE.has(part.what)) this.#askPerson(anchor, row, part);
    else if (part.what === 'place' || part.what === 'about') this.#askPlace(anchor, row, part);
    else if (part.what === 'link') this.#askLink(anchor, row);
    else if (part.what in NONE) this.#askRead(anchor, row, part);
    else this.text(anchor, part.name, part.value, (text) => this.#answer(this.desk.chosen, { [part.what]: text }, row.key));
  }

  /** @param {CardRow} row @param {Part} part @param {number} i */
  part(row, part, i) {
    const key = `${row.key}/${i}`;
    if (part.is === 'words') return h('span', { class: 'gd-cc-plain' }, part.text);
    if (part.is === 'link') return this.#link(part, key);
    if (part.is === 'drop') {
      return h('button', { type: 'button', class: 'gd-drop-x', 'aria-label': `Take ${part.name} away`, dataset: { part: key }, on: { click: () => this.edits.set(this.desk.chosen, part.set, row.key) } }, '×');
    }
    const button = h('button', { type: 'button', class: ['gd-val', part.is === 'menu' ? 'is-menu' : '', part.empty ? 'is-empty' : ''], dir: 'auto', dataset: { part: key, what: part.what ?? '' }, 'aria-label': `${part.name}: ${part.text}`, 'aria-haspopup': 'listbox' }, part.text);
    button.addEventListener('click', () => {
      this.desk.light(row.number ? row.key : '');
      if (part.is === 'ask') this.#ask(button, row, part);
      else popList(button, part.name, part.options.map((item) => ({ item, nodes: [item.text, item.hint ? h('small', null, item.hint) : null], on: item.on })), (item) => this.edits.set(this.desk.chosen, item.set, row.key));
    });
    return button;
  }

  /** @param {Part} part @param {string} key */
  #link(part, key) {
    return h(
      'span',
      { class: 'gd-cc-link' },
      h('span', { class: 'gd-cc-plain' }, part.text),
      h('button', { type: 'button', class: 'gd-val', dataset: { part: key }, dir: 'auto', on: { click: () => part.event && this.desk.choose(part.event) } }, glyph(part.kind, { size: 16, oneSided: part.one_sided, planned: part.planned }), part.title),
      h('button', { type: 'button', class: 'gd-drop-x', 'aria-label': `Take the link to ${part.title} away`, on: { click: () => this.edits.unlink(part.id) } }, '×'),
    );
  }
}
