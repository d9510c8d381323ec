// Files that are dropped on a page.

/**
 * Takes a file that is dropped anywhere on `zone`; with it come all that were dropped together.
 * @param {HTMLElement} zone
 * @param {(file: File, all: File[]) => void} take
 */
export function takeDrops(zone, take) {
  const isFile = (/** @type {DragEvent} */ ev) => [...(ev.dataTransfer?.types ?? [])].includes('Files');
  zone.addEventListener('dragover', (ev) => {
    if (!isFile(ev)) return;
    ev.preventDefault();
    zone.classList.add('is-target');
  });
  zone.addEventListener('dragleave', (ev) => !zone.contains(/** @type {Node | null} */ (ev.relatedTarget)) && zone.classList.remove('is-target'));
  zone.addEventListener('drop', (ev) => {
    zone.classList.remove('is-target');
    if (!isFile(ev)) return;
    ev.preventDefault();
    const all = [...(ev.dataTransfer?.files ?? [])];
    if (all.length) take(all[0], all);
  });
}
