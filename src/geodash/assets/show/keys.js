// Keys, clickers, edges and swipes: all lead to the same few actions.

/** @import { Action, Perform } from './types' */

/** @type {Record<string, Action>} */
const KEYS = {
  ArrowRight: 'next', ArrowDown: 'next', PageDown: 'next', ' ': 'next', Enter: 'next',
  ArrowLeft: 'previous', ArrowUp: 'previous', PageUp: 'previous',
  Home: 'first', End: 'last', Backspace: 'back', Escape: 'leave',
  f: 'fullscreen', F5: 'fullscreen', b: 'blank', '.': 'blank', c: 'paragraph', '/': 'jump', n: 'presenter', m: 'motion', '?': 'help', h: 'help', p: 'print',
};

// An element of another window is no `Element` of this one.
const within = (/** @type {EventTarget | null} */ el, /** @type {string} */ selector) => /** @type {Element | null} */ (el)?.closest?.(selector);

/**
 * The action of a key, or null where the key is somebody else's.
 * @param {KeyboardEvent} ev
 * @returns {Action | null}
 */
export function actionOf(ev) {
  if (ev.defaultPrevented || ev.ctrlKey || ev.metaKey || ev.altKey) return null;
  if (within(ev.target, 'input, textarea, select, [role=listbox], [role=dialog]') && ev.key !== 'Escape') return null;
  const onButton = within(ev.target, 'button, a, [role=button]');
  if (onButton && (ev.key === 'Enter' || ev.key === ' ')) return null;
  return KEYS[ev.key] ?? KEYS[ev.key.toLowerCase()] ?? null;
}

/**
 * Hears keys in a document: that of the show or that of its second window.
 * @param {Document} doc
 * @param {Perform} run
 */
export function hearKeys(doc, run) {
  const onKey = (/** @type {KeyboardEvent} */ ev) => {
    const action = actionOf(ev);
    if (!action) return;
    if (run(action) !== false) ev.preventDefault();
  };
  doc.addEventListener('keydown', onKey);
  return () => doc.removeEventListener('keydown', onKey);
}

const EDGE = 0.1; // of the width, on each side
const SWIPE = 48; // px

/**
 * A click at the left or right edge, and a swipe, turn the page.
 * @param {HTMLElement} root
 * @param {Perform} run
 */
export function hearPointer(root, run) {
  /** @type {{x: number, y: number, touch: boolean} | null} */
  let start = null;
  let swiped = false;
  root.addEventListener('pointerdown', (ev) => {
    start = { x: ev.clientX, y: ev.clientY, touch: ev.pointerType !== 'mouse' };
    swiped = false;
  });
  root.addEventListener('pointerup', (ev) => {
    if (!start?.touch) return;
    const [dx, dy] = [ev.clientX - start.x, ev.clientY - start.y];
    if (Math.abs(dx) < SWIPE || Math.abs(dx) < 2 * Math.abs(dy)) return;
    swiped = true;
    run(dx < 0 ? 'next' : 'previous');
  });
  root.addEventListener('click', (ev) => {
    if (swiped || within(ev.target, 'button, a, input, [role=button], [role=dialog]')) return;
    if (!getSelection()?.isCollapsed) return;
    const at = ev.clientX / innerWidth;
    if (at < EDGE) run('previous');
    else if (at > 1 - EDGE) run('next');
  });
}
