// Opening a briefing's YAML: chosen or dropped, read by the server, and adopted only when it is sound.

import { h } from '../core/dom.js';
import { takeDrops } from '../core/drops.js';
import { readSlides } from './post.js';
import { problem } from './shelf.js';

/** @import { Composed, Copy, Problem, Say } from './types' */

const MOST_BYTES = 1_000_000;

/** The id that a file's name stands for, where it can be one. */
const idOf = (/** @type {string} */ name) => /^([a-z0-9][a-z0-9-]{0,63})\.ya?ml$/.exec(name)?.[1] ?? '';

/** A file's bytes; throws with a reason a person can act on. */
async function bytesOf(/** @type {File} */ file) {
  if (file.size > MOST_BYTES) throw new Error('it is larger than 1 MB, and a briefing is a few kilobytes of text. Was it the right file?');
  return file.arrayBuffer();
}

function slidesFrom(/** @type {Composed} */ answer) {
  return answer.slides.map(({ view, given_heading: heading, remark, notes }) => ({ view, heading, remark, notes }));
}

/**
 * `report` lists what was wrong.
 * @param {HTMLElement} zone where a file may be dropped
 * @param {{api: URL, adopt: (copy: Copy) => void, say: Say}} acts
 */
export function createOpener(zone, { api, adopt, say }) {
  const list = h('ul', { class: 'gd-pr-problems' });
  const title = h('p', { class: 'gd-pr-report-title' });
  const dismiss = h('button', { type: 'button', class: 'gd-pr-tool', 'aria-label': 'Dismiss', on: { click: () => (report.hidden = true) } }, '×');
  /** @type {HTMLElement} */
  const report = h('div', { class: 'gd-pr-report', hidden: true }, dismiss, title, list);
  const input = h('input', { type: 'file', accept: '.yaml,.yml,text/yaml', hidden: true, tabindex: '-1', 'aria-label': 'A briefing’s YAML' });
  const button = h('button', { type: 'button', on: { click: () => input.click() } }, 'Open YAML…');

  function tell(/** @type {string} */ text, /** @type {Problem[]} */ problems, /** @type {HTMLElement[]} */ choices = []) {
    title.textContent = text;
    list.replaceChildren(...problems.map(problem), ...choices);
    report.hidden = false;
    say(text);
  }

  /** A file whose encoding is not certain is shown in those that it may have: its reader sees which is right. */
  function choicesOf(/** @type {File} */ file, /** @type {Composed} */ { encodings = [] }) {
    return encodings.map(({ name, sample }) => {
      const button = h('button', { type: 'button', class: 'gd-pr-tool', on: { click: () => open(file, name) } }, `Read it as ${name}: “`, h('bdi', {}, sample), '”');
      return h('li', {}, button);
    });
  }

  async function open(/** @type {File} */ file, encoding = '') {
    report.hidden = true;
    try {
      const answer = await readSlides(api, await bytesOf(file), encoding);
      if (!answer.slides.length) {
        const choices = choicesOf(file, answer);
        const why = answer.encodings ? ': it is no UTF-8 text' : '';
        tell(`“${file.name}” could not be opened${why}; your draft is as it was.`, answer.problems, choices);
        return;
      }
      const { title: name = '', subtitle = '' } = answer.briefing ?? {};
      adopt({ id: idOf(file.name), title: name, subtitle, slides: slidesFrom(answer) });
      if (answer.problems.length) tell(`“${file.name}” is open, as far as it could be read:`, answer.problems);
      else say(`“${file.name}” is open.`);
    } catch (error) {
      tell(`“${file.name}” could not be opened: ${/** @type {Error} */ (error).message}`, []);
    }
  }

  input.addEventListener('change', () => {
    const file = input.files?.[0];
    if (file) open(file);
    input.value = ''; // so that the same file, mended, can be chosen again
  });
  takeDrops(zone, (file) => void open(file));
  return { button, input, report };
}
