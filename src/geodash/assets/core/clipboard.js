// Copying with one click where the browser allows it, else the text stands selected, ready for Ctrl+C.

/**
 * Selects the text of a node, so that the reader's own copy command takes it.
 * @param {Node} node
 */
export function selectText(node) {
  const range = document.createRange();
  range.selectNodeContents(node);
  const selection = getSelection();
  selection?.removeAllRanges();
  selection?.addRange(range);
}

/**
 * Copies what a node says. Resolves to 'copied', or to 'selected' where the clipboard is closed
 * (no secure context, permission denied); it never rejects.
 * @param {HTMLElement} node
 * @returns {Promise<'copied' | 'selected'>}
 */
export async function copyFrom(node) {
  try {
    await navigator.clipboard.writeText((node.textContent ?? '').trim());
    return 'copied';
  } catch {
    node.focus({ preventScroll: true });
    selectText(node);
    return 'selected';
  }
}

/**
 * What to tell the reader afterwards.
 * @param {'copied' | 'selected'} outcome
 */
export function copyMessage(outcome) {
  if (outcome === 'copied') return 'Copied';
  return /Mac|iPhone|iPad/.test(navigator.platform) ? 'Press ⌘C to copy' : 'Press Ctrl+C to copy';
}

/**
 * Copies a PNG from our server as a picture. Resolves to whether it could; it never rejects.
 * @param {string} href
 */
export async function copyPicture(href) {
  // Asked for within the click: the clipboard waits for the picture, the permission doesn't.
  const picture = fetch(href).then((response) => (response.ok ? response.blob() : Promise.reject(new Error(`the server answered ${response.status}`))));
  picture.catch(() => {});
  try {
    await navigator.clipboard.write([new ClipboardItem({ 'image/png': picture })]);
    return true;
  } catch {
    return false;
  }
}
