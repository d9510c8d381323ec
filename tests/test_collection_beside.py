"""Checks of rows beside rows, and of passages read alone: each fires on its fault only."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from collection_kit import (
    ACTORS,
    ARTICLE,
    EVENT,
    GEODATA,
    LINK,
    MENTION,
    MENTION2,
    QUOTE,
    SAID,
    codes,
    make,
    problem,
    table,
)

from geodash.collection import KnownPlaces, load
from geodash.domain.model import Collection

ARMY = {"actor_id": "army", "name": "Army", "kind": "military", "parent": "aze"}
DAYS = {"date_basis": "inferred", "date_note": "so"}
WIDE = {**DAYS, "date_start": "2022-12-12", "date_end": "2022-12-20"}
SECOND = {**SAID, "event_id": "e3"}


def read(
    folder: Path,
    *events: dict[str, str],
    mentions: tuple[dict[str, str], ...] = (MENTION, MENTION2),
    links: tuple[dict[str, str], ...] = (LINK,),
    actors: tuple[dict[str, str], ...] = (*ACTORS, ARMY),
    geodata: KnownPlaces = GEODATA,
) -> Collection:
    return load(
        make(
            folder,
            events=table("events", *events),
            mentions=table("mentions", *mentions),
            links=table("links", *links),
            actors=table("actors", *actors),
        ),
        geodata,
    )


def link(source: str, target: str, relation: str) -> dict[str, str]:
    return {"from_event": source, "to_event": target, "relation": relation}


def found(collection: Collection, code: str) -> bool:
    return code in codes(collection)


@pytest.mark.parametrize(
    ("first", "last", "outside"),
    [
        ("2022-12-12", "2022-12-12", False),
        ("2022-12-13", "2022-12-20", False),
        ("2022-12-11", "2022-12-12", True),
        ("2022-12-20", "2022-12-21", True),
        ("", "", False),
    ],
)
def test_a_part_lies_within_its_whole(tmp_path: Path, first: str, last: str, outside: bool) -> None:
    whole = {**EVENT, **WIDE}
    part = {**SECOND, **(DAYS if first else {}), "date_start": first, "date_end": last}
    c = read(tmp_path, whole, SAID, part, links=(LINK, link("e3", "e1", "part_of")))
    assert found(c, "outside-whole") == outside


@pytest.mark.parametrize(
    ("relation", "first", "early"),
    [
        ("responds_to", "2022-12-11", True),
        ("denies", "2022-12-11", True),
        ("about", "2022-12-11", False),  # words may be about what is to come
        ("responds_to", "2022-12-12", False),
        ("responds_to", "2022-12-14", False),
    ],
)
def test_an_answer_does_not_begin_before_what_it_answers(
    tmp_path: Path, relation: str, first: str, early: bool
) -> None:
    answer = {**SAID, **DAYS, "date_start": first, "date_end": "2022-12-20"}
    c = read(tmp_path, EVENT, answer, links=(link("e2", "e1", relation),))
    assert found(c, "answer-early") == early


def test_of_two_that_answer_each_other_none_is_early(tmp_path: Path) -> None:
    one = {**SAID, **DAYS, "date_start": "2022-12-11", "date_end": "2022-12-20"}
    two = {**SECOND, **WIDE}
    links = (link("e2", "e3", "responds_to"), link("e3", "e2", "responds_to"))
    assert not found(read(tmp_path, EVENT, one, two, links=links), "answer-early")


@pytest.mark.parametrize(
    ("last", "kind", "open_"),
    [
        ("2022-12-12", "within", False),
        ("2022-12-13", "within", True),
        ("2022-12-13", "throughout", False),  # what goes on may be followed
    ],
)
def test_what_is_followed_is_not_dated_after(
    tmp_path: Path, last: str, kind: str, open_: bool
) -> None:
    before = {**SECOND, **DAYS, "date_start": "2022-12-01", "date_end": last, "date_kind": kind}
    c = read(tmp_path, EVENT, SAID, before, links=(LINK, link("e1", "e3", "follows")))
    assert found(c, "follows-open") == open_


def test_a_follower_that_lasts_begins_on_its_first_day(tmp_path: Path) -> None:
    drill = {**EVENT, "date_end": "2022-12-20", "date_kind": "throughout"}
    before = {**SECOND, **DAYS, "date_start": "2022-12-01", "date_end": "2022-12-14"}
    links = (LINK, link("e1", "e3", "follows"))
    assert found(read(tmp_path, drill, SAID, before, links=links), "follows-open")
    drill["date_kind"] = "within"
    assert not found(read(tmp_path, drill, SAID, before, links=links), "follows-open")


TWIN = {**SECOND, "actors": "aze", "recipients": "arm", "latitude": "40.4", "longitude": "49.9"}
SAME_WORDS = (MENTION, MENTION2, {**MENTION2, "mention_id": "m3", "event_id": "e3"})
BOTH = (LINK, link("e2", "e3", "responds_to"), link("e3", "e2", "responds_to"))


@pytest.mark.parametrize(
    ("twin", "more", "unlike"),
    [
        ({}, (link("e3", "e1", "about"),), False),
        ({}, (), True),
        ({"status": "claimed", "attributed_to": "arm"}, (link("e3", "e1", "about"),), True),
        (WIDE, (link("e3", "e1", "about"),), True),
        # Another kind, or the same side: no twin.
        ({"event_type": "DEMAND"}, (), False),
        ({"actors": "arm", "recipients": "aze"}, (), False),
    ],
)
def test_twins_are_coded_and_linked_alike(
    tmp_path: Path, twin: dict[str, str], more: tuple[dict[str, str], ...], unlike: bool
) -> None:
    rows = (EVENT, SAID, {**TWIN, **twin})
    c = read(tmp_path, *rows, mentions=SAME_WORDS, links=(*BOTH, *more))
    assert found(c, "twin-unlike") == unlike


@pytest.mark.parametrize(
    ("types", "twins"), [(("BLAME", "BLAME"), True), (("BLAME", "RUMOUR"), False)]
)
def test_twins_are_of_one_type_also_where_plover_has_none(
    tmp_path: Path, types: tuple[str, str], twins: bool
) -> None:
    kinds = [{"kind": "words", "name": "Words", "types": ["BLAME", "RUMOUR"]}]
    (tmp_path / "datapackage.json").write_text(json.dumps({"geodash:kinds": kinds}), "utf-8")
    said, twin = ({**row, "event_type": t} for row, t in zip((SAID, TWIN), types, strict=True))
    c = read(tmp_path, EVENT, said, twin, mentions=SAME_WORDS, links=BOTH)
    assert c.events["e2"].event_type == types[0]
    assert found(c, "twin-unlike") == twins


def test_other_words_make_no_twin(tmp_path: Path) -> None:
    other = {**MENTION2, "mention_id": "m3", "event_id": "e3", "quote": "Azerbaijan rejected this"}
    c = read(tmp_path, EVENT, SAID, TWIN, mentions=(MENTION, MENTION2, other), links=BOTH)
    assert not found(c, "twin-unlike")


@pytest.mark.parametrize(
    ("act", "said", "unlike"),
    [
        ({"actors": "aze"}, {"recipients": "army"}, True),
        # A state is charged with what its forces are said to have done.
        ({"actors": "army"}, {"recipients": "aze"}, False),
        ({"actors": "army"}, {"recipients": "army"}, False),
        # What the article itself tells, another speaker, a threat: not the same charge.
        ({"actors": "army", "status": "reported"}, {"recipients": "aze"}, False),
        ({"actors": "army", "attributed_to": "crowd"}, {"recipients": "aze"}, False),
        ({"actors": "army"}, {"recipients": "aze", "event_type": "THREATEN"}, False),
    ],
)
def test_a_charge_and_its_act_name_the_same_actor(
    tmp_path: Path, act: dict[str, str], said: dict[str, str], unlike: bool
) -> None:
    claim = {**EVENT, "status": "claimed", "attributed_to": "arm", **act}
    c = read(tmp_path, claim, {**SAID, **said})
    assert found(c, "actor-class") == unlike


@pytest.mark.parametrize(
    ("one", "two", "noted"),
    [
        ("MOBILIZE", "COOPERATE", True),
        ("MOBILIZE", "MOBILIZE", False),
        ("MOBILIZE", "DISAPPROVE", False),  # an act and words about it
        ("MOBILIZE", "", False),
    ],
)
def test_equal_acts_that_one_passage_tells(tmp_path: Path, one: str, two: str, noted: bool) -> None:
    first = {**EVENT, "event_type": one, "actors": "arm"}
    second = {**EVENT, "event_id": "e3", "event_type": two, "actors": "army"}
    words = (MENTION, MENTION2, {**MENTION, "mention_id": "m3", "event_id": "e3"})
    c = read(tmp_path, first, SAID, second, mentions=words)
    assert found(c, "equal-acts") == noted
    same = read(tmp_path / "b", first, SAID, {**second, "actors": "arm"}, mentions=words)
    assert not found(same, "equal-acts")


@pytest.mark.parametrize(
    ("two", "kinds"),
    [("AID", True), ("ASSAULT", True), ("COERCE", False), ("MOBILIZE", False), ("REJECT", False)],
)
def test_what_two_sides_do_to_each_other_is_of_one_kind(
    tmp_path: Path, two: str, kinds: bool
) -> None:
    first = {**EVENT, "event_type": "MOBILIZE", "actors": "arm", "recipients": "aze"}
    second = {**first, "event_id": "e3", "event_type": two, "actors": "army", "recipients": "arm"}
    words = (MENTION, MENTION2, {**MENTION, "mention_id": "m3", "event_id": "e3"})
    assert found(read(tmp_path, first, SAID, second, mentions=words), "mirror-kind") == kinds
    alike = {**second, "recipients": ""}
    assert not found(read(tmp_path / "b", first, SAID, alike, mentions=words), "mirror-kind")


@pytest.mark.parametrize(
    ("title", "kind", "noted"),
    [
        ("Iran holds military drills near its border", "COOPERATE", True),
        ("Three states hold joint naval exercises", "AID", True),
        ("Iran holds military drills near its border", "MOBILIZE", False),
        ("Iran complains about military drills", "DISAPPROVE", False),  # words
        ("Türkiye drills for gas off an island", "COOPERATE", False),
    ],
)
def test_an_exercise_is_one_type_whoever_holds_it(
    tmp_path: Path, title: str, kind: str, noted: bool
) -> None:
    event = {**EVENT, "title": title, "event_type": kind}
    assert found(read(tmp_path, event, SAID), "exercise-type") == noted


@pytest.mark.parametrize(
    ("first", "last", "noted"),
    [
        ("2022-12-12", "2022-12-31", True),
        ("2022-12-12", "2022-12-30", False),
        ("2022-12-31", "2022-12-31", False),
        ("2022-12-01", "2022-12-31", False),  # a month
        ("2022-01-01", "2022-12-31", False),  # a year
        ("2022-11-01", "2022-12-31", True),
    ],
)
def test_an_end_that_is_only_the_windows_is_inferred(
    tmp_path: Path, first: str, last: str, noted: bool
) -> None:
    c = read(tmp_path, {**EVENT, "date_start": first, "date_end": last}, SAID)
    assert found(c, "stated-open") == noted


NAMED = KnownPlaces(
    areas={"road": (None, None)},
    places={"geonames:1": (39.51, 46.34)},
    names={"geonames:1": "Goris;;Kores", "area:road": "Lachin corridor (route of 2022)"},
)


@pytest.mark.parametrize(
    ("event", "mention", "code"),
    [
        ({}, {"quote": "blocked by a crowd. Armenia"}, ""),
        ({}, {"quote": "a crowd again later", "supports": "when"}, ""),
        ({}, {"quote": "On Monday the road", "supports": "who"}, "who-unnamed"),
        ({"actors": "army"}, {"quote": "Azerbaijan staged it", "supports": "who"}, ""),
        ({}, {"quote": "On Monday the road", "supports": "where"}, "where-unnamed"),
        ({}, {"quote": "the road near Goris was blocked by a crowd.", "supports": "where"}, ""),
        ({}, {"quote": "Armenia said", "supports": "when"}, "when-unnamed"),
        ({"about_places": "area:road"}, {"quote": "Armenia said", "supports": "where"},
         "where-unnamed"),
        # Of a place whose names aren't known nothing can be said.
        ({"place_id": "geonames:2"}, {"quote": "Armenia said", "supports": "where"}, ""),
        ({}, {"quote": "On Monday the road near Goris was blocked by a", "supports": "what"}, "quote-cut"),
        ({}, {"quote": "Armenia said that Azerbai", "supports": "what"}, "quote-cut"),
        ({}, {"quote": "On Monday the", "supports": "when"}, "quote-cut"),
        ({}, {"quote": "Azerbaijan rejected this", "supports": "what"}, ""),
    ],
)  # fmt: skip
def test_a_passage_is_read_alone(
    tmp_path: Path, event: dict[str, str], mention: dict[str, str], code: str
) -> None:
    told = {**MENTION, "mention_id": "m3", "supports": "who", **mention}
    row = {**EVENT, "place_id": "geonames:1", **event}
    more = {**MENTION, "quote": "The road near Goris was blocked by a crowd again later"}
    c = read(tmp_path, row, SAID, mentions=(more, MENTION2, told), geodata=NAMED)
    fired = {p.code for p in c.problems if p.row == 4 and p.file == "mentions.csv"}
    assert fired - {"mention-twice"} == ({code} if code else set())
    if code:
        assert problem(c, code).severity == "info"


def test_a_name_may_go_on(tmp_path: Path) -> None:
    told = {**MENTION2, "quote": "Azerbaijan staged it", "supports": "who"}
    short = ({"actor_id": "aze", "name": "Azerb", "kind": "state"}, ACTORS[0], ACTORS[2])
    c = read(tmp_path, EVENT, SAID, mentions=(MENTION, told), actors=short)
    assert [p.row for p in c.problems if p.code == "who-unnamed"] == []


BORDER = KnownPlaces(
    areas={"border": (None, None), "sea": (None, None)},
    places={"geonames:1": (39.51, 46.34)},
    names={
        "area:border": "Armenia–Azerbaijan border",
        "area:sea": "Eastern Sea",
        "geonames:1": "Goris;;Kores",
    },
    countries={"geonames:1": "AZE"},
    lands={"AZE": "Azerbaijan;Azerbeidzhan"},
)
ON_BORDER = {"area_id": "border", "place_name": "the road"}


@pytest.mark.parametrize(
    ("event", "where", "noted"),
    [
        (ON_BORDER, "On Monday the road", True),
        # One side of the border, if only as an adjective, and in a passage of its own.
        (ON_BORDER, "Armenia said", False),
        (ON_BORDER, "Azerbai", True),
        ({**ON_BORDER, "note": "The line of the border is inferred."}, "the road near", False),
        (
            {**ON_BORDER, "note": "Who did it is inferred. The place is theirs."},
            "the road near",
            True,
        ),
        # What is written large in “Eastern Sea” is no name; the whole is one.
        ({"area_id": "sea"}, "On Monday the road", True),
        ({"place_id": "geonames:1"}, "the road near Goris", False),
        ({"place_id": "geonames:1"}, "Azerbaijan staged it", False),
        ({"place_id": "geonames:1"}, "Armenia said", True),
        # Of a place whose names aren't known nothing can be said.
        ({"place_id": "geonames:2"}, "Armenia said", False),
        ({}, "On Monday the road", False),
    ],
)
def test_the_words_for_the_place_name_it(
    tmp_path: Path, event: dict[str, str], where: str, noted: bool
) -> None:
    told = {**MENTION, "supports": "what;when;who", "quote": QUOTE}
    vague = {**MENTION, "mention_id": "m3", "quote": "again later", "supports": "where"}
    more = {**MENTION, "mention_id": "m4", "quote": where, "supports": "where"}
    c = read(
        tmp_path, {**EVENT, **event}, SAID, mentions=(told, MENTION2, vague, more), geodata=BORDER
    )
    assert found(c, "place-unnamed") == noted


def test_the_place_of_an_article_in_another_language_is_left_alone(tmp_path: Path) -> None:
    german = ARTICLE.replace("genre: report", "genre: report\nlanguage: de")
    vague = {**MENTION, "quote": "On Monday the road"}
    folder = make(
        tmp_path, article=german,
        events=table("events", {**EVENT, **ON_BORDER}, SAID),
        mentions=table("mentions", vague, MENTION2),
    )  # fmt: skip
    assert "place-unnamed" not in codes(load(folder, geodata=BORDER))
    (folder / "articles/road.md").write_text(ARTICLE, encoding="utf-8")
    assert "place-unnamed" in codes(load(folder, geodata=BORDER))
