"""Boxes of words: which of them meet, and which are cut."""

from __future__ import annotations

#: Of all visible words of a selector, those that touch others and those that something cuts off.
CROWDED = """(selector) => {
  const found = [...document.querySelectorAll(selector)].filter((el) => el.textContent.trim() && el.checkVisibility({ visibilityProperty: true }))
    .map((el) => ({ el, text: el.textContent.trim(), r: el.getBoundingClientRect() })).filter(({ r }) => r.width);
  const meet = (a, b) => a.left < b.right + 1 && b.left < a.right + 1 && a.top < b.bottom - 2 && b.top < a.bottom - 2;
  const clashes = found.flatMap((a, i) => found.slice(i + 1).filter((b) => meet(a.r, b.r)).map((b) => `${a.text} / ${b.text}`));
  const cut = found.filter(({ el, r }) => {
    for (let up = el.parentElement; up; up = up.parentElement) {
      const box = up.getBoundingClientRect();
      if (getComputedStyle(up).overflowX !== 'visible' && (r.left < box.left - 1 || r.right > box.right + 1)) return true;
    }
    return r.left < -1 || r.right > innerWidth + 1;
  }).map(({ text }) => `cut: ${text}`);
  return found.length ? [...clashes, ...cut] : ['no words'];
}"""
