// The whole article in the panel: every coded passage chooses its event, and the map goes there.

import { glyph } from '../core/dom.js';

/** Fills the server's empty slots with the kinds' marks. */
export function hydrate(node) {
  for (const slot of node.querySelectorAll('.gd-slot[data-kind]')) {
    const { kind, size } = slot.dataset;
    slot.replaceWith(glyph(kind, { size: Number(size) || 18, oneSided: 'oneSided' in slot.dataset, planned: 'planned' in slot.dataset }));
  }
  return node;
}

/** HTML that the server has already escaped, as a node. */
export function fromServer(html) {
  const template = document.createElement('template');
  template.innerHTML = html;
  return hydrate(template.content.firstElementChild);
}

const words = (node, name) => (node.dataset[name] ?? '').split(' ').filter(Boolean);

/**
 * @param scroller the element that scrolls and holds the article
 * @returns {{show, choose, has, destroy}}
 */
export function createArticle(scroller, state, { smooth }) {
  let shown = null;
  let request = 0;

  const passages = () => [...scroller.querySelectorAll('.gd-seg')];

  /** Puts the selected event's passages on the passage ground. */
  function choose() {
    for (const para of scroller.querySelectorAll('.is-chosen')) para.classList.remove('is-chosen');
    for (const seg of passages()) {
      const here = Boolean(state.event) && words(seg, 'events').includes(state.event);
      seg.setAttribute('aria-pressed', String(here));
      if (!here) continue;
      seg.classList.add('is-chosen');
      seg.closest('.gd-para')?.classList.add('is-chosen');
    }
  }

  /** The passage to show: the one asked for, else the one that leads the card, else the first. */
  function target(mention) {
    const all = passages();
    return (
      (mention && all.find((s) => words(s, 'mentions').includes(mention))) ||
      all.find((s) => words(s, 'best').includes(state.event)) ||
      all.find((s) => words(s, 'events').includes(state.event))
    );
  }

  function scrollTo(mention, { focus = false, animate = true } = {}) {
    const seg = target(mention);
    if (!seg) {
      if (focus) scroller.querySelector('h2')?.focus({ preventScroll: true });
      return;
    }
    const para = seg.closest('.gd-para') ?? seg;
    const box = para.getBoundingClientRect();
    const frame = scroller.getBoundingClientRect();
    // A paragraph that fits is shown whole, near the top; of a longer one, its passage.
    const from = box.height < frame.height * 0.8 ? box : seg.getBoundingClientRect();
    const heading = para.previousElementSibling?.matches('h3') ? para.previousElementSibling : null;
    const first = heading && from === box ? heading.getBoundingClientRect().top : from.top;
    const top = scroller.scrollTop + first - frame.top - (heading ? 10 : Math.min(48, frame.height * 0.1));
    // What the first screen already shows needs no scrolling past the title.
    const end = scroller.scrollTop + seg.getBoundingClientRect().bottom - frame.top;
    scroller.scrollTo({ top: end < frame.height * 0.8 ? 0 : top, behavior: animate && smooth() ? 'smooth' : 'instant' });
    if (focus) seg.focus({ preventScroll: true });
  }

  /** Opens an article at a mention of the selected event. */
  async function show(articleId, { mention = null, focus = false } = {}) {
    const mine = ++request;
    if (shown !== articleId) {
      shown = null;
      scroller.replaceChildren();
      const { html } = await state.fetchArticle(articleId);
      if (mine !== request) return false;
      scroller.replaceChildren(fromServer(html));
      shown = articleId;
    }
    choose();
    scrollTo(mention, { focus, animate: false });
    return true;
  }

  function pick(seg) {
    const events = words(seg, 'events');
    const at = events.indexOf(state.event);
    const id = events[(at + 1) % events.length];
    if (id !== state.event) state.select(id, { source: 'article' });
  }

  scroller.addEventListener('click', (ev) => {
    const seg = ev.target.closest('.gd-seg');
    // A reader who drags over the text wants to copy it.
    if (seg && getSelection().isCollapsed) pick(seg);
  });
  scroller.addEventListener('keydown', (ev) => {
    const seg = ev.target.closest('.gd-seg');
    if (!seg || (ev.key !== 'Enter' && ev.key !== ' ')) return;
    ev.preventDefault();
    pick(seg);
  });
  scroller.addEventListener('pointerover', (ev) => {
    const seg = ev.target.closest('.gd-seg');
    state.setHover?.(seg ? words(seg, 'events')[0] : null);
  });
  scroller.addEventListener('pointerleave', () => state.setHover?.(null));

  return {
    show,
    choose,
    scrollTo,
    /** Whether the article on show tells of an event. */
    has: (id) => passages().some((s) => words(s, 'events').includes(id)),
    /** Until the next one is there, an old article must not stand for it. */
    forget: () => {
      shown = null;
      request += 1;
      scroller.replaceChildren();
    },
  };
}
