// The whole article in the panel: every coded passage chooses its event, and the map goes there.

import { all, hit } from '../core/dom.js';
import { glyph } from '../core/marks.js';
import { lightWords } from './lit_words.js';

/** @import { State } from '../core/types' */

/**
 * Fills the server's empty slots with the kinds' marks.
 * @template {ParentNode} N
 * @param {N} node
 */
function hydrate(node) {
  for (const slot of all(node, '.gd-slot[data-kind]')) {
    const { kind = '', size } = slot.dataset;
    slot.replaceWith(glyph(kind, { size: Number(size) || 18, oneSided: 'oneSided' in slot.dataset, planned: 'planned' in slot.dataset }));
  }
  return node;
}

/**
 * HTML that the server has already escaped, as a node.
 * @param {string} html
 */
export function fromServer(html) {
  const template = document.createElement('template');
  template.innerHTML = html;
  return hydrate(/** @type {HTMLElement} */ (template.content.firstElementChild));
}

const words = (/** @type {HTMLElement} */ node, /** @type {string} */ name) => (node.dataset[name] ?? '').split(' ').filter(Boolean);
/** Whether a passage tells of an event. */
const tells = (/** @type {HTMLElement} */ seg, /** @type {string | null} */ id) => Boolean(id) && words(seg, 'events').includes(id ?? '');

/**
 * The passage to show: the one asked for, else the one that leads the card, else the first.
 * @param {HTMLElement[]} passages
 * @param {string | null} mention
 * @param {string | null} event
 */
function targetOf(passages, mention, event) {
  return (
    (mention && passages.find((s) => words(s, 'mentions').includes(mention))) ||
    passages.find((s) => words(s, 'best').includes(event ?? '')) ||
    passages.find((s) => tells(s, event))
  );
}

/**
 * How far to scroll for a passage.
 * @param {HTMLElement} scroller
 * @param {HTMLElement} seg
 */
function topOf(scroller, seg) {
  const para = seg.closest('.gd-para') ?? seg;
  const box = para.getBoundingClientRect();
  const frame = scroller.getBoundingClientRect();
  // A paragraph that fits is shown whole, near the top; of a longer one, its passage.
  const from = box.height < frame.height * 0.8 ? box : seg.getBoundingClientRect();
  const heading = para.previousElementSibling?.matches('.gd-article-h') ? para.previousElementSibling : null;
  const first = heading && from === box ? heading.getBoundingClientRect().top : from.top;
  const top = scroller.scrollTop + first - frame.top - (heading ? 10 : Math.min(48, frame.height * 0.1));
  // What the first screen already shows needs no scrolling past the title.
  const end = scroller.scrollTop + seg.getBoundingClientRect().bottom - frame.top;
  return end < frame.height * 0.8 ? 0 : top;
}

/**
 * Puts the selected event's passages, and the paragraph that was asked for, on the passage ground.
 * @param {HTMLElement} scroller
 * @param {State} state
 */
function markChosen(scroller, state) {
  for (const para of all(scroller, '.gd-para')) {
    para.classList.remove('is-chosen');
    // Opened at a paragraph: whether anything is coded there or not.
    const here = Boolean(state.para) && para.dataset.para === String(state.para);
    para.classList.toggle('is-found', here);
    if (here) para.setAttribute('tabindex', '-1');
  }
  for (const seg of all(scroller, '.gd-seg')) {
    const here = tells(seg, state.event);
    seg.setAttribute('aria-pressed', String(here));
    seg.classList.toggle('is-chosen', here);
    if (here) seg.closest('.gd-para')?.classList.add('is-chosen');
  }
}

/**
 * Clicks, keys and the pointer on the passages of a text.
 * @param {HTMLElement} scroller
 * @param {(seg: HTMLElement) => void} pick
 * @param {(seg: HTMLElement | null) => void} point at a passage, or at none any more
 */
export function hearPassages(scroller, pick, point) {
  scroller.addEventListener('click', (ev) => {
    const seg = hit(ev, '.gd-seg');
    if (!seg || ev.ctrlKey || ev.metaKey || ev.shiftKey) return;
    // On a page at a fixed address it is a link, for whoever has no script.
    ev.preventDefault();
    // A reader who drags over the text wants to copy it.
    if (getSelection()?.isCollapsed ?? true) pick(seg);
  });
  scroller.addEventListener('keydown', (ev) => {
    const seg = hit(ev, '.gd-seg');
    if (!seg || (ev.key !== 'Enter' && ev.key !== ' ')) return;
    ev.preventDefault();
    pick(seg);
  });
  scroller.addEventListener('pointerover', (ev) => point(hit(ev, '.gd-seg')));
  scroller.addEventListener('pointerleave', () => point(null));
}

/**
 * A passage that is clicked, or pressed, chooses its event; of several, the next.
 * @param {HTMLElement} scroller
 * @param {State} state
 */
function listen(scroller, state) {
  function pick(/** @type {HTMLElement} */ seg) {
    const events = words(seg, 'events');
    const at = events.indexOf(state.event ?? '');
    const id = events[(at + 1) % events.length];
    if (id !== state.event) state.select(id, { source: 'article' });
  }

  hearPassages(scroller, pick, (seg) => state.setHover(seg ? words(seg, 'events')[0] : null));
}

/**
 * @param {HTMLElement} scroller the element that scrolls and holds the article
 * @param {State} state
 * @param {{smooth: () => boolean}} how
 */
export function createArticle(scroller, state, { smooth }) {
  /** @type {string | null} */
  let shown = null;
  let request = 0;
  const passages = () => all(scroller, '.gd-seg');

  const choose = () => markChosen(scroller, state);

  function scrollTo(/** @type {string | null} */ mention, { focus = false, animate = true } = {}) {
    const found = mention ? null : /** @type {HTMLElement | null} */ (scroller.querySelector('.is-found'));
    const seg = found ?? targetOf(passages(), mention, state.event);
    if (seg) scroller.scrollTo({ top: topOf(scroller, seg), behavior: animate && smooth() ? 'smooth' : 'instant' });
    const target = /** @type {HTMLElement | null} */ (seg || scroller.querySelector('h2'));
    if (focus) target?.focus({ preventScroll: true });
  }

  /** Until the next one is there, an old article must not stand for it. */
  function forget() {
    shown = null;
    request += 1;
    scroller.replaceChildren();
  }

  /** The same article of a newer version; the reader stays where they are in it. */
  async function renew() {
    if (!shown) return;
    const mine = ++request;
    const { html } = await state.fetchArticle(shown);
    if (mine !== request) return;
    const { scrollTop } = scroller;
    scroller.replaceChildren(fromServer(html));
    choose();
    scroller.scrollTop = scrollTop;
  }

  /**
   * Opens an article at the paragraph that is asked for, or at a mention of the selected event.
   * @param {string} articleId
   * @param {{mention?: string | null, focus?: boolean, words?: string[]}} [where] `words` are lit in the paragraph
   */
  async function show(articleId, { mention = null, focus = false, words = [] } = {}) {
    const mine = ++request;
    if (shown !== articleId) {
      shown = null;
      scroller.replaceChildren();
      const { html } = await state.fetchArticle(articleId);
      if (mine !== request) return;
      scroller.replaceChildren(fromServer(html));
      shown = articleId;
    }
    choose();
    lightWords(scroller, words);
    scrollTo(mention, { focus, animate: false });
  }

  listen(scroller, state);
  return {
    show,
    renew,
    choose,
    scrollTo,
    /** Whether the article on show tells of an event. */
    has: (/** @type {string} */ id) => passages().some((s) => tells(s, id)),
    forget,
  };
}
