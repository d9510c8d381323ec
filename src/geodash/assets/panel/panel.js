// The panel: the List while nothing is selected, the card of the selected event, its whole article.
//
// Selecting elsewhere never takes the focus away; what was chosen inside the panel gets it.

import { createBriefing } from './brief_add.js';
import { clear, glyph, h, setText } from '../core/dom.js';
import { kinds } from '../core/told.js';
import { createArticle, fromServer } from './article.js';
import { actOnCard, closeBoxes } from './card.js';
import { frame, icon, kicker, pending } from './frame.js';
import { createList } from './list.js';
import { createPager } from './stack.js';
import { headingOf, introOf, nothing } from './words.js';

// The old card stays until the new one is there; only a slow server shows the bare title first.
const PATIENCE = 50;

/** Mounts the panel into its aside. See the module's head for what it shows when. */
export function mountPanel(root, state, ctx) {
  const parts = frame({
    previous: () => state.step(-1, { source: 'panel' }),
    next: () => state.step(1, { source: 'panel' }),
    here: () => pager.toggle(),
    list: openList,
    back: backToCard,
  });
  const briefing = createBriefing(state, ctx);
  parts.listHead.append(briefing.button);
  parts.node.append(briefing.node);
  clear(root).append(parts.node);
  const smooth = () => !ctx.reducedMotion?.matches;
  const list = createList(parts.list, parts.listBody, state);
  const pager = createPager(parts, state, {
    all: () => {
      state.setStack(null);
      parts.next.focus({ preventScroll: true });
    },
  });
  const article = createArticle(parts.article, state, { smooth });
  const url = () => state.url?.() ?? location.href;
  let view = 'list';
  let listOpen = false;
  let listScroll = 0;
  let listStale = true;
  let shown = null;
  let request = 0;
  let wantsFocus = false;
  let mention = null;

  // --- what is on show -----------------------------------------------------------------------

  function viewNow() {
    if (state.reading) return 'article';
    return state.event && !listOpen ? 'card' : 'list';
  }

  function setView(next) {
    if (view === 'list' && next !== 'list') listScroll = parts.list.scrollTop;
    const came = view !== next;
    view = next;
    root.dataset.view = next;
    parts.list.hidden = next !== 'list';
    parts.card.hidden = next !== 'card';
    parts.article.hidden = next !== 'article';
    parts.strip.hidden = next !== 'article' || !state.event;
    parts.head.hidden = next === 'list' && !state.event;
    if (next === 'list') {
      refreshList();
      if (came) parts.list.scrollTop = listScroll;
    }
  }

  function refreshList() {
    if (!listStale || !state.data) return;
    listStale = false;
    list.update(state.data);
    setText(parts.listTitle, headingOf(state.data, ctx.collection));
    setText(parts.welcome, introOf(state.data, state.params, ctx.collection, ctx.intro));
    parts.welcome.hidden = !parts.welcome.textContent;
    if (!state.data.events.length) parts.listBody.append(...nothing(state.data, state, ctx.collection));
  }

  function backButton() {
    return h('button', { type: 'button', class: 'gd-p-plain', on: { click: backToCard } }, icon('M10 3L5 8l5 5'), 'Back to the event');
  }

  function setHead() {
    const event = state.event && state.byId(state.event);
    clear(parts.left);
    if (event) parts.left.append(view === 'card' ? kicker(event) : backButton());
    parts.toList.hidden = view === 'list';
    pager.update();
    if (view === 'article' && event) {
      clear(parts.strip).append(
        glyph(event.kind, { size: 18, oneSided: event.one_sided, planned: event.planned }),
        h('span', { class: 'gd-p-strip-text', dir: 'auto' }, event.title),
      );
      parts.strip.setAttribute('aria-label', `Back to the event: ${event.title}`);
    }
  }

  // --- the card ------------------------------------------------------------------------------

  async function showCard(id) {
    const mine = ++request;
    const late = setTimeout(() => mine === request && putCard(id, pending(state.byId(id))), PATIENCE);
    try {
      const { html } = await state.fetchCard(id);
      if (mine === request) putCard(id, fromServer(html));
    } catch (error) {
      if (mine === request) putCard(id, failed(id, error));
    } finally {
      clearTimeout(late);
    }
  }

  function failed(id, error) {
    const node = pending(state.byId(id));
    node.removeAttribute('aria-busy');
    node.append(
      h('p', { class: 'gd-lost', role: 'alert' }, `This event could not be read: ${error.message}.`),
      h('button', { type: 'button', class: 'gd-p-plain', on: { click: () => showCard(id) } }, 'Try again'),
    );
    return node;
  }

  function putCard(id, node) {
    const { activeElement } = document;
    const hadFocus = parts.card.contains(activeElement);
    // Who has gone elsewhere in the meantime stays there.
    if (activeElement !== document.body && !parts.node.contains(activeElement)) wantsFocus = false;
    // The head already says kind and date.
    node.querySelector('.gd-kicker')?.remove();
    parts.card.replaceChildren(node);
    parts.card.scrollTop = 0;
    shown = node.classList.contains('gd-pending') ? null : id;
    if (view !== 'card') return;
    if (hadFocus || wantsFocus) focusTitle(node);
  }

  function focusTitle(node) {
    node.querySelector('.gd-card-title').focus({ preventScroll: true });
    if (shown) wantsFocus = false;
  }

  // --- moving between the three ----------------------------------------------------------------

  function openList() {
    listOpen = true;
    if (state.reading) state.read(null, { mode: 'replace' });
    else update();
    list.reveal();
    list.focus(list.indexOf(state.event));
  }

  function backToCard() {
    listOpen = false;
    wantsFocus = true;
    if (state.reading) state.read(null, { mode: 'replace' });
    else update();
    focusCard();
  }

  function focusCard() {
    if (!wantsFocus || view !== 'card' || shown !== state.event) return;
    wantsFocus = false;
    const target = parts.card.querySelector('[data-act=read]') ?? parts.card.querySelector('.gd-card-title');
    target?.focus({ preventScroll: true });
  }

  function update() {
    setView(viewNow());
    setHead();
    if (!state.event) return;
    if (shown !== state.event) showCard(state.event);
    // The right card is there already: one that is still under way must not replace it.
    else request += 1;
  }

  function announce(event, source) {
    if (!event || source === 'list' || source === 'panel-card') return;
    setText(parts.live, `${event.title}. ${kinds()[event.kind]?.label ?? ''}, ${event.date_label}.`);
  }

  function onSelect({ id, source }) {
    const inside = parts.node.contains(document.activeElement);
    pager.close();
    if (source !== 'article') listOpen = false;
    wantsFocus = source === 'list' || source === 'panel-card';
    list.mark();
    if (state.reading && id) {
      if (article.has(id) || state.byId(id)?.articles?.includes(state.reading)) {
        article.choose();
        if (source !== 'article') article.scrollTo(null);
        update();
      } else if (source !== 'history') {
        // After the state has written the selection into the URL, not before. Of Back and Forward the
        // address says itself what is read.
        queueMicrotask(() => state.read(null, { mode: 'replace' }));
      }
    } else {
      update();
      if (wantsFocus && shown === id) focusTitle(parts.card);
    }
    announce(id && state.byId(id), source);
    if (!id && inside) list.focus();
  }

  async function onRead({ article: id }) {
    const asked = mention;
    mention = null;
    if (!id) {
      article.forget();
      update();
      return;
    }
    const inside = parts.node.contains(document.activeElement);
    listOpen = false;
    try {
      parts.article.hidden = false;
      update();
      await article.show(id, { mention: asked, focus: inside });
    } catch (error) {
      if (state.reading !== id) return;
      clear(parts.article).append(h('p', { class: 'gd-lost', role: 'alert' }, `The article could not be read: ${error.message}.`));
    }
  }

  function onClick(ev) {
    const select = ev.target.closest('[data-select]');
    if (select) {
      state.select(select.dataset.select, { source: 'panel-card' });
      return;
    }
    const read = ev.target.closest('[data-act=read]');
    if (read) {
      mention = read.dataset.mention ?? null;
      if (state.reading === read.dataset.article) article.scrollTo(mention, { focus: true });
      else state.read(read.dataset.article);
      return;
    }
    const card = ev.target.closest('.gd-card');
    if (ev.target.closest('[data-act=brief]')) briefing.add(card.dataset.event);
    else if (card) actOnCard(card, ev.target, url());
  }

  function onKey(ev) {
    if (ev.defaultPrevented || ev.ctrlKey || ev.metaKey || ev.altKey || ev.shiftKey) return;
    if (ev.key === 'Escape') escape(ev);
    const by = { ArrowRight: 1, ArrowLeft: -1 }[ev.key];
    if (!by || !state.event) return;
    ev.preventDefault();
    state.step(by, { source: 'panel' });
  }

  /** One layer at a time: an open choice or box, the article, the selection. */
  function escape(ev) {
    if (pager.close() || (view === 'card' && closeBoxes(parts.card))) ev.preventDefault();
    else if (view === 'article') {
      ev.preventDefault();
      backToCard();
    } else if (state.event) {
      ev.preventDefault();
      const index = list.indexOf(state.event);
      state.select(null, { source: 'panel' });
      list.focus(index);
    }
  }

  parts.card.addEventListener('click', onClick);
  parts.stack.addEventListener('click', onClick);
  parts.card.addEventListener('pointerover', (ev) => state.setHover?.(ev.target.closest('[data-select]')?.dataset.select ?? null));
  parts.card.addEventListener('pointerleave', () => state.setHover?.(null));
  parts.node.addEventListener('keydown', onKey);
  const offs = [
    state.on('data', () => {
      listStale = true;
      listScroll = 0;
      update();
      if (view === 'list') parts.list.scrollTop = 0;
    }),
    state.on('select', onSelect),
    state.on('read', onRead),
    state.on('stack', pager.update),
    state.on('hover', ({ id }) => view === 'list' && list.hover(id)),
  ];
  update();
  return {
    destroy() {
      offs.forEach((off) => off());
      list.destroy();
      pager.destroy();
      briefing.destroy();
      clear(root);
    },
  };
}
