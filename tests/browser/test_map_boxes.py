"""What stands on the map of Explore covers nothing else, at every size of window and in both themes; and
what a mark is stands beside it, within the map.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page
from visitors import Watched

from geodash.geo.layers import GeoData
from geodash.views.drawing import MARKS
from geodash.views.still.base import base_of

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


#: Of the opening view: marks, discs and rings in view that lie on each other or are cut by the map's edge, and how far
#: a finger's place reaches from the middle of a mark that has no other near it.
BODIES = """() => {
  const map = document.querySelector('.gd-map-canvas').getBoundingClientRect();
  const part = (el) => [...el.querySelectorAll('.gd-mark-svg > g')].filter((g) => getComputedStyle(g).display !== 'none').map((g) => g.getBoundingClientRect());
  const all = [
    ...[...document.querySelectorAll('.gd-mark')].map((el) => ({ name: el.dataset.events, boxes: part(el) })),
    ...[...document.querySelectorAll('.gd-seat-icon')].map((el) => ({ name: el.innerText, boxes: [el.querySelector('.gd-seat-dot').getBoundingClientRect()] })),
    ...[...document.querySelectorAll('.gd-ring')].map((el) => ({ name: 'ring', boxes: [el.getBoundingClientRect()] })),
  ];
  const inView = all.filter(({ boxes: [b] }) => b && b.left + b.width / 2 > map.left && b.left + b.width / 2 < map.right && b.top + b.height / 2 > map.top && b.top + b.height / 2 < map.bottom);
  const meet = (a, b) => a.left < b.right - 1 && a.right > b.left + 1 && a.top < b.bottom - 1 && a.bottom > b.top + 1;
  const clashes = inView.flatMap((a, i) => inView.slice(i + 1).filter((b) => a.boxes.some((x) => b.boxes.some((y) => meet(x, y)))).map((b) => `${a.name} / ${b.name}`));
  const marks = inView.filter(({ name, boxes }) => boxes.length && /^cc-/.test(name));
  const cut = marks.filter(({ boxes }) => boxes.some((b) => b.left < map.left || b.right > map.right || b.top < map.top || b.bottom > map.bottom)).map(({ name }) => `cut: ${name}`);
  return [...clashes, ...cut];
}"""
#: Events of each side of a border that share a mark.
SHARED = f"""() => {{
  const {{ state, map }} = {GD};
  return [...document.querySelectorAll('.gd-mark')].map((el) => el.dataset.events.split(' ').map((id) => state.byId(id)))
    .filter((events) => new Set(events.map((e) => e.between)).size > 1).map((events) => events.map((e) => e.id));
}}"""


def test_marks_of_the_opening_view_are_whole_and_lie_on_nothing(
    visit: Callable[..., Watched],
) -> None:
    found: dict[str, list[str]] = {}
    for size in ("laptop", "wide", "phone"):
        page = visit(size).open("/")
        found[size] = page.evaluate(BODIES) + page.evaluate(SHARED)
        names = set(page.locator(".gd-label").all_inner_texts())
        if size != "phone":
            assert {"Khankendi / Stepanakert", "Kalbajar / Karvachar", "Shusha / Shushi"} <= names
        # Further out, where marks would lie on each other, they stand apart with a line to their place.
        page.evaluate(f"() => void {GD}.map.setView([40, 46], 6, {{ animate: false }})")
        far = page.evaluate(BODIES) + page.evaluate(SHARED)
        found[f"{size} far"] = [f for f in far if not f.startswith("cut")]
        assert page.locator("path.gd-lead").count() >= 4, size
    assert not any(found.values()), found


#: Countries' names on the map, each with the latitude and longitude below its middle; the lengths of lines.
STANDS = f"""() => {{
  const {{ map }} = {GD};
  const base = map.getContainer().getBoundingClientRect();
  const names = [...document.querySelectorAll('.gd-label-country')].map((el) => {{
    const r = el.getBoundingClientRect();
    const at = map.containerPointToLatLng([(r.left + r.right) / 2 - base.left, (r.top + r.bottom) / 2 - base.top]);
    return [el.innerText, at.lat, at.lng];
  }});
  return {{ names, lines: [...document.querySelectorAll('path.gd-lead')].map((p) => p.getTotalLength()) }};
}}"""


def test_far_out_no_party_is_named_on_others_land_and_no_mark_is_moved_far(
    visit: Callable[..., Watched],
) -> None:
    """Where the parties have room for their names, these stand on their land or on water; where not, no country is named."""
    own = {"armenia": "ARM", "azerbaijan": "AZE", "türkiye": "TUR", "greece": "GRC"}
    own |= {code.casefold(): code for code in own.values()}
    base, named = base_of(GeoData(None)), 0
    for address, away in (("/?map=3/35/40", MARKS.apart_far), ("/?map=6/40.5/46", MARKS.apart)):
        page = visit("laptop").open(address)
        page.wait_for_function("document.querySelectorAll('.gd-seat-icon').length > 4")
        page.wait_for_function("document.querySelectorAll('.gd-label').length > 0")
        found = page.evaluate(STANDS)
        assert found["lines"] and max(found["lines"]) <= away + 1
        there = {text.split("\n")[0].casefold() for text, *_ in found["names"]}
        parties = {own[name] for name in there if name in own}
        if page.locator(".gd-label-country").count():
            named += 1
            assert {"ARM", "AZE"} <= parties, there
        for text, latitude, longitude in found["names"]:
            code = own.get(text.split("\n")[0].casefold())
            at = base.country_at(latitude, longitude)
            assert code is None or at in (None, "", code), (text, at)
    assert named == 1


def test_what_is_known_by_its_country_alone_says_so_before_the_click(
    visit: Callable[..., Watched],
) -> None:
    page = visit("laptop").open("/")
    page.locator(".gd-seat-icon", has_text="Armenia").first.hover()
    tip = page.locator(".gd-map > .gd-tl-tip")
    tip.wait_for()
    assert "no closer than the country" in tip.inner_text()


def test_a_finger_meets_the_nearest_mark_within_44_pixels(visit: Callable[..., Watched]) -> None:
    page = visit("phone").open("/")
    away = page.evaluate(
        """() => [...document.querySelectorAll('.gd-mark')].flatMap((el) => {
          const r = el.getBoundingClientRect();
          const [x, y] = [r.left + r.width / 2, r.top + r.height / 2];
          const map = document.querySelector('.gd-map-canvas').getBoundingClientRect();
          if (x < map.left + 24 || x > map.right - 24 || y < map.top + 24 || y > map.bottom - 24) return [];
          return [[-21, 0], [21, 0], [0, -21], [0, 21]].filter(([dx, dy]) => !document.elementFromPoint(x + dx, y + dy)?.closest('.gd-mark, .gd-ring-icon, .gd-chip, .gd-legend, .gd-mapnote, .gd-seat-icon'))
            .map((by) => [el.dataset.events, ...by]);
        })"""
    )
    assert away == []
    # Two marks near each other: what is pressed is the nearer, whichever lies on top.
    pairs = page.evaluate(
        """() => {
          const at = [...document.querySelectorAll('.gd-mark')].map((el) => { const r = el.getBoundingClientRect(); return [el.dataset.events, r.left + r.width / 2, r.top + r.height / 2]; });
          return at.flatMap((a) => at.filter((b) => a !== b && Math.hypot(a[1] - b[1], a[2] - b[2]) < 42).map((b) => [a[0], a[1] + (b[1] - a[1]) * 0.4, a[2] + (b[2] - a[2]) * 0.4]));
        }"""
    )
    assert pairs
    for events, x, y in pairs[:2]:
        page.touchscreen.tap(x, y)
        page.wait_for_function(f"(ids) => ids.split(' ').includes({GD}.state.event)", arg=events)
        page.evaluate(f"{GD}.state.select(null, {{ source: 'list' }})")
