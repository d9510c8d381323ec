"""``geodash import``: what it says, newer editions, hostile files, and the documentation."""

from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path

import openpyxl
import pytest
from import_kit import ACLED, UCDP, acled, imported, rows_of, text_of, ucdp
from typer.testing import CliRunner

from geodash.cli import app
from geodash.collection import load
from geodash.collection.write.files import ChangedError
from geodash.collection.write.table import TableFile
from geodash.exchange.to_file import export
from geodash.imports.form import FIELDS
from geodash.imports.formats.registry import ALL
from geodash.imports.plan import Plan
from geodash.imports.readers import container
from geodash.imports.recognise import bring
from geodash.imports.standing import Standing
from geodash.imports.table import Refused
from geodash.imports.take import take
from geodash.views.card.panel import panel_card

DOCS = Path(__file__).parents[1] / "docs" / "imports.md"


def run(*args: object) -> tuple[int, str]:
    found = CliRunner().invoke(app, ["import", *map(str, args)])
    return found.exit_code, found.output


def test_the_command_accounts_for_every_row(tmp_path: Path) -> None:
    imported(tmp_path, "a.csv", text_of(UCDP, [ucdp("1")]))
    folder, file = tmp_path / "collection", tmp_path / "b.csv"
    text = text_of(UCDP, [ucdp("1"), ucdp("2", best="many"), ucdp("3"), ucdp("3", best="9")])
    file.write_text(text)
    code, said = run(file, "-C", folder, "--dry-run")
    assert code == 3 and "(--dry-run)" in said and len(rows_of(folder / "events.csv")) == 1
    code, said = run(file, "-C", folder, "--report", tmp_path / "report.csv")
    assert (
        code == 3
        and "4 rows read = 1 new + 0 updated + 1 as before + 0 merged + 2 left out" in said
    )
    assert "CC BY 4.0" in said and "“many”" in said
    report = rows_of(tmp_path / "report.csv")
    assert [r["outcome"] for r in report] == ["remark", "left out", "left out"]
    assert report[1] | {"reason": ""} == {
        "outcome": "left out", "file": "b.csv", "row": "4", "line": "4", "column": "best", "value": "4", "reason": "",
        "fix": "Take one of them out of the file, or give it an id of its own.", "code": "one-id-two-rows",
    }  # fmt: skip
    assert run(file, folder, "--as", "nothing")[0] == 2
    assert run(file, "-C", folder, "--map", "best")[0] == 2
    assert run(tmp_path / "none.csv", "-C", folder)[0] == 2
    assert run(file, "-C", tmp_path / "nowhere")[0] == 2
    assert run(file, "-C", tmp_path)[0] == 2  # a folder that is no collection


def test_a_newer_edition_updates_adds_and_withdraws(tmp_path: Path) -> None:
    old = [ucdp("1"), ucdp("2"), ucdp("3")]
    imported(tmp_path, "ged221.csv", text_of(UCDP, old))
    new = [ucdp("1"), ucdp("2", best="5", where_prec="1"), ucdp("4")]
    found = imported(tmp_path, "ged231.csv", text_of(UCDP, new))
    assert found.counts == (3, 1, 1, 1, 0, 0) and found.taken.plan.withdrawn == ["ucdp:3"]
    assert found.taken.plan.changed == {"deaths_best": 1, "where_prec": 1}
    rows = {e["source_id"]: e for e in found.events}
    assert rows["2"]["deaths_best"] == "5" and rows["2"]["best"] == "5"
    assert rows["3"]["withdrawn"] and not rows["1"]["withdrawn"]
    collection = load(found.folder)
    assert (
        list(collection.datasets) == ["ucdp-ged"]
        and collection.datasets["ucdp-ged"].edition == "23.1"
    )
    again = imported(tmp_path, "ged231.csv", text_of(UCDP, new))
    assert again.counts == (3, 0, 0, 3, 0, 0) and again.taken.again and not again.taken.written
    other = imported(tmp_path, "other.csv", text_of(UCDP, [ucdp("9")]))
    assert not other.taken.plan.withdrawn and list(load(found.folder).datasets) == [
        "ucdp-ged",
        "ucdp-ged-2",
    ]


def test_what_editors_changed_stays(tmp_path: Path) -> None:
    found = imported(tmp_path, "a.csv", text_of(UCDP, [ucdp("1"), ucdp("2")]))
    table = TableFile.read(found.folder, "events.csv", ["event_id", "title"])
    table.set(1, "title", "Ours")
    table.save()
    (found.folder / "changes.csv").write_text(
        "when,by,why,table,id,column,before,after\n2026-01-01T00:00:00Z,,,events,ucdp:1,title,x,Ours\n"
    )
    after = imported(tmp_path, "b.csv", text_of(UCDP, [ucdp("1", best="7"), ucdp("2")]))
    assert after.events[0]["title"] == "Ours" and after.events[0]["deaths_best"] == "7"


def test_rows_that_were_there_keep_their_writing(tmp_path: Path) -> None:
    folder = tmp_path / "collection"
    folder.mkdir()
    mine = 'event_id,title,colour\r\ne1,"Mine, all",blue\r\ne2,"two ""lines""\nof it",\r\n'
    (folder / "events.csv").write_bytes(mine.encode())
    found = imported(tmp_path, "a.csv", text_of(UCDP, [ucdp("1")]))
    text = (folder / "events.csv").read_bytes().decode()
    assert 'e1,"Mine, all",blue,' in text and 'e2,"two ""lines""\nof it",,' in text
    assert [e["event_id"] for e in found.events] == ["e1", "e2", "ucdp:1"]
    assert found.events[0]["colour"] == "blue" and load(folder).events["e1"].title == "Mine, all"


def test_nothing_is_written_over_somebodys_change(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = imported(tmp_path, "a.csv", text_of(UCDP, [ucdp("1")]))
    read = Standing.of

    def of(folder: Path) -> Standing:
        standing = read(folder)
        with (folder / "events.csv").open("a") as file:
            file.write("e9,Theirs\n")
        return standing

    monkeypatch.setattr(Standing, "of", of)
    (tmp_path / "b.csv").write_text(text_of(UCDP, [ucdp("2")]))
    with pytest.raises(ChangedError):
        take(bring(tmp_path / "b.csv"), found.folder)
    assert [e["event_id"] for e in rows_of(found.folder / "events.csv")] == ["ucdp:1", "e9"]


def test_it_reads_back_sound_and_goes_out_again(tmp_path: Path) -> None:
    rows = [acled("A1"), acled("A2", notes="<b>Only</b> & words", actor2="Civilians (Armenia)")]
    found = imported(tmp_path, "a.csv", text_of(ACLED, rows))
    collection = load(found.folder)
    assert len(collection.events) == 2
    errors = [p for p in collection.problems if p.severity == "error"]
    # The folder has no tables of passages and links.
    assert {p.code for p in errors} <= {"file-missing", "no-articles"}
    assert not [
        p for p in collection.problems if p.code.startswith(("unsupported", "column-unknown"))
    ]
    target = tmp_path / "out.csv"
    export(found.folder, "csv", "", str(target), force=False)
    with target.open(encoding="utf-8-sig", newline="") as file:
        out = list(csv.DictReader(file))
    assert {r["event_id"]: r["disorder_type"] for r in out} == {"acled:A1": "", "acled:A2": ""}
    assert {r["sub_event_type"] for r in out} == {"Peaceful protest"}
    assert {r["event_date"] for r in out} == {"09 May 2020"}
    package = tmp_path / "out.zip"
    export(found.folder, "zip", "", str(package), force=False)
    with zipfile.ZipFile(package) as archive:
        readme = archive.read("README.md").decode()
        assert "Raleigh" in readme and "may not be redistributed" in readme.replace("\\", "")
        assert "geodash:dataset" in archive.read("datapackage.json").decode()


def test_the_card_says_whose_assertion_it_is(tmp_path: Path) -> None:
    rows = [
        ucdp("1", source_headline="Shots <script>"),
        ucdp("2", source_headline="", source_office=""),
    ]
    found = imported(tmp_path, "a.csv", text_of(UCDP, rows))
    collection = load(found.folder)
    first = panel_card(collection, "ucdp:1")["html"]
    assert "Shots" in first and "<script>" not in first and "An assertion of the data set" in first
    assert (
        "No words of an article" not in first and "Example Agency" in first and "Sundberg" in first
    )
    assert "The data set reports it" in first and "(inferred)" not in first
    assert "which gives no passage" in panel_card(collection, "ucdp:2")["html"]


def test_bombs_are_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(container, "MOST_BYTES", 1_000_000)
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.csv", b"0" * 2_000_000)
    data = bytearray(bomb.getvalue())
    with pytest.raises(Refused, match="unpacks to"):
        imported(tmp_path, "bomb.zip", bytes(data))
    # A size that the archive tells is only its word.
    at = data.index(b"PK\x01\x02")
    data[at + 24 : at + 28] = (10).to_bytes(4, "little")
    with pytest.raises(Refused):
        imported(tmp_path, "liar.zip", bytes(data))
    assert not list((tmp_path / "collection" / "articles").glob("*.csv"))


def test_formulas_are_what_they_were_saved_as(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in (["date", "place", "killed"], ["2022-03-01", "Goris", '=HYPERLINK("http://x")']):
        sheet.append(row)
    book.save(tmp_path / "made.xlsx")
    found = imported(tmp_path, "f.xlsx", (tmp_path / "made.xlsx").read_bytes())
    assert found.column("killed") == [""] and found.column("deaths_best") == [""]
    text = "date,place,text\n2022-03-01,Goris,\"=cmd|'/c calc'!A1\"\n"
    shown = imported(tmp_path, "g.csv", text)
    export(shown.folder, "csv", "", str(tmp_path / "o.csv"), force=False)
    assert "\"'=cmd" in (tmp_path / "o.csv").read_text("utf-8-sig") or "'=cmd" in (
        tmp_path / "o.csv"
    ).read_text("utf-8-sig")


@pytest.mark.parametrize("form", ALL, ids=lambda f: f.key)
def test_the_documentation_is_that_of_the_formats(form: object) -> None:
    from geodash.imports.form import Form

    assert isinstance(form, Form)
    text = DOCS.read_text("utf-8")
    head = f"### {form.title} (`{form.key}`)\n"
    assert head in text
    section = text.split(head)[1].split("\n### ")[0]
    for name, columns in form.fields.items():
        assert f"| {FIELDS[name]} | {', '.join(f'`{c}`' for c in columns)} |" in section
    assert section.count("\n| ") - bool(form.fields) == len(form.fields)
    assert form.loses in section and form.licence in section


def test_a_table_without_ids_is_known_by_its_contents(tmp_path: Path) -> None:
    head, rows = "date,place\n", [f"2022-03-0{n},Goris\n" for n in range(1, 6)]
    imported(tmp_path, "events.csv", head + "".join(rows))
    newer = imported(tmp_path, "events_2.csv", head + "".join(rows[1:]) + "2022-04-01,Kapan\n")
    assert newer.counts == (5, 1, 0, 4, 0, 0) and len(newer.taken.plan.withdrawn) == 1
    # Another file that is only called alike is no edition of it, and withdraws nothing.
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "collection").symlink_to(tmp_path / "collection")
    other = imported(tmp_path / "elsewhere", "events.csv", head + "2021-01-01,Sisian\n")
    assert other.counts[:2] == (1, 1) and not other.taken.plan.withdrawn
    assert len(load(newer.folder).datasets) == 2


def test_who_watches_can_end_it(tmp_path: Path) -> None:
    found = imported(tmp_path, "a.csv", text_of(UCDP, [ucdp("1")]))
    (tmp_path / "b.csv").write_text(text_of(UCDP, [ucdp("2")]))

    def stop(plan: Plan) -> None:
        raise InterruptedError(f"{plan.read} of {plan.brought.survey.rows}")

    with pytest.raises(InterruptedError, match="1 of 1"):
        take(bring(tmp_path / "b.csv"), found.folder, progress=stop)
    assert [e["event_id"] for e in rows_of(found.folder / "events.csv")] == ["ucdp:1"]


def test_a_collection_says_itself_what_a_code_becomes(tmp_path: Path) -> None:
    rows = [acled("A1"), acled("A2", event_type="Battles", sub_event_type="Armed clash")]
    imported(tmp_path, "a.csv", text_of(ACLED, rows))
    folder, file = tmp_path / "collection", tmp_path / "a.csv"
    own = folder / "import-kinds.csv"
    own.write_text(
        "code,type,format\nPeaceful protest,CONSULT,\npeaceful protest,DEMAND,acled\nArmed clash,,\n"
    )
    code, said = run(file, "-C", folder, "--mend", "3:fatalities=7")
    assert code == 0 and "2 updated" in said and "Corrected while it was brought" in said
    types = {row["event_id"]: row["event_type"] for row in rows_of(folder / "events.csv")}
    assert types == {"acled:A1": "DEMAND", "acled:A2": ""}
    assert rows_of(folder / "events.csv")[1]["deaths_best"] == "7"
    own.write_text("code,type\nArmed clash,WAR\n")
    code, said = run(file, "-C", folder)
    assert code == 2 and "import-kinds.csv row 2: “WAR” is no type" in said
    own.write_text("word\nx\n")
    assert "needs the columns code and type" in run(file, "-C", folder)[1]
    assert run(file, "-C", folder, "--mend", "fatalities=7")[0] == 2


def test_a_corrected_row_without_an_id_is_still_the_row_of_the_file(tmp_path: Path) -> None:
    """Equal rows are counted apart before and after; no event is doubled, none withdrawn."""
    row = {"Date": "2022-03-01", "Place": "Goris", "Notes": "A road was closed", "Killed": "2"}
    text = text_of([*row], [row, row, row | {"Date": "2022-03-02", "Killed": "1"}])
    found = imported(tmp_path, "list.csv", text)
    folder, file = tmp_path / "collection", tmp_path / "list.csv"
    mends = ("--mend", "3:Killed=4", "--mend", "3:Notes=Two roads were closed")
    code, said = run(file, "-C", folder, *mends)
    assert code == 0 and "= 0 new + 1 updated + 2 as before" in said and "0 withdrawn" in said
    after = rows_of(folder / "events.csv")
    assert [e["event_id"] for e in after] == found.column("event_id")
    assert [e["deaths_best"] for e in after] == ["2", "4", "1"]
    assert after[1]["source_text"] == "Two roads were closed"
    # Taken again as it is meant, nothing is another.
    assert "nothing to do" in run(file, "-C", folder, *mends)[1]


def test_what_columns_become_is_kept_and_counts_for_the_next_file(tmp_path: Path) -> None:
    header, folder = ["Wann", "Was", "Ort", "Lage"], tmp_path / "collection"
    row = {"Wann": "2022-03-01", "Was": "Straße gesperrt", "Ort": "Goris", "Lage": "ruhig"}
    imported(tmp_path, "x.csv", text_of(["id"], [{"id": "1"}]), told={"id": "title"})
    (tmp_path / "march.csv").write_text(text_of(header, [row]))
    given = ("-C", folder, "--map", "Was=text", "--map", "Ort=keep")
    assert "was kept as" not in run(tmp_path / "march.csv", *given, "--keep", "--dry-run")[1]
    assert not (folder / "import-columns.csv").exists()
    code, said = run(tmp_path / "march.csv", *given, "--keep")
    assert code == 0 and "What its columns become was kept as “march”." in said
    assert {(r["column"], r["field"]) for r in rows_of(folder / "import-columns.csv")} == {
        ("Wann", "date"), ("Was", "text"), ("Ort", "keep"),
    }  # fmt: skip
    (tmp_path / "april.csv").write_text(text_of([*header[::-1], "Mehr"], [row | {"Ort": "Kapan"}]))
    code, said = run(tmp_path / "april.csv", "-C", folder, "--updates", "none")
    assert code == 0 and "kept as “march”" in said
    last = rows_of(folder / "events.csv")[-1]
    assert (last["source_text"], last["place_name"], last["Ort"]) == (
        "Straße gesperrt",
        "",
        "Kapan",
    )
    # What is said of this file goes before it; one that lacks a column is of another kind.
    assert (
        "place" in run(tmp_path / "april.csv", "-C", folder, "--map", "Ort=place", "--dry-run")[1]
    )
    (tmp_path / "may.csv").write_text(text_of(header[:2], [row]))
    assert "kept as “march”" not in run(tmp_path / "may.csv", "-C", folder, "--dry-run")[1]
    # Kept again it is replaced.
    run(tmp_path / "april.csv", "-C", folder, "--map", "Ort=place", "--keep")
    assert {r["name"] for r in rows_of(folder / "import-columns.csv")} == {"march"}
    # A file of the same name with other columns takes nothing away.
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "march.csv").write_text("When,What\n2022-03-01,A road\n")
    _, said = run(tmp_path / "b" / "march.csv", "-C", folder, "--map", "What=text", "--keep")
    assert "was kept as “march-2”" in said
    kept = rows_of(folder / "import-columns.csv")
    assert {r["name"] for r in kept} == {"march", "march-2"}
    (folder / "import-columns.csv").write_text("name,field\n")
    code, said = run(tmp_path / "may.csv", "-C", folder)
    assert code == 2 and "has no column column" in said
