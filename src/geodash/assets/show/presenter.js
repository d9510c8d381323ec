// The second window: notes, what comes next and a clock, for the one who speaks. It is built by DOM, so
// that nothing has to be loaded into it, from a server or from a file.

import { hearKeys } from './keys.js';

const two = (n) => String(n).padStart(2, '0');

function elapsed(ms) {
  const s = Math.max(0, Math.floor(ms / 1000));
  return `${Math.floor(s / 3600) ? `${Math.floor(s / 3600)}:` : ''}${two(Math.floor(s / 60) % 60)}:${two(s % 60)}`;
}

const plain = (runs) => (runs ?? []).map((r) => r.text).join('');

function textOf(slide) {
  if (!slide) return ['The end', ''];
  const facts = [slide.date, slide.place].filter(Boolean).join(' · ');
  return [slide.heading, [facts, plain(slide.passage) || slide.sentence || slide.subtitle || ''].filter(Boolean).join('. ')];
}

export function createPresenter({ deck, css, run, say }) {
  let win = null;
  let began = null;
  let timer = 0;
  let fields = {};

  const make = (doc, tag, cls, text = '') => {
    const el = doc.createElement(tag);
    el.className = cls;
    el.textContent = text;
    return el;
  };

  function build(doc) {
    doc.documentElement.lang = 'en';
    doc.documentElement.className = 'sh-presenter';
    doc.title = `Notes: ${document.title}`;
    doc.head.append(make(doc, 'style', '', css));
    const names = ['count', 'clock', 'elapsed', 'heading', 'text', 'notes', 'nextHeading', 'nextText'];
    fields = Object.fromEntries(names.map((n) => [n, make(doc, { heading: 'h1', nextHeading: 'h3' }[n] ?? 'p', `sp-${n}`)]));
    const reset = make(doc, 'button', 'sp-reset', 'Start again at 00:00');
    reset.addEventListener('click', () => {
      began = Date.now();
      tick();
    });
    const back = make(doc, 'button', 'sp-step', '← Previous');
    const on = make(doc, 'button', 'sp-step', 'Next →');
    back.addEventListener('click', () => run('previous'));
    on.addEventListener('click', () => run('next'));
    const bar = make(doc, 'header', 'sp-bar');
    bar.append(fields.count, fields.elapsed, fields.clock, reset, back, on);
    const now = make(doc, 'main', 'sp-now');
    now.append(make(doc, 'h2', 'sp-label', 'Notes'), fields.notes, make(doc, 'h2', 'sp-label', 'On the screen'), fields.heading, fields.text);
    const next = make(doc, 'aside', 'sp-next');
    next.setAttribute('aria-label', 'Next slide');
    next.append(make(doc, 'h2', 'sp-label', 'Next'), fields.nextHeading, fields.nextText);
    doc.body.append(bar, now, next);
  }

  function tick() {
    if (!win || win.closed) return stop();
    const now = new Date();
    fields.clock.textContent = `${two(now.getHours())}:${two(now.getMinutes())}`;
    fields.elapsed.textContent = elapsed(Date.now() - began);
    return null;
  }

  function stop() {
    clearInterval(timer);
    win = null;
  }

  function update() {
    if (!win || win.closed) return;
    const [heading, text] = textOf(deck.slide);
    const [nextHeading, nextText] = textOf(deck.jumped ? deck.slides[deck.index] : deck.next);
    const notes = deck.slide.notes || 'No notes for this slide.';
    const count = `${deck.index + 1} / ${deck.slides.length}${deck.jumped ? ', jumped' : ''}`;
    const values = { heading, text, notes, nextHeading, nextText, count };
    for (const [name, value] of Object.entries(values)) fields[name].textContent = value;
  }

  deck.on(update);
  addEventListener('pagehide', () => win?.close());

  return {
    open() {
      if (win && !win.closed) {
        win.focus();
        return;
      }
      win = window.open('', 'geodash-notes', 'popup,width=1000,height=640');
      if (!win) {
        say('The browser blocked the second window: allow pop-ups for this page, then press N again.');
        return;
      }
      win.document.head.replaceChildren();
      win.document.body.replaceChildren();
      build(win.document);
      hearKeys(win.document, (action) => (action === 'presenter' || action === 'leave' ? win.close() : run(action)));
      began ??= Date.now();
      clearInterval(timer);
      timer = setInterval(tick, 500);
      tick();
      update();
    },
  };
}
