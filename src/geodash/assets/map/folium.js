// Folium's script for the map, as the server makes it (views/map.py); a page that carries it has it from elsewhere.

/** @import { FoliumMap } from './types' */

/**
 * @param {{version: string, api: URL}} of
 * @returns {Promise<FoliumMap>}
 */
export const folium = async ({ version, api }) => (await import(new URL(`map.js?v=${version}`, api).href)).default;
