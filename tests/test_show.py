"""The one file: whole, closed, the same every time, and safe whatever the briefing says."""

from __future__ import annotations

import base64
import gzip
import hashlib
import html
import json
import re
from pathlib import Path

import pytest
import shipped_sample

from geodash.domain.briefing import Briefing, Slide
from geodash.domain.kinds import Kind
from geodash.views.show import MOST_STILLS, Show, show_html, show_policy, show_script
from geodash.web.site import Site

ROOT = Path(__file__).resolve().parents[1]
SHIPPED = ("armenia-azerbaijan-2022", "aegean-2022")
TRAP = '</script><script>alert(1)</script><img src=x onerror="alert(2)">'


@pytest.fixture(scope="module")
def site() -> Site:
    return shipped_sample.site()


@pytest.fixture(scope="module")
def files(site: Site) -> dict[str, str]:
    return {name: site.briefing_file(name, ".html").decode() for name in SHIPPED}


def bare(site: Site) -> Show:
    """A show without still maps, which take a while."""
    shows = site.shows
    return Show(site.collection, shows.builder, shows.show.payloads, site.geodata)


def packed(text: str, name: str) -> object:
    found = re.search(rf'<script type="application/octet-stream" data-file="{name}">([^<]+)<', text)
    assert found, name
    return json.loads(gzip.decompress(base64.b64decode(found[1])))


def inline(text: str) -> dict:
    found = re.search(r'<script type="application/json" id="sh-data">([^<]*)</script>', text)
    assert found
    return json.loads(found[1])


@pytest.mark.parametrize("name", SHIPPED)
def test_a_shipped_briefing_is_below_five_megabytes(files: dict[str, str], name: str) -> None:
    assert len(files[name].encode()) < 5_000_000


def test_equal_content_gives_equal_bytes(files: dict[str, str]) -> None:
    again = Site.open(ROOT).briefing_file(SHIPPED[1], ".html").decode()
    assert again == files[SHIPPED[1]]


def test_nothing_in_it_leads_outside(files: dict[str, str]) -> None:
    text = re.sub(r"base64,[A-Za-z0-9+/=]+", "", files[SHIPPED[0]])
    body = re.sub(r"<script>.*?</script>", "", text, flags=re.S)
    assert not re.findall(r"""\b(?:src|href)=["'](?!#|data:)[^"']+""", body)
    assert not re.findall(r"url\((?!data:|#)[^)]*\)", body)
    assert "@import" not in body


def test_its_policy_allows_its_own_script_and_nothing_else(files: dict[str, str]) -> None:
    text = files[SHIPPED[0]]
    scripts = re.findall(r"<script>(.*?)</script>", text, re.S)
    assert scripts == [show_script()]
    digest = base64.b64encode(hashlib.sha256(scripts[0].encode()).digest()).decode()
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', text)
    assert policy
    assert html.unescape(policy[1]) == show_policy()
    assert f"'sha256-{digest}'" in show_policy()
    assert show_policy().startswith("default-src 'none'; ")
    assert "connect-src" not in show_policy()


def test_it_carries_every_layer_font_and_event(site: Site, files: dict[str, str]) -> None:
    text = files[SHIPPED[0]]
    for name in site.geodata.files:
        assert f'data-file="geo/{name}"' in text
    labels = json.loads(site.geodata.files["labels.geojson"].read_text("utf-8"))
    assert packed(text, "geo/labels.geojson") == labels
    assert site.base is not None
    pieces = dict(re.findall(r'data-file="geo/base/(\d+/\d+/\d+)"[^>]*>\s*([^<\s]*)', text))
    for name in ("0/0/0", "6/40/24"):
        z, x, y = map(int, name.split("/"))
        assert base64.b64decode(pieces[name]) == site.base.cell(z, x, y)
    assert 'data-file="geo/relief/6/40/24"' in text
    assert text.count("data:font/woff2;base64,") == 3
    jumps = packed(text, "jumps")
    standing = {i for i, e in site.collection.events.items() if not e.withdrawn}
    assert {s["event_id"] for s in jumps["slides"]} == standing
    assert {i["id"] for i in jumps["items"]} == standing
    assert {e["id"] for e in jumps["events"]} >= standing


def test_the_handout_has_the_editors_notes_that_a_slide_speaks_of(site: Site) -> None:
    slides = (Slide("event=cc-0040"), Slide("event=cc-0001"), Slide("event=cc-0039", remark="So."))
    html = show_html(bare(site), Briefing("b", "T", "", slides))
    _, attacks, without, remarked, *_ = html.split('<section class="ho-page')[1:]
    assert "Editors’ note</b> “A loss of 49 Armenian soldiers” is the article’s wording." in attacks
    # What corrects the article stands in sight already, and not twice.
    assert attacks.count("49 is the first figure published by Armenia") == 1
    assert "Editors’ note</b>" not in without
    assert "Editors’ note" in remarked and "So." in remarked
    # Of more notes than a page holds the rest is counted.
    road = Slide("event=cc-0001", remark="So.")
    page = show_html(bare(site), Briefing("b", "T", "", (road,))).split('<section class="ho-page')[
        2
    ]
    assert re.search(
        "Editors’ note</b> (Two|Three|Four) more stand with the event on the page.", page
    )


def test_slides_stand_in_it_in_order_without_those_that_are_gone(site: Site) -> None:
    slides = (
        Slide("event=cc-9999"),
        Slide("event=cc-0040", notes="n"),
        Slide("kind=pressure&article=aegean-simmering"),
    )
    data = inline(show_html(bare(site), Briefing("b", "T", "", slides)))
    roles = [s["role"] for s in data["slides"]]
    assert roles == ["title", "event", *["view"] * (len(roles) - 3), "closing"] and len(roles) > 3
    assert [s["number"] for s in data["slides"]] == list(range(1, len(roles) + 1))
    assert data["slides"][1]["notes"] == "n"
    drawn = {e["id"] for e in data["events"]}
    assert {i for s in data["slides"] for i in s["frame"]["events"]} == drawn


def test_kinds_keep_the_order_of_the_legend(files: dict[str, str]) -> None:
    kinds = inline(next(iter(files.values())))["told"]["symbols"]["kinds"]
    assert list(kinds) == [kind.value for kind in Kind]


def test_hostile_words_stay_words(site: Site) -> None:
    made = Briefing("b", TRAP, TRAP, (Slide("event=cc-0040", TRAP, TRAP),))
    text = show_html(bare(site), made)
    assert "<script>alert" not in text
    assert "<img src=x" not in text
    assert inline(text)["slides"][1]["heading"] == TRAP
    assert len(re.findall(r"<script>", text)) == 1


def test_the_handout_is_in_the_file_with_maps_and_full_citations(files: dict[str, str]) -> None:
    text = files[SHIPPED[0]]
    total = len(inline(text)["slides"])
    pages = re.findall(r'<section class="ho-page.*?</section>', text, re.S)
    assert len(pages) == total
    assert sum("<svg" in page for page in pages) == total - 1
    attacks = next(page for page in pages if "cc-0040" in page)
    for said in (
        "¶3: “The attacks took place",
        "collection version",
        "imply endorsement",
        "Azerbaijan, same article,",
    ):
        assert said in attacks
    ids = re.findall(r'\sid="([\w-]+)"', "".join(pages))
    assert len(ids) == len(set(ids))


def test_a_very_long_handout_does_without_maps(site: Site) -> None:
    asked: list[str] = []

    def still(slide: object) -> str:
        asked.append(slide.heading)  # type: ignore[attr-defined]
        return "<svg></svg>"

    show = bare(site)
    many = Briefing("b", "T", "", (Slide("event=cc-0040"),) * MOST_STILLS)
    show_html(Show(show.collection, show.builder, show.payloads, show.geodata, still), many)
    assert asked == []


def test_licences_and_credits_stand_on_the_closing_slide(files: dict[str, str]) -> None:
    closing = inline(files[SHIPPED[0]])["slides"][-1]
    said = " ".join(closing["notices"])
    for text in ("Creative Commons Attribution", "GeoNames", "Leaflet (BSD-2-Clause)", "OFL"):
        assert text in said
    assert len(closing["lines"]) > 2
