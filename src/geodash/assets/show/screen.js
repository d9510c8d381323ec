// How large a screen the show has: composed as a whole, or, on a phone, set to be read and scrolled.

const SMALL = 500; // px
/** On a small screen the smallest text of the composition, of 24 units, has 14 pixels. */
const SMALL_UNIT = 14 / 24;

/** Whether the slides are read at arm's length: on a phone, upright or on its side. */
export const isSmall = () => Math.min(innerWidth, innerHeight) < SMALL;

/** One unit of the composition: a pixel at 1920 × 1080, on upright screens at 1080 × 1920. */
export function measure() {
  const [wide, high] = innerHeight > innerWidth ? [1080, 1920] : [1920, 1080];
  const unit = isSmall() ? SMALL_UNIT : Math.min(innerWidth / wide, innerHeight / high);
  document.documentElement.style.setProperty('--unit', unit.toFixed(4));
  document.documentElement.classList.toggle('sh-small', isSmall());
}

/**
 * Until the fonts of a document are there, whether or not anything has been set in them: what is measured before
 * that is fitted to another type. A font that doesn't load holds nothing up.
 * @param {Document} document
 */
export const fontsOf = (document) => Promise.allSettled([...document.fonts].map((face) => face.load()));
