// What Explore's answers are made from where there is no server (geodash.publish.query_file).

import type { ActorFacet, Denominators, EventItem, Facets, FacetValue, Part } from '../core/types';

/** One flag an event, in time order. */
export type Flags = Uint8Array;

/** A value that a filter may have: its words, shortened too, and the places of the events that it selects. */
export interface Value {
  value: string;
  said: string;
  cut?: string;
  /** What it is listed by among others. */
  order?: string;
  events: number[];
}

/** `by` and `to`: the events in which the actor acts, and in which it is acted on; `n`: its place in the table. */
export interface ActorValue extends Value {
  by: number[];
  to: number[];
  n: number | null;
}

/** `itself`: the id that it is counted under; `used`: its place among those at which events are; `rank` by label. */
export interface PlaceValue extends Value {
  itself: string;
  used: number | null;
  label: string;
  rank: number;
}

export interface PairSide {
  by: number[];
  to: number[];
  said: string;
  /** Whether its name is written from right to left. */
  right: boolean;
}

export interface PartRules {
  name: string;
  keys: string[];
  told_by: string;
  set_by: string;
  widens: boolean;
}

export interface Reading {
  values: number;
  length: number;
  query: number;
  pairs: number;
  notices: number;
  shown: number;
  dropped: string;
  trackers: string[];
  trackers_begin: string[];
  ignored: string[];
  known: string[];
  accepted: Record<string, string>;
}

export interface Searching {
  letters: Record<string, string>;
  dropped: string;
  lose: string[];
  sounds: string[];
  kept: string;
  drawn: string;
  unseen: string;
  unspaced: { scripts: string; signs: string };
  joined: Record<string, string[]>;
  the: Record<string, string>;
  short: number;
  longest: number;
  phrase: string;
}

export interface Timing {
  coverage: { article: string; title: string; from: string; to: string }[];
  bars_from: number;
  /** A unit, its days and, where it is made of months, how many. */
  units: [string, number, number][];
  most_bins: number;
  bars: number;
  known: number;
  tail: number;
  tail_from: number;
  margin: number;
  least_margin: number;
}

/** `query.bin` */
export interface Query {
  version: string;
  reading: Reading;
  searching: Searching;
  parts: PartRules[];
  words: string[];
  spoken: Part[];
  lists: Record<'kinds' | 'types' | 'statuses' | 'roles' | 'articles' | 'datasets' | 'precision' | 'date_precision', Value[]> & {
    actors: ActorValue[];
    places: PlaceValue[];
  };
  sides: Record<string, PairSide>;
  articles: { publishers: string[]; by: Record<string, number | null> };
  facets: Facets;
  timeline: Timing;
  most_values: number;
  /** A country is a party of so many of the events. */
  party: number;
}

/** An event as `events.bin` has it; `of`: the countries that it is of. */
export type StoredEvent = Omit<EventItem, 'counted' | 'timed'> & { of: string[] };

/** `texts.bin` */
export interface Texts {
  events: string[];
  articles: string[];
  names: Record<string, string[]>;
}

/** A filter; days as numbers. */
export interface Filter {
  from: number | null;
  to: number | null;
  certain: boolean;
  actors: string[];
  all: boolean;
  side: '' | 'by' | 'to';
  pairs: string[];
  kinds: string[];
  types: string[];
  articles: string[];
  datasets: string[];
  statuses: string[];
  roles: string[];
  precision: string;
  date_precision: string;
  places: string[];
  bbox: Box | null;
  query: string;
  background: boolean;
}

export type Box = [west: number, south: number, east: number, north: number];

/** The denominators of a filter, as geodash.query.words.Counts has them. */
export type Counts = Omit<Denominators, 'publishers' | 'publisher'> & { count: number; total: number; publishers: string[] };

/** What is counted of the events, one value each; days count from 1970. */
export interface Columns {
  size: number;
  dated: Flags;
  first: Int32Array;
  last: Int32Array;
  kind: string[];
  located: Flags;
  latitude: Float64Array;
  longitude: Float64Array;
  background: Flags;
  seat: Flags;
}

export type { ActorFacet, EventItem, Facets, FacetValue, Part };
