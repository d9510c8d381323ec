// Where one name after another finds room on the map, clear of all that stands there.

import * as L from '../vendor/leaflet.js';
import { all } from '../core/dom.js';
import { drawing } from '../core/told.js';
import { around, meet } from './boxes.js';
import { abroad, inside, middleOf } from './countries.js';
import { placeOf, shownOf } from './grounds.js';
import { createTaken } from './taken.js';
import { spotsFor } from './typeset.js';

/** @import { Box } from './types' */
/** @import { Name, Placed, Spot } from './typeset.js' */
/** @import { Lands, Row, Seen } from './countries.js' */
/** @import { Shown } from './grounds.js' */
/** @typedef {[number, number]} XY */
/** @typedef {ReturnType<typeof import('./reach.js').createReach>} MayReach */

// What floats above the map, here and in the show: no name hides below it.
const CHIPS = '.gd-chip';
const FLOATING = '.gd-homes:not([hidden]), .gd-locator, .gd-legend, .gd-zoom, .gd-mapnote, .sh-unnamed:not([hidden]), .leaflet-control-scale, .sh-key, .sh-scale, .nb-over, .gd-cm-note, .gd-cm-point, .gd-bd-bounds';

/**
 * What the map shows, in layer pixels.
 * @param {L.Map} map
 * @returns {Box}
 */
export function frameOf(map) {
  const { x, y } = map.getSize();
  const origin = map.containerPointToLayerPoint([0, 0]);
  return [origin.x, origin.y, origin.x + x, origin.y + y];
}

/**
 * Boxes of what floats above the map, in layer pixels.
 * @param {L.Map} map
 * @param {{chips?: boolean}} [which] whether chips at the edge count, which come after marks
 * @returns {Box[]}
 */
export function controls(map, { chips = false } = {}) {
  const origin = map.containerPointToLayerPoint([0, 0]);
  const container = map.getContainer();
  const base = container.getBoundingClientRect();
  const k = base.width / container.offsetWidth || 1; // the show draws the map enlarged
  return all(container.parentElement ?? container, chips ? `${CHIPS}, ${FLOATING}` : FLOATING).map((el) => {
    const r = el.getBoundingClientRect();
    const x = (r.left - base.left) / k + origin.x;
    const y = (r.top - base.top) / k + origin.y;
    return [x, y, x + r.width / k, y + r.height / k];
  });
}

/**
 * The country in which a place lies; of one on the coast, which may lie just off it, the nearest.
 * @param {L.Map} map
 * @param {Lands} lands
 * @param {Name} name
 */
function homeOf(map, lands, { lat, lon, ofArea }) {
  const code = lands.country(lon, lat);
  if (code || ofArea) return code;
  const p = map.latLngToLayerPoint([lat, lon]);
  const turns = [0, 1, 2, 3, 4, 5, 6, 7].map((i) => (i * Math.PI) / 4);
  for (const away of drawing().countries.ashore_within) {
    for (const turn of turns) {
      const at = map.layerPointToLatLng([p.x + Math.cos(turn) * away, p.y + Math.sin(turn) * away]);
      const near = lands.country(at.lng, at.lat);
      if (near) return near;
    }
  }
  return '';
}

/** @typedef {{cover: Box, box: Box, y: number}} Beside a name that stands beside a mark, and where its place is */

/**
 * Whether a name would stand above another of the same mark whose place is further north, or below.
 * @param {Box} box
 * @param {number} y
 * @param {Beside} other
 */
function isUpsideDown(box, y, other) {
  const apart = (box[1] + box[3] - other.box[1] - other.box[3]) / 2;
  return Math.abs(apart) > drawing().labels.level && (y - other.y) * apart < 0;
}

/** How far a box is from another. @type {(a: Box, b: Box) => number} */
const between = (a, b) => Math.hypot(Math.max(a[0] - b[2], b[0] - a[2], 0), Math.max(a[1] - b[3], b[1] - a[3], 0));

/** Whether a name would stand as near to another mark as to its own. */
const isAstray = (/** @type {Name} */ { cover, others = [] }, /** @type {Box} */ box) => Boolean(cover && others.some((o) => between(o, box) <= between(cover, box)));

/** Whether a name may stand away from its place, with a line: that of a mark, and of an important town. */
export function mayBeLed(/** @type {Name} */ name, /** @type {number} */ zoom) {
  const { led_rank: rank, led_from: from } = drawing().labels;
  // Far out a line leads to a third country.
  return (Boolean(name.marked || name.selected) && zoom >= drawing().marks.sides_from) || (name.kind === 'town' && name.rank <= rank && zoom >= from);
}

/**
 * From a name to the mark that it stands a step away from; none right beside it, if it is beside no other.
 * @param {Name} name
 * @param {Spot} spot
 * @param {L.Point} p
 * @returns {[XY, XY] | undefined}
 */
function lineFrom(name, { box }, p) {
  const [l, t, r, b] = box;
  if (!name.cover) return undefined;
  return between(name.cover, box) > drawing().labels.led || isAstray(name, box) ? [[Math.min(r, Math.max(l, p.x)), Math.min(b, Math.max(t, p.y))], [p.x, p.y]] : undefined;
}

/**
 * Places for names that have a line, if there is no room at what they are the name of.
 * @param {L.Map} map
 * @param {{lands: Lands, seen: Seen | null}} known
 * @param {Box} frame
 * @param {{free: (box: Box) => boolean, open: (point: XY) => boolean}} room
 */
function createLed(map, { lands, seen }, frame, { free, open }) {
  const place = (/** @type {Name} */ name, /** @type {Shown | null} */ shown, code = homeOf(map, lands, name), also = (/** @type {Box} */ _) => true, way = open) => (seen && shown ? placeOf(name, shown, seen, code, { free: (box) => free(box) && also(box), open: way }) : null);
  return {
    /** On its area or near it. */
    grounded: (/** @type {Name} */ name, /** @type {Box[]} */ dots) => place(name, seen && shownOf(map, seen, name), undefined, (box) => !dots.some((d) => meet(d, box))),
    /** Away from its mark, for want of room beside it on its own side of a border. */
    pointed(/** @type {Name} */ name, /** @type {L.Point} */ p, /** @type {(box: Box) => boolean} */ also = () => true, /** @type {Box[]} */ dots = []) {
      if (!inside([p.x, p.y, p.x, p.y], frame)) return null;
      const own = name.cover ?? around(p, 8);
      /** @type {XY} */
      const at = [p.x, p.y];
      const off = dots.filter((d) => !meet(d, own));
      const clear = (/** @type {Box} */ box) => !off.some((d) => meet(d, box));
      return place({ ...name, pointed: true }, { rows: [], points: [at], anchor: at, asks: true }, undefined, (box) => also(box) && clear(box), ([x, y]) => meet(own, [x, y, x, y]) || (open([x, y]) && clear([x - 3, y - 3, x + 3, y + 3])));
    },
    /** A country's, outside its land. */
    outside(/** @type {Name} */ name, /** @type {string} */ code, /** @type {Row[]} */ rows) {
      const points = rows.flatMap(({ y, spans }) => spans.map(([a, b]) => /** @type {XY} */ ([(a + b) / 2, y])));
      const { x, y } = middleOf(rows);
      return place({ ...name, pointed: true }, points.length ? { rows, points, anchor: [x, y], asks: true } : null, code);
    },
  };
}

/**
 * Places names one after another, each clear of all before it. A bare town's keeps clear of soft edges
 * too: what is known no closer than an area would seem to be in that town.
 * @param {L.Map} map
 * @param {Box[]} obstacles
 * @param {Box[]} soft
 * @param {{mayReach: MayReach, lands: Lands, seen: Seen | null}} known
 */
export function createPlacing(map, obstacles, soft, { mayReach, lands, seen }) {
  const { gap, apart, across, abroad: most, astride } = drawing().labels;
  const frame = frameOf(map);
  const farOut = map.getZoom() < drawing().marks.sides_from;
  /** @type {{id?: string, at: L.Point}[]} */
  const countries = [];
  /** @type {Beside[]} */
  const beside = [];
  const taken = createTaken(obstacles);
  const free = (/** @type {Box} */ b) => inside(b, frame) && !taken.meets(b);
  const crisp = (/** @type {Box} */ b) => !soft.some((t) => meet(t, b));
  // What is taken has some room around it already.
  const dot = 3 - drawing().marks.clear;
  const bare = (/** @type {L.Point} */ p) => !taken.meets(around(p, dot));
  const far = (/** @type {L.Point} */ p) => p.x < frame[0] - 60 || p.x > frame[2] + 60 || p.y < frame[1] - 30 || p.y > frame[3] + 30;
  const twice = (/** @type {Name} */ name, /** @type {L.Point} */ p) => name.kind === 'country' && countries.some((n) => n.id === name.placeId && n.at.distanceTo(p) < apart);

  const ledBy = createLed(map, { lands, seen }, frame, { free, open: ([x, y]) => !taken.meets([x, y, x, y]) });

  /** Of several names at one mark none stands out of their order, with a line or without. */
  const ordered = (/** @type {Name} */ { cover }, /** @type {Box} */ box, /** @type {number} */ y) => !beside.some((b) => cover && meet(b.cover, cover) && isUpsideDown(box, y, b));

  function spotFor(/** @type {Name} */ name, /** @type {L.Point} */ p, /** @type {number} */ y, /** @type {boolean} */ town, /** @type {Box[]} */ off) {
    const spots = spotsFor(name, p).filter((s) => !off.some((d) => meet(d, s.box)));
    const roomy = spots.filter((s) => free(s.box) && (!town || crisp(s.box)) && ordered(name, s.box, y) && (!s.moved || mayReach(name, s.box)));
    const astray = roomy.filter((s) => isAstray(name, s.box));
    return ownSide(name, astray.length ? [...roomy.filter((s) => !astray.includes(s)), ...astray] : roomy, town);
  }

  /** The first place on a name's own side of all borders, else the one least across them. */
  function ownSide(/** @type {Name} */ name, /** @type {Spot[]} */ spots, /** @type {boolean} */ town) {
    const code = seen && spots.length && !['country', 'water'].includes(name.kind) ? homeOf(map, lands, name) : '';
    const afloat = Boolean(name.ofArea && !code);
    if (!seen || (!code && !afloat)) return spots[0] ?? null;
    const shares = spots.map((s) => ({ s, share: abroad(seen, code, s.box) }));
    const own = shares.find(({ share }) => share <= across) ?? shares.sort((a, b) => a.share - b.share)[0];
    return own && own.share <= (town || afloat || farOut ? most : astride) ? own.s : null;
  }

  return {
    free,
    outside: ledBy.outside,
    /** @param {Placed} placed */
    take({ spot: { box: [left, top, right, bottom] }, leader }) {
      taken.add([left - gap, top - 1, right + gap, bottom + 1]);
      if (!leader) return;
      const [[x0, y0], [x1, y1]] = leader;
      for (let i = 0; i <= 20; i += 1) taken.add(around(L.point(x0 + ((x1 - x0) * i) / 20, y0 + ((y1 - y0) * i) / 20), 4));
    },
    /**
     * Where a name stands: nowhere if it finds no room.
     * @param {Name} name
     * @param {Box[]} [dots] of important towns, which the name of an area or a country keeps clear of too, and one that has a line
     * @returns {Placed | null}
     */
    place(name, dots = []) {
      if (name.ground) return ledBy.grounded(name, dots);
      const place = map.latLngToLayerPoint([name.lat, name.lon]);
      const p = name.at ? map.latLngToLayerPoint([name.at.lat, name.at.lon]) : place;
      if (far(p) || twice(name, p)) return null;
      const town = name.kind === 'town' && !name.marked && !name.selected;
      const bareTown = town && name.order === 'town';
      if (bareTown && !bare(p)) return null;
      const spot = spotFor(name, p, place.y, bareTown, name.kind === 'country' ? dots : []);
      const also = bareTown ? crisp : undefined;
      const led = spot || !mayBeLed(name, map.getZoom()) ? null : (dots.length ? ledBy.pointed(name, p, also, dots) : null) ?? ledBy.pointed(name, p, also);
      const found = spot ?? (led && ordered(name, led.spot.box, place.y) ? led.spot : null);
      if (found && name.cover) beside.push({ cover: name.cover, box: found.box, y: place.y });
      if (!spot) return found && led && { ...led, dot: town ? p : null };
      if (name.kind === 'country') countries.push({ id: name.placeId, at: p });
      return { name, spot, dot: town ? p : null, leader: lineFrom(name, spot, p) };
    },
  };
}
