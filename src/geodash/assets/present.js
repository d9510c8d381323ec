// Present: the collection's briefings, what the last filter would make, and the reader's own draft.

import { createDraft } from './core/draft.js';
import { createDraftPanel } from './present/draft.js';
import { createFilterBrief } from './present/filter.js';
import { mountFresh } from './core/fresh.js';
import { mountHeadMenu } from './core/menu.js';
import { createShelf } from './present/shelf.js';
import { h } from './core/dom.js';
import { mountOnce } from './core/mount.js';
import { ROOT } from './core/root.js';
import { mountPrinting } from './core/printing.js';
import { mountNav, restoreView } from './core/nav.js';
import { saveBriefing } from './present/post.js';
import { mountSearchElsewhere } from './search/elsewhere.js';
import { tell } from './core/told.js';
import { whenStyled } from './core/styled.js';

/** @import { PresentData } from './present/types' */
/** @import { Call } from './core/mount.js' */

const LEAD = 'A briefing shows one event at a time: where it was, the sentence that says so, and what the other side says. It runs in any browser, from a file too, and needs no network.';
const KEYS = 'In the show, → and ← step, C opens the paragraph around a sentence, / finds any event, ? lists all keys, and Esc leads back here.';

/** @param {Call<PresentData>} call */
function mount({ data, parentElement, setTriggerValue }) {
  tell(data.told);
  restoreView();
  const draft = createDraft(data.collection.key);
  const api = new URL(data.api, ROOT);
  /** @type {import('./present/types').Saving} */
  const save = async (request) => {
    const outcome = await saveBriefing(api, request);
    if (outcome.ok) setTriggerValue('fresh', location.search); // it is listed
    return outcome;
  };
  const panel = createDraftPanel(draft, { api, show: new URL('show', ROOT), edit: data.edit, send: save });
  const shelf = createShelf({ show: ROOT, onCopy: ({ id, title, subtitle, slides, base }) => panel.replace({ id, title, subtitle, slides, base }) });
  const filter = createFilterBrief({ api, show: ROOT, onTake: panel.replace });
  const root = h(
    'div',
    { class: 'gd-root gd-present' },
    h('header', { class: 'gd-pr-intro' }, h('h1', null, 'Present'), h('p', null, LEAD), h('p', { class: 'gd-pr-keys' }, KEYS)),
    h('div', { class: 'gd-pr-grid' }, h('div', { class: 'gd-pr-left' }, shelf.node, filter.node), panel.node),
  );
  parentElement.append(root);
  let now = data;
  const fresh = mountFresh(root, { api, version: data.version, take: (search) => setTriggerValue('fresh', search) });
  const search = mountSearchElsewhere(parentElement, api);
  const parts = [search, mountNav(), mountHeadMenu(root, () => now.collection.subtitle), panel, draft, fresh, mountPrinting(root, filter.sentence, () => now.collection)];
  const update = (/** @type {PresentData} */ next) => {
    now = next;
    shelf.update(next.briefings, next.problems);
    if (!fresh.update(next.version)) return;
    panel.renew();
    filter.renew();
    search.renew();
  };
  update(data);
  whenStyled(root).then(() => {
    root.closest('[data-testid=stMain]')?.scrollTo(0, 0);
    root.dataset.ready = '1';
  });
  Object.assign(root, { gd: { draft, data } });
  return {
    update,
    destroy() {
      parts.forEach((part) => part.destroy());
      root.remove();
    },
  };
}

export default mountOnce(mount);
