// What the server tells of an article that is brought (coding/intake/shown.py, asked.py, web/code_bring.py).

/** What was typed; `when` is `day`, `between`, `unknown` or blank. */
export interface Answers {
  title: string;
  publisher: string;
  credit: string;
  genre: string;
  language: string;
  source: string;
  when: string;
  first: string;
  last: string;
  how: string;
}
export type Field = keyof Answers;

export interface TextBlock {
  number: number | null;
  level: number;
  pieces: { text: string; odd: boolean }[];
  /** The number of the caption that is kept as this paragraph. */
  kept: number | null;
}
export interface LeftBlock {
  left: string;
  text: string;
  keep: number | null;
}
export interface Clue {
  words: string;
  paragraph: number | null;
  says: string;
  offer: string;
  day: string;
}
export interface Shown {
  count: string;
  left: string;
  remarks: string[];
  odd: { count: number; paragraphs: number[] };
  blocks: (TextBlock | LeftBlock)[];
  clues: Clue[];
}
/** The nearest other article, in a sentence; `version`: this may be one of that. */
export interface Like {
  said: string;
  id: string;
  same: boolean;
  version: boolean;
}
export interface Read {
  brought: object;
  name: string;
  answers: Answers;
  shown: Shown;
  like: Like;
}
export interface Looked {
  shown: Shown;
  like: Like;
  wrong: Partial<Record<Field, string>>;
}
/** A row of the shelf. */
export interface Stored {
  id: string;
  title: string;
  published: string;
  events: number;
}
export interface ArticleName {
  id: string;
  title: string;
}
/** What the page sends of an article that was read. */
export interface Sent {
  brought: object;
  name: string;
  answers: Answers;
  kept: number[];
}
export interface BringOptions {
  /** `api/code/`. */
  api: URL;
  articles: ArticleName[];
  onStored: (stored: Stored) => void;
  /** A new version of that article was brought: its review begins. */
  onVersion?: (id: string) => void;
}
