// What the slides of the draft show, as the server says.

import { readSlides } from './post.js';

/** @import { SlideInfo } from './types' */

/**
 * What the server says of each view, asked once a view.
 * @param {URL} api
 * @param {() => void} onNews
 * @param {(error: Error) => void} onFailure
 */
export function createKnown(api, onNews, onFailure) {
  /** @type {Map<string, SlideInfo>} */
  const known = new Map();
  /** @type {Set<string>} */
  const asked = new Set();

  async function ask(/** @type {string[]} */ views) {
    for (const view of views) asked.add(view);
    try {
      const { slides, version } = await readSlides(api, { title: 'Draft', slides: views.map((view) => ({ view })) });
      for (const info of slides) if (views[info.n - 1] !== undefined) known.set(views[info.n - 1], { ...info, version });
      onNews();
    } catch (error) {
      for (const view of views) asked.delete(view);
      onFailure(/** @type {Error} */ (error));
    }
  }
  return {
    get: (/** @type {string} */ view) => known.get(view),
    /** Of a newer version of the collection all is asked anew; what is known stays until then. */
    forget: () => asked.clear(),
    want(/** @type {string[]} */ views) {
      const fresh = [...new Set(views)].filter((view) => !asked.has(view));
      if (fresh.length) ask(fresh);
    },
  };
}
