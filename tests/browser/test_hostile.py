"""Text that would be markup, script or a trap for layout: shown as the text it is, everywhere."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest
from made_collections import ELSEWHERE, HOSTILE  # type: ignore[import-not-found]
from playwright.sync_api import Browser, Page, expect
from visitors import Watched  # type: ignore[import-not-found]

Visit = Callable[..., Watched]
STATE = "document.querySelector('.gd-explore').gd.state"
HARMLESS = ("template", "style", "query", "bidi", "joined", "stacked", "control", "lines", "unbroken", "ten")  # fmt: skip

# Records whatever ran, and every element that only data could have made.
TRIPWIRE = """
window.__hits = [];
Object.defineProperty(window, '__pwned', { set: () => window.__hits.push('script ran') });
for (const name of ['alert', 'confirm', 'prompt', 'open']) window[name] = () => window.__hits.push(name);
new MutationObserver((records) => {
  const seen = records.flatMap((r) => (r.type === 'attributes' ? [r.target] : [...r.addedNodes]));
  for (const top of seen.filter((n) => n.nodeType === 1)) {
    for (const el of [top, ...top.querySelectorAll('*')]) {
      const told = [...el.attributes].filter(({ name, value }) => /^on/i.test(name)
        // A link may carry hostile text as a parameter or the subject of a mail; it may not lead there.
        || /^(xlink:)?href$/i.test(name) && /^\\s*(javascript:|https?:..[^/]*elsewhere)/i.test(value)
        // Nor may what is fetched, but a picture of ours may be asked for by any text.
        || /^(src|data|action|srcdoc|style)$/i.test(name) && /javascript:|__pwned|elsewhere/i.test(value)
          && !(el.matches('img') && value.startsWith(`${location.origin}/api/`)));
      const odd = el.matches('iframe, object, embed, base, marquee, img[src="x"]')
        || el.matches('script:not([type="application/json"]), style') && /__pwned|display:none!important/.test(el.textContent);
      if (odd || told.length) window.__hits.push(el.outerHTML.slice(0, 160));
    }
  }
}).observe(document, { subtree: true, childList: true, attributes: true });
"""

# What is wider than where it stands. Map marks may reach over the map's edge, nothing else may.
OVERFLOW = """() => {
  const out = [];
  const wide = (el) => el.scrollWidth > el.clientWidth + 1;
  const name = (el) => `${el.tagName.toLowerCase()}.${String(el.className?.baseVal ?? el.className).split(' ')[0]}`;
  if (document.documentElement.scrollWidth > innerWidth) out.push('the page scrolls sideways');
  const areas = '.gd-panel, .gd-p-scroll, .gd-p-head, .gd-p-strip, .gd-s-pop-body, dialog[open], .gd-s-notices';
  for (const el of document.querySelectorAll(areas)) {
    if (el.offsetParent !== null && wide(el)) out.push(`${name(el)} ${el.scrollWidth} in ${el.clientWidth}`);
  }
  const inside = '.gd-panel, .gd-sentence, .gd-timeline, .gd-problems, .gd-homes, .gd-home, .gd-chip, .gd-legend, .gd-brand, '
    + '.gd-s-pop:popover-open, .gd-tl-tip:popover-open, dialog[open], .gd-s-notices, .gd-problems button, .gd-seat';
  const map = document.querySelector('.gd-map').getBoundingClientRect();
  for (const el of document.querySelectorAll(inside)) {
    const r = el.getBoundingClientRect();
    if (!r.width || el.closest('[hidden]')) continue;
    if (el.matches('.gd-seat')) {
      if (r.width > map.width / 2) out.push(`a seat's name is ${r.width} px wide`);
      continue;
    }
    if (map.height < 60 && el.closest('.gd-map')) continue; // a phone's panel is over it
    const frame = el.matches('.gd-homes, .gd-home, .gd-chip, .gd-legend') ? map : { left: 0, top: 0, right: innerWidth, bottom: innerHeight };
    if (r.left < frame.left - 1 || r.right > frame.right + 1 || r.top < frame.top - 1 || r.bottom > frame.bottom + 1) {
      out.push(`${name(el)} sticks out: ${[r.left, r.top, r.right, r.bottom].map(Math.round)}`);
    }
  }
  const buttons = [...document.querySelectorAll('.gd-problems button')].map((b) => b.getBoundingClientRect());
  if (buttons.length === 2 && buttons[0].right > buttons[1].left + 1 && buttons[0].bottom > buttons[1].top + 1) out.push('buttons overlap');
  return out;
}"""


@pytest.fixture
def collection(traps: Path) -> Path:
    return traps


@pytest.fixture
def wired(visit: Visit, collection: Path) -> Iterator[Callable[..., Watched]]:
    """A visitor with the tripwire in place; at the end nothing may have touched it."""
    visitors: list[Watched] = []

    def make(size: str = "laptop") -> Watched:
        v = visit(size, collection=collection, script=TRIPWIRE)
        visitors.append(v)
        return v

    yield make
    for v in visitors:
        assert v.page.evaluate("window.__hits") == []
        assert v.external == []
        assert v.errors == []


def select(page: Page, event_id: str) -> str:
    """Selects an event; returns its title once the card shows it."""
    page.evaluate(f"id => {STATE}.select(id, {{source: 'list'}})", event_id)
    page.wait_for_function(
        "id => document.querySelector('.gd-card:not(.gd-pending)')?.dataset.event === id",
        arg=event_id,
    )
    return page.locator("#gd-card-title").text_content() or ""


def written(collection: Path) -> dict[str, dict[str, str]]:
    """The rows of events.csv as they were written, line ends evened out."""
    with (collection / "events.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["event_id"]: row for row in csv.DictReader(file)}
    return {i: {k: v.replace("\r\n", "\n") for k, v in row.items()} for i, row in rows.items()}


def layout(page: Page) -> list[str]:
    return page.evaluate(OVERFLOW)


def test_the_tripwire_trips(browser: Browser) -> None:
    """The texts are really hostile: as markup each runs or makes an element, and it is seen."""
    with browser.new_context() as context:
        context.route(f"{ELSEWHERE}/**", lambda route: route.abort())
        context.add_init_script(TRIPWIRE)
        for name in sorted(set(HOSTILE) - set(HARMLESS)):
            page = context.new_page()
            page.goto("about:blank")
            html = f'<p title="{HOSTILE[name]}">' if name == "handler" else f"<div>{HOSTILE[name]}"
            page.evaluate(
                "html => document.body.append(...new DOMParser().parseFromString(html, 'text/html').body.children)",
                html,
            )
            page.wait_for_function("window.__hits.length > 0", timeout=5000)
            page.close()


@pytest.mark.parametrize("size", ["laptop", "phone"])
def test_the_list_shows_titles_as_text(wired: Callable[..., Watched], collection: Path, size: str) -> None:  # fmt: skip
    page = wired(size).open("/")
    rows = written(collection)
    while (folded := page.locator(".gd-p-part-fold[aria-expanded=false]")).count():
        folded.first.click()
    page.locator(".gd-p-list").evaluate("list => list.scrollTo(0, 0)")
    shown = page.locator(".gd-row-title").all_text_contents()
    assert sorted(shown) == sorted(row["title"].strip() for row in rows.values())
    assert page.title().startswith('T "><img src=x')
    expect(page.locator(".gd-p-welcome")).to_contain_text('T "><img src=x onerror=')
    assert layout(page) == []


def test_every_card_shows_its_text_as_text(wired: Callable[..., Watched], collection: Path) -> None:
    page = wired().open("/")
    for event_id, row in written(collection).items():
        assert select(page, event_id) == row["title"].strip()
        card = page.locator(".gd-card")
        said = card.text_content() or ""
        if event_id.startswith("ev"):
            n = int(event_id[2:])
            text = list(HOSTILE.values())[n].replace("\r\n", "\n").strip()
            assert f"A{n} {text}" in said, "the actor's name"
            assert f"N{n} {text}" in said, "the note"
            passage = page.locator("[data-passage]").text_content() or ""
            assert " ".join(f"P{n} {text} Q{n}".split()) in " ".join(passage.split())
        for act in ("cite", "link"):
            card.locator(f"[data-act={act}]").first.click()
            expect(card.locator(f"[data-box={act}]")).to_be_visible()
            assert layout(page) == [], event_id
        assert "…" not in page.locator("[data-box=cite]").text_content()[-3:]
    page.keyboard.press("Escape")


def test_the_article_and_its_passages(wired: Callable[..., Watched], collection: Path) -> None:
    page = wired().open("/")
    select(page, "ev0")
    page.locator("[data-act=read]").first.click()
    article = page.locator(".gd-article")
    article.wait_for()
    expect(article.locator("h2")).to_have_text(re.compile(r'^"><img src=x'))
    expect(article.locator("h3")).to_contain_text("<script>window.__pwned=1</script>")
    expect(article.locator("h3")).to_contain_text("{{7*7}} ${7*7} {% raw %}")
    expect(article).to_contain_text("“P3” <script>")
    for event_id in written(collection):
        if event_id == "closed":
            continue
        passage = article.locator(".gd-seg").and_(page.locator(f"[data-events~='{event_id}']"))
        if not event_id.startswith("ev"):
            passage = article.locator(".gd-seg", has_text="An id that is markup").first
        page.evaluate("() => getSelection().removeAllRanges()")
        passage.first.click(position={"x": 3, "y": 8})
        if event_id.startswith("ev"):
            page.wait_for_function(f"id => {STATE}.event === id", arg=event_id)
            assert f"Q{event_id[2:]}" in article.locator(".gd-seg.is-chosen").all_text_contents()[-1]  # fmt: skip
        assert layout(page) == [], event_id


@pytest.mark.parametrize("size", ["laptop", "phone"])
def test_worst_cards_in_every_width(wired: Callable[..., Watched], size: str) -> None:
    page = wired(size).open("/")
    for name in ("unbroken", "ten", "stacked", "bidi", "image"):
        select(page, f"ev{list(HOSTILE).index(name)}")
        assert layout(page) == [], name
        page.locator("[data-act=read]").first.click()
        page.locator(".gd-article").wait_for()
        assert layout(page) == [], name
        page.evaluate(f"{STATE}.read(null)")
        page.evaluate(f"{STATE}.select(null)")


def test_chips_legend_and_views(wired: Callable[..., Watched]) -> None:
    page = wired().open("/")
    homes = page.locator(".gd-home")
    assert [t[:8] for t in homes.all_text_contents()] == ['"><img s', "Unbroken", "All"]
    closed = page.locator(".gd-legend-toggle[aria-expanded=false]:visible")
    while closed.count():
        closed.first.click()
        assert layout(page) == []
    for home in (1, 2, 0):
        homes.nth(home).click()
        assert layout(page) == []
    page.evaluate(
        "document.querySelector('.gd-explore').gd.map.setView([36.9, 27.3], 9, {animate: false}), 0"
    )
    page.locator(".gd-chip").first.wait_for()
    assert layout(page) == []
    for chip in page.locator(".gd-chip").all():
        assert chip.get_attribute("aria-label") or chip.inner_text()
    page.locator(".gd-chip").first.click()
    assert layout(page) == []


def test_the_timeline_tells_titles_as_text(wired: Callable[..., Watched]) -> None:
    page = wired().open("/")
    marks = page.locator(".gd-timeline [data-event]")
    for n in range(marks.count()):
        title = page.evaluate(f"id => {STATE}.byId(id).title", marks.nth(n).get_attribute("data-event"))  # fmt: skip
        marks.nth(n).hover(force=True)
        expect(page.locator(".gd-tl-tip:popover-open")).to_contain_text(title.split("\n")[0][:40])
        assert layout(page) == []


def test_popovers_list_names_as_text(wired: Callable[..., Watched]) -> None:
    page = wired().open("/")
    names = ["".join(f"A{n} {text}".split()) for n, text in enumerate(HOSTILE.values())]
    for word in ("when", "who", "what", "sure", "more"):
        page.locator(f".gd-s-row1 [data-word={word}]").click()
        card = page.locator(".gd-s-pop:popover-open")
        card.wait_for()
        assert layout(page) == [], word
        if word == "who":
            for opener in card.locator("button:not(.gd-term)[aria-expanded=false]:visible").all():
                opener.click()
            said = "".join((card.text_content() or "").split())
            assert [n for n in names if n not in said] == []
            assert layout(page) == []
        if word == "more":
            expect(card).to_contain_text('"><img src=x onerror=')
            for search in card.locator("input[type=search], input[type=text]").all():
                if search.is_visible():
                    search.fill(HOSTILE["image"])
            page.wait_for_function("location.search.includes('q=')")
            expect(page.locator(".gd-s-chip")).to_contain_text("<img src=x")
            assert layout(page) == []
        page.keyboard.press("Escape")


def test_filtered_by_hostile_ids(wired: Callable[..., Watched]) -> None:
    """A filter set to each actor says its name in the sentence and changes nothing else."""
    page = wired().open("/")
    for n in range(len(HOSTILE)):
        page.evaluate(f"a => {STATE}.setFilter({{actor: [a]}})", f"actor{n}")
        page.wait_for_function(f"a => {STATE}.data.params === 'actor=' + a", arg=f"actor{n}")
        assert page.evaluate(f"{STATE}.data.events.length") > 0
        expect(page.locator(".gd-s-row1 [data-word=who]")).to_contain_text(f"A{n} ")
        assert layout(page) == []


def test_the_problems_dialog_shows_cells_as_text(wired: Callable[..., Watched]) -> None:
    for size in ("laptop", "phone"):
        page = wired(size).open("/")
        assert layout(page) == []
        page.get_by_role("button", name="Show what and why").click()
        dialog = page.locator(".gd-problems-dialog")
        dialog.locator("li").first.wait_for()
        said = dialog.text_content() or ""
        for piece in ('"><img src=x onerror=', "<script>", "{{7*7}}", "‮"):
            assert piece in said or piece == "‮"
        assert layout(page) == []
        dialog.get_by_role("button", name="Close").click()


LONG = "<script>window.__pwned=1</script>" * 310
EVERY = ("from", "to", "when", "actor", "actors", "side", "kind", "type", "article", "status", "role",
         "prec", "place", "bbox", "bg", "event", "map", "read")  # fmt: skip
ADDRESSES = {
    "every": dict.fromkeys(EVERY, HOSTILE["image"]),
    "words": {"q": HOSTILE["image"] + HOSTILE["bidi"] + HOSTILE["joined"] + HOSTILE["control"] + "\0"},
    "long words": {"q": LONG, "actor": LONG},
    "long event": {"event": LONG, "map": LONG},
    "unknown": {HOSTILE["image"]: HOSTILE["script"], "__proto__": "1", "event": "ev2", "read": LONG},
}  # fmt: skip


def test_hostile_addresses(wired: Callable[..., Watched]) -> None:
    v = wired()
    for name, parameters in ADDRESSES.items():
        page = v.open(f"/?{urlencode(parameters)}")
        assert layout(page) == [], name
        if name != "words":
            expect(page.locator(".gd-s-note").first).to_be_visible()
        # Nothing of it stays in the address but the words of a search.
        kept = page.evaluate("[...new URLSearchParams(location.search).keys()]")
        assert set(kept) <= {"q", "event", "read"}, name
        reset = page.get_by_role("button", name="reset")
        if reset.is_visible():
            reset.click()
        page.wait_for_function(f"{STATE}.data.count === {STATE}.data.total")
        assert page.evaluate("window.__hits") == [], name


MARKUP = "<img src=x onerror="
#: Answers that a browser would run if they were taken for pages, each with a text of ours in it.
ANSWERS = ("events", "events.csv", "events.geojson", "events.ris", "article/report", "problems", "slides",
           "search?q=%3Cscript%3E", "place?q=%3Cscript%3E", "nothing/%3Cscript%3E", "events?kind=%3Cscript%3E",
           "cards?ids=ev0", "analysis", "page?place=%3Cb%3E", "paragraph", "formats", "geo/%3Cscript%3E")  # fmt: skip
#: What is sent to others: no header of the server's goes with it.
FILES = ("show/traps", "api/events.html", "api/events.svg")


def test_all_other_pages_files_and_answers(wired: Callable[..., Watched], collection: Path) -> None:
    """About, Present, a show and its handout, the files that are taken away, the API."""
    v = wired()
    page = v.open("/about")
    page.evaluate("for (const d of document.querySelectorAll('details')) d.open = true")
    assert MARKUP in page.locator(".gd-doc").inner_text()
    assert page.evaluate("window.__hits") == []
    page = v.open("/present")
    assert MARKUP in page.locator(".gd-present").inner_text()
    assert page.evaluate("window.__hits") == []
    for name in FILES:
        answer = v.context.request.get(f"{v.base}/{name}")
        assert answer.status == 200, name
        kind, body = answer.headers["content-type"], answer.body()
        page.route(f"{v.base}/taken", lambda r, k=kind, b=body: r.fulfill(body=b, content_type=k))
        page.goto(f"{v.base}/taken")
        if name.startswith("show"):
            page.locator("#sh-show[data-ready='1']").wait_for()
            for _ in range(8):
                page.keyboard.press("ArrowRight")
        if not name.endswith(".svg"):  # its words stand apart from each other
            assert MARKUP in page.evaluate("document.documentElement.textContent"), name
        # An article's source may be an address: that is a link, which nobody follows by chance.
        found = page.evaluate("window.__hits.splice(0)")
        assert [hit for hit in found if not hit.startswith(f'<a href="{ELSEWHERE}')] == [], name
        page.unroute(f"{v.base}/taken")
    for name in ANSWERS:
        answer = v.context.request.get(f"{v.base}/api/{name}")
        assert answer.status < 500 and "html" not in answer.headers["content-type"], name
        assert answer.headers["x-content-type-options"] == "nosniff", name
