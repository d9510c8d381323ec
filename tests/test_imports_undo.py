"""An import is taken back: all of it where nothing was written since, else all but what somebody changed."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from import_kit import UCDP, imported, rows_of, text_of, ucdp
from test_imports_annotations import WEBANNO, annotation
from test_imports_annotations import collection as annotated
from typer.testing import CliRunner

from geodash.cli import app
from geodash.collection.write.files import write_file
from geodash.collection.write.journal import Step, heal, note
from geodash.collection.write.large import digest_at
from geodash.collection.write.log import NAME
from geodash.imports.report import undone_lines
from geodash.imports.rows import appended
from geodash.imports.undo import NotUndoneError, noted_imports, undo

MINE = 'event_id,title,note\ne1,"A, 6"" pipe",\ne2,Second,"of two\nlines"\n'


def begun(folder: Path) -> Path:
    found = folder / "collection"
    found.mkdir()
    (found / "datapackage.json").write_text('{"name": "c", "title": "A collection"}')
    (found / "events.csv").write_text(MINE, encoding="utf-8")
    (found / "actors.csv").write_text("actor_id;name\nc;The C\n", encoding="utf-8")
    return found


def files(folder: Path) -> dict[str, bytes]:
    """All but the log of changes, which only grows."""
    return {p.name: p.read_bytes() for p in folder.iterdir() if p.is_file() and p.name != NAME}


def changed(folder: Path, event_id: str, **cells: str) -> None:
    """Somebody saves another value."""
    path = folder / "events.csv"
    rows = rows_of(path)
    next(row for row in rows if row["event_id"] == event_id).update(cells)
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, rows[0], lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    write_file(folder, "events.csv", out.getvalue().encode(), path.read_bytes())


def test_all_is_as_it_was(tmp_path: Path) -> None:
    there = begun(tmp_path)
    before = files(there)
    imported(tmp_path, "ged_23_1.csv", text_of(UCDP, [ucdp("1"), ucdp("2")]))
    first = files(there)
    newer = text_of(UCDP, [ucdp("1", best="9"), ucdp("3")])
    found = imported(tmp_path, "ged_24_1.csv", newer)
    assert found.taken.noted and len(found.taken.plan.withdrawn) == 1
    with pytest.raises(NotUndoneError, match="imported since"):
        undo(there, noted_imports(there)[0].moment)
    gone = undo(there, found.taken.noted.moment)
    assert (gone.removed, gone.restored, gone.kept) == (1, 2, ()) and files(there) == first
    undo(there, by="Ada")
    assert files(there) == before
    assert {r["table"] for r in rows_of(there / NAME)} == {"datasets"}
    log = [(r["by"], r["why"], r["id"], r["before"], r["after"]) for r in rows_of(there / NAME)]
    assert log == [
        ("", "“ged_23_1.csv” was imported.", "ucdp-ged", "", "UCDP GED: 2 events"),
        ("", "“ged_24_1.csv” was imported.", "ucdp-ged", "", "UCDP GED: 1 event, 1 changed"),
        ("", "The import of “ged_24_1.csv” was undone.", "ucdp-ged", "UCDP GED: 1 event, 2 changed", ""),
        ("Ada", "The import of “ged_23_1.csv” was undone.", "ucdp-ged", "UCDP GED: 2 events", ""),
    ]  # fmt: skip
    with pytest.raises(NotUndoneError, match="no import"):
        undo(there)


def test_what_was_changed_since_stays_and_is_named(tmp_path: Path) -> None:
    there = begun(tmp_path)
    imported(tmp_path, "ged_23_1.csv", text_of(UCDP, [ucdp("1"), ucdp("2"), ucdp("5")]))
    before = {row["event_id"]: row for row in rows_of(there / "events.csv")}
    newer = [ucdp("1", best="9"), ucdp("2", best="8"), *map(ucdp, "346")]
    imported(tmp_path, "ged_24_1.csv", text_of(UCDP, newer))
    changed(there, "ucdp:1", title="My own title")
    changed(there, "ucdp:3", note="Looked up")
    changed(there, "e1", note="Mine")
    (there / "links.csv").write_text("from_event,to_event,relation\nucdp:4,e1,part_of\n")
    gone = undo(there)
    after = {row["event_id"]: row for row in rows_of(there / "events.csv")}
    assert set(after) == {"e1", "e2", "ucdp:1", "ucdp:2", "ucdp:5", "ucdp:3", "ucdp:4"}
    assert after["ucdp:1"] == before["ucdp:1"] | {"title": "My own title"}
    assert after["ucdp:2"] == before["ucdp:2"] and after["ucdp:5"] == before["ucdp:5"]
    assert after["e1"]["note"] == "Mine" and after["ucdp:3"]["note"] == "Looked up"
    assert (gone.removed, gone.restored) == (1, 3)
    why = {kept.name: kept.why for kept in gone.kept}
    assert set(why) == {"ucdp:1", "ucdp:3", "ucdp:4"} and "title" in why["ucdp:1"]
    assert "links" in why["ucdp:4"]


def test_columns_that_came_along_go_where_nothing_stands_in_them(tmp_path: Path) -> None:
    there = begun(tmp_path)
    package = (there / "datapackage.json").read_bytes()
    imported(tmp_path, "a.csv", text_of(UCDP, [ucdp("1")]))
    changed(there, "e1", note="Mine")
    gone = undo(there)
    assert (gone.removed, gone.kept) == (1, ())
    text = (there / "events.csv").read_text("utf-8")
    assert text == MINE.replace('pipe",', 'pipe",Mine')
    assert (there / "actors.csv").read_text("utf-8") == "actor_id;name\nc;The C\n"
    assert b"sources" not in (there / "datapackage.json").read_bytes() and package


def test_passages_go_with_their_events(tmp_path: Path) -> None:
    there = annotated(tmp_path)
    before = files(there)
    marked = annotation(1, "people met there", "https://example.org/road")
    imported(tmp_path, "a.json", json.dumps([marked]))
    assert files(there) != before
    undo(there)
    assert {n: d for n, d in files(there).items() if n in before} == before


def everything(folder: Path) -> dict[str, bytes]:
    """All files but the log of changes and what geodash keeps for itself."""
    found = {p.relative_to(folder).as_posix(): p for p in folder.rglob("*") if p.is_file()}
    return {n: p.read_bytes() for n, p in found.items() if n != NAME and not n.startswith(".")}


def test_an_article_that_came_along_goes_again(tmp_path: Path) -> None:
    there = annotated(tmp_path)
    (there / "actors.csv").write_text("actor_id,name\n")
    before = everything(there)
    imported(tmp_path, "my text.tsv", WEBANNO)
    assert "articles/my-text.md" in everything(there)
    gone = undo(there)
    assert everything(there) == before and (gone.removed, gone.articles, gone.kept) == (2, 1, ())
    assert list(undone_lines(gone)) == [
        "The import of my text.tsv was undone: 2 events are gone, 1 article is gone."
    ]


def test_an_article_that_somebody_codes_by_now_stays(tmp_path: Path) -> None:
    there = annotated(tmp_path)
    before = everything(there)
    found = imported(tmp_path, "my text.tsv", WEBANNO)
    first, second = found.column("event_id")
    brought = rows_of(there / "mentions.csv")
    mine = brought[0] | {"mention_id": "m1"}
    then = (there / "mentions.csv").read_bytes()
    write_file(there, "mentions.csv", appended(there, "mentions", [mine]), then)
    gone = undo(there)
    # The event that has a passage of somebody’s stays, with both of its own; the other is gone.
    assert [r["event_id"] for r in rows_of(there / "events.csv")] == [first] and second != first
    assert rows_of(there / "mentions.csv") == [brought[0], mine]
    assert [k.name for k in gone.kept] == [first, "my-text"] and gone.articles == 0
    assert "articles/my-text.md" in everything(there).keys() - before.keys()


def test_an_event_that_is_linked_by_now_stays_though_its_table_is_as_it_was(tmp_path: Path) -> None:
    there = begun(tmp_path)
    imported(tmp_path, "ged.csv", text_of(UCDP, [ucdp("1"), ucdp("2")]))
    (there / "links.csv").write_text("from_event,to_event,relation\nucdp:2,e1,part_of\n")
    gone = undo(there)
    left = [row["event_id"] for row in rows_of(there / "events.csv")]
    assert left == ["e1", "e2", "ucdp:2"] and [k.name for k in gone.kept] == ["ucdp:2"]


def test_actors_that_others_name_by_now_stay(tmp_path: Path) -> None:
    there = begun(tmp_path)
    imported(tmp_path, "ged.csv", text_of(UCDP, [ucdp("1")]))
    changed(there, "e1", actors="c; government-of-a")
    gone = undo(there)
    assert (gone.removed, gone.kept) == (1, ())
    assert "government-of-a" in (there / "actors.csv").read_text("utf-8")


def test_an_event_that_a_slide_shows_or_that_replaces_another_stays(tmp_path: Path) -> None:
    there = begun(tmp_path)
    imported(tmp_path, "ged.csv", text_of(UCDP, list(map(ucdp, "1234"))))
    (there / "briefings").mkdir()
    slides = "title: A\nslides:\n- view: event=ucdp%3A1&from=1993\n  heading: x\n"
    (there / "briefings" / "a.yaml").write_text(slides)
    # Two of the import's are merged: what is merged was edited and stays, and so does what it is now.
    changed(there, "ucdp:2", replaced_by="ucdp:3", withdrawn="One event")
    gone = undo(there)
    why = {kept.name: kept.why for kept in gone.kept}
    assert set(why) == {"ucdp:1", "ucdp:2", "ucdp:3"} and gone.removed == 1
    assert "slide" in why["ucdp:1"] and "replaces" in why["ucdp:3"]


def test_a_slide_alone_holds_its_event(tmp_path: Path) -> None:
    there = begun(tmp_path)
    imported(tmp_path, "ged.csv", text_of(UCDP, [ucdp("1"), ucdp("2")]))
    (there / "briefings").mkdir()
    (there / "briefings" / "a.yaml").write_text("slides:\n- view: event=ucdp:1\n")
    assert [kept.name for kept in undo(there).kept] == ["ucdp:1"]
    assert [row["event_id"] for row in rows_of(there / "events.csv")] == ["e1", "e2", "ucdp:1"]


def test_a_killed_undo_takes_its_article_away_or_leaves_all(tmp_path: Path) -> None:
    there = annotated(tmp_path)
    name = "articles/road.md"
    digest = digest_at(there / name)
    backup = there / ".geodash" / "backups" / "b-road.md"
    backup.parent.mkdir(parents=True)
    backup.write_bytes((there / name).read_bytes())
    gone = Step(name, digest, "", "", backup.name)
    note(there, [gone])
    assert heal(there) is not None and not (there / name).exists()
    # Where the other file of the write is lost, it comes back.
    note(there, [gone, Step("events.csv", digest_at(there / "events.csv"), "0" * 64, ".lost", "")])
    healed = heal(there)
    assert healed and healed.undone and digest_at(there / name) == digest


def test_a_backup_that_is_gone_is_said(tmp_path: Path) -> None:
    there = begun(tmp_path)
    imported(tmp_path, "a.csv", text_of(UCDP, [ucdp("1")]))
    changed(there, "e1", note="Mine")
    for path in (there / ".geodash" / "backups").iterdir():
        path.unlink()
    before = files(there)
    with pytest.raises(NotUndoneError, match="can’t be undone any more"):
        undo(there)
    assert files(there) == before


def test_the_command_undoes(tmp_path: Path) -> None:
    there = begun(tmp_path)
    before = files(there)
    imported(tmp_path, "a.csv", text_of(UCDP, [ucdp("1")]))
    run = CliRunner()
    done = run.invoke(app, ["import", "--undo", "-C", str(there)])
    assert done.exit_code == 0 and "a.csv" in done.output and "1 event is gone" in done.output
    assert files(there) == before
    assert run.invoke(app, ["import", "--undo", "-C", str(there)]).exit_code == 2
    assert run.invoke(app, ["import", "-C", str(there)]).exit_code == 2
