// What the search's modules share; the answers are those of `api/search` (geodash.views.search).

import type { Child, Kind } from '../core/types';

/** A text in pieces, of which every second is lit. */
export type Pieces = string[];
export type Params = Record<string, string>;

/** Something that was found. */
export interface Found {
  title: Pieces;
  more: Pieces;
  /** What opening it does. */
  act: string;
  /** The filter that shows it. */
  filter: Params | null;
  event?: string;
  kind?: Kind;
  one_sided?: boolean;
  planned?: boolean;
  background?: boolean;
  /** What articles tell differently of it, in words, or blank. */
  differs?: string;
  where?: string;
  why?: Pieces | null;
  article?: string;
  para?: number | null;
  events?: string[];
  quoted?: boolean;
  note?: { lead: string; text: string } | null;
  lat?: number | null;
  lon?: number | null;
  zoom?: number;
  /** Of a show, counted from 0. */
  slide?: number;
}

export interface Group {
  key: string;
  label: string;
  short: string;
  count: number;
  said: string;
  show: { text: string; params: Params; count: number } | null;
  rows: Found[];
}

export interface Answer {
  q: string;
  count: number;
  groups: Group[];
  nothing: string;
  /** All events found; `null` where they are too many to name. */
  ids: string[] | null;
}

/** A line of the results: something found, the filter of a group, or the rest of a group. */
export type Line =
  | { sort: 'found'; group: Group; found: Found }
  | { sort: 'show'; group: Group; params: Params }
  | { sort: 'rest'; group: Group; n: number };

/** What a page does with what was found. */
export interface Acts {
  open(found: Found): unknown;
  /** Adds parameters to the filter. */
  filter(params: Params): unknown;
  /** Where a filter shows events: “ on the map”. */
  where?: string;
  /** What is said of something beside what the server says of it. */
  remark?(found: Found): string;
  /** What was found is on show, or nothing is any more. */
  answered?(answer: Answer | null): unknown;
  /** A line is chosen; none where nothing is on show. */
  chosen?(found: Found | null): unknown;
}

/** Where answers come from: a server, or the file itself. */
export type Ask = (query: string) => Promise<Answer>;

/** What a line shows at its left. */
export type Icon = (group: Group, found: Found) => Child;
