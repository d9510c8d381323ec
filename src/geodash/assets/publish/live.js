// A published article comes alive: the map follows the passage that is read, with the very parts of the page Read.

import { contextOf } from '../core/context.js';
import { all, h, one, setText } from '../core/dom.js';
import { definitions } from '../core/marks.js';
import { ROOT } from '../core/root.js';
import { createState } from '../core/state.js';
import { tell } from '../core/told.js';
import { createCaption } from '../read/caption.js';
import { createPage } from '../read/page.js';
import { createReading, listenToKeys, unfiltered } from '../read/reading.js';
import { mountTimeline } from '../timeline/timeline.js';
import { publishedFiles } from './files.js';

/** @import { Place } from '../core/types' */
/** @import { Reading, ReadPayload } from '../read/types' */

/**
 * The event that is read stands behind # in the address, where no server sees it.
 * @param {string} article
 * @returns {Place}
 */
function placeOf(article) {
  const eventOf = (/** @type {string} */ search) => new URLSearchParams(search).get('event') ?? '';
  const target = (/** @type {string} */ search) => location.pathname + (eventOf(search) && `#${encodeURIComponent(eventOf(search))}`);
  return {
    read() {
      const event = decodeURIComponent(location.hash.slice(1));
      return `?article=${encodeURIComponent(article)}${event && `&event=${encodeURIComponent(event)}`}`;
    },
    target,
    url: (search) => new URL(target(search), location.href).href,
  };
}

/** Above the text: how far the reader has come. */
function createHead(/** @type {Reading} */ reading, /** @type {HTMLElement} */ scroller) {
  const title = h('span', { class: 'gd-read-title', dir: 'auto' });
  const where = h('span', { class: 'gd-read-where' });
  const node = h('div', { class: 'gd-read-head gp-read-head' }, title, where);
  scroller.before(node);
  return {
    fill() {},
    update(/** @type {boolean} */ titled) {
      const at = reading.stop()?.paragraph;
      setText(title, titled ? '' : (reading.article()?.title ?? ''));
      where.replaceChildren(...(at ? [h('b', null, `¶${at}`), ` of ${all(scroller, '.gd-para').length}`] : []));
    },
  };
}

/** What this page tells stays here; what only others tell has a page of its own. */
function within(/** @type {Reading} */ reading) {
  const { go } = reading;
  reading.go = async (id, source) => {
    if (reading.article()?.captions[id]) await go(id, source);
    else location.assign(new URL(`e/${encodeURIComponent(id)}/`, ROOT).href);
  };
  return reading;
}

/** The text as it stands, its passages pressed from here on. */
function textOf(/** @type {HTMLElement} */ scroller) {
  const article = /** @type {HTMLElement} */ (one(scroller, '.gd-article').cloneNode(true));
  for (const seg of all(article, 'a.gd-seg')) seg.setAttribute('role', 'button');
  return article.outerHTML;
}

async function begin() {
  const root = one(document, '.gp-read');
  const data = await (await fetch('read.json')).json();
  // Told of another version than the page is of, the map would follow words that are not there: the page stays as it is.
  if (data.first.version !== root.dataset.version) return;
  const scroller = one(root, '.gd-p-scroll');
  const below = scroller.querySelector('.gp-below');
  data.first.read.html = textOf(scroller);
  tell(data.told);
  const ctx = contextOf(data, { files: (life) => publishedFiles(new URL(data.ground_at, ROOT), data.ground, life) });
  const parts = { map: one(root, '.gd-map'), caption: one(root, '.gd-read-caption'), scroller };
  const state = createState({ api: ctx.api, first: /** @type {ReadPayload} */ (data.first), route: 'read', place: placeOf(data.first.read.id) });
  state.view = null;
  const reading = within(createReading(state, ctx));
  const at = scroller.scrollTop;
  const days = one(root, '.gp-days');
  root.classList.add('is-live');
  root.append(definitions({ style: 'position:absolute' }));
  parts.caption.replaceChildren();
  days.replaceChildren();
  const caption = createCaption(parts.caption, reading);
  const head = createHead(reading, scroller);
  mountTimeline(days, unfiltered(state), ctx, { periods: false });
  const page = await createPage(root, parts, reading, { caption, head });
  listenToKeys(reading);
  await state.start();
  page.begin(null);
  if (below) scroller.append(below);
  if (!state.event) scroller.scrollTop = at;
  await page.ready;
  for (const still of all(parts.map, '.gp-wide, .gp-narrow')) still.remove();
  root.dataset.ready = '1';
}

begin();
