// The shapes that the rooms share: what the server sends (views/payload.py, views/symbols.py) and what
// every part of a page is given. For the type checker and for readers; no browser loads this file.

export type Kind = string;

/** A point that may be missing; both or neither. */
export interface Point {
  lat: number;
  lon: number;
}

/** A place or area that a statement is about; `area:…` or a gazetteer id. */
export interface About {
  id: string;
  name: string;
  lat: number | null;
  lon: number | null;
}

/** One event as the browser knows it (PayloadBuilder.events). Days are ISO dates. */
export interface EventItem {
  id: string;
  title: string;
  kind: Kind;
  type: string | null;
  status: string;
  one_sided: boolean;
  /** The badge in words; blank without one. */
  account: string;
  planned: boolean;
  date_start: string | null;
  date_end: string | null;
  date_kind: 'within' | 'throughout';
  date_basis: string | null;
  date_label: string;
  date_brief: string;
  date_prec: number | null;
  /** The interval is so long that only its end says something. */
  date_open: boolean;
  lat: number | null;
  lon: number | null;
  where_prec: number | null;
  role: 'scene' | 'seat' | 'subject' | null;
  place: string;
  place_name: string;
  place_full: string;
  place_id: string | null;
  area_id: string | null;
  /** It is of a line, a border: of no one country. */
  between: boolean;
  seat: string | null;
  /** The country of an event that is known no closer. */
  country: { id: string; name: string } | null;
  draw: 'exact' | 'near' | 'area' | 'country' | 'seat' | 'none';
  about: About[];
  actors: string[];
  recipients: string[];
  background: boolean;
  umbrella: string | null;
  members: string[];
  /** False for a whole beside a part of it: no step, no mark, not counted. */
  counted: boolean;
  /** Whether it has a mark on the timeline. */
  timed: boolean;
  articles: string[];
  /** What articles tell differently of it, in words, or blank. */
  differs: string;
  withdrawn: string | null;
}

/** An event that has a point. */
export type LocatedEvent = EventItem & Point;

export interface Denominators {
  publishers: number;
  publisher: string | null;
  articles: number;
  articles_total: number;
  undated: number;
  unlocated: number;
  background: number;
  umbrellas: number;
  seats: number;
  /** The count without the map's bounds. */
  anywhere: number;
  /** How many of the articles the filter names. */
  chosen: number;
}

/** When an article appeared; `from` and `to` are the same day where one is known. */
export interface Coverage {
  article: string;
  title: string;
  from: string;
  to: string;
}

/** A bar of the timeline: how many events of each kind, in parts of events where dates are open. */
export interface Bar {
  from: string;
  to: string;
  kinds: Record<Kind, number>;
}

export interface TimelineData {
  domain: [string, string] | null;
  before: number;
  after: number;
  partly: number;
  coverage: Coverage[];
  unit?: string;
  bins?: Bar[];
}

/** One value of a control, with the count it has under all other parts of the filter. */
export interface FacetValue {
  value: string;
  label: string;
  count: number;
}

export interface Facets {
  kinds: FacetValue[];
  types: (FacetValue & { kind: Kind })[];
  actors: (FacetValue & { children: FacetValue[] })[];
  articles: (FacetValue & { published: string })[];
  status: FacetValue[];
  roles: FacetValue[];
  precision: FacetValue[];
  date_precision: FacetValue[];
  places: FacetValue[];
}

/** What is said of one part of the filter: a word of the sentence, or a chip beside it (query/spoken.py). */
export interface Part {
  key: string;
  /** The word whose card sets a chip, if any. */
  set_by: string;
  /** All that letting go takes out of the address. */
  params: string[];
  /** Whether the words tell a choice. */
  told: boolean;
  /** Whether the choice takes events away. */
  narrows: boolean;
  /** What stands before the words on the page. */
  lead: string;
  words: string;
  /** The same for the least room. */
  brief: string;
  /** The same in the whole sentence. */
  phrase: string;
  /** What the words are without the part. */
  let_go: string;
}

/** The answer of `api/events` for a filter. */
export interface Payload {
  version: string;
  params: string;
  notices: string[];
  count: number;
  total: number;
  sentence: string;
  /** Why no event has the words that were searched for; blank where one has. */
  nothing?: string;
  denominators: Denominators;
  /** Why there are more rows than events, and more articles than were chosen; blank where there are not. */
  rows_note: string;
  articles_note: string;
  /** The kinds under all other parts of the filter; their counts add up. `note`: what one alone shows, where more. */
  legend: { kind: Kind; count: number; note: string }[];
  mode: 'events' | 'clusters';
  events: EventItem[];
  /** Codes of the countries that its events are of, which maps name first. */
  parties: string[];
  timeline: TimelineData;
  facets: Facets;
  parts: Part[];
}

/** Many events near each other (`api/clusters`); `ids` only where they are few. */
export interface Cluster extends Point {
  count: number;
  kinds: Record<Kind, number>;
  ids: string[];
  bounds: [number, number, number, number];
}

/** A card of the panel (`api/cards`): HTML that the server has escaped, and the event it is of. */
export interface Card {
  event: EventItem;
  html: string;
}

export interface Article {
  html: string;
}

/** How marks are drawn (views/symbols.py). */
export interface Symbols {
  radius: number;
  /** The outline of a quotation mark, and the radius of the disc in which it is drawn. */
  quote: string;
  quote_radius: number;
  /** What types are called: PLOVER's, or a collection's own. */
  type: string;
  kinds: Record<Kind, { label: string; phrase: string; color: string; path: string; hue: string }>;
  [more: string]: any;
}

type Pair = [number, number];

/** How a kind of name is set on the map. */
export interface Type {
  size: number;
  weight: number;
  color: string;
  serif: boolean;
  italic: boolean;
  spacing: number;
  capitals: boolean;
  halo: boolean;
}

/** Outline and fill of an area; 0 is none. */
export interface AreaTint {
  weight: number;
  opacity: number;
  fill: number;
  fades?: boolean;
}

/** How maps are drawn (views/drawing): what each number is, is said there. */
export interface Drawing {
  marks: {
    ink: string;
    paper: string;
    halo: string;
    radius: number;
    edge: number;
    planned: number;
    dash: Pair;
    core: number;
    badge_least: number;
    badge: number;
    badge_at: Pair;
    badge_between: Pair;
    soft: number;
    soft_color: string;
    soft_stops: Pair[];
    most_kinds: number;
    wide: number;
    step: number;
    count_height: number;
    count_pad: number;
    count_digit: number;
    count_gap: number;
    count_below: number;
    count_baseline: number;
    bracket_gap: number;
    bracket_height: number;
    bracket_arm: number;
    bracket_widths: Pair;
    seat: number;
    seat_edge: number;
    ring: number;
    ring_edge: number;
    numbered: number;
    line_widths: Pair;
    line_end: number;
    clear: number;
    apart: number;
    apart_step: number;
    apart_ways: number;
    apart_far: number;
    sides_from: number;
    place: number;
    merge: number;
    overlap: number;
  };
  labels: {
    order: string[];
    types: Record<string, Type>;
    gap: number;
    line: number;
    small_line: number;
    sub_line: number;
    apart: number;
    longest: number;
    beside: number;
    outward: number[];
    led: number;
    led_rank: number;
    dotted: string[];
    seat_rank: number;
    elsewhere: number;
    led_from: number;
    slides: number[];
    level: number;
    across: number;
    abroad: number;
    astride: number;
    near: number;
    long: number;
    away: number;
    strayed: number;
    at_sea: number;
    own_edge: number;
    step: number;
    off: number;
    onto: number;
    leader: string;
    leader_width: number;
    leader_end: number;
    seen: number;
    fills: number;
    linked: number;
    shifts: Pair[];
    reach: Record<string, number>;
    shift_from: number;
  };
  countries: {
    row: number;
    step: number;
    margin: number;
    ashore: number;
    astride: number;
    own: number;
    like: number;
    complete_from: number;
    even_below: number;
    rounds: number;
    border: number;
    island: number;
    beside: number[];
    party: number;
    party_fills: number;
    crossed: number;
    ashore_within: number[];
    outside: number;
  };
  areas: { ink: string; fade: Pair[]; tints: Record<string, AreaTint>; beside: Record<string, AreaTint> };
  ground: {
    land: string;
    shore: string;
    sea: string;
    border: string;
    province: string;
    least_zoom: number;
    most_zoom: number;
    far: number;
    far_lines: number;
    detailed: [number, number, number, number];
    provinces_from: number;
    levels: { z: number; least: number }[];
    relief: { z: number; least: number }[];
    smudges: [begin: number, end: number, least: number];
  };
}

/** What the server tells once, with the first data (views/told.py). */
export interface ToldOnce {
  symbols: Symbols;
  drawing: Drawing;
  /** What is written on each area, by its id. */
  areas: Record<string, { text: string; sub: string[]; alone: number }>;
  /** Names of the months, January first. */
  months: { long: string[]; short: string[] };
  /** What is explained where it stands, by its key (geodash.words.terms). */
  terms: Record<string, string>;
  /** How closely a country's chip is known, what the disc of a seat says, and of a seat or a country; the lines of a moved mark and from a seat. */
  places: { country: string; seat: string; no_scene: string; spoken: string; ring: string; moved: string; about: string };
  /** Names of parameters: the filter's in canonical order, those that repeat, the page's own. */
  params: { keys: string[]; many: string[]; page: string[]; look: string[] };
}

/** A named view of the map: west, south, east, north. */
export interface Home {
  name: string;
  bounds: [number, number, number, number];
}

/** The collection's own words and numbers (Site.about). */
export interface Collection {
  key: string;
  title: string;
  subtitle: string;
  events: number;
  /** Articles of which no event is told (Explore only). */
  uncoded?: { id: string; title: string; published: string }[];
  /** Whether the page is an editor's (Explore only). */
  edit?: boolean;
  [more: string]: any;
}

/** What Explore and Analyse are called with (app/explore.py, app/analyse.py: first_data). */
export interface PageData {
  /** The address of our routes, relative to the server's root. */
  api: string;
  first: Payload;
  geo_version?: string;
  told: ToldOnce;
  collection: Collection;
  problems?: { errors: number; warnings?: number };
  homes?: Home[];
  formats?: { name: string; label: string; use: string }[];
  attribution: string;
  boundary_note: string;
  boundary_short: string;
  /** Where the map's files are, if not at the server's routes. */
  files?: Context['files'];
  /** What is taken away of the events shown, above their list, if not files that a server makes. */
  take?: (head: HTMLElement, state: State) => { destroy(): void };
}

/** What every part of a page is handed (core/context.js). */
export interface Context {
  api: URL;
  version: string;
  geoVersion: string;
  collection: Collection;
  problems?: { errors: number; warnings?: number };
  homes: Home[];
  formats?: { name: string; label: string; use: string }[];
  attribution: string;
  boundaryNote: string;
  boundaryShort: string;
  phone: MediaQueryList;
  reducedMotion: MediaQueryList;
  /** A map stands beside the List, which follows it. */
  follows?: boolean;
  /** What the map has in view as `w,s,e,n`; there once the map is. */
  mapBounds?: () => string;
  /** Whether the country that an event is of is named in view; there once the map is. */
  isNamed?: (event: EventItem) => boolean;
  /** The same as `map` of an address, and the map's `size` in pixels, `820x600`. */
  mapSeen?: () => { map: string; size: string };
  /** Where the map's files are, if not at the server's routes, for as long as a map lives. */
  files?: (life: AbortSignal) => import('../map/types').Files;
}

/** What an open page asks each second (`api/version`): the version that is served, and what is wrong with a newer. */
export interface News {
  version: string;
  trouble: { lines: string[]; more: number } | null;
}

/** A filter as it stands in the address; a key that may repeat has a list. */
export type Params = Record<string, string | string[]>;
/** A change of it: `undefined`, `null`, an empty text or list lets go of a key. */
export type Patch = Record<string, string | string[] | null | undefined>;

/** What a history entry is made of: a new one, the same one, or (null) none. */
export type Mode = 'push' | 'replace' | null;
export interface ChooseOptions {
  /** Who asks: `map`, `list`, `step`, `url`, `history` … */
  source?: string;
  mode?: Mode;
}

/** What stands out on map, timeline and list: a kind, or these events. */
export interface Lit {
  kind?: Kind;
  ids?: ReadonlySet<string>;
}

/** Where an article is opened: at a paragraph by its number; `focus` goes there, `words` are lit in it. */
export interface ReadAt {
  para?: number | null;
  focus?: boolean;
  words?: string[];
}

/** What the parts of a page hear from each other. */
export interface Told {
  data: Payload;
  /** The reader changed the filter, and what is left is on show. */
  filtered: Payload;
  select: { id: string | null; source: string };
  /** The events that the pointer is on. */
  hover: string[];
  lit: Lit | null;
  stack: { ids: string[] | null; label: string };
  read: { article: string | null; focus?: boolean; words?: string[] };
  /** A place to go to: the map shows it. */
  goto: Point & { zoom: number; name: string };
  look: Record<string, string>;
  compared: string | null;
  /** The sides of a comparison are asked for. */
  sides: null;
  view: string | null;
  /** What the map has in view, `w,s,e,n`. */
  frame: string;
  /** A part of the world that the map is to show, by its name and what lies there. */
  bring: { name: string; points: Point[] };
  notice: string[];
  loading: boolean;
  /** A newer version of the collection is on show; its name. */
  renewed: string;
}

/** The page's one state (core/state.js). */
export interface State {
  params: Params;
  data: Payload;
  /** The selected event. */
  event: string | null;
  /** The event that the opened address asks for, until it is there. */
  opening: string | null;
  /** The events that the pointer is on, somewhere on the page. */
  hover: string[];
  /** What stands out; all else is dimmed. */
  lit: Lit | null;
  /** The events that stepping is limited to, and what they have in common. */
  stack: string[] | null;
  stackLabel: string;
  /** The article that is open, and the paragraph that it was opened at. */
  reading: string | null;
  para: number | null;
  loading: boolean;
  /** The word of the sentence that A and B take the place of, while they are compared. */
  compared: string | null;
  /** How Analyse looks at the events: its tab and choices. */
  look: Record<string, string>;
  /** The map's view, `z/lat/lon`. */
  view: string | null;
  /** What it has in view, `w,s,e,n`; null before it is there. */
  frame: string | null;
  /** Whether the reader chose that view, rather than a selection. */
  moved: boolean;
  on<K extends keyof Told>(name: K, fn: (detail: Told[K]) => unknown): () => void;
  emit<K extends keyof Told>(name: K, detail: Told[K]): void;
  fetchCard(id: string): Promise<Card>;
  fetchArticle(id: string): Promise<Article>;
  byId(id: string | null): EventItem | undefined;
  inFilter(id: string): boolean;
  /** The events that a pager walks through. */
  order(): string[];
  /** The address of what is on show. */
  url(): string;
  setFilter(patch: Patch, options?: { mode?: Mode }): Promise<void>;
  resetFilter(): Promise<void>;
  /** Takes up a newer version of the collection, in place; `first` is a payload of it. */
  renew(first: Payload): Promise<void>;
  select(id: string | null, options?: ChooseOptions): Promise<void>;
  meet(ids: string[]): Promise<void>;
  step(by: 1 | -1, options?: { source?: string }): void;
  setHover(ids: string | string[] | null): void;
  /** Asks for light in the name of `by` (`legend`, `search` …); null takes that back. The last asked is shown. */
  setLit(by: string, lit: Lit | null): void;
  setStack(ids: string[] | null, label?: string): void;
  read(article: string | null, options?: { mode?: Mode } & ReadAt): void;
  setLook(patch: Record<string, string | undefined>, options?: { mode?: Mode }): void;
  setCompared(word: string | null): void;
  setView(view: string): void;
  setFrame(frame: string): void;
  start(): Promise<void>;
  destroy(): void;
}

/** What the parts of the state share (core/state.js, filtering.js, choosing.js). */
export interface Inside {
  state: State;
  bus: ReturnType<typeof import('./bus.js').createBus>;
  cards: ReturnType<typeof import('./cards.js').createCards>;
  known: ReturnType<typeof import('./known.js').createKnown>;
  address: ReturnType<typeof import('./address.js').createAddress>;
  place: Place;
  /** Counts ways through the history: the reader's next act ends one under way. */
  journey: { n: number };
}

/** Where what is on show is written: as a query, whatever the page's own address makes of it. */
export interface Place {
  read(): string;
  /** What to go to for a query. */
  target(search: string): string;
  /** The whole address for a query, to be copied. */
  url(search: string): string;
}

/** What any part of a page gives back: a way to take it down again. */
export interface Widget {
  destroy?(): void;
}

/** What `h` and `svg` (core/dom.js) take; every other name is an attribute. */
export interface Props {
  class?: string | (string | false | null | undefined)[] | null;
  style?: string | Record<string, string> | null;
  dataset?: Record<string, string>;
  on?: { [K in keyof HTMLElementEventMap]?: (ev: HTMLElementEventMap[K]) => unknown };
  [attribute: string]: unknown;
}
/** What may stand in a node; nothing at all for `null`, `undefined` and `false`. */
export type Child = Node | string | number | false | null | undefined | readonly Child[];

/** How a kind's mark is varied. */
export interface MarkFlags {
  planned?: boolean;
  oneSided?: boolean;
  /** Where the badge stands, in radii. */
  badgeAt?: readonly [number, number] | null;
  soft?: boolean;
}

/** A slide of a briefing: a saved view, and what its maker says of it. */
export interface Slide {
  view: string;
  heading: string;
  remark: string;
  notes: string;
}

/** A briefing as it is sent (collection/briefings/drafts.py). */
export interface Briefing {
  title: string;
  subtitle: string;
  slides: Slide[];
}
