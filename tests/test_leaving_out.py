"""Nothing is left out in silence: of exports, of packages that are opened again, of messages."""

from __future__ import annotations

import io
import os
import re
import zipfile
from pathlib import Path

import docx
import openpyxl
import pytest
from collection_kit import ACTORS, ARTICLE, make, table
from export_kit import cut
from hypothesis import given, settings
from hypothesis import strategies as st
from test_cli import BRIEFING, run, show, with_briefing
from test_export_references import records
from tries import tries

from geodash.collection import CollectionError, load
from geodash.collection.versions import archive
from geodash.collection.versions.archive import opened
from geodash.exchange.registry import FORMATS

__all__ = ["show"]

LINK = "https://news.example/a_b/2022?x=1&y=%C3%A9#top"


def wider(folder: Path, source: str = "") -> Path:
    """The small collection with an article and an actor that no event names, and a briefing."""
    unused = {"actor_id": "unused", "name": "Unused actor", "kind": "other"}
    make(folder, actors=table("actors", *ACTORS, unused))
    text = ARTICLE.replace("genre: report", f"genre: report\nsource: {source!r}".rstrip())
    (folder / "articles" / "road.md").write_text(text if source else ARTICLE, "utf-8")
    (folder / "articles" / "uncoded.md").write_text(ARTICLE.replace("On the Road", "Uncoded"))
    return with_briefing(folder, BRIEFING)


@pytest.mark.parametrize("query", ["", "bg=1"])
def test_a_whole_collection_has_every_article_and_actor(tmp_path: Path, query: str) -> None:
    folder = wider(tmp_path / "c")
    selection, collection = cut(folder, query), load(folder)
    assert selection.articles == collection.articles and selection.actors == collection.actors
    book = openpyxl.load_workbook(io.BytesIO(FORMATS["xlsx"].write(selection)))
    for sheet, ids in (("Articles", collection.articles), ("Actors", collection.actors)):
        assert [row[0].value for row in book[sheet].iter_rows(min_row=2)] == list(ids)
    path = tmp_path / "c.zip"
    path.write_bytes(FORMATS["zip"].write(selection))
    with opened(path) as unpacked:
        again = load(unpacked)
        assert again.articles == collection.articles and again.actors == collection.actors
        for name in ("articles/uncoded.md", "briefings/road.yaml"):
            assert (unpacked / name).read_bytes() == (folder / name).read_bytes()
    for name in ("ris", "bib", "html"):
        assert "Uncoded" in FORMATS[name].write(selection).decode()
    assert "Uncoded" in text_of(FORMATS["docx"].write(selection))


def test_a_part_of_a_collection_has_what_it_names(tmp_path: Path) -> None:
    selection = cut(wider(tmp_path / "c"), "kind=pressure")
    assert list(selection.articles) == ["road"] and "unused" not in selection.actors
    names = zipfile.ZipFile(io.BytesIO(FORMATS["zip"].write(selection))).namelist()
    assert "briefings/road.yaml" not in names and "articles/uncoded.md" not in names


def text_of(data: bytes) -> str:
    document = docx.Document(io.BytesIO(data))
    runs = (t.text or "" for p in document.paragraphs for t in p._p.iter(docx.oxml.ns.qn("w:t")))
    return "".join(runs)


# Names ------------------------------------------------------------------------------------------

NAMES = ("My Article", "CON", "aux.en", "nul", "A", "a", "ä", "a\u0308", "中文 文章", "مقال", "a:b", "a\\b",
         "end.", "-x", "~home", "%2e%2e", "tab\tin", "new\nline", "qu?*<>|\"", "🙂", "x" * 200, "..a", "a;b,c",
         "README", "__MACOSX", "lpt1.news")  # fmt: skip


def reopened(folder: Path, path: Path) -> dict[str, str]:
    path.write_bytes(FORMATS["zip"].write(cut(folder, "")))
    with opened(path) as unpacked:
        return {ident: a.body for ident, a in load(unpacked).articles.items()}


def test_a_package_reopens_with_every_file_whatever_its_name(tmp_path: Path) -> None:
    folder = make(tmp_path / "c")
    for name in NAMES:
        text = ARTICLE.replace("On Monday", f"On Monday ({len(name)})")
        (folder / "articles" / f"{name}.md").write_text(text, encoding="utf-8")
    there = {ident: a.body for ident, a in load(folder).articles.items()}
    assert there.keys() == {*NAMES, "road"} - {"..a", "__MACOSX", "README", "~home"}
    assert reopened(folder, tmp_path / "c.zip") == there


@settings(max_examples=tries(30))
@given(st.sets(st.text(st.characters(codec="utf-8"), min_size=1, max_size=20), max_size=4))
def test_any_names_come_back(tmp_path_factory, names) -> None:
    folder = make(tmp_path_factory.mktemp("names") / "c")
    for name in names:
        if "/" not in name and "\0" not in name:
            (folder / "articles" / f"{name}.md").write_text(ARTICLE)
    there = {ident: a.body for ident, a in load(folder).articles.items()}
    assert reopened(folder, folder.parent / "c.zip") == there


def test_two_files_that_a_disk_takes_for_one_are_refused(tmp_path: Path, monkeypatch) -> None:
    path = tmp_path / "c.zip"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("events.csv", "event_id,title\n")
        package.writestr("articles/A.md", ARTICLE)
        package.writestr("articles/a.md", ARTICLE)
    exists = Path.exists
    monkeypatch.setattr(
        Path,
        "exists",
        lambda self: exists(self) or exists(self.with_name(self.name.upper()[:-2] + "md")),
    )
    with pytest.raises(CollectionError, match=r"two files.*a\.md"), opened(path):
        pass


@pytest.mark.parametrize("name", ["con.md", "a:b.md", "end..md ", "a\\b.md", "LPT1.txt.md"])
def test_what_a_system_cannot_hold_is_refused_by_name(name: str) -> None:
    assert archive._UNPORTABLE.search(f"articles/{name}")
    assert not archive._UNPORTABLE.search("articles/console.com1x.md")


def test_names_of_zips_that_do_not_say_their_letters(tmp_path: Path) -> None:
    path = tmp_path / "c.zip"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("events.csv", "event_id,title\n")
        package.writestr("articles/uber.md", ARTICLE)
    data = path.read_bytes().replace(b"articles/uber.md", "articles/\u00fcbr.md".encode())
    path.write_bytes(data)
    with opened(path) as unpacked:
        assert list(load(unpacked).articles) == ["\u00fcbr"]


def test_an_article_whose_name_is_no_text_is_named(tmp_path: Path) -> None:
    folder = make(tmp_path / "c")
    try:
        with open(bytes(folder / "articles") + b"/\xff\xfe.md", "w") as file:  # noqa: PTH123
            file.write(ARTICLE)
    except OSError:
        pytest.skip("this disk takes no such name")
    collection = load(folder)
    assert [p.code for p in collection.problems if p.severity == "error"] == ["article-name"]
    assert reopened(folder, tmp_path / "c.zip").keys() == collection.articles.keys() == {"road"}


# Sources ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("source", [LINK, f"As printed, {LINK}, read in May", "A paper copy"])
def test_an_articles_source_goes_along(tmp_path: Path, source: str) -> None:
    folder = wider(tmp_path / "c", source)
    selection = cut(folder, "")
    linked = LINK in source
    fields = next(r for r in records(selection) if ("ID", "road") in r)
    assert [v for tag, v in fields if tag == "UR"] == ([LINK] if linked else [])
    assert (source == LINK) != any(f"Source: {source}" == v for tag, v in fields if tag == "N1")
    bib = FORMATS["bib"].write(selection).decode()
    assert (f"url = {{{LINK}}}" in bib) == linked
    assert source == LINK or "Source: " in bib
    page = FORMATS["html"].write(selection).decode()
    escaped = LINK.replace("&", "&amp;")
    assert (f'<a href="{escaped}"' in page) == linked
    assert source.replace("&", "&amp;") in re.sub("</?a[^>]*>", "", page)
    document = FORMATS["docx"].write(selection)
    assert source in text_of(document)
    rels = zipfile.ZipFile(io.BytesIO(document)).read("word/_rels/document.xml.rels").decode()
    assert (escaped in rels) == linked


@pytest.mark.parametrize("source", ["javascript:alert(1)", "data:text/html,x", "ftp://x.example"])
def test_only_addresses_of_the_web_are_links(tmp_path: Path, source: str) -> None:
    selection = cut(wider(tmp_path / "c", source), "")
    assert '<a href="h' not in FORMATS["html"].write(selection).decode()
    assert "url =" not in FORMATS["bib"].write(selection).decode()
    assert source in text_of(FORMATS["docx"].write(selection))


# Messages ---------------------------------------------------------------------------------------


def test_not_in_full_is_said_only_when_something_was_left_out(tmp_path: Path, show) -> None:
    view = BRIEFING.replace("view: ", "view: http://localhost:8501/?", 1)
    folder = with_briefing(make(tmp_path / "c"), view)
    code, output = run("brief", "road", folder, "-o", tmp_path / "a.html")
    assert code == 0 and "in full" not in output
    with_briefing(folder, BRIEFING + "- heading: no view\n")
    code, output = run("brief", "road", folder, "-o", tmp_path / "b.html")
    assert code == 0 and "not read in full" in output


def test_what_cannot_be_written_is_said_before_anything_is_done(tmp_path: Path, show) -> None:
    folder = wider(tmp_path / "c")
    (tmp_path / "file").write_text("")
    for where, words in (("none/x.csv", "isn’t there"), ("file/x.csv", "is not a folder")):
        for command in (("export", folder, "--as", "csv"), ("brief", "road", folder)):
            target = (tmp_path / where).with_suffix(".html" if command[0] == "brief" else ".csv")
            code, output = run(*command, "-o", target)
            assert code == 2 and words in output.replace("\n", ""), output
    code, output = run("export", folder, "--as", "csv", "-o", "/dev/null", "--force")
    assert code == 2 and "no file that can be replaced" in output
    assert Path("/dev/null").is_char_device()


def test_a_killed_export_leaves_nothing_for_the_next(tmp_path: Path) -> None:
    folder = wider(tmp_path / "c")
    stale = tmp_path / ".x.csv.abcd1234.geodash-new"
    stale.write_text("half")
    os.utime(stale, (0, 0))
    assert run("export", folder, "--as", "csv", "-o", tmp_path / "x.csv")[0] == 0
    assert not stale.exists()
    assert run("export", folder, "--as", "csv", "-o", tmp_path / "x.csv")[0] == 2
