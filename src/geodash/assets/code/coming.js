// Articles that come: brought by the dialog, and opened once they are stored.

import { openBring } from './bring/bring.js';

/** @import { Shelved } from './types' */

/**
 * @param {{root: HTMLElement, api: URL, shelf: Shelved[], open: (article: string) => Promise<void>}} page
 *   `shelf` grows by what is stored
 */
export function createComing({ root, api, shelf, open }) {
  return {
    bring() {
      openBring(root, {
        api: new URL('code/', api),
        articles: shelf.map(({ id, title }) => ({ id, title })),
        onStored: (stored) => {
          shelf.push(stored);
          void open(stored.id);
        },
      });
    },
  };
}
