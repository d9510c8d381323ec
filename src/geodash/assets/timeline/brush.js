// Gestures on the timeline's drawing: a drag marks a period, a click without a drag picks a mark.

const SLACK = 4; // px; a hand that trembles is still clicking

/**
 * @param node the element that takes the gestures
 * @param {{onMove(x0, x1), onEnd(x0, x1), onCancel(), onClick(event)}} on px within `node`
 * @returns {() => void} takes the listeners away
 */
export function attachBrush(node, on) {
  let start = null;
  const at = (event) => {
    const box = node.getBoundingClientRect();
    return Math.min(Math.max(event.clientX - box.left, 0), box.width);
  };
  const stop = (id) => {
    if (start && node.hasPointerCapture?.(id)) node.releasePointerCapture(id);
    start = null;
    document.removeEventListener('keydown', escape, true);
  };
  const cancel = () => {
    if (!start) return;
    const dragged = start.dragged;
    stop(start.pointer);
    if (dragged) on.onCancel();
  };
  function escape(event) {
    if (event.key !== 'Escape' || !start?.dragged) return;
    event.preventDefault();
    event.stopPropagation();
    cancel();
  }
  const down = (event) => {
    if (event.button !== 0 || !event.isPrimary) return;
    start = { x: at(event), pointer: event.pointerId, dragged: false };
    document.addEventListener('keydown', escape, true);
  };
  const move = (event) => {
    if (!start || event.pointerId !== start.pointer) return;
    const x = at(event);
    if (!start.dragged && Math.abs(x - start.x) < SLACK) return;
    if (!start.dragged) node.setPointerCapture(event.pointerId);
    start.dragged = true;
    on.onMove(start.x, x);
  };
  const up = (event) => {
    if (!start || event.pointerId !== start.pointer) return;
    const { x, dragged } = start;
    stop(event.pointerId);
    if (dragged) on.onEnd(x, at(event));
    else on.onClick(event);
  };
  const events = { pointerdown: down, pointermove: move, pointerup: up, pointercancel: cancel };
  for (const [name, fn] of Object.entries(events)) node.addEventListener(name, fn);
  return () => {
    cancel();
    for (const [name, fn] of Object.entries(events)) node.removeEventListener(name, fn);
  };
}
