// The keys of the page. Single letters act only while the text has the focus, and can be switched off.

import { lettersOn } from './help.js';

/**
 * @param {HTMLElement} root
 * @param {HTMLElement} text
 * @param {import('./acts.js').Acts} acts
 * @param {import('./caret.js').Caret} caret
 * @param {{save: () => void, point: () => void, last: number}} page
 */
export function mountKeys(root, text, acts, caret, page) {
  const typing = (/** @type {EventTarget | null} */ at) => at instanceof HTMLElement && (at.matches('input, textarea, select') || at.isContentEditable);

  /** With Ctrl (⌘ on a Mac), anywhere on the page. @type {Record<string, (ev: KeyboardEvent) => boolean | void>} */
  const commands = {
    Enter: () => acts.done(),
    d: () => acts.again(),
    s: () => page.save(),
    z: (ev) => (typing(ev.target) ? false : ev.shiftKey ? acts.redo() : acts.undo()),
    y: (ev) => (typing(ev.target) ? false : acts.redo()),
  };
  /** In the text. @type {Record<string, () => void>} */
  const letters = {
    n: () => acts.begin(),
    0: () => acts.none(),
    l: () => acts.link(),
    m: () => page.point(),
    '?': () => acts.help(),
    ...Object.fromEntries(['1', '2', '3', '4', '5'].map((key) => [key, () => acts.fact(key)])),
  };
  /** @type {Record<string, () => void>} */
  const moves = {
    ArrowDown: caret.next,
    ArrowUp: caret.previous,
    Home: () => caret.go(0),
    End: () => caret.go(page.last),
    Escape: () => acts.clear(),
    Enter: () => acts.take(),
    Delete: () => acts.refuse(),
    Backspace: () => acts.refuse(),
  };

  function inText(/** @type {KeyboardEvent} */ ev) {
    if (ev.shiftKey ? caret.extend(ev.key) : caret.step(ev.key)) return true;
    if (ev.target !== text) return false;
    const act = moves[ev.key] ?? (lettersOn() ? letters[ev.key.toLowerCase()] : undefined);
    act?.();
    return Boolean(act);
  }
  function onKey(/** @type {KeyboardEvent} */ ev) {
    if (ev.defaultPrevented || ev.isComposing || ev.altKey || document.querySelector('dialog[open]')) return;
    let taken = false;
    if (ev.ctrlKey || ev.metaKey) {
      const act = text.contains(/** @type {Node} */ (ev.target)) && (ev.shiftKey ? caret.extend(ev.key) : caret.step(ev.key)) ? () => {} : commands[ev.key] ?? commands[ev.key.toLowerCase()];
      taken = Boolean(act) && act(ev) !== false;
    } else if (ev.key === 'F6') {
      acts.pane(ev.shiftKey ? -1 : 1);
      taken = true;
    } else if (text.contains(/** @type {Node} */ (ev.target)) && !typing(ev.target)) taken = inText(ev);
    else if (ev.key === 'Escape' && root.contains(/** @type {Node} */ (ev.target)) && !typing(ev.target)) {
      acts.toText();
      taken = true;
    }
    if (taken) ev.preventDefault();
  }
  document.addEventListener('keydown', onKey);
  return { destroy: () => document.removeEventListener('keydown', onKey) };
}
