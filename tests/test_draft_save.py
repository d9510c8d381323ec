"""Saving a draft: merged cell by cell, all or nothing, logged, undone; two to five editors at a time."""

from __future__ import annotations

import csv
import os
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest
from collection_kit import ARTICLE, EVENT, MENTION, SAID, make, table
from hypothesis import given
from hypothesis import strategies as st
from test_draft import NEW, READ, WORDS, draft, row

from geodash.coding.draft.difference import difference
from geodash.coding.draft.ids import give_ids
from geodash.coding.draft.merge import merge
from geodash.coding.draft.overlay import overlay
from geodash.coding.draft.rows import Change, Draft
from geodash.coding.draft.save import Conflicts, Refused, Saved, save
from geodash.coding.draft.store import DraftFile
from geodash.collection import load
from geodash.collection.write import files as writing
from geodash.geo.layers import GeoData
from geodash.geo.names import PlaceNames

DENIES = {"from_event": "~1", "to_event": "e1", "relation": "denies"}
ALL = draft(
    events={"e1": row(EVENT, title="Road blocked"), "~1": row(None, **NEW)},
    mentions={"~2": row(None, **WORDS)},
    links={"~1|e1|denies": row(None, **DENIES)},
    considered={"~3": row(None, **READ)},
    done=("e1", "~1"),
)


@pytest.fixture(autouse=True)
def _no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only a power cut needs the disk to be waited for."""
    monkeypatch.setattr(os, "fsync", lambda _: None)


def rows(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def saved(folder: Path, changes: Draft, **more: object) -> Saved:
    found = save(folder, changes, **more)  # type: ignore[arg-type]
    assert isinstance(found, Saved), found
    return found


def files(folder: Path) -> dict[str, bytes]:
    return {
        p.relative_to(folder).as_posix(): p.read_bytes()
        for p in folder.rglob("*")
        if p.is_file() and ".geodash" not in p.parts
    }


def test_what_is_done_is_saved_with_ids_words_and_log(tmp_path: Path) -> None:
    folder = make(tmp_path)
    found = saved(folder, ALL, by="Ana", why="First reading")
    assert found.plan.given["events"] == {"~1": "e3"}
    assert [r["event_id"] for r in rows(folder, "events")] == ["e1", "e2", "e3"]
    assert rows(folder, "events")[0]["title"] == "Road blocked"
    new = rows(folder, "mentions")[-1]
    body = load(folder).articles["road"].body
    assert (new["mention_id"], new["event_id"]) == ("m3", "e3")
    assert body[int(new["start"]) : int(new["end"])] == WORDS["quote"]
    assert rows(folder, "links")[-1] == {**DENIES, "from_event": "e3"}
    assert rows(folder, "considered")[0]["quote"] == "A heading"
    log = {
        (r["table"], r["id"], r["column"]): (r["before"], r["after"])
        for r in rows(folder, "changes")
    }
    assert log["events", "e1", "title"] == (EVENT["title"], "Road blocked")
    assert log["events", "e3", ""] == ("", NEW["title"])
    assert log["links", "e3 e1 denies", ""] == ("", "denies")
    assert {(r["by"], r["why"]) for r in rows(folder, "changes")} == {("Ana", "First reading")}
    assert load(folder).version == found.line["version"], "the version that open pages will see"


def test_an_accusation_without_an_answer_is_told_before_it_is_saved(tmp_path: Path) -> None:
    accuses = {
        **NEW, "title": "Azerbaijan accuses Armenia", "event_type": "DISAPPROVE", "recipients": "arm",
    }  # fmt: skip
    made = draft(
        events={"~1": row(None, **accuses)}, mentions={"~2": row(None, **WORDS)}, done=("~1",)
    )
    found = saved(make(tmp_path), made, dry=True)
    told = difference(found.plan, PlaceNames(GeoData(None).gazetteer))["open"]
    assert [(o["event"], o["words"]) for o in told if o["code"] == "no-answer"] == [
        ("e3", "Armenia is accused; no answer is linked.")
    ]


def test_what_is_not_touched_stays_byte_for_byte(tmp_path: Path) -> None:
    odd = '"event_id";"title";"mine";"date_start";"date_end"\r\n"e1";Old ;=1+1;2022-12-12;2022-12-12\r\n'
    odd += '"e2";"a ""b""";"x\r\ny";;\r\n'
    folder = make(tmp_path, events=odd, links=None)
    saved(folder, draft(events={"e2": row({"title": 'a "b"'}, title="c; d\n“e”")}, done=("e2",)))
    data = (folder / "events.csv").read_bytes().decode()
    assert data == odd.replace('"a ""b"""', '"c; d\n“e”"')


def test_saving_what_will_be_is_what_was_shown(tmp_path: Path) -> None:
    folder = make(tmp_path)
    shown = overlay(load(folder), ALL)
    found = saved(folder, ALL).plan.after
    assert [e.title for e in found.events.values()] == [e.title for e in shown.events.values()]
    assert [(m.quote, m.start) for m in found.mentions] == [
        (m.quote, m.start) for m in shown.mentions
    ]
    assert len(found.links) == len(shown.links)
    assert found == load(folder)


def test_ids_are_never_given_twice(tmp_path: Path) -> None:
    folder = make(tmp_path)
    saved(folder, draft(mentions={"~1": row(None, **{**WORDS, "event_id": "e2"})}, done=("e2",)))
    gone = {**rows(folder, "mentions")[-1]}
    assert gone["mention_id"] == "m3"
    saved(folder, draft(mentions={"m3": {"was": gone, "now": None}}, done=("e2",)))
    again = draft(mentions={"~1": row(None, **{**WORDS, "event_id": "e2"})}, done=("e2",))
    assert saved(folder, again).plan.given["mentions"] == {"~1": "m4"}


def test_a_new_actor_is_called_by_its_name(tmp_path: Path) -> None:
    folder = make(tmp_path)
    town = row(None, actor_id="~1", name="Ville de Genève", kind="civilians")
    other = row(None, actor_id="~2", name="Armenia", kind="other", parent="~1")
    new = {**NEW, "actors": "aze;~2"}
    found = saved(
        folder,
        draft(actors={"~1": town, "~2": other}, events={"~1": row(None, **new)}, done=("~1",)),
    )
    assert found.plan.given["actors"] == {"~1": "ville-de-geneve", "~2": "armenia"}
    assert rows(folder, "events")[-1]["actors"] == "aze;armenia"
    assert rows(folder, "actors")[-1]["parent"] == "ville-de-geneve"


def test_what_is_not_done_stays(tmp_path: Path) -> None:
    folder = make(tmp_path)
    undone = Draft(ALL.article, ALL.version, ALL.rows, frozenset({"e1"}))
    found = saved(folder, undone)
    assert [e["event_id"] for e in rows(folder, "events")] == ["e1", "e2"]
    staying = found.plan.ready.staying
    assert set(staying.rows) == {"events", "mentions", "links"}
    assert found.line["rows"]["considered"] == ["~3"]
    found = saved(folder, ALL, leave=["~1"])
    assert len(rows(folder, "events")) == 2


def test_only_what_both_changed_is_asked(tmp_path: Path) -> None:
    folder = make(tmp_path)
    theirs = row(EVENT, title="Theirs", note="Their note", date_end="2022-12-13")
    saved(folder, draft(events={"e1": theirs}, done=("e1",)))
    mine = draft(events={"e1": row(EVENT, title="Mine", place_name="Goris")}, done=("e1",))
    before = files(folder)
    found = save(folder, mine)
    assert isinstance(found, Conflicts)
    assert [c.key for c in found.conflicts] == ["events/e1/title"]
    assert (found.plan.merged.put_together[0].yours, found.plan.merged.put_together[0].theirs) == (
        ("where",), ("when", "note"),
    )  # fmt: skip
    assert files(folder) == before
    saved(folder, mine, choices={"events/e1/title": "yours"})
    now = rows(folder, "events")[0]
    wanted = {
        "title": "Mine",
        "note": "Their note",
        "place_name": "Goris",
        "date_end": "2022-12-13",
    }
    assert {c: now[c] for c in wanted} == wanted


def test_a_fact_is_chosen_whole(tmp_path: Path) -> None:
    folder = make(tmp_path)
    theirs = row(EVENT, date_end="2022-12-14", date_note="theirs")
    saved(folder, draft(events={"e1": theirs}, done=("e1",)))
    mine = draft(
        events={"e1": row(EVENT, date_start="2022-12-10", date_basis="inferred")}, done=("e1",)
    )
    assert isinstance(found := save(folder, mine), Conflicts)
    assert [c.key for c in found.conflicts] == ["events/e1/when"], "half of each is no interval"
    saved(folder, mine, choices={"events/e1/when": "yours"})
    now = rows(folder, "events")[0]
    assert (now["date_start"], now["date_end"], now["date_note"]) == (
        "2022-12-10",
        "2022-12-12",
        "",
    )


def test_a_row_that_one_took_out_and_the_other_changed_is_asked(tmp_path: Path) -> None:
    folder = make(tmp_path)
    was = rows(folder, "mentions")[1]
    changed = draft(mentions={"m2": row(was, supports="who")}, done=("e2",))
    gone = draft(mentions={"m2": {"was": was, "now": None}}, done=("e2",))
    saved(folder, changed)
    assert isinstance(found := save(folder, gone), Conflicts)
    assert [c.key for c in found.conflicts] == ["mentions/m2/row"]
    saved(folder, gone, choices={"mentions/m2/row": "theirs"})
    assert rows(folder, "mentions")[1]["supports"] == "who"
    saved(folder, gone, choices={"mentions/m2/row": "yours"})
    assert len(rows(folder, "mentions")) == 1
    assert isinstance(
        save(folder, draft(mentions={"m2": row(was, supports="what")}, done=("e2",))), Conflicts
    )


def test_passages_and_links_are_sets(tmp_path: Path) -> None:
    folder = make(tmp_path)
    body = load(folder).articles["road"].body
    start = str(body.index(WORDS["quote"]))
    words = {
        **WORDS,
        "event_id": "e1",
        "start": start,
        "end": str(int(start) + len(WORDS["quote"])),
    }
    link = {"e1|e2|follows": row(None, from_event="e1", to_event="e2", relation="follows")}
    one = draft(mentions={"~1": row(None, **words)}, links=link, done=("e1",))
    other = draft(
        mentions={"~9": row(None, **{**words, "supports": "when;who"})}, links=link, done=("e1",)
    )
    saved(folder, one)
    saved(folder, other)
    assert [(m["mention_id"], m["supports"]) for m in rows(folder, "mentions")[2:]] == [
        ("m3", "what;who;when")
    ]
    assert len(rows(folder, "links")) == 2


def test_the_article_changed_meanwhile(tmp_path: Path) -> None:
    folder = make(tmp_path)
    body = load(folder).articles["road"].body
    start = body.index(WORDS["quote"])
    words = {**WORDS, "start": str(start), "end": str(start + len(WORDS["quote"]))}
    new = draft(events={"~1": row(None, **NEW)}, mentions={"~1": row(None, **words)}, done=("~1",))
    path = folder / "articles" / "road.md"
    path.write_text(ARTICLE.replace("rejected this on Tuesday", "said no"))
    before = files(folder)
    assert isinstance(found := save(folder, new), Refused)
    assert WORDS["quote"] in found.problems[0]
    assert files(folder) == before
    path.write_text(ARTICLE.replace("## A heading", "## A longer heading"))
    saved(folder, new)
    assert rows(folder, "mentions")[-1]["start"] == str(start + len("longer "))


@pytest.mark.parametrize(
    ("now", "said"),
    [
        ({"actors": "nobody"}, "no actor “nobody”"),
        ({"date_start": "2022-12-30"}, "comes before the first day"),
        ({"title": ""}, "blank"),
    ],
)
def test_what_would_be_wrong_is_not_saved(tmp_path: Path, now: dict[str, str], said: str) -> None:
    folder = make(tmp_path)
    before = files(folder)
    found = save(folder, draft(events={"e1": row(EVENT, **now)}, done=("e1",)))
    assert isinstance(found, Refused)
    assert any(said in line for line in found.problems)
    assert files(folder) == before


def test_errors_that_were_there_before_hinder_nobody(tmp_path: Path) -> None:
    folder = make(tmp_path, events=table("events", EVENT, {**SAID, "actors": "nobody"}))
    saved(folder, draft(events={"e1": row(EVENT, title="Changed")}, done=("e1",)))


@pytest.mark.parametrize(
    ("spoilt", "said"),
    [
        ({"events": b"PK\x03\x04 no table"}, "events.csv"),
        ({"events": "event_id,title\ne1,Talks in Čad\n".encode("cp1250")}, "UTF-8"),
        ({"events": ""}, "empty"),
        ({"events": "title\nx\n"}, "no column event_id"),
        ({"events": 'event_id,title\ne1,"x\n'}, "quotes"),
    ],
)
def test_a_collection_that_cant_be_written_is_told_in_a_sentence(
    tmp_path: Path, spoilt: dict[str, str | bytes], said: str
) -> None:
    folder = make(tmp_path, **spoilt)
    before = files(folder)
    found = save(folder, draft(events={"~1": row(None, **NEW)}, done=("~1",)))
    assert isinstance(found, Refused)
    assert said in found.reason and "draft is safe" in found.reason
    assert files(folder) == before


def test_the_disk_refuses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = make(tmp_path)
    kept = DraftFile.of(folder, "road", "abcdefgh")
    kept.append([{"n": 1}])
    before, real = files(folder), writing.stage

    def full(target: Path, data: bytes) -> Path:
        if target.name == "mentions.csv":
            raise OSError(28, "No space left on device")
        return real(target, data)

    monkeypatch.setattr(writing, "stage", full)
    found = save(folder, ALL, kept=kept, step=1)
    assert isinstance(found, Refused)
    assert found.reason.startswith("Not saved; nothing was changed. Your draft is safe.")
    assert files(folder) == before
    assert kept.lines() == [{"n": 1}]
    assert isinstance(save(tmp_path / "gone", ALL), Refused)


def test_that_it_was_saved_stands_in_the_draft(tmp_path: Path) -> None:
    folder = make(tmp_path)
    kept = DraftFile.of(folder, "road", "abcdefgh")
    kept.append([{"n": 7, "ops": []}])
    part = Draft(ALL.article, "", ALL.rows, frozenset({"e1"}))
    assert not saved(folder, part, kept=kept, step=7).line["clean"]
    step, line = kept.lines()
    assert (step, line["saved"]) == ({"n": 7, "ops": []}, 7)
    kept.append([{"n": 8, "ops": []}])
    rest = Draft(ALL.article, "", {"events": {"~1": ALL.rows["events"]["~1"]}}, frozenset({"~1"}))
    assert not saved(folder, rest, kept=kept, step=7).line["clean"], "a step has come meanwhile"
    rest = draft(mentions={"~2": row(None, **{**WORDS, "event_id": "e3"})}, done=("e3",))
    saved(folder, rest, kept=kept, step=8)
    (line,) = kept.lines()
    assert (line["saved"], line["clean"], line["ids"]) == (8, True, {"mentions": {"~2": "m3"}})
    assert line["version"] == load(folder).version


def test_undone_it_is_as_before_but_for_what_stays(tmp_path: Path) -> None:
    folder = make(tmp_path)
    before = load(folder)
    line = saved(folder, ALL).line
    found = saved(folder, Draft.from_json(line["inverse"]))
    after = load(folder)
    today = datetime.now(UTC).date()
    assert after.events["e1"] == before.events["e1"]
    assert after.events["e3"].withdrawn == today, "an event is withdrawn, never dropped"
    assert after.considered == ()
    saved(folder, Draft.from_json(found.line["inverse"]))
    again = load(folder)
    assert again.events["e3"].withdrawn is None and again.events["e1"].title == "Road blocked"
    assert len(again.considered) == 1


def test_five_editors_at_once_lose_nothing(tmp_path: Path) -> None:
    events = [{**EVENT, "event_id": f"e{n}", "title": f"Old {n}"} for n in range(1, 6)]
    words = [{**MENTION, "mention_id": f"m{n}", "event_id": f"e{n}"} for n in range(1, 6)]
    folder = make(
        tmp_path, events=table("events", *events), mentions=table("mentions", *words), links=None
    )
    columns = ("title", "note", "date_note", "place_name")

    def edit(number: int) -> None:
        own = events[number]
        for column in columns:
            changed = {column: f"{column} of {number}"}
            step = draft(
                events={
                    own["event_id"]: row(own, **changed),
                    f"e{(number + 1) % 5 + 1}": row(
                        events[(number + 1) % 5], **{f"{column}_by_{number}": "x"}
                    ),
                    "~1": row(None, **{**NEW, "title": f"New {column} by {number}"}),
                },
                done=("~1", *(e["event_id"] for e in events)),
            )
            results.append(save(folder, step, by=str(number)))

    results: list[object] = []
    threads = [threading.Thread(target=edit, args=(n,)) for n in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(isinstance(r, Saved) for r in results), results
    now = rows(folder, "events")
    for number in range(5):
        assert {c: now[number][c] for c in columns} == {c: f"{c} of {number}" for c in columns}
        assert all(now[(number + 1) % 5][f"{c}_by_{number}"] == "x" for c in columns)
    titles = {r["title"] for r in now[5:]}
    assert titles == {f"New {c} by {n}" for c in columns for n in range(5)}
    assert len({r["event_id"] for r in now}) == len(now) == 25


HOSTILE = (
    "=cmd|' /C calc'!A0",
    'a "b" ; c',
    "line\r\nbreak\n",
    "עברית \u202eRTL\u202c",
    "<b>\u2028&amp;",
    " '",
    "~1",
    "é\u0301",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_comes_back_as_it_went(tmp_path: Path, text: str) -> None:
    folder = make(tmp_path)
    saved(
        folder,
        draft(events={"e1": row(EVENT, title=f"x{text}", note=text)}, done=("e1",)),
        why=text,
    )
    with (folder / "events.csv").open(encoding="utf-8", newline="") as file:
        now = next(iter(csv.DictReader(file)))
    assert (now["title"], now["note"]) == (f"x{text}", text)
    assert load(folder).changes[0].why == text.strip()


# Any two drafts -----------------------------------------------------------------------------------

CELLS = st.dictionaries(
    st.sampled_from(["title", "note", "actors", "place_name", "context"]),
    st.text("ab;", max_size=2),
    max_size=4,
)
ROWS = {
    f"e{n}": {"event_id": f"e{n}", "title": f"t{n}", "note": "", "place_name": "p"}
    for n in range(3)
}
EDITS = st.dictionaries(st.sampled_from(list(ROWS)), CELLS, max_size=3)


def edited(edits: dict[str, dict[str, str]]) -> Draft:
    return Draft(
        "road",
        "",
        {"events": {i: Change(ROWS[i], {**ROWS[i], **cells}) for i, cells in edits.items()}},
    )


def put(current: dict[str, dict[str, str]], changes: Draft) -> dict[str, dict[str, str]]:
    merged = merge({"events": current}, changes)
    return {**current, **{i: dict(r or {}) for i, r in merged.rows["events"].items()}}


def filled(rows: dict[str, dict[str, str]]) -> dict[str, dict[str, str]]:
    return {i: {c: v for c, v in cells.items() if v} for i, cells in rows.items()}


@given(EDITS, EDITS)
def test_two_drafts_in_either_order_are_equal_where_they_dont_touch_the_same_cell(
    one: dict[str, dict[str, str]], other: dict[str, dict[str, str]]
) -> None:
    first, second = edited(one), edited(other)
    there, back = put(put(ROWS, first), second), put(put(ROWS, second), first)
    asked = merge({"events": put(ROWS, first)}, second).conflicts
    wanted = {(i, c) for i in one.keys() & other.keys() for c in one[i].keys() & other[i].keys()}
    for conflict in asked:
        assert any(i == conflict.id for i, _ in wanted), "only what both changed is asked"
        for rows_ in (there, back):
            for column in wanted:
                rows_[conflict.id].pop(column[1], None)
    assert filled(there) == filled(back)


@given(EDITS)
def test_a_draft_merged_twice_is_merged_once(edits: dict[str, dict[str, str]]) -> None:
    changes = edited(edits)
    once = put(ROWS, changes)
    assert put(once, changes) == once
    assert not merge({"events": once}, changes).conflicts


def test_a_column_called_name_makes_no_ids_of_events() -> None:
    rows = {"events": {"~1": {"name": "A village"}}, "actors": {"~a1": {"name": "Կարմիր"}}}
    given = give_ids(rows, {"events": ["e7"], "actors": []}, ())
    assert given["events"] == {"~1": "e8"}
    assert given["actors"] == {"~a1": "actor"}
