// An agreement as the server tells it (geodash.coding.agree.shown).

import type { Cells, Ghost } from '../types';

export type Choice = '' | 'one' | 'other' | 'both';

/** A fact that two coders coded differently: its words, and the cells that either choice sets. */
export interface Differing {
  fact: string;
  label: string;
  a: string;
  b: string;
  choice: Choice;
  one: Cells | null;
  other: Cells | null;
  both: { text: string; set: Cells } | null;
  new_actors: Ghost['new_actors'];
  /** The other's passages, of the fact “words”. */
  mentions?: Cells[];
  /** The rows that only one of the two has, of the fact “links”; the other’s with the first coding’s ids. */
  links?: { one: Cells[]; other: Cells[] };
}

export interface Disagreement {
  key: string;
  what: 'differs' | 'only_one' | 'only_other';
  event: string;
  other: string;
  title: string;
  other_title?: string;
  sign: { kind: string; one_sided: boolean; planned: boolean };
  quotes: string[];
  reasons?: string[];
  confirmed?: boolean;
  facts?: Differing[];
  short?: string;
  lines?: { label: string; text: string }[];
  choice?: Choice;
  take?: { event: Cells; mentions: Cells[]; new_actors: Ghost['new_actors'] } | null;
}

export interface Agreement {
  coder: string;
  /** Whether choices are taken here; a coder only looks. */
  decides: boolean;
  names: [string, string];
  articles: string[];
  summary: string[];
  counts: { both: number; one: number; other: number };
  /** Field, n, same, κ, its interval, in common, which κ. */
  figures: string[][];
  how: string;
  confused: string[];
  table: { kinds: string[]; head: string[]; rows: string[][] };
  cards: Disagreement[];
}

/** Which codings there are beside this one (geodash.web.code_agree). */
export interface Codings {
  coder: string;
  closed: boolean;
  with: string[];
}
