// Where the server is.

/** Up from …/_stcore/bidi-components/<name>/core/root.js: the server's root, base path included. */
export const ROOT = new URL('../../../../', import.meta.url);
