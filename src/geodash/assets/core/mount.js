// A page is one component that Streamlit calls at every script run; it is mounted at the first.

import { h } from './dom.js';
import { closeForeignDialogs } from './lost.js';

/**
 * What a page gives back: a way to take it down, and one to take what Python sends later.
 * @template Data
 * @typedef {{destroy: () => void, update?: (data: Data) => void}} Page
 */

/**
 * What Streamlit calls a component with.
 * @template Data
 * @typedef {{data: Data, parentElement: HTMLElement, setTriggerValue: (name: string, value: any) => void}} Call
 */

/** @param {HTMLElement} parent */
const failed = (parent) => (/** @type {Error} */ error) => {
  console.error(error);
  parent.append(h('p', { class: 'gd-failed', role: 'alert' }, `geodash could not start: ${error.message}`));
};

/**
 * A page measures itself as soon as it stands, so it waits for its style sheet where that is still on its way.
 * @param {Document} doc
 */
async function styled(doc) {
  /** @type {HTMLLinkElement[]} */
  const links = [...doc.querySelectorAll('link')];
  const awaited = links.filter((link) => link.rel === 'stylesheet' && !link.sheet);
  const there = (/** @type {HTMLLinkElement} */ link) => new Promise((done) => {
    for (const kind of ['load', 'error']) link.addEventListener(kind, done, { once: true });
  });
  if (awaited.length) await Promise.all(awaited.map(there));
}

/**
 * The component of a page. A page that cannot start says so in its place.
 * @template Data
 * @param {(call: Call<Data>) => Page<Data> | Promise<Page<Data>>} mount
 */
export function mountOnce(mount) {
  /** @type {WeakMap<HTMLElement, {page: Promise<Page<Data>>, cleanup: () => void}>} */
  const mounted = new WeakMap();

  /** @param {Call<Data>} call */
  function first(call) {
    const parent = call.parentElement;
    closeForeignDialogs(parent.ownerDocument);
    const page = (async () => {
      await styled(parent.ownerDocument);
      return mount(call);
    })();
    page.catch(failed(parent));
    const cleanup = () => {
      mounted.delete(parent);
      page.then((done) => done.destroy(), () => {});
    };
    mounted.set(parent, { page, cleanup });
    return cleanup;
  }

  return (/** @type {Call<Data>} */ call) => {
    const there = mounted.get(call.parentElement);
    if (!there) return first(call);
    there.page.then((page) => page.update?.(call.data), () => {});
    return there.cleanup;
  };
}
