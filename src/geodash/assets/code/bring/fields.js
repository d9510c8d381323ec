// What is asked of an article besides its text, in plain words; what is wrong stands below its field.

import { h } from '../../core/dom.js';
import { createWhen } from './when.js';

/** @import { Answers, Field, Shown } from './types' */

const GENRES = [
  ['report', 'Report'],
  ['analysis', 'Analysis'],
  ['opinion', 'Opinion'],
];

/** @param {{changed: () => void}} acts */
export function createFields({ changed }) {
  const input = (/** @type {string} */ name, placeholder = '') =>
    h('input', { id: `gd-br-${name}`, class: 'gd-br-input', placeholder, autocomplete: 'off', dir: 'auto', on: { input: changed } });
  const title = h('textarea', { id: 'gd-br-title', class: 'gd-br-input gd-br-title', rows: 1, dir: 'auto', on: { input: changed } });
  const own = { publisher: input('publisher'), credit: input('credit', 'nobody'), source: input('source'), language: input('language', 'en, fr, ka …') };
  const genres = GENRES.map(([value, label]) => h('label', {}, h('input', { type: 'radio', name: 'gd-br-genre', value, on: { change: changed } }), h('span', {}, label)));
  const genre = () => /** @type {HTMLInputElement | null} */ (node.querySelector('[name=gd-br-genre]:checked'))?.value ?? '';
  const when = createWhen({ changed });
  const field = (/** @type {string} */ name, /** @type {string} */ label, /** @type {HTMLElement} */ control) =>
    h('div', { class: 'gd-br-field', 'data-field': name }, h('label', { for: control.id }, label), control);
  const language = field('language', 'Its language', own.language);
  const node = h('div', { class: 'gd-br-fields', hidden: true },
    field('title', 'Title', title),
    h('div', { class: 'gd-br-two' },
      field('publisher', 'Who published it', own.publisher),
      field('credit', 'Whom to credit, if anyone else', own.credit),
      h('fieldset', { 'data-field': 'genre' }, h('legend', {}, 'What it is'), h('div', { class: 'gd-br-genres' }, genres)),
      field('source', 'Where the text was taken from', own.source),
      language),
    when.nodes);

  /** @type {Record<Field, HTMLElement>} */
  const controls = { title, ...own, genre: /** @type {HTMLElement} */ (genres[0].firstChild), ...when.fields };

  /** What is wrong with a field, below it and said with it. */
  function say(/** @type {Field} */ name, /** @type {string | undefined} */ reason) {
    const box = node.querySelector(`[data-field=${name}]`);
    const id = `gd-br-wrong-${name}`;
    box?.querySelector(`#${id}`)?.remove();
    controls[name].toggleAttribute('aria-invalid', Boolean(reason));
    if (reason) box?.append(h('p', { id, class: 'gd-br-wrong' }, reason));
    if (reason) controls[name].setAttribute('aria-describedby', id);
    else controls[name].removeAttribute('aria-describedby');
  }

  return {
    node,
    /** @returns {Answers} */
    get: () => ({ title: title.value, publisher: own.publisher.value, credit: own.credit.value, source: own.source.value, language: own.language.value, genre: genre(), ...when.get() }),
    /** @param {Answers} answers */
    set(answers) {
      title.value = answers.title;
      for (const [name, control] of Object.entries(own)) control.value = answers[/** @type {Field} */ (name)];
      for (const label of genres) {
        const radio = /** @type {HTMLInputElement} */ (label.firstChild);
        radio.checked = radio.value === answers.genre;
      }
      // Mostly the text itself tells it.
      language.hidden = answers.language !== '';
      when.set(answers);
    },
    /** @param {Shown} shown */
    render: (shown) => when.clues(shown.clues),
    /**
     * Shows what is wrong; the first of it gets the focus.
     * @param {Partial<Record<Field, string>>} wrong
     */
    tell(wrong, { focus = false } = {}) {
      const names = /** @type {Field[]} */ (Object.keys(controls));
      for (const name of names) say(name, wrong[name]);
      const first = names.find((name) => wrong[name]);
      if (first && focus) controls[first].focus();
    },
    /**
     * What is missing is said when one goes on; what was mended is silent at once.
     * @param {Partial<Record<Field, string>>} wrong what is wrong now
     */
    mended(wrong) {
      for (const said of node.querySelectorAll('.gd-br-wrong')) {
        const name = /** @type {Field} */ (said.id.replace('gd-br-wrong-', ''));
        say(name, wrong[name]);
      }
    },
    focus: () => (title.value ? own.publisher.value ? when.fields.when : own.publisher : title).focus(),
  };
}
