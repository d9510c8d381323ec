// What the server tells of a new version that is reviewed (coding/versions/shown.py, web/code_versions.py).

export interface EventName {
  id: string;
  title: string;
  kind: string;
  one_sided: boolean;
  planned: boolean;
}
export interface Fact {
  id: string;
  label: string;
  said: string;
  events: string[];
  options: { label: string; asks: boolean }[];
  chosen: number | null;
}
export interface Question {
  id: string;
  kind: 'edited' | 'gone' | 'note' | 'bare';
  quote: string;
  /** The whole text of a note. */
  text?: string;
  under: string;
  events: EventName[];
  facts: Fact[];
  remarks: { label: string; said: string }[];
  notes: { n: number; text: string }[];
  /** The events that no other words tell. */
  alone: string[];
  answers: string[];
}
export interface Answer {
  /** Blank: nothing is decided yet, but a fact may be chosen. */
  answer: string;
  span?: [number, number] | null;
  facts: Record<string, { n: number; text?: string }>;
  notes: number[];
  each: Record<string, { answer: string; span?: [number, number] | null }>;
  bare: string;
}
export interface Step {
  id: string;
  was: Answer | null;
  now: Answer | null;
}
export interface State {
  answers: Record<string, Answer>;
  past: Step[];
  future: Step[];
}
export interface Piece {
  text: string;
  at: number;
  q: string[];
  edit: boolean;
  kind: string;
  fresh: boolean;
}
export interface Block {
  number: number | null;
  level: number;
  at: number;
  pieces: Piece[];
}
export interface Progress {
  all: number;
  /** What is still to be decided, and why. */
  open: Record<string, string>;
  said: Record<string, string>;
  bare: Question[];
  /** Names the state that was kept. */
  rev: string;
}
/** What a colleague kept meanwhile. */
export interface Theirs {
  error: string;
  state: Partial<State>;
  rev: string;
  by: string;
  progress: Progress;
}
export interface Review extends Progress {
  article: { id: string; title: string };
  name: string;
  coded: string;
  counts: { passages: number; same: number; edited: number; sentences: number; gone: number };
  questions: Question[];
  settled: { said: string; rows: { quote: string; title: string; old: number; new: number }[] };
  fresh: { said: string; rows: { text: string; paragraph: number | null; at: number }[] };
  old: Block[];
  new: Block[];
  state: Partial<State>;
}
export interface VersionOptions {
  /** `api/code/`. */
  api: URL;
  /** The id of the article. */
  article: string;
  /** The new text is in the collection. */
  /** `codings` says which second codings lie behind the new text. */
  onTaken: (id: string, codings: string[]) => void;
  /** It was given up, or is left for later. */
  onLeft: (id: string) => void;
}
