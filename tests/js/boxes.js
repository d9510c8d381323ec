// Boxes of all that stands on the map, and which of them meet that must not: words of every kind, chips and
// controls keep clear of each other and of marks; only fixed controls may lie over a mark, since the map moves.
() => {
  const KINDS = { '.gd-homes': 0, '.gd-locator': 0, '.gd-legend': 0, '.gd-zoom': 0, '.gd-mapnote': 0, '.leaflet-control-scale': 0 };
  const rect = (el) => {
    const { left, top, right, bottom } = el.getBoundingClientRect();
    return [left, top, right, bottom];
  };
  const words = (el) => {
    const range = document.createRange();
    range.selectNodeContents(el);
    return rect(range);
  };
  const frame = rect(document.querySelector('.gd-map-canvas'));
  const found = [];
  const add = (kind, name, of, box) => {
    if (box[2] - box[0] > 0 && box[2] > frame[0] && box[0] < frame[2] && box[3] > frame[1] && box[1] < frame[3]) found.push({ kind, name, of, box });
  };
  for (const el of document.querySelectorAll('.gd-label')) add('words', el.textContent, el, words(el));
  for (const el of document.querySelectorAll('.gd-town-dot')) add('mark', 'dot', el, rect(el));
  for (const el of document.querySelectorAll('.gd-mark')) {
    for (const part of el.querySelectorAll('.gd-mark-svg > g')) if (getComputedStyle(part).display !== 'none') add('mark', el.dataset.events, el, rect(part));
  }
  for (const el of document.querySelectorAll('.gd-seat-icon')) {
    add('mark', el.getAttribute('aria-label'), el, rect(el.querySelector('.gd-seat-dot')));
    if (!el.classList.contains('gd-bare')) add('words', el.textContent, el, words(el.querySelector('.gd-seat-text')));
  }
  for (const el of document.querySelectorAll('.gd-ring')) add('mark', el.parentElement.getAttribute('aria-label'), el, rect(el));
  for (const el of document.querySelectorAll('.gd-chip')) add('chip', el.textContent, el, rect(el));
  for (const name of Object.keys(KINDS)) for (const el of document.querySelectorAll(name)) add('control', name, el, rect(el));
  const meet = (a, b) => a[0] < b[2] - 0.6 && a[2] > b[0] + 0.6 && a[1] < b[3] - 0.6 && a[3] > b[1] + 0.6;
  const may = (a, b) => a.of === b.of || (a.kind === 'mark' && b.kind === 'mark') || ([a.kind, b.kind].sort().join() === 'control,mark');
  const clashes = found.flatMap((a, i) => found.slice(i + 1).filter((b) => !may(a, b) && meet(a.box, b.box)).map((b) => `${a.kind} ${a.name} / ${b.kind} ${b.name}`));
  const cut = found.filter(({ kind, box }) => kind !== 'mark' && (box[0] < frame[0] - 1 || box[2] > frame[2] + 1 || box[1] < frame[1] - 1 || box[3] > frame[3] + 1)).map(({ name }) => `cut: ${name}`);
  const nameless = [...document.querySelectorAll('.gd-seat-icon, .gd-chip')].filter((el) => /^\s*\d+\s*$/.test(el.innerText)).map((el) => `nameless: ${el.innerText}`);
  return [...clashes, ...cut, ...nameless];
}
