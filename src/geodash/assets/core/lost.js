// When the server is gone, geodash says so in words of its own and goes on as far as it can. Streamlit's dialog, which
// tells how to restart a script and holds the keyboard, is closed; Streamlit then keeps it closed until the server is back.

const CLOSE = '[data-testid=stDialog] [role=dialog] > button';
/** @type {WeakSet<Document>} */
const watched = new WeakSet();

/** @param {Document} doc */
export function closeForeignDialogs(doc) {
  if (watched.has(doc)) return;
  watched.add(doc);
  const close = () => /** @type {HTMLElement | null} */ (doc.querySelector(CLOSE))?.click();
  // It is put beside the page's own root.
  new MutationObserver(close).observe(doc.body, { childList: true });
}
