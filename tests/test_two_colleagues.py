"""Two people and one workbook: what each changed is known, and nobody's work is lost."""

from __future__ import annotations

import csv
import io
import shutil
from pathlib import Path

import openpyxl
import pytest
from collection_kit import EVENT, LINK, MENTION, MENTION2, SAID, make, table
from hypothesis import given, settings
from hypothesis import strategies as st
from test_xlsx_import import appended, csvs, edited, exported, rows
from tries import tries

from geodash.collection.reanchor import reanchor
from geodash.collection.write.table import TableFile
from geodash.exchange.sheets import SHEETS, STATE
from geodash.exchange.to_file import export
from geodash.exchange.xlsx_import import Imported, import_xlsx

NEW = {**SAID, "event_id": "e3", "title": "A third event"}
NEW_MENTION = {
    "mention_id": "m3",
    "event_id": "e3",
    "article_id": "road",
    "quote": "Azerbaijan rejected this on Tuesday",
    "supports": "what",
}


def theirs(folder: Path, of: str, key: str, **cells: str) -> None:
    """Somebody else's change, in the CSV file."""
    text = (folder / f"{of}.csv").read_text("utf-8")
    found = list(csv.DictReader(io.StringIO(text, newline="")))
    for row in found:
        if next(iter(row.values())) == key:
            row.update(cells)
    (folder / f"{of}.csv").write_text(table(of, *found), encoding="utf-8")


def refused(result: Imported) -> set[tuple[int | None, str]]:
    """The cells that were refused, by row of the workbook."""
    return {(p.row, p.column) for p in result.problems if p.severity == "error"}


def test_rows_that_nobody_touched_are_skipped(tmp_path: Path):
    folder = make(tmp_path / "c")
    workbook = edited(exported(folder), ("Events", "e2", "note", "mine"))
    theirs(folder, "events", "e1", title="Road closed near Goris", note="theirs")
    theirs(folder, "actors", "arm", name="Republic of Armenia")
    result = import_xlsx(workbook, folder)
    assert result.written and [(c.key, c.column) for c in result.changes] == [(("e2",), "note")]
    assert rows(folder)["e1"]["title"] == "Road closed near Goris"
    assert rows(folder, "actors")["arm"]["name"] == "Republic of Armenia"


def test_cells_of_one_row_merge_and_only_common_ones_are_refused(tmp_path: Path):
    folder = make(tmp_path / "c")
    workbook = edited(
        exported(folder),
        ("Events", "e1", "note", "mine"),
        ("Events", "e1", "place_name", "Goris"),
        ("Events", "e2", "note", "mine"),
    )
    theirs(folder, "events", "e1", title="Road closed", date_note="theirs")
    both = tmp_path / "both"
    shutil.copytree(folder, both)
    result = import_xlsx(workbook, folder)
    assert result.written
    row = rows(folder)["e1"]
    assert (row["title"], row["date_note"], row["note"], row["place_name"]) == (
        "Road closed", "theirs", "mine", "Goris",
    )  # fmt: skip
    theirs(both, "events", "e1", place_name="by Goris")
    theirs(both, "events", "e2", note="theirs")
    before = csvs(both)
    result = import_xlsx(workbook, both)
    assert refused(result) == {(2, "place_name"), (3, "note")} and csvs(both) == before
    assert "by Goris" in result.problems[0].reason
    # Put into the cell what the others have, and the rest is taken.
    edited(workbook, ("Events", "e1", "place_name", "by Goris"), ("Events", "e2", "note", "theirs"))
    assert import_xlsx(workbook, both).written and rows(both)["e1"]["note"] == "mine"


def test_both_made_the_same_change(tmp_path: Path):
    folder = make(tmp_path / "c")
    workbook = edited(exported(folder), ("Events", "e1", "note", "the same"))
    theirs(folder, "events", "e1", note="the same")
    result = import_xlsx(workbook, folder)
    assert result.sound and not result.changes


def test_a_workbook_is_read_again_and_again_while_work_goes_on(tmp_path: Path):
    folder = make(tmp_path / "c")
    workbook = appended(exported(folder), "Events", **NEW)
    appended(workbook, "Mentions", **NEW_MENTION)
    edited(workbook, ("Events", "e1", "note", "first"))
    assert import_xlsx(workbook, folder).written
    # The new mention's place is found, others work on, and the reader goes on in the same file.
    assert reanchor(folder).sound
    anchored = rows(folder, "mentions")["m3"]
    assert anchored["start"] and anchored["suffix"]
    theirs(folder, "events", "e3", note="theirs")
    theirs(folder, "events", "e2", note="theirs")
    before = csvs(folder)
    again = import_xlsx(workbook, folder)
    assert again.sound and not again.changes and csvs(folder) == before
    edited(workbook, ("Events", "e1", "note", "second"), ("Events", "e3", "title", "Renamed"))
    result = import_xlsx(workbook, folder)
    assert {(c.key[0], c.column, c.new) for c in result.changes} == {
        ("e1", "note", "second"),
        ("e3", "title", "Renamed"),
    }
    assert rows(folder)["e3"]["note"] == "theirs"
    assert rows(folder, "mentions")["m3"] == anchored
    # What others change in a cell after it was taken stays, until the reader changes it again.
    theirs(folder, "events", "e1", note="theirs")
    edited(workbook, ("Events", "e2", "title", "Another title"))
    assert import_xlsx(workbook, folder).written
    assert rows(folder)["e1"]["note"] == "theirs"
    edited(workbook, ("Events", "e1", "note", "third"))
    result = import_xlsx(workbook, folder)
    assert refused(result) == {(2, "note")}


def test_one_workbook_after_another(tmp_path: Path):
    """The second reader's changes of the same cells are refused, the others' merge."""
    folder = make(tmp_path / "c")
    first = exported(folder, "a.xlsx")
    second = tmp_path / "b.xlsx"
    shutil.copyfile(first, second)
    edited(first, ("Events", "e1", "note", "a"), ("Events", "e1", "place_name", "A"))
    edited(second, ("Events", "e1", "note", "b"), ("Events", "e2", "note", "b"))
    appended(first, "Events", **NEW)
    appended(second, "Events", **{**NEW, "title": "Quite another event"})
    assert import_xlsx(first, folder).written
    before = csvs(folder)
    result = import_xlsx(second, folder)
    assert refused(result) == {(2, "note"), (4, "title")} and csvs(folder) == before
    fix = next(p.fix for p in result.problems if p.column == "title")
    assert "blank" in fix
    edited(second, ("Events", "e1", "note", "a"), ("Events", "e3", "event_id", None))
    result = import_xlsx(second, folder)
    assert result.written and list(rows(folder)) == ["e1", "e2", "e3", "e4"]


def test_another_workbook_of_the_same_path_is_another_reader(tmp_path: Path):
    folder = make(tmp_path / "c")
    pristine = exported(folder).read_bytes()
    workbook = edited(tmp_path / "out.xlsx", ("Events", "e1", "note", "a"))
    assert import_xlsx(workbook, folder).written
    workbook.write_bytes(pristine)
    edited(workbook, ("Events", "e2", "note", "b"))
    result = import_xlsx(workbook, folder)
    assert result.written and rows(folder)["e1"]["note"] == "a"


def test_a_workbook_taken_away_anew_is_no_continuation_of_the_one_before(tmp_path: Path):
    """Not even of the same view and path, whatever it changes and though rows were added before."""
    folder = make(tmp_path / "c")
    workbook = tmp_path / "out.xlsx"
    export(folder, "xlsx", "", str(workbook))
    second = workbook.read_bytes()
    export(folder, "xlsx", "", str(workbook), force=True)
    assert workbook.read_bytes() != second
    edited(workbook, ("Events", "e1", "note", "a"), ("Events", "e2", "note", "a"))
    appended(workbook, "Events", **NEW)
    appended(workbook, "Mentions", **NEW_MENTION)
    assert import_xlsx(workbook, folder).written
    workbook.write_bytes(second)
    edited(workbook, ("Events", "e2", "place_name", "b"))
    result = import_xlsx(workbook, folder)
    assert result.written and [(c.key, c.column) for c in result.changes] == [
        (("e2",), "place_name")
    ]
    assert {key: row["note"] for key, row in rows(folder).items()} | {"e3": ""} == {
        "e1": "a", "e2": "a", "e3": "",
    }  # fmt: skip
    edited(workbook, ("Events", "e2", "note", "b"))
    assert refused(import_xlsx(workbook, folder)) == {(3, "note")}


def test_copies_of_one_workbook_are_told_apart_by_who_saved_them(tmp_path: Path):
    folder = make(tmp_path / "c")
    workbook = exported(folder)
    copy = workbook.read_bytes()
    saved_by(edited(workbook, ("Events", "e1", "note", "a"), ("Events", "e2", "note", "a")), "A")
    assert import_xlsx(workbook, folder).written
    saved_by(edited(workbook, ("Events", "e1", "note", "aa")), "A")
    assert import_xlsx(workbook, folder).written and rows(folder)["e1"]["note"] == "aa"
    workbook.write_bytes(copy)
    saved_by(edited(workbook, ("Events", "e1", "note", "b")), "B")
    before = csvs(folder)
    result = import_xlsx(workbook, folder)
    assert refused(result) == {(2, "note")} and csvs(folder) == before


def saved_by(workbook: Path, name: str) -> None:
    """As a spreadsheet notes who used it."""
    book = openpyxl.load_workbook(workbook)
    book.properties.lastModifiedBy = name
    book.save(workbook)


def test_a_row_that_somebody_removed_matters_only_if_it_was_changed(tmp_path: Path):
    folder = make(tmp_path / "c")
    workbook = edited(exported(folder), ("Events", "e1", "note", "mine"))
    (folder / "links.csv").write_text(table("links"))
    (folder / "mentions.csv").write_text(table("mentions", MENTION))
    (folder / "events.csv").write_text(table("events", EVENT))
    result = import_xlsx(workbook, folder)
    assert result.written and list(rows(folder)) == ["e1"]
    edited(workbook, ("Events", "e2", "note", "mine"))
    result = import_xlsx(workbook, folder)
    assert refused(result) == {(3, "note")} and "no longer" in result.problems[0].reason


def test_without_the_hidden_sheet_only_a_version_that_still_is_can_be_changed(tmp_path: Path):
    folder = make(tmp_path / "c")
    workbook = edited(exported(folder), ("Events", "e1", "note", "mine"))
    book = openpyxl.load_workbook(workbook)
    del book[STATE]
    book.save(workbook)
    theirs(folder, "events", "e2", note="theirs")
    before = csvs(folder)
    result = import_xlsx(workbook, folder)
    assert not result.sound and csvs(folder) == before
    assert "hidden sheet is missing" in result.problems[0].reason
    theirs(folder, "events", "e2", note="")
    shutil.rmtree(folder)
    make(folder)
    assert import_xlsx(workbook, folder).written and rows(folder)["e1"]["note"] == "mine"


def as_earlier_versions_wrote(workbook: Path, folder: Path) -> Path:
    """With a hidden sheet that has one hash a row."""
    from geodash.collection import load
    from geodash.exchange.sheets import Sheet, contract_of, fingerprint

    collection = load(folder)
    book = openpyxl.load_workbook(workbook)
    del book[STATE]
    sheet = book.create_sheet(STATE)
    sheet.append(["version", "", collection.version])
    for name in SHEETS:
        held = getattr(collection, name)
        found = list(held.values() if hasattr(held, "values") else held)
        layout = Sheet.of(name, contract_of(collection).tables[name], found)
        for row in map(layout.values, found):
            keys = ", ".join(f'"{key}"' for key in layout.key(row))
            sheet.append([name, f"[{keys}]", fingerprint(row)])
    book.save(workbook)
    return workbook


def test_workbooks_of_earlier_versions_are_read_row_by_row(tmp_path: Path):
    folder = make(tmp_path / "c")
    workbook = as_earlier_versions_wrote(exported(folder), folder)
    edited(workbook, ("Events", "e2", "note", "mine"))
    theirs(folder, "events", "e1", title="Theirs", latitude="40")
    result = import_xlsx(workbook, folder)
    assert result.written and rows(folder)["e1"]["title"] == "Theirs"
    edited(workbook, ("Events", "e1", "note", "mine"))
    result = import_xlsx(workbook, folder)
    assert not result.sound and {c for _, c in refused(result)} == {"title", "latitude", "note"}


@pytest.mark.parametrize("how", ["sorted", "deleted", "duplicated", "one column", "ids alone"])
def test_rows_that_were_moved_about(tmp_path: Path, how: str):
    ids = [f"e{n}" for n in range(1, 6)]
    events = [{**SAID, "event_id": i, "title": f"Title {i}", "note": f"Note {i}"} for i in ids]
    folder = make(
        tmp_path / "c",
        events=table("events", *events),
        mentions=table("mentions", MENTION),
        links=table("links", {**LINK, "from_event": "e2"}),
    )
    workbook, before = exported(folder), csvs(folder)
    book = openpyxl.load_workbook(workbook)
    sheet = book["Events"]
    names = [c.value for c in sheet[1]]
    cells = [[c.value for c in row] for row in sheet.iter_rows(min_row=2)]
    if how == "sorted":
        cells.reverse()
    elif how == "deleted":
        del cells[1:3]
    elif how == "duplicated":
        cells.append(list(cells[0]))
    else:
        at = 0 if how == "ids alone" else names.index("title")
        for row, value in zip(cells, [*[row[at] for row in cells][1:], cells[0][at]], strict=True):
            row[at] = value
    sheet.delete_rows(2, len(ids))
    for row in cells:
        sheet.append(row)
    book.save(workbook)
    result = import_xlsx(workbook, folder)
    assert csvs(folder) == before and not result.written
    assert result.sound == (how in ("sorted", "deleted"))
    assert result.absent == ({"events": 2} if how == "deleted" else {})
    for problem in result.problems:
        assert problem.row and problem.column


def test_what_was_changed_on_a_sheet_for_reading_is_said(tmp_path: Path):
    folder = make(tmp_path / "c")
    workbook = exported(folder)
    assert not import_xlsx(workbook, folder).problems
    edited(workbook, ("Articles", "road", "title", "Another"), ("Events", "e1", "note", "mine"))
    result = import_xlsx(workbook, folder)
    assert result.written
    assert [(p.severity, p.row, p.column) for p in result.problems] == [("warning", 2, "title")]
    assert "articles/road.md" in result.problems[0].fix


def test_a_link_that_was_changed_is_no_second_one(tmp_path: Path):
    folder = make(tmp_path / "c")
    workbook = edited(exported(folder), ("Links", "e2", "relation", "denies"))
    result = import_xlsx(workbook, folder)
    assert [(c.column, c.old, c.new) for c in result.changes] == [("relation", "about", "denies")]
    assert list(rows(folder, "links").values()) == [{**LINK, "relation": "denies"}]
    again = import_xlsx(workbook, folder)
    assert again.sound and not again.changes and not again.absent
    # Somebody removed it meanwhile: then it is a new one.
    (folder / "links.csv").write_text(table("links"))
    assert import_xlsx(workbook, folder).added == (("links", ("e2", "e1", "denies")),)


CELLS = ("title", "note", "date_note", "deaths_best", "place_name")
EDITS = st.dictionaries(
    st.tuples(st.sampled_from(["e1", "e2"]), st.sampled_from(CELLS)),
    st.sampled_from(["1", "2", "3"]),
    max_size=6,
)


@pytest.mark.apart
@settings(max_examples=tries(40))
@given(mine=EDITS, other=EDITS, again=EDITS)
def test_two_writers_lose_nothing(tmp_path_factory, mine, other, again):
    """Any edits of two people: all are there in the end, or the common cells are named and none is."""
    tolls = {"deaths_of": "crowd", "deaths_best": "9", "attributed_to": "arm"}
    folder = make(
        tmp_path_factory.mktemp("two") / "c",
        events=table("events", {**EVENT, **tolls}, {**SAID, **tolls}),
        mentions=table("mentions", MENTION, MENTION2),
    )
    workbook = exported(folder)
    for edits in (mine, {**mine, **again}):
        typed = {k: int(v) if k[1] == "deaths_best" else v for k, v in edits.items()}
        edited(workbook, *(("Events", key, name, v) for (key, name), v in typed.items()))
        before = {(k, n): rows(folder)[k][n] for k in ("e1", "e2") for n in CELLS}
        file = TableFile.read(folder, "events.csv", list(rows(folder)["e1"]))
        for (key, name), value in other.items():
            at = next(r for r in file.rows if file.get(r, "event_id") == key)
            file.set(at, name, value)
        file.save()
        started = {**before, **other}
        result = import_xlsx(workbook, folder)
        found = {(k, n): rows(folder)[k][n] for k in ("e1", "e2") for n in CELLS}
        if edits is mine or mine == {**mine, **again}:
            common = {k for k in mine if k in other and mine[k] != other[k]}
        else:
            common = set()  # told by the refusals below
        if result.sound:
            assert not common
            for cell, value in started.items():
                if cell not in edits:
                    assert found[cell] == value
            if edits is mine:
                assert all(found[cell] == value for cell, value in mine.items())
        else:
            assert found == started
            named = {(f"e{row - 1}", column) for row, column in refused(result)}
            assert named == common if edits is mine else named <= set(other)
            break
