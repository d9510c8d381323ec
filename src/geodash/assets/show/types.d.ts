// What the show is given (views/show.py, views/slides.py) and what its modules hand each other. For the
// type checker and for readers; no browser loads this file.

import type { EventItem, Kind, ToldOnce } from '../core/types';

/** A stretch of an article's words; `coded` where they are the event's own quote. */
export interface Stretch {
  text: string;
  coded: boolean;
}

/** What another party says: who, in our voice, and in theirs. */
export interface Answer {
  voice: string;
  text: string;
  quote: string;
  /** The text goes on from the voice without a colon. */
  runs_on: boolean;
}

/** What the map shows: bounds (west, south, east, north) or a centre and zoom. */
export interface Frame {
  bounds?: [number, number, number, number];
  center?: [number, number];
  zoom?: number;
  events: string[];
  selected?: string[];
  /** Wholes that stand as their parts. */
  aside?: string[];
  /** Wholes whose parts have places of their own: no area says where. */
  parted?: string[];
}

/** A slide; what is blank is left out. */
export interface Slide {
  role: 'title' | 'event' | 'view' | 'closing';
  heading: string;
  frame: Frame;
  number?: number;
  event_id?: string;
  title?: string;
  subtitle?: string;
  kind?: Kind;
  kind_label?: string;
  one_sided?: boolean;
  planned?: boolean;
  date?: string;
  date_note?: string;
  days?: [string, string];
  place?: string;
  precision?: string;
  passage: Stretch[];
  before?: Stretch[];
  after?: Stretch[];
  paragraph?: number;
  language?: string;
  caution?: string;
  answers: Answer[];
  silent?: string;
  source?: string;
  sentence?: string;
  lines: string[];
  rows: [when: string, title: string][];
  counts: [kind: Kind, label: string, n: number][];
  notices: string[];
  notes?: string;
}

/** The events that a map of the show draws; keys that no layer asks for are left out. */
export type ShowEvent = EventItem;

/** What stands in the file as it is. */
export interface ShowData {
  briefing: { id: string; title: string; subtitle: string };
  /** Where Esc leads, relative to the address. */
  home: string;
  told: ToldOnce;
  short_note: string;
  slides: Slide[];
  events: ShowEvent[];
}

/** An event that "/" leads to. */
export interface JumpItem {
  id: string;
  title: string;
  kind: Kind;
  one_sided: boolean;
  planned: boolean;
  date: string;
  place: string;
  who: string;
}

/** Every event with its slide, unpacked when it is asked for. */
export interface Jumps {
  slides: Slide[];
  events: ShowEvent[];
  items: JumpItem[];
}

/** What keys, buttons and edges lead to. */
export type Action =
  | 'next' | 'previous' | 'first' | 'last' | 'back' | 'blank' | 'help' | 'jump' | 'presenter' | 'print'
  | 'paragraph' | 'motion' | 'fullscreen' | 'leave';
export type Run = (action: Action) => unknown;

/** How much there is room for (fit.js), in characters and pieces; 0: all. */
export interface Fit {
  heading: number;
  passage: number;
  quotes: number;
  answers: number;
  lines: number;
  say: number;
  source: number;
  paragraph?: boolean;
}

/** What the words of a slide may ask for. */
export interface Tools {
  byId(id: string): ShowEvent | undefined;
  onChoose(ids: string[]): unknown;
}
