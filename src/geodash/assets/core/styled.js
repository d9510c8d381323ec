// A page that is come back to has its scripts at hand before its style sheet: it waits, out of sight,
// or the map would measure an unstyled page and the reader would see one.

/**
 * Resolves when the page's own sheet, which sets `--gd-styled` on it, applies to `root`.
 * @param {HTMLElement} root
 * @returns {Promise<void>}
 */
export function whenStyled(root) {
  root.style.display = 'none';
  return new Promise((resolve) => {
    const look = () => {
      if (!root.isConnected || getComputedStyle(root).getPropertyValue('--gd-styled')) {
        root.style.removeProperty('display');
        resolve();
      } else requestAnimationFrame(look);
    };
    look();
  });
}
