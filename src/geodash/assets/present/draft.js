// The draft: a briefing in the making, and what can be done with it.

import { createOpener } from './open.js';
import { createRows } from './rows.js';
import { createSave } from './save.js';
import { fetchFile, fileName, giveFile, openShow, readSlides, UNTITLED } from './post.js';
import { h, setText } from '../core/dom.js';

const FILES = { html: 'briefing', pptx: 'slides', yaml: 'YAML' };
const count = (n) => (n === 1 ? '1 slide' : `${n} slides`);

function headField(draft, name, label, hint) {
  const id = `gd-pr-${name}`;
  const input = h('input', { id, class: ['gd-pr-input', `gd-pr-head-${name}`], dir: 'auto', placeholder: hint, maxlength: 300, autocomplete: 'off', on: {
    input: () => draft.set({ [name]: input.value }),
  } });
  return { name, input, node: h('div', { class: 'gd-pr-field' }, h('label', { for: id }, label), input) };
}

/** What the server says of each view, asked once a view. */
function createKnown(api, onNews, onFailure) {
  const known = new Map();
  const asked = new Set();

  async function ask(views) {
    for (const view of views) asked.add(view);
    try {
      const { slides } = await readSlides(api, { title: 'Draft', slides: views.map((view) => ({ view })) });
      for (const info of slides) if (views[info.n - 1] !== undefined) known.set(views[info.n - 1], info);
      onNews();
    } catch (error) {
      for (const view of views) asked.delete(view);
      onFailure(error);
    }
  }
  return {
    get: (view) => known.get(view),
    want(views) {
      const fresh = [...new Set(views)].filter((view) => !asked.has(view));
      if (fresh.length) ask(fresh);
    },
  };
}

/** What the last step that can be taken back was. */
function createUndo(draft, nameOf) {
  const text = h('span', null);
  const button = h('button', { type: 'button', on: { click: () => draft.undo() } });
  const close = h('button', { type: 'button', class: 'gd-pr-close', 'aria-label': 'Dismiss' }, '×');
  const node = h('p', { class: 'gd-pr-undo', hidden: true }, text, button, close);
  // A step that was dismissed, or the removal of a slide on an earlier visit, is not offered any more.
  let last = draft.get().undo.at(-1);
  let past = last?.what === 'remove' ? last.key : null;
  close.addEventListener('click', () => {
    past = last?.key;
    node.hidden = true;
  });
  return {
    node,
    render({ undo }) {
      const step = undo.at(-1);
      last = step;
      node.hidden = !step || step.key === past;
      if (step?.what === 'remove') {
        const name = step.slide.heading || nameOf(step.slide.view);
        setText(text, name ? `Removed “${name}”.` : 'A slide was removed.');
        setText(button, 'Undo');
      } else if (step) {
        const { title, slides } = step.before;
        setText(text, `Your earlier draft${title ? ` “${title}”` : ''} (${count(slides.length)}) is kept.`);
        setText(button, 'Bring it back');
      }
    },
  };
}

/** @returns {{node, replace(briefing), told(outcome), destroy}} */
export function createDraftPanel(draft, { api, show, edit, send }) {
  const live = h('p', { class: 'gd-p-live', role: 'status' });
  const say = (text) => {
    // The same words twice are to be heard twice.
    setText(live, live.textContent === text ? `${text} ` : text);
  };
  const warning = h('p', { class: 'gd-pr-warn', hidden: true });
  const amount = h('span', { class: 'gd-pr-amount' });
  const heads = [
    headField(draft, 'title', 'Title', UNTITLED),
    headField(draft, 'subtitle', 'Subtitle', ''),
  ];
  const known = createKnown(api, tell, (error) => warn(`What the slides show could not be read: ${error.message}`));
  const rows = createRows(draft, say);
  const undo = createUndo(draft, (view) => known.get(view)?.title || known.get(view)?.heading || '');
  const empty = h('p', { class: 'gd-pr-none' }, 'Nothing in it yet. In Explore, “+ Briefing” adds the event or the view that you look at; or begin with a briefing’s copy, with a filter, or with a YAML file.');
  const how = h('p', { class: 'gd-pr-how' }, 'In the order in which they are told: drag a number, use the arrows, or press Alt with ↑ or ↓.');
  const node = h('section', { class: 'gd-pr-draft', 'aria-labelledby': 'gd-pr-draft' });
  const opener = createOpener(node, { api, say, adopt: replace });
  const saver = edit ? createSave(draft, { send, say }) : null;
  const does = (text, click, cls) => h('button', { type: 'button', class: cls, on: { click } }, text);
  const only = [
    does('Present', () => openShow(show, draft.get()), 'gd-pr-go'),
    does('Download briefing', (ev) => file('html', ev.currentTarget)),
    does('PPTX', (ev) => file('pptx', ev.currentTarget)),
    does('YAML', (ev) => file('yaml', ev.currentTarget)),
  ];
  const afresh = does('Start afresh', () => replace({}));
  node.append(
    h('div', { class: 'gd-pr-draft-head' }, h('h2', { id: 'gd-pr-draft', tabindex: '-1' }, 'Your draft'), amount),
    ...heads.map((f) => f.node),
    h('div', { class: 'gd-pr-acts' }, only, opener.button, opener.input, afresh),
    ...(saver ? [saver.node] : []),
    opener.report, warning, empty, how, rows.node, undo.node, live,
  );

  function warn(text) {
    warning.hidden = !text;
    setText(warning, text);
    if (text) say(text);
  }

  async function file(as, button) {
    const now = draft.get();
    const what = FILES[as];
    button.setAttribute('aria-disabled', 'true');
    say(`Making the ${what}…`);
    try {
      giveFile(`${fileName(now)}.${as}`, await fetchFile(show, now, as));
      warn('');
    } catch (error) {
      warn(`The ${what} could not be made: ${error.message}`);
    } finally {
      button.removeAttribute('aria-disabled');
    }
  }

  function replace(briefing) {
    const before = draft.get();
    draft.replace(briefing);
    const { slides } = draft.get();
    say(`${slides.length ? `Your draft has ${count(slides.length)} now.` : 'Your draft is empty now.'}${before.slides.length ? ' The earlier one is kept.' : ''}`);
    node.querySelector('h2').focus({ preventScroll: true });
    node.querySelector('h2').scrollIntoView({ block: 'nearest' });
  }

  function tell() {
    const now = draft.get();
    rows.tell(now.slides, known.get);
    undo.render(now);
  }

  function render() {
    const now = draft.get();
    const { slides } = now;
    for (const f of heads) {
      if (document.activeElement !== f.input && f.input.value !== now[f.name]) f.input.value = now[f.name];
    }
    setText(amount, slides.length ? count(slides.length) : '');
    for (const button of only) button.hidden = !slides.length;
    afresh.hidden = !slides.length && !now.title && !now.subtitle;
    empty.hidden = slides.length > 0;
    how.hidden = slides.length < 2;
    rows.render(slides);
    saver?.render(now);
    undo.render(now);
    rows.tell(slides, known.get);
    known.want(slides.map((s) => s.view));
    warnUnkept();
  }

  function warnUnkept() {
    if (!draft.kept()) warn('This browser keeps nothing for this page (its storage is full or closed): download the YAML before you leave.');
  }

  // What is typed into a slide stands there already.
  const off = draft.on(({ by }) => (by === 'setSlide' ? warnUnkept() : render()));
  render();
  return {
    node,
    replace,
    told: (outcome) => saver?.told(outcome),
    destroy: off,
  };
}
