"""Pages at fixed addresses: what stands on them, that they hold in any folder, and that a build is whole or nothing."""

from __future__ import annotations

import contextlib
import gzip
import io
import json
import re
import shutil
import sys
from collections.abc import Iterator
from datetime import date
from functools import cached_property, partial
from html.parser import HTMLParser
from pathlib import Path
from types import ModuleType
from xml.etree import ElementTree

import pytest
import shipped_sample
from collection_kit import EVENT, LINK, MENTION, MENTION2, SAID, make, table
from export_kit import hostile
from PIL import Image
from typer.testing import CliRunner

from geodash.cli import app
from geodash.domain.kinds import Kind
from geodash.publish import hands, write
from geodash.publish.crawl import crawl
from geodash.publish.edition import Edition
from geodash.publish.front_page import front_leaf
from geodash.publish.kept import keeping, kept_in, kept_leaves, lost_of, told_of
from geodash.publish.leaf import Leaf
from geodash.publish.maps import Shape, StillMap, event_map
from geodash.publish.pictures import shared_picture
from geodash.publish.since import changes_since
from geodash.publish.stock import Stock
from geodash.publish.tree import leaf_at, leaves
from geodash.publish.write import MANIFEST, STAGE, SiteError, heal, write_site
from geodash.web.editions import edition_of
from geodash.web.site import Site

URL = "https://maps.example.org/cc/"
STOCK = Stock()


def edition(folder: Path, url: str = URL) -> Edition:
    return edition_of(Site.open(folder), url)


def built(
    folder: Path, to: Path, day: date | None = None, stock: Stock = STOCK, live: str = ""
) -> write.Written:
    before, site = write.manifest_of(to), Site.open(folder)
    kept = keeping(kept_in(before, to), day, site.collection.version, stock.of_still_pages)
    made = leaves(edition_of(site, URL, kept=kept, live=live), stock, before.get("files", ()))
    about = {"url": URL, "kept": told_of(kept)}
    return write_site(to, made, about, beside=partial(kept_leaves, kept))


def contents(folder: Path) -> dict[str, bytes]:
    return {
        p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()
    }


def page(path: str, of: Edition | None = None) -> str:
    of = of or edition_of(shipped_sample.site(), URL)
    found = leaf_at(of, STOCK, path) if path else front_leaf(of, STOCK)
    assert found
    return found.make().decode()


def data_of(html: str) -> dict:
    (text,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html)
    return json.loads(text)


@pytest.fixture(scope="module")
def quick() -> Iterator[None]:
    """Maps are drawn where they are looked at; elsewhere their key stands for them, which is all they depend on."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(StillMap, "svg", lambda self, shape: f"<svg><!--{self.key}--></svg>")
        patch.setattr(StillMap, "beside", lambda self, words: b"a picture")
        yield


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make(tmp_path_factory.mktemp("source"))


@pytest.fixture(scope="module")
def first(quick: None, source: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    to = tmp_path_factory.mktemp("site")
    assert built(source, to).written
    return to


@pytest.fixture
def site(first: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(first, tmp_path / "site"))


# What stands on the pages ---------------------------------------------------------------------------


def test_an_events_page_has_the_words_the_answers_and_the_citation_without_a_script() -> None:
    html = page("e/cc-0041/")
    assert "<h1" in html and "Attack near Jermuk, says Armenia’s Defence Ministry" in html
    assert "What the articles say others say" in html
    assert re.search(r"Event cc-0041, version [0-9a-f]{8}, in “The Caucasus Center", html)
    assert f"{URL}e/cc-0041/" in html and html.count("<svg") > 3
    assert 'href="../../a/timely-diplomacy/#cc-0041"' in html
    assert "<button" not in html


def test_a_claim_is_a_claim_and_a_report_an_event_for_search_engines() -> None:
    claim, event = data_of(page("e/cc-0041/")), data_of(page("e/cc-0001/"))
    assert claim["@type"] == "Claim" and claim["author"][0]["name"].startswith("Armenia")
    assert event["@type"] == "Event" and event["location"]["name"]


def test_an_articles_page_marks_its_passages_and_its_map_leads_to_them() -> None:
    html = page("a/timely-diplomacy/")
    assert 'id="cc-0041"' in html and 'href="../../e/cc-0040/"' in html
    assert re.search(r'<a href="#cc-\d{4}"><title>', html)
    assert data_of(html)["@type"] == "Article"


def test_a_link_has_a_picture_that_messengers_take() -> None:
    of = edition_of(shipped_sample.site(), URL)
    leaf = leaf_at(of, STOCK, "e/cc-0041/card.jpg")
    assert leaf and f'content="{URL}e/cc-0041/card.jpg"' in page("e/cc-0041/", of)
    data = leaf.make()
    with Image.open(io.BytesIO(data)) as picture:
        assert (picture.format, picture.size) == ("JPEG", (1200, 630)) and len(data) < 300_000


def test_a_frame_is_one_small_file_with_the_answers(tmp_path: Path) -> None:
    html = page("e/cc-0041/embed/")
    assert len(gzip.compress(html.encode())) < 40_000
    fetched = [(tag, a) for tag, a in Markup(html).found if {"src", "srcset"} & set(a)]
    assert not fetched and '<link rel="stylesheet"' not in html
    assert "Azerbaijan, on the fighting as a whole" in html
    marks = Markup(page("a/timely-diplomacy/embed/")).found
    led = [a["href"] for tag, a in marks if tag == "a" and "#" in (a["href"] or "")]
    assert led and all(f"{href}".startswith(f"{URL}a/timely-diplomacy/#cc-") for href in led)
    told = json.loads(page("e/cc-0041/oembed.json"))
    assert told["type"] == "rich" and 'sandbox="allow-scripts allow-popups"' in told["html"]
    assert told["html"].startswith("<blockquote><a href=")


def test_the_page_with_the_most_coasts_and_hills_is_within_its_budget() -> None:
    html = page("e/cc-0056/").encode()
    fonts = (STOCK.leaves[path].make() for path in STOCK.first_fonts)
    shared = (STOCK.leaves[path].make() for path in (STOCK.style, STOCK.script))
    packed = sum(len(gzip.compress(data, 6)) for data in (html, *shared))
    assert packed + sum(map(len, fonts)) < 150_000


@pytest.mark.usefixtures("quick")
def test_pages_say_the_same_whatever_else_changes(tmp_path: Path) -> None:
    """The version that is cited is the page's own: another event's note leaves it as it is."""
    before = page("e/e1/", edition(make(tmp_path / "a")))
    events = table("events", EVENT, SAID, EVENT | {"event_id": "e3", "note": "new"})
    after = page("e/e1/", edition(make(tmp_path / "b", events=events)))
    version = r"version ([0-9a-f]{8})"
    assert re.findall(version, before) == re.findall(version, after)


class Markup(HTMLParser):
    """The tags of a page with their attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


@pytest.mark.apart
def test_a_map_is_the_same_whoever_draws_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hands, "_ALONE", 1)
    # A process that is begun here reads the program's main module, in whose place pages under test leave theirs.
    monkeypatch.setitem(sys.modules, "__main__", ModuleType("__main__"))
    folder, shape = make(tmp_path), Shape("m", (120, 90), (100, 80), (90, 70))
    site = Site.open(folder)
    with hands.ManyHands(folder, 1) as two:
        still = event_map(edition_of(site, URL, hands=two), site.collection.events["e1"])
        here, there = still.svg(shape), still.svg(shape)
    assert here == there and here.startswith("<svg")


def harmless(html: str, path: str) -> None:
    for tag, attrs in Markup(html).found:
        assert tag != "img" and not any(name.startswith("on") for name in attrs), path


@pytest.mark.usefixtures("quick")
def test_hostile_text_reaches_no_page_as_markup(tmp_path: Path) -> None:
    of = edition(hostile(tmp_path))
    checked = 0
    for leaf in leaves(of, STOCK):
        if leaf.path.startswith("_/"):
            continue
        made = leaf.make()
        text = (gzip.decompress(made) if leaf.path.endswith(".bin") else made).decode()
        if re.search(r"/(cards|articles)/", leaf.path):
            told = json.loads(text)
            for one in told.values() if "html" not in told else [told]:
                harmless(one["html"], leaf.path)
                checked += 1
        elif leaf.path.endswith(".html"):
            harmless(text, leaf.path)
            for data in re.findall(r'<script type="application/ld\+json">(.*?)</script>', text):
                json.loads(data)
            checked += 1
        elif leaf.path.endswith(".xml"):
            ElementTree.fromstring(text)
    assert checked > 10 and "&lt;img" in page("e/e2/", of)


@pytest.mark.usefixtures("quick")
def test_a_withdrawn_event_keeps_its_address_and_says_why(tmp_path: Path) -> None:
    gone = SAID | {"withdrawn": "2026-11-29", "note": "It told of no act."}
    of = edition(make(tmp_path, events=table("events", EVENT, gone)))
    html = page("e/e2/", of)
    assert '<meta name="robots" content="noindex">' in html and "It told of no act." in html
    assert "Withdrawn on" in html and "application/ld+json" not in html
    found = {leaf.path: leaf for leaf in leaves(of, STOCK)}
    assert b"e/e2/" not in found["sitemap.xml"].make() and b"e/e1/" in found["sitemap.xml"].make()
    feed = ElementTree.fromstring(found["corrections/feed.xml"].make())
    atom = "{http://www.w3.org/2005/Atom}"
    assert [e.findtext(f"{atom}updated") for e in feed.iter(f"{atom}entry")] == [
        "2026-11-29T00:00:00Z"
    ]
    assert b"../e/e2/" in found["corrections/index.html"].make()


@pytest.mark.usefixtures("quick")
def test_corrections_tell_what_changed_since_older_versions(tmp_path: Path) -> None:
    first = make(tmp_path / "v1")
    second = make(
        tmp_path / "v2", events=table("events", EVENT | {"place_name": "Elsewhere"}, SAID)
    )
    site = Site.open(
        make(tmp_path / "now", events=table("events", EVENT | {"title": "<b>New</b>"}))
    )
    steps = changes_since([str(first), str(second)], site.collection)
    of = edition_of(site, URL, since=steps)
    assert [step.name for step in steps] == ["v2", "v1"] and steps[0].old == steps[1].new
    html = page("corrections/", of)
    assert "was “near Goris”, now “Elsewhere”" in html and "Event removed: e2" in html
    assert html.index("Since v2") < html.index("Since v1") and "&lt;b&gt;New" in html
    assert (
        html.count('href="../e/e1/"') == 2 and "../e/e2/" not in html and str(tmp_path) not in html
    )
    feed = ElementTree.fromstring(page("corrections/feed.xml", of))
    atom = "{http://www.w3.org/2005/Atom}"
    assert [e.findtext(f"{atom}title") for e in feed.iter(f"{atom}entry")] == [
        "Since v1",
        "Since v2",
    ]


def test_of_more_events_than_travel_whole_there_is_no_explore_and_nothing_leads_there(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    few = edition(make(tmp_path))
    paths = ("", "e/e1/", "a/road/", "corrections/")
    assert all("explore/" in page(path, few) for path in paths)
    read = json.loads(page("a/road/read.json", few))["first"]["read"]
    assert 'href="../../explore/?event=e1">Explore</a>' in read["captions"]["e1"]
    monkeypatch.setattr("geodash.publish.edition.MOST_EVENTS", 1)
    assert not any("explore/" in page(path, few) for path in (*paths, "a/road/read.json"))


@pytest.mark.usefixtures("quick")
def test_of_very_many_events_those_at_one_place_have_a_picture_in_common(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It says where, and nothing of what happened: no side’s words and no kind."""
    monkeypatch.setattr("geodash.publish.pictures.MOST_OF_THEIR_OWN", 1)
    there = {"place_name": EVENT["place_name"], "latitude": "39.5", "longitude": "46.3"}
    same, said = EVENT | there | {"event_id": "e3", "title": "Other", "event_type": ""}, SAID
    of = edition(make(tmp_path, events=table("events", EVENT | there, said, same)))
    found = [leaf.path for leaf in leaves(of, STOCK)]
    pictures = {
        p: re.findall(r'"og:image" content="([^"]+)"', page(f"e/{p}/", of))
        for p in ("e1", "e2", "e3")
    }
    assert pictures["e1"] == pictures["e3"] != pictures["e2"]
    (path,) = (url.removeprefix(URL) for url in pictures["e1"])
    assert found.count(path) == 1 and not any(
        p.startswith("e/") and p.endswith(".jpg") for p in found
    )
    assert json.loads(page("e/e1/oembed.json", of))["thumbnail_url"] == f"{URL}{path}"
    picture = shared_picture(of, of.collection.events["e1"])
    assert picture and picture.words[1] == "" and "Other" not in picture.words[0]
    assert all(e.kind is Kind.OTHER for e in picture.still.drawing.events)


def test_of_very_many_events_one_with_parts_has_a_picture_of_where_they_were(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("geodash.publish.pictures.MOST_OF_THEIR_OWN", 1)
    part = LINK | {"from_event": "e1", "to_event": "e2", "relation": "part_of"}
    of = edition(make(tmp_path, links=table("links", part)))
    assert shared_picture(of, of.collection.events["e1"])
    assert shared_picture(of, of.collection.events["e2"]) is None


# A site as a whole ------------------------------------------------------------------------------------


def test_no_link_is_broken_and_nothing_is_asked_of_others(first: Path) -> None:
    assert crawl(first, URL) == []


def test_the_crawl_finds_what_is_wrong(site: Path) -> None:
    file = site / "e" / "e1" / "index.html"
    wrong = '<a href="../nobody/">x</a><img src="https://elsewhere.example/p.png"><a href="#no">y</a></div></main>'
    file.write_text(file.read_text("utf-8").replace("</main>", wrong), "utf-8")
    found = "\n".join(map(str, crawl(site, URL)))
    assert "“../nobody/” leads nowhere" in found
    assert "asks elsewhere.example" in found
    assert "“#no” leads to no place" in found


def test_only_what_changed_is_written_and_it_is_as_if_made_anew(
    source: Path, site: Path, tmp_path: Path
) -> None:
    assert built(source, site).written == ()
    link = LINK | {"relation": "denies"}
    edits = [
        {"events": table("events", EVENT | {"note": "A remark."}, SAID)},
        {"events": table("events", EVENT, SAID | {"withdrawn": "2026-11-29"})},
        {"links": table("links", link)},
        {"mentions": table("mentions", MENTION, MENTION2 | {"supports": "what"})},
    ]
    for number, edit in enumerate(edits):
        edited = make(tmp_path / f"edit{number}", **edit)
        done = built(edited, site)
        # Pieces of the map come and go with the events that Explore shows there.
        assert done.written and not any(re.match(r"_/(?!geo-)", path) for path in done.written)
        anew = tmp_path / f"anew{number}"
        built(edited, anew)
        assert contents(site) == contents(anew)


def test_where_only_words_change_the_maps_stay(
    source: Path, site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A title stands beside the map of its event; the marks of an article's map lead to what they are called."""
    drawn: list[str] = []
    svg = StillMap.svg
    monkeypatch.setattr(
        StillMap, "svg", lambda self, shape: (drawn.append(self.drawing.title), svg(self, shape))[1]
    )
    renamed = make(tmp_path / "renamed", events=table("events", EVENT, SAID | {"title": "Renamed"}))
    done = built(renamed, site)
    assert {"e/e1/index.html", "e/e2/index.html"} <= {*done.written}
    assert drawn and all(title.startswith("Map: ") for title in drawn)
    for path in ("e/e1/index.html", "e/e2/index.html", "a/road/index.html"):
        assert b"Renamed" in (site / path).read_bytes()
    built(renamed, anew := tmp_path / "anew")
    assert contents(site) == contents(anew)
    drawn.clear()
    page_ = site / "e/e1/index.html"
    page_.write_text(page_.read_text("utf-8").replace("<svg", "<svg touched"), "utf-8")
    assert "e/e1/index.html" in built(source, site).written and "" in drawn
    assert "touched" not in page_.read_text("utf-8")


@pytest.mark.usefixtures("quick")
def test_events_that_look_alike_have_their_map_in_common_and_no_others(tmp_path: Path) -> None:
    other = {"event_id": "e2", "title": "Another", "note": "New.", "deaths_best": "2"}
    of = edition(make(tmp_path / "a", events=table("events", EVENT, EVENT | other)))
    first, second = (event_map(of, of.collection.events[i]) for i in ("e1", "e2"))
    assert first.drawing == second.drawing and first.key == second.key
    for number, change in enumerate(
        ({"status": "claimed"}, {"latitude": "39.6"}, {"where_prec": "4"})
    ):
        events = table("events", EVENT, EVENT | other | change)
        of = edition(make(tmp_path / f"b{number}", events=events))
        assert event_map(of, of.collection.events["e2"]).key != first.key, change


def test_what_left_the_collection_keeps_a_page_that_says_so(site: Path, tmp_path: Path) -> None:
    one = make(tmp_path / "one", events=table("events", EVENT), mentions=table("mentions", MENTION),
               links=table("links"))  # fmt: skip
    built(one, site)
    assert "no longer in the collection" in (site / "e/e2/index.html").read_text("utf-8")
    assert crawl(site, URL) == []
    built(one, site)
    assert (site / "e/e2/index.html").exists() and not (site / "e/e2/oembed.json").exists()
    none = make(tmp_path / "none", events=table("events", EVENT | {"withdrawn": "2026-12-01", "note": "No act."}),
                mentions=table("mentions", MENTION), links=table("links"))  # fmt: skip
    built(none, site)
    assert "No event stands" in (site / "explore/index.html").read_text("utf-8")


@pytest.mark.usefixtures("quick")
def test_a_site_that_grows_to_very_many_events_has_no_picture_of_each_any_more(
    source: Path, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("geodash.publish.pictures.MOST_OF_THEIR_OWN", 1)
    built(source, site)
    assert not [p for p in contents(site) if p.startswith("e/") and p.endswith(".jpg")]
    assert crawl(site, URL) == []


DAY = date(2026, 12, 1)


class Restyled(Stock):
    """The shared files of a later geodash."""

    @cached_property
    def _style(self) -> Leaf:
        return Leaf.of("_/page-later.css", b".gp { color: red }")


def test_a_version_stays_as_it_stood_whatever_is_published_later(
    source: Path, site: Path, tmp_path: Path
) -> None:
    built(source, site, DAY)
    html = (site / "v/2026-12-01/e/e1/index.html").read_text("utf-8")
    assert "As it stood on <time" in html and 'href="../../../../e/e1/">This page today</a>' in html
    assert f'rel="canonical" href="{URL}e/e1/"' in html and 'href="../../../../_/page-' in html
    assert "data-live" not in (site / "v/2026-12-01/a/road/index.html").read_text("utf-8")
    for later in ("og:image", "oembed.json"):
        assert later not in html and later in (site / "e/e1/index.html").read_text("utf-8")
    assert 'href="v/2026-12-01/">1 December 2026' in (site / "index.html").read_text("utf-8")
    assert built(source, site, DAY).written == () and crawl(site, URL) == []
    old = {p: data for p, data in contents(site).items() if p.startswith("v/")}
    renamed = make(tmp_path / "renamed", events=table("events", EVENT | {"title": "New"}, SAID))
    with pytest.raises(SiteError, match="stays as it is"):
        built(renamed, site, DAY)
    built(renamed, site, stock=Restyled())
    assert old == {p: data for p, data in contents(site).items() if p.startswith("v/")}
    assert b"As it stood on" in (site / "e/e1/index.html").read_bytes()
    # Made anew where only what is kept is there, the site is the same.
    anew = Path(shutil.copytree(site, tmp_path / "anew"))
    told = write.manifest_of(anew)
    needed = {*told["kept"]["2026-12-01"]["needs"], *old}
    told["files"] = {p: key for p, key in told["files"].items() if p in needed}
    for path in contents(anew).keys() - needed:
        (anew / path).unlink()
    (anew / MANIFEST).write_text(json.dumps(told))
    built(renamed, anew, stock=Restyled())
    assert contents(anew) == contents(site)
    without = make(tmp_path / "without", events=table("events", EVENT), links=table("links"),
                   mentions=table("mentions", MENTION))  # fmt: skip
    built(without, site, date(2026, 12, 24))
    assert b'href="../../v/2026-12-01/e/e2/"' in (site / "e/e2/index.html").read_bytes()
    assert crawl(site, URL) == []


def test_a_version_that_is_lost_is_linked_no_more_and_can_be_kept_anew(
    source: Path, site: Path
) -> None:
    built(source, site, DAY)
    (site / "v/2026-12-01/e/e1/index.html").unlink()
    assert lost_of(write.manifest_of(site), site) == [("v/2026-12-01/", 1)]
    built(source, site)
    assert "v/2026-12-01/" not in (site / "e/e1/index.html").read_text("utf-8")
    assert "v/2026-12-01/" in (site / "e/e2/index.html").read_text("utf-8")
    shutil.rmtree(site / "v")
    built(source, site, DAY)
    assert (site / "v/2026-12-01/e/e1/index.html").exists() and crawl(site, URL) == []


def test_links_of_one_name_keep_their_sites_apart_and_one_build_runs_at_a_time(
    source: Path, tmp_path: Path
) -> None:
    links = [tmp_path / name / "site" for name in "ab"]
    for link in links:
        link.parent.mkdir()
        link.symlink_to(f"../srv-{link.parent.name}")
        write_site(link, [Leaf.of("x.html", link.parent.name.encode())], {})
    assert [(link / "x.html").read_text() for link in links] == ["a", "b"]
    with write.one_build(links[0]):
        done = CliRunner().invoke(app, ["publish", str(source), "--to", str(links[0])])
        assert done.exit_code == 2 and "another build" in done.output
        with write.one_build(links[1]):
            pass
    with write.one_build(links[0]):
        assert (links[0] / "x.html").read_text() == "a"


def test_a_link_is_turned_to_the_new_site_at_one_stroke(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At whatever change on the disk a build ends, readers have the old site or the new one."""
    link = tmp_path / "site"
    link.symlink_to("first")
    files = [Leaf.of(f"{name}.html", b"old") for name in "abc"]
    write_site(link, files, {})
    (link / "CNAME").write_text("maps.example.org")
    old, at = contents(link), link.resolve()
    assert not write_site(link, files, {}).changed and link.resolve() == at
    rename, left = Path.replace, 0

    def dying(self: Path, target: Path) -> Path:
        nonlocal left
        left -= 1
        if left < 0:
            raise KeyboardInterrupt
        return rename(self, target)

    seen = []
    for after in range(9):
        left = after
        with monkeypatch.context() as patch, contextlib.suppress(KeyboardInterrupt):
            patch.setattr(Path, "replace", dying)
            write_site(link, [Leaf.of(f"{name}.html", b"new") for name in "bcd"], {})
        now = contents(link)
        seen.append(now != old)
        if now != old and not any(seen[:-1]):
            assert sorted(now) == ["CNAME", "b.html", "c.html", "d.html", MANIFEST]
            assert now["b.html"] == b"new" and contents(at) == old
    assert seen[0] is False and seen[-1] is True


def test_what_needs_a_server_leads_to_a_live_instance(
    source: Path, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Explore's address stays once there are too many events for it, and says so."""
    live = "https://live.example.org/"
    built(source, site, live=live)
    assert f'href="{live}"' in (site / "index.html").read_text("utf-8")
    assert "explore/?event=e1" in (site / "e/e1/index.html").read_text("utf-8")
    monkeypatch.setattr("geodash.publish.edition.MOST_EVENTS", 1)
    built(source, site, live=live)
    assert f'href="{live}?event=e1"' in (site / "e/e1/index.html").read_text("utf-8")
    assert "Explore is no longer" in (site / "explore/index.html").read_text("utf-8")
    assert crawl(site, URL) == [] and not (site / "explore/data").exists()


def test_a_build_that_fails_leaves_the_site_as_it_was(site: Path) -> None:
    before = contents(site)

    def failing() -> Iterator[Leaf]:
        yield Leaf.of("index.html", b"new")

        def fail() -> bytes:
            raise RuntimeError("no more")

        yield Leaf("e/e1/index.html", "other", fail)

    with pytest.raises(RuntimeError):
        write_site(site, failing(), {})
    assert contents(site) == before


def test_a_build_killed_at_any_moment_leaves_the_old_site_or_is_finished_to_the_new(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = contents(site)
    edited = make(tmp_path / "edited", events=table("events", EVENT | {"note": "New."}, SAID))
    anew = tmp_path / "anew"
    built(edited, anew)
    new = contents(anew)
    rename, left = Path.replace, 0

    def dying(self: Path, target: Path) -> Path:
        nonlocal left
        if left == 0:
            raise KeyboardInterrupt
        left -= 1
        return rename(self, target)

    seen = set()
    for after in (0, 1, 2, 4):
        trial = Path(shutil.copytree(site, tmp_path / f"trial{after}"))
        left = after
        with monkeypatch.context() as patch:
            patch.setattr(Path, "replace", dying)
            with contextlib.suppress(KeyboardInterrupt):
                built(edited, trial)
        heal(trial)
        now = contents(trial)
        assert now in (old, new)
        assert not (trial / STAGE).exists()
        seen.add(now == new)
    assert seen == {False, True}


def test_a_build_killed_among_its_renamings_leaves_no_link_that_leads_nowhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def files(links: str) -> list[Leaf]:
        paths = ["index.html", *(f"{name}/index.html" for name in links)]
        html = "<!doctype html><title>x</title>" + "".join(
            f'<a href="{{}}{n}/">x</a>' for n in links
        )
        ups = ["" if path == "index.html" else "../" for path in paths]
        return [
            Leaf.of(path, html.replace("{}", up).encode())
            for path, up in zip(paths, ups, strict=True)
        ]

    rename, left = Path.replace, 0

    def dying(self: Path, target: Path) -> Path:
        nonlocal left
        left -= STAGE not in target.parts
        if left < 0:
            raise KeyboardInterrupt
        return rename(self, target)

    for after in range(6):
        trial = tmp_path / f"trial{after}"
        write_site(trial, files("ab"), {})
        left = after
        with monkeypatch.context() as patch:
            patch.setattr(Path, "replace", dying)
            with contextlib.suppress(KeyboardInterrupt):
                write_site(trial, files("bcd"), {})
        there = ("index.html", "a/index.html", "b/index.html")
        found = [f for f in crawl(trial, "") if "leads nowhere" in f.what and f.path in there]
        assert found == [] and (trial / "c/index.html").exists() is (after > 0)
        heal(trial)
        assert not (trial / "a").exists() and crawl(trial, "") == []


def test_somebodys_own_site_is_not_written_over(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("mine")
    with pytest.raises(SiteError, match="did not write"):
        write_site(tmp_path, [], {})
    (tmp_path / "index.html").unlink()
    (tmp_path / "CNAME").write_text("maps.example.org")
    write_site(tmp_path, [Leaf.of("index.html", b"x")], {})
    write_site(tmp_path, [Leaf.of("other.html", b"x")], {})
    assert sorted(contents(tmp_path)) == ["CNAME", "other.html", MANIFEST]


# The command, and the same pages beside the app ------------------------------------------------------------


@pytest.mark.usefixtures("quick")
def test_the_command_says_what_it_did_and_what_is_wrong(source: Path, tmp_path: Path) -> None:
    to, run = tmp_path / "site", CliRunner().invoke
    done = run(app, ["publish", str(source), "--to", str(to), "--url", "https://h.example/x"])
    assert done.exit_code == 0 and "written, 0 as they were" in done.output
    assert b"https://h.example/x/e/e1/" in (to / "sitemap.xml").read_bytes()
    again = run(app, ["publish", str(source), "--to", str(to), "--check"])
    assert again.exit_code == 0 and "0 written" in again.output and "0 findings" in again.output
    wrong = run(app, ["publish", str(source), "--to", str(to), "--url", "h.example"])
    assert wrong.exit_code == 2 and "https://example.org/maps/" in wrong.output
    way = run(app, ["publish", str(tmp_path), "--with", "github-pages", "--with", "docker"])
    assert way.exit_code == 0 and (tmp_path / ".github/workflows/publish.yml").exists()
    twice = run(app, ["publish", str(tmp_path), "--with", "docker"])
    assert twice.exit_code == 2 and "stays as it is" in twice.output
    for option in (["--keep", "noon"], ["--live", "somewhere"]):
        assert run(app, ["publish", str(source), "--to", str(to), *option]).exit_code == 2
    kept = run(app, ["publish", str(source), "--to", str(to), "--keep", "2026-12-01"])
    assert kept.exit_code == 0 and (to / "v/2026-12-01/index.html").exists()
    own = run(app, ["publish", str(source), "--to", str(source)])
    assert own.exit_code == 2 and "holds the collection itself" in own.output


@pytest.mark.parametrize("base", ["", "geo"])
def test_the_same_pages_stand_beside_the_app(base: str) -> None:
    root = f"/{base}" if base else ""
    client = shipped_sample.asked(base, "https://maps.example.org")
    found = client.get(f"{root}/e/cc-0041/", headers={"referer": "https://maps.example.org/a/x/"})
    assert found.status_code == 200 and found.headers["content-type"].startswith("text/html")
    assert f'<link rel="canonical" href="https://maps.example.org{root}/e/cc-0041/">' in found.text
    assert "default-src 'none'" in found.headers["content-security-policy"]
    same = {"if-none-match": found.headers["etag"]}
    assert client.get(f"{root}/e/cc-0041/", headers=same).status_code == 304
    (style,) = re.findall(r'<link rel="stylesheet" href="\.\./\.\./([^"]+)"', found.text)
    assert "immutable" in client.get(f"{root}/{style}").headers["cache-control"]
    slash = client.get(f"{root}/e/cc-0041", follow_redirects=False)
    assert (slash.status_code, slash.headers["location"]) == (308, "./cc-0041/")
    assert client.get(f"{root}/e/nobody/").status_code == 404
    assert client.get(f"{root}/a/nobody/").status_code == 404
    assert client.get(f"{root}/corrections/").status_code == 200
