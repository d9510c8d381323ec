// Analyse: the same sentence and the same panel as Explore, and between them figures that each open
// their events. One component, mounted once; answers come from our own routes.

import { createAnswers } from './analyse/answers.js';
import { mountClaims } from './analyse/claims.js';
import { mountCompare } from './analyse/compare.js';
import { mountHead } from './analyse/head.js';
import { mountLosses } from './analyse/losses.js';
import { mountPairs } from './analyse/pairs.js';
import { mountTable } from './analyse/table.js';
import { mountBeside } from './analyse/beside.js';
import { createTabs } from './analyse/tabs.js';
import { mountTime } from './analyse/time.js';
import { createBusy } from './core/busy.js';
import { contextOf } from './core/context.js';
import { h } from './core/dom.js';
import { mountFreshEvents } from './core/fresh.js';
import { createMenu } from './core/menu.js';
import { mountOnce } from './core/mount.js';
import { mountNav } from './core/nav.js';
import { mountPanel } from './panel/panel.js';
import { mountSearch } from './search/on_view.js';
import { mountSentence } from './sentence/sentence.js';
import { createSheet } from './panel/sheet.js';
import { mountPrinting } from './core/printing.js';
import { createState } from './core/state.js';
import { tell } from './core/told.js';

/** @import { PageData } from './core/types' */
/** @import { TabSpec } from './analyse/tabs.js' */

/** @type {TabSpec[]} */
const TABS = [
  ['events', 'Events', mountTable],
  ['pairs', 'Who is said to have acted', mountPairs],
  ['time', 'Over time', mountTime],
  ['compare', 'Compare A | B', mountCompare],
  ['claims', 'Claims and answers', mountClaims],
  ['losses', 'Losses', mountLosses],
];

function frame() {
  const parts = {
    sentence: h('div', { class: 'gd-sentence' }),
    main: h('section', { class: 'gd-a-main', 'aria-label': 'Figures' }),
    panel: h('aside', { class: 'gd-panel', id: 'gd-panel', tabindex: '-1', 'aria-label': 'Events and passages' }),
  };
  const busy = createBusy();
  const root = h('div', { class: 'gd-root gd-analyse' }, busy.node, Object.values(parts));
  return { root, parts, busy };
}

/** @param {import('./core/mount.js').Call<PageData>} call */
async function mount({ data, parentElement, setTriggerValue }) {
  const { root, parts, busy } = frame();
  parentElement.append(root);
  const ctx = contextOf(data);
  tell(data.told);
  const state = createState({ api: ctx.api, first: data.first });
  const answers = createAnswers(state, ctx, busy.set);
  const head = mountHead(parts.main, state, ctx);
  const tabs = createTabs(parts.main, state, ctx, TABS);
  const fresh = mountFreshEvents(root, state, ctx, setTriggerValue);
  const widgets = [
    fresh,
    mountSentence(parts.sentence, state, ctx),
    mountSearch(parentElement, root, state, ctx),
    mountPanel(parts.panel, state, ctx),
    mountBeside(root, parts.panel, state),
    createSheet(root, parts.panel, state),
    createMenu(root, parts.sentence, ctx),
    mountNav(),
    mountPrinting(root, () => state.data.sentence, () => ctx.collection),
    answers,
    head,
    tabs,
  ];
  const off = answers.on((answer) => {
    head.update(answer);
    tabs.update(answer);
    root.dataset.ready = '1';
  });
  Object.assign(root, { gd: { state, data } });
  await state.start();
  return {
    update: fresh.update,
    destroy() {
      off();
      widgets.forEach((w) => w.destroy?.());
      state.destroy();
      root.remove();
    },
  };
}

export default mountOnce(mount);
