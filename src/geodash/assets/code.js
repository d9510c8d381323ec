// Code: an article beside its events, each value editable where it stands. The draft is a log in this
// browser; what is shown of it the server says after each step.

import { createActs } from './code/acts.js';
import { createArticle } from './code/article.js';
import { createBar } from './code/bar.js';
import { createCard } from './code/card.js';
import { createCaret } from './code/caret.js';
import { createComing } from './code/coming.js';
import { createCoverage } from './code/coverage.js';
import { Desk } from './code/desk.js';
import { createEdits } from './code/edits.js';
import { createFloating } from './code/floating.js';
import { createSide } from './code/side.js';
import { createTabs } from './code/tabs.js';
import { mountKeys } from './code/keys.js';
import { closePop } from './code/pop.js';
import { h } from './core/dom.js';
import { mountHeadMenu } from './core/menu.js';
import { mountOnce, ROOT } from './core/mount.js';
import { mountNav } from './core/nav.js';
import { mountSearchElsewhere } from './search/elsewhere.js';
import { tell } from './core/told.js';
import { whenStyled } from './core/styled.js';

/** @import { CodeData, Opening, View } from './code/types' */
/** @import { Call } from './core/mount.js' */

const HINTS = [['↓', 'sentence'], ['⇧ →', 'words'], ['N', 'new event'], ['1 – 5', 'words for a fact'], ['0', 'no event'], ['?', 'keys']];

/** Which article the address names; else the one that was open last, else the first. */
function articleOf(/** @type {CodeData} */ { shelf, collection }) {
  const asked = new URLSearchParams(location.search).get('article');
  const last = sessionStorage.getItem(`geodash:code:${collection.key}`);
  return shelf.find((a) => a.id === asked)?.id ?? shelf.find((a) => a.id === last)?.id ?? shelf[0]?.id ?? '';
}

/** @param {HTMLElement} root @param {CodeData} data @param {Opening} opening @param {{open: (article: string) => void, bring: () => void}} articles */
function openArticle(root, data, opening, { open, bring }) {
  const api = new URL(data.api, ROOT);
  const desk = new Desk(api, data.collection.key, opening);
  const edits = createEdits(desk);
  const article = createArticle(desk);
  const caret = createCaret(desk, article);
  const live = h('p', { class: 'gd-live', role: 'status', 'aria-live': 'polite' });
  const say = (/** @type {string} */ text) => {
    live.textContent = text;
  };
  /** @type {((card: import('./code/types').Card) => void) | null} */
  let finish = null;
  /** @type {(() => void) | null} */
  let whenShown = null;
  /** @type {HTMLElement[]} */
  const panes = [article.node];
  const acts = createActs({ root, desk, edits, caret, article, card: () => card, panes, say, save: () => {}, point: () => {} });
  const card = createCard(desk, edits, { toText: acts.toText, done: acts.done, again: acts.again, point: () => {}, places: () => {} });
  const side = createSide(desk, { act: (problem, remedy) => acts.remedy(problem, remedy), open: (id) => desk.choose(id) });
  const coverage = createCoverage(desk, (at) => caret.go(at));
  const floating = createFloating(desk, article, { give: acts.give, begin: acts.begin, none: acts.none });
  const bar = createBar({ shelf: data.shelf, title: opening.article.title, article: opening.article.id }, { open, bring, undo: acts.undo, redo: acts.redo, save: acts.save, table: () => {} });
  const hints = h('footer', { class: 'gd-ct-hints' }, HINTS.map(([key, what]) => h('span', null, h('kbd', { class: 'gd-cap' }, key), ` ${what}`)));
  const left = h('section', { class: 'gd-code-text' }, coverage.node, article.node, hints, floating.node);
  const right = h('aside', { class: 'gd-code-side', 'aria-label': 'Beside the event' }, side.node);
  panes.push(card.node, side.node);
  const tabs = createTabs(root, { text: left, card: card.node, side: right });
  root.append(bar.node, left, card.node, right, tabs.node, live);

  /** The green words: those of the lit fact, else of what the event is told by. */
  function light() {
    const fact = desk.fact || 'what';
    const { offsets } = desk;
    const spans = desk.chosen
      ? edits.mentionsOf(desk.chosen).map(([, m]) => m).filter((m) => m?.article_id === opening.article.id && m.supports.split(';').includes(fact))
      : [];
    article.paint('gd-code-lit', spans.map((m) => [offsets.units(Number(m?.start)), offsets.units(Number(m?.end))]));
  }
  const steps = () => {
    bar.steps(desk.log.canUndo, desk.log.canRedo);
    const { done, rows } = desk.log.state();
    bar.ready(done.length, Boolean(rows.considered || rows.links));
  };
  desk.on('view', (/** @type {View} */ view) => {
    performance.mark('gd-code-view');
    if (article.render(view)) caret.draw();
    coverage.render(view);
    side.render(view);
    card.render(view.card);
    article.chosen(desk.chosen);
    light();
    if (view.card && view.card.id === desk.chosen) {
      const [ended, shown] = [finish, whenShown];
      finish = whenShown = null;
      ended?.(view.card);
      shown?.();
    }
    root.dataset.ready = '1';
  });
  desk.on('step', () => {
    steps();
    light();
  });
  desk.on('light', (fact) => {
    card.light(fact);
    light();
  });
  desk.on('choose', (id) => {
    article.chosen(id);
    side.chosen(id);
    light();
    tabs.show(id ? 'card' : '');
  });
  desk.on('sentence', (at) => coverage.here(at));
  desk.on('selection', (span) => floating.show(span));
  desk.on('kept', bar.kept);
  desk.on('trouble', say);
  desk.on('redraw', () => card.render(desk.view?.card ?? null));
  desk.on('answered', (row) => card.nextRow(row));
  desk.on('finish', (fn) => {
    finish = fn;
    desk.ask(0);
  });
  desk.on('whenShown', (fn) => {
    whenShown = fn;
  });
  desk.on('showMention', (id) => {
    const m = desk.log.row('mentions', id);
    if (!m || m.article_id !== opening.article.id) return;
    caret.go(caret.sentenceOf(desk.offsets.units(Number(m.start))));
    tabs.show('text');
  });
  article.onChoose((events) => {
    const at = events.indexOf(desk.chosen);
    desk.choose(events[(at + 1) % events.length]);
  });
  article.node.addEventListener('scroll', () => floating.show(null), { passive: true });
  const keys = mountKeys(root, article.node, acts);
  caret.draw();
  coverage.here(0);
  desk.begin().then(steps);
  Object.assign(root, { gd: { desk, caret, edits } });
  return {
    focus: acts.toText,
    destroy() {
      closePop();
      [keys, caret, article, desk].forEach((part) => part.destroy());
      root.replaceChildren();
    },
  };
}

/** @param {Call<CodeData>} call */
async function mount({ data, parentElement }) {
  tell(data.told);
  const root = h('main', { class: 'gd-root gd-code' });
  parentElement.append(root);
  await whenStyled(root);
  const api = new URL(data.api, ROOT);
  const search = mountSearchElsewhere(parentElement, api);
  const parts = [search, mountNav(), mountHeadMenu(root, () => data.collection.subtitle)];
  /** @type {{destroy: () => void, focus: () => void} | null} */
  let opened = null;

  async function open(/** @type {string} */ id) {
    const answer = await fetch(new URL(`code/article/${encodeURIComponent(id)}`, api));
    const found = await answer.json();
    opened?.destroy();
    opened = null;
    if (!answer.ok) {
      root.replaceChildren(h('p', { class: 'gd-failed', role: 'alert' }, found.error));
      return;
    }
    const params = new URLSearchParams(location.search);
    params.set('article', id);
    history.replaceState(history.state, '', `${location.pathname}?${params}`);
    sessionStorage.setItem(`geodash:code:${data.collection.key}`, id);
    opened = openArticle(root, data, found, { open, bring: coming.bring });
    opened.focus();
  }
  const coming = createComing({ root, api, shelf: data.shelf, open });
  const first = articleOf(data);
  if (first) await open(first);
  else root.append(createBar({ shelf: [], title: '', article: '' }, { open, bring: coming.bring, undo() {}, redo() {}, save() {}, table() {} }).node, h('p', { class: 'gd-cc-nothing' }, 'There is no article yet. Bring one.'));
  return {
    destroy() {
      opened?.destroy();
      parts.forEach((part) => part.destroy());
      root.remove();
    },
  };
}

export default mountOnce(mount);
