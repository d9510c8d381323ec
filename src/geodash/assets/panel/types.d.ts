// What the panel's modules share.

import type { Context, State } from '../core/types';

/** What is on show: the List, the card of the selected event, or a whole article. */
export type View = 'list' | 'card' | 'article';

export interface Panel {
  root: HTMLElement;
  state: State;
  ctx: Context;
  parts: ReturnType<typeof import('./frame.js').frame>;
  list: ReturnType<typeof import('./list.js').createList>;
  pager: ReturnType<typeof import('./stack.js').createPager>;
  article: ReturnType<typeof import('./article.js').createArticle>;
  card: ReturnType<typeof import('./card_view.js').createCardView>;
  view: View;
  /** The reader asked for the List although an event is selected. */
  listOpen: boolean;
  /** What was chosen inside the panel gets the focus as soon as it is there. */
  wantsFocus: boolean;
  /** Shows what should be on show now. */
  update(): void;
}

/** One row of the List; a member of an umbrella stands deeper than it. */
export interface Row {
  event: import('../core/types').EventItem;
  depth: number;
}
/** Where events are in relation to the map beside the List. */
export type PartKey = 'here' | 'elsewhere' | 'nowhere';
/**
 * A part of the List: its rows' events, and those of them that are counted. Of what is on the map those that
 * only the name of a country brings there, and the wholes whose parts are elsewhere: the map's frame as a
 * filter would leave out the one and count the other.
 */
export interface ListPart {
  key: PartKey;
  events: import('../core/types').EventItem[];
  counted: import('../core/types').EventItem[];
  named: import('../core/types').EventItem[];
  wholes: import('../core/types').EventItem[];
}
/** Consecutive rows under one heading. */
export interface RowGroup {
  label: string;
  from: number;
  to: number;
}
