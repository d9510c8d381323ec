// Articles that come: brought by the dialog and opened once they are stored, or reviewed as a new version.

import { openBring } from './bring/bring.js';
import { h } from '../core/dom.js';
import { mountVersion } from './versions/versions.js';

/** @import { Shelved } from './types' */

/**
 * @param {{root: HTMLElement, api: URL, shelf: Shelved[], open: (article: string, at?: {event: string, sentence: number, table: boolean}, said?: string) => Promise<void>, close: () => void, stored: (article: string) => void}} page
 *   `shelf` grows by what is stored; `close` takes down the article that is open, `stored` is told of each that came
 */
export function createComing({ root, api, shelf, open, close, stored: tell }) {
  const code = new URL('code/', api);
  /** @type {{destroy: () => void} | null} */
  let review = null;

  function shut() {
    review?.destroy();
    review = null;
  }

  /** @param {string} article */
  async function look(article) {
    close();
    shut();
    root.replaceChildren();
    const taken = (/** @type {string} */ id, /** @type {string[]} */ codings) => void open(id, undefined, codings.join(' '));
    review = await mountVersion(root, { api: code, article, onTaken: taken, onLeft: (id) => void open(id) });
  }

  return {
    shut,
    bring() {
      openBring(root, {
        api: code,
        articles: shelf.map(({ id, title }) => ({ id, title })),
        onStored: (stored) => {
          shelf.push(stored);
          tell(stored.id);
          void open(stored.id);
        },
        onVersion: (id) => void look(id),
      });
    },
    /** The way back to a review that was begun. @param {string} article @param {boolean} begun */
    offer(article, begun) {
      if (!begun) return;
      const button = h('button', { type: 'button', class: 'gd-cb-bring', on: { click: () => void look(article) } }, 'Go on with its new version');
      root.querySelector('.gd-cb-bring')?.after(button);
    },
  };
}
