// Choosing other words in the new text: with the mouse, or by keys, sentence by sentence and word by word.

/** @import { createTexts } from './texts.js' */
/** @typedef {[number, number]} Span */

const END = /[.!?…]/;

/**
 * Where words and sentences of a text begin and end.
 * @param {Map<number, string>} chars by their place, without those between paragraphs
 */
function edgesOf(chars) {
  const at = [...chars.keys()].sort((a, b) => a - b);
  const char = (/** @type {number} */ n) => chars.get(n) ?? '\n';
  const isWord = (/** @type {number} */ n) => /[\p{L}\p{N}]/u.test(char(n));
  /** The edge of the next word from `n`, before or behind it. */
  function word(/** @type {number} */ n, /** @type {1 | -1} */ by) {
    const [first, last] = [at[0] ?? 0, (at.at(-1) ?? -1) + 1];
    let now = n;
    const here = () => isWord(by > 0 ? now : now - 1);
    while (now + by >= first && now + by <= last && !here()) now += by;
    while (now + by >= first && now + by <= last && here()) now += by;
    return now;
  }
  /** The sentence that `n` stands in. @returns {Span} */
  function sentence(/** @type {number} */ n) {
    let start = n;
    while (chars.has(start - 1) && !(END.test(char(start - 2)) && /\s/.test(char(start - 1)))) start -= 1;
    let end = Math.max(start + 1, n);
    while (chars.has(end) && !(END.test(char(end - 1)) && /\s/.test(char(end)))) end += 1;
    return [start, end];
  }
  return { at, char, isWord, word, sentence };
}

/**
 * @param {ReturnType<typeof createTexts>} texts
 * @param {{take: (span: Span) => void, stop: () => void, say: (text: string) => void}} acts
 */
export function createChoosing(texts, { take, stop, say }) {
  const { text, chars } = texts;
  const { at, char, isWord, word, sentence } = edgesOf(chars);
  let active = false;
  /** @type {Span} */
  let span = [0, 0];

  function show(/** @type {Span} */ next) {
    const snapped = texts.snapped(...next);
    if (!snapped) return;
    span = snapped;
    texts.paint(span);
    texts.scrollTo(span[0]);
    say(at.filter((n) => n >= span[0] && n < span[1]).map(char).join(''));
  }

  /** @param {KeyboardEvent} ev */
  function onKey(ev) {
    if (!active) return;
    const forth = ev.key === 'ArrowRight' || ev.key === 'ArrowDown';
    if (ev.key === 'Escape') end();
    else if (ev.key === 'Enter') done(span);
    else if (ev.key === 'ArrowDown' || ev.key === 'ArrowUp') {
      const beside = forth ? at.find((n) => n >= span[1] && isWord(n)) : at.findLast((n) => n < span[0] && isWord(n));
      if (beside !== undefined) show(sentence(beside));
    } else if (ev.key === 'ArrowRight' || ev.key === 'ArrowLeft') {
      const by = forth ? 1 : -1;
      show(ev.ctrlKey ? [word(span[0], by), span[1]] : [span[0], word(span[1], by)]);
    } else return;
    ev.preventDefault();
    ev.stopPropagation();
  }

  function onUp() {
    const chosen = active ? texts.selected() : null;
    if (chosen) done(chosen);
  }

  function end() {
    active = false;
    text.closest('.gd-vr-col')?.classList.remove('is-choosing');
    texts.paint(null);
    stop();
  }

  function done(/** @type {Span} */ chosen) {
    active = false;
    text.closest('.gd-vr-col')?.classList.remove('is-choosing');
    getSelection()?.removeAllRanges();
    texts.paint(null);
    take(chosen);
  }

  text.addEventListener('keydown', onKey);
  text.addEventListener('pointerup', () => setTimeout(onUp));
  return {
    get active() {
      return active;
    },
    /** @param {number} near where the words are looked for */
    begin(near) {
      active = true;
      text.closest('.gd-vr-col')?.classList.add('is-choosing');
      text.focus({ preventScroll: true });
      show(sentence(at.find((n) => n >= near && isWord(n)) ?? at[0] ?? 0));
    },
    end,
  };
}
