// Written from Folium's map when a show is made (views/show.py): the base map, without an event.

import type * as L from 'leaflet';

declare function drawMap(leaflet: typeof L, element: HTMLElement, host: ReturnType<typeof import('../map/base.js').createHost>): L.Map;
export default drawMap;
