"""Excel and back: what nobody touched stays as it was, what was changed is written, all or nothing."""

from __future__ import annotations

import csv
import io
import shutil
import zipfile
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
import shipped_sample
from collection_kit import EVENT, MENTION, SAID, make, table
from hypothesis import given, settings
from hypothesis import strategies as st
from office_sample import AUTUMN, of, of_corpus
from shipped_sample import ROOT
from tries import tries
from typer.testing import CliRunner

from geodash.cli import app
from geodash.collection import load
from geodash.collection.write.files import ChangedError
from geodash.exchange import xlsx_import, xlsx_read
from geodash.exchange.sheets import CUT, decoded, encoded
from geodash.exchange.xlsx import write
from geodash.exchange.xlsx_import import import_xlsx
from geodash.exchange.xlsx_read import WorkbookError
from geodash.query import Store

TABLES = ("events", "mentions", "links", "actors")


_WRITTEN: dict[tuple[tuple[Path, bytes], ...], bytes] = {}


def exported(folder: Path, name: str = "out.xlsx") -> Path:
    """The whole of a collection as a workbook beside it; equal ones are written once."""
    files = (p for p in sorted(folder.rglob("*")) if p.is_file())
    content = tuple((p.relative_to(folder), p.read_bytes()) for p in files)
    if content not in _WRITTEN:
        collection = load(folder)
        _WRITTEN[content] = write(of(collection, Store(collection)))
    target = folder.parent / name
    target.write_bytes(_WRITTEN[content])
    return target


def csvs(folder: Path) -> dict[str, bytes]:
    return {t: (folder / f"{t}.csv").read_bytes() for t in TABLES}


def rows(folder: Path, name: str = "events") -> dict[str, dict[str, str]]:
    text = (folder / f"{name}.csv").read_text("utf-8")
    found = list(csv.DictReader(io.StringIO(text, newline="")))
    return {next(iter(row.values())): row for row in found}


def edited(path: Path, *edits: tuple[str, str, str, object]) -> Path:
    """Cells by sheet, id in the first column and name of the column, set in the workbook."""
    book = openpyxl.load_workbook(path)
    for sheet, key, column, value in edits:
        names = [cell.value for cell in book[sheet][1]]
        row = next(r for r in book[sheet].iter_rows(min_row=2) if r[0].value == key)
        row[names.index(column)].value = value
    book.save(path)
    return path


def appended(path: Path, sheet: str, **cells: object) -> Path:
    book = openpyxl.load_workbook(path)
    names = [cell.value for cell in book[sheet][1]]
    number = book[sheet].max_row + 1
    for column, value in cells.items():
        book[sheet].cell(number, names.index(column) + 1, value)
    book.save(path)
    return path


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    (folder / "articles").mkdir(parents=True)
    for name in ("datapackage.json", "wording.yaml", *(f"{t}.csv" for t in TABLES)):
        shutil.copyfile(ROOT / name, folder / name)
    for article in (ROOT / "articles").glob("*.md"):
        shutil.copyfile(article, folder / "articles" / article.name)
    return folder


def test_the_corpus_goes_to_excel_and_back_unchanged(corpus: Path):
    before = csvs(corpus)
    workbook = exported(corpus)
    result = import_xlsx(workbook, corpus)
    assert (result.changes, result.added, result.problems) == ((), (), ())
    # Saved again by another program: shared strings, other styles.
    openpyxl.load_workbook(workbook).save(workbook)
    result = import_xlsx(workbook, corpus)
    assert (result.changes, result.added, result.problems) == ((), (), ())
    assert csvs(corpus) == before


def test_changed_cells_alone_are_written(corpus: Path):
    before = csvs(corpus)
    workbook = edited(
        exported(corpus),
        ("Events", "cc-0001", "date_end", datetime(2022, 12, 30)),
        ("Events", "cc-0040", "deaths_high", 50),
        ("Actors", "armenia", "aliases", "Yerevan"),
    )
    result = import_xlsx(workbook, corpus)
    assert result.written and not result.problems
    assert {(c.key, c.column, c.new) for c in result.changes} == {
        (("cc-0001",), "date_end", "2022-12-30"),
        (("cc-0040",), "deaths_high", "50"),
        (("armenia",), "aliases", "Yerevan"),
    }
    log = [(c.table, c.id, c.column, c.before, c.after) for c in load(corpus).changes[-3:]]
    assert ("events", "cc-0040", "deaths_high", "", "50") in log, log
    after = csvs(corpus)
    assert after["mentions"] == before["mentions"] and after["links"] == before["links"]
    old, new = before["events"].splitlines(), after["events"].splitlines()
    assert sum(a != b for a, b in zip(old, new, strict=True)) == 2
    assert all(backup.read_bytes() == before[name[:-4]] for name, backup in result.backups.items())


def test_a_filtered_export_leaves_other_rows_alone(corpus: Path, tmp_path: Path):
    workbook = tmp_path / "autumn.xlsx"
    workbook.write_bytes(write(of_corpus(AUTUMN)))
    edited(workbook, ("Events", "cc-0001", "note", "Looked at again."))
    book = openpyxl.load_workbook(workbook)
    book["Events"].delete_rows(3)
    book.save(workbook)
    result = import_xlsx(workbook, corpus)
    assert [c.key for c in result.changes] == [("cc-0001",)]
    assert result.absent == {"events": 1}
    assert len(rows(corpus)) == len(shipped_sample.corpus().events)
    assert rows(corpus)["cc-0001"]["note"] == "Looked at again."


def test_new_rows_are_added_below(tmp_path: Path):
    folder = make(tmp_path / "c")
    workbook = appended(
        exported(folder),
        "Events",
        event_id="e3",
        title="Armenia and Azerbaijan talk",
        date_start=date(2022, 12, 13),
        date_end="2022-12-13",
        event_type="CONSULT",
        actors="arm;aze",
    )
    appended(
        workbook,
        "Mentions",
        mention_id="m3",
        event_id="e3",
        article_id="road",
        quote="Azerbaijan rejected this on Tuesday",
        supports="what;who;when",
    )
    result = import_xlsx(workbook, folder)
    assert result.written and result.added == (("events", ("e3",)), ("mentions", ("m3",)))
    event = load(folder).events["e3"]
    assert (event.date_start, event.actors) == (date(2022, 12, 13), ("arm", "aze"))
    assert list(rows(folder)) == ["e1", "e2", "e3"]
    log = [(c.table, c.id, c.column, c.after) for c in load(folder).changes]
    assert log == [
        ("events", "e3", "", "Armenia and Azerbaijan talk"),
        ("mentions", "m3", "", "Azerbaijan rejected this on Tuesday"),
    ]


def test_a_dry_run_writes_nothing(tmp_path: Path):
    folder = make(tmp_path / "c")
    workbook = edited(exported(folder), ("Events", "e1", "title", "Road near Goris closed"))
    before = csvs(folder)
    result = import_xlsx(workbook, folder, dry_run=True)
    assert len(result.changes) == 1 and not result.written
    assert csvs(folder) == before and not (folder / ".geodash" / "backups").exists()


@pytest.mark.parametrize(
    ("column", "value", "words"),
    [
        ("latitude", "north", "not a number"),
        ("latitude", 91, "from -90"),
        ("date_end", datetime(2022, 12, 12, 13, 30), "time of day"),
        ("date_end", datetime(2021, 12, 12), "before the first day"),
        ("status", "rumoured", "not one of the values"),
        ("title", "=SUM(A1:A9)", "formula"),
        ("title", None, "blank"),
        ("where_prec", 9, "from 1"),
    ],
)
def test_a_wrong_cell_is_named_and_nothing_is_written(tmp_path: Path, column, value, words):
    folder = make(tmp_path / "c")
    workbook = edited(
        exported(folder),
        ("Events", "e1", column, value),
        ("Actors", "arm", "name", "Republic of Armenia"),
    )
    before = csvs(folder)
    result = import_xlsx(workbook, folder)
    assert not result.sound and not result.written and csvs(folder) == before
    found = [p for p in result.problems if words in p.reason and p.severity == "error"]
    assert found, [str(p) for p in result.problems]
    assert found[0].file == "out.xlsx, sheet Events"
    assert (found[0].row, found[0].fix != "") == (2, True)
    assert found[0].column in (column, "date_end")


def test_a_row_changed_by_someone_else_is_not_overwritten(tmp_path: Path):
    folder = make(tmp_path / "c")
    workbook = edited(exported(folder), ("Events", "e1", "note", "mine"))
    (folder / "events.csv").write_text(
        table("events", {**EVENT, "note": "theirs"}, SAID), encoding="utf-8"
    )
    result = import_xlsx(workbook, folder)
    assert not result.sound and "changed after the workbook was made" in result.problems[0].reason
    assert rows(folder)["e1"]["note"] == "theirs"


@pytest.mark.parametrize("name", ["events.csv", "actors.csv", "articles/road.md", "wording.yaml"])
def test_what_is_checked_is_what_is_written(tmp_path: Path, monkeypatch, name):
    """Another writer comes between the reading and the writing: its work isn't lost, ours is refused."""
    folder = make(tmp_path / "c")
    workbook = edited(exported(folder), ("Events", "e1", "note", "mine"))
    read_book, before = xlsx_import.read_book, csvs(folder)
    theirs = (folder / name).read_bytes() + b"\n" if (folder / name).exists() else b"[]\n"

    def slow(*args):
        (folder / name).write_bytes(theirs)
        return read_book(*args)

    monkeypatch.setattr(xlsx_import, "read_book", slow)
    with pytest.raises(ChangedError, match=name):
        import_xlsx(workbook, folder)
    assert (folder / name).read_bytes() == theirs
    assert {**csvs(folder), name[:-4]: b""} == {**before, name[:-4]: b""}


def test_reading_the_same_workbook_twice_changes_nothing_more(tmp_path: Path):
    folder = make(tmp_path / "c")
    workbook = edited(exported(folder), ("Events", "e1", "note", "mine"))
    assert import_xlsx(workbook, folder).written
    again = import_xlsx(workbook, folder)
    assert again.sound and not again.changes and not again.written


def test_a_new_quote_is_looked_for_afresh(tmp_path: Path):
    anchored = {**MENTION, "prefix": "", "suffix": " by a crowd", "start": "14", "end": "55"}
    folder = make(tmp_path / "c", mentions=table("mentions", anchored))
    workbook = edited(exported(folder), ("Mentions", "m1", "quote", "blocked by a crowd again"))
    result = import_xlsx(workbook, folder)
    assert result.written
    row = rows(folder, "mentions")["m1"]
    assert (row["quote"], row["start"], row["suffix"]) == ("blocked by a crowd again", "", "")
    assert load(folder).anchors["m1"].state == "exact"


def test_a_quote_that_is_not_in_the_article_is_refused(tmp_path: Path):
    folder = make(tmp_path / "c")
    workbook = edited(exported(folder), ("Mentions", "m1", "quote", "words of nobody at all"))
    result = import_xlsx(workbook, folder)
    assert not result.sound
    assert result.problems[0].where.startswith("out.xlsx, sheet Mentions row 2")


def test_what_could_not_be_read_is_not_made_up(tmp_path: Path):
    """A misspelt cell is read as something else; the workbook must not write that back."""
    wrong = {**EVENT, "status": "reportedd", "latitude": "39,51"}
    folder = make(tmp_path / "c", events=table("events", wrong, SAID))
    before = csvs(folder)
    assert not import_xlsx(exported(folder), folder).changes
    assert csvs(folder) == before


def test_own_columns_make_the_round_trip(tmp_path: Path):
    own = table("events", {**EVENT, "reviewer": "=A1"}, SAID, more=("reviewer",))
    folder = make(tmp_path / "c", events=own)
    workbook = exported(folder)
    assert not import_xlsx(workbook, folder).changes
    result = import_xlsx(edited(workbook, ("Events", "e2", "reviewer", "Ani")), folder)
    assert result.written and rows(folder)["e2"]["reviewer"] == "Ani"
    assert rows(folder)["e1"]["reviewer"] == "=A1"


def test_a_text_too_long_for_a_cell_is_kept_and_cannot_be_cut(tmp_path: Path):
    folder = make(tmp_path / "c", events=table("events", {**EVENT, "note": "x" * 40_000}, SAID))
    workbook = exported(folder)
    assert not import_xlsx(workbook, folder).changes
    result = import_xlsx(edited(workbook, ("Events", "e1", "note", f"shorter{CUT}")), folder)
    assert not result.sound and len(rows(folder)["e1"]["note"]) == 40_000


def test_files_that_are_no_workbooks_get_a_message(tmp_path: Path):
    folder = make(tmp_path / "c")
    text = tmp_path / "text.xlsx"
    text.write_text("no workbook")
    archive = tmp_path / "zip.xlsx"
    with zipfile.ZipFile(archive, "w") as package:
        package.writestr("[Content_Types].xml", "<a")
    empty = tmp_path / "empty.xlsx"
    openpyxl.Workbook().save(empty)
    for path in (text, archive, empty):
        with pytest.raises(WorkbookError, match=path.name):
            import_xlsx(path, folder)


def test_the_command_says_what_it_does(tmp_path: Path):
    folder = make(tmp_path / "c")
    workbook = edited(exported(folder), ("Events", "e1", "note", "seen\x1b"[:4]))
    run = CliRunner().invoke(app, ["import", str(workbook), str(folder), "--dry-run"])
    assert run.exit_code == 0 and "Events row 2, e1, note: “” → “seen”" in run.output
    assert "nothing was written" in run.output
    run = CliRunner().invoke(app, ["import", str(workbook), str(folder)])
    assert run.exit_code == 0 and "1 cell changed" in run.output
    edited(workbook, ("Events", "e2", "latitude", "north"))
    run = CliRunner().invoke(app, ["import", str(workbook), str(folder)])
    assert run.exit_code == 1 and "sheet Events row 3, column latitude" in run.output
    run = CliRunner().invoke(app, ["import", str(tmp_path / "none.xlsx"), str(folder)])
    assert run.exit_code == 2


NASTY = (
    "=1+1",
    "+49",
    "-cmd|' /C calc'!A0",
    "@SUM(A1)",
    "#N/A",
    "2022-09-13",
    "12",
    "TRUE",
    "_x0041_ and _x000D_",
    "_x005F_x0041_",
    "two\nlines\n",
    " blank ends ",
    "\u202eright to left \u2066",
    "👩‍🚒 🇦🇲",
    "x" * 10_000,
    "\x07bell\x1b[31m",
    "\ufffe\uffff",
    "'",
    '"',
)
ANY = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=60)


def untouched(folder: Path) -> None:
    """The collection comes back as it went, also when another program saved the workbook."""
    before = csvs(folder)
    workbook = exported(folder)
    for again in (False, True):
        if again:
            openpyxl.load_workbook(workbook).save(workbook)
        result = import_xlsx(workbook, folder)
        assert not result.changes and not result.added, result.changes
        assert csvs(folder) == before


def test_hostile_cells_make_the_round_trip(tmp_path: Path):
    events = [
        {**EVENT, "event_id": f"e{n}", "title": f"{text}T", "note": text, "place_name": text}
        for n, text in enumerate(NASTY)
    ]
    actors = [{"actor_id": f"a{n}", "name": text, "aliases": text} for n, text in enumerate(NASTY)]
    untouched(
        make(
            tmp_path / "c",
            events=table("events", *events),
            actors=table("actors", *actors),
            mentions=table("mentions", MENTION),
            links=table("links"),
        )
    )


@settings(max_examples=tries(4))
@given(title=ANY, note=ANY, alias=ANY, day=st.dates(max_value=date(2100, 1, 1)))
def test_any_cells_make_the_round_trip(tmp_path_factory, title, note, alias, day):
    event = {**EVENT, "title": f"T{title}", "note": note, "date_start": day, "date_end": day}
    untouched(
        make(
            tmp_path_factory.mktemp("any") / "c",
            events=table("events", event, SAID),
            actors=table("actors", {"actor_id": "crowd", "name": "Crowd", "aliases": alias}),
        )
    )


def test_an_edited_hostile_text_arrives_as_it_is(tmp_path: Path):
    texts = ("=1+1", "-2", "two\nlines", "👩‍🚒", "x" * 10_000)
    ids = [f"e{n}" for n in range(len(texts))]
    events = table("events", *({**EVENT, "event_id": ident} for ident in ids))
    folder = make(tmp_path / "c", events=events, links=table("links"))
    (folder / "mentions.csv").write_text(table("mentions", {**MENTION, "event_id": "e0"}))
    workbook = exported(folder)
    book = openpyxl.load_workbook(workbook)
    note = [cell.value for cell in book["Events"][1]].index("note") + 1
    for row, text in enumerate(texts, start=2):
        book["Events"].cell(row, note).value = text
        book["Events"].cell(row, note).data_type = "s"
    book.save(workbook)
    assert import_xlsx(workbook, folder).written
    assert [rows(folder)[ident]["note"] for ident in ids] == list(texts)


@given(st.text())
def test_escapes_are_undone(text: str):
    escaped = encoded(text)
    assert decoded(escaped) == text
    assert not any(ord(c) < 32 and c not in "\t\n" for c in escaped)


def test_what_libreoffice_saved_is_read_back(corpus: Path, convert, tmp_path: Path):
    before = csvs(corpus)
    workbook = exported(corpus)
    (tmp_path / "saved").mkdir()
    saved = convert(workbook, "xlsx", tmp_path / "saved")
    result = import_xlsx(saved, corpus)
    assert not result.changes and not result.added and not result.problems
    edited(saved, ("Events", "cc-0001", "note", "Looked at in LibreOffice."))
    result = import_xlsx(saved, corpus)
    assert [(c.key, c.column) for c in result.changes] == [(("cc-0001",), "note")]
    assert result.written and csvs(corpus)["mentions"] == before["mentions"]


def test_a_workbook_has_no_more_rows_than_a_table_can(corpus: Path, monkeypatch):
    monkeypatch.setattr(xlsx_read, "MOST_ROWS", 20)
    with pytest.raises(WorkbookError, match="Events, has more than 20 rows"):
        import_xlsx(exported(corpus), corpus)
