// Analyse: the same sentence and the same panel as Explore, and between them figures that each open
// their events. One component, mounted once; answers come from our own routes.

import { createAnswers } from './analyse/answers.js';
import { mountChange } from './analyse/change.js';
import { mountClaims } from './analyse/claims.js';
import { mountHead } from './analyse/head.js';
import { mountLosses } from './analyse/losses.js';
import { mountPairs } from './analyse/pairs.js';
import { mountTable } from './analyse/table.js';
import { createTabs } from './analyse/tabs.js';
import { mountTime } from './analyse/time.js';
import { h, setSymbols } from './core/dom.js';
import { createMenu } from './core/menu.js';
import { mountNav } from './core/nav.js';
import { mountPanel } from './panel/panel.js';
import { mountSentence } from './sentence/sentence.js';
import { createSheet } from './panel/sheet.js';
import { createState } from './core/state.js';

const ROOT = new URL('../../../', import.meta.url);
const mounted = new WeakMap();

const TABS = [
  ['events', 'Events', mountTable],
  ['pairs', 'Who acted on whom', mountPairs],
  ['time', 'Over time', mountTime],
  ['change', 'Before and after', mountChange],
  ['claims', 'Claims and answers', mountClaims],
  ['losses', 'Losses', mountLosses],
];

function frame() {
  const parts = {
    sentence: h('div', { class: 'gd-sentence' }),
    main: h('section', { class: 'gd-a-main', 'aria-label': 'Figures' }),
    panel: h('aside', { class: 'gd-panel', id: 'gd-panel', tabindex: '-1', 'aria-label': 'Events and passages' }),
  };
  const busy = h('div', { class: 'gd-busy', hidden: true });
  const root = h('div', { class: 'gd-root gd-analyse' }, busy, Object.values(parts));
  return { root, parts, busy };
}

function context(data) {
  return {
    api: new URL(data.api, ROOT),
    symbols: data.symbols,
    collection: data.collection,
    formats: data.formats,
    homes: [],
    intro: 'Choose a row or a number on the left, or an event here, to read the exact words behind it, and what the other side says.',
    attribution: data.attribution,
    boundaryNote: data.boundary_note,
    phone: matchMedia('(max-width: 700px)'),
    reducedMotion: matchMedia('(prefers-reduced-motion: reduce)'),
  };
}

/** Shows the busy line only when an answer takes long enough to be noticed. */
function patience(busy) {
  let wait = 0;
  return (on) => {
    clearTimeout(wait);
    if (on) wait = setTimeout(() => (busy.hidden = false), 180);
    else busy.hidden = true;
  };
}

async function mount(parent, data) {
  const { root, parts, busy } = frame();
  parent.append(root);
  const ctx = context(data);
  setSymbols(ctx.symbols);
  const state = createState({ api: ctx.api, first: data.first });
  const waiting = patience(busy);
  const answers = createAnswers(state, ctx, waiting);
  const head = mountHead(parts.main, state, ctx);
  const tabs = createTabs(parts.main, state, ctx, TABS);
  const sheet = createSheet(root, parts.panel, state);
  if (ctx.phone.matches && !state.event) sheet.set('peek'); // the figures first
  const widgets = [
    mountSentence(parts.sentence, state, ctx),
    mountPanel(parts.panel, state, ctx),
    sheet,
    createMenu(root, parts, state, ctx),
    mountNav(),
    answers,
    head,
    tabs,
  ];
  const offs = [
    answers.on((answer) => {
      head.update(answer);
      tabs.update(answer);
      root.dataset.ready = '1';
    }),
  ];
  root.gd = { state };
  await state.start();
  return () => {
    offs.forEach((off) => off());
    widgets.forEach((w) => w?.destroy?.());
    state.destroy();
    root.remove();
  };
}

export default function analyse({ data, parentElement }) {
  if (!mounted.has(parentElement)) {
    const done = mount(parentElement, data);
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
