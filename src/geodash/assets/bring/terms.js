// Licence and citation, which go along into every export, and what else was noticed.

import { h, setText } from '../core/dom.js';

/** @import { Acts, Look, Plan } from './types' */

/** @param {Acts} acts */
export function createTerms(acts) {
  const said = () => acts.terms(licence.value.trim(), cite.value.trim());
  const field = (/** @type {string} */ id, /** @type {string} */ placeholder) => h('input', { id, class: 'gd-bd-input', placeholder, autocomplete: 'off', dir: 'auto', on: { change: () => said() } });
  /** @type {HTMLInputElement} */
  const licence = field('gd-bd-licence', 'not stated');
  /** @type {HTMLInputElement} */
  const cite = field('gd-bd-cite', 'how it asks to be cited');
  const stated = h('p', { dir: 'auto' });
  const form = h('div', { class: 'gd-bd-terms', hidden: true }, h('label', { for: licence.id }, 'Licence'), licence, h('label', { for: cite.id }, 'Cite'), cite);
  const change = h('button', { type: 'button', class: 'gd-bd-link', 'aria-expanded': 'false', on: { click: () => show(form.hidden) } }, 'Change');
  const noticed = h('ul');
  const actors = h('p', { dir: 'auto' });
  const also = h('section', { 'aria-labelledby': 'gd-bd-noticed' }, h('h2', { id: 'gd-bd-noticed' }, 'Noticed, nothing to answer'), noticed, actors);
  const node = h('div', { class: 'gd-bd-about' },
    h('section', { 'aria-labelledby': 'gd-bd-terms' }, h('h2', { id: 'gd-bd-terms' }, 'Licence and citation', h('small', {}, 'travel with every export')), stated, change, form),
    also);

  function show(/** @type {boolean} */ open) {
    form.hidden = !open;
    change.setAttribute('aria-expanded', String(open));
    if (open) licence.focus();
  }

  return {
    node,
    /** @param {Look} look @param {Plan | null} plan */
    render(look, plan) {
      if (plan) {
        const { licence: said, cite: cited, own } = plan.licence;
        stated.replaceChildren(h('strong', {}, said || 'Licence not stated'), said && own ? ' From the format; the file states none. ' : ' ', cited ? h('span', {}, h('strong', {}, 'Cite: '), cited) : '');
        setText(change, said ? 'Change' : 'Say whose data it is');
        if (document.activeElement !== licence && document.activeElement !== cite && form.hidden) [licence.value, cite.value] = [own ? '' : said, own ? '' : cited];
      }
      noticed.replaceChildren(...look.noticed.map((words) => h('li', { dir: 'auto' }, words)));
      setText(actors, plan?.actors ?? '');
      also.hidden = !look.noticed.length && !plan?.actors;
    },
    forget() {
      show(false);
      [licence.value, cite.value] = ['', ''];
    },
  };
}
