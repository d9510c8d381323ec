// What a show is made of (views/show.py, views/slides.py): plain text, nothing that is empty.

import type { EventItem, Kind, ToldOnce } from '../core/types';

/** A stretch of an article's words; `coded` where they are the event's own quote. */
export interface Run {
  text: string;
  coded: boolean;
}

/** What another party says; `voice` is blank where the one before goes on. */
export interface SlideAnswer {
  voice: string;
  text: string;
  quote: string;
  runs_on: boolean;
  /** Of an accusation, also one in passing: that there is no answer to it; blank otherwise. */
  silent: string;
  /** Whose the words are that take a side in the quote. */
  cautions?: string[];
  /** It is what the slide answers. */
  asked: boolean;
  /** `text` and `voice` in whole clauses, where they are long (views/show.py). */
  less?: string;
  less_voice?: string;
}

/** A line of a list (views/slides.py): an event, or all that one speaker says. */
export interface ListLine {
  events: string[];
  text: string;
  when: string;
  voice: string;
  reply: string;
  place: string;
}

/** What the map shows: `bounds` (west, south, east, north) or centre and zoom; see views/slides.py. */
export interface Frame {
  bounds?: [number, number, number, number];
  center?: [number, number];
  zoom?: number;
  events: string[];
  selected?: string[];
  aside?: string[];
  parted?: string[];
  /** Codes of the countries named first. */
  parties?: string[];
}

export interface Slide {
  role: 'title' | 'event' | 'view' | 'closing';
  number?: number;
  event_id?: string;
  heading: string;
  subtitle?: string;
  kind?: Kind;
  kind_label?: string;
  one_sided?: boolean;
  /** The badge in words; absent without one. */
  account?: string;
  planned?: boolean;
  date?: string;
  date_note?: string;
  /** First and last day, ISO. */
  days?: [string, string];
  place?: string;
  precision?: string;
  passage: Run[];
  /** The passage with less around its coded words. */
  brief?: Run[];
  before?: Run[];
  after?: Run[];
  paragraph?: number;
  language?: string;
  caution?: string;
  answers: SlideAnswer[];
  others?: string;
  silent?: string;
  figures?: string;
  remark?: string;
  editors?: string[];
  /** Editors' notes that always stand on the slide. */
  in_sight?: string[];
  source?: string;
  sentence?: string;
  lines: string[];
  /** Of a view; none of one that is too large to list. */
  rows: ListLine[];
  counts: [kind: Kind, label: string, n: number][];
  notices: string[];
  notes?: string;
  /** The words take more than half of the slide. */
  wide?: boolean;
  frame: Frame;
}

/** An event to jump to; `text` is what is searched, folded. */
export interface JumpItem {
  id: string;
  title: string;
  kind: Kind;
  one_sided: boolean;
  planned: boolean;
  date: string;
  place: string;
  text: string;
}

/** Every event with its slide, unpacked when it is asked for. */
export interface Jumps {
  slides: Slide[];
  events: EventItem[];
  items: JumpItem[];
}

/** The data of the show, in the file as they are. */
export interface ShowData {
  briefing: { title: string };
  home: string;
  told: ToldOnce;
  short_note: string;
  slides: Slide[];
  events: EventItem[];
}

/** What a key, a button or a swipe means. */
export type Action =
  | 'next' | 'previous' | 'first' | 'last' | 'back' | 'leave' | 'fullscreen' | 'blank' | 'paragraph'
  | 'jump' | 'presenter' | 'motion' | 'help' | 'print' | 'menu';
export type Perform = (action: Action) => unknown;

/**
 * How much a slide says and how (fit.js): characters of heading, our words and source, answers. `words`:
 * ours and theirs, theirs alone or ours alone; `later`: also in what one says further; `brief`: of the
 * passage, less around its coded words.
 */
export interface Fit {
  heading: number;
  brief: boolean;
  words: 'both' | 'theirs' | 'ours';
  later: boolean;
  /** Our words on an answer in whole clauses, where a slide can't hold all of them. */
  less: boolean;
  answers: number;
  say: number;
  source: number;
  paragraph?: boolean;
  /** How many editors’ notes stand below a paragraph; all where it isn’t said. */
  notes?: number;
}
export type Deck = ReturnType<typeof import('./deck.js').createDeck>;
export type Jump = ReturnType<typeof import('./jump.js').createJump>;
