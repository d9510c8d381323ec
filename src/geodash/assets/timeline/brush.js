// Gestures on the timeline's drawing: a drag marks a period, a click without a drag picks a mark.

import { listen } from '../core/dom.js';

/** @typedef {(x0: number, x1: number) => void} Drag */
/** @typedef {{onMove: Drag, onEnd: Drag, onCancel: () => void, onClick: (event: PointerEvent) => void}} Gestures */

const SLACK = 4; // px; a hand that trembles is still clicking

/**
 * @param {SVGElement} node the element that takes the gestures
 * @param {Gestures} on px within `node`
 * @returns {() => void} takes the listeners away
 */
export function attachBrush(node, on) {
  /** @type {{x: number, pointer: number, dragged: boolean} | null} */
  let start = null;
  const at = (/** @type {PointerEvent} */ event) => {
    const box = node.getBoundingClientRect();
    return Math.min(Math.max(event.clientX - box.left, 0), box.width);
  };
  const stop = (/** @type {number} */ id) => {
    if (start && node.hasPointerCapture(id)) node.releasePointerCapture(id);
    start = null;
    document.removeEventListener('keydown', escape, true);
  };
  const cancel = () => {
    if (!start) return;
    const dragged = start.dragged;
    stop(start.pointer);
    if (dragged) on.onCancel();
  };
  function escape(/** @type {KeyboardEvent} */ event) {
    if (event.key !== 'Escape' || !start?.dragged) return;
    event.preventDefault();
    event.stopPropagation();
    cancel();
  }
  const down = (/** @type {PointerEvent} */ event) => {
    if (event.button !== 0 || !event.isPrimary) return;
    start = { x: at(event), pointer: event.pointerId, dragged: false };
    document.addEventListener('keydown', escape, true);
  };
  const move = (/** @type {PointerEvent} */ event) => {
    if (!start || event.pointerId !== start.pointer) return;
    const x = at(event);
    if (!start.dragged && Math.abs(x - start.x) < SLACK) return;
    if (!start.dragged) node.setPointerCapture(event.pointerId);
    start.dragged = true;
    on.onMove(start.x, x);
  };
  const up = (/** @type {PointerEvent} */ event) => {
    if (!start || event.pointerId !== start.pointer) return;
    const { x, dragged } = start;
    stop(event.pointerId);
    if (dragged) on.onEnd(x, at(event));
    else on.onClick(event);
  };
  const off = listen(node, { pointerdown: down, pointermove: move, pointerup: up, pointercancel: cancel });
  return () => {
    cancel();
    off();
  };
}
