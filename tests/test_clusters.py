"""Grid clusters: nothing lost, nothing twice, and a town on a cell's border is one."""

import math
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from store_sample import random_collection
from tries import tries

from geodash.domain.kinds import EventType, Kind
from geodash.domain.model import Collection, Event, Link, PlaceRole, Relation
from geodash.query import BBox, Filter, Store
from geodash.query.clusters import FEW
from geodash.query.grid import STACK

WORLD = BBox(-180, -90, 180, 90)


def store_of(*events, links=()):
    return Store(Collection("c", "c", {e.event_id: e for e in events}, (), tuple(links), {}, {}))


def at(event_id, lat, lon, **values):
    values = {"where_prec": 1, "place_role": PlaceRole.SCENE} | values
    return Event(event_id, "x", latitude=lat, longitude=lon, **values)


def row(n, lat=40.0, lon=45.0, step=0.0):
    return [at(f"e{i:03d}", lat, lon + i * step) for i in range(n)]


RANDOM = Store(random_collection(11, 200))


@settings(max_examples=tries(40))
@given(st.integers(0, 22), st.sets(st.sampled_from(list(Kind))))
def test_clusters_add_up_to_the_marks(zoom, kinds):
    f = Filter(kinds=tuple(kinds), background=True)
    marks = [
        e
        for e in RANDOM.select(f)
        if e.point and e.place_role is not PlaceRole.SEAT and e.where_prec != 6
    ]
    shown = {e.event_id for e in marks if not set(RANDOM.members(e.event_id)) & set(RANDOM.ids(f))}
    found = RANDOM.clusters(f, WORLD, zoom)
    assert sum(c.count for c in found) == len(shown)
    assert all(sum(c.kinds.values()) == c.count for c in found)
    listed = [i for c in found for i in c.ids]
    assert len(listed) == len(set(listed))
    assert set(listed) <= shown
    assert all(len(c.ids) == (c.count if c.count <= FEW else 0) or c.stack for c in found)
    for c in found:
        assert c.bounds.south - 1e-5 <= c.lat <= c.bounds.north + 1e-5
        assert c.bounds.west - 1e-5 <= c.lon <= c.bounds.east + 1e-5


def test_a_town_on_a_cell_border_is_one_cluster():
    # At zoom 4, cells meet at longitude 45 (x = 0.625 = 40 cells of 1/64).
    store = store_of(*row(5, lon=44.99), at("f", 40.0, 45.01), at("far", 40.0, 60.0))
    found = store.clusters(Filter(), WORLD, 4)
    assert [c.count for c in found] == [6, 1]
    assert found[0].ids == ("e000", "e001", "e002", "e003", "e004", "f")
    assert found[0].lon == pytest.approx(44.9933, abs=1e-3)


def test_clusters_come_apart_when_one_zooms_in():
    store = store_of(at("a", 40, 45), at("b", 40.3, 45.5), at("c", 40, 47))
    assert [len(store.clusters(Filter(), WORLD, z)) for z in (2, 10)] == [1, 3]


def test_heads_of_clusters_do_not_touch():
    found = RANDOM.clusters(Filter(background=True), WORLD, 6)
    single = [c for c in found if c.stack or c.count == 1]
    pixels = 256 * 2**6 / 360
    for i, one in enumerate(single):
        for two in single[i + 1 :]:
            assert math.dist((one.lat, one.lon), (two.lat, two.lon)) * pixels > 30


def test_a_stack_lists_itself_even_where_it_is_high():
    stack = store_of(*row(FEW + 10), at("g", 40.2, 55)).clusters(Filter(), WORLD, 5)
    assert stack[0].stack
    assert len(stack[0].ids) == FEW + 10
    assert stack[0].ids == tuple(sorted(stack[0].ids))
    spread = store_of(*row(FEW + 10, step=0.001)).clusters(Filter(), WORLD, 5)
    assert not spread[0].stack
    assert spread[0].ids == ()
    assert store_of(*row(STACK + 1)).clusters(Filter(), WORLD, 5)[0].ids == ()


def test_panning_does_not_change_a_cluster():
    whole = RANDOM.clusters(Filter(), BBox(20, 30, 60, 50), 6)
    for west in (29.0, 29.7, 30.3):
        view = BBox(west, 36.5, west + 12, 41.5)
        for cluster in RANDOM.clusters(Filter(), view, 6):
            assert view.west <= cluster.lon <= view.east
            assert cluster in whole


def test_only_what_is_in_view():
    store = store_of(at("a", 40, 45), at("b", 40, 20), at("c", 10, 45), at("d", 40, -179.5))
    assert [c.ids for c in store.clusters(Filter(), BBox(44, 39, 46, 41), 8)] == [("a",)]
    assert [c.ids for c in store.clusters(Filter(), BBox(170, 30, -170, 50), 8)] == [("d",)]


def test_seats_countries_and_unlocated_have_no_mark():
    store = store_of(
        at("seat", 40, 45, place_role=PlaceRole.SEAT, where_prec=None),
        at("country", 40, 45, where_prec=6),
        Event("nowhere", "x"),
        at("subject", 41, 45, place_role=PlaceRole.SUBJECT, where_prec=None),
    )
    assert [c.ids for c in store.clusters(Filter(), WORLD, 8)] == [("subject",)]


def test_an_umbrella_is_not_drawn_beside_its_members():
    events = (
        at("whole", 40, 45, event_type=EventType.ASSAULT),
        at("part", 40, 45, date_start=date(2022, 1, 1), date_end=date(2022, 1, 1)),
    )
    store = store_of(*events, links=[Link("part", "whole", Relation.PART_OF)])
    assert [c.ids for c in store.clusters(Filter(), WORLD, 8)] == [("part",)]
    violence = Filter(kinds=(Kind.VIOLENCE,))
    assert [c.ids for c in store.clusters(violence, WORLD, 8)] == [("whole",)]


def test_poles_and_odd_zooms():
    store = store_of(at("n", 90, 180), at("s", -90, -180), at("m", 40, 45))
    for zoom in (-3, 0, 22, 99):
        assert sum(c.count for c in store.clusters(Filter(), WORLD, zoom)) == 3
