// Keys, clickers, edges and swipes: all lead to the same few actions.

const KEYS = {
  ArrowRight: 'next', ArrowDown: 'next', PageDown: 'next', ' ': 'next', Enter: 'next',
  ArrowLeft: 'previous', ArrowUp: 'previous', PageUp: 'previous',
  Home: 'first', End: 'last', Backspace: 'back', Escape: 'leave',
  f: 'fullscreen', F5: 'fullscreen', b: 'blank', '.': 'blank', c: 'paragraph', '/': 'jump', n: 'presenter', m: 'motion', '?': 'help', h: 'help', p: 'print',
};

const isField = (el) => el?.closest?.('input, textarea, select, [role=listbox], [role=dialog]');

/** The action of a key, or null where the key is somebody else's. */
export function actionOf(ev) {
  if (ev.defaultPrevented || ev.ctrlKey || ev.metaKey || ev.altKey) return null;
  if (isField(ev.target) && ev.key !== 'Escape') return null;
  const onButton = ev.target?.closest?.('button, a, [role=button]');
  if (onButton && (ev.key === 'Enter' || ev.key === ' ')) return null;
  return KEYS[ev.key] ?? KEYS[ev.key.toLowerCase()] ?? null;
}

/** Hears keys in a document: that of the show or that of its second window. */
export function hearKeys(doc, run) {
  const onKey = (ev) => {
    const action = actionOf(ev);
    if (!action) return;
    if (run(action) !== false) ev.preventDefault();
  };
  doc.addEventListener('keydown', onKey);
  return () => doc.removeEventListener('keydown', onKey);
}

const EDGE = 0.1; // of the width, on each side
const SWIPE = 48; // px

/** A click at the left or right edge, and a swipe, turn the page. */
export function hearPointer(root, run) {
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
    if (swiped || ev.target.closest('button, a, input, [role=button], [role=dialog]')) return;
    if (!getSelection()?.isCollapsed) return;
    const at = ev.clientX / innerWidth;
    if (at < EDGE) run('previous');
    else if (at > 1 - EDGE) run('next');
  });
}
