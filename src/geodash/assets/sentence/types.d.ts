// What the sentence's modules hand each other.

import type { Child, Context, FacetValue, Payload, State } from '../core/types';

/** What every card is built with. */
export interface Env {
  root: HTMLElement;
  state: State;
  ctx: Pick<Context, 'api' | 'phone' | 'mapBounds'>;
  status: ReturnType<typeof import('./status.js').createStatus>;
  seen: ReturnType<typeof import('./seen.js').createSeen>;
}

/** Closes a card; `discard` takes back what was typed and not confirmed. */
export type Close = (how?: { refocus?: boolean; discard?: boolean }) => void;

/** One part of the filter as a card, or as a part of the phone's sheet. */
export interface Section {
  title: string;
  clearLabel: string;
  body: Child;
  foot?: Child;
  wide?: boolean;
  isSet(): boolean;
  clear(): void;
  /** `first`: at the opening. */
  update(first?: boolean): void;
  opened?(close?: Close): void;
  closed?(): void;
  /** Takes back text that was typed but not yet confirmed. */
  discard?(): void;
}

/** A word of the sentence and the card that it opens. */
export interface CardSpec {
  key: string;
  label: string;
  build(env: Env): Section;
}

export interface Popover {
  /** Belongs right after the trigger in the page. */
  panel: HTMLElement;
  open(): void;
  close: Close;
  update(first?: boolean): void;
  destroy(): void;
}
/** The cards of which only one may be open. */
export interface Family {
  open: Popover | null;
}

export type Tick = 'on' | 'off' | 'mixed';
/** An option of a list: most come from the facets. */
export interface Item {
  value: string;
  label: string;
  count?: number;
  note?: string;
  remark?: string;
}
export interface CountryItem extends FacetValue {
  children: FacetValue[];
}

/** The sentence as a row or, on a phone, as a button with a sheet. */
export interface Form {
  node: HTMLElement;
  update(): void;
  destroy(): void;
}
export type Update = (data: Payload) => void;
