// Names that the maps of a PowerPoint file lack, because no font where geodash runs has their letters.

const MOST = 8;

/**
 * The notice that goes with the file; blank where every name can be written.
 * @param {string[]} names
 */
export function nameless(names) {
  const found = [...new Set(names)];
  const more = found.length > MOST ? ` and ${found.length - MOST} more` : '';
  // Each name keeps to its own direction within our sentence.
  const shown = found.slice(0, MOST).map((name) => `\u2068${name}\u2069`).join(', ');
  return found.length ? `No font for ${shown}${more}: in the PPTX their marks have no name on the maps. The show and the handout have them.` : '';
}
