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
}

export interface Series {
  by: 'kind' | 'type' | 'actor' | 'article';
  unit: 'day' | 'week' | 'month' | 'quarter' | 'year' | 'decade' | 'century';
  adds_up: boolean;
  bars: Period[];
  rows: SeriesRow[];
  more: number;
}

export interface ChangeList {
  key: string;
  title: string;
  rows: { value: string; label: string; before: Figure; after: Figure }[];
}

export interface Change {
  at: string;
  before: Figure;
  after: Figure;
  across: Figure;
  undated: Figure;
  lists: ChangeList[];
}

/** What somebody says of a claim. */
export interface Answered extends Told {
  voice: string;
  runs_on: boolean;
  title: string;
  quote: string;
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
}

export interface Loss extends Told {
  title: string;
  when: string;
  figure: string;
  of: string;
  says: string;
  notes: string[];
  answers: Answered[];
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
  pairs: { by: 'country' | 'actor'; rows: Pair[]; more: number };
  series: Series;
  spread: Figure;
  undated: Figure;
  coverage: (Period & { article: string; title: string; label: string })[];
  change: Change | null;
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
