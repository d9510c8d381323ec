// The keys of the page: F6 from pane to pane, [ and ] through the first rows, Ctrl+Enter imports, Esc cancels.

/** @param {EventTarget | null} target */
const isTyping = (target) => target instanceof HTMLElement && (target.matches('textarea, [contenteditable]') || (target instanceof HTMLInputElement && !['radio', 'checkbox', 'file'].includes(target.type)));

/**
 * @param {HTMLElement} root
 * @param {{panes: () => HTMLElement[], step: (by: number) => void, go: () => void, cancel: () => void}} acts
 */
export function mountKeys(root, { panes, step, go, cancel }) {
  /** @param {number} by */
  function turn(by) {
    const open = panes().filter((pane) => !pane.hidden && pane.offsetParent !== null);
    if (!open.length) return false;
    const at = open.findIndex((pane) => pane.contains(document.activeElement));
    const next = open[(at + by + open.length) % open.length];
    const first = /** @type {HTMLElement | null} */ (next.querySelector('[tabindex="0"], select, button, input'));
    (first ?? next).focus();
    return true;
  }

  /** @param {KeyboardEvent} ev */
  function onKey(ev) {
    if (ev.defaultPrevented || document.querySelector('dialog[open]') || ev.altKey) return;
    const { key } = ev;
    if (key === 'Enter' && (ev.ctrlKey || ev.metaKey)) go();
    else if (ev.ctrlKey || ev.metaKey) return;
    else if (key === 'F6') {
      if (!turn(ev.shiftKey ? -1 : 1)) return;
    } else if (key === 'Escape') {
      cancel();
      return;
    } else if ((key === '[' || key === ']') && !isTyping(ev.target)) step(key === ']' ? 1 : -1);
    else return;
    ev.preventDefault();
  }

  document.addEventListener('keydown', onKey);
  return { destroy: () => document.removeEventListener('keydown', onKey) };
}
