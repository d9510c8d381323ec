// Asks the server each second, while the page is in sight, which version of the collection it serves.

/** @import { News } from './types' */

const PAUSE = 1000; // ms
/** One answer may be lost on the way; of two, the reader is told. */
const LOST = 2;

/**
 * @param {URL} api
 * @param {(news: News | null) => void} tell what the server said; null when it does not answer
 */
export function createNews(api, tell) {
  const url = new URL('version', api);
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  let lost = 0;
  let ended = false;

  async function ask() {
    clearTimeout(timer);
    try {
      const response = await fetch(url, { cache: 'no-store' });
      if (!response.ok) throw new Error(`the server answered ${response.status}`);
      const news = await response.json();
      lost = 0;
      if (!ended) tell(news);
    } catch {
      lost += 1;
      if (!ended && lost >= LOST) tell(null);
    }
    next();
  }

  function next() {
    clearTimeout(timer);
    if (!ended && !document.hidden) timer = setTimeout(ask, PAUSE);
  }

  const onSight = () => (document.hidden ? clearTimeout(timer) : ask());
  document.addEventListener('visibilitychange', onSight);
  next();
  return {
    destroy() {
      ended = true;
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', onSight);
    },
  };
}
