// What is copied out of an article or a passage is the article's words: no number of a paragraph, sign of an
// event or editor's note that stands between them.

const TEXTS = '.gd-article, .gd-passage, .gd-context';
const OURS = '.gd-para-no, .gd-signs, .gd-note, .gd-notes, .gd-kicker, .gd-foot, .gd-caution, .gd-slot, button, [hidden]';
const BLOCKS = 'p, h2, h3, blockquote, div';

const elementOf = (/** @type {Node} */ node) => (node.nodeType === Node.ELEMENT_NODE ? /** @type {Element} */ (node) : node.parentElement);

/**
 * The words of an article in a stretch of the page; null where it holds none, or nothing but these.
 * @param {Range} range
 */
function wordsOf(range) {
  const around = elementOf(range.commonAncestorContainer);
  if (!around?.closest(TEXTS) || around.closest(OURS)) return null;
  const copied = document.createElement('div');
  copied.append(range.cloneContents());
  for (const el of copied.querySelectorAll(OURS)) el.remove();
  const blocks = [...copied.querySelectorAll(BLOCKS)].filter((el) => !el.querySelector(BLOCKS));
  const texts = (blocks.length ? blocks : [copied]).map((el) => (el.textContent ?? '').trim());
  return texts.filter(Boolean).join('\n\n');
}

/** @param {HTMLElement} root */
export function mountCopying(root) {
  root.addEventListener('copy', (ev) => {
    const selection = getSelection();
    if (!selection || selection.isCollapsed || !selection.rangeCount) return;
    const words = wordsOf(selection.getRangeAt(0));
    if (!words) return;
    ev.clipboardData?.setData('text/plain', words);
    ev.preventDefault();
  });
}
