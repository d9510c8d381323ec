// Explore: one component that Streamlit mounts once. Everything on the page after that is between
// these modules and geodash's own routes; the script run is never waited for.

import { createBusy } from './core/busy.js';
import { contextOf } from './core/context.js';
import { mountFreshEvents } from './core/fresh.js';
import { all, h, hit, one } from './core/dom.js';
import { SERVED } from './core/host.js';
import { definitions } from './core/marks.js';
import { createMenu } from './core/menu.js';
import { mountOnce } from './core/mount.js';
import { mountMap } from './map/map.js';
import { mountNav } from './core/nav.js';
import { mountPanel } from './panel/panel.js';
import { mountProblems } from './panel/problems.js';
import { mountSearch } from './search/on_view.js';
import { mountSentence } from './sentence/sentence.js';
import { createSheet } from './panel/sheet.js';
import { createState } from './core/state.js';
import { createTake } from './core/take.js';
import { tell } from './core/told.js';
import { mountPrinting } from './core/printing.js';
import { whenStyled } from './core/styled.js';
import { mountTimeline } from './timeline/timeline.js';

/** @import { Context, PageData, State } from './core/types' */

const MAP_ON_PAPER = 'The map of these events is in Take away, as a picture and in the Report.';

function frame() {
  const skip = h('a', { class: 'gd-skip', href: '#gd-panel' }, 'Skip the map: list of events');
  const parts = {
    sentence: h('div', { class: 'gd-sentence' }),
    map: h('div', { class: 'gd-map' }),
    timeline: h('section', { class: 'gd-timeline', 'aria-label': 'Timeline' }),
    panel: h('aside', { class: 'gd-panel', id: 'gd-panel', tabindex: '-1', 'aria-label': 'Events and passages' }),
  };
  const busy = createBusy();
  const root = h('div', { class: 'gd-root gd-explore' }, definitions({ style: 'position:absolute' }), skip, busy.node, Object.values(parts));
  skip.addEventListener('click', (ev) => {
    ev.preventDefault();
    const choices = ['.gd-row[tabindex="0"]', '#gd-card-title', 'h2', 'button'].flatMap((q) => all(parts.panel, q));
    const target = choices.find((el) => el.offsetParent);
    (target ?? parts.panel).focus();
  });
  return { root, parts, busy };
}

/**
 * ← → step and Escape clears wherever the focus is on nothing that needs these keys itself.
 * @param {State} state
 */
function globalKeys(state) {
  const onKey = (/** @type {KeyboardEvent} */ ev) => {
    if (ev.defaultPrevented || ev.ctrlKey || ev.metaKey || ev.altKey) return;
    if (hit(ev, 'input, textarea, select, dialog, [role=dialog], [role=listbox], [role=slider]')) return;
    if (ev.key === 'Escape' && state.event) state.select(null, { source: 'keyboard' });
    const free = ev.target === document.body || hit(ev, '.gd-panel');
    if (free && (ev.key === 'ArrowRight' || ev.key === 'ArrowLeft') && state.event) {
      ev.preventDefault();
      state.step(ev.key === 'ArrowRight' ? 1 : -1);
    }
  };
  document.addEventListener('keydown', onKey);
  return { destroy: () => document.removeEventListener('keydown', onKey) };
}

/**
 * Above the List, which is what is taken.
 * @param {HTMLElement} root
 * @param {HTMLElement} head
 * @param {State} state
 * @param {Context} ctx
 */
function mountTake(root, head, state, ctx) {
  const take = createTake(root, state, ctx);
  head.append(take.node);
  const update = () => take.update(Boolean(state.data?.count));
  const off = state.on('data', update);
  update();
  return {
    destroy() {
      off();
      take.destroy();
    },
  };
}

/**
 * Takes what Python sent of a newer version, in place; the map's own files are drawn once.
 * @param {{ctx: Context, fresh: ReturnType<typeof mountFreshEvents> | null, map: {renew: () => void}, problems: {renew: () => void}}} page
 * @param {PageData} data
 */
function renew({ ctx, fresh, map, problems }, data) {
  if (data.geo_version !== ctx.geoVersion) {
    location.reload();
    return;
  }
  fresh?.update(data);
  map.renew();
  problems.renew();
}

/** @param {import('./core/mount.js').Call<PageData>} call */
async function mount({ data, parentElement, setTriggerValue }) {
  tell(data.told);
  const { root, parts, busy } = frame();
  parentElement.append(root);
  await whenStyled(root);
  const ctx = contextOf(data, { follows: true, files: data.files });
  const state = createState({ api: ctx.api, first: data.first });
  const off = state.on('loading', busy.set);
  const panel = mountPanel(parts.panel, state, ctx);
  const list = one(parts.panel, '.gd-p-listhead');
  const take = SERVED ? mountTake(root, list, state, ctx) : data.take?.(list, state);
  const problems = mountProblems(root, one(parts.panel, '.gd-p-rows'), ctx);
  const fresh = SERVED ? mountFreshEvents(root, state, ctx, setTriggerValue) : null;
  const widgets = [
    globalKeys(state),
    mountSentence(parts.sentence, state, ctx),
    SERVED ? mountSearch(parentElement, root, state, ctx) : null,
    panel,
    mountTimeline(parts.timeline, state, ctx),
    createSheet(root, parts.panel, state),
    createMenu(root, parts.sentence, ctx),
    SERVED ? mountNav() : null,
    mountPrinting(root, () => state.data.sentence, () => ctx.collection, { advice: MAP_ON_PAPER, before: panel.complete }),
    problems,
    fresh,
    take,
  ];
  const map = await mountMap(parts.map, state, ctx);
  widgets.push(map);
  await state.start();
  map.ready.then(() => {
    root.dataset.ready = '1';
    performance.mark('gd-ready');
  });
  Object.assign(root, { gd: { state, map: map.map, data } });
  return {
    update: (/** @type {PageData} */ next) => renew({ ctx, fresh, map, problems }, next),
    destroy() {
      off();
      widgets.forEach((w) => w?.destroy?.());
      state.destroy();
      root.remove();
    },
  };
}

export default mountOnce(mount);
