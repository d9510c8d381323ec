"""What changed between two versions: rows, passages, and in English; folders, zips and revisions."""

from __future__ import annotations

import json
import shutil
import subprocess
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from collection_kit import ACTORS, ARTICLE, EVENT, LINK, MENTION, MENTION2, SAID, make, table
from shipped_sample import corpus
from typer.testing import CliRunner

from geodash.cli import app
from geodash.collection import load
from geodash.collection.sources import CollectionError
from geodash.collection.versions.diff import Field, Rows, diff
from geodash.collection.versions.opened import opened_version
from geodash.collection.versions.report import as_json, diff_lines, sentence
from geodash.domain.model import Collection

MOVED = ARTICLE.replace("## A heading", "## A heading\n\nA paragraph that is new.")


@pytest.fixture
def old(tmp_path: Path) -> Path:
    return make(tmp_path / "old")


def newer(tmp_path: Path, **files) -> Collection:
    return load(make(tmp_path / "new", **files))


def test_nothing_changed(old: Path, tmp_path: Path):
    changes = diff(load(old), newer(tmp_path))
    assert not changes
    assert sentence(changes) == f"Nothing has changed since version {load(old).version}."


def test_events_added_changed_withdrawn_and_removed(old: Path, tmp_path: Path):
    changed = {**EVENT, "title": "Road near Goris closed", "deaths_best": "3", "own": "x"}
    third = {**SAID, "event_id": "e3", "title": "Azerbaijan rejects this"}
    fresh = newer(tmp_path, events=table("events", changed, third, more=("own",)))
    changes = diff(load(old), fresh)
    assert changes.events.added == ("e3",) and changes.events.removed == ("e2",)
    (row,) = changes.events.changed
    assert (row.id, row.title) == ("e1", "Road near Goris closed")
    assert row.fields == (
        Field("title", "Road near Goris blocked", "Road near Goris closed"),
        Field("deaths_best", "", "3"),
        Field("own", "", "x"),
    )
    assert sentence(changes).startswith(
        f"Changed since version {load(old).version}: 1 event added, 1 changed, 1 removed;"
    )


def test_a_withdrawal_is_no_change_like_others(old: Path, tmp_path: Path):
    gone = {**EVENT, "withdrawn": "2023-01-05"}
    fresh = newer(tmp_path, events=table("events", gone, SAID))
    changes = diff(load(old), fresh)
    assert changes.withdrawn == ("e1",) and not changes.events
    assert diff(fresh, load(old)).reinstated == ("e1",)
    text = "\n".join(diff_lines(changes))
    assert "1 event withdrawn" in text and "Event withdrawn: e1 “Road near Goris blocked”" in text


def test_passages_that_moved_were_lost_and_found(old: Path, tmp_path: Path):
    placed = newer(tmp_path, article=MOVED)
    changes = diff(load(old), placed)
    assert [(p.mention_id, p.what) for p in changes.passages] == [("m1", "moved"), ("m2", "moved")]
    assert all(p.new - p.old == len("A paragraph that is new.\n\n") for p in changes.passages)
    assert [c.id for c in changes.articles.changed] == ["road"]
    assert not changes.mentions
    gone = ARTICLE.replace("Armenia said that Azerbaijan staged it.", "Nothing of it is here now.")
    lost = load(make(tmp_path / "lost", article=gone))
    changes = diff(load(old), lost)
    assert [(p.mention_id, p.what, p.new) for p in changes.passages] == [("m2", "lost", None)]
    assert not changes.mentions.removed
    assert "1 passage lost" in sentence(changes)
    assert [p.what for p in diff(lost, load(old)).passages] == ["found"]


def test_another_quote_is_a_change_and_no_move(old: Path, tmp_path: Path):
    other = {**MENTION, "quote": "the road near Goris was blocked by a crowd"}
    changes = diff(load(old), newer(tmp_path, mentions=table("mentions", other, MENTION2)))
    (row,) = changes.mentions.changed
    assert [f.name for f in row.fields] == ["quote"] and not changes.passages


def test_links_actors_and_articles(old: Path, tmp_path: Path):
    fresh = newer(
        tmp_path,
        links=table("links", {**LINK, "relation": "denies"}),
        actors=table("actors", {**ACTORS[0], "aliases": "Yerevan"}, *ACTORS[1:]),
        article=ARTICLE.replace('"On the Road"', '"On a Road"'),
    )
    changes = diff(load(old), fresh)
    assert changes.links == Rows(("e2 denies e1",), (), ("e2 about e1",))
    assert changes.actors.changed[0].fields == (Field("aliases", "", "Yerevan"),)
    assert changes.articles.changed[0].fields == (Field("title", "On the Road", "On a Road"),)
    assert sentence(changes).endswith(
        "1 link added, 1 removed; 1 actor changed; 1 article changed."
    )


def test_the_report_reads_as_english(old: Path, tmp_path: Path):
    changed = {**EVENT, "date_end": "2022-12-13", "note": "\x1b[31mred"}
    changes = diff(load(old), newer(tmp_path, events=table("events", changed, SAID)))
    text = "\n".join(diff_lines(changes))
    assert "Event changed: e1 “Road near Goris blocked”" in text
    assert "    last day: was “2022-12-12”, now “2022-12-13”" in text
    assert "    note: was blank, now “\\x1b[31mred”" in text and "\x1b" not in text


def test_json_has_everything(old: Path, tmp_path: Path):
    gone = {**EVENT, "withdrawn": "2023-01-05"}
    found = as_json(diff(load(old), newer(tmp_path, events=table("events", gone, SAID))))
    assert json.loads(json.dumps(found))["withdrawn"] == ["e1"]
    assert found["titles"] == {"e1": "Road near Goris blocked"}
    assert found["sentence"].startswith("Changed since")


def test_the_corpus_differs_from_a_part_of_itself():
    whole = corpus()
    events = dict(list(whole.events.items())[:-2])
    first = next(iter(events))
    events[first] = replace(events[first], withdrawn=date(2024, 1, 1))
    changes = diff(replace(whole, events=events), whole)
    assert len(changes.events.added) == 2 and changes.reinstated == (first,)


def _git(folder: Path, *arguments: str) -> None:
    identity = ("-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *identity, *arguments], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with the collection in a folder of it, and a change that isn't committed."""
    folder = tmp_path / "repo"
    make(folder / "data")
    _git(folder, "init", "-q")
    _git(folder, "add", ".")
    _git(folder, "commit", "-q", "-m", "one")
    (folder / "data" / "events.csv").write_text(table("events", EVENT), encoding="utf-8")
    return folder / "data"


def test_a_git_revision_a_zip_and_a_folder(repository: Path, old: Path, tmp_path: Path):
    package = tmp_path / "old.zip"
    with zipfile.ZipFile(package, "w") as archive:
        for path in old.rglob("*.*"):
            archive.write(path, Path("inside") / path.relative_to(old))
    for spec in (f"{repository}@HEAD", str(package), str(old)):
        with opened_version(spec) as folder:
            assert list(load(folder).events) == ["e1", "e2"]
    run = CliRunner().invoke(app, ["diff", f"{repository}@HEAD", str(repository)])
    assert run.exit_code == 1 and "Event removed: e2" in run.output
    run = CliRunner().invoke(app, ["diff", f"{repository}@HEAD", str(package), "--json"])
    assert run.exit_code == 0 and json.loads(run.output)["events"]["added"] == []


@pytest.mark.parametrize(
    ("spec", "words"),
    [
        ("{repo}@none", "no git revision none"),
        ("{repo}@--output=x", "no git revision --output=x"),
        ("nowhere@HEAD", "not a folder"),
        ("nowhere", "not a folder"),
        ("{plain}@HEAD", "no git revision HEAD"),
    ],
)
def test_what_is_no_version_is_said(repository: Path, old: Path, spec: str, words: str):
    spec = spec.format(repo=repository, plain=old)
    with pytest.raises(CollectionError, match=words), opened_version(spec):
        pass
    run = CliRunner().invoke(app, ["diff", spec, str(old)])
    assert run.exit_code == 2 and words in run.output


def test_a_revision_before_the_collection(repository: Path):
    other = repository.parent / "later"
    shutil.copytree(repository, other)
    with (
        pytest.raises(CollectionError, match="no collection in"),
        opened_version(f"{other}@HEAD"),
    ):
        pass
