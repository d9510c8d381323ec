"""Files as people really save them: the good rows load, each problem says where and how."""

from __future__ import annotations

from datetime import date

import pytest
from collection_kit import (
    ARTICLE,
    EVENT,
    GEODATA,
    MENTION,
    SAID,
    codes,
    make,
    problem,
    table,
)
from hypothesis import given, settings
from hypothesis import strategies as st
from tries import tries

from geodash.collection import CollectionError, load
from geodash.collection.read.dates import Order, read_date

GOOD = table("events", EVENT, SAID)


def read(folder, **files):
    return load(make(folder, **files), GEODATA)


def test_good_collection_has_no_problem(tmp_path):
    c = read(tmp_path)
    assert [str(p) for p in c.problems if p.code != "claim-open"] == []
    assert list(c.events) == ["e1", "e2"]
    assert list(c.articles) == ["road"]
    assert c.articles["road"].title == "On the Road"
    assert c.articles["road"].body.startswith("## A heading")
    assert c.articles["road"].body.endswith("again later.")
    for m in c.mentions:
        assert c.articles["road"].body[m.start : m.end] == m.quote


def test_no_folder(tmp_path):
    with pytest.raises(CollectionError):
        load(tmp_path / "nowhere")


def test_empty_folder(tmp_path):
    c = load(tmp_path)
    assert not c.events
    files = {p.file for p in c.problems if p.code == "file-missing"}
    assert files == {"events.csv", "mentions.csv", "links.csv", "actors.csv"}
    assert "no-articles" in codes(c)


@pytest.mark.parametrize("name", ["events", "mentions", "links", "actors"])
def test_missing_file(tmp_path, name):
    c = read(tmp_path, **{name: None})
    assert problem(c, "file-missing").file == f"{name}.csv"
    if name != "events":
        assert list(c.events) == ["e1", "e2"]


@pytest.mark.parametrize("content", [b"", b"\n\n", b"\xef\xbb\xbf"])
def test_empty_file(tmp_path, content):
    c = read(tmp_path, events=content)
    assert problem(c, "empty-file").file == "events.csv"
    assert not c.events


def test_header_only_is_no_problem_of_the_file(tmp_path):
    c = read(tmp_path, links=table("links"))
    assert not c.links
    assert not [p for p in c.problems if p.file == "links.csv"]


def test_missing_optional_column(tmp_path):
    lines = table("actors", {"actor_id": "arm", "name": "Armenia"}).splitlines()
    cut = "\n".join(line.rsplit(",", 1)[0] for line in lines)
    c = read(tmp_path, actors=cut)
    found = problem(c, "column-missing")
    assert (found.column, found.severity, found.row) == ("aliases", "warning", 1)
    assert "arm" in c.actors


def test_missing_essential_column(tmp_path):
    c = read(tmp_path, events=GOOD.replace("title", "headline", 1))
    found = problem(c, "column-missing")
    assert (found.column, found.severity) == ("title", "error")
    assert not c.events
    assert len([p for p in c.problems if p.file == "events.csv"]) == 2  # and the unknown column


def test_extra_column_is_kept(tmp_path):
    c = read(tmp_path, events=table("events", {**EVENT, "weather": "snow"}, more=("weather",)))
    assert c.events["e1"].extra == {"weather": "snow"}
    assert problem(c, "column-unknown").severity == "info"


def test_duplicated_column(tmp_path):
    text = table("events", {**EVENT, "x": "other"}, more=("x",)).replace("note,x", "note,title")
    c = read(tmp_path, events=text)
    assert problem(c, "column-twice").column == "title"
    assert c.events["e1"].title == EVENT["title"]
    assert c.events["e1"].extra == {"title (2)": "other"}


def test_column_names_in_other_case(tmp_path):
    c = read(tmp_path, events=GOOD.replace("event_id,title", "Event_ID, Title ", 1))
    assert list(c.events) == ["e1", "e2"]
    assert "column-name" in codes(c, "warning")


@pytest.mark.parametrize("newline", ["\r\n", "\r", "\n"])
@pytest.mark.parametrize("bom", [b"", b"\xef\xbb\xbf"])
def test_line_ends_and_bom(tmp_path, newline, bom):
    c = read(tmp_path, events=bom + GOOD.replace("\n", newline).encode())
    assert c.events == read(tmp_path / "plain").events
    assert ("bom" in codes(c, "info")) == bool(bom)


@pytest.mark.parametrize("delimiter", [";", "\t", "|"])
def test_other_delimiters(tmp_path, delimiter):
    text = table("events", {**EVENT, "actors": "arm;crowd"}, delimiter=delimiter)
    c = read(tmp_path, events=text)
    assert c.events["e1"].actors == ("arm", "crowd")
    assert problem(c, "delimiter").severity == "warning"


def test_cp1252(tmp_path):
    text = table("events", {**EVENT, "note": "“naïve” – café"})
    c = read(tmp_path, events=text.encode("cp1252"))
    assert c.events["e1"].note == "“naïve” – café"
    assert "cp1252" in problem(c, "encoding").reason


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_mark(tmp_path, encoding):
    c = read(tmp_path, events=GOOD.encode(encoding))
    assert [e.title for e in c.events.values()] == [
        e.title for e in read(tmp_path, events=GOOD.encode()).events.values()
    ]
    assert any("UTF-16" in p.reason for p in c.problems)


@pytest.mark.parametrize(
    "cell", ["٢٠٢٢-٠٩-١٣", "१३/०९/२०२२", "2022年9月13日", "２０２２-09-13", "۱۳/۹/۲۰۲۲"]
)
def test_dates_in_other_digits_are_read_and_said(cell):
    reading = read_date(cell, Order.DAY_FIRST)
    assert reading.value == date(2022, 9, 13) and reading.code
    assert "two digits" in read_date("13-Sep-22").reason


def test_utf16_with_bom(tmp_path):
    c = read(tmp_path, events=b"\xff\xfe" + GOOD.encode("utf-16-le"))
    assert list(c.events) == ["e1", "e2"]
    assert problem(c, "encoding").severity == "warning"


def test_nul_bytes(tmp_path):
    c = read(tmp_path, events=GOOD.replace("Road near", "Ro\0ad near").encode())
    assert c.events["e1"].title == EVENT["title"]
    assert problem(c, "nul").file == "events.csv"


def test_huge_cells(tmp_path):
    ten, beyond = "x" * 10_240, "y" * 300_000
    text = table("events", {**EVENT, "note": ten}, {**SAID, "date_note": beyond})
    c = read(tmp_path, events=text)
    assert c.events["e1"].note == ten
    assert c.events["e2"].date_note == beyond
    assert all(len(p.value) < 100 and len(p.reason) < 400 for p in c.problems)


def test_rows_are_numbered_as_spreadsheet_and_file_do(tmp_path):
    text = table("events", {**EVENT, "note": "two\nlines"}, {**SAID, "date_start": "soon"})
    found = problem(read(tmp_path, events=text), "date-format")
    assert (found.row, found.line) == (3, 4)
    assert "row 3 (line 4)" in str(found)


def test_blank_lines_count_as_rows(tmp_path):
    header, first, second, *_ = table("events", EVENT, {**SAID, "date_start": "soon"}).split("\n")
    c = read(tmp_path, events=f"{header}\n\n{first}\n,,\n\n{second}\n")
    assert list(c.events) == ["e1", "e2"]
    assert problem(c, "date-format").row == 6


def test_ragged_rows(tmp_path):
    header, first, second, *_ = GOOD.split("\n")
    cut = ",".join(first.split(",")[:6])
    c = read(tmp_path, events=f"{header}\n{cut}\n{second},surplus\n")
    short, long = (p for p in c.problems if p.code == "ragged")
    assert (short.row, short.severity) == (2, "warning")
    assert (long.row, long.severity) == (3, "error")
    assert list(c.events) == ["e1"]


def test_unbalanced_quote_costs_one_row(tmp_path):
    header, first, second, *_ = GOOD.split("\n")
    broken = first.replace("e1,Road", 'e0,"Road', 1)
    c = read(tmp_path, events=f"{header}\n{broken}\n{first}\n{second}\n")
    assert list(c.events) == ["e1", "e2"]
    assert problem(c, "quoting").row == 2


def test_quote_inside_quotes_not_doubled(tmp_path):
    header, first, second, *_ = GOOD.split("\n")
    broken = first.replace("Road near", '"Road "near"', 1)
    c = read(tmp_path, events=f"{header}\n{broken}\n{second}\n")
    assert list(c.events) == ["e2"]
    assert problem(c, "quoting").row == 2


def test_a_million_equal_problems_are_counted(tmp_path):
    rows = [{**EVENT, "event_id": f"e{i}", "where_prec": "9"} for i in range(300)]
    c = read(tmp_path, events=table("events", *rows))
    found = [p for p in c.problems if p.column == "where_prec" and p.code == "range"]
    assert len(found) == 51
    assert found[-1].reason.startswith("250 more")


def test_datapackage_of_the_collection(tmp_path):
    make(tmp_path)
    (tmp_path / "datapackage.json").write_text(
        '{"title": "Mine", "description": "About", "resources": [{"name": "actors", "schema": '
        '{"fields": [{"name": "kind", "constraints": {"enum": ["state", "tribe"]}}]}}, 3, '
        '{"name": "events", "schema": {"fields": [{"name": "title", "constraints": '
        '{"maxLength": 10, "pattern": "^(a+)+$"}}]}}]}'
    )
    actor = {"actor_id": "arm", "name": "A", "kind": "tribe"}
    (tmp_path / "actors.csv").write_text(table("actors", actor))
    c = load(tmp_path, GEODATA)
    assert (c.title, c.description, c.actors["arm"].kind) == ("Mine", "About", "tribe")
    assert "too-long" in codes(c, "warning")


@pytest.mark.parametrize("text", ["{", "[]", "\xff", "[" * 50_000])
def test_bad_datapackage(tmp_path, text):
    make(tmp_path)
    (tmp_path / "datapackage.json").write_bytes(text.encode("latin-1"))
    c = load(tmp_path, GEODATA)
    assert problem(c, "datapackage").file == "datapackage.json"
    assert list(c.events) == ["e1", "e2"]


def test_version_follows_content(tmp_path):
    folder = make(tmp_path)
    before = load(folder, GEODATA).version
    assert load(folder, GEODATA).version == before
    (folder / "articles" / "road.md").write_text(ARTICLE + "More.\n")
    changed = load(folder, GEODATA).version
    (folder / "articles" / "road.md").rename(folder / "articles" / "way.md")
    assert len({before, changed, load(folder, GEODATA).version}) == 3


def test_loading_writes_nothing(tmp_path):
    folder = make(tmp_path)
    before = {p: p.stat().st_mtime_ns for p in folder.rglob("*")}
    load(folder)
    assert {p: p.stat().st_mtime_ns for p in folder.rglob("*")} == before


@settings(max_examples=tries(50))
@given(
    data=st.binary(max_size=300),
    name=st.sampled_from(["events", "mentions", "links", "actors", "article"]),
    header=st.booleans(),
)
def test_no_bytes_make_it_raise(tmp_path, data, name, header):
    start = table(name).encode() if header and name != "article" else b"---\n" * header
    c = read(tmp_path, **{name: start + data})
    assert all(p.reason and p.fix and p.file for p in c.problems)


@settings(max_examples=tries(50))
@given(
    cells=st.dictionaries(
        st.sampled_from([*sorted(EVENT), "about_places", "deaths_best", "withdrawn"]),
        st.text(max_size=20),
    )
)
def test_no_cell_makes_it_raise(tmp_path, cells):
    c = read(tmp_path, events=table("events", {**EVENT, **cells}, SAID))
    assert "e2" in c.events or cells.get("event_id", "").strip() == "e2" or c.problems


def test_hostile_text_is_kept_as_text(tmp_path):
    hostile = '<script>alert(1)</script> "q" {{x}} \u202eabc 🇦🇲 \x1b[31m'
    rows = {**EVENT, "title": hostile, "note": hostile, "place_name": hostile, "date_note": hostile}
    c = read(tmp_path, events=table("events", rows, SAID), mentions=table("mentions", MENTION))
    assert c.events["e1"].title == hostile
    assert c.events["e1"].note == hostile
