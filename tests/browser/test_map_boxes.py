"""What stands on the map of Explore covers nothing else, at every size of window and in both themes; and
what a mark is stands beside it, within the map.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page
from visitors import Watched

BOXES = (Path(__file__).parents[1] / "js" / "boxes.js").read_text("utf-8")
BOXES = BOXES[BOXES.index("() =>") :]
#: The last is 1366 × 650 at 200 %.
SIZES = {"laptop": (1366, 650), "wide": (1920, 1080), "phone": (390, 844), "landscape": (844, 390),
         "enlarged": (683, 325)}  # fmt: skip
GD = "document.querySelector('.gd-explore').gd"
#: The marks that a mark's tip may stand beside, with the tip's side of each; `ring`: what is drawn.
TIP = """async () => {
  const map = document.querySelector('.gd-map').getBoundingClientRect();
  const tip = document.querySelector('.gd-map > .gd-tl-tip');
  const off = [];
  for (const el of document.querySelectorAll('.gd-mark')) {
    const m = el.getBoundingClientRect();
    const [x, y] = [m.left + m.width / 2, m.top + m.height / 2];
    if (x < map.left + 4 || x > map.right - 4 || y < map.top + 4 || y > map.bottom - 4) continue;
    el.dispatchEvent(new MouseEvent('mouseover', { bubbles: true }));
    const t = tip.getBoundingClientRect();
    const shapes = [...el.querySelectorAll('.gd-mark-svg > g')].filter((g) => getComputedStyle(g).display !== 'none').map((g) => g.getBoundingClientRect());
    const ring = { left: Math.min(...shapes.map((r) => r.left)), right: Math.max(...shapes.map((r) => r.right)), top: Math.min(...shapes.map((r) => r.top)), bottom: Math.max(...shapes.map((r) => r.bottom)) };
    const gap = Math.hypot(Math.max(t.left - ring.right, ring.left - t.right, 0), Math.max(t.top - ring.bottom, ring.top - t.bottom, 0));
    const within = t.left >= map.left && t.right <= map.right && t.top >= map.top && t.bottom <= map.bottom;
    const over = t.left < x && t.right > x && t.top < y && t.bottom > y;
    if (!t.width || gap > 24 || !within || over) off.push([el.dataset.events, Math.round(gap), within, over]);
  }
  return off;
}"""


def resized(page: Page, width: int, height: int) -> None:
    """The page at another size, its map laid out anew."""
    page.set_viewport_size({"width": width, "height": height})
    page.wait_for_function(
        f"""() => {{
          const map = {GD}.map, box = map.getContainer(), size = map.getSize();
          return size.x === box.clientWidth && size.y === box.clientHeight && box.clientHeight > 0;
        }}"""
    )
    page.evaluate(
        "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
    )


def test_nothing_on_the_map_covers_anything(visit: Callable[..., Watched]) -> None:
    page = visit("laptop").open("/")
    found: dict[str, list[str]] = {}
    for event in (None, "cc-0041", "cc-0104"):
        page.evaluate(f"(id) => {GD}.state.select(id, {{ source: 'list' }})", event)
        for name, (width, height) in SIZES.items():
            for theme in ("light", "dark") if event is None else ("light",):
                page.emulate_media(color_scheme=theme)
                resized(page, width, height)
                if clashes := page.evaluate(BOXES):
                    found[f"{event} {name} {theme}"] = clashes
    assert found == {}


def test_what_a_mark_is_stands_beside_it_and_within_the_map(visit: Callable[..., Watched]) -> None:
    page = visit("laptop").open("/")
    assert page.evaluate(TIP) == []
    resized(page, 1920, 1080)
    assert page.evaluate(TIP) == []
