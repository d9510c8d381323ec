// Who listens to what on a page: the parts hear each other here, and never know each other.

/** @import { Told } from './types' */

export function createBus() {
  /** @type {Map<string, Set<(detail: any) => unknown>>} */
  const listeners = new Map();
  return {
    /**
     * Listens until what it returns is called.
     * @template {keyof Told} K
     * @param {K} name
     * @param {(detail: Told[K]) => unknown} fn
     */
    on(name, fn) {
      const all = listeners.get(name) ?? new Set();
      listeners.set(name, all.add(fn));
      return () => {
        all.delete(fn);
      };
    },
    /**
     * @template {keyof Told} K
     * @param {K} name
     * @param {Told[K]} detail
     */
    emit(name, detail) {
      for (const fn of [...(listeners.get(name) ?? [])]) fn(detail);
    },
  };
}
