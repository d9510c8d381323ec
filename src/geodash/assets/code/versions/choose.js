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
  /** What an arrow makes of words: the sentence beside them, or another end. @param {Span} span @param {KeyboardEvent} ev @returns {Span} */
  function moved(span, { key, ctrlKey }) {
    const by = key === 'ArrowRight' ? 1 : -1;
    if (key === 'ArrowRight' || key === 'ArrowLeft') return ctrlKey ? [word(span[0], by), span[1]] : [span[0], word(span[1], by)];
    const beside = key === 'ArrowDown' ? at.find((n) => n >= span[1] && isWord(n)) : at.findLast((n) => n < span[0] && isWord(n));
    return beside === undefined ? span : sentence(beside);
  }
  return { at, char, isWord, sentence, moved };
}

/**
 * @param {ReturnType<typeof createTexts>} texts
 * @param {{take: (span: Span) => void, stop: () => void, say: (text: string) => void}} acts
 */
export function createChoosing(texts, { take, stop, say }) {
  const { text, chars } = texts;
  const { at, char, isWord, sentence, moved } = edgesOf(chars);
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
    if (ev.key === 'Escape') end();
    else if (ev.key === 'Enter') done(span);
    else if (ev.key.startsWith('Arrow')) show(moved(span, ev));
    else return;
    ev.preventDefault();
    ev.stopPropagation();
  }

  /** Words that were selected are taken; a press on a sentence chooses that. */
  function onUp(/** @type {number} */ x, /** @type {number} */ y) {
    if (!active) return;
    const chosen = texts.selected();
    const at = chosen ? null : texts.pointAt(x, y);
    if (chosen) done(chosen);
    else if (at !== null) show(sentence(at));
  }

  function turn(/** @type {boolean} */ on) {
    active = on;
    text.closest('.gd-vr-col')?.classList.toggle('is-choosing', on);
    if (!on) texts.paint(null);
  }

  function end() {
    turn(false);
    stop();
  }

  function done(/** @type {Span} */ chosen) {
    turn(false);
    getSelection()?.removeAllRanges();
    take(chosen);
  }

  text.addEventListener('keydown', onKey);
  text.addEventListener('pointerup', ({ clientX, clientY }) => setTimeout(() => onUp(clientX, clientY)));
  return {
    get active() {
      return active;
    },
    /** @param {number} near where the words are looked for */
    begin(near) {
      turn(true);
      text.focus({ preventScroll: true });
      show(sentence(at.find((n) => n >= near && isWord(n)) ?? at[0] ?? 0));
    },
    end,
    /** The words that are chosen now. */
    done: () => active && done(span),
  };
}
