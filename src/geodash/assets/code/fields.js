// The values of the card's rows: choices, and fields that ask.

import { h } from '../core/dom.js';
import { glyph } from '../core/marks.js';
import { askFor } from './asks.js';
import { popList } from './pop.js';
import { askActor } from './new_actor.js';

/** @import { Answer, CardRow, Cells, Part } from './types' */
/** @import { Desk } from './desk.js' */
/** @import { Edits } from './edits.js' */

const PEOPLE = new Set(['actors', 'recipients', 'attributed_to', 'deaths_of']);
const MOST = 8;
const list = (/** @type {string} */ cell) => (cell ?? '').split(';').map((v) => v.trim()).filter(Boolean);
export const folded = (/** @type {string} */ text) => text.normalize('NFD').replace(/\p{M}/gu, '').toLocaleLowerCase();

/**
 * @param {Desk} desk
 * @param {Edits} edits
 * @param {{point: (take: (set: Cells) => void) => void, places: (answers: Answer[], at: number) => void}} acts
 */
export function createFields(desk, edits, acts) {
  const cellsNow = () => desk.log.row('events', desk.chosen) ?? desk.view?.rows.event ?? {};
  /** With the focus on what is asked next: the row, which Enter leaves. */
  const done = (/** @type {string} */ row) => desk.emit('answered', row);

  /** What came while it was typed is drawn now. */
  const closed = () => queueMicrotask(() => desk.view && desk.emit('redraw'));

  async function get(/** @type {string} */ path, /** @type {Record<string, string>} */ params) {
    const url = new URL(`code/${path}`, desk.api);
    for (const [key, value] of Object.entries(params)) url.searchParams.set(key, value);
    const answer = await fetch(url);
    const found = await answer.json();
    return answer.ok ? found : { answers: [], error: found.error };
  }

  /** Actors by name, those that the draft added too. */
  function people() {
    const rows = desk.log.rows('actors').map(([id, cells]) => ({ id, name: cells?.name ?? '', kind: cells?.kind ?? '', aliases: list(cells?.aliases ?? ''), used: 0 }));
    const known = new Map([...desk.opening.actors, ...rows].map((a) => [a.id, a]));
    return [...known.values()];
  }
  function findPeople(/** @type {string} */ text) {
    const key = folded(text);
    const rank = (/** @type {string} */ name) => (folded(name).startsWith(key) ? 0 : folded(name).split(/[\s’'-]+/).some((w) => w.startsWith(key)) ? 1 : folded(name).includes(key) ? 2 : 9);
    const scored = people().map((a) => ({ a, at: Math.min(rank(a.name), ...a.aliases.map((n) => rank(n) + 0.5)) })).filter((s) => s.at < 9);
    scored.sort((x, y) => x.at - y.at || y.a.used - x.a.used || x.a.name.localeCompare(y.a.name, 'en'));
    return { answers: scored.slice(0, MOST).map(({ a }) => ({ id: a.id, text: a.name, detail: a.kind.replace('_', ' '), set: {} })) };
  }
  /** @param {HTMLElement} anchor @param {CardRow} row @param {Part} part */
  function askPerson(anchor, row, part) {
    const id = desk.chosen;
    const put = (/** @type {string} */ actor) => {
      const before = list(cellsNow()[part.what] ?? '');
      const after = part.at ? before.map((a) => (a === part.at ? actor : a)) : [...before, actor];
      edits.set(id, { [part.what]: [...new Set(after)].join(';') }, row.key);
      done(row.key);
    };
    askFor(anchor, {
      closed,
      name: part.name,
      value: part.at ? part.text : '',
      find: async (text) => findPeople(text),
      take: (answer) => put(answer.id ?? ''),
      empty: () => {
        edits.look(id, row.key);
        done(row.key);
      },
      cancel: () => anchor.focus(),
      more: (text) => (text ? [{ label: `+ new actor “${text}”`, act: (name) => askActor(anchor, desk, name, (cells) => put(edits.actor(cells))) }] : []),
    });
  }
  /** Where the words that say where stand, else the event's passage: what is near to it goes first. */
  function nearTo() {
    const all = edits.mentionsOf(desk.chosen).map(([, m]) => m);
    const best = all.find((m) => list(m?.supports ?? '').includes('where')) ?? all[0];
    return best?.start ?? '';
  }
  /** @param {HTMLElement} anchor @param {CardRow} row @param {Part} part @param {string} [start] */
  function askPlace(anchor, row, part, start = '') {
    const id = desk.chosen;
    const about = part.what === 'about';
    const cells = cellsNow();
    const take = (/** @type {Answer} */ answer) => {
      if (about) {
        const before = list(cellsNow().about_places ?? '');
        const after = part.at ? before.map((a) => (a === part.at ? answer.id ?? '' : a)) : [...before, answer.id ?? ''];
        edits.set(id, { about_places: [...new Set(after)].join(';') }, row.key);
      } else edits.set(id, answer.set, row.key);
      done(row.key);
    };
    askFor(anchor, {
      closed,
      name: part.name,
      value: part.empty ? start : part.value,
      place: 'a place, in any spelling',
      find: (text) => (text ? get('place', { q: text, article: desk.opening.article.id, at: nearTo(), role: cells.place_role ?? '', prec: cells.where_prec ?? '' }) : Promise.resolve({ answers: [] })),
      take,
      show: acts.places,
      cancel: () => anchor.focus(),
      empty: () => {
        edits.look(id, row.key);
        done(row.key);
      },
      more: () => (about ? [] : [{ label: 'None of these: point at the map', act: (text) => acts.point((set) => {
        edits.set(id, { ...set, place_name: text || cells.place_name || '' }, row.key);
        done(row.key);
      }) }]),
    });
  }
  /** Whether words of the article say when. */
  const told = (/** @type {string} */ id) => (edits.mentionsOf(id).some(([, m]) => list(m?.supports ?? '').includes('when')) ? '1' : '');
  /** A day or a toll: read by the server. @param {HTMLElement} anchor @param {CardRow} row @param {Part} part */
  function askRead(anchor, row, part) {
    const id = desk.chosen;
    askFor(anchor, {
      closed,
      name: part.name,
      value: part.value,
      place: part.what === 'date' ? '13 September 2022, or a first and a last day' : '49, at least 40, 10 to 20',
      find: (text) => (text ? get('read', { what: part.what, text, article: desk.opening.article.id, told: told(id) }) : Promise.resolve({ answers: [] })),
      take: (answer) => {
        edits.set(id, answer.set, row.key);
        done(row.key);
      },
      cancel: () => anchor.focus(),
      empty: () => {
        /** @type {Cells} */
        const cells = part.what === 'date' ? { date_start: '', date_end: '', date_basis: '' } : { deaths_low: '', deaths_best: '', deaths_high: '' };
        edits.set(id, cells, row.key);
        done(row.key);
      },
    });
  }
  /** @param {HTMLElement} anchor @param {string} name @param {string} value @param {(text: string) => void} take */
  function askText(anchor, name, value, take) {
    askFor(anchor, {
      closed,
      name,
      value,
      find: async (text) => ({ answers: text ? [{ text, set: {} }] : [] }),
      take: (_, text) => take(text.trim()),
      empty: () => take(''),
      cancel: () => anchor.focus(),
    });
  }
  /** @param {HTMLElement} anchor @param {string} name @param {(id: string) => void} take */
  function askEvent(anchor, name, take) {
    const id = desk.chosen;
    askFor(anchor, {
      closed,
      name,
      value: '',
      place: 'words of its title',
      find: async (text) => {
        const here = (desk.view?.events ?? []).filter((e) => e.id !== id && !e.withdrawn && folded(e.title).includes(folded(text)));
        const near = here.slice(0, MOST).map((e) => ({ id: e.id, text: e.title, detail: e.paragraph ? `¶${e.paragraph}` : '', set: {} }));
        if (near.length >= MOST || text.length < 2) return { answers: near };
        const far = await get('events', { q: text });
        const known = new Set([id, ...near.map((a) => a.id)]);
        return { answers: [...near, ...far.answers.filter((/** @type {Answer} */ a) => !known.has(a.id ?? ''))].slice(0, MOST) };
      },
      take: (answer) => take(answer.id ?? ''),
      cancel: () => anchor.focus(),
    });
  }
  /** @param {HTMLElement} anchor @param {CardRow} row */
  function askLink(anchor, row) {
    askEvent(anchor, 'another event', (other) => {
      const ways = desk.opening.choices.relations.map((item) => ({ item, nodes: [item.text] }));
      popList(anchor, `How is it linked to “${desk.view?.events.find((e) => e.id === other)?.title ?? 'it'}”?`, ways, (way) => {
        edits.link(other, way);
        done(row.key);
      });
    });
  }
  /** @param {HTMLElement} anchor @param {CardRow} row @param {Part} part */
  function ask(anchor, row, part) {
    if (PEOPLE.has(part.what)) askPerson(anchor, row, part);
    else if (part.what === 'place' || part.what === 'about') askPlace(anchor, row, part);
    else if (part.what === 'link') askLink(anchor, row);
    else if (part.what === 'date' || part.what === 'toll') askRead(anchor, row, part);
    else askText(anchor, part.name, part.value, (text) => {
      edits.set(desk.chosen, { [part.what]: text }, row.key);
      done(row.key);
    });
  }

  return {
    /** @param {CardRow} row @param {Part} part @param {number} i */
    part(row, part, i) {
      const key = `${row.key}/${i}`;
      if (part.is === 'words') return h('span', { class: 'gd-cc-plain' }, part.text);
      if (part.is === 'drop') {
        return h('button', { type: 'button', class: 'gd-drop-x', 'aria-label': `Take ${part.name} away`, dataset: { part: key }, on: { click: () => edits.set(desk.chosen, part.set, row.key) } }, '×');
      }
      if (part.is === 'link') {
        return h(
          'span',
          { class: 'gd-cc-link' },
          h('span', { class: 'gd-cc-plain' }, part.text),
          h('button', { type: 'button', class: 'gd-val', dataset: { part: key }, dir: 'auto', on: { click: () => part.event && desk.choose(part.event) } }, glyph(part.kind, { size: 16, oneSided: part.one_sided, planned: part.planned }), part.title),
          h('button', { type: 'button', class: 'gd-drop-x', 'aria-label': `Take the link to ${part.title} away`, on: { click: () => edits.unlink(part.id) } }, '×'),
        );
      }
      const button = h('button', { type: 'button', class: ['gd-val', part.is === 'menu' ? 'is-menu' : '', part.empty ? 'is-empty' : '', part.ghost ? 'is-ghost' : ''], dir: 'auto', dataset: { part: key, what: part.what ?? '' }, 'aria-label': `${part.name}: ${part.text}`, 'aria-haspopup': 'listbox' }, part.text);
      button.addEventListener('click', () => {
        desk.light(row.number ? row.key : '');
        if (part.is === 'ask') ask(button, row, part);
        else popList(button, part.name, part.options.map((item) => ({ item, nodes: [item.text, item.hint ? h('small', null, item.hint) : null], on: item.on })), (item) => edits.set(desk.chosen, item.set, row.key));
      });
      return button;
    },
    reason: (/** @type {HTMLElement} */ anchor, /** @type {(why: string) => void} */ take) => askText(anchor, 'Why is it withdrawn?', '', take),
    event: askEvent,
    link: askLink,
  };
}
