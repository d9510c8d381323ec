// Which events share a mark: pure functions, no Leaflet and no DOM.

/** Events that stand at a place of their own, at a speaker's seat, or for a whole country. */
export function sortByRole(events) {
  const shown = new Set(events.map((e) => e.id));
  const out = { marks: [], seats: [], countries: [], heads: [] };
  for (const e of events) {
    if (e.lat === null || e.lat === undefined) continue;
    if (e.members?.some((m) => shown.has(m))) out.heads.push(e);
    else if (e.draw === 'seat') out.seats.push(e);
    else if (e.draw === 'country') out.countries.push(e);
    else out.marks.push(e);
  }
  return out;
}

export function byPoint(events) {
  const groups = new Map();
  for (const e of events) {
    const key = `${e.lat.toFixed(4)},${e.lon.toFixed(4)}`;
    if (!groups.has(key)) groups.set(key, { key, lat: e.lat, lon: e.lon, events: [] });
    groups.get(key).events.push(e);
  }
  return [...groups.values()];
}

/** Marks nearer than this many pixels would cover each other. */
export const MERGE_PX = 15;
/** So many points in view have marks; of more, discs stand for those near each other. */
export const MOST_MARKS = 300;
const DISC_PX = [46, 70, 105, 160];

/** Merges groups whose marks would overlap: nearer than `distance` pixels at this zoom. */
export function mergeNear(groups, project, distance) {
  const out = [];
  const cells = new Map(); // what was placed, by square of `distance`: only neighbours are compared
  const placed = [...groups].sort((a, b) => b.events.length - a.events.length || (a.key < b.key ? -1 : 1));
  for (const g of placed) {
    const p = project(g);
    const [cx, cy] = [Math.floor(p.x / distance), Math.floor(p.y / distance)];
    const around = [-1, 0, 1].flatMap((i) => [-1, 0, 1].flatMap((j) => cells.get(`${cx + i},${cy + j}`) ?? []));
    const near = around
      .filter((o) => Math.hypot(o.x - p.x, o.y - p.y) < distance)
      .reduce((first, o) => (first && first.n < o.n ? first : o), null);
    if (near) {
      near.events.push(...g.events);
      near.points.push(g);
      continue;
    }
    const head = { ...g, events: [...g.events], points: [g], x: p.x, y: p.y, n: out.length };
    const cell = `${cx},${cy}`;
    if (cells.has(cell)) cells.get(cell).push(head);
    else cells.set(cell, [head]);
    out.push(head);
  }
  return out;
}

/**
 * The groups in view, of which `merge(distance)` gives all of a zoom. Where more than `most` points
 * are in view they are merged into fewer groups, to be drawn as discs (`dense`).
 */
export function fitToView(merge, inView, most = MOST_MARKS) {
  let shown = merge(MERGE_PX).filter(inView);
  if (shown.reduce((n, g) => n + g.points.length, 0) <= most) return { groups: shown, dense: false };
  for (const distance of DISC_PX) {
    shown = merge(distance).filter(inView);
    if (shown.length <= most) break;
  }
  return { groups: shown, dense: true };
}

/** Seats that a disc would cover are counted in it: {groups, left}; neither list is changed. */
export function gather(groups, seats) {
  const out = groups.map((g) => ({ ...g, events: [...g.events], points: [...g.points] }));
  const left = seats.filter((s) => {
    const disc = out.find((g) => g.points.length > 1 && Math.hypot(g.x - s.x, g.y - s.y) < DISC_PX[0]);
    disc?.events.push(...s.events);
    disc?.points.push(...s.points);
    return !disc;
  });
  return { groups: out, left };
}

/** A short name for where an out-of-view event is: a home view's name, else its town or country. */
export function areaName(e, frames) {
  const inside = ({ bounds: [w, s, ea, n] }, p) => p.lon >= w && p.lon <= ea && p.lat >= s && p.lat <= n;
  const frame = frames.find((f) => inside(f, e));
  if (frame) return { name: frame.name, home: true };
  const name = e.seat || e.place_full || e.place || e.place_name || 'elsewhere';
  return { name, home: false };
}

function join(group, other) {
  for (const key of ['names', 'events', 'nameOf']) group[key].push(...other[key]);
}

/**
 * Groups out-of-view events by side of the view and name: of each side home views and the largest
 * groups up to `limit`, then the rest as one group without a name of its own. With `whole`, each
 * side is one group.
 */
export function edgeGroups(events, side, frames, { limit = 2, whole = false } = {}) {
  const named = new Map();
  for (const e of events) {
    const at = side(e);
    const { name, home } = areaName(e, frames);
    const key = `${at}|${name}`;
    if (!named.has(key)) named.set(key, { side: at, names: [name], nameOf: [], events: [], home });
    named.get(key).events.push(e);
    named.get(key).nameOf.push(name);
  }
  const sides = new Map();
  for (const g of [...named.values()].sort((a, b) => b.home - a.home || b.events.length - a.events.length)) {
    if (!sides.has(g.side)) sides.set(g.side, []);
    const list = sides.get(g.side);
    if (whole && list.length) {
      join(list[0], g);
      list[0].more = true;
    } else if (list.length < limit) list.push(g);
    else if (list.length === limit) list.push({ ...g, rest: true });
    else {
      join(list[limit], g);
    }
  }
  return [...sides.values()].flat();
}

const cut = (text, n) => (text.length > n ? `${text.slice(0, n - 1).trimEnd()}…` : text);

/** What a chip says: "Baku", "Prague, Brussels" or, for the rest of a side, "4 more places". */
export function shortNames({ names, rest, more }, longest = 22) {
  const unique = [...new Set(names)];
  if (more) return `${cut(unique[0], 12)} and more`;
  if (!rest || unique.length === 1) return cut(unique.join(', '), longest);
  const both = unique.join(', ');
  return unique.length === 2 && both.length <= longest ? both : `${unique.length} other places`;
}
