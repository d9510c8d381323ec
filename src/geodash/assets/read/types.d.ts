// What Read is given beside the events of an article (views/companion/page.py), and what its parts share.

import type { Context as Page, EventItem, Payload, State } from '../core/types';

export type Bounds = [west: number, south: number, east: number, north: number];

/** A passage, and what the map shows at it. */
export interface Stop {
  event: string;
  /** The event and those parts of it that the same words tell. */
  events: string[];
  /** Whose words the passage is; blank of an event that the text tells nowhere that could be found. */
  mention: string;
  paragraph: number | null;
  /** Null of what has no place: the map stays as it is. */
  view: Bounds | null;
}

export interface Companion {
  id: string;
  title: string;
  published: string;
  html: string;
  view: Bounds | null;
  stops: Stop[];
  /** By event. */
  captions: Record<string, string>;
  overview: string;
}

export type ReadPayload = Payload & { read: Companion | null };

/** What the parts of the page share. */
export interface Reading {
  state: State;
  ctx: Page;
  /** The article on show. */
  article(): Companion | null;
  /** The passage of the selected event; null before any is read. */
  stop(): Stop | null;
  /** The passage that tells an event here. */
  stopOf(id: string | null): Stop | null;
  /** Goes to an event here, or to the article that tells it. */
  go(id: string, source: string): void;
  /** To the next passage, or the one before. */
  step(by: 1 | -1): void;
  open(article: string, event?: string | null): void;
}

/** A place that a line leads to: its middle, and how far from it the line ends. */
export interface Target {
  x: number;
  y: number;
  r: number;
}

export type Shown = { events: EventItem[]; selected: string | null; rings: EventItem[]; aside: string[]; view: Bounds | null };
