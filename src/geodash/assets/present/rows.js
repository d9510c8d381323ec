// The slides of the draft: what each shows, its heading and notes, and its place in the order.

import { h, setText } from '../core/dom.js';
import { glyph } from '../core/marks.js';
import { LIMITS } from '../core/draft.js';
import { icon } from '../panel/frame.js';

const FIELDS = [
  { name: 'heading', label: 'Heading', oneLine: true, hint: 'else the title above' },
  { name: 'notes', label: 'Notes, for the speaker only', hint: '' },
];

function field(spec, key, draft) {
  const id = `gd-pr-${spec.name}-${key}`;
  // Both grow with their text; a heading is one line however long, so Enter and pasted breaks are blanks.
  const input = h('textarea', { id, class: 'gd-pr-input', dir: 'auto', placeholder: spec.hint, rows: 1, maxlength: LIMITS[spec.name], autocomplete: 'off', on: {
    keydown: (ev) => spec.oneLine && ev.key === 'Enter' && !ev.isComposing && ev.preventDefault(),
    input: () => {
      if (spec.oneLine && /[\r\n]/.test(input.value)) input.value = input.value.replace(/\s*[\r\n]+\s*/g, ' ');
      draft.setSlide(key, spec.name, input.value);
    },
  } });
  return { input, node: h('div', { class: 'gd-pr-field' }, h('label', { for: id }, spec.label), input) };
}

function tool(act, label, path, run) {
  return h('button', { type: 'button', class: 'gd-pr-tool', dataset: { act }, title: label, on: { click: run } }, icon(path));
}

/** One slide's row: {node, update(slide, n, m), tell(info)}. */
function createRow(key, { draft, move, remove }) {
  const number = h('span', { class: 'gd-pr-n', draggable: 'true', title: 'Drag to another place' });
  const what = h('p', { class: 'gd-pr-what' });
  const title = h('p', { class: 'gd-pr-title', dir: 'auto' });
  const reason = h('p', { class: 'gd-pr-reason', hidden: true });
  const fields = FIELDS.map((spec) => ({ ...spec, ...field(spec, key, draft) }));
  const up = tool('up', 'Move up', 'M3 10l5-5 5 5', () => move(key, -1));
  const down = tool('down', 'Move down', 'M3 6l5 5 5-5', () => move(key, 1));
  const out = tool('remove', 'Remove', 'M4 4l8 8M12 4l-8 8', () => remove(key));
  const node = h('li', { class: 'gd-pr-row', dataset: { key } },
    number,
    h('div', { class: 'gd-pr-body' }, what, title, reason, h('div', { class: 'gd-pr-fields' }, fields.map((f) => f.node))),
    h('div', { class: 'gd-pr-tools' }, up, down, out));
  let name = '';

  function label(n) {
    const of = name ? `slide ${n}, ${name}` : `slide ${n}`;
    up.setAttribute('aria-label', `Move up: ${of}`);
    down.setAttribute('aria-label', `Move down: ${of}`);
    out.setAttribute('aria-label', `Remove: ${of}`);
    node.setAttribute('aria-label', of);
  }

  return {
    key,
    node,
    number,
    name: () => name,
    update(slide, n, m) {
      setText(number, String(n));
      up.setAttribute('aria-disabled', String(n === 1));
      down.setAttribute('aria-disabled', String(n === m));
      for (const f of fields) {
        if (f.input.value !== slide[f.name] && document.activeElement !== f.input) f.input.value = slide[f.name];
      }
      name ||= slide.heading;
      label(n);
    },
    /** What the server knows of the view. */
    tell(info) {
      const missing = info.role === 'missing';
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
      label(number.textContent);
    },
  };
}

/** Dragging a slide's number to another place; `drop(key, before)`. */
function dragging(list, drop) {
  let key = null;
  const rowAt = (ev) => ev.target instanceof Element ? ev.target.closest('.gd-pr-row') : null;
  const clear = () => list.querySelectorAll('.is-before, .is-after').forEach((el) => el.classList.remove('is-before', 'is-after'));
  const below = (ev, row) => ev.clientY > row.getBoundingClientRect().top + row.offsetHeight / 2;
  list.addEventListener('dragstart', (ev) => {
    if (!ev.target.closest?.('.gd-pr-n')) return;
    const row = rowAt(ev);
    key = row.dataset.key;
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
    const row = key && rowAt(ev);
    if (!row) return;
    ev.preventDefault();
    drop(key, row.dataset.key, below(ev, row));
  });
  list.addEventListener('dragend', () => {
    key = null;
    clear();
  });
}

/**
 * @param draft of draft.js; @param {(text: string) => void} say what is read aloud
 * @returns {{node, render(slides), tell(infoOfView)}}
 */
export function createRows(draft, say) {
  const node = h('ol', { class: 'gd-pr-rows' });
  const rows = new Map();
  let keys = [];

  function move(key, by) {
    const to = keys.indexOf(key) + by;
    if (to < 0 || to >= keys.length) return;
    const act = document.activeElement;
    draft.move(key, to);
    // Moved in the page, what had the focus has lost it.
    if (rows.get(key).node.contains(act)) act.focus({ preventScroll: true });
    rows.get(key).node.scrollIntoView({ block: 'nearest' });
    say(`Now slide ${to + 1} of ${keys.length}.`);
  }

  function remove(key) {
    const at = keys.indexOf(key);
    draft.remove(key);
    const next = rows.get(keys[Math.min(at, keys.length - 1)]);
    next?.node.querySelector('[data-act=remove]').focus({ preventScroll: true });
    say(`Slide ${at + 1} removed.`);
  }

  node.addEventListener('keydown', (ev) => {
    const by = ev.altKey && !ev.ctrlKey && !ev.metaKey && { ArrowUp: -1, ArrowDown: 1 }[ev.key];
    const row = ev.target.closest('.gd-pr-row');
    if (!by || !row) return;
    ev.preventDefault();
    move(row.dataset.key, by);
  });
  dragging(node, (key, target, after) => {
    if (key === target) return;
    const others = keys.filter((k) => k !== key);
    draft.move(key, others.indexOf(target) + (after ? 1 : 0));
    say(`Now slide ${keys.indexOf(key) + 1} of ${keys.length}.`);
  });

  return {
    node,
    nameOf: (key) => rows.get(key)?.name() ?? '',
    render(slides) {
      keys = slides.map((s) => s.key);
      for (const [key, row] of rows) {
        if (keys.includes(key)) continue;
        row.node.remove();
        rows.delete(key);
      }
      slides.forEach((slide, i) => {
        if (!rows.has(slide.key)) rows.set(slide.key, createRow(slide.key, { draft, move, remove }));
        const row = rows.get(slide.key);
        if (node.children[i] !== row.node) node.insertBefore(row.node, node.children[i] ?? null);
        row.update(slide, i + 1, slides.length);
      });
    },
    /** `infoOf(view)` gives what the server said of a view, or nothing yet. */
    tell(slides, infoOf) {
      for (const slide of slides) {
        const info = infoOf(slide.view);
        if (info) rows.get(slide.key)?.tell(info);
      }
    },
  };
}
