// What any of our maps stands on, in Explore and in the show: the host that Folium's script calls, the
// files of the geodata folder, and what shows at which zoom.

const files = new Map();

/** A geodata file as JSON; fetched and parsed once for the life of the page. */
export function geoFile(api, name, version) {
  const url = new URL(`geo/${name}?v=${version}`, api).href;
  if (!files.has(url)) {
    const one = fetch(url).then((r) => (r.ok ? r.json() : Promise.reject(new Error(`${name}: ${r.status}`))));
    one.catch(() => files.delete(url));
    files.set(url, one);
  }
  return files.get(url);
}

/** Where the pages find their files; a single file brings its own (`ctx.files`, show/packed.js). */
const served = {
  json: (ctx, name) => geoFile(ctx.api, name, ctx.geoVersion),
  url: (ctx, name) => new URL(`geo/${name}?v=${ctx.geoVersion}`, ctx.api).href,
  renderer: (L, pane) => L.canvas({ pane, padding: 0.4 }),
};

function fileLayer(L, ctx, renderers, file, pane, style, minZoom) {
  const source = ctx.files ?? served;
  renderers[pane] ??= source.renderer(L, pane);
  const layer = L.geoJSON(null, {
    pane,
    interactive: false,
    filter: (feature) => !/Point$/.test(feature.geometry?.type ?? 'Point'),
    style: { ...style, pane, renderer: renderers[pane] },
  });
  ctx.pending.push(source.json(ctx, file).then((data) => layer.addData(data)));
  ctx.byZoom.push({ pane, minZoom, style, layer });
  return layer;
}

async function addRelief(L, ctx, group, { pane, opacity }) {
  const source = ctx.files ?? served;
  const info = await source.json(ctx, 'relief/relief.json');
  const url = source.url(ctx, `relief/${info.file ?? 'relief.jpg'}`);
  group.addLayer(L.imageOverlay(url, info.bounds, { pane, opacity, interactive: false, alt: '' }));
}

/** What Folium's generated script calls (views/map.py: FileLayer, HostLayer). */
export function createHost(L, ctx, made) {
  const renderers = {};
  return {
    file: (file, pane, style, minZoom) => fileLayer(L, ctx, renderers, file, pane, style, minZoom),
    layer(kind, settings) {
      const group = L.layerGroup();
      made[kind] = { group, settings };
      if (kind === 'relief') ctx.pending.push(addRelief(L, ctx, group, settings));
      return group;
    },
  };
}

/** Far out the relief is a smudge, borders crowd and provinces are noise. */
export function showByZoom(map, made, ctx) {
  const zoom = map.getZoom();
  map.getPane(made.relief.settings.pane).style.opacity = zoom < 5 ? '0' : '1';
  for (const { pane, minZoom, style, layer } of ctx.byZoom) {
    if (minZoom) map.getPane(pane).style.display = zoom < minZoom ? 'none' : '';
    if (!style.fill) layer.setStyle({ weight: style.weight * (zoom < 5 ? 0.55 : 1) });
  }
}
