// A column is dragged onto what it should become; the menus of the table do the same with keys.

import { all, h, hit } from '../core/dom.js';

const KIND = 'application/x-geodash-column';

/** What a column is taken by. @param {string} column */
export function grip(column) {
  /** @type {HTMLElement} */
  const node = h('span', { class: 'gd-bd-grip', draggable: 'true', 'aria-hidden': 'true', title: `Drag ${column} onto what it should become` });
  node.addEventListener('dragstart', (ev) => {
    const row = hit(ev, 'tr');
    if (!ev.dataTransfer || !row) return;
    ev.dataTransfer.setData(KIND, column);
    ev.dataTransfer.effectAllowed = 'move';
    if (row.firstElementChild) ev.dataTransfer.setDragImage(row.firstElementChild, 12, 12);
    row.classList.add('is-moving');
  });
  node.addEventListener('dragend', (ev) => hit(ev, 'tr')?.classList.remove('is-moving'));
  return node;
}

/**
 * Takes columns on what bears a `data-field`.
 * @param {HTMLElement} zone
 * @param {(column: string, field: string) => void} become
 */
export function takeColumns(zone, become) {
  /** @param {DragEvent} ev */
  const target = (ev) => (ev.dataTransfer?.types.includes(KIND) ? hit(ev, '[data-field]') : null);
  /** @param {HTMLElement | null} now */
  const mark = (now) => all(zone, '[data-field]').forEach((one) => one.classList.toggle('is-target', one === now));
  zone.addEventListener('dragover', (ev) => {
    const now = target(ev);
    if (now) ev.preventDefault();
    mark(now);
  });
  zone.addEventListener('dragleave', (ev) => !zone.contains(/** @type {Node | null} */ (ev.relatedTarget)) && mark(null));
  zone.addEventListener('drop', (ev) => {
    const now = target(ev);
    mark(null);
    if (!now) return;
    ev.preventDefault();
    become(ev.dataTransfer?.getData(KIND) ?? '', now.dataset.field ?? '');
  });
}
