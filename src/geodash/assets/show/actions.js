// What keys, buttons and swipes do.

/** @import { Action, Deck } from './types' */

/**
 * What the actions work on. `paragraph` and `flying` are whether the whole paragraph is shown, and
 * whether the map flies from slide to slide.
 * @typedef {object} Show
 * @property {Deck} deck
 * @property {{paragraph: boolean, flying: boolean}} mode
 * @property {string} home where leaving leads, when the show is served
 * @property {MediaQueryList} reducedMotion
 * @property {() => void} draw
 * @property {{say: (text: string) => void}} toast
 * @property {{isOn: () => boolean, set: (on: boolean) => void}} blank
 * @property {{open: () => unknown, isOpen: () => boolean, close: () => void}} help
 * @property {{isOpen: () => boolean, close: () => void}} jump
 * @property {() => unknown} find opens the search: the speaker's, where there is a window of his
 * @property {{open: (offered: Partial<Record<Action, boolean>>) => void, isOpen: () => boolean, close: () => void}} menu
 * @property {() => {open: () => void}} presenter
 */

/** One layer at a time: a dialog, full screen, the paragraph, a jump, the show. */
function leave(/** @type {Show} */ show, /** @type {() => void} */ toggleParagraph) {
  const { help, jump, menu, mode, deck, home } = show;
  const layers = [help, jump, menu].filter((layer) => layer.isOpen());
  if (layers.length) {
    for (const layer of layers) layer.close();
  } else if (document.fullscreenElement) document.exitFullscreen();
  else if (mode.paragraph) toggleParagraph();
  else if (deck.jumped) deck.back();
  else if (location.protocol.startsWith('http') && home) location.href = new URL(home, location.href).href;
}

function fullscreen(/** @type {Show} */ { toast }) {
  if (document.fullscreenElement) document.exitFullscreen();
  else document.documentElement.requestFullscreen?.().catch(() => toast.say('The browser does not allow full screen here.'));
}

/**
 * Does what an action says; a blank screen goes with any of them.
 * @param {Show} show
 */
export function createActions(show) {
  const { deck, mode, toast, blank, help, menu, reducedMotion } = show;

  function paragraph() {
    if (!deck.slide.passage.length) return;
    mode.paragraph = !mode.paragraph;
    show.draw();
  }

  function motion() {
    mode.flying = !mode.flying;
    toast.say(mode.flying ? (reducedMotion.matches ? 'This computer asks for less motion: slides are cut.' : 'The map flies from slide to slide.') : 'Slides are cut.');
  }

  /** @type {Record<Action, () => unknown>} */
  const actions = {
    next: () => deck.step(1),
    previous: () => deck.step(-1),
    first: () => deck.go(0),
    last: () => deck.go(deck.slides.length - 1),
    back: () => deck.back(),
    blank: () => blank.set(!blank.isOn()),
    help: () => help.open(),
    jump: () => show.find(),
    menu: () => menu.open({ paragraph: deck.slide.passage.length > 0, back: Boolean(deck.jumped) }),
    presenter: () => show.presenter().open(),
    print: () => print(),
    fullscreen: () => fullscreen(show),
    leave: () => leave(show, paragraph),
    paragraph,
    motion,
  };

  return (/** @type {Action} */ action) => {
    if (blank.isOn() && action !== 'presenter') blank.set(false);
    else actions[action]();
  };
}
