// Keys pressed in the room while the speaker's window searches: the browser may have left the focus where
// it was, and the room must see neither a list nor a slide that a letter leads to.

/**
 * Writes what was typed elsewhere into a box; other keys are the box's as if they were pressed in it.
 * @param {HTMLInputElement} input
 * @param {KeyboardEvent} ev
 */
export function typeInto(input, ev) {
  if (ev.ctrlKey || ev.metaKey || ev.altKey) return;
  ev.preventDefault();
  ev.stopPropagation();
  const letter = ev.key.length === 1;
  if (letter || ev.key === 'Backspace') {
    input.value = letter ? input.value + ev.key : input.value.slice(0, -1);
    input.dispatchEvent(new Event('input', { bubbles: true }));
  } else input.dispatchEvent(new KeyboardEvent('keydown', { key: ev.key, shiftKey: ev.shiftKey, bubbles: true, cancelable: true }));
}
