"""Tables of events in all the ways in which people write them; every file here is invented."""

from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from import_kit import Outcome, imported

from geodash.collection import load
from geodash.collection.read.dates import Order, read_date
from geodash.imports.cells import (
    column_of,
    csv_lines,
    distinct,
    first_filled,
    missing,
    uneven,
    without_blank,
)
from geodash.imports.convert import plain, plains
from geodash.imports.dates import _usual, column_order, is_missing, read_day
from geodash.imports.guess import names_a_field
from geodash.imports.ledger import Ledger
from geodash.imports.numbers import spot, toll, usual_spots
from geodash.imports.readers import delimited as reader
from geodash.imports.readers.delimited import delimited
from geodash.imports.readers.headers import two_lines
from geodash.imports.readers.text import Letters
from geodash.imports.shown.facts import facts
from geodash.imports.survey import ident, idents
from geodash.imports.table import Refused

PLAIN = "Nr.,Datum,Ort,Breite,Länge,Beschreibung\n"


@pytest.mark.parametrize(
    ("cell", "first", "last"),
    [
        ("9-May-20", "2020-05-09", ""),
        ("01-January-2015", "2015-01-01", ""),
        ("03 December 2020", "2020-12-03", ""),
        ("october-7-2023", "2023-10-07", ""),
        ("20220224", "2022-02-24", ""),
        ("20190121220000", "2019-01-21", ""),
        ("1388620800000", "2014-01-02", ""),
        ("2004,11,1", "2004-11-01", ""),
        ("2013-01-01T23:00:00-05:00", "2013-01-01", ""),
        ("31-12-19", "2019-12-31", ""),
        ("31-12-95", "1995-12-31", ""),
        ("3. März 2022", "2022-03-03", ""),
        ("1790", "1790-01-01", "1790-12-31"),
        ("2004-11", "2004-11-01", "2004-11-30"),
        ("1/22/2014 12:00:00 AM", "2014-01-22", ""),
    ],
)
def test_days_in_the_forms_of_files(cell: str, first: str, last: str) -> None:
    found = read_day(cell)
    if last:
        assert found.days == (date.fromisoformat(first), date.fromisoformat(last))
    else:
        assert found.value == date.fromisoformat(first)


@pytest.mark.parametrize("cell", ["0000-00-00", "30 February 2020", "sometime", "44817", "12 May"])
def test_what_is_no_day_is_said(cell: str) -> None:
    found = read_day(cell)
    assert found.value is None and found.reason and found.fix


def test_the_order_is_the_columns() -> None:
    one = column_order({"1/22/2014 12:00:00 AM": 3, "05/02/2014 00:00": 2})
    assert one.of("05/02/2014 00:00") is Order.MONTH_FIRST and not one.asks
    open_ = column_order({"05/02/2014": 2})
    assert open_.of("05/02/2014") is None and open_.asks[0].open == 2


def test_spellings_that_contradict_each_other_are_decided_by_their_rows_or_asked() -> None:
    cells = {"4/23/1993 12:00:00 AM": 9, "23/04/1993 00:00": 6, "05/04/1993 00:00": 25}
    order = column_order(cells)
    assert order.of("4/5/1993 12:00:00 AM") is Order.MONTH_FIRST
    assert order.of("05/04/1993 00:00") is None and [s.open for s in order.asks] == [25]
    assert order.answered(Order.DAY_FIRST).of("05/04/1993 00:00") is Order.DAY_FIRST
    # Month first it would end before it starts; day first it doesn't.
    rows = [("04/05/1993 00:00", ["not-before:1993-04-20"], 9)]
    assert column_order(cells, rows).of("05/04/1993 00:00") is Order.DAY_FIRST
    # A spelling that contradicts itself is asked, and not read cell by cell.
    both = column_order({"23/04/1993": 1, "04/23/1993": 1, "05/04/1993": 3})
    assert both.of("05/04/1993") is None and both.asks[0].open == 3


def test_what_the_row_says_decides_where_the_column_does_not(tmp_path: Path) -> None:
    text = "id,date,month,place\n1,05/04/1993,4,Goris\n2,06/05/1993,5,Goris\n"
    found = imported(tmp_path, "a.csv", text)
    assert found.column("date_start") == ["1993-04-05", "1993-05-06"]
    assert not found.brought.questions


def test_an_open_order_is_asked_and_can_be_answered(tmp_path: Path) -> None:
    text = "id,date,place\n1,05/04/1993,Goris\n2,06/05/1993,Goris\n"
    found = imported(tmp_path, "a.csv", text, dry_run=True)
    (question,) = found.brought.questions
    assert question.key == "order:date" and "2 rows" not in question.evidence
    assert {o.value for o in question.options} == {"day-first", "month-first"}
    blank = imported(tmp_path, "a.csv", text)
    assert blank.column("date_start") == ["", ""] and blank.column("date") == [
        "05/04/1993",
        "06/05/1993",
    ]
    answered = imported(tmp_path, "a.csv", text, answers={"order:date": "day-first"})
    assert answered.column("date_start") == ["1993-04-05", "1993-05-06"]
    assert answered.counts == (2, 0, 2, 0, 0, 0)
    with pytest.raises(ValueError, match="no answer"):
        imported(tmp_path, "a.csv", text, answers={"order:date": "perhaps"})


@pytest.mark.parametrize(
    ("lat", "lon", "point", "code"),
    [
        ("39.60", "46.3", ("39.60", "46.3"), ""),
        ("40,8788", "45,1472", ("40.8788", "45.1472"), ""),
        ("39°12′N", "46 30 E", ("39.2", "46.5"), ""),
        ("NA", "", ("", ""), ""),
        ("-99", "-99", ("", ""), ""),
        ("0", "0.0", ("", ""), "null-island"),
        ("46.3", "", ("", ""), "half-point"),
        ("139.5", "46.3", ("", ""), "swapped"),
        ("39.5", "-359.2", ("", ""), "range"),
        ("here", "there", ("", ""), "degrees"),
    ],
)
def test_points_are_read_or_said_and_never_mended(
    lat: str, lon: str, point: tuple[str, str], code: str
) -> None:
    found = spot(lat, lon)
    assert ((found.latitude, found.longitude), found.code) == (point, code)


@pytest.mark.parametrize(
    ("cell", "best", "low", "high"),
    [
        ("344.0", "344", "", ""), ("0", "0", "", ""), ("12 – 15", "", "12", "15"), ("Unknown", "", "", ""),
        ("1,204", "1204", "", ""), ("1,30,000", "130000", "", ""), ("50+", "", "50", ""), ("more than 50", "", "51", ""), ("2 / 0", "", "", ""),
    ],
)  # fmt: skip
def test_tolls_stay_what_they_are(cell: str, best: str, low: str, high: str) -> None:
    found = toll(cell)
    assert (found.best, found.low, found.high) == (best, low, high)
    assert bool(found.code) == (cell == "2 / 0")


def test_a_table_of_any_columns(tmp_path: Path) -> None:
    text = (
        "sep=;\nNr.;Datum;Ort;Breite;Länge;Art;Tote;Beschreibung;Link;Wetter;\n"
        "012;3. März 2022;Ijevan;40,8788;45,1472;Kundgebung;0;Rund 40 <b>Anwohner</b>;https://example.org/1;klar;1\n"
        "013;11. Mai 2022;Dilijan;40,7417;44,8636;protest;12 – 15;Zwei;https://example.org/2;Regen;2\n"
    )
    found = imported(tmp_path, "Vorfallsliste_2022_final.csv", text.encode("cp1252", "replace"))
    assert [u.field for u in found.brought.mapped.uses][:6] == [
        "id",
        "date",
        "place",
        "latitude",
        "longitude",
        "type",
    ]
    first, second = found.events
    assert first["date_start"] == "2022-03-03" and first["latitude"] == "40.8788"
    assert first["source_id"] == "012" and first["Wetter"] == "klar" and first["column 11"] == "1"
    assert first["source_text"] == "Rund 40 Anwohner" and first["where_prec"] == ""
    assert (second["deaths_best"], second["deaths_low"], second["deaths_high"]) == ("", "12", "15")
    assert second["event_type"] == "PROTEST"
    assert [q.key for q in found.brought.questions] == ["type:Kundgebung"]
    assert load(found.folder).events[first["event_id"]].extra["Wetter"] == "klar"


def test_a_column_can_be_put_elsewhere(tmp_path: Path) -> None:
    text = "id,date,place,wounded\n1,2022-03-01,Goris,4\n"
    found = imported(tmp_path, "a.csv", text, told={"wounded": "deaths", "id": "keep"})
    assert found.column("deaths_best") == ["4"] and found.column("source_id") == [""]
    with pytest.raises(ValueError, match="no column"):
        imported(tmp_path, "a.csv", text, told={"nothing": "id"})
    with pytest.raises(ValueError, match="no field"):
        imported(tmp_path, "a.csv", text, told={"id": "nothing"})


def test_lines_that_are_broken_are_named_and_the_others_read(tmp_path: Path) -> None:
    text = (
        "id,date,place,text\n"
        '1,2022-03-01,Goris,"two\nlines"\n'
        "2,2022-03-02,Goris\n"
        "3,2022-03-03,Goris,a,b\n"
        '4,2022-03-04,Goris,"never closed\n'
        "5,2022-03-05,Goris,five\n"
        "6,2022-03-06,Goris,six\n"
        "7,2022-03"
    )
    found = imported(tmp_path, "a.csv", text)
    assert found.column("id") == ["1", "2", "4", "5", "6"]
    left = {p.line: p.code for p in found.problems("error")}
    assert left == {5: "cells", 9: "cut-off"}
    read, new, *_, out = found.counts
    assert read == 7 and new + out == 7
    assert found.problems("warning")[0].code == "short"


def test_a_file_that_is_cut_off_says_so(tmp_path: Path) -> None:
    found = imported(tmp_path, "a.csv", "id,date,place\n1,2022-03-01,Goris\n2,2022-0")
    (problem,) = found.problems("error")
    assert problem.code == "cut-off" and (problem.row, problem.line) == (3, 3)
    assert found.counts == (2, 1, 0, 0, 0, 1)


def test_equal_rows_without_ids_are_several_events(tmp_path: Path) -> None:
    row = "2022-03-01,Goris,39.5,46.3\n"
    found = imported(tmp_path, "a.csv", "date,place,lat,lon\n" + row + row)
    assert len(set(found.column("event_id"))) == 2
    assert imported(tmp_path, "a.csv", "date,place,lat,lon\n" + row + row).counts == (
        2,
        0,
        0,
        2,
        0,
        0,
    )


def test_an_id_that_is_none_is_not_used(tmp_path: Path) -> None:
    rows = "".join(f"{n % 48},2022-03-01,Goris {n}\n" for n in range(50))
    found = imported(tmp_path, "a.csv", "id,date,place\n" + rows)
    assert found.counts[:2] == (50, 50) and "isn't an id" in " ".join(found.brought.noticed)


def book(path: Path, sheets: dict[str, list[list[object]]]) -> bytes:
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.worksheets[0])
    for title, rows in sheets.items():
        sheet = workbook.create_sheet(title)
        for row in rows:
            sheet.append(row)
    workbook.save(path / "made.xlsx")
    return (path / "made.xlsx").read_bytes()


def test_a_header_of_two_lines_is_no_event(tmp_path: Path) -> None:
    labels = "Id,When,Where,,What\nid,date,latitude,longitude,notes\n1,2022-03-01,39.5,46.3,a\n"
    found = imported(tmp_path, "labels.csv", labels)
    assert found.counts[:2] == (1, 1) and found.column("longitude") == ["46.3"]
    assert any("two lines" in sentence for sentence in found.brought.noticed)
    # Names over names that another program asks for, and cells merged over two columns.
    rows: list[list[object]] = [
        ["Date", "Position", None, "Killed"], [None, "Latitude", "Longitude", None],
        [date(2022, 3, 1), "39,5", "46,3", "1-2"],
    ]  # fmt: skip
    found = imported(tmp_path, "merged.xlsx", book(tmp_path, {"A": rows}))
    assert found.brought.table.columns == ("Date", "Latitude", "Longitude", "Killed")
    assert [found.events[-1][n] for n in ("latitude", "longitude", "deaths_high")] == ["39.5", "46.3", "2"]  # fmt: skip
    # A row of words is a row.
    assert two_lines(["id", "date", "title"], ["a", "b", "date"], names_a_field) is None


@pytest.mark.parametrize("end", ["", "\n", "\nmore words\nand", "\nmore words\n"])
def test_a_last_cell_without_its_closing_quotation_mark_is_cut_off(
    tmp_path: Path, end: str
) -> None:
    text = 'id,date,notes\n1,2022-03-01,"a, b"\n2,2022-03-02,"words that' + end
    found = imported(tmp_path, "a.csv", text)
    assert found.counts == (2, 1, 0, 0, 0, 1)
    (problem,) = found.problems("error")
    assert problem.code == "cut-off" and "no closing quotation mark" in problem.reason
    # Inches are no quotation.
    assert imported(tmp_path, "b.csv", 'id,date,notes\n1,2022-03-01,a 6" pipe').counts[0::5] == (
        1,
        0,
    )


def test_the_sheet_with_events_is_found_and_its_cells_are_typed(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["Incidents of 2022"], [], ["Nr", "Date", "Place", "Lat", "Lon", "Killed"],
        [1, date(2022, 3, 1), "Goris", 39.5, 46.3, 2.0],
        [2, date(2022, 3, 2), "Goris", 39.5, 46.3, None], [], [3, None, "Goris", None, None, "=1+1"],
    ]  # fmt: skip
    data = book(tmp_path, {"Note": [["Please read"], ["this"]], "Liste": rows})
    found = imported(tmp_path, "a.xlsx", data)
    assert found.brought.table.name == "a.xlsx, sheet Liste"
    assert {"label": "Where the rows are", "mark": "likely", "said": "sheet 2 of 2, “Liste”", "note": "header in row 3"} in facts(found.brought, 1, 0.0)  # fmt: skip
    assert found.column("date_start") == ["2022-03-01", "2022-03-02", ""]
    assert found.column("deaths_best") == ["2", "", ""] and found.column("source_id") == [
        "1",
        "2",
        "3",
    ]


def test_numbers_of_days_are_read_where_the_year_agrees_else_asked(tmp_path: Path) -> None:
    text = "id,date,year,place\n1,44621,2022,Goris\n2,44622,2022,Goris\n"
    assert imported(tmp_path, "a.csv", text).column("date_start") == ["2022-03-01", "2022-03-02"]
    asked = imported(tmp_path, "b.csv", "id,date,place\n1,44621,Goris\n", dry_run=True)
    assert [q.key for q in asked.brought.questions] == ["serial:date"]


def test_a_row_pasted_in_another_encoding_spoils_no_other(tmp_path: Path) -> None:
    rows = "Datum;Breite;Länge\n01.03.2022;40,18;44,51\n".encode() + "13.03.2022;40,78;43,84;Größe über\n".encode("cp1252")  # fmt: skip
    found = imported(tmp_path, "a.csv", rows.replace(b";Gr", b"\n13.03.2022;;Gr"))
    assert found.brought.table.columns == ("Datum", "Breite", "Länge")
    assert found.column("Länge")[-1] == "Größe über" and "stray bytes" in found.brought.noticed[0]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_letters_and_line_ends(tmp_path: Path, encoding: str, end: str) -> None:
    text = end.join(
        [
            PLAIN.strip(),
            "1,3. März 2022,Göris,39.5,46.3,für",
            "2,4. März 2022,Göris,39.5,46.3,“x”",
            "",
        ]
    )
    (tmp_path / "a.csv").write_bytes(text.encode(encoding))
    table = delimited(tmp_path / "a.csv")
    (batch,) = table.batches(Ledger())
    assert table.columns[4] == "Länge" and [r[2] for r in batch.rows] == ["Göris", "Göris"]
    assert batch.rows[1][5] == "“x”" and batch.lines == [2, 3]


#: Cells that are hard on readers of CSV.
CELLS = st.text(st.sampled_from('ab1"\n\r,;\t| é“'), max_size=8)


@settings(
    deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.lists(st.lists(CELLS, min_size=3, max_size=3), min_size=3, max_size=12),
    st.sampled_from(",;\t|"),
    st.sampled_from(["\n", "\r\n"]),
)
def test_what_is_written_in_any_dialect_is_read_as_it_was(
    tmp_path: Path, rows: list[list[str]], delimiter: str, end: str
) -> None:
    rows = [[f"x{n}", *row[1:]] for n, row in enumerate(rows)]
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter, lineterminator=end, quoting=csv.QUOTE_ALL)
    writer.writerows([["name", "second", "third"], *rows])
    (tmp_path / "h.csv").write_bytes(out.getvalue().encode())
    table = delimited(tmp_path / "h.csv")
    found = [list(row) for batch in table.batches(Ledger()) for row in batch.rows]
    assert table.delimiter == delimiter and found == rows


_PARTS = st.sampled_from(
    ("a", "é", ",", ",", ",", '"', '"', '""', '","', "\n", "\n", "a,a\n", "\r\n", "\r", " ", "\0")
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(parts=st.lists(_PARTS, max_size=40), together=st.integers(1, 30))
@example(parts=["a", "\r\n", "a"], together=2)
def test_lines_cut_together_are_those_cut_one_by_one(
    tmp_path: Path, parts: list[str], together: int
) -> None:
    file = tmp_path / "a.csv"
    file.write_text("x,y\n" + "".join(parts), encoding="utf-8", newline="")
    table = reader.Delimited(file, "a.csv", ("x", "y"), ",", Letters("utf-8"), 1, 2)
    found = []
    for size in (together, 0):
        ledger = Ledger()
        with pytest.MonkeyPatch.context() as patched:
            if size:
                patched.setattr(reader, "BLOCK", 4 * size)
                patched.setattr(reader, "SMALL", size)
            else:
                patched.setattr(reader._Stream, "_quick", lambda *_: None)
            (*batches,) = table.batches(ledger)
        rows = [
            [(tuple(row), *where) for row, *where in zip(b.rows, b.numbers, b.lines, strict=True)]
            for b in batches
        ]
        found.append((rows, ledger.read, ledger.shown))
    assert found[0] == found[1]


@given(rows=st.lists(st.lists(st.text('a,"\n\r ß;', max_size=5), min_size=3, max_size=3)))
def test_written_lines_are_read_as_they_were(rows: list[list[str]]) -> None:
    columns = [column_of(cells) for cells in zip(*rows, strict=True)]
    lines = csv_lines(columns, len(rows), "").to_pylist() if rows else []
    assert list(csv.reader(io.StringIO("".join(f"{x}\n" for x in lines), newline=""))) == rows
    for row, line in zip(rows, lines, strict=True):
        if "\r" not in "".join(row):
            csv.writer(out := io.StringIO(newline=""), lineterminator="\n").writerow(row)
            assert line + "\n" == out.getvalue()


_CELLS = st.lists(
    st.text("aZ<&;> \t\n\x1c\u00a0\u2028\u3000é\0.-", max_size=14)
    | st.sampled_from(("", "NA", " null ", "&amp;", "<b>x</b>", "unknown", "412067.0", "12.5", "-0.0", "91.0")),
    min_size=1, max_size=12,
)  # fmt: skip


@given(first=_CELLS, second=_CELLS)
def test_what_is_found_out_of_a_column_is_what_its_cells_say(
    first: list[str], second: list[str]
) -> None:
    one, more = (column_of(cells) for cells in (first, second))
    assert plains(one).to_pylist() == [plain(cell) for cell in first]
    assert idents(one).to_pylist() == [ident(cell) for cell in first]
    assert [not odd or c for c, odd in zip(first, uneven(one), strict=True)] == [
        " ".join(c.split()) == c or c for c in first
    ]
    assert missing(more).tolist() == [is_missing(cell) for cell in second]
    pairs = [(a, b) for a in first for b in second]
    left, right = (column_of(cells) for cells in zip(*pairs, strict=True))
    assert first_filled([left, right]).to_pylist() == [
        next((c for c in pair if not is_missing(c)), "") for pair in pairs
    ]
    assert without_blank([left, right], ", ").to_pylist() == [
        ", ".join(filter(None, pair)) for pair in pairs
    ]
    which, rows = distinct([left, right])
    assert [rows[i] for i in which] == pairs and rows == list(dict.fromkeys(pairs))
    for pair, usual in zip(pairs, usual_spots(left, right), strict=True):
        assert not usual or spot(*pair)[:3] == (*pair, "")


@given(
    numbers=st.tuples(st.integers(0, 32), st.integers(0, 32), st.integers(0, 2999)),
    form=st.sampled_from(("{2:04}-{0:02}-{1:02}", "{0}/{1}/{2:04}", "{0:02}.{1:02}.{2:04}")),
    order=st.sampled_from((None, *Order)),
)
def test_usual_days_are_read_as_all_others(
    numbers: tuple[int, int, int], form: str, order: Order | None
) -> None:
    text = form.format(*numbers)
    assert (found := _usual(text, order)) is None or found == read_date(text, order)
    assert found or text.startswith("0")


def test_ten_million_columns_are_refused_in_words(tmp_path: Path) -> None:
    (tmp_path / "wide.csv").write_text("a," * 5_000 + "\n")
    with pytest.raises(Refused, match="columns"):
        delimited(tmp_path / "wide.csv")


def test_the_sum_is_that_of_the_file(tmp_path: Path) -> None:
    found: Outcome = imported(
        tmp_path, "a.csv", "date,place\n2022-03-01,Goris\n2022-03-02,\n,\n\n2022-03-03,Goris\n"
    )
    read, *parts = found.counts
    assert read == sum(parts) == 3
