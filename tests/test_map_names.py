"""Names that may not be missing on a map, and on which side of a border any name stands."""

from __future__ import annotations

import dataclasses
import json
import math
import re
from datetime import date
from pathlib import Path

import numpy as np
import pytest
import shapely
import shapely.affinity
from collection_kit import SAID
from test_fair_slides import run, unfair
from test_still import (
    ALL,
    BAKU,
    CORRIDOR,
    GEODATA,
    JERMUK,
    KHANKENDI,
    NATION,
    SOTK,
    VIEWS,
    drawn,
    texts,
)  # fmt: skip

from geodash.domain.kinds import EventType
from geodash.domain.model import Event, PlaceRole
from geodash.views.drawing import AREAS, COUNTRIES, LABELS, MARKS
from geodash.views.pictures.map import map_figure
from geodash.views.places import mark_name
from geodash.views.slides import Frame
from geodash.views.still.apart import core_of
from geodash.views.still.base import base_of
from geodash.views.still.beside import astray, line_from
from geodash.views.still.countries import named, one_sided, room
from geodash.views.still.draw import still_map
from geodash.views.still.events import DrawnEvents
from geodash.views.still.fit import view_of
from geodash.views.still.ground_seen import ground_of
from geodash.views.still.grounds import forms, strange
from geodash.views.still.land import Land
from geodash.views.still.marks import LEAD, Box, box_of, chip, crowd, hits
from geodash.views.still.parties import in_view, unnamed
from geodash.views.still.spots import Spot, side_of
from geodash.views.still.typeset import Label
from geodash.views.still.words import number
from geodash.words.precision import MOVED, RING
from geodash.words.texts import capital

ROOT = Path(__file__).resolve().parents[1]
STATUS = ("internationally", "recognised", "Azerbaijan")
#: West, south, east, north: the two countries far and near, Syunik, Nakhchivan, the middle of the oblast.
NEAR = [
    (43.0, 38.0, 51.0, 42.5), (44.0, 38.5, 48.0, 41.3), (45.3, 38.8, 47.2, 40.3), (44.7, 38.8, 46.2, 39.8),
    (46.3, 39.5, 47.1, 40.2),
]  # fmt: skip
SIZES = [(960, 1080), (1852, 844), (780, 610), (960, 747)]


def laid(events, selected=(), size=(960, 1080), bounds=None, members=None):
    """The view and all names that stand on it."""
    frame = Frame(events=tuple(e.event_id for e in events), selected=tuple(selected), bounds=bounds)
    units = (size[0] / 2, size[1] / 2)
    view = view_of(GEODATA, events, frame, units, members=members or {})
    made = DrawnEvents(GEODATA, base_of(GEODATA), view, 2, events, frame, members or {})
    return made, made.names([])


def abroad(land: Land, code: str | None, box: Box) -> float:
    return float(land.foreign(code, np.array([box]))[0])


@pytest.mark.parametrize("bounds", NEAR)
@pytest.mark.parametrize("size", SIZES)
def test_karabakh_and_nakhchivan_are_named_wherever_they_are_in_view(size, bounds) -> None:
    made, placed = laid(ALL, size=size, bounds=bounds)
    base, view = made.base, made.view
    musts = [n for n in base.names_drawn if n.ground is not None and n.fits(view.zoom)]
    named = {p.label.area_id: p.label for p in placed if p.label.area_id}
    for label in (x for x in made.wanted if x.area_id in {m.area_id for m in musts}):
        ground = ground_of(label, view)
        if ground is not None and ground.asks:
            assert label.area_id in named, label.text
    if karabakh := named.get("nagorno-karabakh"):
        assert all(word in " ".join(karabakh.sub) for word in STATUS)
    if exclave := named.get("nakhchivan"):
        assert (
            "AZE" in f"{exclave.text}{exclave.sub}"
            or "Azerbaijan" in f"{exclave.text}{exclave.sub}"
        )


def test_no_town_of_an_area_is_named_without_the_area() -> None:
    for bounds in NEAR:
        for size in SIZES:
            _, placed = laid([], size=size, bounds=bounds)
            areas = {p.label.area_id for p in placed}
            towns = {p.label.text for p in placed if p.label.order == "town"}
            if towns & {"Nakhchivan", "Julfa", "Ordubad", "Shahbuz"}:
                assert "nakhchivan" in areas
            if towns & {"Khankendi / Stepanakert", "Shusha / Shushi"}:
                assert "nagorno-karabakh" in areas


@pytest.mark.parametrize("event", [CORRIDOR, BAKU, KHANKENDI], ids=lambda e: e.event_id)
@pytest.mark.parametrize("size", SIZES)
def test_an_area_s_name_stands_near_it_or_has_a_line_to_it(size, event) -> None:
    made, placed = laid(ALL, [event.event_id], size=size)
    found = [p for p in placed if p.label.ground is not None]
    assert found
    for p in found:
        ground = ground_of(p.label, made.view)
        gap = shapely.distance(shapely.box(*p.box), ground.shape)
        assert gap <= LABELS.near or p.leader is not None, p.label.text
        assert gap <= LABELS.away, p.label.text
        if p.leader is not None:
            assert ground.shape.distance(shapely.Point(p.leader[1])) < 1e-6 or ground.shape.area
            assert shapely.box(*p.box).distance(shapely.Point(p.leader[0])) < 1e-6


@pytest.mark.parametrize("size", [(1852, 844), (780, 610)])
def test_an_area_s_name_without_a_line_lies_on_the_area_and_on_nobody_else_s_land(size) -> None:
    for bounds in (*NEAR, (42.67, 34.88, 57.11, 45.88)):
        made, placed = laid(ALL, [KHANKENDI.event_id], size=size, bounds=bounds)
        for p in (p for p in placed if p.label.area_id and p.leader is None):
            label = p.label
            if label.free or label.road or label.on_water:
                continue
            ground = ground_of(label, made.view)
            x, y = (p.box[0] + p.box[2]) / 2, (p.box[1] + p.box[3]) / 2
            assert ground is not None and ground.shape.intersects(shapely.Point(x, y)), label.text
            if not label.exclave:
                code = made.base.country_at(label.latitude, label.longitude)
                assert abroad(made.land, code, p.box) <= LABELS.abroad, (label.text, bounds)


@pytest.mark.parametrize(("west", "named"), [(43.9, False), (44.9, True)])
def test_a_name_that_may_not_be_missing_never_stands_over_another_state(west, named) -> None:
    """On a picture as small as a phone's map, where it may find no room on its own side."""
    bounds = (west, 38.6, west + 3.6, 41.0)
    made, placed = laid(ALL, [KHANKENDI.event_id], (780, 500), bounds)
    found = [p for p in placed if p.label.area_id == "nagorno-karabakh"]
    assert bool(found) is named
    assert all(abroad(made.land, "AZE", p.box) <= LABELS.abroad for p in found)


def test_no_town_ashore_is_named_far_out_at_sea() -> None:
    bounds = (43.0, 37.0, 52.0, 42.6)
    made, placed = laid(ALL, ["e-sotk", "e-jermuk"], (960, 1080), bounds)
    marks = [p for p in placed if p.label.order in ("selected", "event") and p.leader]
    for p in marks:
        far = math.dist(*p.leader) > LABELS.at_sea + 1
        assert not far or abroad(made.land, None, p.box) > 0.5, p.label.text


def test_the_outline_of_the_past_is_drawn_only_with_its_name() -> None:
    event = dataclasses.replace(CORRIDOR, area_id="nagorno-karabakh")
    made, placed = laid([event], [event.event_id])
    assert [a.area_id for a in made._tinted(placed)] == ["nagorno-karabakh"]
    assert made._tinted([p for p in placed if p.label.area_id != "nagorno-karabakh"]) == []


def test_two_statements_below_a_name_are_never_joined() -> None:
    lines = ("internationally recognised", "as part of Azerbaijan", "outline of 1923–1991")
    label = Label("Nagorno-Karabakh", 0, 0, "area", "must", sub=lines, alone=1)
    for form in forms(label):
        assert not any("Azerbaijan" in line and "outline" in line for line in form.sub), form.sub


def test_an_area_s_long_name_takes_two_lines_only_where_it_has_two_words() -> None:
    one = Label("Donaudampfschifffahrtsweg", 0, 0, "area", "area")
    assert len(one.text) >= LABELS.long and list(forms(one)) == [one]
    two = dataclasses.replace(one, text="Zangezur Copper-Molybdenum")
    assert [(form.text, form.below) for form in forms(two)][1] == ("Zangezur", "Copper-Molybdenum")


@pytest.mark.parametrize("bounds", VIEWS[:4])
def test_no_two_names_cover_each_other(bounds) -> None:
    _, placed = laid(ALL, size=(1852, 844), bounds=bounds)
    for i, a in enumerate(placed):
        assert not any(hits(a.box, b.box) for b in placed[i + 1 :]), a.label.text


def test_no_name_lies_under_a_mark_its_number_badge_or_brackets() -> None:
    """The two by the border stand in one mark, or in two: Sotk, the northern, is never named below."""
    many = [dataclasses.replace(SOTK, event_id=f"e-more-{i}") for i in range(4)]
    events = [SOTK, JERMUK, *many]
    for bounds in (None, (38.0, 36.0, 52.0, 44.0), (43.5, 38.0, 48.5, 41.5)):
        for size in SIZES:
            made, placed = laid(events, ["e-sotk", "e-jermuk"], size=size, bounds=bounds)
            marks = [box_of(s, made._on(s)) for s in made.spots]
            for p in placed:
                assert not any(hits(p.box, m) for m in marks), (p.label.text, size, bounds)
            at = {p.label.text: p.box[1] for p in placed if p.label.order == "selected"}
            assert at.get("Sotk", 0.0) <= at.get("Jermuk", 999.0) + LABELS.level


def test_marks_that_would_stand_on_each_other_are_one_or_stand_apart() -> None:
    for bounds in (VIEWS[0], (38.0, 36.0, 52.0, 44.0)):
        made, _ = laid(ALL, bounds=bounds)
        assert clashes(made) == []
        assert sum(len(s.events) for s in made.spots if s.kind == "mark") == len(
            [e for e in ALL if e.event_id not in {"e-baku", "e-nation"}]
        )


def clashes(made: DrawnEvents) -> list[tuple[str, str]]:
    """What of marks, discs of seats and rings lies on each other in a picture."""
    there = [s for s in made.spots if made.view.holds(*made.view.degrees(s.x, s.y), -8)]
    boxes = [(s, core_of(s, made._on(s))) for s in there]
    return [
        (f"{a.kind} {a.name}", f"{b.kind} {b.name}")
        for i, (a, one) in enumerate(boxes)
        for b, other in boxes[i + 1 :]
        if hits(one, other)
    ]


def test_what_lies_on_two_sides_of_a_border_has_two_marks_with_a_line_to_each_place() -> None:
    """Far out, where one mark would cover both: Sotk, Jermuk are Armenia's, the corridor is Azerbaijan's."""
    line = dataclasses.replace(
        CORRIDOR,
        event_id="e-line",
        area_id="armenia-azerbaijan-border",
        latitude=40.0,
        longitude=45.9,
    )
    made, _ = laid([SOTK, JERMUK, CORRIDOR, line], bounds=(38.0, 36.0, 52.0, 44.0))
    marks = [s for s in made.spots if s.kind == "mark"]
    sides = sorted("".join(sorted({side_of(e, made.base) for e in s.events})) for s in marks)
    assert sides == ["", "ARM", "AZE"]
    assert any(s.place for s in marks) and clashes(made) == []
    svg = made.draw([])
    for spot in marks:
        if spot.place:
            assert f'cx="{number(spot.place[0])}" cy="{number(spot.place[1])}"' in svg


def test_a_pile_across_a_border_is_named_on_both_sides() -> None:
    khankendi = dataclasses.replace(KHANKENDI, area_id="")
    spot = Spot("mark", 40, 46, [JERMUK, JERMUK, SOTK, khankendi])
    named = [mark_name(e, base_of(GEODATA).names) for e in spot.named(base_of(GEODATA))]
    assert named == ["Jermuk", "Khankendi / Stepanakert"]


@pytest.mark.parametrize(("zoom", "size"), [(4, (480, 540)), (3.4, (960, 1080)), (3, (1080, 870))])
def test_far_out_both_neighbours_are_named_or_neither(zoom, size) -> None:
    """A slide's frame around Europe, smaller than on a screen: less than zoom 3."""
    frame = Frame(events=(), center=(47.0, 27.0), zoom=zoom)
    view = view_of(GEODATA, [], frame, (size[0] / 2, size[1] / 2), members={})
    made = DrawnEvents(GEODATA, base_of(GEODATA), view, 2, [], frame, {})
    assert COUNTRIES.complete_from <= view.zoom < COUNTRIES.even_below
    placed, land = made.names([]), Land(made.base, view)
    assert len([p for p in placed if p.label.order == "country"]) >= 3
    assert one_sided(land, room(land, []), placed) == []


PARTIES = ("ARM", "AZE", "TUR", "FRA")


@pytest.mark.parametrize("size", [(787, 996), (960, 1080), (1080, 870)])
@pytest.mark.parametrize(
    ("zoom", "at"), [(4, (47.0, 27.0)), (4.4, (35.0, 40.0)), (5, (42.0, 30.0))]
)
def test_parties_are_named_before_bystanders(zoom, at, size) -> None:
    """On their land, or on water close by with a line that ends there; else no country is named."""
    frame = Frame(events=(), center=at, zoom=zoom, parties=PARTIES)
    view = view_of(GEODATA, [], frame, (size[0] / 2, size[1] / 2), members={})
    made = DrawnEvents(GEODATA, base_of(GEODATA), view, 2, [], frame, {})
    placed = made.names([])
    there = named(made.base, placed)
    assert {*in_view(made.land, PARTIES)} <= there or not there
    for p in placed:
        code = next(
            (c for c in PARTIES if made.base.country_names[c].place_id == p.label.place_id), ""
        )
        if code and p.leader:
            assert made.base.country_at(*view.degrees(*p.leader[1])) == code
            assert abroad(made.land, code, p.box) <= LABELS.abroad, code
            land = shapely.transform(
                made.land.shapes[code], lambda xy: xy * view.k - (view.left, view.top)
            )
            assert shapely.box(*p.box).distance(land) <= COUNTRIES.outside, code
        elif code:
            assert abroad(made.land, code, p.box) <= 1 - COUNTRIES.ashore, code
    if unnamed(made.land, PARTIES, placed):
        assert not there


def test_where_a_party_has_no_room_no_country_has_a_name(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("geodash.views.still.labels.first", lambda *_: [])
    frame = Frame(events=(), center=(35.0, 40.0), zoom=4.4, parties=PARTIES)
    view = view_of(GEODATA, [], frame, (393, 498), members={})
    made = DrawnEvents(GEODATA, base_of(GEODATA), view, 2, [], frame, {})
    there = named(made.base, made.names([]))
    assert in_view(made.land, PARTIES) and there == set()


def test_far_out_marks_of_two_sides_are_one_and_nothing_is_moved_far_or_onto_others_land() -> None:
    events = [
        SOTK,
        JERMUK,
        CORRIDOR,
        NATION,
        ATHENS,
        ANKARA,
        seat("e-baku-2", 40.3777, 49.892, 587084),
    ]
    for bounds in ((10.0, 25.0, 70.0, 55.0), (-10.0, 15.0, 90.0, 60.0)):
        made, _ = laid(events, bounds=bounds)
        assert made.view.zoom < MARKS.sides_from
        marks = [s for s in made.spots if s.kind == "mark"]
        assert len(marks) == 1
        assert {side_of(e, made.base) for e in marks[0].events} >= {"ARM", "AZE"}
        for spot in made.spots:
            if spot.place:
                there = made.base.country_at(*made.view.degrees(spot.x, spot.y))
                assert there in (None, "", spot.side), (spot.kind, spot.name, there)
                assert math.dist(spot.place, (spot.x, spot.y)) <= MARKS.apart_far


def test_check_finds_a_slide_that_names_bystanders_and_not_the_parties(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = unfair(tmp_path, "kind=accusation&map=4/47/27", SAID)
    assert "no name for a party" not in " ".join(run(folder, "--fair")[1].split())
    monkeypatch.setattr("geodash.views.still.labels.first", lambda *_: [])
    monkeypatch.setattr("geodash.views.still.labels.hushed", lambda _land, _parties, placed: placed)
    code, output = run(folder, "--fair")
    assert code == 1
    assert "has no name for a party in view: " in " ".join(output.split())


def test_a_name_away_from_its_place_has_a_line_to_it() -> None:
    """“Syunik province” stood over Iran, “Armenia–Azerbaijan border” over Iraq, without one."""
    said = dataclasses.replace(
        ATHENS,
        latitude=40.18,
        longitude=44.51,
        about_places=("area:syunik", "area:armenia-azerbaijan-border"),
    )
    for bounds in ((43.0, 38.5, 51.0, 41.0), (10.0, 25.0, 60.0, 55.0)):
        made, placed = laid([said, SOTK, JERMUK], size=(787, 996), bounds=bounds)
        for p in placed:
            if p.label.order != "event":
                continue
            x, y = p.label.at or made.view.at(p.label.latitude, p.label.longitude)
            gap = math.hypot(max(p.box[0] - x, x - p.box[2], 0), max(p.box[1] - y, y - p.box[3], 0))
            code = made.base.country_at(p.label.latitude, p.label.longitude)
            beside = abroad(made.land, code, p.box) <= LABELS.astride
            assert p.leader or (beside and gap < 34), (p.label.text, gap)


def test_a_name_between_two_marks_has_a_line_to_its_own() -> None:
    own, near = (0.0, 0.0, 20.0, 20.0), (60.0, 0.0, 80.0, 20.0)
    label = Label("Sotk", 0, 0, "town", "event", cover=own, others=(near,))
    for left, led in (
        (22.0, False),
        (30.0, True),
    ):  # 2 beside the one, 18 from the other; 10 and 10
        box = (left, 0.0, left + 20, 20.0)
        assert bool(line_from(box, label, (10.0, 10.0))) is led
        assert line_from(box, dataclasses.replace(label, others=()), (10.0, 10.0)) is None
    _, placed = laid(ALL, ["e-sotk", "e-jermuk"], size=(787, 996), bounds=(42, 37, 50, 42.5))
    marked = [p for p in placed if p.label.cover]
    assert marked and all(p.leader or not astray(p.label, p.box) for p in marked)


def test_a_mark_of_several_places_has_all_their_names_or_none() -> None:
    far, near = (40.0, 36.0, 51.0, 44.0), (42, 37, 50, 42.5)
    named = [
        {p.label.text for p in laid(ALL, ["e-sotk", "e-jermuk"], size=(787, 996), bounds=b)[1]}
        for b in (far, near)
    ]
    assert not named[0] & {"Sotk", "Jermuk"}
    assert named[1] >= {"Sotk", "Jermuk"}


def test_the_name_of_an_exclave_stands_no_further_than_its_line_may_lead() -> None:
    """“Nakhchivan (AZE)” stood on the Caspian, with a line over Syunik."""
    for bounds in ((42.0, 36.5, 51.0, 43.8), (44.0, 38.0, 50.0, 41.5)):
        made, placed = laid([SOTK, JERMUK], ["e-sotk"], size=(787, 996), bounds=bounds)
        for p in (p for p in placed if p.label.exclave):
            ground = ground_of(p.label, made.view)
            assert ground and shapely.box(*p.box).distance(ground.shape) <= LABELS.strayed


def test_places_by_a_border_are_named_on_their_own_side() -> None:
    made, placed = laid([SOTK, JERMUK], ["e-sotk", "e-jermuk"])
    land = Land(made.base, made.view)
    for name in ("Sotk", "Jermuk"):
        (box,) = (p.box for p in placed if p.label.text == name)
        assert abroad(land, "ARM", box) <= LABELS.across, name
    for p in placed:
        if p.label.order == "town":
            code = made.base.country_at(p.label.latitude, p.label.longitude)
            assert abroad(land, code, p.box) <= LABELS.abroad, p.label.text


def test_the_towns_that_a_tinted_road_links_come_before_others() -> None:
    _, placed = laid([CORRIDOR], ["e-corridor"])
    assert "Khankendi / Stepanakert" in {p.label.text for p in placed}


def test_a_whole_has_no_areas_of_its_parts() -> None:
    part = dataclasses.replace(
        CORRIDOR, event_id="e-part", area_id="azerbaijan-border-districts", place_name="districts"
    )
    whole = dataclasses.replace(JERMUK, event_id="e-whole", place_id="", place_name="two places")
    members = {"e-whole": ("e-part", "e-sotk")}
    svg = drawn([whole, part, SOTK], ["e-whole"], members=members)
    assert 'class="area"' not in svg
    assert not [t for t in texts(svg) if "districts" in t]
    assert 'class="area"' in drawn([part], ["e-part"])


def seat(event_id: str, latitude: float, longitude: float, place: int) -> Event:
    return Event(
        event_id, "It says so", date(2022, 9, 13), date(2022, 9, 13), place_id=f"geonames:{place}",
        latitude=latitude, longitude=longitude, place_role=PlaceRole.SEAT, event_type=EventType.DISAPPROVE,
    )  # fmt: skip


ATHENS, ANKARA = seat("e-a", 37.98376, 23.72784, 264371), seat("e-b", 39.91987, 32.85427, 323786)


def test_seats_are_named_both_or_neither() -> None:
    svg = drawn([ATHENS, ANKARA])
    assert {"Athens", "Ankara"} <= set(texts(svg))
    # Marks on all sides of Athens, as far as it could go: no room for its name, so none for Ankara’s either.
    marks = [
        dataclasses.replace(
            JERMUK, event_id=f"e-{i}-{j}", place_id="", place_name=f"here {i} {j}",
            latitude=ATHENS.latitude + 0.45 * i, longitude=ATHENS.longitude + 0.55 * j,
        )
        for i in range(-8, 9) for j in range(-8, 9) if (i, j) != (0, 0)
    ]  # fmt: skip
    said = set(texts(drawn([ATHENS, ANKARA, *marks])))
    assert not said & {"Athens", "Ankara"}


def test_a_selected_country_s_chip_is_not_overprinted() -> None:
    made, _ = laid([NATION, seat("e-near", 40.5, 48.6, 587084)], ["e-nation"])
    chips = [s for s in made.spots if s.kind in ("seat", "country")]
    assert len(chips) == 2
    a, b = (box_of(s, s.kind == "country") for s in chips)
    assert not hits(a, b)


def test_the_name_of_islands_that_are_spoken_of_stands_on_no_land() -> None:
    said = dataclasses.replace(ATHENS, about_places=("area:aegean-islands",))
    for bounds in (VIEWS[2], (24.0, 36.0, 29.0, 40.0), (25.3, 36.0, 31.0, 40.0)):
        made, placed = laid([said], bounds=bounds)
        for p in placed:
            if p.label.text.startswith("Greek islands"):
                assert abroad(Land(made.base, made.view), None, p.box) <= LABELS.abroad


def test_a_sea_has_no_tint_and_a_sketch_no_edge() -> None:
    letters = dataclasses.replace(ANKARA, event_id="e-sea", about_places=("area:aegean-sea",))
    svg = drawn([letters], ["e-sea"])
    assert 'class="area"' not in svg and "Aegean Sea" in texts(svg)
    assert AREAS.tints["sketch"].weight == 0
    coast = dataclasses.replace(CORRIDOR, event_id="e-coast", area_id="turkish-coast-kos-rhodes",
                                latitude=37.0, longitude=27.5)  # fmt: skip
    svg = drawn([coast], ["e-coast"], prefix="x-")
    found = [p.split("/>")[0] for p in svg.split("<path ") if p.startswith('class="area"')]
    # Each piece thins out by itself: one fade over all leaves the outer ones without a fill.
    assert len(found) > 1 and all(path.count("M") == 1 for path in found)
    assert all("stroke=" not in p and 'fill="url(#x-gd-soft-area)"' in p for p in found)
    assert 'id="x-gd-soft-area"' in svg


def test_what_a_placed_event_is_about_is_fainter_than_its_place() -> None:
    coast = dataclasses.replace(
        CORRIDOR, event_id="e-coast", area_id="turkish-coast-kos-rhodes", latitude=37.0,
        longitude=27.5, about_places=("area:kos", "area:rhodes"),
    )  # fmt: skip
    for role, filled in ((PlaceRole.SCENE, False), (PlaceRole.SEAT, True)):
        event = dataclasses.replace(coast, place_role=role)
        svg = drawn([event], ["e-coast"])
        found = [p.split("/>")[0] for p in svg.split("<path ") if p.startswith('class="area"')]
        islands = [p for p in found if "stroke=" in p]
        assert len(islands) == 2, role
        assert all(('fill="none"' in p) is not filled for p in islands), role
        assert {"Kos", "Rhodes"} <= set(texts(svg))


def without_room(folder: Path) -> None:
    """Geodata of a collection's own in which Nagorno-Karabakh has a name too long for any map."""
    own = json.loads((ROOT / "geodata" / "labels.geojson").read_text("utf-8"))
    for feature in own["features"]:
        if feature["properties"]["text"] == "Nagorno-Karabakh":
            feature["properties"]["text"] = "Nagorno-Karabakh " * 30
    (folder / "geodata").mkdir()
    (folder / "geodata" / "labels.geojson").write_text(json.dumps(own), "utf-8")


def test_check_finds_a_slide_and_a_view_without_a_name_that_may_not_be_missing(
    tmp_path: Path,
) -> None:
    folder = unfair(tmp_path / "a", "event=e1")
    found = ("slide-unnamed", "view-unnamed")
    said = ("has no room for a name that may not be missing", "leaves without a name: Nagorno")
    clean = " ".join(run(folder, "--fair")[1].split())
    assert not any(words in clean for words in said), found
    without_room(folder)
    code, output = run(folder, "--fair")
    assert code == 1
    assert all(words in " ".join(output.split()) for words in said), output


def test_ranks_are_even_on_both_sides_of_the_border() -> None:
    labels = {
        f["properties"]["text"]: f["properties"]
        for f in json.loads((ROOT / "geodata" / "labels.geojson").read_text("utf-8"))["features"]
        if f["properties"]["kind"] in ("town", "province", "region")
    }
    armenia = ("Meghri", "Sisian", "Vardenis", "Vayk", "Ijevan", "Berd", "Noyemberyan", "Chambarak")
    azerbaijan = (
        "Gubadli", "Zangilan / Kovsakan", "Jabrayil", "Gazakh", "Aghstafa", "Tovuz", "Gadabay", "Dashkasan",
        "Ordubad", "Julfa", "Sharur", "Shahbuz",
    )  # fmt: skip
    assert {(labels[t]["min_zoom"], labels[t]["rank"]) for t in armenia + azerbaijan} == {(8, 3)}
    large = ("Syunik", "Vayots Dzor", "Gegharkunik", "Tavush", "Kalbajar District")
    small = ("Ararat", "Lachin District", "Gubadli District", "Zangilan District", "Tovuz District")
    assert {labels[p]["min_zoom"] for p in large} == {8}
    assert {p for p in small if labels[p]["kind"] == "province" and labels[p]["min_zoom"] != 9} <= {
        "Ararat"
    }
    for turkish, greek in (("Gökçeada", "Lemnos"), ("Bozcaada", "Samothrace")):
        for key in ("min_zoom", "rank", "kind"):
            assert labels[turkish][key] == labels[greek][key]


def test_islands_are_found_by_their_names_in_both_languages() -> None:
    for name, row in (("Imbros", "gokceada"), ("Tenedos", "bozcaada"), ("Limni", "lemnos"),
                      ("Semadirek", "samothrace"), ("Sakız", "chios"), ("Midilli", "lesbos"),
                      ("Sisam", "samos"), ("İstanköy", "kos"), ("Rodos", "rhodes")):  # fmt: skip
        place = GEODATA.gazetteer.get(f"geodash:{row}-island")
        assert place is not None and name in place.names, name
    for key in ("gokceada", "bozcaada"):
        place = GEODATA.gazetteer.get(f"geodash:{key}-island")
        assert place.country == "TUR" and place.kind == "island"
        assert base_of(GEODATA).country_at(place.latitude, place.longitude) == "TUR"


def test_a_seat_keeps_its_number_also_where_its_words_have_no_room() -> None:
    """A mark beside it may have its name; one seat's name beside another without would be one side's."""

    def drawn_at(near: list[tuple[float, float]], marked: set[str]) -> list[str]:
        at = [("Yerevan", 50.0), ("Baku", 300.0)]
        found = [Spot("seat", 0, 0, [ATHENS, ANKARA], name, x, 100) for name, x in at]
        walls = [Spot("ring", 0, 0, [], "", 50 + x, 100 + y) for x, y in near]
        crowd([*found, *walls], set(), (500, 500), marked)
        return [re.findall(r">([^<]+)</text>", chip(s, False)) for s in found]

    walled = [(22.0, 0.0), (-22.0, 0.0), (0.0, -22.0), (0.0, 22.0)]
    assert drawn_at([], set()) == [["Yerevan 2"], ["Baku 2"]]
    assert drawn_at(walled, {"Yerevan"}) == [["2"], ["Baku 2"]]
    assert drawn_at(walled, set()) == [["2"], ["2"]]


def test_the_key_of_a_picture_says_what_the_line_of_a_moved_mark_is() -> None:
    far, near = Frame(bounds=(40.0, 36.0, 51.0, 44.0)), Frame(bounds=(45.4, 39.2, 47.2, 40.4))
    events = [SOTK, JERMUK, CORRIDOR, KHANKENDI]
    for frame, moved in ((far, True), (near, False)):
        svg = still_map(GEODATA, events, frame=frame, size=(787, 996), scale=2, keyed=True)
        assert (LEAD in svg, capital(MOVED) in svg) == (moved, moved)
        figure = map_figure(GEODATA, events, frame=frame, size=(787, 996), scale=2)
        assert (MOVED in [words for _, words in figure.legend]) is moved


def test_the_key_of_a_picture_says_what_a_small_ring_is() -> None:
    frame = Frame(bounds=(19.0, 34.0, 36.0, 43.0))
    for about, ringed in (
        (("geonames:586268",), False),
        (("geodash:kos-island",), True),
        ((), False),
    ):
        events = [
            dataclasses.replace(ATHENS, about_places=about)
        ]  # Kalbajar is out of view, Kos is not
        svg = still_map(GEODATA, events, frame=frame, size=(787, 996), scale=2, keyed=True)
        assert (capital(RING) in svg) == ringed


def test_a_name_that_may_not_be_missing_keeps_clear_of_what_is_tinted_of_other_areas() -> None:
    """Nagorno-Karabakh of the shaded districts beside it; Nakhchivan, one of these, not of its own ground."""
    view = view_of(GEODATA, ALL, Frame(bounds=(44.0, 38.5, 48.0, 41.3)), (400, 500))
    wide = shapely.box((view.left + 100) / view.k, (view.top + 100) / view.k, (view.left + 300) / view.k, (view.top + 200) / view.k)  # fmt: skip
    middle = shapely.affinity.scale(wide, 0.5, 1)
    own, tint = (
        Label("A", 39.9, 46.0, "area", "must", area_id=area, ground=ground)
        for area, ground in (("own", middle), ("tint", wide))
    )
    found = strange(own, [tint], view)
    assert {(round(b[0]), round(b[2])) for b in found} == {(100, 143), (257, 300)}
    assert min(b[1] for b in found) == pytest.approx(100) and max(
        b[3] for b in found
    ) == pytest.approx(200)
    assert strange(own, [own], view) == [] and strange(tint, [own], view) == []


def test_every_map_with_names_tells_those_that_may_not_be_missing_and_have_no_room() -> None:
    scripts = (ROOT / "src/geodash/assets").rglob("*.js")
    drawing = {
        str(p): text for p in scripts if "createLabels(map, made" in (text := p.read_text("utf-8"))
    }
    assert len(drawing) >= 5
    assert [name for name, text in drawing.items() if "labels.onUnnamed(" not in text] == []


@pytest.mark.parametrize(
    ("country", "capital", "bounds"),
    [
        ("Spain", "Madrid", (-12, 35, 4.5, 44.5)),
        ("Spain", "Madrid", (-10, 36, 2, 43.5)),
        ("France", "Paris", (-6, 41, 11, 51.5)),
    ],
)
@pytest.mark.parametrize("size", [(1366, 650), (780, 610)])
def test_no_countrys_name_hides_its_capital(country, capital, bounds, size) -> None:
    _, placed = laid([], size=size, bounds=bounds)
    of = {p.label.text: p.box for p in placed}
    assert not hits(of[country], of[capital])
