"""What stands in a collection is kept by an import: its lines, its dialects, what others write meanwhile."""

from __future__ import annotations

import gzip
import io
import json
import re
import zipfile
from pathlib import Path

import openpyxl
import pytest
from import_kit import UCDP, imported, rows_of, text_of, ucdp
from test_imports_annotations import annotation, collection
from typer.testing import CliRunner

from geodash.cli import app
from geodash.collection import load
from geodash.collection.read.ids import id_of_name
from geodash.collection.sources import CollectionError
from geodash.collection.write.files import ChangedError
from geodash.collection.write.large import digest_at, write_large
from geodash.collection.write.table import UnwritableError
from geodash.exchange import xlsx_read
from geodash.exchange.sheets import SHEETS
from geodash.exchange.xlsx_read import is_own
from geodash.geo.fold import fold
from geodash.imports.rows import appended
from geodash.imports.standing import Standing
from geodash.imports.table import Refused


def standing(folder: Path, events: str | bytes) -> Path:
    """A collection with some events."""
    found = folder / "collection"
    found.mkdir()
    (found / "datapackage.json").write_text('{"name": "c", "title": "A collection"}')
    data = events.encode() if isinstance(events, str) else events
    (found / "events.csv").write_bytes(data)
    return found


def test_a_lone_quotation_mark_costs_no_row(tmp_path: Path) -> None:
    mine = 'event_id,title\ne1,A 6" pipe\ne2,Second\ne3,"Of\ntwo ""lines"""\n'
    standing(tmp_path, mine)
    found = imported(tmp_path, "a.csv", text_of(UCDP, [ucdp("1")]))
    assert found.column("event_id") == ["e1", "e2", "e3", "ucdp:1"]
    again = imported(tmp_path, "b.csv", text_of(UCDP, [ucdp("1", best="9")]))
    assert again.column("title")[:3] == ['A 6" pipe', "Second", 'Of\ntwo "lines"']


@pytest.mark.parametrize(
    ("events", "said"),
    [
        ('event_id,title\ne1,x\ne2,"y" z\ne3,"w"\n', "line 3: the double quotes don't balance"),
        ('event_id,title\ne1,x\ne2,"y\ne3,w\n', "line 3: the double quotes don't balance"),
        ("event_id,title\ne1,x\n,\n,blank\n,blank\ne1,y\n", "has e1 twice"),
        ("title,note\nx,y\n", "no column event_id"),
    ],
)
def test_what_has_to_be_repaired_first_is_said(tmp_path: Path, events: str, said: str) -> None:
    folder = standing(tmp_path, events)
    with pytest.raises(UnwritableError, match=said):
        Standing.of(folder)


def test_events_keep_their_mark_and_actors_their_dialect(tmp_path: Path) -> None:
    folder = standing(tmp_path, b"\xef\xbb\xbfevent_id,title\r\ne1,Mine\r\n")
    old = "\ufeffactor_id;name;colour\r\nside;Côte; red\r\n"
    (folder / "actors.csv").write_bytes(old.encode())
    imported(tmp_path, "a.csv", text_of(UCDP, [ucdp("1", side_a="Côte", side_b="B; C")]))
    events = (folder / "events.csv").read_bytes()
    assert events.startswith(b"\xef\xbb\xbfevent_id,") and events.count(b"\xef\xbb\xbf") == 1
    text = (folder / "actors.csv").read_bytes().decode()
    # The one that is known by its name is found; the column that a new one needs comes along.
    assert text.startswith("\ufeffactor_id;name;colour;kind\r\nside;Côte; red;\r\n")
    actors = load(folder).actors
    assert actors["side"].name == "Côte" and len(actors) == len(text.splitlines()) - 1 > 1
    assert load(folder).events["ucdp:1"].actors[0] == "side"


def test_rows_are_added_as_the_file_is_written(tmp_path: Path) -> None:
    (tmp_path / "actors.csv").write_text('actor_id,name\na,"x" y\n')
    with pytest.raises(UnwritableError, match="line 2: the double quotes"):
        appended(tmp_path, "actors", [{"actor_id": "b"}])
    (tmp_path / "actors.csv").write_text('"actor_id","name"\n"a","x"')
    found = appended(tmp_path, "actors", [{"actor_id": "b", "name": 'y "z"', "kind": ""}])
    assert found == b'"actor_id","name"\n"a","x"\n"b","y ""z"""\n'
    (tmp_path / "actors.csv").write_text("actor_id,kind\na,other\n")
    with pytest.raises(UnwritableError, match="no column name"):
        appended(tmp_path, "actors", [{"actor_id": "b"}])
    (tmp_path / "mentions.csv").write_text("")
    assert appended(tmp_path, "mentions", []).startswith(b"mention_id,event_id,article_id,quote,")


def test_passages_that_others_add_meanwhile_stay(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = collection(tmp_path)
    read = Standing.of

    def of(path: Path) -> Standing:
        found = read(path)
        with (path / "mentions.csv").open("a") as file:
            file.write("m9,e9,road,people met there,,,,,what\n")
        return found

    monkeypatch.setattr(Standing, "of", of)
    items = [annotation(1, "the road near Goris was closed", "https://example.org/road")]
    with pytest.raises(ChangedError, match=r"mentions\.csv"):
        imported(tmp_path, "a.json", json.dumps({"type": "AnnotationPage", "items": items}))
    assert [m["mention_id"] for m in rows_of(folder / "mentions.csv")] == ["m9"]


def test_a_second_coding_takes_no_file(tmp_path: Path) -> None:
    coding = standing(tmp_path, "event_id,title\n") / "codings" / "bob"
    coding.mkdir(parents=True)
    (coding / "events.csv").write_text("event_id,title\n")
    with pytest.raises(CollectionError, match="second coding"):
        Standing.of(coding)
    (tmp_path / "a.csv").write_text(text_of(UCDP, [ucdp("1")]))
    ran = CliRunner().invoke(app, ["import", str(tmp_path / "a.csv"), "-C", str(coding)])
    assert ran.exit_code == 2 and not (coding / "datapackage.json").exists()


def test_more_columns_than_a_collection_can_have_are_refused(tmp_path: Path) -> None:
    wide = [f"c{n}" for n in range(990)]
    with pytest.raises(Refused, match=r"has 992 columns: events\.csv would have 1,0\d\d with them"):
        imported(tmp_path, "wide.csv", text_of(["date", "place", *wide], [{"date": "2022-03-01"}]))
    assert (tmp_path / "collection" / "events.csv").read_text() == "event_id,title\n"


def test_one_report_has_the_rows_of_all_files(tmp_path: Path) -> None:
    folder = standing(tmp_path, "event_id,title\n")
    files = [tmp_path / "a.csv", tmp_path / "b.csv"]
    for n, file in enumerate(files):
        file.write_text(text_of(UCDP, [ucdp(str(n), best="many")]))
    target = tmp_path / "report.csv"
    target.write_text("of an earlier import\n")
    ran = CliRunner().invoke(
        app, ["import", *map(str, files), "-C", str(folder), "--report", str(target)]
    )
    assert ran.exit_code == 0, ran.output
    assert [r["file"] for r in rows_of(target)] == ["a.csv", "b.csv"]


def test_a_format_that_was_said_is_that_of_the_file_or_refused(tmp_path: Path) -> None:
    rows = [{"id": "1", "event_date": "2020-05-09", "location": "Goris", "fatalities": "3"}]
    for name, form in (("a.csv", "geojson"), ("a.csv", "kml")):
        with pytest.raises(Refused, match=f"a.csv is a table, no {form}."):
            imported(tmp_path, name, text_of(list(rows[0]), rows), form=form)
    with pytest.raises(Refused, match=r"is JSON, no kml\."):
        imported(tmp_path, "a.json", json.dumps(rows), form="kml")
    said = imported(tmp_path, "a.json", json.dumps(rows), form="acled")
    assert said.brought.form.key == "acled" and said.column("deaths_best") == ["3"]
    told = imported(tmp_path, "b.json", json.dumps(rows), form="table")
    assert told.brought.form.key == "table" and told.counts[:2] == (1, 1)


def test_json_of_other_letters_is_read_and_said(tmp_path: Path) -> None:
    data = b'[{"date": "2022-03-01", "place": "Z\xfcrich", "title": "Caf\xe9"}]'
    found = imported(tmp_path, "a.json", data)
    assert found.column("title") == ["Café"]
    assert any("UTF-8" in line for line in found.brought.noticed)


def test_damaged_files_are_refused_in_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    packed = bytearray(gzip.compress(b"date,place\n" + bytes(range(256)) * 40))
    packed[30:60] = b"\xff" * 30
    with pytest.raises(Refused, match="damaged gzip"):
        imported(tmp_path, "a.csv.gz", bytes(packed))
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = SHEETS["events"]
    sheet.append(["event_id", "title"])
    sheet.append(["e1", "x"])
    book.create_sheet(SHEETS["mentions"])
    book.save(tmp_path / "good.xlsx")
    assert is_own(tmp_path / "good.xlsx")
    broken = io.BytesIO()
    with zipfile.ZipFile(tmp_path / "good.xlsx") as old, zipfile.ZipFile(broken, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "xl/worksheets/sheet1.xml":
                # A cell whose text is none of the workbook's.
                data, changed = re.subn(
                    rb't="inlineStr"><is>.*?</is>', b't="s"><v>999</v>', data, flags=re.DOTALL
                )
                assert changed
            new.writestr(name, data)
    (tmp_path / "bad.xlsx").write_bytes(broken.getvalue())
    assert not is_own(tmp_path / "bad.xlsx")
    with pytest.raises(Refused, match="damaged"):
        imported(tmp_path, "bad.xlsx", broken.getvalue())
    monkeypatch.setattr(xlsx_read, "MOST_BYTES", 10)
    assert not is_own(tmp_path / "good.xlsx")


def test_the_backup_of_a_link_is_its_file(tmp_path: Path) -> None:
    folder, elsewhere = standing(tmp_path, "event_id,title\n"), tmp_path / "elsewhere"
    elsewhere.mkdir()
    (folder / "events.csv").rename(elsewhere / "events.csv")
    (folder / "events.csv").symlink_to(Path("..") / "elsewhere" / "events.csv")
    digest = digest_at(folder / "events.csv")
    backups = write_large(folder, {"events.csv": b"new"}, {"events.csv": digest})
    assert backups["events.csv"].read_text() == "event_id,title\n"
    assert (elsewhere / "events.csv").read_bytes() == b"new" and (
        folder / "events.csv"
    ).is_symlink()


def test_an_id_is_made_of_the_folded_name() -> None:
    for name in ("Côte d’Ivoire", " A--b/C ", "№ 7 (İzmir)", "ℂ Ⓐ ℃ ½", "Սյունիք", "", "x_1.é"):
        assert id_of_name(name) == re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-")


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_cells_of_several_lines_are_found_again(tmp_path: Path, end: str) -> None:
    standing(tmp_path, f"event_id,title{end}e1,Mine{end}")
    rows = [ucdp(str(n), source_headline=f'"Said"\nline, {n}\r\nend "{n}') for n in range(3)]
    imported(tmp_path, "a.csv", text_of(UCDP, rows))
    again = imported(tmp_path, "b.csv", text_of(UCDP, [*rows[:2], rows[2] | {"best": "77"}]))
    plan = again.taken.plan
    assert (plan.new, plan.updated, plan.as_before) == (0, 1, 2) and again.column("deaths_best")[
        3
    ] == "77"
    assert again.column("title")[0] == "Mine"
    assert [c for c in again.column("source_headline") if c] == [r["source_headline"] for r in rows]
