// What the page Present is sent (app/compose.py, web/shows.py) and what its modules hand each other.

import type { Collection, Kind, ToldOnce } from '../core/types';

/** What a file says that could not be used as written. */
export interface Problem {
  severity: string;
  where: string;
  line?: number;
  reason: string;
  fix: string;
}

/** A mark on a briefing's card: of an event; null for a view of several. */
export interface ShelfMark {
  kind: Kind;
  one_sided: boolean;
  planned: boolean;
}

/** A briefing of the collection; `base` names the version of its file, `nameless` what its PPTX has no font for. */
export interface ShelfBriefing {
  id: string;
  base: string;
  title: string;
  subtitle: string;
  slides: { view: string; heading: string; remark: string; notes: string }[];
  dates: string;
  marks: (ShelfMark | null)[];
  nameless: string[];
}

/** How a saving went. */
export interface Outcome {
  ok: boolean;
  id: string;
  base: string;
  message: string;
}

/** Has the server save; it is always told how that went. */
export type Saving = (request: { id: string; base: string; briefing: object }) => Promise<Outcome>;

export interface PresentData {
  api: string;
  /** Of the collection and its briefings. */
  version: string;
  told: ToldOnce;
  collection: Collection;
  /** Whether the collection may be written to. */
  edit: boolean;
  briefings: ShelfBriefing[];
  problems: Problem[];
  [more: string]: unknown;
}

/** What the server says of a slide of a draft. */
export interface SlideInfo {
  n: number;
  role: string;
  view: string;
  event_id: string;
  heading: string;
  given_heading: string;
  remark: string;
  notes: string;
  title: string;
  kind: Kind;
  one_sided: boolean;
  planned: boolean;
  date: string;
  place: string;
  passage: string;
  sentence: string;
  reason: string;
  /** What a view's `map` is that shows the same, and how many degrees its picture is wide. */
  map: { zoom: number; lat: number; lon: number; wide: number } | null;
  nameless: string[];
  /** Of the collection, of which this is told. */
  version: string;
}

/** The answer to a draft or to the text of a file. */
export interface Composed {
  briefing: { id: string; title: string; subtitle: string } | null;
  slides: SlideInfo[];
  problems: Problem[];
  version: string;
  /** Of a file whose encoding is not certain: those that it may have, and its first words in each. */
  encodings?: { name: string; sample: string }[];
}

/** What a draft may be replaced by; what is missing is empty. */
export interface Copy {
  id?: string;
  base?: string;
  title?: string;
  subtitle?: string;
  slides?: { view: string; heading?: string; remark?: string; notes?: string }[];
}

export type Draft = ReturnType<typeof import('../core/draft.js').createDraft>;
export type Say = (text: string) => void;
