// The answer of `api/analysis` (geodash.views.analysis) and what a tab of Analyse is.

import type { Context, Kind, State } from '../core/types';

/** A number with its events; `ids` are at most those that can be stepped through. */
export interface Figure {
  n: number;
  ids: string[];
}

/** An event as a button needs it. */
export interface Told {
  id: string;
  kind: Kind;
  one_sided?: boolean;
  planned?: boolean;
  /** What articles tell differently of it, in words, or blank. */
  differs?: string;
}

/** A row of the table; `first` and `last` are ISO dates or empty, precisions 9 where unknown. */
export interface TableRow extends Told {
  title: string;
  one_sided: boolean;
  planned: boolean;
  type: string;
  first: string;
  last: string;
  date: string;
  date_prec: number;
  date_sure: string;
  date_basis: string;
  place: string;
  where_prec: number;
  place_sure: string;
  who: string;
  whom: string;
  status: string;
  says: string;
  articles: string[];
  background: boolean;
}

export interface Pair {
  pair: string;
  from: string;
  to: string;
  total: Figure;
  kinds: Record<Kind, Figure>;
  /** Those of the events that one side alone tells. */
  one_sided: Record<Kind, Figure>;
  /** How many of the events are parts of one account; blank where none is. */
  parts: string;
}

export interface Period {
  from: string;
  to: string;
}

/** A row of bars; `shares` has a number for each bar, in parts of events where dates are open. */
export interface SeriesRow {
  value: string;
  label: string;
  count: number;
  total: Figure;
  shares: number[];
  /** What choosing it alone shows more; blank where nothing. */
  note: string;
}

export interface Series {
  by: 'kind' | 'type' | 'actor' | 'article';
  unit: 'day' | 'week' | 'month' | 'quarter' | 'year' | 'decade' | 'century';
  adds_up: boolean;
  bars: Period[];
  rows: SeriesRow[];
  more: number;
}

export type Letter = 'a' | 'b';

/** Events one by one, the first of them; `total` are all. */
export interface Listed {
  total: Figure;
  rows: (Told & { title: string; when: string; where: string })[];
}

/** A place or a party that only one side has. */
export interface Apart {
  label: string;
  events: Figure;
}

export interface TallyRow {
  value: string;
  label: string;
  a: Figure;
  b: Figure;
}

export interface TallyList {
  key: 'kind' | 'who' | 'status' | 'party' | 'place';
  title: string;
  rows: TallyRow[];
  more: number;
}

/** A unit of time with the events that are dated to it: each, or how many by kind. */
export interface TimesBin extends Period {
  events?: (Told & { title: string })[];
  kinds?: Record<Kind, Figure>;
}

/** When the events of a side were; `lines` are those dated less closely than the unit. */
export interface SideTimes extends Period {
  bins: TimesBin[];
  lines: (Told & Period & { title: string; lane: number })[];
  loose: Figure;
  undrawn: Figure;
  outside: Figure;
  undated: Figure;
  coverage: (Period & { article: string; title: string; label: string })[];
}

/** `days` of the longer side, which is as wide as there is room; `marks`: a mark is an event. */
export interface Times {
  unit: string;
  marks: boolean;
  caption: string;
  days: number;
  a: SideTimes;
  b: SideTimes;
}

export interface ComparedSide {
  label: string;
  /** The side's own filter, as a query string. */
  query: string;
  total: Figure;
  elsewhere: Figure;
  unplaced: Figure;
  only: Listed;
  places: Apart[];
  who: Apart[];
}

export interface Compared {
  by: 'periods' | 'parties' | 'articles';
  /** The word of the sentence that A and B take the place of. */
  word: string;
  /** What tells the sides in an address: `a.from` and so on. */
  params: Record<string, string>;
  /** The shared filter and both sides, as a query string. */
  query: string;
  amount: string;
  said: string;
  a: ComparedSide;
  b: ComparedSide;
  both: Listed;
  tallies: TallyList[];
  times: Times | null;
  /** The view of both maps as `map=` of a slide. */
  view: string;
  choices: { value: string; label: string; count: number }[];
}

/** The answer of `api/compare`. */
export interface CompareAnswer {
  notices: string[];
  ways: { by: Compared['by']; label: string; params: Record<string, string> }[];
  compared: Compared | null;
  too_many: boolean;
  most_events: number;
}

/** What somebody says of a claim. */
export interface Answered extends Told {
  voice: string;
  runs_on: boolean;
  title: string;
  quote: string;
  /** That those whom it accuses give no answer; blank where none is missing. */
  silent: string;
}

export interface Claim extends Told {
  title: string;
  when: string;
  where: string;
  parts: number;
  says: string;
  about: string;
  answers: Answered[];
  silent: string;
  /** Editors' notes that stand in sight. */
  editors: string[];
}

export interface Loss extends Told {
  title: string;
  when: string;
  figure: string;
  of: string;
  says: string;
  notes: string[];
  answers: Answered[];
  silent: string;
  editors: string[];
}

/** The dead of one side by one source; null where they say that some died and not how many. */
export interface Toll {
  side: string;
  says: string;
  n: number | null;
  ids: string[];
}

export interface Answer {
  sentence: string;
  params: string;
  notices: string[];
  count: number;
  total: number;
  too_many: boolean;
  most_events: number;
  rows: TableRow[];
  pairs: { by: 'country' | 'actor'; rows: Pair[]; more: number; doerless: Figure };
  series: Series;
  spread: Figure;
  undated: Figure;
  coverage: (Period & { article: string; title: string; label: string })[];
  claims: { key: string; title: string; rows: Claim[] }[];
  losses: { sides: Toll[]; rows: Loss[] };
}

/** A way to look at the events. */
export interface Tab {
  update(answer: Answer): void;
  /** What stands beside the tab's name. */
  count?(answer: Answer): number | null;
  destroy?(): void;
}
export type MountTab = (root: HTMLElement, state: State, ctx: Context) => Tab;
