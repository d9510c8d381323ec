// What the page Code is given and holds (geodash.coding.desk). For the type checker and for readers.

/** A row as the file has it: column → text. */
export type Cells = Record<string, string>;

/** A change of one row: how it was and is, null where it isn't there. */
export interface Op {
  table: string;
  id: string;
  was: Cells | null;
  now: Cells | null;
}

export interface Step {
  n: number;
  name: string;
  at: string;
  ops: Op[];
}

/** What the server notes of a save: which rows it saved, under which ids, and what takes it back. */
/** How the draft is kept, and who else is there. */
export interface Keeping {
  at?: Date | null;
  words?: string;
  colleague?: boolean;
  /** Their name, if they signed in. */
  who?: string;
  news?: News[];
}

export interface News {
  event: string;
  title: string;
  fact: string;
  by: string;
  at: string;
}

export interface SavedLine {
  saved: number;
  clean: boolean;
  ids: Record<string, Record<string, string>>;
  rows: Record<string, string[]>;
  version: string;
  inverse: { rows: Record<string, Record<string, { was: Cells | null; now: Cells | null }>>; done: string[] };
}

export type Line = Step | { undo: number } | { redo: number } | SavedLine;

export interface DraftState {
  article: string;
  version: string;
  rows: Record<string, Record<string, { was: Cells | null; now: Cells | null }>>;
  done: string[];
  looked: string[];
  refused: string[];
}

export interface Choice {
  text: string;
  set: Cells;
  on: boolean;
  hint: string;
}

export interface Part {
  is: 'words' | 'menu' | 'ask' | 'drop' | 'link';
  text: string;
  name: string;
  what: string;
  value: string;
  at: string;
  empty: boolean;
  set: Cells;
  options: Choice[];
  id: string;
  event: string;
  title: string;
  kind: string;
  one_sided: boolean;
  planned: boolean;
  ghost?: boolean;
}

export interface Words {
  mention: string;
  text: string;
  paragraph: number | null;
  article: string;
}

export interface CardRow {
  key: string;
  label: string;
  number: number | null;
  parts: Part[];
  words: Words[];
  looked: boolean;
  /** The cells that are proposed for it. */
  ghost?: Cells;
}

export interface Gap {
  row: string;
  words: string;
  look?: string;
}

export interface Card {
  id: string;
  kind: string;
  one_sided: boolean;
  planned: boolean;
  kind_words: string;
  title: string;
  title_checks: { length: number; most: number; whose: boolean; loaded: { word: string; instead: string }[] };
  passages: Words[];
  rows: CardRow[];
  gaps: Gap[];
  withdrawn: string;
  done: boolean;
  new: boolean;
}

export interface Listed {
  id: string;
  title: string;
  kind: string;
  one_sided: boolean;
  planned: boolean;
  paragraph: number | null;
  depth: number;
  also: number;
  withdrawn: boolean;
  state: 'new' | 'done' | 'changed' | 'saved';
  open: boolean;
  unkinded: boolean;
  problems: number;
}

export interface Remedy {
  label: string;
  row?: string;
  ask?: string;
  set?: Cells;
  /** Words that carry a fact: those of a passage made wider, or others; offsets in code points. */
  words?: { mention: string; fact: string; start: number; end: number };
  /** An answer to be linked. */
  link?: { other: string; relation: string; out: boolean };
  /** The event elsewhere that tells the same, and its title. */
  merge?: string;
  title?: string;
  /** That nothing is to be done about it. */
  look?: string;
}

export interface Trouble {
  event: string;
  code: string;
  words: string;
  row: string;
  severity: string;
  remedies: Remedy[];
}

export interface Sign {
  kind: string;
  one_sided: boolean;
  planned: boolean;
  events: string[];
}

export interface Piece {
  start: number;
  end: number;
  events?: string[];
  kinds?: string[];
  opens?: Sign[];
  pill?: { id: string; text: string };
}

export interface OnMap {
  events: { id: string; lat: number; lon: number; draw: string; name: string; label: string; kind: string; one_sided: boolean; planned: boolean; area: string }[];
  about: { name: string; lat: number; lon: number }[];
  /** The chosen event's area, as a GeoJSON geometry. */
  outline: object | null;
}

/** A place or an area that was set on the map: what it sets, and what it is called. */
export interface Drawn {
  set: Cells;
  name: string;
  /** Of a point: the country that it is in beyond doubt. */
  country?: string;
  /** Of an area: its corners as a draft keeps them. */
  corners?: string;
}

export interface View {
  events: Listed[];
  pieces: Piece[][];
  coverage: ('coded' | 'none' | 'open')[];
  problems: Trouble[];
  card: Card | null;
  map: OnMap;
  /** Where it is asked for. */
  table: { columns: TableColumn[]; rows: TableRow[] } | null;
  rows: { event: Cells | null; mentions: Cells[]; links: Cells[] };
  /** Sentences that were read and hold no event, with the words for why. */
  considered: { id: string; start: number; end: number; words: string }[];
}

/** A column that can be edited, and the cells behind it (geodash.coding.desk.table). */
export interface TableColumn {
  key: string;
  label: string;
  cells: string[];
}

export interface TableRow {
  id: string;
  text: Record<string, string>;
  cells: Cells;
  /** How what, when, where, who and toll are borne out. */
  facts: string[];
  problems: string[];
  /** What is proposed, by column: the row of the card, what it reads and sets. */
  ghost: Record<string, { row: string; text: string; set: Cells }>;
  background: boolean;
  paragraph: number | null;
  depth: number;
  kind: string;
  one_sided: boolean;
  planned: boolean;
  unkinded: boolean;
}

export interface TypeChoice {
  key: string;
  type: string;
  words: string;
  short: string;
  hint: string;
}

export interface KindChoice {
  key: string;
  kind: string;
  label: string;
  types: TypeChoice[];
  hint: string;
}

export interface Person {
  id: string;
  name: string;
  kind: string;
  aliases: string[];
  /** In how many events of the collection. */
  used: number;
}

export interface Opening {
  codings: import('./agree/types').Codings;
  article: { id: string; title: string; language: string; published: string };
  body: string;
  blocks: [number, number, number | null, number][];
  sentences: [number, number, number][];
  columns: Record<string, string[]>;
  rows: Record<string, Record<string, Cells>>;
  actors: Person[];
  choices: {
    kinds: KindChoice[];
    facts: { key: string; fact: string; label: string }[];
    reasons: { value: string; label: string }[];
    relations: { relation: string; out: boolean; text: string }[];
    actor_kinds: { value: string; label: string }[];
    longest_title: number;
  };
  version: string;
}

export interface Shelved {
  id: string;
  title: string;
  published: string;
  events: number;
}

export interface CodeData {
  api: string;
  told: import('../core/types').ToldOnce;
  collection: { subtitle: string; key: string; title: string };
  version: string;
  geo_version: string;
  boundary_note: string;
  boundary_short: string;
  shelf: Shelved[];
  /** Who signed in, as the log calls them; blank without a login. */
  editor: string;
  /** What the map shows as long as the article has no event: west, south, east, north. */
  home: [number, number, number, number];
}

/** A place, a day, a toll as the server reads what was typed: what it sets, and its words. */
export interface Answer {
  text: string;
  detail?: string;
  km?: number | null;
  /** Only called alike. */
  guessed?: boolean;
  set: Cells;
  id?: string;
  kind?: string;
  lat?: number | null;
  lon?: number | null;
  error?: string;
  /** Words of the article that say so, in code points. */
  words?: { start: number; end: number };
}

/** An event as the dialog of a save tells it (geodash.coding.draft.difference). */
export interface Told {
  id: string;
  row: string;
  title: string;
  kind: string;
  one_sided: boolean;
  planned: boolean;
}

export interface FactChange {
  label: string;
  before: string;
  after: string;
}

export interface Difference {
  new: (Told & { line: string })[];
  changed: (Told & {
    facts: FactChange[];
    passages: { sign: string; quote: string; for: string; facts: FactChange[] }[];
    links: { sign: string; relation: string; title: string }[];
    asked: boolean;
  })[];
  withdrawn: (Told & { line: string })[];
  others: string;
  conflicts: { key: string; title: string; label: string; yours: string; theirs: string; before: string; by: string; at: string }[];
  together: { title: string; yours: string; theirs: string }[];
  stays: { row: string; title: string; why: string }[];
  open: { event: string; title: string; words: string }[];
}

/** Something found in the text (geodash.coding.propose.model). */
export interface Proposal {
  what: 'place' | 'date' | 'actor' | 'happening';
  start: number;
  end: number;
  quote: string;
  occurrence: number;
  by: string;
  /** Of a happening. */
  types?: string[];
  title?: string;
  place?: Elsewhere['place'];
  place_words?: Elsewhere['place_words'];
  /** Other places of which the same is told. */
  also?: Elsewhere[];
}

/** A place at which a happening is told, with its words (code points). */
export interface Elsewhere {
  place: { place_id: string; area_id: string; latitude: number | null; longitude: number | null; where_prec: number } | null;
  place_words: { start: number; end: number; quote: string } | null;
  title: string;
}

/** What a new event may begin with: cells, why, and words elsewhere that carry a fact. */
/** Words at which something was proposed. */
export interface Spot {
  what: string;
  quote: string;
  occurrence: number;
}

export interface Ghost {
  spots: Record<string, Spot[]>;
  cells: Cells;
  types: { event_type: string; kind: string }[];
  because: Record<string, string>;
  offers: { start: number; end: number; quote: string; fact: string; says: string }[];
  supports: string[];
  new_actors: { actor_id: string; name: string; kind: string; country: string }[];
}
