"""Checks of meaning: each fires on its fault, and not on the good collection."""

from __future__ import annotations

from datetime import date

import pytest
from collection_kit import (
    EVENT,
    GEODATA,
    LINK,
    MENTION,
    MENTION2,
    SAID,
    codes,
    make,
    problem,
    table,
)

from geodash.collection import KnownPlaces, load

TOLL = {"deaths_best": "3", "deaths_low": "3", "deaths_of": "arm", "attributed_to": "arm"}
ALL = "what;when;where;who;toll"


def read(folder, event=None, *others, supports=ALL, links=(LINK,), geodata=GEODATA):
    rows = [{**EVENT, **(event or {})}, SAID, *others]
    return load(
        make(
            folder,
            events=table("events", *rows),
            mentions=table("mentions", {**MENTION, "supports": supports}, MENTION2),
            links=table("links", *links),
        ),
        geodata,
    )


def link(source, target, relation):
    return {"from_event": source, "to_event": target, "relation": relation}


def test_the_good_collection_is_good(tmp_path):
    assert codes(read(tmp_path), "error", "warning") == set()


@pytest.mark.parametrize(
    ("event", "supports", "code", "column"),
    [
        ({}, "when;where;who", "unsupported-what", "title"),
        ({}, "what;where;who", "unsupported-when", "date_basis"),
        ({}, "what;when;who", "unsupported-where", "place_name"),
        ({}, "what;when;where", "unsupported-who", "actors"),
        (TOLL, "what;when;where;who", "unsupported-toll", "deaths_best"),
        ({"date_basis": ""}, ALL, "basis-blank", "date_basis"),
        ({"date_basis": "inferred"}, ALL, "date-note-blank", "date_note"),
        ({"status": "planned"}, ALL, "planned-past", "status"),
        ({"date_end": "2023-01-05", "date_start": "2023-01-02"}, ALL, "after-publication",
         "date_start"),
        ({"status": "disputed", "attributed_to": "arm"}, ALL, "disputed-undenied", "status"),
        ({**TOLL, "deaths_of": ""}, ALL, "toll-whose", "deaths_of"),
        ({**TOLL, "attributed_to": ""}, ALL, "toll-source", "attributed_to"),
        ({**TOLL, "deaths_low": "4"}, ALL, "toll-order", "deaths_best"),
        ({"title": "Regime blocks road"}, ALL, "wording", "title"),
        ({"title": "x" * 91}, ALL, "too-long", "title"),
        ({"where_prec": ""}, ALL, "precision-blank", "where_prec"),
        ({"place_role": ""}, ALL, "role-blank", "place_role"),
        ({"latitude": "", "longitude": ""}, ALL, "precision-unlocated", "where_prec"),
        ({"where_prec": "5"}, ALL, "area-blank", "area_id"),
    ],
)  # fmt: skip
def test_fault_is_found(tmp_path, event, supports, code, column):
    c = read(tmp_path, event, supports=supports)
    found = problem(c, code)
    assert (found.file, found.row, found.column) == ("events.csv", 2, column)
    assert found.severity == "warning"
    assert codes(c, "error", "warning") == {code}
    assert "e1" in c.events


@pytest.mark.parametrize(
    ("seat", "code"),
    [
        ({"place_name": "Goris"}, "seat-named"),
        ({"where_prec": "1"}, "seat-precise"),
        ({"event_type": "ASSAULT"}, "seat-material"),
        ({"latitude": "", "longitude": ""}, "seat-unlocated"),
    ],
)
def test_seats(tmp_path, seat, code):
    rows = table("events", EVENT, {**SAID, **seat})
    c = load(make(tmp_path, events=rows), GEODATA)
    assert problem(c, code).row == 3
    assert codes(c, "warning") == {code}


def test_a_claim_by_no_one_is_noted(tmp_path):
    c = read(tmp_path, {"status": "claimed"})
    assert problem(c, "claimant-blank").severity == "info"


def test_a_denied_claim_is_disputed(tmp_path):
    claim = {"status": "claimed", "attributed_to": "aze"}
    c = read(tmp_path, claim, links=(link("e2", "e1", "denies"),))
    assert problem(c, "claimed-denied").column == "status"
    c = read(tmp_path, {**claim, "status": "disputed"}, links=(link("e2", "e1", "denies"),))
    assert codes(c, "warning") == set()


def test_a_toll_counts_once(tmp_path):
    whole = {**SAID, "event_id": "e3", **TOLL}
    links = (LINK, link("e1", "e3", "part_of"))
    c = read(tmp_path, TOLL, whole, links=links)
    assert problem(c, "toll-twice").row == 2
    c = read(tmp_path, {}, whole, links=links)
    assert "toll-twice" not in codes(c)


def test_what_follows_is_later(tmp_path):
    early = {**SAID, "event_id": "e3", "date_start": "2020-01-01", "date_end": "2020-01-01",
             "date_basis": "inferred", "date_note": "so"}  # fmt: skip
    c = read(tmp_path, {}, early, links=(LINK, link("e3", "e1", "follows")))
    assert problem(c, "follows-earlier").row == 4
    c = read(tmp_path, {}, early, links=(LINK, link("e1", "e3", "follows")))
    assert "follows-earlier" not in codes(c)


def test_partly_valid_area_is_only_noted_for_an_uncertain_date(tmp_path):
    event = {"area_id": "road", "where_prec": "5", "date_start": "2022-12-01"}
    known = KnownPlaces(areas={"road": (date(2022, 12, 10), None)})
    assert problem(read(tmp_path, event, geodata=known), "area-dates").severity == "info"
    event["date_kind"] = "throughout"
    assert problem(read(tmp_path, event, geodata=known), "area-dates").severity == "warning"


def test_withdrawn_events_are_left_alone(tmp_path):
    c = read(tmp_path, {"withdrawn": "2023-01-01", "title": "Regime blocks road"}, supports="what")
    assert codes(c, "warning") == set()


@pytest.mark.parametrize(
    ("mention", "code"),
    [
        ({"stance": "disputes"}, "dispute-what"),
        ({"disputes_what": "date"}, "dispute-what"),
        ({"supports": ""}, "supports-blank"),
    ],
)
def test_mentions(tmp_path, mention, code):
    rows = table("mentions", {**MENTION, **mention}, MENTION2)
    c = load(make(tmp_path, mentions=rows), GEODATA)
    assert problem(c, code).row == 2


def test_own_wording_file(tmp_path):
    folder = make(tmp_path)
    (folder / "wording.yaml").write_text("- {stem: nea, instead: write more}\n")
    found = problem(load(folder, GEODATA), "wording")
    assert "near" in found.reason
    assert "write more" in found.fix


@pytest.mark.parametrize("text", ["[", "stem: x", "- 3", "- stem: [a]", "- instead: b"])
def test_bad_wording_file(tmp_path, text):
    folder = make(tmp_path)
    (folder / "wording.yaml").write_text(text)
    assert problem(load(folder, GEODATA), "wording-file").severity == "error"


def test_a_named_place_without_id_and_point_is_noted(tmp_path):
    blank = dict.fromkeys(("latitude", "longitude", "where_prec", "place_id", "area_id"), "")
    found = problem(read(tmp_path, {**blank, "place_name": "Rancagua"}), "place-unlocated")
    assert (found.column, found.severity) == ("place_name", "info")
    assert "Rancagua" in found.reason
