// What the page Bring data is given and holds (geodash.imports.shown, geodash.web.data_import).

import type { ToldOnce } from '../core/types';

export interface BringData {
  api: string;
  told: ToldOnce;
  collection: { key: string; title: string; subtitle: string };
  version: string;
  geo_version: string;
  boundary_note: string;
  boundary_short: string;
  home: [number, number, number, number];
  /** Bytes of all files, and what is said of more. */
  most: number;
  too_large: string;
}

export type Mark = 'sure' | 'likely' | 'guess' | 'asks' | 'kept';

export interface Fact {
  label: string;
  mark: Mark;
  said: string;
  note: string;
  /** What it could be instead, where that can be said. */
  menu?: Menu;
  value?: string;
  options?: Choice[];
}

/** What a menu is about. */
export type Menu = 'file' | 'as' | 'updates' | 'encoding';

/** A piece of the sentence: words, or a menu of what it could be instead. */
export interface Piece {
  say?: string;
  name?: boolean;
  menu?: Menu;
  value?: string;
  options?: Choice[];
}

export interface Choice {
  value: string;
  words: string;
  effect?: string;
  group?: string;
}

export interface Question {
  asks: string;
  column: string;
  evidence: string;
  unanswered: string;
  options: Choice[];
  /** A question with one answer … */
  key?: string;
  answer?: string;
  /** … or one for each of some words. */
  words?: { key: string; word: string; rows: string; answer: string }[];
}

export interface Column {
  column: string;
  field: string;
  mark: Mark;
  why: string;
  values: string[];
  more: boolean;
}

export interface Row {
  row: number;
  id: string;
  kind: string;
  kind_label: string;
  title: string;
  when: string;
  year: number | null;
  lat: number | null;
  lon: number | null;
  soft: boolean;
  words: string;
  whose: string;
  /** `field` is what a column becomes that is dropped there. */
  facts: { what: string; field: string; said: string; from: string }[];
  odd: string[];
}

export interface Look {
  file: string;
  sentence: Piece[];
  facts: Fact[];
  questions: Question[];
  open: string;
  /** What has to be said before anything can come of it; blank for nothing. */
  needs: string;
  columns: Column[];
  fields: { key: string; words: string }[];
  rows: Row[];
  noticed: string[];
  /** By which name what the columns become can be kept, or is; null where the format says it all. */
  keep: { name: string; kept: boolean } | null;
  /** The rows, in words. */
  count: string;
}

export interface Part {
  key: string;
  words: string;
  note: string;
  count: number;
}

export interface GroupRow {
  row: string;
  /** The row's number where its cell can be corrected here. */
  number: number | null;
  column: string;
  value: string;
  reason: string;
  mend: string;
}

/** A cell as it is meant: row, column, value. */
export type Mend = [number, string, string];

export interface Group {
  left_out: boolean;
  title: string;
  column: string;
  count: number;
  rows: GroupRow[];
  more: string;
}

export interface Outcome {
  facts: Fact[];
  parts: Part[];
  read: number;
  read_words: string;
  left_words: string;
  /** What leads to the reasons; blank for none. */
  see: string;
  groups: Group[];
  remarks: number;
  columns: Record<string, string>;
  withdrawn: { count: number; words: string; ids: string[] };
  actors: string;
  updates: string;
  licence: { title: string; licence: string; cite: string; own: boolean };
  open: string;
  to_come: { count: string; words: string }[];
  /** Events of all rows by the year in which they begin, and how many are undated. */
  years: [number, number][];
  undated: number;
}

export interface Plan extends Outcome {
  updating: Piece[];
  again: string;
  planned: string;
}

/** An import that can be undone: which, in words. */
export interface Noted {
  moment: string;
  words: string;
}

export interface Last {
  last: Noted | null;
}

export interface Report extends Outcome {
  undo: Noted | null;
  /** The id of the data set that it is now. */
  data: string;
  written: boolean;
  seconds: string;
  command: string;
  exit: string;
  trouble: string[];
}

export interface Progress {
  head: string;
  rows: string;
  speed: string;
  share: number | null;
  doing: string;
  last: boolean;
  parts?: Part[];
  groups?: Group[];
}

export interface State {
  number: number;
  ended: '' | 'done' | 'failed' | 'cancelled';
  failed: string;
  taking: boolean;
  progress?: Progress;
  look?: Look;
  plan?: Plan;
  report?: Report;
  meanwhile?: string;
}

export interface Sent {
  stage: string;
  name: string;
  files: { name: string; size: string }[];
}

/** What somebody says of a file. */
export interface Said {
  file: string;
  as: string;
  told: Record<string, string>;
  answers: Record<string, string>;
  updates: string;
  licence: string;
  cite: string;
  mends: Mend[];
  encoding: string;
}

export interface Acts {
  menu: (menu: string, value: string) => void;
  answer: (key: string, value: string) => void;
  become: (column: string, field: string) => void;
  terms: (licence: string, cite: string) => void;
}
