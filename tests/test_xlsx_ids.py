"""Ids that came out of a spreadsheet otherwise than they went in: found, or refused; never a second row."""

from __future__ import annotations

import unicodedata
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from collection_kit import ARTICLE, EVENT, LINK, MENTION, MENTION2, SAID, make, table
from hypothesis import given, settings
from hypothesis import strategies as st
from test_xlsx_import import appended, csvs, edited, exported, rows
from tries import tries

from geodash.collection import load
from geodash.collection.read.ids import Ids, skeleton, tidy
from geodash.exchange.xlsx_import import import_xlsx

LETTERS = str.maketrans("aceopx", "асеорх")  # Latin to Cyrillic


def as_number(ident: str) -> object:
    """What a spreadsheet makes of it, if it makes a number of it."""
    try:
        value = float(ident)
    except ValueError:
        return ident
    return int(value) if value.is_integer() and abs(value) < 1e15 else value


#: What spreadsheets and people do to an id: the cell that comes of it.
SPOILT = {
    "number": as_number,
    "number as text": lambda i: str(as_number(i)),
    "float": lambda i: float(i) if i.isdigit() else i,
    "float as text": lambda i: str(float(i)) if i.isdigit() else i,
    "no zeros": lambda i: i.lstrip("0") or i,
    "capitals": str.upper,
    "small letters": str.lower,
    "another alphabet": lambda i: i.translate(LETTERS),
    "full width": lambda i: "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in i),
    "a dash": lambda i: i.replace("-", "–"),
    "a minus": lambda i: i.replace("-", "\u2212"),
    "more zeros": lambda i: "0" + i if i[0].isdigit() else i,
    "inner blank": lambda i: f"{i[:1]} {i[1:]}",
    "soft hyphen": lambda i: f"{i[:1]}\u00ad{i[1:]}",
    "blank after": lambda i: i + " ",
    "no-break blank": lambda i: "\u00a0" + i,
    "zero width": lambda i: i + "\u200b",
    "apostrophe": lambda i: "'" + i,
    "day": lambda i: datetime(2026, 2, 1) if i in ("1-2", "2-1", "feb1") else i,
    "truth": lambda i: i == "true" if i in ("true", "false") else i,
    "other": lambda i: i + "x",
}
IDS = ("8", "0008", "007", "1-2", "1E5", "cc-0042", "100", "true", "feb1", "a.b", "ACE", "12e3")


def two(tmp_path: Path, ident: str, other: str = "zz") -> Path:
    """Two events of these ids with a mention each, and a link."""
    return make(
        tmp_path / "c",
        events=table("events", {**EVENT, "event_id": ident}, {**SAID, "event_id": other}),
        mentions=table("mentions", {**MENTION, "event_id": ident}, {**MENTION2, "event_id": other}),
        links=table("links", {**LINK, "from_event": other, "to_event": ident}),
    )


def ids_of(folder: Path) -> dict[str, object]:
    """What must not move: which events there are, and what hangs on them."""
    return {
        "events": sorted(rows(folder)),
        "mentions": {i: r["event_id"] for i, r in rows(folder, "mentions").items()},
        "links": sorted((r["from_event"], r["to_event"]) for r in rows(folder, "links").values()),
    }


@settings(max_examples=tries(40))
@given(
    st.sampled_from(IDS),
    st.sampled_from(IDS),
    st.sampled_from(sorted(SPOILT)),
    st.lists(
        st.sampled_from([("Events", "event_id"), ("Mentions", "event_id"), ("Links", "to_event")]),
        min_size=1,
        max_size=3,
        unique=True,
    ),
)
def test_no_spoilt_id_makes_a_second_event_or_moves_a_mention(
    tmp_path_factory, ident, other, how, where
):
    if ident == other:
        return
    folder = two(tmp_path_factory.mktemp("ids"), ident, other)
    before, workbook, kept = csvs(folder), exported(folder), ids_of(folder)
    spoilt = SPOILT[how](ident)
    book = openpyxl.load_workbook(workbook)
    for sheet, column in where:
        at = [c.value for c in book[sheet][1]].index(column) + 1
        for row in range(2, book[sheet].max_row + 1):
            cell = book[sheet].cell(row, at)
            if cell.value == ident:
                cell.value = spoilt
    book.save(workbook)
    result = import_xlsx(workbook, folder)
    assert ids_of(folder) == kept, (ident, spoilt)
    meant = isinstance(spoilt, str) and tidy(spoilt) == ident
    exact = str(spoilt) == ident and skeleton(ident) != skeleton(other)
    if meant or (exact and not isinstance(spoilt, bool | datetime)):
        assert result.sound, result.problems
    if not result.sound:
        assert csvs(folder) == before and not result.written
        for problem in result.problems:
            assert problem.row and problem.column and problem.reason and problem.fix


ACTORS_OF = {"Events": ("actors", "recipients"), "Actors": ("actor_id", "parent")}


@settings(max_examples=tries(30))
@given(
    st.sampled_from([i.lower() for i in IDS]),
    st.sampled_from(sorted(SPOILT)),
    st.sampled_from([(sheet, column) for sheet, names in ACTORS_OF.items() for column in names]),
)
def test_no_spoilt_actor_becomes_a_second_one(tmp_path_factory, ident, how, where):
    folder = make(
        tmp_path_factory.mktemp("actors") / "c",
        actors=table(
            "actors",
            {"actor_id": ident, "name": "One", "kind": "state"},
            {"actor_id": "two", "name": "Two", "kind": "other", "parent": ident},
        ),
        events=table("events", {**EVENT, "actors": ident, "recipients": ident}),
        mentions=table("mentions", MENTION),
        links=table("links"),
    )
    assert not [p for p in load(folder).problems if p.severity == "error"]

    def kept() -> object:
        found = [(r["actors"], r["recipients"]) for r in rows(folder).values()]
        return found, [(i, r["parent"]) for i, r in rows(folder, "actors").items()]

    sheet, column = where
    before, workbook = kept(), exported(folder)
    book = openpyxl.load_workbook(workbook)
    at = [c.value for c in book[sheet][1]].index(column) + 1
    for row in range(2, book[sheet].max_row + 1):
        if book[sheet].cell(row, at).value == ident:
            book[sheet].cell(row, at).value = SPOILT[how](ident)
    book.save(workbook)
    import_xlsx(workbook, folder)
    assert kept() == before


@pytest.mark.parametrize(
    ("ident", "held", "words", "fix"),
    [
        ("0008", 8, "8 is 0008 without its zeros", "write 0008"),
        ("0008", "8", "8 is 0008 without its zeros", "write 0008"),
        ("1E5", 100000, "what a spreadsheet makes of “1E5”", "write 1E5"),
        ("1-2", datetime(2026, 2, 1), "The id is a day", "write 1-2"),
        ("sept1", datetime(2026, 9, 1), "The id is a day", "write sept1"),
        ("true", True, "truth value", "text"),
        ("cc-1", "CC-1", "capital letters", "write cc-1"),
        ("cc-1", "сс-1", "looks like", "write cc-1"),
        ("cc-1", "cc–1", "looks like", "write cc-1"),
        ("cc-0042", "cc-42", "in zeros only", "write cc-0042"),
    ],
)
def test_the_message_says_what_to_write(tmp_path: Path, ident, held, words, fix):
    folder = two(tmp_path, ident)
    workbook = edited(exported(folder), ("Events", ident, "event_id", held))
    result = import_xlsx(workbook, folder)
    problem = next(p for p in result.problems if p.column == "event_id")
    assert words in problem.reason and fix in problem.fix, problem
    assert problem.where == "out.xlsx, sheet Events row 2, column event_id"


def test_a_plain_number_is_the_id_it_looks_like(tmp_path: Path):
    folder = two(tmp_path, "8", "12")
    workbook = edited(
        exported(folder), ("Events", "8", "event_id", 8), ("Events", "12", "note", "seen")
    )
    result = import_xlsx(workbook, folder)
    assert result.written and not result.problems
    appended(workbook, "Events", **{**SAID, "event_id": 13, "title": "A new one"})
    assert import_xlsx(workbook, folder).added == (("events", ("13",)),)


@pytest.mark.parametrize("held", [9, 0.05, 12.5, "9", date(2026, 2, 1), True, 1e20])
def test_a_new_number_among_other_ids_is_refused(tmp_path: Path, held):
    folder = two(tmp_path, "0008", "0012")
    workbook = appended(exported(folder), "Events", **{**SAID, "event_id": held, "title": "New"})
    result = import_xlsx(workbook, folder)
    assert not result.sound and sorted(rows(folder)) == ["0008", "0012"]


@pytest.mark.parametrize("gone", ["other-id", "", "e9"])
def test_a_row_that_lost_its_id_is_known_again(tmp_path: Path, gone):
    """A new row and a missing one at once are compared."""
    folder = make(tmp_path / "c")
    workbook = edited(exported(folder), ("Events", "e1", "event_id", gone or None))
    result = import_xlsx(workbook, folder)
    assert not result.written and (not gone or "e1" in str(result.problems[0]))
    assert result.sound == (not gone) and not result.added
    assert sorted(rows(folder)) == ["e1", "e2"]


def test_blank_ids_get_the_next(tmp_path: Path):
    folder = two(tmp_path, "cc-0009", "cc-0041")
    workbook = exported(folder)
    for title in ("First new one", "Second new one"):
        appended(workbook, "Events", **{**SAID, "event_id": None, "title": title})
    appended(
        workbook,
        "Mentions",
        event_id="cc-0042",
        article_id="road",
        quote="Azerbaijan rejected this on Tuesday",
        supports="what",
    )
    appended(workbook, "Actors", name="Red Cross", kind="other")
    result = import_xlsx(workbook, folder)
    assert result.written, result.problems
    assert result.added == (
        ("events", ("cc-0042",)),
        ("events", ("cc-0043",)),
        ("mentions", ("m3",)),
        ("actors", ("red-cross",)),
    )
    assert rows(folder, "mentions")["m3"]["event_id"] == "cc-0042"
    # The same workbook again, its cells still blank: they are the rows that it gave.
    before = csvs(folder)
    again = import_xlsx(workbook, folder)
    assert again.sound and not again.added and csvs(folder) == before
    # Also when one of them was edited by somebody else, or in the workbook.
    text = (folder / "events.csv").read_text().replace("First new one", "First new event")
    (folder / "events.csv").write_text(text)
    book = openpyxl.load_workbook(workbook)
    titles = [c.value for c in book["Events"][1]]
    book["Events"].cell(5, titles.index("note") + 1).value = "mine"
    book.save(workbook)
    result = import_xlsx(workbook, folder)
    assert [(c.key, c.column) for c in result.changes] == [(("cc-0043",), "note")]
    assert rows(folder)["cc-0042"]["title"] == "First new event" and not result.added


def test_a_row_given_twice_is_refused(tmp_path: Path):
    folder = make(tmp_path / "c")
    workbook = exported(folder)
    for _ in range(2):
        appended(workbook, "Events", **{**SAID, "event_id": None, "title": "New"})
    result = import_xlsx(workbook, folder)
    assert not result.sound and "says the same" in result.problems[-1].reason


@pytest.mark.parametrize(
    ("sheet", "key", "column", "typed", "stands"),
    [
        ("Events", "e1", "actors", "Armenia; azerbaijan", "arm;aze"),
        ("Events", "e1", "recipients", "ARM", "arm"),
        ("Events", "e1", "place_id", "Kapan", "geonames:174875"),
        ("Mentions", "m1", "article_id", "on the road", "road"),
        ("Mentions", "m1", "article_id", "road.md", "road"),
        ("Mentions", "m1", "event_id", "E1", "e1"),
        ("Actors", "crowd", "parent", "Azerbaijan", "aze"),
    ],
)
def test_names_are_read_as_ids_and_said(tmp_path: Path, sheet, key, column, typed, stands):
    folder = make(tmp_path / "c")
    result = import_xlsx(edited(exported(folder), (sheet, key, column, typed)), folder)
    assert result.sound, result.problems
    assert rows(folder, sheet.lower())[key][column] == stands
    notes = [p for p in result.problems if p.column == column and p.severity == "warning"]
    assert not result.changes or "was read as" in notes[0].reason
    before = csvs(folder)
    assert not import_xlsx(tmp_path / "out.xlsx", folder).changes and csvs(folder) == before


@pytest.mark.parametrize(
    ("sheet", "key", "column", "typed", "asked"),
    [
        ("Events", "e1", "actors", "armm", "Did you mean “arm” (Armenia)?"),
        ("Events", "e1", "actors", "Armania", "Did you mean “arm” (Armenia)?"),
        ("Events", "e1", "actors", "nobody", "sheet Actors"),
        ("Events", "e1", "actors", "arm, aze", "Write arm;aze"),
        ("Events", "e1", "actors", "arm\naze", "Write arm;aze"),
        ("Events", "e1", "place_id", "Kapann", "Did you mean"),
        ("Events", "e1", "place_id", "174895", "“geonames:174895” (Goris)"),
        ("Events", "e1", "place_id", 174895, "“geonames:174895” (Goris)"),
        ("Events", "e1", "about_places", "lachin-corridor-2022", "“area:lachin-corridor-2022”"),
        ("Mentions", "m1", "article_id", "raod", "Did you mean “road” (On the Road)?"),
        ("Mentions", "m1", "event_id", "e11", "Did you mean “e1”"),
        ("Mentions", "m1", "event_id", datetime(2026, 2, 1), "Format the column as text"),
        ("Actors", "crowd", "parent", "azee", "Did you mean “aze” (Azerbaijan)?"),
    ],
)
def test_what_is_nearly_an_id_is_asked_about(tmp_path: Path, sheet, key, column, typed, asked):
    folder = make(tmp_path / "c")
    before = csvs(folder)
    result = import_xlsx(edited(exported(folder), (sheet, key, column, typed)), folder)
    assert not result.sound and csvs(folder) == before
    assert any(asked in p.fix for p in result.problems), result.problems


def test_check_asks_too(tmp_path: Path):
    folder = make(
        tmp_path / "c",
        events=table("events", {**EVENT, "actors": "Crowds"}, {**SAID, "event_id": "0008"}),
        mentions=table(
            "mentions", {**MENTION, "article_id": "On the road"}, {**MENTION2, "event_id": "8"}
        ),
        links=table("links"),
    )
    fixes = " ".join(p.fix for p in load(folder).problems if p.code.startswith("unknown"))
    assert "Did you mean “crowd” (Crowd)?" in fixes
    assert "Did you mean “road” (On the Road)?" in fixes
    assert "Did you mean “0008”?" in fixes


@pytest.mark.parametrize("cells", [{"name": "armenia"}, {"actor_id": "NEW", "name": "New"}])
def test_a_new_actor_is_none_that_there_is_and_has_an_id_in_small_letters(tmp_path: Path, cells):
    folder = make(tmp_path / "c")
    before = csvs(folder)
    result = import_xlsx(appended(exported(folder), "Actors", kind="other", **cells), folder)
    assert not result.sound and result.problems[0].column == "actor_id"
    assert csvs(folder) == before


@pytest.mark.parametrize("typed", ["e 3", "1/2/2026", "e3?", "ё1", "#3", "-"])
def test_a_new_id_is_made_of_what_ids_are_made_of(tmp_path: Path, typed: str):
    folder = make(tmp_path / "c")
    workbook = appended(exported(folder), "Events", **{**SAID, "event_id": typed, "title": "New"})
    result = import_xlsx(workbook, folder)
    assert not result.sound and result.problems[0].column == "event_id"


def test_ids_that_look_alike_are_noticed(tmp_path: Path):
    folder = make(
        tmp_path / "c",
        events=table("events", {**EVENT, "event_id": "8"}, {**SAID, "event_id": "0008"}),
        mentions=table("mentions", {**MENTION, "event_id": "8"}),
        links=table("links"),
    )
    found = [p for p in load(folder).problems if p.code == "id-alike"]
    assert [(p.row, p.severity) for p in found] == [(3, "warning")] and "8" in found[0].reason


@pytest.mark.parametrize(
    ("column", "held", "number_format", "words"),
    [
        ("date_start", 44907, "General", "a number where a day belongs"),
        ("deaths_best", 0.5, "0%", "percentage"),
        ("latitude", 0.39, "0.00%", "percentage"),
        ("latitude", datetime(2026, 5, 39 - 8), "d.m", "not a number"),
    ],
)
def test_a_number_that_is_something_else_is_refused(
    tmp_path: Path, column, held, number_format, words
):
    folder = make(tmp_path / "c")
    workbook = exported(folder)
    book = openpyxl.load_workbook(workbook)
    cell = book["Events"].cell(2, [c.value for c in book["Events"][1]].index(column) + 1)
    cell.value, cell.number_format = held, number_format
    book.save(workbook)
    result = import_xlsx(workbook, folder)
    assert not result.sound and any(words in p.reason for p in result.problems)


@given(st.text(min_size=1, max_size=12))
def test_every_id_is_found_by_itself(ident: str):
    known = Ids([ident, "other"])
    assert ident in known and ident not in known.alike(ident)
    assert skeleton(ident) == skeleton(f"\u200b{ident}\u00a0")


@given(
    st.lists(st.sampled_from("ab12-–−־_.:'’\u00ad\u200b éé中"), min_size=1, max_size=8), st.data()
)
def test_what_looks_alike_is_alike_and_what_was_different_stays_so(signs, data):
    """As texts are seen (domain/typography), but sign by sign: no run of dashes becomes one."""
    ident = "".join(signs)
    at = data.draw(st.integers(0, len(signs)))
    for invisible in "\u00ad\u200b\u2060\ufeff\u115f\ufe0f":
        assert skeleton(f"{ident[:at]}{invisible}{ident[at:]}") == skeleton(ident)
    for dash in "\u2010\u2212\u05be\u02d7":
        assert skeleton(ident.replace("-", dash)) == skeleton(ident)
    for more in ("-", "x", "."):
        other = f"{ident[:at]}{more}{ident[at:]}"
        if unicodedata.is_normalized("NFKC", other):
            assert skeleton(f"n{other}n") != skeleton(f"n{ident}n")
        assert Ids([ident, other]).find(other) == other
        assert Ids([ident, other]).find(ident) == ident


def test_articles_are_called_by_their_titles(tmp_path: Path):
    twin = ARTICLE.replace("blocked", "shut")
    folder = make(tmp_path / "c")
    (folder / "articles" / "twin.md").write_text(twin)
    result = import_xlsx(
        edited(exported(folder), ("Mentions", "m1", "article_id", "On the Road")), folder
    )
    assert not result.sound and "may be" in result.problems[0].reason
