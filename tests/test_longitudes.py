"""Longitudes go round: in arithmetic, views, frames, homes, clusters and pictures alike."""

from __future__ import annotations

import re
from itertools import accumulate
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import MultiPolygon, box

from geodash.domain.extent import Point
from geodash.domain.model import Collection, Event
from geodash.geo.layers import GeoData
from geodash.geo.longitudes import arc, around_all, bounds_of, near, together
from geodash.query import BBox, Filter, Store
from geodash.views.frames import around
from geodash.views.homes import homes_of
from geodash.views.slides import Frame
from geodash.views.still import frame_of, still_map
from geodash.views.still.fit import view_of

LONGITUDES = st.floats(-180, 180, allow_nan=False).map(lambda v: round(v, 4))
FIJI = ((-17.8, 178.0), (-16.6, 179.9), (-16.9, -179.9), (-18.2, -178.8))
BERING = ((64.7, 177.5), (65.6, -168.1), (64.5, -165.4), (66.2, -169.8))
KIRIBATI = ((1.4, 173.0), (-2.8, -171.7), (1.9, -157.4))
ANTARCTICA = ((-77.8, 166.7), (-78.5, 106.8), (-72.0, 170.2), (-75.0, -175.0))


def test_the_shorter_way_round():
    assert arc([(178, 178), (-179, -179)]) == (178, 181)
    assert arc([(10, 20), (-5, 0)]) == (-5, 20)
    assert arc([(-120, -120), (140, 140)]) == (140, 240)
    assert arc([(179, 179)]) == (179, 179)
    assert arc([(-180, 180)]) == (-180, 180)
    assert arc([(170, 190), (-175, -170)]) == (170, 190)
    assert together([179, -179, 178]) == [179, 181, 178]
    assert near(-179, 178) == 181 and near(179, -178) == -181
    halves = MultiPolygon([box(177, -19, 180, -16), box(-180, -19, -178, -16)])
    assert bounds_of(halves) == (177, -19, 182, -16)
    assert around_all([(177, -19, 180, -16), (-180, -20, -178, -16)]) == (177, -20, 182, -16)


@given(st.lists(LONGITUDES, min_size=1, max_size=12), st.floats(-180, 180))
def test_turning_the_globe_turns_the_stretch(longitudes, turn):
    west, east = arc((v, v) for v in longitudes)
    assert all(west - 1e-6 <= v <= east + 1e-6 for v in together(longitudes))
    assert -180 <= west <= 180 and 0 <= east - west <= 360
    moved = arc((near(v + turn, 0), near(v + turn, 0)) for v in longitudes)
    assert moved[1] - moved[0] == pytest.approx(east - west, abs=1e-6)


def _collection(events: list[Event] | None = None) -> Collection:
    by_id = {e.event_id: e for e in events or ()}
    return Collection(Path(), "Round the world", by_id, (), (), {}, {})


def _events(points) -> list[Event]:
    return [
        Event(f"e{i}", f"Event {i}", latitude=lat, longitude=lon, where_prec=1, place_name=f"P{i}")
        for i, (lat, lon) in enumerate(points)
    ]


@pytest.mark.parametrize("points", [FIJI, BERING, KIRIBATI, ANTARCTICA])
def test_every_view_of_them_is_one_place(points):
    events = _events(points)
    spread = max(together([lon for _, lon in points])) - min(together([lon for _, lon in points]))
    framed = around([Point(*p) for p in points])
    (home,) = homes_of(_collection(events), {})
    fitted = frame_of(GEODATA, events, size=(480, 270)).bounds
    for west, south, east, north in (framed, home["bounds"], fitted):
        assert spread < east - west < 5 * spread + 30 and south < north
        for lat, lon in points:
            middle = (west + east) / 2
            assert west <= near(lon, middle) <= east and south <= lat <= north
    view = view_of(GEODATA, events, Frame(), (480, 540))
    assert all(view.holds(*p) for p in points)


GEODATA = GeoData(None)


def test_a_still_map_has_land_on_both_sides():
    frame = Frame(bounds=(174.0, 60.0, 194.0, 70.0))
    svg = still_map(GEODATA, [], frame=frame, size=(960, 960), scale=2)
    land = svg.split('class="land"')[0].rsplit('d="', 1)[1]
    xs: list[float] = []
    for part in land.split("M")[1:]:
        start, moves = (re.findall(r"-?\d*\.?\d+", text) for text in part.split("l"))
        xs += accumulate(map(float, moves[::2]), initial=float(start[0]))
    assert min(xs) < 100 and max(xs) > 400


def test_a_frame_is_the_same_on_either_count():
    def drawn(bounds):
        return still_map(GEODATA, _events(BERING), frame=Frame(bounds=bounds))

    assert drawn((174.0, 60.0, 200.0, 70.0)) == drawn((-186.0, 60.0, -160.0, 70.0))


@pytest.mark.parametrize("zoom", range(0, 12))
def test_clusters_and_the_filter_see_both_sides(zoom):
    store = Store(_collection(_events(FIJI)))
    view = BBox.around(170, -30, 190, -5)
    found = store.clusters(Filter(), view, zoom)
    assert sum(c.count for c in found) == len(FIJI)
    for cluster in found:
        assert cluster.bounds.east - cluster.bounds.west < 4
        assert 177 < near(cluster.lon, 180) < 182 and -180 <= cluster.lon <= 180
    if zoom <= 4:
        assert len(found) == 1
    assert store.count(Filter(bbox=view)) == len(FIJI)


@pytest.mark.parametrize("bounds", [[177, -20, -178, -15], [177, -20, 182, -15]])
def test_a_named_view_may_cross_the_meridian(bounds):
    views = homes_of(_collection(), {"geodash:views": [{"name": "Fiji", "bounds": bounds}]})
    assert views == [{"name": "Fiji", "bounds": [177, -20, 182, -15]}]
