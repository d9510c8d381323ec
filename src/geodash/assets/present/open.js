// Opening a briefing's YAML: chosen or dropped, read by the server, and adopted only when it is sound.

import { h } from '../core/dom.js';
import { readSlides } from './post.js';
import { problem } from './shelf.js';

const MOST_BYTES = 1_000_000;

/** The id that a file's name stands for, where it can be one. */
const idOf = (name) => /^([a-z0-9][a-z0-9-]{0,63})\.ya?ml$/.exec(name)?.[1] ?? '';

/** A file's text; throws with a reason a person can act on. */
async function textOf(file) {
  if (file.size > MOST_BYTES) throw new Error('it is larger than 1 MB, and a briefing is a few kilobytes of text. Was it the right file?');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(await file.arrayBuffer());
  } catch {
    throw new Error('it is no UTF-8 text. Save it as UTF-8 in your editor, or choose the briefing’s .yaml.');
  }
}

function slidesFrom(answer) {
  return answer.slides.map(({ view, given_heading: heading, notes }) => ({ view, heading, notes }));
}

/**
 * @param zone where a file may be dropped
 * @param {(briefing, answer, notes: Node|null) => void} adopt
 * @returns {{button, input, report}} `report` lists what was wrong
 */
export function createOpener(zone, { api, adopt, say }) {
  const list = h('ul', { class: 'gd-pr-problems' });
  const title = h('p', { class: 'gd-pr-report-title' });
  const dismiss = h('button', { type: 'button', class: 'gd-pr-tool', 'aria-label': 'Dismiss', on: { click: () => (report.hidden = true) } }, '×');
  const report = h('div', { class: 'gd-pr-report', hidden: true }, dismiss, title, list);
  const input = h('input', { type: 'file', accept: '.yaml,.yml,text/yaml', hidden: true, tabindex: '-1', 'aria-label': 'A briefing’s YAML' });
  const button = h('button', { type: 'button', on: { click: () => input.click() } }, 'Open YAML…');

  function tell(text, problems) {
    title.textContent = text;
    list.replaceChildren(...problems.map(problem));
    report.hidden = false;
    say(text);
  }

  async function open(file) {
    report.hidden = true;
    try {
      const answer = await readSlides(api, await textOf(file));
      if (!answer.slides.length) {
        tell(`“${file.name}” could not be opened; your draft is as it was.`, answer.problems);
        return;
      }
      const { title: name = '', subtitle = '' } = answer.briefing ?? {};
      adopt({ id: idOf(file.name), title: name, subtitle, slides: slidesFrom(answer) });
      if (answer.problems.length) tell(`“${file.name}” is open, as far as it could be read:`, answer.problems);
      else say(`“${file.name}” is open.`);
    } catch (error) {
      tell(`“${file.name}” could not be opened: ${error.message}`, []);
    }
  }

  input.addEventListener('change', () => {
    if (input.files[0]) open(input.files[0]);
    input.value = ''; // so that the same file, mended, can be chosen again
  });
  const isFile = (ev) => [...(ev.dataTransfer?.types ?? [])].includes('Files');
  zone.addEventListener('dragover', (ev) => {
    if (!isFile(ev)) return;
    ev.preventDefault();
    zone.classList.add('is-target');
  });
  zone.addEventListener('dragleave', (ev) => !zone.contains(ev.relatedTarget) && zone.classList.remove('is-target'));
  zone.addEventListener('drop', (ev) => {
    zone.classList.remove('is-target');
    if (!isFile(ev)) return;
    ev.preventDefault();
    if (ev.dataTransfer.files[0]) open(ev.dataTransfer.files[0]);
  });
  return { button, input, report };
}
