// The draft: a briefing in the making, and what can be done with it.

import { count } from '../core/count.js';
import { h, setText } from '../core/dom.js';
import { createKnown } from './known.js';
import { nameless } from './nameless.js';
import { createOpener } from './open.js';
import { fetchFile, fileName, giveFile, openShow, UNTITLED } from './post.js';
import { createRows } from './rows.js';
import { createSave } from './save.js';
import { createUndo } from './undo.js';

/** @import { Draft as DraftNow } from '../core/draft.js' */
/** @import { As } from './post.js' */
/** @import { Copy, Draft, Saving, Say } from './types' */
/** @typedef {Exclude<As, 'show'>} FileKind */

/** @type {Record<FileKind, string>} */
const FILES = { html: 'briefing', pptx: 'slides', yaml: 'YAML' };
const EMPTY = 'Nothing in it yet. In Explore, “+ Briefing” adds the event or the view that you look at; or begin with a briefing’s copy, with a filter, or with a YAML file.';
const HOW = 'In the order in which they are told: drag a number, use the arrows, or press Alt with ↑ or ↓.';
const UNKEPT = 'This browser keeps nothing for this page (its storage is full or closed): download the YAML before you leave.';

/**
 * @param {Draft} draft
 * @param {'title' | 'subtitle'} name
 * @param {string} label
 * @param {string} hint
 */
function headField(draft, name, label, hint) {
  const id = `gd-pr-${name}`;
  /** @type {HTMLInputElement} */
  const input = h('input', { id, class: ['gd-pr-input', `gd-pr-head-${name}`], dir: 'auto', placeholder: hint, maxlength: 300, autocomplete: 'off', on: {
    input: () => draft.set({ [name]: input.value }),
  } });
  return {
    node: h('div', { class: 'gd-pr-field' }, h('label', { for: id }, label), input),
    render(/** @type {DraftNow} */ now) {
      if (document.activeElement !== input && input.value !== now[name]) input.value = now[name];
    },
  };
}

/** What is read aloud, what is warned of, and what the slides as a file lack. */
function createVoice() {
  const live = h('p', { class: 'gd-p-live', role: 'status' });
  const warning = h('p', { class: 'gd-pr-warn', hidden: true });
  const fonts = h('p', { class: 'gd-pr-note gd-pr-fonts', hidden: true });
  /** @type {Say} */
  const say = (text) => {
    // The same words twice are to be heard twice.
    setText(live, live.textContent === text ? `${text} ` : text);
  };
  return {
    live,
    warning,
    fonts,
    say,
    /** @param {string[]} names for which there is no font */
    lacks(names) {
      setText(fonts, nameless(names));
      fonts.hidden = !fonts.textContent;
    },
    /** @param {string} text blank: nothing is wrong any more */
    warn(text) {
      warning.hidden = !text;
      setText(warning, text);
      if (text) say(text);
    },
  };
}

const does = (/** @type {string} */ text, /** @type {(ev: MouseEvent) => void} */ click, cls = '') => h('button', { type: 'button', class: cls || null, on: { click } }, text);

/**
 * The show and the files of a draft with slides.
 * @param {Draft} draft
 * @param {URL} show
 * @param {ReturnType<typeof createVoice>} voice
 */
function ways(draft, show, { say, warn }) {
  async function file(/** @type {FileKind} */ as, /** @type {EventTarget | null} */ target) {
    const button = /** @type {HTMLElement} */ (target);
    const now = draft.get();
    const what = FILES[as];
    button.setAttribute('aria-disabled', 'true');
    say(`Making the ${what}…`);
    try {
      giveFile(`${fileName(now)}.${as}`, await fetchFile(show, now, as));
      warn('');
    } catch (error) {
      warn(`The ${what} could not be made: ${/** @type {Error} */ (error).message}`);
    } finally {
      button.removeAttribute('aria-disabled');
    }
  }

  return [
    does('Present', () => openShow(show, draft.get()), 'gd-pr-go'),
    does('Download briefing', (ev) => file('html', ev.currentTarget)),
    does('PPTX', (ev) => file('pptx', ev.currentTarget)),
    does('Handout', () => openShow(show, draft.get(), { print: true })),
    does('YAML', (ev) => file('yaml', ev.currentTarget)),
  ];
}

/**
 * Replaces the draft by a copy, a filter's events, a file, or nothing; says what became of the earlier one.
 * @param {Draft} draft
 * @param {HTMLElement} title gets the focus
 * @param {Say} say
 */
const replacer = (draft, title, say) => (/** @type {Copy} */ briefing) => {
  const before = draft.get();
  draft.replace(briefing);
  const { slides } = draft.get();
  say(`${slides.length ? `Your draft has ${count(slides.length, 'slide')} now.` : 'Your draft is empty now.'}${before.slides.length ? ' The earlier one is kept.' : ''}`);
  title.focus({ preventScroll: true });
  title.scrollIntoView({ block: 'nearest' });
};

/**
 * @param {Draft} draft
 * @param {{api: URL, show: URL, edit: boolean, send: Saving}} page `edit`: the reader may
 *   write to the collection, by `send`
 */
export function createDraftPanel(draft, { api, show, edit, send }) {
  const voice = createVoice();
  const { say, warn } = voice;
  const amount = h('span', { class: 'gd-pr-amount' });
  const title = h('h2', { id: 'gd-pr-draft', tabindex: '-1' }, 'Your draft');
  const heads = [headField(draft, 'title', 'Title', UNTITLED), headField(draft, 'subtitle', 'Subtitle', '')];
  const known = createKnown(api, tell, (error) => warn(`What the slides show could not be read: ${error.message}`));
  const rows = createRows(draft, { api, say });
  const undo = createUndo(draft, (view) => known.get(view)?.title || known.get(view)?.heading || '');
  const [empty, how] = [h('p', { class: 'gd-pr-none' }, EMPTY), h('p', { class: 'gd-pr-how' }, HOW)];
  const node = h('section', { class: 'gd-pr-draft', 'aria-labelledby': title.id });
  const replace = replacer(draft, title, say);
  const opener = createOpener(node, { api, say, adopt: replace });
  const saver = edit ? createSave(draft, { send, say }) : null;
  const only = ways(draft, show, voice);
  const afresh = does('Start afresh', () => replace({}));
  node.append(
    h('div', { class: 'gd-pr-draft-head' }, title, amount),
    ...heads.map((f) => f.node),
    h('div', { class: 'gd-pr-acts' }, only, opener.button, opener.input, afresh), voice.fonts,
    ...(saver ? [saver.node] : []),
    opener.report, voice.warning, empty, how, rows.node, undo.node, rows.framing, voice.live,
  );

  function tell() {
    const now = draft.get();
    rows.tell(now.slides, known.get);
    undo.render(now);
    voice.lacks(now.slides.flatMap((s) => known.get(s.view)?.nameless ?? []));
  }

  function render() {
    const now = draft.get();
    const { slides } = now;
    for (const head of heads) head.render(now);
    setText(amount, slides.length ? count(slides.length, 'slide') : '');
    for (const button of only) button.hidden = !slides.length;
    afresh.hidden = !slides.length && !now.title && !now.subtitle;
    empty.hidden = slides.length > 0;
    how.hidden = slides.length < 2;
    rows.render(slides);
    saver?.render(now);
    tell();
    known.want(slides.map((s) => s.view));
    warnUnkept();
  }

  function warnUnkept() {
    if (!draft.kept()) warn(UNKEPT);
  }

  // What is typed into a slide stands there already.
  const off = draft.on(({ by }) => (by === 'setSlide' ? warnUnkept() : render()));
  render();
  return {
    node,
    replace,
    /** Asks anew what the slides show, of a newer version of the collection. */
    renew() {
      known.forget();
      known.want(draft.get().slides.map((s) => s.view));
    },
    destroy: off,
  };
}
