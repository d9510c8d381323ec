// Read: an article beside the map that follows it. One component, mounted once; an event that is chosen in the
// text, on the map, the timeline or in the caption is chosen in all of them.

import { contextOf } from './core/context.js';
import { h, hit } from './core/dom.js';
import { mountFreshEvents } from './core/fresh.js';
import { definitions } from './core/marks.js';
import { mountHeadMenu } from './core/menu.js';
import { mountOnce } from './core/mount.js';
import { mountNav, remembered } from './core/nav.js';
import { mountPrinting } from './core/printing.js';
import { createState } from './core/state.js';
import { whenStyled } from './core/styled.js';
import { tell } from './core/told.js';
import { createCaption } from './read/caption.js';
import { createHead } from './read/head.js';
import { createPage } from './read/page.js';
import { createReading, listenToKeys, unfiltered } from './read/reading.js';
import { mountSearchElsewhere } from './search/elsewhere.js';
import { mountTimeline } from './timeline/timeline.js';

/** @import { PageData, State } from './core/types' */

const MAP_ON_PAPER = 'The map stays on the screen; a slide or a still map of an event is in its card on Explore.';

function frame() {
  const scroller = h('div', { class: 'gd-p-scroll gd-p-article', tabindex: '0', role: 'region', 'aria-label': 'Text' });
  const parts = {
    map: h('div', { class: 'gd-map' }),
    caption: h('section', { class: 'gd-p gd-read-caption', 'aria-label': 'What is read' }),
    timeline: h('section', { class: 'gd-timeline', 'aria-label': 'Timeline of the article' }),
    head: h('div', { class: 'gd-read-head' }),
    scroller,
  };
  const text = h('section', { class: 'gd-p gd-read-text', 'aria-label': 'Article' }, parts.head, scroller);
  const root = h('div', { class: 'gd-root gd-read' }, definitions({ style: 'position:absolute' }), parts.map, parts.caption, parts.timeline, text);
  return { root, parts };
}

/** What the links to other pages carry along: the view that the reader came with, and the event that is read. */
function carried(/** @type {State} */ state) {
  const view = new URLSearchParams(remembered());
  if (state.event) view.set('event', state.event);
  else view.delete('event');
  return view.size ? `?${view}` : '';
}

/** @param {import('./core/mount.js').Call<PageData>} call */
async function mount({ data, parentElement, setTriggerValue }) {
  tell(data.told);
  const { root, parts } = frame();
  parentElement.append(root);
  await whenStyled(root);
  const ctx = contextOf(data);
  const para = new URLSearchParams(location.search).get('para');
  const state = createState({ api: ctx.api, first: data.first, route: 'read' });
  state.view = null; // the map of another page
  const reading = createReading(state, ctx);
  const caption = createCaption(parts.caption, reading);
  const head = createHead(parts.head, reading, parts.scroller);
  const fresh = mountFreshEvents(root, state, ctx, setTriggerValue);
  const timeline = mountTimeline(parts.timeline, unfiltered(state), ctx, { periods: false });
  const page = await createPage(root, parts, reading, { caption, head });
  const follow = (/** @type {MouseEvent} */ ev) => {
    const link = hit(ev, 'a[data-gd-own]');
    const at = link && new URL(/** @type {HTMLAnchorElement} */ (link).href);
    if (!at || at.pathname !== location.pathname || ev.ctrlKey || ev.metaKey || ev.shiftKey || ev.altKey) return;
    ev.preventDefault();
    reading.open(at.searchParams.get('article') ?? '', at.searchParams.get('event'));
  };
  root.addEventListener('click', follow);
  const widgets = [
    listenToKeys(reading),
    mountSearchElsewhere(parentElement, ctx.api),
    mountHeadMenu(root, () => ctx.collection.subtitle),
    mountNav(() => carried(state)),
    mountPrinting(root, () => reading.article()?.title ?? '', () => ctx.collection, { advice: MAP_ON_PAPER }),
    timeline, caption, fresh, page,
  ];
  await state.start();
  page.begin(para);
  page.ready.then(() => {
    root.dataset.ready = '1';
    performance.mark('gd-ready');
  });
  Object.assign(root, { gd: { state, map: page.map, data } });
  return {
    update: fresh.update,
    destroy() {
      widgets.forEach((widget) => widget.destroy?.());
      state.destroy();
      root.remove();
    },
  };
}

export default mountOnce(mount);
