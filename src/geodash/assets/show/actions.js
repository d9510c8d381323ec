// What keys, buttons and edges do.

/** @import { Deck } from './deck.js' */
/** @import { createJump } from './jump.js' */
/** @import { createBlank, createHelp, createToast } from './overlays.js' */
/** @import { createPresenter } from './presenter.js' */
/** @import { Action, Run } from './types' */

/**
 * What the actions act on. `look` is how slides are shown, `draw` shows the slide again.
 * @typedef {object} Parts
 * @property {Deck} deck
 * @property {{paragraph: boolean, flying: boolean}} look
 * @property {() => void} draw
 * @property {ReturnType<typeof createHelp>} help
 * @property {ReturnType<typeof createBlank>} blank
 * @property {ReturnType<typeof createToast>} toast
 * @property {ReturnType<typeof createJump>} jump
 * @property {() => ReturnType<typeof createPresenter>} presenter
 * @property {() => boolean} still whether the computer asks for less motion
 * @property {string} home where Esc leads, relative to the address
 */

/** @param {Parts} parts */
function leave({ deck, look, draw, help, jump, home }) {
  if (help.isOpen() || jump.isOpen()) {
    help.close();
    jump.close();
  } else if (document.fullscreenElement) {
    document.exitFullscreen();
  } else if (look.paragraph) {
    look.paragraph = false;
    draw();
  } else if (deck.jumped) {
    deck.back();
  } else if (location.protocol.startsWith('http') && home) {
    location.href = new URL(home, location.href).href;
  }
}

/** @param {Parts} parts */
function motion({ look, toast, still }) {
  look.flying = !look.flying;
  const flies = still() ? 'This computer asks for less motion: slides are cut.' : 'The map flies from slide to slide.';
  toast.say(look.flying ? flies : 'Slides are cut.');
}

/** @param {Parts} parts */
function fullscreen({ toast }) {
  if (document.fullscreenElement) document.exitFullscreen();
  else document.documentElement.requestFullscreen?.().catch(() => toast.say('The browser does not allow full screen here.'));
}

/**
 * @param {Parts} parts
 * @returns {Run}
 */
export function createActions(parts) {
  const { deck, look, draw, help, blank, jump, presenter } = parts;
  /** @type {Record<Action, () => unknown>} */
  const actions = {
    next: () => deck.step(1),
    previous: () => deck.step(-1),
    first: () => deck.go(0),
    last: () => deck.go(deck.slides.length - 1),
    back: () => deck.back(),
    blank: () => blank.set(!blank.isOn()),
    help: () => help.open(),
    jump: () => jump.open(),
    presenter: () => presenter().open(),
    print: () => print(),
    paragraph() {
      if (!deck.slide.passage?.length) return;
      look.paragraph = !look.paragraph;
      draw();
    },
    motion: () => motion(parts),
    fullscreen: () => fullscreen(parts),
    leave: () => leave(parts),
  };
  return (action) => {
    if (blank.isOn() && action !== 'presenter') blank.set(false);
    else actions[action]();
  };
}
