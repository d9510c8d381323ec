// The area or line that the selected event is of: a flat grey tint, never a standing layer.

const FILE = 'areas.geojson';

export function createAreas(L, map, { group, settings }, ctx, geoFile) {
  let wanted = '';
  const renderer = L.svg({ pane: settings.pane, padding: 0.5 });
  const load = () => geoFile(ctx.api, FILE, ctx.geoVersion);

  function style(feature) {
    const line = /Line/.test(feature.geometry.type);
    // The straight edges of a generalised sea would look like a boundary.
    const edge = feature.properties.kind !== 'sea';
    return {
      pane: settings.pane,
      renderer,
      interactive: false,
      className: line ? 'gd-area gd-area-line' : 'gd-area',
      stroke: edge,
      color: '#4F483D',
      weight: line ? 9 : 1.2,
      opacity: line ? 0.3 : 0.55,
      lineCap: 'round',
      lineJoin: 'round',
      fill: !line,
      fillColor: '#4F483D',
      fillOpacity: 0.2,
    };
  }

  return {
    /** Shows the areas with these ids (without the `area:` prefix) and nothing else. */
    async show(ids) {
      const key = ids.join(' ');
      if (key === wanted) return;
      wanted = key;
      group.clearLayers();
      if (!ids.length) return;
      const data = await load();
      if (key !== wanted) return;
      for (const feature of data.features) {
        if (ids.includes(feature.properties.area_id)) group.addLayer(L.geoJSON(feature, { style, interactive: false }));
      }
    },
    destroy: () => group.clearLayers(),
  };
}
