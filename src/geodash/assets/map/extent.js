// How far a mark reaches from its middle: pure numbers, no Leaflet and no DOM (views/still/spots.py has
// the same).

import { drawing, kinds } from '../core/told.js';

/** @import { EventItem } from '../core/types' */
/** @import { Box } from './types' */

/**
 * The kinds that a mark shows, in the order of the legend.
 * @param {EventItem[]} events
 */
export function kindsOf(events) {
  const there = new Set(events.map((e) => e.kind));
  return Object.keys(kinds()).filter((k) => there.has(k)).slice(0, drawing().marks.most_kinds);
}

/**
 * For each kind of a mark where its badge stands, in radii: all its events there are one side's account.
 * What is told in an article's own voice beside it takes no claim's badge away.
 * @param {EventItem[]} events
 * @returns {(readonly [number, number] | null)[]}
 */
export function badgesOf(events) {
  const { badge_at: [x, y], badge_between: between } = drawing().marks;
  return kindsOf(events).map((kind, i, { length }) => {
    if (!events.every((e) => e.kind !== kind || e.one_sided)) return null;
    if (i === length - 1) return [x, y];
    return i ? between : [-x, y];
  });
}

/**
 * How far from the middle the mark of a kind stands.
 * @param {number} i
 * @param {number} n of so many
 */
export const across = (i, n) => (i - (n - 1) / 2) * drawing().marks.step;

/**
 * What a mark takes with its number, its badge and, when it is selected, its brackets; around 0, 0.
 * @param {EventItem[]} events
 * @param {boolean} [selected]
 * @returns {Box}
 */
export function extentOf(events, selected = false) {
  const m = drawing().marks;
  const badges = badgesOf(events);
  const half = (m.wide + (badges.length - 1) * m.step) / 2;
  let [left, right, top, bottom] = [half + m.clear, half + m.clear, m.radius + 1 + m.clear, m.radius + 1 + m.clear];
  const badge = Math.max(m.badge_least, m.radius * m.badge) + m.clear;
  badges.forEach((at, i) => {
    if (!at) return;
    const x = across(i, badges.length) + m.radius * at[0];
    [left, right, top] = [Math.max(left, badge - x), Math.max(right, x + badge), Math.max(top, badge - m.radius * at[1])];
  });
  if (events.length > 1) {
    const pill = m.count_pad + String(events.length).length * m.count_digit;
    right = Math.max(right, half + m.count_gap + pill / 2 + m.clear);
    bottom = Math.max(bottom, m.count_below + m.count_height / 2 + m.clear);
  }
  if (!selected) return [-left, -top, right, bottom];
  const edge = m.bracket_widths[0] / 2 + m.clear;
  const [wide, high] = [half + m.bracket_gap + edge, m.bracket_height + edge];
  return [-Math.max(left, wide), -Math.max(top, high), Math.max(right, wide), high];
}
