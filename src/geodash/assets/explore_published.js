// Explore on a page without a server: the same component, told what it is told by Streamlit.

import { one } from './core/dom.js';
import { ROOT } from './core/root.js';
import { tell } from './core/told.js';
import page from './explore.js';
import { publishedFiles } from './publish/files.js';
import { mountFrameCode } from './publish/frame_code.js';
import { events, file } from './publish/host.js';

/** @import { State } from './core/types' */

async function begin() {
  const parentElement = one(document, '.gp-explore');
  const data = await file('page');
  tell(data.told);
  const first = await events(location.search);
  parentElement.replaceChildren();
  const files = (/** @type {AbortSignal} */ life) => publishedFiles(new URL(data.ground_at, ROOT), data.ground, life);
  const take = (/** @type {HTMLElement} */ head, /** @type {State} */ state) => mountFrameCode(head, state, data.frame);
  page({ data: { ...data, first, files, take }, parentElement, setTriggerValue() {} });
}

begin();
