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

/** Merges groups whose marks would overlap: nearer than `distance` pixels at this zoom. */
export function mergeNear(groups, project, distance) {
  const out = [];
  const placed = [...groups].sort((a, b) => b.events.length - a.events.length || (a.key < b.key ? -1 : 1));
  for (const g of placed) {
    const p = project(g);
    const near = out.find((o) => Math.hypot(o.x - p.x, o.y - p.y) < distance);
    if (near) {
      near.events.push(...g.events);
      near.points.push(g);
    } else out.push({ ...g, events: [...g.events], points: [g], x: p.x, y: p.y });
  }
  return out;
}

/** A short name for where an out-of-view event is: a home view's name, else its town or country. */
export function areaName(e, frames) {
  const frame = frames.find(({ bounds: [w, s, ea, n] }) => e.lon >= w && e.lon <= ea && e.lat >= s && e.lat <= n);
  if (frame) return frame.name;
  return e.seat || e.place_name || e.place || 'elsewhere';
}

/** Groups out-of-view events by name and side of the view, at most `limit` a side. */
export function edgeGroups(events, side, frames, limit = 3) {
  const named = new Map();
  for (const e of events) {
    const name = areaName(e, frames);
    const key = `${side(e)}|${name}`;
    if (!named.has(key)) named.set(key, { side: side(e), names: [name], events: [] });
    named.get(key).events.push(e);
  }
  const sides = new Map();
  for (const g of [...named.values()].sort((a, b) => b.events.length - a.events.length)) {
    const list = sides.get(g.side) ?? sides.set(g.side, []).get(g.side);
    if (list.length < limit) list.push(g);
    else {
      const last = list[limit - 1];
      last.names.push(...g.names);
      last.events.push(...g.events);
    }
  }
  return [...sides.values()].flat();
}

/** "Prague", "Prague, Brussels", "Prague, Brussels +3". */
export function shortNames(names) {
  const unique = [...new Set(names)];
  return unique.length <= 2 ? unique.join(', ') : `${unique.slice(0, 2).join(', ')} +${unique.length - 2}`;
}
