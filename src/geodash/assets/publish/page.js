// What every published page does beyond its text and links. A classic script: it must run from a file, too.

(() => {
  // A server that leaves the slash out would have every link on the page lead elsewhere.
  const { pathname, search, hash, protocol } = location;
  if (protocol !== 'file:' && !pathname.endsWith('/') && !/\.[a-z0-9]+$/i.test(pathname)) {
    location.replace(`${pathname}/${search}${hash}`);
    return;
  }
  if (new URLSearchParams(search).get('embed')) {
    document.documentElement.dataset.embed = '';
    // Who follows a link leaves the frame, not the page around it.
    document.head.append(Object.assign(document.createElement('base'), { target: '_blank' }));
  }
  const { dataset } = /** @type {HTMLElement} */ (document.querySelector('[data-live]') ?? document.body);
  // The live map is fetched once somebody reads: whoever only looks has text and map already.
  const wakes = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'scroll', 'touchstart'];
  function wake(/** @type {Event} */ ev) {
    // A page that is laid out below a pointer tells of a move that nobody made.
    if (ev instanceof PointerEvent && ev.type === 'pointermove' && !ev.movementX && !ev.movementY) return;
    for (const name of wakes) removeEventListener(name, wake, true);
    const script = document.createElement('script');
    script.src = dataset.live ?? '';
    document.head.append(script);
  }
  if (dataset.live && protocol !== 'file:') {
    for (const name of wakes) addEventListener(name, wake, { capture: true, passive: true });
    if (hash) wake(new Event('hash'));
  }
  for (const text of document.querySelectorAll('[data-copy]')) {
    if (!navigator.clipboard) break;
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'gp-copy';
    button.textContent = 'Copy';
    button.addEventListener('click', async () => {
      await navigator.clipboard.writeText((text.textContent ?? '').trim());
      button.textContent = 'Copied';
    });
    text.after(button);
  }
})();
