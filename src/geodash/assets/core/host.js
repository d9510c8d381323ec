// Who answers what a page asks: the server. Where there is none, another module stands in the place of this one and
// answers from files (publish/host.js).

/** Whether a server is there: one that is asked for files of the view, for other pages, for what is new. */
export const SERVED = true;

/**
 * What stands at an address below the server’s routes.
 * @param {URL} url
 * @param {RequestInit} [how]
 * @returns {Promise<Pick<Response, 'ok' | 'status' | 'json'>>}
 */
export const asked = (url, how) => fetch(url, how);
