// What the timeline's modules hand each other. Days are whole numbers in UTC (core/dates.js); px are
// those of the drawing; ends of day intervals are exclusive.

import type { EventItem, Kind, State } from '../core/types';

/** What the timeline asks of the page's state. */
export type TimelineState = State;
export interface Context {
  reducedMotion: MediaQueryList;
}

/** Half-open days; `known`: how many of them an event is dated to, where they were cut. */
export interface Days {
  from: number;
  to: number;
  known?: number;
}

/**
 * An event that gets a mark: `start` to `end` as coded, `from` to `to` cut to the domain (`open…` says
 * where); `at` is where the mark stands: the middle of the interval in which it happened, the beginning
 * of what `lasted`, the end of a "`by` then".
 */
export interface Item extends Days {
  id: string;
  event: EventItem;
  start: number;
  end: number;
  at: number;
  by: boolean;
  lasted: boolean;
  openLeft: boolean;
  openRight: boolean;
}

/** A part of the scale: linear. `core` of a segment is without its air; `fine`: days of its closest date. */
export interface Piece extends Days {
  x0: number;
  x1: number;
}
export interface Segment extends Piece {
  core: [number, number];
  fine: number;
}

/** Where a day stands; `day` answers fractions of days. */
export interface Scale {
  segments: Segment[];
  breaks: Piece[];
  domain: [number, number];
  x(day: number): number;
  day(px: number): number;
}

export interface Tick {
  x: number;
  text: string;
  tick: boolean;
  anchor: 'start' | 'middle' | 'end';
  rank: number;
}

/** Marks on top of each other, with `lanes` side by side; `want` is the true place, `x` the given one. */
export interface Column {
  want: number;
  items: Item[];
  lanes: number;
  rows: number;
  width: number;
  offset: number;
  x: number;
  left: number;
  top: number;
}

/** Where a mark stands, y upwards from the axis. */
export interface Mark {
  x: number;
  y: number;
  column: Column;
}

export interface Units {
  size: number;
  shift: number;
  marks: Map<string, Mark>;
  columns: Column[];
}

/** Counts of a time; uncertain dates may be spread over several. */
export interface Bin extends Days {
  kinds: Record<Kind, number>;
  ids: string[];
}
export type GivenBin = Omit<Bin, 'ids'>;

/** A bin as it is drawn; `unit`: px of one event. `node` is there once it is. */
export interface Bar extends Bin {
  x0: number;
  x1: number;
  n: number;
  unit: number;
  parts: { kind: Kind; n: number; y0: number; y1: number }[];
  node?: SVGGElement;
}

/** The line of an uncertain or lasting date. */
export interface Line {
  id: string;
  x0: number;
  x1: number;
  y: number;
  faint: boolean;
  lasted: boolean;
  openLeft: boolean;
  openRight: boolean;
  node?: SVGGElement;
}

/** When an article was published, in a lane of the coverage strip. */
export interface Window extends Days {
  article: string;
  title: string;
  x0: number;
  x1: number;
  lane: number;
}
export interface Strip {
  lanes: number;
  bars: Window[];
}

/** Where something else stands above and stacks must stay lower. */
export interface Cap {
  x0: number;
  x1: number;
  height: number;
}

export interface Size {
  width: number;
  height: number;
  /** Without a header row, as on a phone. */
  compact: boolean;
}

/** How the height is shared: `stack` is that of the marks, `sizes` are those of marks to try. */
export interface Frame extends Size {
  axisY: number;
  labelY: number;
  left: number;
  right: number;
  stack: number;
  sizes: number[];
  /** The size that was taken. */
  size: number;
  badges: boolean;
  caption: boolean;
  strip: { top: number; thick: number; pitch: number; lanes: number };
  caps: Cap[];
}

/** Everything that is drawn, worked out. */
export interface Model {
  frame: Frame;
  items: Item[];
  domain: [number, number] | null;
  scale: Scale | null;
  bins: GivenBin[] | null;
  units: Units | null;
  bars: Bar[] | null;
  lines: Map<string, Line>;
  coverage: Strip;
}
/** A model with something on it. */
export type Scaled = Model & { scale: Scale };

/** What the parts of a mounted timeline share; `active` is the event the keyboard is on. */
export interface View {
  root: HTMLElement;
  state: TimelineState;
  ctx: Context;
  nodes: ReturnType<typeof import('./paint.js').buildNodes>;
  header: ReturnType<typeof import('./header.js').createHeader>;
  tip: ReturnType<typeof import('../core/tip.js').createTip>;
  marks: ReturnType<typeof import('./marks.js').createMarks>;
  model: Model | null;
  active: string | null;
}
