// The lines of a draft as they outlast the page: at once in this browser, and soon on the server.

/** @import { Line } from './types' */

/**
 * @param {{api: URL, key: string, article: string, tell: (how: {at: Date | null, words: string}) => void}} spec
 */
export function createKept({ key, tell }) {
  /** @type {Line[]} */
  const lines = read(key);
  return {
    lines: () => [...lines],
    add(/** @type {Line} */ line) {
      lines.push(line);
      try {
        localStorage.setItem(key, JSON.stringify(lines));
        tell({ at: new Date(), words: '' });
      } catch {
        tell({ at: null, words: 'This browser keeps nothing' });
      }
    },
    destroy() {},
  };
}

/** @returns {Line[]} */
function read(/** @type {string} */ key) {
  try {
    const found = JSON.parse(localStorage.getItem(key) ?? '[]');
    return Array.isArray(found) ? found : [];
  } catch {
    return [];
  }
}
