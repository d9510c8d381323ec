// What will be stored, word for word: its paragraphs, and what is left out as pills where it stood.

import { clear, h, one } from '../../core/dom.js';

/** @import { LeftBlock, Shown, TextBlock } from './types' */

/** @param {{keep: (caption: number, kept: boolean) => void}} acts */
export function createPreview({ keep }) {
  const text = h('div', { class: 'gd-br-text', tabindex: '0', role: 'group', 'aria-label': 'The text' });
  const head = h('div', { class: 'gd-br-sum' });
  const node = h('section', { class: 'gd-br-preview', 'aria-label': 'What will be stored', hidden: true }, head, text);

  /** @param {LeftBlock} block */
  function pill({ left, text: words, keep: caption }) {
    const quote = words && caption === null ? h('bdi', {}, ` “${words}”`) : null;
    const button = caption === null ? null : h('button', { type: 'button', title: words, 'data-keep': caption, on: { click: () => keep(caption, true) } }, 'keep the caption');
    return h('p', { class: 'gd-br-left' }, h('span', { class: 'gd-br-pill' }, h('span', {}, left, quote, ' left out'), button && ' · ', button));
  }

  /** @param {TextBlock} block */
  function paragraph({ number, level, pieces, kept }) {
    const words = pieces.map((p) => (p.odd ? h('mark', { class: 'gd-br-odd', title: 'kept as it is printed' }, p.text) : p.text));
    if (number === null) return h('p', { class: ['gd-br-head', level > 2 && 'is-lower'], role: 'heading', 'aria-level': Math.min(6, level + 2), dir: 'auto' }, words);
    const out = kept === null ? null : h('button', { type: 'button', 'data-keep': kept, on: { click: () => keep(kept, false) } }, 'leave the caption out');
    return h('div', { class: 'gd-br-par', 'data-n': number }, h('span', { class: 'gd-br-n' }, `¶${number}`), h('p', { dir: 'auto' }, words, out && ' ', out));
  }

  /** @param {number} n */
  function show(n) {
    const found = one(text, `[data-n="${n}"]`);
    found.scrollIntoView({ block: 'center' });
    text.focus({ preventScroll: true });
  }

  /** @param {Shown['odd']} odd */
  function oddLine({ count, paragraphs }) {
    if (!count) return null;
    const links = paragraphs.flatMap((n, at) => [at ? ', ' : ': ', h('button', { type: 'button', class: 'gd-br-link', on: { click: () => show(n) } }, `¶${n}`)]);
    const many = count === 1 ? '1 odd spot is kept as it is printed' : `${count} odd spots are kept as they are printed`;
    return h('strong', {}, ' ', many, links, '.');
  }

  return {
    node,
    /** @param {Shown | null} shown */
    render(shown) {
      node.hidden = !shown;
      if (!shown) return;
      const active = document.activeElement instanceof HTMLElement && text.contains(document.activeElement) ? document.activeElement.dataset.keep : undefined;
      clear(head).append(
        h('h3', {}, 'What will be stored, word for word'),
        h('p', {}, `${shown.count} ${shown.left}`, shown.remarks.map((r) => ` ${r}`), oddLine(shown.odd)),
      );
      const top = text.scrollTop;
      text.replaceChildren(...shown.blocks.map((b) => ('left' in b ? pill(b) : paragraph(b))));
      text.scrollTop = top;
      if (active !== undefined) /** @type {HTMLElement | null} */ (text.querySelector(`[data-keep="${active}"]`))?.focus();
    },
  };
}
