"""A draft, and the collection with it laid over."""

from __future__ import annotations

from pathlib import Path

import pytest
from collection_kit import EVENT, GEODATA, LINK, MENTION, MENTION2, QUOTE, SAID, make, table

from geodash.coding.draft.overlay import candidate, overlay
from geodash.coding.draft.rows import MOST_ROWS, Draft
from geodash.collection import load
from geodash.collection.reanchor import reanchor
from geodash.collection.versions.archive import opened
from geodash.domain.model import Collection
from geodash.exchange.package import write
from geodash.exchange.select import select
from geodash.geo.layers import GeoData
from geodash.query import Filter, Store

NEW = {
    "event_id": "~1",
    "title": "Azerbaijan rejects this",
    "event_type": "REJECT",
    "actors": "aze",
}
WORDS = {
    "mention_id": "~2",
    "event_id": "~1",
    "article_id": "road",
    "quote": "Azerbaijan rejected this on Tuesday",
    "supports": "what;who",
}
READ = {"considered_id": "~3", "article_id": "road", "quote": "A heading", "reason": "state"}


def row(was: dict[str, str] | None, **now: str) -> dict[str, object]:
    """A row that was changed in some cells; a new one where there was none."""
    return {"was": was, "now": {**(was or {}), **now}}


def draft(done: tuple[str, ...] = (), **rows: object) -> Draft:
    return Draft.from_json({"article": "road", "version": "v", "rows": rows, "done": list(done)})


@pytest.fixture
def collection(tmp_path: Path) -> Collection:
    return load(make(tmp_path), GEODATA)


EVERYTHING = draft(
    events={"e1": row(EVENT, title="Road blocked"), "~1": row(None, **NEW)},
    mentions={"m2": {"was": MENTION2, "now": None}, "~2": row(None, **WORDS)},
    links={
        "e2|e1|about": {"was": LINK, "now": None},
        "~1|e1|denies": row(None, from_event="~1", to_event="e1", relation="denies"),
    },
    actors={"~4": row(None, actor_id="~4", name="A town", kind="civilians")},
    considered={"~3": row(None, **READ)},
)


def test_a_draft_is_read_and_written_alike() -> None:
    assert Draft.from_json(EVERYTHING.as_json()) == EVERYTHING
    assert not Draft("road")
    assert not draft(events={"e1": row(EVENT)}), "what is as it was is no change"


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ([], "object"),
        ({"rows": {"places.csv": {}}}, "The rows of a draft"),
        ({"rows": {"events": []}}, "object by id"),
        ({"rows": {"events": {"e1": {"was": {"a": 1}, "now": None}}}}, "Not a text"),
        ({"rows": {"events": {"e1": {"was": {"a": "b"}, "now": None}}}}, "never taken out"),
        ({"rows": {"events": {"e1": {"was": None, "now": {"title": "\ud800"}}}}}, "no file"),
        ({"rows": {"events": {"e1": {"was": None, "now": {"title": "a\0"}}}}}, "no file"),
        ({"rows": {"events": {"e1": {"was": None, "now": {"title": "a" * 200_000}}}}}, "Longer"),
        ({"rows": {"events": {str(n): {} for n in range(MOST_ROWS + 1)}}}, "save some"),
        ({"article": 3}, "Not a text"),
        ({"done": "e1"}, "done"),
    ],
)
def test_what_is_no_draft_is_refused_in_a_sentence(value: object, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        Draft.from_json(value)


def test_nothing_changed_is_the_collection_itself(collection: Collection) -> None:
    assert overlay(collection, Draft("road"), GEODATA) == collection


def test_laid_over_it_is_read_as_the_files_are(collection: Collection, tmp_path: Path) -> None:
    found = overlay(collection, EVERYTHING, GEODATA)
    files = make(
        tmp_path / "saved",
        events=table("events", {**EVENT, "title": "Road blocked"}, SAID, NEW),
        mentions=table("mentions", MENTION, WORDS),
        links=table("links", {"from_event": "~1", "to_event": "e1", "relation": "denies"}),
        considered=table("considered", READ),
        actors=(tmp_path / "actors.csv").read_text() + "~4,A town,civilians,,,\n",
    )
    saved = load(files, GEODATA)
    for part in ("events", "mentions", "links", "actors", "considered"):
        assert getattr(found, part) == getattr(saved, part)
    assert list(found.events) == list(saved.events)


def test_each_row_has_its_own_problems(collection: Collection) -> None:
    changed = draft(
        events={"e1": row(EVENT, actors="nobody", date_end="")},
        mentions={"m2": {"was": MENTION2, "now": None}},
    )
    found = candidate(collection, changed, GEODATA).problems
    assert {p.code for p in found["events", "e1"]} >= {"unknown-actor", "date-half"}
    assert {p.code for p in found["events", "e2"]} >= {"unsupported"}, "its words were taken out"
    assert not candidate(collection, draft(events={"~1": row(None, **NEW)}), GEODATA).problems.get(
        ("events", "~1"), ()
    )[1:], "nothing is said of an id that nobody has given yet"


def test_words_of_a_draft_stand_in_their_article(collection: Collection) -> None:
    found = overlay(collection, draft(mentions={"m1": row(MENTION, quote=QUOTE[3:])}), GEODATA)
    mention = found.mentions[0]
    body = found.articles["road"].body
    assert body[mention.start : mention.end] == QUOTE[3:]


def test_an_event_merged_into_another_leads_there(tmp_path: Path) -> None:
    gone = {**SAID, "withdrawn": "2026-01-31", "replaced_by": "e1"}
    good = load(make(tmp_path / "good", events=table("events", EVENT, gone)), GEODATA)
    assert good.events["e2"].replaced_by == "e1"
    for number, wrong in enumerate(("e2", "e9")):
        events = table("events", EVENT, {**gone, "replaced_by": wrong})
        found = load(make(tmp_path / str(number), events=events), GEODATA)
        assert found.events["e2"].replaced_by == ""
        assert {p.code for p in found.problems if p.column == "replaced_by"}
    around = table("events", {**EVENT, "replaced_by": "e2"}, gone)
    found = load(make(tmp_path / "around", events=around), GEODATA)
    assert [e.replaced_by for e in found.events.values()] == ["", "e1"]
    assert "replaced-standing" not in {p.code for p in found.problems}
    standing = table("events", EVENT, {**SAID, "replaced_by": "e1"})
    found = load(make(tmp_path / "standing", events=standing), GEODATA)
    assert "replaced-standing" in {p.code for p in found.problems}


def test_what_was_read_is_found_again_after_the_article_was_edited(tmp_path: Path) -> None:
    folder = make(tmp_path, considered=table("considered", {**READ, "considered_id": "n1"}))
    path = folder / "articles" / "road.md"
    path.write_text(path.read_text().replace("## A heading", "## New\n\n## A heading"))
    reanchor(folder)
    (found,) = load(folder).considered
    data = (folder / "considered.csv").read_text()
    assert f",{found.start},{found.end}," in data and found.start == len("## New\n\n## ")
    path.write_text(path.read_text().replace("A heading", "Another"))
    gone = load(folder)
    assert gone.considered == () and "anchor-lost" in {p.code for p in gone.problems}


def test_a_package_of_the_whole_takes_along_what_was_read_and_changed(tmp_path: Path) -> None:
    change = {"when": "2026-01-31T14:20:05Z", "table": "events", "id": "e1", "column": "title"}
    folder = make(
        tmp_path,
        considered=table("considered", {**READ, "considered_id": "n1"}),
        changes=table("changes", change),
    )
    (folder / "articles" / "_earlier").mkdir()
    (folder / "articles" / "_earlier" / "road--2026-01-31.md").write_text("earlier")
    collection = load(folder, GEODATA)
    selection = select(Store(collection), collection, GeoData(None), Filter(background=True))
    packed = tmp_path / "packed.zip"
    packed.write_bytes(write(selection))
    with opened(packed) as there:
        back = load(there, GEODATA)
        assert (there / "articles" / "_earlier" / "road--2026-01-31.md").read_text() == "earlier"
    assert back.considered == collection.considered and back.changes == collection.changes
    assert not [p for p in back.problems if p.severity == "error"]
