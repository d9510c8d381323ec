"""The show in a browser: from a file with the network cut, by its keys, at three sizes, and on paper."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import chromium  # type: ignore[import-not-found]
import pypdfium2
import pytest
import shipped_sample  # type: ignore[import-not-found]
from access import violations  # type: ignore[import-not-found]
from labels import CROWDED  # type: ignore[import-not-found]
from made_collections import ELSEWHERE, hostile  # type: ignore[import-not-found]
from playwright.sync_api import Browser, BrowserContext, Page, expect

from geodash.domain.briefing import Briefing, Slide
from geodash.web.site import Site

ROOT = Path(__file__).resolve().parents[2]
SHIPPED = ("armenia-azerbaijan-2022", "aegean-2022")
BIG, SMALL, BEAMER = (1920, 1080), (1280, 720), (1024, 768)
TRAP = "<img src=x onerror=\"window.__pwned='yes'\"></script><script>window.__pwned='yes'</script>"

# What must stand within the window, and the words within their half.
CLIPPED = """() => {
  const out = [];
  const words = document.querySelector('.sh-words');
  if (words.scrollHeight > words.clientHeight + 1) out.push(`words: ${words.scrollHeight} in ${words.clientHeight}`);
  const box = words.getBoundingClientRect();
  for (const el of document.querySelectorAll('.sh-words *, .sh-strip > *, .sh-key')) {
    const r = el.getBoundingClientRect();
    const half = el.closest('.sh-words') ? box : { left: 0, top: 0, right: innerWidth, bottom: innerHeight };
    if (!r.width || !r.height) continue;
    if (r.left < half.left - 1 || r.top < half.top - 1 || r.right > half.right + 1 || r.bottom > half.bottom + 1) {
      out.push(`${el.getAttribute('class') ?? el.tagName}: ${el.textContent.slice(0, 40)}`);
    }
  }
  return out;
}"""
# The map has been laid out for a window of this width; a closing slide has none.
DRAWN = """(width) => {
  const map = document.querySelector('.sh-map');
  const scaled = document.querySelector('.sh-map-scaled').getBoundingClientRect();
  return innerWidth === width && (!map.clientWidth || Math.abs(scaled.width - map.clientWidth) < 2);
}"""
# Font sizes in pixels at 1080 lines, by what is said.
TYPE = """() => {
  const unit = Number(getComputedStyle(document.documentElement).getPropertyValue('--unit'));
  const sizes = (selector, said = () => true) => [...document.querySelectorAll(selector)].filter(said).map((el) => Number.parseFloat(getComputedStyle(el).fontSize) / unit);
  return { passage: sizes('.sh-passage > p:first-child'), facts: sizes('.sh-facts, .sh-answer'), all: sizes('.sh-words *, .sh-strip p', (el) => [...el.childNodes].some((n) => n.nodeType === 3 && n.data.trim())) };
}"""


@pytest.fixture(scope="module")
def site() -> Site:
    return shipped_sample.site()


@pytest.fixture(scope="module")
def files(site: Site, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The shipped briefings as files."""
    folder = tmp_path_factory.mktemp("usb stick")
    found = {}
    for name in SHIPPED:
        found[name] = folder / f"{name}.html"
        found[name].write_bytes(site.briefing_file(name, ".html"))
    return found


class Room:
    """A window with a file open in it and the network cut; remembers requests and errors."""

    def __init__(self, context: BrowserContext) -> None:
        self.context, self.asked, self.errors = context, [], []
        context.set_offline(True)
        self.page = context.new_page()
        self.page.set_default_timeout(20_000)
        self.page.on("request", self._request)
        self.page.on("pageerror", lambda e: self.errors.append(str(e)))
        self.page.on("console", lambda m: m.type == "error" and self.errors.append(m.text))

    def _request(self, request: object) -> None:
        url = request.url  # type: ignore[attr-defined]
        if not url.startswith(("data:", "blob:")):
            self.asked.append(url)

    def open(self, path: Path, query: str = "") -> Page:
        self.page.goto(path.as_uri() + query)
        self.page.locator("#sh-show[data-ready='1']").first.wait_for()
        return self.page


@pytest.fixture(scope="module")
def whole(browser: Browser) -> Iterator[Browser]:
    """The speaker has a window of his own, so it is the whole browser where there is one."""
    launched = browser.browser_type.launch(**chromium.launch_options(chromium.whole()))
    yield launched
    launched.close()


def big(browser: Browser) -> BrowserContext:
    size = {"width": BIG[0], "height": BIG[1]}
    return browser.new_context(viewport=size, reduced_motion="reduce")


@pytest.fixture(scope="module")
def room(browser: Browser) -> Iterator[Room]:
    """One window for the tests that leave it as they found it."""
    with big(browser) as context:
        yield Room(context)


@pytest.fixture
def hall(whole: Browser) -> Iterator[Room]:
    """A window beside which another opens."""
    with big(whole) as context:
        yield Room(context)


def at(page: Page, n: int) -> None:
    expect(page.locator("#sh-show")).to_have_attribute("data-slide", str(n))


def last(page: Page) -> int:
    return int(re.findall(r"/ (\d+)", page.locator(".sh-count").inner_text())[0])


def test_a_clicker_goes_to_the_end_and_nothing_is_asked_for(
    room: Room, files: dict[str, Path]
) -> None:
    page = room.open(files[SHIPPED[0]])
    room.asked.clear()
    for n in range(1, last(page) + 1):
        at(page, n)
        assert f"slide={n}" in page.url
        page.keyboard.press("PageDown")
    at(page, last(page))
    expect(page.locator(".sh-words")).to_contain_text("imply endorsement or acceptance")
    for key in ("Home", "ArrowRight", " ", "PageUp", "End", "ArrowLeft"):
        page.keyboard.press(key)
    at(page, last(page) - 1)
    assert room.asked == []
    assert room.errors == []


def test_the_hostile_question_has_an_answer_with_one_key(
    room: Room, files: dict[str, Path]
) -> None:
    page = room.open(files[SHIPPED[0]], "?slide=13")
    words = page.locator(".sh-words")
    expect(words).to_contain_text("13 September 2022 (inferred) · near Jermuk, Goris, Sotk")
    expect(words.locator(".sh-answers")).to_contain_text("Azerbaijan, same article")
    expect(words.locator(".sh-source")).to_contain_text("13–15 Sept 2022")
    expect(page.locator(".sh-map .gd-locator svg")).to_be_visible()
    expect(page.locator(".sh-map .sh-scale")).to_be_visible()
    short = len(words.locator("blockquote").inner_text())
    page.keyboard.press("c")
    expect(words.locator(".sh-paragraph")).to_be_visible()
    assert len(words.locator("blockquote").inner_text()) > short
    page.keyboard.press("c")
    expect(words.locator(".sh-answers")).to_be_visible()
    expect(page.locator(".gd-mark.gd-selected")).to_have_count(3)


def test_replies_stand_whole_beside_their_claim(room: Room, files: dict[str, Path]) -> None:
    page = room.open(files[SHIPPED[0]], "?slide=20")
    # The words were fitted to their own type, all of which was there.
    assert set(page.evaluate("[...document.fonts].map((face) => face.status)")) == {"loaded"}
    said = page.locator(".sh-answers")
    # Each side in the same form, with what it says of the reason: its own words, or ours for want of room.
    ours = (
        "Azerbaijani military forces staged the blocking of the Lachin road",
        "civilians block the road over mining",
        "asks for the blocking of the Lachin road to be ended",
    )
    theirs = (
        "Azerbaijani military forces of staging the blockade",
        "carried out by civilians, many of whom are Azerbaijani environmentalists",
        "asking for the blockade to be removed at the earliest",
    )
    expect(said).to_be_visible()
    told = said.inner_text()
    assert any(all(words in told for words in form) for form in (ours, theirs)), told
    expect(page.locator(".sh-remark")).to_contain_text(
        "against what they term “environmental degradation”"
    )
    assert "…" not in said.inner_text() and "more." not in said.inner_text()
    passage = page.locator(".sh-passage").inner_text()
    assert "groups of Azerbaijanis blocked the Lachin Road" in passage
    # One side's word for how the region changed hands stands in the article, not in large type.
    assert "liberated" not in passage
    page = room.open(files[SHIPPED[0]], "?slide=13")
    expect(page.locator(".sh-answers")).to_contain_text("no figure for Azerbaijan")
    page = room.open(files[SHIPPED[1]], "?slide=16")
    expect(page.locator(".sh-answer:not(.sh-ours)")).to_have_count(5)


def test_a_list_shows_the_other_side_and_one_line_a_speaker(
    room: Room, files: dict[str, Path]
) -> None:
    page = room.open(files[SHIPPED[1]], "?slide=2")
    expect(page.locator(".sh-heading")).to_contain_text("(1 of 7)")
    page.locator(".sh-row").first.click()
    expect(page.locator("#sh-show")).to_have_attribute("data-event", "cc-0074")
    page.keyboard.press("Backspace")
    page.keyboard.press("PageDown")
    expect(page.locator(".sh-heading")).to_contain_text("(2 of 7)")
    said = page.locator(".sh-reply")
    expect(said.last).to_contain_text("To both: Greece dismisses")
    page.keyboard.press("PageDown")
    expect(said.first).to_contain_text("Greece: Greek concerns over islands valid")
    page.keyboard.press("PageDown")
    expect(said.last).to_contain_text("The articles give no answer by Türkiye. Editors’ note:")
    page.keyboard.press("PageDown")
    # Where something was said stands beside it, and kinds are counted once.
    expect(page.locator(".sh-place", has_text="Ankara (seat)").first).to_be_visible()
    expect(page.locator(".sh-counts")).to_have_count(0)
    page = room.open(files[SHIPPED[0]], "?slide=16")
    expect(page.locator(".sh-row b")).to_have_text(
        ["European Union", "France", "Türkiye", "United States"]
    )
    expect(page.locator(".sh-remark")).to_contain_text("responding to the Armenian outreach")
    page.locator(".sh-row").last.click()
    expect(page.locator("[role=option]")).to_have_count(2)
    page.keyboard.press("Escape")
    page = room.open(files[SHIPPED[0]], "?slide=2")
    # Kinds and how many of each; nothing sets party against party.
    expect(page.locator(".sh-counts li").first).to_be_visible()
    expect(page.locator(".sh-words")).not_to_contain_text(re.compile("charge|answered"))


def test_what_the_editors_note_is_on_the_slide_and_in_full_with_its_paragraph(
    room: Room, files: dict[str, Path]
) -> None:
    page = room.open(files[SHIPPED[1]], "?slide=11")
    expect(page.locator(".sh-remark")).to_contain_text("in full sovereignty")
    page.keyboard.press("c")
    expect(page.locator(".sh-editors", has_text="to which Türkiye was no party")).to_have_count(1)
    assert page.evaluate(CLIPPED) == []
    # Notes that no type holds are counted, the shortest of them stand.
    page = room.open(files[SHIPPED[0]], "?slide=20")
    page.keyboard.press("c")
    expect(page.locator(".sh-editors").last).to_have_text(
        "2 more notes stand with the event on the page."
    )
    expect(page.locator(".sh-editors", has_text="a breach of point 6")).to_have_count(1)
    assert page.evaluate(CLIPPED) == []


def test_jump_to_what_greece_answered_and_back(room: Room, files: dict[str, Path]) -> None:
    page = room.open(files[SHIPPED[0]], "?slide=10")
    page.keyboard.press("/")
    page.keyboard.type("greece DISMISSES turkiye")
    options = page.locator("[role=option]")
    expect(options).to_have_count(1)
    expect(options.first).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    expect(page.locator("#sh-show")).to_have_attribute("data-event", "cc-0071")
    expect(page.locator(".sh-heading")).to_contain_text("Greece dismisses")
    expect(page.locator(".sh-note")).to_contain_text("Backspace goes back to slide 10")
    assert "event=cc-0071" in page.url
    page.keyboard.press("Backspace")
    at(page, 10)
    assert "event=" not in page.url
    # The slide on the screen is not offered; another is, in the words of its answers too, and back.
    heading = page.locator(".sh-heading").inner_text()
    page.keyboard.press("/")
    expect(page.locator(".gd-f-head strong")).to_have_text(["Slides", "Other events"])
    assert heading not in page.locator(".sh-jump .gd-f-title").all_text_contents()
    page.keyboard.type(heading)
    expect(page.locator(".sh-jump-count")).to_have_text(
        "Only the slide on the screen has these words."
    )
    page.locator(".sh-jump-input").fill("berdzor")
    expect(page.locator(".gd-f-group").first.locator("[role=option]").first).to_have_attribute(
        "aria-selected", "true"
    )
    page.keyboard.press("Tab")
    expect(page.locator(".gd-f-group").last.locator("[aria-selected=true]")).to_have_count(1)
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    expect(page.locator("dialog[open]")).to_have_count(0)
    expect(page.locator(".sh-heading")).not_to_have_text(heading)
    page.keyboard.press("Backspace")
    at(page, 10)
    page.keyboard.press("/")
    page.keyboard.type("kapan")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    expect(page.locator("dialog[open]")).to_have_count(0)
    at(page, 10)
    assert room.errors == []


def test_a_link_lands_on_its_slide_or_its_event(room: Room, files: dict[str, Path]) -> None:
    page = room.open(files[SHIPPED[1]], "?slide=4")
    at(page, 4)
    assert page.title().startswith("4/")
    page = room.open(files[SHIPPED[1]], "?slide=3&event=cc-0041")
    expect(page.locator(".sh-heading")).to_contain_text("Attack near Jermuk")
    page.keyboard.press("Backspace")
    at(page, 3)
    for query in ("?slide=999", "?slide=-1", "?slide=x&event=%3Cscript%3E", "?event=cc-9999"):
        page = room.open(files[SHIPPED[1]], query)
        assert 1 <= int(page.locator("#sh-show").get_attribute("data-slide") or 0) <= last(page)
    assert room.errors == []


def test_blank_help_and_the_edges_of_the_screen(room: Room, files: dict[str, Path]) -> None:
    page = room.open(files[SHIPPED[1]], "?slide=3")
    page.keyboard.press("b")
    expect(page.locator(".sh-blank")).to_be_visible()
    page.keyboard.press("PageDown")
    expect(page.locator(".sh-blank")).to_be_hidden()
    at(page, 3)
    page.keyboard.press("?")
    expect(page.locator(".sh-help")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".sh-help")).to_be_hidden()
    page.mouse.click(BIG[0] - 40, 500)
    at(page, 4)
    page.mouse.click(20, 300)
    at(page, 3)
    page.mouse.move(700, 500)
    page.get_by_role("button", name="Next slide").click()
    at(page, 4)
    page.keyboard.press("m")
    expect(page.locator(".sh-toast")).to_contain_text("less motion")
    page.keyboard.press("f")
    page.wait_for_function("() => document.fullscreenElement !== null")
    page.keyboard.press("f")
    page.wait_for_function("() => document.fullscreenElement === null")
    page.locator("body").focus()
    page.keyboard.press("Escape")
    at(page, 4)


def test_notes_stand_in_the_second_window_only(hall: Room, files: dict[str, Path]) -> None:
    page = hall.open(files[SHIPPED[0]], "?slide=13")
    with hall.context.expect_page() as opened:
        page.keyboard.press("n")
    notes = opened.value
    expect(notes.locator(".sp-notes")).to_contain_text("49 at Jermuk")
    expect(notes.locator(".sp-count")).to_have_text(f"13 / {last(page)}")
    assert notes.evaluate("getComputedStyle(document.body).display") == "grid"
    assert "Source Sans" in notes.evaluate("getComputedStyle(document.body).fontFamily")
    expect(notes.locator(".sp-nextHeading")).to_contain_text("Azerbaijani military installations")
    expect(notes.locator(".sp-elapsed")).to_have_text(re.compile(r"^\d\d:\d\d$"))
    expect(notes.locator(".sp-clock")).to_have_text(re.compile(r"^\d\d:\d\d$"))
    assert "49 at Jermuk" not in page.locator("#sh-show").inner_text()
    notes.keyboard.press("PageDown")
    at(page, 14)
    expect(notes.locator(".sp-notes")).to_contain_text("damage to its military installations")
    page.keyboard.press("PageUp")
    expect(notes.locator(".sp-count")).to_have_text(f"13 / {last(page)}")
    notes.close()
    page.keyboard.press("PageDown")
    at(page, 14)
    assert hall.errors == []


def test_the_speaker_sees_the_next_slide_and_searches_without_the_room(
    hall: Room, files: dict[str, Path]
) -> None:
    page = hall.open(files[SHIPPED[0]], "?slide=12")
    with hall.context.expect_page() as opened:
        page.keyboard.press("n")
    speaker = opened.value
    shot = speaker.locator(".sp-shot")
    expect(shot.locator("h1")).to_contain_text("Attacks near Jermuk")
    expect(shot.locator(".sp-map svg")).to_have_count(1)
    # All of it is within the picture, as wide as its column, and nothing of it takes the focus.
    clipped = shot.evaluate(
        "(e) => [...e.querySelectorAll('.sh-words *')].filter((x) => x.getBoundingClientRect().bottom"
        " > e.getBoundingClientRect().bottom + 1).length"
    )
    assert clipped == 0
    box = shot.bounding_box()
    assert box and box["width"] > 350 and abs(box["width"] / box["height"] - 1920 / 996) < 0.05
    # A question from the room: five keys.
    for key in ("/", "j", "e", "r", "Enter"):
        speaker.keyboard.press(key)
    expect(page.locator(".sh-heading")).to_contain_text("Attacks near Jermuk")
    assert page.locator("dialog[open]").count() == 0
    expect(shot.locator("h1")).to_have_text(re.compile("says Azerbaijan"))
    speaker.keyboard.press("Backspace")
    at(page, 12)
    expect(page.locator("#sh-show")).to_have_attribute("data-event", "")
    # Keys that the room's window gets: its search is the speaker's all the same.
    page.bring_to_front()
    page.keyboard.press("/")
    expect(speaker.locator("dialog[open]")).to_be_visible()
    page.keyboard.type("gorix")
    page.keyboard.press("Backspace")
    expect(speaker.locator(".sh-jump-input")).to_have_value("gori")
    assert page.locator("dialog[open]").count() == 0
    page.keyboard.press("ArrowDown")
    expect(speaker.locator("[role=option]").nth(1)).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    # A slide of a list, out of its turn: it has no event of its own.
    expect(page.locator(".sh-heading")).to_contain_text("as the articles tell of them (")
    expect(page.locator("#sh-show")).to_have_attribute("data-event", "")
    expect(page.locator(".sh-note")).to_contain_text("Out of its turn; Backspace goes back")
    speaker.keyboard.press("/")
    speaker.keyboard.press("Escape")
    expect(speaker.locator("dialog[open]")).to_have_count(0)
    speaker.close()
    assert hall.errors == []


def test_a_blocked_second_window_is_said(browser: Browser, files: dict[str, Path]) -> None:
    context = browser.new_context()
    context.add_init_script("window.open = () => null;")
    page = Room(context).open(files[SHIPPED[1]])
    page.keyboard.press("n")
    expect(page.locator(".sh-toast")).to_contain_text("allow pop-ups")
    context.close()


@pytest.mark.parametrize("name", SHIPPED)
def test_every_slide_is_whole_and_legible_at_three_sizes(
    room: Room, files: dict[str, Path], name: str
) -> None:
    page = room.open(files[name])
    for width, height in (BEAMER, SMALL, BIG):
        page.set_viewport_size({"width": width, "height": height})
        page.keyboard.press("Home")
        for n in range(1, last(page) + 1):
            at(page, n)
            page.wait_for_function(DRAWN, arg=width)
            page.evaluate(
                "() => new Promise((d) => requestAnimationFrame(() => requestAnimationFrame(d)))"
            )
            assert page.evaluate(CLIPPED) == [], f"slide {n} at {width}×{height}"
            assert page.evaluate(CROWDED, ".sh-tl text") == [], f"slide {n} at {width}×{height}"
            sizes = page.evaluate(TYPE)
            assert all(px >= 39.9 for px in sizes["passage"]), (n, width)
            assert all(px >= 31.9 for px in sizes["facts"]), (n, width)
            assert all(px >= 23.9 for px in sizes["all"]), (n, width, min(sizes["all"]))
            page.keyboard.press("PageDown")


# Names on the map that the edge of the screen cuts.
CUT_NAMES = """() => {
  const frame = document.querySelector('.sh-map').getBoundingClientRect();
  const range = document.createRange();
  return [...document.querySelectorAll('.gd-label')].filter((el) => {
    range.selectNodeContents(el);
    const r = range.getBoundingClientRect();
    return r.left < frame.left - 1 || r.top < frame.top - 1 || r.right > frame.right + 1 || r.bottom > frame.bottom + 1;
  }).map((el) => el.textContent);
}"""


def test_a_window_that_changes_cuts_no_name_on_the_map(room: Room, files: dict[str, Path]) -> None:
    """As when a show goes to the whole screen."""
    room.page.set_viewport_size({"width": 1366, "height": 650})
    page = room.open(files[SHIPPED[0]], "?slide=11")
    for width, height in ((1440, 780), BEAMER, BIG):
        page.set_viewport_size({"width": width, "height": height})
        page.wait_for_function(DRAWN, arg=width)
        page.evaluate(
            "() => new Promise((d) => requestAnimationFrame(() => requestAnimationFrame(d)))"
        )
        assert page.evaluate(CUT_NAMES) == [], width
    assert page.locator(".gd-label").count() > 5


# Of the slide on a phone: text below 14 px, targets below 44, and what lies under the controls or is cut.
SMALL_PRINT = """() => [...document.querySelectorAll('.sh-show *')].filter((el) => el.checkVisibility() && !el.closest('.leaflet-container, .sh-live, .gd-f-sign')
  && [...el.childNodes].some((n) => n.nodeType === 3 && n.data.trim())).map((el) => [Number.parseFloat(getComputedStyle(el).fontSize) * (el.offsetWidth ? el.getBoundingClientRect().width / el.offsetWidth : 1), el.textContent.slice(0, 30)]).filter(([px]) => px < 13.95)"""
SHORT = """() => [...document.querySelectorAll('.sh-strip button, .sh-words button, dialog[open] button')].filter((el) => el.checkVisibility())
  .map((el) => [el.getBoundingClientRect(), el.textContent || el.ariaLabel]).filter(([r]) => r.width < 44 || r.height < 44).map(([, name]) => name)"""
COVERED = """() => {
  const [map, words, strip] = ['.sh-map', '.sh-words', '.sh-strip'].map((s) => document.querySelector(s).getBoundingClientRect());
  const boxes = [...document.querySelectorAll('.sh-count, .sh-tl, .sh-control')].map((el) => el.getBoundingClientRect());
  const over = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1;
  const out = [[map, words], [map, strip], [words, strip], ...boxes.flatMap((a, i) => boxes.slice(i + 1).map((b) => [a, b]))].filter(([a, b]) => over(a, b));
  return [...out, ...[map, words, strip, ...boxes].filter((r) => r.left < -1 || r.top < -1 || r.right > innerWidth + 1 || r.bottom > innerHeight + 1)];
}"""


def test_on_a_phone_fingers_turn_the_pages_and_all_of_a_slide_can_be_read(
    browser: Browser, files: dict[str, Path]
) -> None:
    context = browser.new_context(
        viewport={"width": 844, "height": 390}, has_touch=True, is_mobile=True
    )
    page = Room(context).open(files[SHIPPED[0]], "?slide=13")
    next_, menu = (page.get_by_role("button", name=n, exact=True) for n in ("Next slide", "Menu"))
    for width, height in ((844, 390), (390, 844)):
        page.set_viewport_size({"width": width, "height": height})
        page.wait_for_function(DRAWN, arg=width)
        for n in (13, 14, 15):
            at(page, n)
            assert page.evaluate(SMALL_PRINT) == [], (n, width)
            assert page.evaluate(SHORT) == [], (n, width)
            assert page.evaluate(COVERED) == [], (n, width)
            expect(page.locator(".sh-key")).to_contain_text("no endorsement")
            words = page.locator(".sh-words")
            whole = words.evaluate("e => { e.scrollTop = e.scrollHeight; return e.textContent }")
            assert "…" not in whole
            expect(page.locator(".sh-words > :last-child")).to_be_in_viewport()
            next_.tap()
        beside = page.locator(".sh-words").evaluate("e => e.offsetLeft > 0")
        assert beside == (width > height)
        menu.tap()
        assert page.evaluate(SHORT) == [] and page.evaluate(SMALL_PRINT) == []
        page.get_by_role("button", name="First slide").tap()
        at(page, 1)
        menu.tap()
        page.get_by_role("button", name="Find a slide or an event").tap()
        page.locator(".sh-jump-input").fill("attacks near jermuk")
        page.get_by_role("option").filter(has_text="Slide 13").tap()
        at(page, 1)
        expect(page.locator(".sh-heading")).to_contain_text("Attacks near Jermuk")
        menu.tap()
        page.get_by_role("button", name="Back to the slide").tap()
        page.evaluate("history.replaceState(null, '', '?slide=13')")
        page.reload()
        page.locator("#sh-show[data-ready='1']").wait_for()
    context.close()


def test_the_strip_fills_as_slides_are_told_and_draws_intervals_as_lines(
    room: Room, files: dict[str, Path]
) -> None:
    past, future, here = (f".sh-strip .sh-tl-{name}" for name in ("past", "future", "here"))
    page = room.open(files[SHIPPED[0]], "?slide=1")
    n = page.locator(future).count()
    assert n > 8 and page.locator(past).count() == 0
    told = []
    for slide in range(2, last(page) + 1):
        page.keyboard.press("PageDown")
        at(page, slide)
        shown = page.locator(".sh-strip :is(.sh-tl-here, .sh-tl-mark)").count()
        told.append(page.locator(past).count())
        assert told[-1] + shown + page.locator(future).count() == n
    assert told == sorted(told) and told[-1] == n
    page = room.open(files[SHIPPED[0]], "?slide=20")
    expect(page.locator(".sh-facts b")).to_have_text("12–31 Dec 2022")
    line = page.locator(here).bounding_box()
    month = page.locator(".sh-tl text", has_text="Nov").bounding_box()
    after = page.locator(".sh-tl text", has_text="Dec").bounding_box()
    assert line and month and after
    assert line["width"] == pytest.approx(20 / 30 * (after["x"] - month["x"]), rel=0.06)
    # Those of one day stand one above the other.
    boxes = page.locator(".sh-tl rect").evaluate_all(
        "els => els.map(e => e.getBBox()).map(b => [b.x, b.y, b.width, b.height])"
    )
    for a, b in ((a, b) for i, a in enumerate(boxes) for b in boxes[:i]):
        apart = a[0] >= b[0] + b[2] or b[0] >= a[0] + a[2]
        assert apart or abs(a[1] + a[3] / 2 - b[1] - b[3] / 2) > (a[3] + b[3]) / 2 - 0.1, (a, b)


@pytest.mark.parametrize("name", SHIPPED)
def test_it_prints_as_a_handout_of_one_page_a_slide(
    room: Room, files: dict[str, Path], name: str, tmp_path: Path
) -> None:
    page = room.open(files[name])
    pdf = page.pdf(prefer_css_page_size=True, print_background=True)
    pages = re.findall(rb"/Type\s*/Page[^s]", pdf)
    assert len(pages) == last(page)
    # Each page tells where it is from, below whatever else it has to say.
    document = pypdfium2.PdfDocument(pdf)
    told = [
        # A hyphen at the end of a line is a sign of its own in the file.
        "".join(p.get_textpage().get_text_range().replace("\ufffe", "-").split())
        for p in document
    ]
    slides = page.evaluate("document.querySelectorAll('.ho-page').length")
    assert [n for n, text in enumerate(told, 1) if "collectionversion" not in text] == []
    ids = page.locator(".ho-page").evaluate_all(
        "els => els.map((e) => e.textContent.match(/Event (cc-\\d+) in/)?.[1] ?? '')"
    )
    assert slides == len(told) and sum(map(bool, ids)) > 8
    lost = [i for i, text in zip(ids, told, strict=True) if i and f"Event{i}" not in text]
    assert lost == []
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 1032, "height": 711})  # A4 without its margins
    handout = page.locator(".ho-page")
    assert handout.count() == last(page)
    cut = page.evaluate(
        "() => [...document.querySelectorAll('.ho-words, .ho-page')].filter((el) =>"
        " el.scrollHeight > el.clientHeight + 1).map((el) => el.textContent.trim().slice(0, 60))"
    )
    assert cut == []
    text = handout.nth(6).inner_text()
    for said in ("collection version", "imply endorsement", "events, from"):
        assert said in text
    assert handout.nth(6).locator("svg").count() == 1
    page.emulate_media(media="null")
    page.set_viewport_size({"width": BIG[0], "height": BIG[1]})


def test_axe_finds_nothing_serious(room: Room, files: dict[str, Path]) -> None:
    for query in ("?slide=1", "?slide=2", "?slide=7", "?slide=13"):
        page = room.open(files[SHIPPED[0]], query)
        assert violations(page) == [], query
    for key in ("?", "/"):
        page.keyboard.press(key)
        page.locator("dialog[open]").first.wait_for()
        assert violations(page) == [], key
        page.keyboard.press("Escape")


def test_hostile_text_runs_nothing_and_breaks_no_slide(
    whole: Browser, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = hostile(tmp_path_factory.mktemp("hostile show"))
    bad = Site.open(folder)
    ids = list(bad.collection.events)[:12]
    slides = [
        Slide(f"event={i}", heading=TRAP if n % 2 else "", notes=TRAP) for n, i in enumerate(ids)
    ]
    made = Briefing("bad", TRAP, f"{TRAP} {'long ' * 60}", (*slides, Slide("", heading="W" * 300)))
    path = folder / "bad.html"
    path.write_bytes(bad.shows.made(made, ".html"))
    context = whole.new_context(viewport={"width": 1280, "height": 720}, reduced_motion="reduce")
    room = Room(context)
    page = room.open(path)
    room.asked.clear()
    for _ in range(last(page)):
        assert page.evaluate(CLIPPED) == [], page.url
        page.keyboard.press("PageDown")
    page.keyboard.press("/")
    page.locator("[role=option]").first.wait_for()
    page.keyboard.press("Escape")
    expect(page.locator("dialog[open]")).to_have_count(0)
    # The field has the keys for a moment longer than its dialog is open.
    page.wait_for_function("!document.activeElement.matches('input')")
    with context.expect_page() as opened:
        page.keyboard.press("n")
    page.keyboard.press("Home")
    for one in (page, opened.value):
        assert one.evaluate("window.__pwned") is None
        assert one.locator("img[src=x], iframe, object, embed").count() == 0
    page.emulate_media(media="print")
    assert page.locator(".ho img[src=x]").count() == 0
    assert [url for url in room.asked if ELSEWHERE in url] == []
    assert room.asked == [url for url in room.asked if url == "about:blank"]
    assert room.errors == []
    context.close()


def test_the_served_show_is_the_file_and_leads_back(
    browser: Browser, serve: Callable[..., str], files: dict[str, Path]
) -> None:
    base = serve(ROOT)
    context = browser.new_context(viewport={"width": 1280, "height": 720}, reduced_motion="reduce")
    page = context.new_page()
    page.set_default_navigation_timeout(60_000)  # the server makes its first show now
    asked: list[str] = []
    page.on("request", lambda r: asked.append(r.url))
    page.goto(f"{base}/show/{SHIPPED[0]}?slide=3")
    page.locator("#sh-show[data-ready='1']").first.wait_for()
    at(page, 3)
    assert [url for url in asked if not url.startswith(("data:", "blob:"))] == [
        f"{base}/show/{SHIPPED[0]}?slide=3"
    ]
    served = context.request.get(f"{base}/show/{SHIPPED[0]}?download")
    assert served.body() == files[SHIPPED[0]].read_bytes()
    assert served.headers["content-disposition"] == f'attachment; filename="{SHIPPED[0]}.html"'
    page.goto(f"{base}/show?from=2022-09-13&to=2022-09-13&kind=violence&slide=2")
    page.locator("#sh-show[data-ready='1']").first.wait_for()
    at(page, 2)
    page.goto(f"{base}/show/{SHIPPED[0]}")
    page.locator("#sh-show[data-ready='1']").first.wait_for()
    page.keyboard.press("Escape")
    page.wait_for_url(f"{base}/present")
    context.close()
