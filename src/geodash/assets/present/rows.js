// The slides of the draft: what each shows, its heading and notes, and its place in the order.

import { h, hit, one, setText } from '../core/dom.js';
import { glyph } from '../core/marks.js';
import { LIMITS } from '../core/draft.js';
import { icon } from '../panel/frame.js';
import { createFraming } from './framing.js';
import { createPicture } from './picture.js';

/** @import { DraftSlide } from '../core/draft.js' */
/** @import { Draft, Say, SlideInfo } from './types' */
/** @typedef {{name: 'heading' | 'remark' | 'notes', label: string, oneLine?: boolean, hint: string}} FieldSpec */
/** @typedef {{draft: Draft, api: URL, move: (key: string, by: number) => void, remove: (key: string) => void, frame: (key: string, info: SlideInfo, name: string) => void}} Acts */

/** @type {FieldSpec[]} */
const FIELDS = [
  { name: 'heading', label: 'Heading', oneLine: true, hint: 'else the title above' },
  { name: 'remark', label: 'Remark, read by the audience', oneLine: true, hint: 'such as what an editor’s note says of it' },
  { name: 'notes', label: 'Notes, for the speaker only', hint: '' },
];

/**
 * @param {FieldSpec} spec
 * @param {string} key
 * @param {Draft} draft
 */
function field(spec, key, draft) {
  const id = `gd-pr-${spec.name}-${key}`;
  // Both grow with their text; a heading is one line however long, so Enter and pasted breaks are blanks.
  /** @type {HTMLTextAreaElement} */
  const input = h('textarea', { id, class: 'gd-pr-input', dir: 'auto', placeholder: spec.hint, rows: 1, maxlength: LIMITS[spec.name], autocomplete: 'off', on: {
    keydown: (ev) => spec.oneLine && ev.key === 'Enter' && !ev.isComposing && ev.preventDefault(),
    input: () => {
      if (spec.oneLine && /[\r\n]/.test(input.value)) input.value = input.value.replace(/\s*[\r\n]+\s*/g, ' ');
      draft.setSlide(key, spec.name, input.value);
    },
  } });
  return { input, node: h('div', { class: 'gd-pr-field' }, h('label', { for: id }, spec.label), input) };
}

/**
 * @param {string} act
 * @param {string} label
 * @param {string} path
 * @param {() => void} run
 */
function tool(act, label, path, run) {
  return h('button', { type: 'button', class: 'gd-pr-tool', dataset: { act }, title: label, on: { click: run } }, icon(path));
}

/**
 * One slide's row.
 * @param {string} key
 * @param {Acts} acts
 */
function createRow(key, { draft, api, move, remove, frame }) {
  const number = h('span', { class: 'gd-pr-n', draggable: 'true', title: 'Drag to another place' });
  const what = h('p', { class: 'gd-pr-what' });
  const title = h('p', { class: 'gd-pr-title', dir: 'auto' });
  const reason = h('p', { class: 'gd-pr-reason', hidden: true });
  /** @type {SlideInfo | null} */
  let known = null;
  const picture = createPicture(api, () => known && frame(key, known, `slide ${number.textContent}`));
  const fields = FIELDS.map((spec) => ({ ...spec, ...field(spec, key, draft) }));
  fields[0].input.addEventListener('input', () => picture.heading(fields[0].input.value));
  const up = tool('up', 'Move up', 'M3 10l5-5 5 5', () => move(key, -1));
  const down = tool('down', 'Move down', 'M3 6l5 5 5-5', () => move(key, 1));
  const out = tool('remove', 'Remove', 'M4 4l8 8M12 4l-8 8', () => remove(key));
  const node = h('li', { class: 'gd-pr-row', dataset: { key } },
    number, picture.node,
    h('div', { class: 'gd-pr-body' }, what, title, reason, h('div', { class: 'gd-pr-fields' }, fields.map((f) => f.node))),
    h('div', { class: 'gd-pr-tools' }, up, down, out));
  let name = '';

  function label(/** @type {string} */ n) {
    const of = name ? `slide ${n}, ${name}` : `slide ${n}`;
    up.setAttribute('aria-label', `Move up: ${of}`);
    down.setAttribute('aria-label', `Move down: ${of}`);
    out.setAttribute('aria-label', `Remove: ${of}`);
    picture.label(of);
    node.setAttribute('aria-label', of);
  }

  return {
    key,
    node,
    number,
    name: () => name,
    update(/** @type {DraftSlide} */ slide, /** @type {number} */ n, /** @type {number} */ m) {
      setText(number, String(n));
      up.setAttribute('aria-disabled', String(n === 1));
      down.setAttribute('aria-disabled', String(n === m));
      for (const f of fields) {
        if (f.input.value !== slide[f.name] && document.activeElement !== f.input) f.input.value = slide[f.name];
      }
      name ||= slide.heading;
      picture.heading(slide.heading);
      label(String(n));
    },
    /** What the server knows of the view. */
    tell(/** @type {SlideInfo} */ info) {
      const missing = info.role === 'missing';
      known = info;
      picture.tell(info);
      name = info.title || info.heading || (missing ? 'a slide left out' : '');
      const bits = [info.date, info.place].filter(Boolean);
      what.replaceChildren(
        missing ? '' : info.event_id ? glyph(info.kind || 'other', { size: 18, oneSided: info.one_sided, planned: info.planned }) : h('span', { class: 'gd-pr-view' }),
        h('span', null, missing ? 'Left out of the show' : bits.join(' · ') || (info.event_id ? 'undated' : 'A view of several events')),
      );
      setText(title, missing ? '' : info.title || info.heading);
      node.classList.toggle('is-missing', missing);
      reason.hidden = !missing;
      setText(reason, missing ? info.reason : '');
      label(number.textContent ?? '');
    },
  };
}

/**
 * Dragging a slide's number to another place.
 * @param {HTMLElement} list
 * @param {(key: string, target: string, after: boolean) => void} drop
 */
function dragging(list, drop) {
  /** @type {string | null} */
  let key = null;
  const rowAt = (/** @type {Event} */ ev) => hit(ev, '.gd-pr-row');
  const clear = () => list.querySelectorAll('.is-before, .is-after').forEach((el) => el.classList.remove('is-before', 'is-after'));
  /** @type {(ev: DragEvent, row: HTMLElement) => boolean} */
  const below = (ev, row) => ev.clientY > row.getBoundingClientRect().top + row.offsetHeight / 2;
  list.addEventListener('dragstart', (ev) => {
    const row = rowAt(ev);
    if (!row || !ev.dataTransfer || !hit(ev, '.gd-pr-n')) return;
    key = row.dataset.key ?? null;
    ev.dataTransfer.setData('text/plain', '');
    ev.dataTransfer.effectAllowed = 'move';
    ev.dataTransfer.setDragImage(row, 20, 20);
  });
  list.addEventListener('dragover', (ev) => {
    const row = key && rowAt(ev);
    if (!row) return;
    ev.preventDefault();
    clear();
    row.classList.add(below(ev, row) ? 'is-after' : 'is-before');
  });
  list.addEventListener('drop', (ev) => {
    const row = rowAt(ev);
    if (!key || !row) return;
    ev.preventDefault();
    drop(key, row.dataset.key ?? '', below(ev, row));
  });
  list.addEventListener('dragend', () => {
    key = null;
    clear();
  });
}

/** @type {(draft: Draft, api: URL, say: Say) => {node: HTMLElement, frame: Acts['frame']}} */
function framer(draft, api, say) {
  const { node, open } = createFraming(api, (key, view) => {
    draft.setView(key, view);
    say('The map is set.');
  });
  return { node, frame: (key, info, name) => open({ key, view: info.view }, info, name) };
}

/**
 * @param {Draft} draft
 * @param {{api: URL, say: Say}} page `say` is read aloud
 */
export function createRows(draft, { api, say }) {
  const node = h('ol', { class: 'gd-pr-rows' });
  /** @type {Map<string, ReturnType<typeof createRow>>} */
  const rows = new Map();
  /** @type {string[]} */
  let keys = [];
  const framing = framer(draft, api, say);
  /** @type {Acts} */
  const acts = { draft, api, move, remove, frame: framing.frame };

  function move(/** @type {string} */ key, /** @type {number} */ by) {
    const to = keys.indexOf(key) + by;
    if (to < 0 || to >= keys.length) return;
    const act = /** @type {HTMLElement | null} */ (document.activeElement);
    draft.move(key, to);
    // Moved in the page, what had the focus has lost it.
    const moved = rows.get(key)?.node;
    if (moved?.contains(act)) act?.focus({ preventScroll: true });
    moved?.scrollIntoView({ block: 'nearest' });
    say(`Now slide ${to + 1} of ${keys.length}.`);
  }

  function remove(/** @type {string} */ key) {
    const at = keys.indexOf(key);
    draft.remove(key);
    const next = rows.get(keys[Math.min(at, keys.length - 1)]);
    if (next) one(next.node, '[data-act=remove]').focus({ preventScroll: true });
    say(`Slide ${at + 1} removed.`);
  }

  function rowOf(/** @type {string} */ key) {
    const row = rows.get(key) ?? createRow(key, acts);
    rows.set(key, row);
    return row;
  }

  listen(node, move);
  dragging(node, (key, target, after) => {
    if (key === target) return;
    const others = keys.filter((k) => k !== key);
    draft.move(key, others.indexOf(target) + (after ? 1 : 0));
    say(`Now slide ${keys.indexOf(key) + 1} of ${keys.length}.`);
  });

  return {
    node,
    framing: framing.node,
    render(/** @type {DraftSlide[]} */ slides) {
      keys = slides.map((s) => s.key);
      for (const [key, row] of rows) {
        if (keys.includes(key)) continue;
        row.node.remove();
        rows.delete(key);
      }
      slides.forEach((slide, i) => {
        const row = rowOf(slide.key);
        if (node.children[i] !== row.node) node.insertBefore(row.node, node.children[i] ?? null);
        row.update(slide, i + 1, slides.length);
      });
    },
    /**
     * @param {DraftSlide[]} slides
     * @param {(view: string) => SlideInfo | undefined} infoOf what the server said of a view, or nothing yet
     */
    tell(slides, infoOf) {
      for (const slide of slides) {
        const info = infoOf(slide.view);
        if (info) rows.get(slide.key)?.tell(info);
      }
    },
  };
}

/**
 * Alt with ↑ or ↓ moves a slide.
 * @param {HTMLElement} node
 * @param {Acts['move']} move
 */
function listen(node, move) {
  node.addEventListener('keydown', (ev) => {
    const by = ev.key === 'ArrowUp' ? -1 : ev.key === 'ArrowDown' ? 1 : 0;
    const row = hit(ev, '.gd-pr-row');
    if (!by || !row || !ev.altKey || ev.ctrlKey || ev.metaKey) return;
    ev.preventDefault();
    move(row.dataset.key ?? '', by);
  });
}
