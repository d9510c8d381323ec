"""Present as a person meets it: from Explore into the draft, in order, saved, and never lost."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from access import violations  # type: ignore[import-not-found]
from playwright.sync_api import Locator, Page, expect
from visitors import Watched  # type: ignore[import-not-found]
from windows import ROOT, SIZES  # type: ignore[import-not-found]

Visit = Callable[..., Watched]
MODULES = "/_stcore/bidi-components/geodash.present/"
HOSTILE = "<img src=x onerror=window.ran=1> & “${ran}” ]]></script><script>window.ran=1</script>"


def copy_of(folder: Path) -> Path:
    """A writable copy of the shipped collection."""
    for name in ("articles", "geodata"):
        shutil.copytree(ROOT / name, folder / name)
    for name in ("actors.csv", "events.csv", "mentions.csv", "links.csv", "datapackage.json"):
        shutil.copy(ROOT / name, folder / name)
    return folder


@pytest.fixture(scope="module")
def editable(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = copy_of(tmp_path_factory.mktemp("editable"))
    (folder / "briefings").mkdir()
    (folder / "briefings" / "two.yaml").write_text(
        yaml.safe_dump(
            {
                "title": f"Two days {HOSTILE}",
                "subtitle": "A sub-title",
                "slides": [
                    {"view": "event=cc-0039", "heading": HOSTILE, "notes": f"a\n{HOSTILE}"},
                    {"view": "event=cc-9999"},
                    {"view": "kind=talks"},
                ],
            }
        ),
        "utf-8",
    )
    (folder / "briefings" / "broken.yaml").write_text("title: Broken\nslides: [\n", "utf-8")
    return folder


@pytest.fixture
def editor(visit: Visit, editable: Path) -> Visit:
    """A visitor of the writable copy, served with ``--edit``, as it is on disk now."""

    def make(size: str = "laptop", **options: object) -> Watched:
        return visit(size, editable, "--edit", fresh=True, **options)

    return make


def present(v: Watched, query: str = "") -> Page:
    """Opens Present by its address."""
    return v.open(f"/present{query}")


def go(page: Page, title: str) -> None:
    page.locator(".gd-pages").get_by_role("link", name=title).click()
    ready = ".gd-explore" if title == "Explore" else ".gd-present"
    page.locator(f"{ready}[data-ready='1']").first.wait_for()


def draft(page: Page) -> dict[str, object]:
    return page.evaluate("document.querySelector('.gd-present').gd.draft.get()")


def views(page: Page) -> list[str]:
    return [slide["view"] for slide in draft(page)["slides"]]  # type: ignore[index,union-attr]


def put(page: Page, **briefing: object) -> None:
    """Replaces the draft, as reading a file would."""
    page.evaluate("b => document.querySelector('.gd-present').gd.draft.replace(b)", briefing)


def row(page: Page, n: int) -> Locator:
    return page.locator(".gd-pr-row").nth(n - 1)


def stored(page: Page) -> str:
    """What the browser keeps of all drafts."""
    return page.evaluate("Object.values(localStorage).join()")


def select(page: Page, event_id: str) -> None:
    page.evaluate(
        "id => document.querySelector('.gd-explore').gd.state.select(id, {source: 'list'})",
        event_id,
    )
    page.locator(f".gd-card[data-event='{event_id}'] [data-act=brief]").wait_for()


def open_yaml(page: Page, text: str | bytes, name: str = "mine.yaml") -> None:
    data = text.encode() if isinstance(text, str) else text
    page.locator(".gd-pr-draft input[type=file]").set_input_files(
        {"name": name, "mimeType": "application/yaml", "buffer": data}
    )


def test_from_explore_to_a_briefing_that_survives(visit: Visit) -> None:
    """Three slides from Explore, reordered, renamed, one removed and taken back, reloaded, exported."""
    v = visit("laptop", fresh=True)
    page = v.open("/?kind=violence")
    select(page, "cc-0041")
    page.get_by_role("button", name="+ Briefing: this event").click()
    expect(page.locator(".gd-brief-said")).to_contain_text("Added as slide 1.")
    select(page, "cc-0039")
    expect(page.locator(".gd-brief-said")).to_be_hidden()
    page.get_by_role("button", name="+ Briefing: this event").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".gd-brief-said")).to_contain_text("Added as slide 2.")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="+ Briefing: these events").click()
    expect(page.get_by_role("status").filter(has_text="Added as slide 3.")).to_be_visible()
    page.get_by_role("button", name="+ Briefing: these events").click()
    expect(page.locator(".gd-brief-said")).to_contain_text("This is slide 3 already.")
    # Only a map that the reader moved belongs to the view.
    assert "map=" not in stored(page)
    page.evaluate(
        "void document.querySelector('.gd-explore').gd.map.panBy([90, 0], {animate: false})"
    )
    page.wait_for_function("location.search.includes('map=')")
    page.get_by_role("button", name="+ Briefing: these events").click()
    expect(page.locator(".gd-brief-said")).to_contain_text("Added as slide 4.")
    assert re.search(r'"kind=violence&map=[\d./]+"', stored(page))
    page.locator(".gd-brief-said").get_by_role("link", name="Present").click()
    page.locator(".gd-present[data-ready='1']").first.wait_for()
    first, second, third = "kind=violence&event=cc-0041", "kind=violence&event=cc-0039", "kind=violence"  # fmt: skip
    assert views(page)[:3] == [first, second, third]

    put(page, title="", slides=[{"view": view} for view in (first, second, third)])
    expect(row(page, 1)).to_contain_text("Attack near Jermuk")
    expect(row(page, 1)).to_contain_text("13 September 2022")
    page.get_by_role("button", name=re.compile("^Move down: slide 1")).click()
    assert views(page) == [second, first, third]
    assert page.evaluate("document.activeElement.getAttribute('aria-label')").startswith("Move down: slide 2")  # fmt: skip
    page.keyboard.press("Alt+ArrowDown")
    assert views(page) == [second, third, first]
    page.get_by_label("Title", exact=True).fill("Two days in September")
    row(page, 2).get_by_label("Heading").fill("All violence\nat once")
    row(page, 2).get_by_label("Notes").fill("Breathe.\nThen go on.")
    row(page, 1).get_by_role("button", name=re.compile("^Remove")).click()
    expect(page.locator(".gd-pr-undo")).to_contain_text("Removed “")
    assert views(page) == [third, first]
    page.get_by_role("button", name="Undo").click()
    assert views(page) == [second, third, first]

    page.reload()
    page.locator(".gd-present[data-ready='1']").first.wait_for()
    assert views(page) == [second, third, first]
    expect(page.get_by_label("Title", exact=True)).to_have_value("Two days in September")
    expect(row(page, 2).get_by_label("Heading")).to_have_value("All violence at once")
    with page.expect_download() as download:
        page.locator(".gd-pr-draft").get_by_role("button", name="YAML", exact=True).click()
    assert download.value.suggested_filename == "two-days-in-september.yaml"
    text = Path(download.value.path()).read_text("utf-8")
    composed = {
        "title": "Two days in September",
        "slides": [
            {"view": second},
            {"view": third, "heading": "All violence at once", "notes": "Breathe.\nThen go on."},
            {"view": first},
        ],
    }
    assert yaml.safe_load(text) == composed
    page.get_by_role("button", name="Start afresh").click()
    expect(page.locator(".gd-pr-row")).to_have_count(0)
    open_yaml(page, text)
    expect(page.locator(".gd-pr-row")).to_have_count(3)
    assert views(page) == [second, third, first]
    expect(row(page, 2).get_by_label("Notes")).to_have_value("Breathe.\nThen go on.")
    assert v.external == []


def test_slides_in_small_their_maps_their_order_and_the_handout_of_a_draft(visit: Visit) -> None:
    v = visit("laptop")
    v.context.add_init_script("window.print = () => { window.printed = true }")
    page = present(v)
    first, second, third = "event=cc-0041", "event=cc-0039", "kind=talks"
    put(page, title="Mine", slides=[{"view": view} for view in (first, second, third)])
    shot = row(page, 1).locator(".gd-pr-shot")
    expect(shot).to_contain_text("Attack near Jermuk")
    shown = "el => el.complete && el.naturalWidth"
    row(page, 1).locator("img").scroll_into_view_if_needed()
    page.wait_for_function(f"({shown})(document.querySelector('.gd-pr-shot img'))")
    before = row(page, 1).locator("img").get_attribute("src")
    row(page, 1).get_by_label("Heading").fill("At Jermuk")
    expect(shot.locator("b")).to_have_text("At Jermuk")

    # The map: nearer by a key, aside by the pointer, and taken back to its events.
    shot.click()
    pane = page.locator(".gd-pr-pane")
    expect(pane).to_be_focused()
    assert violations(page) == []
    page.keyboard.press("+")
    box = pane.bounding_box()
    assert box
    page.mouse.move(box["x"] + 200, box["y"] + 200)
    page.mouse.down()
    page.mouse.move(box["x"] + 200 - box["width"] / 2, box["y"] + 200)
    page.mouse.up()
    expect(page.locator(".gd-pr-frame")).to_have_attribute("data-drawn", "1")
    was = page.evaluate("document.querySelector('.gd-pr-shot img').src")
    page.get_by_role("button", name="Use this map").click()
    view = views(page)[0]
    zoom, lat, lon = map(
        float, re.fullmatch(rf"{first}&map=([\d.]+)/([\d.]+)/([\d.]+)", view).groups()
    )  # type: ignore[union-attr]
    told = page.evaluate(
        "async v => (await (await fetch('/api/slides', {method: 'POST', headers: {'Content-Type': 'application/json'},"
        " body: JSON.stringify({title: 'T', slides: v.map(view => ({view}))})})).json()).slides.map(s => s.map)",
        [first, view],
    )
    assert zoom == pytest.approx(told[0]["zoom"] + 0.5, abs=0.01)
    assert lat == pytest.approx(told[0]["lat"], abs=0.01)
    # Half a picture to the left: its middle is as much further east.
    assert lon == pytest.approx(told[0]["lon"] + told[1]["wide"] / 2, abs=told[1]["wide"] / 40)
    expect(row(page, 1).locator("img")).not_to_have_attribute("src", was)
    shot.click()
    page.get_by_role("button", name="Around its events").click()
    assert views(page) == [first, second, third]
    expect(row(page, 1).locator("img")).to_have_attribute("src", before or "")

    # The order, by dragging a number; all of it in sight, as nothing scrolls under the test's pointer.
    page.set_viewport_size({"width": SIZES["laptop"][0], "height": 2400})
    target = row(page, 3)
    row(page, 1).locator(".gd-pr-n").drag_to(target, target_position={"x": 30, "y": (target.bounding_box() or {})["height"] - 6})  # fmt: skip
    assert views(page) == [second, third, first]
    row(page, 3).locator(".gd-pr-n").drag_to(row(page, 1), target_position={"x": 30, "y": 6})
    assert views(page) == [first, second, third]
    page.set_viewport_size({"width": SIZES["laptop"][0], "height": SIZES["laptop"][1]})
    with page.expect_popup() as popup:
        page.locator(".gd-pr-draft").get_by_role("button", name="Handout", exact=True).click()
    popup.value.locator("#sh-show[data-ready='1']").wait_for()
    assert popup.value.evaluate("window.printed")
    expect(popup.value.locator(".ho-page")).to_have_count(9)
    popup.value.close()
    assert v.errors == [] and v.external == []


def test_the_navigation_keeps_the_view(visit: Visit) -> None:
    v = visit("laptop", fresh=True)
    page = v.open("/?kind=violence&event=cc-0041")
    page.evaluate("window.same = true")
    shifts = (
        "window.shifts = []; new PerformanceObserver(l => window.shifts.push(...l.getEntries()"
        ".filter(e => !e.hadRecentInput).map(e => e.value))).observe({type: 'layout-shift'})"
    )
    page.evaluate(shifts)
    expect(page.locator(".gd-pages [aria-current=page]")).to_have_text("Explore")
    go(page, "Present")
    assert page.url == f"{v.base}/present?kind=violence&event=cc-0041"
    expect(page.locator(".gd-pages [aria-current=page]")).to_have_text("Present")
    expect(page).to_have_title(re.compile("^Present · "))
    expect(page.locator(".gd-pr-sentence")).to_contain_text("violence")
    page.locator(".gd-pages").get_by_role("link", name="Explore").focus()
    page.keyboard.press("Enter")
    page.locator(".gd-explore[data-ready='1']").first.wait_for()
    assert page.url == f"{v.base}/?kind=violence&event=cc-0041"
    expect(page.locator("#gd-card-title")).to_contain_text("Jermuk")
    page.go_back()
    page.locator(".gd-present[data-ready='1']").first.wait_for()
    assert page.url == f"{v.base}/present?kind=violence&event=cc-0041"
    page.go_back()
    page.locator(".gd-explore[data-ready='1']").first.wait_for()
    state = "document.querySelector('.gd-explore').gd.state"
    assert page.evaluate(f"[{state}.data.params, {state}.event]") == ["kind=violence", "cc-0041"]
    assert page.evaluate("window.same")
    assert sum(page.evaluate("window.shifts")) < 0.01
    assert v.errors == [] and v.external == []


def test_the_pages_are_in_the_phones_menu(visit: Visit) -> None:
    v = visit("phone", fresh=True)
    page = v.open("/?kind=talks")
    page.get_by_role("button", name="Menu").click()
    page.get_by_role("dialog").get_by_role("link", name="Present").click()
    page.locator(".gd-present[data-ready='1']").first.wait_for()
    assert page.url.endswith("/present?kind=talks")
    page.get_by_role("button", name="Menu").click()
    page.get_by_role("dialog").get_by_role("link", name="Explore").click()
    page.locator(".gd-explore[data-ready='1']").first.wait_for()
    assert page.url.endswith("/?kind=talks")
    expect(page.locator(".gd-sentence")).to_be_in_viewport()
    assert v.errors == [] and v.external == []


def test_a_filter_becomes_slides_in_one_click(visit: Visit) -> None:
    v = visit("laptop")
    page = present(v, "?kind=handover&from=2022-08-01")
    button = page.get_by_role("button", name=re.compile(r"^Make them the draft: \d+ slides$"))
    n = int(re.search(r"\d+", button.inner_text())[0])  # type: ignore[index]
    button.click()
    expect(page.locator(".gd-pr-row")).to_have_count(n)
    days = page.locator(".gd-pr-what").all_inner_texts()
    expect(page.locator(".gd-pr-row.is-missing")).to_have_count(0)
    assert len(days) == n
    link = page.get_by_role("link", name="Present them")
    assert link.get_attribute("href") == f"{v.base}/show?from=2022-08-01&kind=handover"
    put(page, title="Mine", slides=[{"view": "event=cc-0041"}])
    button.click()
    page.get_by_role("button", name="Bring it back").click()
    assert (draft(page)["title"], views(page)) == ("Mine", ["event=cc-0041"])


def test_tabs_do_not_lose_each_others_slides(visit: Visit) -> None:
    v = visit("laptop", fresh=True)
    page = present(v)
    put(page, title="Shared", slides=[{"view": "event=cc-0041"}])
    other = v.context.new_page()
    other.goto(v.base + "/")
    other.locator(".gd-explore[data-ready='1']").first.wait_for()
    page.get_by_label("Title", exact=True).fill("Shared by two")
    select(other, "cc-0039")
    other.locator("[data-act=brief]").click()
    expect(other.locator(".gd-brief-said")).to_contain_text("Added as slide 2.")
    expect(page.locator(".gd-pr-row")).to_have_count(2)
    expect(row(page, 2)).to_contain_text("Lachin")
    page.get_by_label("Subtitle").fill("and still whole")
    assert (draft(page)["title"], len(views(page))) == ("Shared by two", 2)


def test_a_broken_file_is_explained_and_the_draft_stays(visit: Visit) -> None:
    page = present(visit("laptop"))
    put(page, title="Mine", slides=[{"view": "event=cc-0041"}])
    report = page.locator(".gd-pr-report")
    broken = {
        "syntax.yaml": ("title: Mine\nslides:\n  - view: [\n", r"Line 4|Line 3"),
        "list.yaml": ("- just\n- a list\n", r"Line 1"),
        "bytes.yaml": (b"\xff\x81\x00", "no UTF-8 text"),
        "large.yaml": ("x" * 1_000_001, "larger than 1 MB"),
    }
    for name, (text, says) in broken.items():
        open_yaml(page, text, name)
        expect(report).to_contain_text(f"“{name}” could not be opened")
        expect(report).to_contain_text(re.compile(says))
        assert (draft(page)["title"], views(page)) == ("Mine", ["event=cc-0041"])
    half = "title: Half\nslides:\n  - view: event=cc-0039\n  - heading: no view\nmood: calm\n"
    open_yaml(page, half, "half.yaml")
    expect(report).to_contain_text("“half.yaml” is open, as far as it could be read")
    expect(report).to_contain_text("Line 4")
    assert (draft(page)["title"], views(page)) == ("Half", ["event=cc-0039"])
    page.get_by_role("button", name="Bring it back").click()
    assert (draft(page)["title"], views(page)) == ("Mine", ["event=cc-0041"])
    unsure = "title: Talks in Čad\nslides:\n  - view: event=cc-0039\n".encode("cp1250")
    open_yaml(page, unsure, "unsure.yaml")
    expect(report).to_contain_text("no UTF-8 text")
    expect(report.get_by_role("button", name="Read it as")).to_have_count(2)
    assert draft(page)["title"] == "Mine"
    report.get_by_role("button", name=re.compile("Čad")).click()
    expect(page.get_by_label("Title", exact=True)).to_have_value("Talks in Čad")
    assert views(page) == ["event=cc-0039"]


def test_presenting_and_coming_back(editor: Visit) -> None:
    v = editor("laptop")
    page = present(v, "?kind=talks")
    page.get_by_role("link", name=re.compile("^Present: Two days")).click()
    expect(page).to_have_url(re.compile(r"/show/two"))
    page.locator("#sh-show[data-ready='1']").first.wait_for()
    page.keyboard.press("Escape")
    page.locator(".gd-present[data-ready='1']").first.wait_for()
    assert page.url == f"{v.base}/present?kind=talks"
    put(page, title=HOSTILE, slides=[{"view": "event=cc-0041", "heading": HOSTILE}])
    with page.expect_popup() as popup:
        page.locator(".gd-pr-draft").get_by_role("button", name="Present", exact=True).click()
    shown = popup.value
    shown.locator("#sh-show[data-ready='1']").first.wait_for()
    expect(shown.locator("#sh-show")).to_contain_text("onerror")
    assert shown.evaluate("window.ran") is None
    shown.close()
    with page.expect_download() as download:
        page.locator(".gd-pr-draft").get_by_role("button", name="Download briefing").click()
    assert download.value.suggested_filename.endswith(".html")
    assert "<!doctype html" in Path(download.value.path()).read_text("utf-8")[:200].lower()
    assert v.external == []


def test_hostile_and_missing_things_are_shown_as_text(editor: Visit) -> None:
    v = editor("laptop")
    page = present(v)
    expect(page.locator(".gd-pr-shelf")).to_contain_text(HOSTILE)
    expect(page.locator(".gd-pr-shelf .gd-pr-problems")).to_contain_text("broken.yaml")
    page.get_by_role("button", name=re.compile("^Edit a copy: Two days")).click()
    expect(page.locator(".gd-pr-row")).to_have_count(3)
    expect(row(page, 1).get_by_label("Heading")).to_have_value(HOSTILE)
    missing = row(page, 2)
    expect(missing).to_contain_text("Left out of the show")
    expect(missing).to_contain_text("cc-9999")
    expect(row(page, 3)).to_contain_text("A view of several events")
    put(page, title=HOSTILE, slides=[{"view": f"event={HOSTILE}", "heading": HOSTILE}])
    expect(page.locator(".gd-pr-row.is-missing")).to_have_count(1)
    page.get_by_role("button", name=re.compile("^Remove: slide 1")).click()
    expect(page.locator(".gd-pr-undo")).to_contain_text("onerror")
    assert page.evaluate("window.ran") is None
    assert page.locator(".gd-present img[src='x'], .gd-present img[onerror]").count() == 0
    assert v.external == []


def test_saving_and_the_refusal_to_overwrite(editor: Visit, editable: Path) -> None:
    v = editor("laptop")
    page = present(v)
    put(page, title="A third day", slides=[{"view": "event=cc-0041", "notes": "Mine"}])
    name = page.get_by_label("Save into the collection as")
    name.fill("Third Day")
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".gd-pr-saved")).to_contain_text("lower-case letters")
    name.fill("third-day")
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".gd-pr-saved")).to_have_text("Saved as briefings/third-day.yaml.")
    expect(page.locator(".gd-pr-card[data-briefing=third-day]")).to_be_visible()
    path = editable / "briefings" / "third-day.yaml"
    assert yaml.safe_load(path.read_text("utf-8"))["slides"][0]["notes"] == "Mine"

    page.get_by_label("Title", exact=True).fill("A third day, again")
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".gd-pr-card[data-briefing=third-day] h3")).to_have_text("A third day, again")  # fmt: skip

    theirs = "title: Theirs\nslides:\n  - view: event=cc-0039\n"
    path.write_text(theirs, "utf-8")
    page.get_by_label("Title", exact=True).fill("Over theirs")
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".gd-pr-saved")).to_contain_text("changed by somebody else")
    assert path.read_text("utf-8") == theirs
    assert draft(page)["title"] == "Over theirs"
    name.fill("fourth-day")
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".gd-pr-saved")).to_have_text("Saved as briefings/fourth-day.yaml.")
    assert v.external == []


def test_without_edit_there_is_no_saving(visit: Visit) -> None:
    page = present(visit("laptop"))
    put(page, title="Mine", slides=[{"view": "event=cc-0041"}])
    expect(page.get_by_label("Save into the collection as")).to_have_count(0)


@pytest.mark.parametrize(
    ("size", "scheme"),
    [("laptop", "light"), ("desk", "dark"), ("wide", "light"), ("phone", "dark")],
)
def test_sizes_and_accessibility(editor: Visit, size: str, scheme: str) -> None:
    v = editor(size, color_scheme=scheme)
    page = present(v, "?kind=talks")
    width, _ = SIZES[size]
    assert violations(page) == []
    page.get_by_role("button", name=re.compile("^Edit a copy: Two days")).click()
    expect(row(page, 2)).to_contain_text("cc-9999")
    page.get_by_role("button", name=re.compile("^Remove: slide 3")).click()
    assert violations(page) == []
    wide = page.evaluate(
        "[...document.querySelectorAll('.gd-present *')].filter(el => {"
        " const r = el.getBoundingClientRect(); return r.width && (r.right > innerWidth + 1 || r.left < -1)"
        " }).map(el => el.className)"
    )
    assert wide == []
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= width
    small = page.locator(".gd-present button:visible, .gd-present a:visible").evaluate_all(
        "els => els.filter(el => { const r = el.getBoundingClientRect(); return r.width < 24 || r.height < 24 })"
        ".map(el => el.textContent)"
    )
    assert small == []
    assert v.external == []


def test_no_briefings_yet_says_how_to_make_one(visit: Visit, scaffolded: Path) -> None:
    page = present(visit(collection=scaffolded))
    expect(page.locator(".gd-pr-shelf")).to_contain_text("No briefings yet.")
    expect(page.locator(".gd-pr-draft")).to_contain_text("“+ Briefing”")
    expect(page.locator(".gd-pr-filter")).to_contain_text("No event")


def test_a_browser_that_keeps_nothing_says_so(visit: Visit) -> None:
    v = visit("laptop")
    v.page.add_init_script(
        "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }"
    )
    page = v.open("/")
    select(page, "cc-0041")
    page.locator("[data-act=brief]").click()
    expect(page.locator(".gd-brief-said")).to_contain_text("keeps nothing for long")
    go(page, "Present")
    expect(page.locator(".gd-pr-row")).to_have_count(1)
    expect(page.locator(".gd-pr-warn")).to_contain_text("download the YAML before you leave")


def test_what_a_browser_has_stored_is_not_trusted(visit: Visit) -> None:
    page = present(visit("laptop"))
    found = page.evaluate(
        f"""async () => {{
          const {{ createDraft, MOST_SLIDES }} = await import('{MODULES}core/draft.js');
          const stored = new Map();
          const storage = {{ getItem: k => stored.get(k) ?? null, setItem: (k, v) => stored.set(k, v) }};
          const tries = ['{{', '3', '[]', '{{"slides":3}}', '{{"slides":[null,3,{{"view":["x"]}}]}}', '{{"undo":[{{"what":"x"}},7]}}'];
          const lengths = tries.map(text => {{
            stored.set('geodash:draft:k', text);
            return createDraft('k', storage).get().slides.length;
          }});
          stored.clear();
          const draft = createDraft('k', storage);
          for (let i = 0; i < MOST_SLIDES; i += 1) draft.add(`event=${{i}}`);
          return [lengths, draft.add('one=more'), draft.get().slides.length];
        }}"""
    )
    assert found == [[0, 0, 0, 0, 3, 0], {"n": 0, "added": False}, 200]
