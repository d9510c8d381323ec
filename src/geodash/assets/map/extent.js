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
 * What a mark takes with its number, its badge and, when it is selected, its brackets; around 0, 0.
 * @param {EventItem[]} events
 * @param {boolean} [selected]
 * @returns {Box}
 */
export function extentOf(events, selected = false) {
  const m = drawing().marks;
  const half = (m.wide + (kindsOf(events).length - 1) * m.step) / 2;
  let [right, top, bottom] = [half + m.clear, m.radius + 1 + m.clear, m.radius + 1 + m.clear];
  if (events.every((e) => e.one_sided)) {
    const badge = Math.max(m.badge_least, m.radius * m.badge) + m.clear;
    right = Math.max(right, half - m.wide / 2 + m.radius * m.badge_at[0] + badge);
    top = Math.max(top, badge - m.radius * m.badge_at[1]);
  }
  if (events.length > 1) {
    const pill = m.count_pad + String(events.length).length * m.count_digit;
    right = Math.max(right, half + m.count_gap + pill / 2 + m.clear);
    bottom = Math.max(bottom, m.count_below + m.count_height / 2 + m.clear);
  }
  if (!selected) return [-half - m.clear, -top, right, bottom];
  const edge = m.bracket_widths[0] / 2 + m.clear;
  const [wide, high] = [half + m.bracket_gap + edge, m.bracket_height + edge];
  return [-wide, -high, Math.max(right, wide), high];
}
