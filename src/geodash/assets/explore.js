// Explore: one component that Streamlit mounts once. Everything on the page after that is between
// these modules and geodash's own routes; the script run is never waited for.

import './modules.js';
import { h, setSymbols, svg } from './core/dom.js';
import { createMenu } from './core/menu.js';
import { mountMap } from './map/map.js';
import { mountNav } from './core/nav.js';
import { mountPanel } from './panel/panel.js';
import { mountProblems } from './panel/problems.js';
import { mountSentence } from './sentence/sentence.js';
import { createSheet } from './panel/sheet.js';
import { createState } from './core/state.js';
import { whenStyled } from './core/styled.js';
import { mountTimeline } from './timeline/timeline.js';

// Up from …/_stcore/bidi-components/<name>/explore.js: the server's root, base path included.
const ROOT = new URL('../../../', import.meta.url);
const mounted = new WeakMap();

/** Shared SVG definitions: the soft edge of an approximate place is one gradient, not a filter a mark. */
function definitions() {
  const stop = (offset, opacity) => svg('stop', { offset, 'stop-color': '#2B2A28', 'stop-opacity': opacity });
  return svg(
    'svg',
    { width: 0, height: 0, 'aria-hidden': 'true', style: 'position:absolute' },
    svg('defs', null, svg('radialGradient', { id: 'gd-soft' }, stop('0', '.5'), stop('.38', '.42'), stop('.7', '.16'), stop('1', '0'))),
  );
}

function frame() {
  const skip = h('a', { class: 'gd-skip', href: '#gd-panel' }, 'Skip the map: list of events');
  const parts = {
    sentence: h('div', { class: 'gd-sentence' }),
    map: h('div', { class: 'gd-map' }),
    timeline: h('section', { class: 'gd-timeline', 'aria-label': 'Timeline' }),
    panel: h('aside', { class: 'gd-panel', id: 'gd-panel', tabindex: '-1', 'aria-label': 'Events and passages' }),
  };
  const busy = h('div', { class: 'gd-busy', hidden: true });
  const root = h('div', { class: 'gd-root gd-explore' }, definitions(), skip, busy, Object.values(parts));
  skip.addEventListener('click', (ev) => {
    ev.preventDefault();
    const choices = ['.gd-row[tabindex="0"]', '#gd-card-title', 'h2', 'button'].flatMap((q) => [...parts.panel.querySelectorAll(q)]);
    const target = choices.find((el) => el.offsetParent);
    (target ?? parts.panel).focus();
  });
  return { root, parts, busy };
}

function context(data) {
  return {
    api: new URL(data.api, ROOT),
    version: data.first.version,
    geoVersion: data.geo_version,
    symbols: data.symbols,
    collection: data.collection,
    problems: data.problems,
    homes: data.homes,
    attribution: data.attribution,
    boundaryNote: data.boundary_note,
    phone: matchMedia('(max-width: 700px)'),
    reducedMotion: matchMedia('(prefers-reduced-motion: reduce)'),
  };
}

/** ← → step and Escape clears wherever the focus is on nothing that needs these keys itself. */
function globalKeys(state) {
  const onKey = (ev) => {
    if (ev.defaultPrevented || ev.ctrlKey || ev.metaKey || ev.altKey) return;
    const el = ev.target;
    if (el instanceof Element && el.closest('input, textarea, select, dialog, [role=dialog], [role=listbox], [role=slider]')) return;
    if (ev.key === 'Escape' && state.event) state.select(null, { source: 'keyboard' });
    const free = el === document.body || el instanceof Element && el.closest('.gd-panel');
    if (free && (ev.key === 'ArrowRight' || ev.key === 'ArrowLeft') && state.event) {
      ev.preventDefault();
      state.step(ev.key === 'ArrowRight' ? 1 : -1);
    }
  };
  document.addEventListener('keydown', onKey);
  return () => document.removeEventListener('keydown', onKey);
}

function follow(setTriggerValue) {
  let timer = 0;
  return (params) => {
    clearTimeout(timer);
    timer = setTimeout(() => setTriggerValue('view', params), 400);
  };
}

async function mount(parent, data, setTriggerValue) {
  const { root, parts, busy } = frame();
  parent.append(root);
  await whenStyled(root);
  const ctx = context(data);
  setSymbols(ctx.symbols);
  const state = createState({ api: ctx.api, first: data.first, onFollow: follow(setTriggerValue) });
  let wait = 0;
  const offs = [
    state.on('loading', (on) => {
      clearTimeout(wait);
      if (on) wait = setTimeout(() => (busy.hidden = false), 180);
      else busy.hidden = true;
    }),
    globalKeys(state),
  ];
  const widgets = [
    mountSentence(parts.sentence, state, ctx),
    mountPanel(parts.panel, state, ctx),
    mountTimeline(parts.timeline, state, ctx),
    createSheet(root, parts.panel, state),
    createMenu(root, parts, state, ctx),
    mountNav(),
    mountProblems(root, parts.panel.querySelector('.gd-p-rows'), ctx),
  ];
  const map = await mountMap(parts.map, state, ctx);
  widgets.push(map);
  await state.start();
  map.ready.then(() => {
    root.dataset.ready = '1';
    performance.mark('gd-ready');
  });
  root.gd = { state, map: map.map };
  return () => {
    offs.forEach((off) => off());
    widgets.forEach((w) => w?.destroy?.());
    state.destroy();
    root.remove();
  };
}

export default function explore({ data, parentElement, setTriggerValue }) {
  if (!mounted.has(parentElement)) {
    const done = mount(parentElement, data, setTriggerValue);
    done.catch((error) => {
      console.error(error);
      parentElement.append(h('p', { class: 'gd-failed', role: 'alert' }, `geodash could not start: ${error.message}`));
    });
    mounted.set(parentElement, () => {
      mounted.delete(parentElement);
      done.then((cleanup) => cleanup(), () => {});
    });
  }
  return mounted.get(parentElement);
}
