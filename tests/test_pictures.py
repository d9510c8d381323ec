"""Pictures to take away: the map as it stands, charts, one event; each says what it shows and of what."""

from __future__ import annotations

import io
import re
from html import unescape
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest
import shipped_sample
from export_kit import HOSTILE, ROOT, SMALL_PICTURES, cut, hostile, site_of
from PIL import Image

from geodash.exchange.picture import map_svg
from geodash.exchange.registry import FORMATS
from geodash.exchange.select import select_event
from geodash.views.pictures import CHARTS
from geodash.views.pictures.text import Face, wrapped
from geodash.web.site import Site
from geodash.web.takeaways import chart_file, event_file
from geodash.words.notes import BOUNDARY_NOTE

SVG = "{http://www.w3.org/2000/svg}"
LINK = "https://maps.example.org/"


def words(svg: str | bytes) -> str:
    """All text of a picture, line after line; also a proof that it is sound XML."""
    return " ".join("".join(t.itertext()) for t in ElementTree.fromstring(svg).iter(f"{SVG}text"))


def crowded(svg: str | bytes) -> list[str]:
    """Words of a picture that touch others of their line, or leave it at a side."""
    root = ElementTree.fromstring(svg)
    wide, found = float(root.get("viewBox", "").split()[2]), []
    for group in root.iter():
        boxes = []
        for text in group.findall(f"{SVG}text"):
            x, long = float(text.get("x", 0)), float(text.get("textLength", 0))
            left = x - long * {"middle": 0.5, "end": 1}.get(text.get("text-anchor", ""), 0)
            boxes.append((text.get("y"), left, left + long, text.text or ""))
        boxes.sort()
        for one, two in pairwise(boxes):
            if one[0] == two[0] and one[2] > two[1]:
                found.append(f"{one[3]} / {two[3]}")
        found += [words for _, left, right, words in boxes if left < -0.5 or right > wide + 0.5]
    return found


def test_names_that_no_font_here_has_are_told_in_the_picture(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("geodash.views.pictures.map.writable", lambda name: name != "Jermuk")
    text = words(map_svg(cut(ROOT, "kind=violence&from=2022-09-13&to=2022-09-13")))
    assert "No font for" in text and "Jermuk" in text.partition("No font for")[2]


def test_a_map_says_what_it_shows_of_how_much_and_from_where() -> None:
    selection = cut(ROOT, "kind=violence", f"{LINK}?kind=violence")
    text = words(map_svg(selection))
    for part in (BOUNDARY_NOTE, selection.version, f"{LINK}?kind=violence", "Violence"):
        assert part in text
    assert selection.words.denominators in text
    seen = int(re.search(r"On this map: (\d+)", text)[1])
    legend = {name: int(n) for name, n in re.findall(r"(Violence) (\d+)", text)}
    assert legend == {"Violence": seen}
    assert 0 < seen < selection.count


def test_the_map_is_the_one_on_the_page_with_what_is_selected() -> None:
    site = site_of(ROOT)
    pairs = [
        ("kind", "violence"),
        ("map", "8/39.8/46.2"),
        ("size", "820x560"),
        ("event", "cc-0041"),
    ]
    picture = site.export("svg", pairs).data.decode()
    assert 'width="868"' in picture, "a unit is a pixel of the page, and the sheet has a margin"
    assert "selected" in words(picture)
    assert "Armenia’s Defence Ministry says so" in words(picture)
    assert "selected" not in words(site.export("svg", pairs[:3]).data)
    whole = Image.open(io.BytesIO(site.export("png", pairs).data))
    assert whole.width == 2 * 868


@pytest.mark.parametrize("name", CHARTS)
def test_a_chart_has_its_numbers_its_sentence_and_its_notes(name: str) -> None:
    site = site_of(ROOT)
    answer = site.analysis([("kind", "violence")])
    text = words(chart_file(site, name, "svg", [("kind", "violence")], LINK).data)
    for part in (BOUNDARY_NOTE, str(answer["count"]), LINK, answer["sentence"].split(":")[0]):
        assert part in text
    for query in ([], [("kind", "violence")], [("from", "2022-09-01"), ("to", "2022-09-30")]):
        assert crowded(chart_file(site, name, "svg", query, LINK).data) == []
    if name == "pairs":
        first = answer["pairs"]["rows"][0]
        assert f"{first['from']} to {first['to']} {first['total']['n']}" in text


def test_one_event_and_its_thread() -> None:
    site = site_of(ROOT)
    store, collection, geodata = site.store, site.collection, site.geodata
    alone = select_event(store, collection, geodata, "cc-0041")
    thread = select_event(store, collection, geodata, "cc-0041", thread=True)
    assert [e.event_id for e in alone.events] == ["cc-0041"]
    told = {e.event_id for e in thread.events}
    answers = collection_answers(site)
    assert {"cc-0041", *answers} <= told
    found = event_file(site, "cc-0041", "svg", address=LINK)
    text = words(found.data)
    assert "the article does not assert it" in text
    assert "the articles give no separate answer by Azerbaijan" in text
    assert f"{LINK}?event=cc-0041" in text
    assert "cc-0041" in found.name
    named = event_file(site, "cc-0041", "csv", thread=True)
    assert named.name != event_file(site, "cc-0041", "csv").name
    assert len(named.data.decode().splitlines()) == len(told) + 1


def collection_answers(site: Site) -> set[str]:
    from geodash.domain.lookup import lookup_of

    threads = lookup_of(site.collection).threads
    return {a.event.event_id for a in threads.answers("cc-0041")}


def test_the_routes_of_pictures_and_events_refuse_what_is_not_there() -> None:
    client = shipped_sample.asked()
    for path in ("event/nobody.docx", "event/cc-0041.exe", "chart/pie.png", "chart/pairs.docx"):
        assert client.get(f"/api/{path}").status_code == 404, path
    assert client.get("/api/chart/pairs.svg?kind=nonsense").status_code == 400
    answer = client.get("/api/event/cc-0041.csv?with=thread")
    assert answer.status_code == 200
    assert "cc-0041_thread" in answer.headers["content-disposition"]


def test_this_machines_own_address_stands_in_no_file() -> None:
    client = shipped_sample.asked(address="http://localhost:8501")
    assert "localhost" not in client.get("/api/events.html?kind=violence").text
    assert "localhost" not in client.get("/api/paragraph?kind=violence").text
    shared = shipped_sample.asked(address=LINK)
    assert LINK in shared.get("/api/events.html?kind=violence").text


def test_names_from_data_do_no_harm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(*SMALL_PICTURES)
    svg = map_svg(cut(hostile(tmp_path), ""))
    assert "<img" not in svg
    assert HOSTILE[:20] not in svg or "&lt;img" in svg
    ElementTree.fromstring(svg)
    assert FORMATS["png"].write(cut(hostile(tmp_path / "again"), ""))[:8] == b"\x89PNG\r\n\x1a\n"


def test_lines_keep_to_their_width_and_lose_no_word() -> None:
    face, text = Face(14), "Khankendi / Stepanakert and " + "x" * 90 + " the end"
    lines = wrapped(text, face, 160)
    assert all(face.wide(line) <= 160 for line in lines)
    assert "".join(lines).replace(" ", "") == unescape(text).replace(" ", "")
