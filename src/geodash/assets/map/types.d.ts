// The shapes that the map's modules share; Explore's map and the show's are built of the same parts.

import type * as L from 'leaflet';
import type { EventItem, Home, Payload, Point, State } from '../core/types';

/** left, top, right, bottom in pixels. */
export type Box = [number, number, number, number];

/** Where a map finds the files of the geodata folder: at the server, or inside a single file. */
export interface Files {
  json(name: string): Promise<any>;
  /** A cell of the base map; null for open water. */
  cell(z: number, x: number, y: number): Promise<ArrayBuffer | null>;
  /** The address of a picture of the relief; null where there is none. */
  relief(z: number, x: number, y: number): Promise<string | null>;
  /** Whether a cell can be had at all. */
  holds(z: number, x: number, y: number): boolean;
  renderer(pane: string): L.Renderer;
}

/** Draws the base map, with its panes and layers, into an element (views/map.py). */
export type FoliumMap = (leaflet: typeof L, element: HTMLElement, host: ReturnType<typeof import('./base.js').createHost>) => L.Map;

/** What the map's parts are handed. */
export interface MapContext {
  files: Files;
  /** A map that nobody moves, with at most one event to each name: a slide's. */
  plain?: boolean;
  homes: Home[];
  attribution: string;
  boundaryNote: string;
  boundaryShort: string;
  phone: MediaQueryList;
  reducedMotion: MediaQueryList;
  /** What is still on its way. */
  pending: Promise<unknown>[];
  /** Nothing is drawn yet: with what is on its way it would be drawn again. */
  waits?: boolean;
  /** Called when the ground shows other cells. */
  changed?: () => void;
  /** What else names keep clear of: lines that cross the map, say. */
  crossed?: () => Box[];
}
/** A map in a slide has nothing around it. */
export type GroundContext = Pick<MapContext, 'files' | 'plain' | 'reducedMotion' | 'pending' | 'waits' | 'changed' | 'crossed'>;

/** What views/map.py says of a layer of ours. */
export interface Settings {
  pane: string;
  links: string;
  /** Of the ground: how its parts are drawn, and how dark the relief is. */
  styles: Record<string, L.PathOptions>;
  relief: number;
}
export interface Layer {
  group: L.LayerGroup;
  settings: Settings;
}
/** The layers that Folium's script asked for, by kind. */
export type Made = Record<string, Layer>;

/** What the layers ask of the page's state; a slide has no more than this. */
export type MapState = Pick<State, 'params' | 'event' | 'on' | 'emit' | 'byId' | 'inFilter' | 'setStack' | 'select'> & {
  data: Pick<Payload, 'events' | 'mode'> & Partial<Payload>;
} & Partial<Pick<State, 'hover' | 'lit'>>;

/** An event that stands somewhere; on the map, within half a turn of the middle of the view. */
export type Located = EventItem & Point;

/** How a map is told what to draw: what has brackets, which wholes stand as their parts, whose area is left to these. */
export interface Drawn {
  selected?: readonly string[];
  aside?: readonly string[];
  parted?: readonly string[];
  parties?: string[];
}

/** Events by how they are drawn. */
export interface Roles {
  marks: Located[];
  seats: Located[];
  countries: Located[];
  heads: Located[];
}

/** Events on one point, or those that speak of one place. */
export interface Place extends Point {
  key: string;
  /** Of a place spoken of. */
  name?: string;
  events: Located[];
  /** The country that a mark or a seat lies in; none of what lies between two, or at sea. */
  side?: string;
  /** Where it belongs, if it has been moved so that it covers nothing. */
  place?: Point;
}

/** Places so near each other that they share a mark; `x` and `y` in pixels of the whole world. */
export interface Group extends Place {
  points: Place[];
  x: number;
  y: number;
  n: number;
}

/** How a group is shown: by its mark, a seat's chip, a ring or a disc. */
export interface Shown {
  group: Place;
  seat?: boolean;
  ring?: boolean;
  disc?: boolean;
}
/** What should stand on the map, and how to make it. */
export interface Wanted extends Shown {
  make(): L.Marker;
}
/** What stands there. */
export interface Live extends Shown {
  marker: L.Marker;
  /** The width of its words, once measured. */
  width?: number;
}

/** A name for the map. */
export interface Label extends Point {
  text: string;
  /** Smaller lines below it. */
  sub?: string;
  kind: string;
  minZoom: number;
  maxZoom: number;
  rank: number;
  placeId: string;
  /** Of a country's name. */
  iso3?: string;
  /** Of a name that may not be missing where its area is in view. */
  areaId?: string;
  ground?: Ground;
  short?: string;
  exclave?: boolean;
}
/** What a name is of: a polygon or a line, in degrees. */
export interface Ground {
  type: string;
  coordinates: any;
}
/** A name that the events ask for. */
export interface PlaceLabel extends Point {
  text: string;
  /** Of an area that is spoken of; at sea its name may stand on no land. */
  ofArea?: string;
  /** Where the mark stands that it is the name of. */
  at?: Point;
}
/** The name of a lit area; without a point where the area has none. */
export interface AreaLabel extends PlaceLabel {
  sub: string;
  /** So many of its lines, the last, are a statement of their own. */
  alone: number;
  areaId: string;
  areaKind: string;
  ground: Ground;
}

/** Ways to bring something into view. */
export interface Flight {
  flyTo(bounds: L.LatLngBoundsExpression, options?: { padding?: [number, number]; left?: number; top?: number; bottom?: number; maxZoom?: number; smooth?: boolean }): void;
  goHome(home?: Home, smooth?: boolean): void;
}

export type Labels = ReturnType<typeof import('./labels.js').createLabels>;
export type Events = ReturnType<typeof import('./events.js').createEvents>;
