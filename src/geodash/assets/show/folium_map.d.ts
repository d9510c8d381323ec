// views/map.py writes this module from Folium's map when a show is made.

import type * as L from 'leaflet';

export default function (leaflet: typeof L, element: HTMLElement, host: object): L.Map;
