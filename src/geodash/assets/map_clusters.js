// Large collections: the server counts what is in view, cell by cell, and only that travels.

import { h } from './dom.js';
import { toSearch } from './url.js';

const size = (n) => Math.round(26 + Math.min(30, Math.log10(n) * 9));

export function createClusters(L, map, { pane }, state, ctx) {
  const group = L.layerGroup();
  let on = false;
  let request = 0;

  function marker(c) {
    const px = size(c.count);
    const text = c.count >= 10000 ? `${Math.round(c.count / 1000)}k` : String(c.count);
    const node = h('div', { class: 'gd-cluster', style: { width: `${px}px`, height: `${px}px` } }, text);
    const icon = L.divIcon({ className: 'gd-cluster-icon', html: node, iconSize: [px, px] });
    const m = L.marker([c.lat, c.lon], { icon, pane, keyboard: true, bubblingMouseEvents: false });
    const open = () => {
      if (c.ids?.length) {
        state.setStack(c.ids, '');
        state.select(c.ids[0], { source: 'map' });
      } else map.setView([c.lat, c.lon], Math.min(map.getZoom() + 2, map.getMaxZoom()), { animate: !ctx.reducedMotion.matches });
    };
    m.on('click', open);
    m.on('keypress', (ev) => ev.originalEvent.key === 'Enter' && open());
    m.on('add', () => m.getElement().setAttribute('aria-label', `${c.count} events`));
    return m;
  }

  async function load() {
    const mine = ++request;
    const b = map.getBounds().pad(0.1);
    const url = new URL(`clusters${toSearch(state.params, {})}`, ctx.api);
    const clamp = (v, m) => Math.max(-m, Math.min(m, v)).toFixed(4);
    url.searchParams.set('view', [clamp(b.getWest(), 180), clamp(b.getSouth(), 90), clamp(b.getEast(), 180), clamp(b.getNorth(), 90)].join(','));
    url.searchParams.set('zoom', String(Math.round(map.getZoom())));
    const response = await fetch(url);
    if (!response.ok || mine !== request || !on) return;
    const { clusters } = await response.json();
    group.clearLayers();
    for (const c of clusters) group.addLayer(marker(c));
  }

  const reload = () => on && load();
  return {
    show() {
      if (!on) {
        on = true;
        group.addTo(map);
        map.on('moveend', reload);
      }
      load();
    },
    hide() {
      if (!on) return;
      on = false;
      request += 1;
      map.off('moveend', reload);
      group.clearLayers();
      group.remove();
    },
  };
}
