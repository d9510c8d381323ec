"""The data package: the very rows of the view, as a collection that everything accepts."""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from collection_kit import make
from export_kit import ROOT, cut, hostile, site_of
from test_cli import run

from geodash.collection import load
from geodash.collection.versions.archive import opened
from geodash.domain.model import Collection
from geodash.exchange.registry import FORMATS
from geodash.exchange.selection import Selection
from geodash.web.site import Site

QUERIES = ("", "bg=1", "from=2022-08-01&to=2022-12-31&actor=ARM", "article=catalonia-media")


def zipped(selection: Selection, folder: Path) -> Path:
    path = folder / "selection.zip"
    path.write_bytes(FORMATS["zip"].write(selection))
    return path


def reloaded(selection: Selection, folder: Path) -> Collection:
    with opened(zipped(selection, folder)) as unpacked:
        return load(unpacked)


@pytest.mark.parametrize("query", QUERIES)
def test_it_loads_as_exactly_what_was_selected(query: str, tmp_path: Path) -> None:
    selection = cut(ROOT, query)
    found = reloaded(selection, tmp_path)
    assert not [p for p in found.problems if p.severity in ("error", "warning")]
    assert tuple(found.events.values()) == selection.events
    assert found.mentions == selection.mentions
    assert set(found.links) == set(selection.links)
    assert found.actors == selection.actors
    assert found.articles == selection.articles


def test_columns_of_its_own_and_hostile_words_survive(tmp_path: Path) -> None:
    selection = cut(hostile(tmp_path / "c"), "bg=1")
    found = reloaded(selection, tmp_path)
    assert tuple(found.events.values()) == selection.events
    assert [e.extra for e in found.events.values()] == [e.extra for e in selection.events]
    assert selection.events[0].extra["kind"] == "mine"
    assert (found.mentions, found.actors) == (selection.mentions, selection.actors)


@pytest.mark.parametrize("query", QUERIES)
def test_frictionless_finds_no_fault(query: str, tmp_path: Path) -> None:
    from frictionless import Package

    with opened(zipped(cut(ROOT, query), tmp_path)) as folder:
        report = Package(str(folder / "datapackage.json")).validate()
        assert report.flatten(["rowNumber", "fieldName", "note"]) == []
        assert len(report.tasks) == 4


def test_frictionless_knows_the_collections_own_columns(tmp_path: Path) -> None:
    from frictionless import Package

    with opened(zipped(cut(hostile(tmp_path / "c"), ""), tmp_path)) as folder:
        assert Package(str(folder / "datapackage.json")).validate().flatten(["note"]) == []


def test_geodash_checks_the_zip_as_it_is(tmp_path: Path) -> None:
    path = zipped(cut(ROOT, "kind=violence"), tmp_path)
    code, output = run("check", path)
    assert code == 0
    assert "0 errors, 0 warnings" in output
    assert run("check", path, "--fair")[0] == 0


def test_the_package_of_a_package_is_the_same_view(tmp_path: Path) -> None:
    first = cut(ROOT, "actor=ARM&kind=violence")
    with opened(zipped(first, tmp_path)) as folder:
        site = Site.open(folder)
        again = cut_of(site)
        assert (again.count, len(again.events)) == (first.count, len(first.events))
        # What is folded, named and counted is the same with the packaged geodata.
        assert site.payload([])["count"] == first.count
        assert site.collection.title == "The Caucasus Center, nine articles: a selection"
        names = zipfile.ZipFile(io.BytesIO(FORMATS["zip"].write(again))).namelist()
    assert "events.csv" in names
    assert not [n for n in names if n.startswith("geodata/")]


def cut_of(site: Site) -> Selection:
    from geodash.exchange.select import select
    from geodash.query import Filter

    return select(site.store, site.collection, site.geodata, Filter())


def test_it_says_what_it_is(tmp_path: Path) -> None:
    selection = cut(ROOT, "kind=violence", "http://localhost:8501/?kind=violence")
    archive = zipfile.ZipFile(io.BytesIO(FORMATS["zip"].write(selection)))
    readme = archive.read("README.md").decode()
    for words in (selection.version, selection.sentence, selection.boundary_note):
        assert words in readme
    assert all(f"articles/{i}.md" in readme for i in selection.articles)
    descriptor = json.loads(archive.read("datapackage.json"))
    assert descriptor["name"] == "caucasus-center"
    assert descriptor["geodash:source"]["version"] == selection.version
    assert descriptor["geodash:source"]["filter"] == "kind=violence"
    assert descriptor["licenses"][0]["name"] == "CC-BY-4.0"
    assert descriptor["geodash:views"] == json.loads((ROOT / "datapackage.json").read_text())[
        "geodash:views"
    ]  # fmt: skip


def test_markup_in_a_title_stays_text_in_the_readme(tmp_path: Path) -> None:
    folder = make(tmp_path / "c")
    text = (folder / "articles/road.md").read_text()
    evil = "<script>alert(1)</script> [x](javascript:1)"
    (folder / "articles/road.md").write_text(text.replace("On the Road", evil, 1))
    archive = zipfile.ZipFile(io.BytesIO(FORMATS["zip"].write(cut(folder))))
    readme = archive.read("README.md").decode()
    assert "<script>" not in readme and "[x](" not in readme
    assert "\\<script\\>alert(1)" in readme


def test_articles_are_the_collections_own_files(tmp_path: Path) -> None:
    archive = zipfile.ZipFile(io.BytesIO(FORMATS["zip"].write(cut(ROOT, "kind=talks"))))
    names = [n for n in archive.namelist() if n.startswith("articles/")]
    assert names
    assert all(archive.read(n) == (ROOT / n).read_bytes() for n in names)


def test_an_article_that_changed_meanwhile_is_written_as_it_was_read(tmp_path: Path) -> None:
    folder = make(tmp_path / "c")
    text = (folder / "articles/road.md").read_text()
    note = 'notes:\n- {date: "2026-01-01", by: x, text: "a: b", source: ""}\n---\n\n## A h'
    (folder / "articles/road.md").write_text(text.replace("---\n\n## A h", note, 1))
    selection = cut(folder)
    assert selection.articles["road"].notes
    (folder / "articles/road.md").write_text("Something else")
    assert reloaded(selection, tmp_path).articles == selection.articles
    (folder / "articles/road.md").unlink()
    assert reloaded(selection, tmp_path).articles == selection.articles


def test_geodata_goes_along_only_where_it_is_the_collections_own(tmp_path: Path) -> None:
    folder = make(tmp_path / "c")
    (folder / "geodata").mkdir()
    own = "place_id,name,latitude,longitude\nmine:1,Here,39.5,46.3\n"
    (folder / "geodata/places.csv").write_text(own)
    (folder / "geodata/labels.geojson").write_bytes((ROOT / "geodata/labels.geojson").read_bytes())
    (folder / "geodata/secret.txt").write_text("not for others")
    (folder / "geodata/base.sqlite").write_bytes(b"a base map of its own")
    (folder / "geodata/areas.sqlite").write_bytes((ROOT / "geodata/areas.sqlite").read_bytes())
    archive = zipfile.ZipFile(io.BytesIO(FORMATS["zip"].write(cut(folder))))
    assert [n for n in archive.namelist() if n.startswith("geodata/")] == [
        "geodata/places.csv",
        "geodata/base.sqlite",
    ]
    assert archive.read("geodata/places.csv").decode() == own
    assert not [n for n in zipfile.ZipFile(io.BytesIO(FORMATS["zip"].write(cut(ROOT)))).namelist()
                if n.startswith("geodata/")]  # fmt: skip


@pytest.mark.parametrize(
    "descriptor",
    ["[]", "{", '{"title": 7, "licenses": 3, "resources": {"a": 1}}',
     '{"title": "\\ud800", "name": "Ա Б/..", "licenses": [1, {"path": 2}, {"title": "\\ud800"}]}',
     '{"resources": [3, {"name": "events"}, {"name": "events", "schema": {"fields": [1, {}]}}]}',
     '{"resources": [{"name": "more", "path": "more.csv"}], "licenses": [{"name": "x"}]}'],
)  # fmt: skip
def test_broken_descriptions_break_no_format(tmp_path: Path, descriptor: str) -> None:
    folder = make(tmp_path / "c")
    (folder / "datapackage.json").write_text(descriptor)
    selection = cut(folder)
    for name, form in FORMATS.items():
        # The other picture is the same drawing, as points.
        assert name == "png" or form.write(selection)
    found = reloaded(selection, tmp_path)
    assert tuple(found.events.values()) == selection.events
    archive = zipfile.ZipFile(io.BytesIO(FORMATS["zip"].write(selection)))
    resources = json.loads(archive.read("datapackage.json"))["resources"]
    assert [r["name"] for r in resources] == ["events", "mentions", "links", "actors"]


def test_a_new_version_gives_other_bytes() -> None:
    selection = cut(ROOT, "kind=talks")
    newer = replace(selection, collection=replace(selection.collection, version="0" * 16))
    assert FORMATS["zip"].write(newer) != FORMATS["zip"].write(selection)
    assert site_of(ROOT).collection.version == selection.version
