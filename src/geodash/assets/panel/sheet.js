// On a phone the panel is a sheet below the map with three stops: peek, half, full.

import { h } from '../core/dom.js';

const STOPS = ['peek', 'half', 'full'];

export function createSheet(root, panel, state) {
  const grip = h('button', { type: 'button', class: 'gd-grip', 'aria-label': 'Resize the panel' }, h('span', { class: 'gd-grip-bar' }));
  panel.before(grip);
  let stop = 'half';
  let drag = null;
  let dragged = false; // a mouse lets go with a click, a finger does not

  const heights = () => {
    const all = root.clientHeight;
    return { peek: 104, half: Math.round(all * 0.53), full: all - 52 };
  };

  function set(next, px) {
    stop = next;
    root.dataset.sheet = next;
    root.style.setProperty('--gd-sheet', `${px ?? heights()[next]}px`);
    grip.setAttribute('aria-label', `Panel ${next === 'full' ? 'full height' : next === 'half' ? 'half height' : 'closed'}: press to change`);
  }

  function nearest(px) {
    const h3 = heights();
    return STOPS.reduce((best, s) => (Math.abs(h3[s] - px) < Math.abs(h3[best] - px) ? s : best), 'half');
  }

  grip.addEventListener('pointerdown', (ev) => {
    dragged = false;
    drag = { y: ev.clientY, from: heights()[stop], moved: false, px: heights()[stop] };
    grip.setPointerCapture(ev.pointerId);
  });
  grip.addEventListener('pointermove', (ev) => {
    if (!drag) return;
    const dy = drag.y - ev.clientY;
    if (Math.abs(dy) > 4) drag.moved = true;
    if (!drag.moved) return;
    drag.px = Math.max(60, Math.min(root.clientHeight - 46, drag.from + dy));
    root.style.setProperty('--gd-sheet', `${drag.px}px`);
  });
  const drop = () => {
    if (drag?.moved) {
      set(nearest(drag.px));
      dragged = true;
    }
    drag = null;
  };
  grip.addEventListener('pointerup', drop);
  grip.addEventListener('pointercancel', drop);
  grip.addEventListener('click', (ev) => {
    const endsDrag = dragged && ev.detail > 0;
    dragged = false;
    if (!endsDrag) set(stop === 'half' ? 'full' : stop === 'full' ? 'peek' : 'half');
  });
  grip.addEventListener('keydown', (ev) => {
    const by = { ArrowUp: 1, ArrowDown: -1 }[ev.key];
    if (!by) return;
    ev.preventDefault();
    set(STOPS[Math.max(0, Math.min(2, STOPS.indexOf(stop) + by))]);
  });

  const offs = [
    state.on('select', ({ id }) => id && stop === 'peek' && set('half')),
    state.on('read', ({ article }) => article && set('full')),
  ];
  const fit = () => set(stop);
  addEventListener('resize', fit);
  fit();
  return {
    set,
    destroy() {
      removeEventListener('resize', fit);
      offs.forEach((off) => off());
      grip.remove();
    },
  };
}
