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
/** Consecutive rows under one heading. */
export interface RowGroup {
  label: string;
  from: number;
  to: number;
}
