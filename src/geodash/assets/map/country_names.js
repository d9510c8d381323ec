// Names of the countries in view: no border has a name on one side only. A country whose land in view has
// room for its name is named, if not at the place that the base map has for it, then elsewhere on
// its land, smaller, in two lines or by its code; where only islands are in view, in brackets beside
// these (views/still/countries.py does the same).

import { drawing } from '../core/told.js';
import { meet } from './boxes.js';
import { inside, middleOf, spotsOf } from './countries.js';
import { sizeOf } from './typeset.js';

/** @import { Box, Label } from './types' */
/** @import { Row, Seen } from './countries.js' */
/** @import { Name, Placed } from './typeset.js' */

/** @typedef {(box: Box) => boolean} Free */

/** @type {(x: number, y: number, w: number, h: number) => Box} */
const around = (x, y, w, h) => [x - w / 2, y - h / 2, x + w / 2, y + h / 2];

/** Whether a country may be named by its code: those that begin with X are nobody's own. */
export const hasCode = (/** @type {string} */ code) => /^[A-WYZ]..$/.test(code);

/**
 * How a country may be named, the fullest first.
 * @param {Label} label
 * @param {string} code
 * @returns {Name[]}
 */
export function formsOf(label, code) {
  const full = { ...label, sub: '', order: 'country', rank: 1 };
  const forms = [full, { ...full, small: true }];
  const cuts = [...label.text].flatMap((c, i) => (c === ' ' ? [i] : []));
  const [cut] = cuts.sort((a, b) => Math.abs(a - label.text.length / 2) - Math.abs(b - label.text.length / 2) || a - b);
  if (cut) forms.push({ ...full, small: true, text: `${label.text.slice(0, cut)}\n${label.text.slice(cut + 1)}` });
  if (hasCode(code)) forms.push({ ...full, small: true, text: code });
  return forms;
}

/**
 * Each form with the width that must be on land, and whether its ends may lie on water.
 * @param {Seen} seen
 * @param {Name[]} forms
 * @returns {{form: Name, wide: number, afloat: boolean}[]}
 */
function triesOf({ far }, forms) {
  const { astride, margin } = drawing().countries;
  const tries = forms.flatMap((form) => {
    const { w: wide } = sizeOf(form);
    return form.small && !far ? [{ form, wide, afloat: false }, { form, wide, afloat: true }] : [{ form, wide, afloat: false }];
  });
  const { form, wide } = tries[tries.length - 1];
  // A country that is narrower than its shortest name has it astride its borders.
  return far ? tries : [...tries, { form, wide: wide * astride - 2 * margin, afloat: false }];
}

/**
 * In brackets on the water around the middle of a country's islands.
 * @param {Seen} seen
 * @param {Name} name
 * @param {Free} free
 * @param {{x: number, y: number}} at
 * @returns {Placed | null}
 */
function besideOf(seen, name, free, at) {
  const form = { ...name, small: true, text: `(${name.text})` };
  const { w, h } = sizeOf(form);
  const lands = [...seen.rows.values()];
  const wet = (/** @type {Box} */ b) => !lands.some((rows) => rows.some(({ y, spans }) => y >= b[1] - 4 && y <= b[3] + 4 && spans.some(([x0, x1]) => x0 < b[2] && x1 > b[0])));
  for (const gap of drawing().countries.beside) {
    const [dx, dy] = [gap + w / 2, gap + h];
    for (const [x, y] of [[at.x, at.y + dy], [at.x, at.y - dy], [at.x + dx, at.y], [at.x - dx, at.y]]) {
      const box = around(x, y, w, h);
      if (free(box) && wet(box)) return { name: form, spot: { box, align: 'center' } };
    }
  }
  return null;
}

/** @typedef {{code: string, label: Label, at: ReturnType<typeof middleOf>}} Unnamed a country without a name */

/**
 * Names for the countries in view that have none yet, the smallest first. With `even` all have their code
 * first, and a fuller name where that leaves room for it.
 * @param {Seen} seen
 * @param {Set<string>} done codes of those that have
 * @param {(code: string) => Label | undefined} labelOf
 * @param {Free} free
 * @param {Set<string> | null} [even] those that have room on an empty map
 */
export function complete(seen, done, labelOf, free, even = null) {
  /** @type {Unnamed[]} */
  let order = [...seen.rows].flatMap(([code, rows]) => {
    const label = labelOf(code);
    return label && !done.has(code) ? [{ code, label, at: middleOf(rows) }] : [];
  });
  order.sort((a, b) => a.at.widest - b.at.widest || (a.code < b.code ? -1 : 1));
  if (!even) return [...each(seen, order, free, false).values()];
  /** @type {Map<string, Placed>} */
  let found = new Map();
  for (let i = 0; i < drawing().countries.rounds; i += 1) {
    found = each(seen, order, free, true);
    const left = order.filter(({ code }) => !found.has(code) && even.has(code));
    if (!left.length) break;
    order = [...left, ...order.filter((one) => !left.includes(one))];
  }
  return fuller(seen, order, found, free);
}

/**
 * Names of countries one after another, by code.
 * @param {Seen} seen
 * @param {Unnamed[]} order
 * @param {Free} free
 * @param {boolean} brief
 */
function each(seen, order, free, brief) {
  /** @type {Map<string, Placed>} */
  const found = new Map();
  const open = (/** @type {Box} */ box) => free(box) && ![...found.values()].some((p) => meet(p.spot.box, box));
  for (const { code, label, at } of order) {
    const there = roomFor(seen, code, label, open, at, brief) ?? (!seen.far && isIslands(seen, code, at) ? besideOf(seen, formsOf(label, code)[0], open, at) : null);
    if (there) found.set(code, there);
  }
  return found;
}

/**
 * More of each name, the largest country's first, where all others leave room for it.
 * @param {Seen} seen
 * @param {Unnamed[]} order
 * @param {Map<string, Placed>} found
 * @param {Free} free
 */
function fuller(seen, order, found, free) {
  for (const { code, label, at } of [...order].sort((a, b) => b.at.widest - a.at.widest)) {
    const open = (/** @type {Box} */ box) => free(box) && ![...found].some(([other, p]) => other !== code && meet(p.spot.box, box));
    const more = found.has(code) && roomFor(seen, code, label, open, at, false);
    if (more) found.set(code, more);
  }
  return [...found.values()];
}

/**
 * The neighbours in view that are not much smaller than a country.
 * @param {Seen} seen
 * @param {string} code
 */
function likeOf({ rows, pairs }, code) {
  const least = sizeIn(rows.get(code)) * drawing().countries.like;
  return pairs.filter((pair) => pair.includes(code)).map(([a, b]) => (a === code ? b : a)).filter((c) => sizeIn(rows.get(c)) >= least);
}

/** How much of a country is in view: the length of its stretches on all rows. */
export const sizeIn = (/** @type {Row[]} */ rows = []) => rows.reduce((sum, { spans }) => sum + spans.reduce((s, [x0, x1]) => s + x1 - x0, 0), 0);

/**
 * Whether no edge of the view cuts a country's land.
 * @param {Seen} seen
 * @param {string} code
 */
export function isWhole({ rows, frame }, code) {
  const there = rows.get(code) ?? [];
  const within = there.every(({ spans }) => spans.every(([x0, x1]) => x0 > frame[0] + 1 && x1 < frame[2] - 1));
  return within && !there[0]?.spans.length && !there.at(-1)?.spans.length;
}

/**
 * Whether all that is seen of a country lies within the view, without a border, and is large enough to matter.
 * @param {Seen} seen
 * @param {string} code
 * @param {{widest: number}} at
 */
const isIslands = (seen, code, { widest }) => !seen.pairs.some((pair) => pair.includes(code)) && isWhole(seen, code) && widest ** 2 >= drawing().countries.island;

/**
 * Where a country is named on its land, in the fullest form that has room.
 * @param {Seen} seen
 * @param {string} code
 * @param {Label} label
 * @param {Free} free
 * @param {{x: number, y: number}} at
 * @param {boolean} brief its shortest form only
 * @returns {Placed | null}
 */
export function roomFor(seen, code, label, free, at, brief) {
  const far = (/** @type {[number, number]} */ [x, y]) => (x - at.x) ** 2 + (y - at.y) ** 2;
  const tries = triesOf(seen, formsOf(label, code));
  const shortest = tries[tries.length - 1].form.text;
  for (const { form, wide, afloat } of tries.filter((t) => !brief || t.form.text === shortest)) {
    const { w, h } = sizeOf(form);
    for (const [x, y] of spotsOf(seen, code, wide, afloat).sort((a, b) => far(a) - far(b))) {
      const box = around(x, y, w, h);
      if (free(box)) return { name: form, spot: { box, align: 'center' } };
    }
  }
  return null;
}

/**
 * Which countries would be named on an empty map (`able`), and which have room for a code that would stand
 * beside an unnamed neighbour of their like, so that they have none (`silent`).
 * @param {Seen} seen
 * @param {(code: string) => Label | undefined} labelOf
 * @param {Box[]} over what stands over the map
 */
export function roomOn(seen, labelOf, over) {
  const fits = (/** @type {string} */ code) => {
    const label = labelOf(code);
    const found = label && triesOf(seen, formsOf(label, code)).find(({ form, wide, afloat }) => {
      const { w, h } = sizeOf(form);
      return spotsOf(seen, code, wide, afloat).some(([x, y]) => {
        const box = around(x, y, w, h);
        return inside(box, seen.frame) && !over.some((o) => meet(o, box));
      });
    });
    return found?.form.text ?? '';
  };
  const texts = new Map([...seen.rows.keys()].map((code) => [code, fits(code)]));
  const all = [...texts.keys()].filter((code) => texts.get(code));
  const able = new Set(all);
  for (let before = -1; before !== able.size;) {
    before = able.size;
    const alone = [...able].filter((code) => texts.get(code) === code && likeOf(seen, code).some((c) => !able.has(c)));
    alone.forEach((code) => able.delete(code));
  }
  return { able, silent: all.filter((code) => !able.has(code)) };
}

/**
 * The named countries with a border that has a name on their side only.
 * @param {Seen} seen
 * @param {Set<string>} able
 * @param {Set<string>} done codes of the named
 */
export const oneSided = ({ pairs }, able, done) => pairs.filter(([a, b]) => done.has(a) !== done.has(b) && able.has(done.has(a) ? b : a)).map(([a, b]) => (done.has(a) ? a : b));

/**
 * Without the names of countries that have a neighbour without one, where room is scarce.
 * @param {Seen} seen
 * @param {Set<string>} able
 * @param {Placed[]} placed
 * @param {(name: Name) => string} codeOf
 * @param {string[]} [parties] which keep theirs
 */
export function evened(seen, able, placed, codeOf, parties = []) {
  const isOf = (/** @type {Placed} */ p, /** @type {(code: string) => boolean} */ test) => p.name.kind === 'country' && test(codeOf(p.name));
  let found = placed;
  while (seen.far) {
    const alone = new Set(oneSided(seen, able, new Set(found.flatMap((p) => (p.name.kind === 'country' ? [codeOf(p.name)] : [])))).filter((code) => !parties.includes(code)));
    if (!alone.size) break;
    found = found.filter((p) => !isOf(p, (code) => alone.has(code)));
  }
  return found;
}
