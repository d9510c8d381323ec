"""What the store asks of its events: combinations with numbers, and answers that add up."""

from datetime import date
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from store_sample import ACTORS, AREAS, GAZETTEER, random_collection
from tries import tries

from geodash.domain.kinds import Kind
from geodash.domain.model import Event, Status
from geodash.query import BBox, Filter, Store, columns, combined
from geodash.query.grid import Grid, cells
from geodash.query.memory import _groups
from geodash.query.schema import COMBINED
from geodash.query.source import frames, part_of, table

WORLD = BBox(-180, -90, 180, 90)
RANDOM = random_collection(5, 120)
STORE = Store(RANDOM, GAZETTEER, AREAS)
FILTERS = st.builds(
    Filter,
    date_from=st.none() | st.dates(date(2022, 1, 1), date(2022, 12, 31)),
    kinds=st.sets(st.sampled_from(list(Kind)), max_size=3).map(tuple),
    actors=st.sampled_from([(), ("ARM",), ("csto", "turkiye")]),
    pairs=st.sampled_from([(), (">TUR",), ("ARM>", "AZE>ARM")]),
    places=st.sampled_from([(), ("g:am",), ("area:corridor",)]),
    precision=st.none() | st.integers(1, 7),
    bbox=st.none() | st.just(BBox(30, 37, 47, 41)),
    query=st.sampled_from(["", "near"]),
    background=st.booleans(),
)


@settings(max_examples=tries(40))
@given(
    st.lists(st.tuples(*[st.sampled_from(["a", "b", "", None])] * 3), max_size=12),
    st.sampled_from([2**62, 3]),
)
def test_a_combination_has_one_number(rows, most):
    columns = [pa.array([row[i] for row in rows], pa.string()) for i in range(3)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(combined, "_MOST", most)
        number, first = combined.combined(columns)
    assert [rows[i] for i in first[number]] == rows
    assert len(first) == len(set(rows))
    assert all(rows.index(rows[i]) == i for i in first)


@settings(max_examples=tries(40))
@given(FILTERS)
def test_every_answer_is_of_the_events_that_pass(f):
    memory, at = STORE._memory, STORE._memory.page(f)
    cube = memory.cube(f, ("dates", "kinds", "bbox"))
    for name in COMBINED:
        counts = memory.tally(name, f)
        assert counts.tolist() == np.bincount(memory.numbers(name, at), None, len(counts)).tolist()
    assert cube[""].tolist() == memory.tally("closed", f).tolist()
    for name in ("dates", "kinds", "bbox"):
        assert cube[name].tolist() == memory.tally("closed", f.without(name)).tolist()
        assert cube[name].tolist() == memory.tally("closed", f, name).tolist()
    events = np.arange(len(RANDOM.events))
    assert np.flatnonzero(memory.passing_at(events, f)).tolist() == at.tolist()


@settings(max_examples=tries(20))
@given(FILTERS, st.integers(0, 14), st.integers(0, 3))
def test_cells_add_up_however_the_events_are_divided(f, zoom, every):
    columns, scale = STORE._columns, Grid.of(WORLD, zoom).scale
    at = STORE._memory.page(f)
    at = at[columns.mark[at]]
    part = at % 4 <= every
    whole, *parts = (told(cells(columns, a, scale)) for a in (at, at[part], at[~part]))
    assert told(STORE._memory.cells(f, Grid.of(WORLD, zoom), at[:0])) == whole
    for cell, (count, kinds, sums, ends, few) in whole.items():
        found = [p[cell] for p in parts if cell in p]
        assert count == sum(p[0] for p in found)
        assert kinds == np.sum([p[1] for p in found], axis=0).tolist()
        assert sums == pytest.approx(np.sum([p[2] for p in found], axis=0).tolist())
        assert ends == np.min([p[3] for p in found], axis=0).tolist()
        assert few == sorted(i for p in found for i in p[4])
    assert sum(len(p) for p in parts) >= len(whole)


def told(found):
    """Cell to count, kinds, sums, extremes (the highest with their sign turned) and members."""
    rows = range(len(found.count))
    return {
        (int(found.cx[i]), int(found.cy[i])): (
            int(found.count[i]),
            found.kinds[i].tolist(),
            [float(v[i]) for v in (found.x, found.y, found.lat, found.lon)],
            [float(v) for v in (found.west[i], found.south[i], -found.east[i], -found.north[i])],
            found.few[i].tolist(),
        )
        for i in rows
    }


def test_parts_are_at_most_as_many_as_have_a_flag_of_their_own():
    passes = np.array([True, False])
    assert _groups(passes, [passes] * 6 + [~passes]).tolist() == [7, 8]
    with pytest.raises(AssertionError):
        _groups(passes, [passes] * 8)


def test_a_view_ends_where_its_events_do(monkeypatch):
    monkeypatch.setattr(columns, "MOST_LATITUDE", 60)
    farther = SimpleNamespace(x=np.array([0.5]), y=columns.mercator(np.array([70])))
    assert Grid.of(BBox(-180, 65, 180, 80), 22).near(farther).tolist() == [True]


def test_no_combination_is_without_an_event():
    background = Filter(background=True)
    everything = {name: STORE._memory.numbers(name, np.arange(120)) for name in COMBINED}
    for name, numbers in everything.items():
        nobody = name == "told"  # nobody tells it: always there
        size = len(STORE._memory.tally(name, background))
        assert set(range(nobody, size)) - set(numbers.tolist()) == set()


# Parquet ----------------------------------------------------------------------------------------


@pytest.fixture
def written(tmp_path):
    """The events as Parquet in small pieces, dates as days and actors as lists, and the mentions."""
    events, mentions = map(table, frames(RANDOM))
    for name in ("date_start", "date_end"):
        days = [date.fromisoformat(v) if v else None for v in events[name].to_pylist()]
        events = events.set_column(events.column_names.index(name), name, pa.array(days))
    actors = pc.split_pattern(events["actors"], ";")
    events = events.set_column(events.column_names.index("actors"), "actors", actors)
    pq.write_table(events, tmp_path / "events.parquet", row_group_size=16)
    pq.write_table(mentions, tmp_path / "mentions.parquet")
    return tmp_path


def test_parquet_answers_like_the_collection(written):
    store = Store.from_parquet(
        written / "events.parquet",
        written / "mentions.parquet",
        part_of=part_of(RANDOM.links),
        actors=ACTORS,
        gazetteer=GAZETTEER,
        areas=AREAS,
    )
    for f in (
        Filter(),
        Filter(background=True, actors=("ARM",)),
        Filter(query="near", date_from=date(2022, 6, 1)),
    ):
        assert store.ids(f) == STORE.ids(f)
        assert store.facets(f) == STORE.facets(f)
        assert store.bins(f) == STORE.bins(f)
    ids = STORE.ids(Filter())[::-1]
    got = store.events(ids)
    assert [e.event_id for e in got] == ids
    assert [(e.interval, e.actors, e.title) for e in got] == [
        (e.interval, e.actors, e.title) for e in STORE.events(ids)
    ]
    with pytest.raises(KeyError, match="none"):
        store.event("none")


def test_a_parquet_file_that_is_cut_off_is_refused(written):
    file = written / "events.parquet"
    file.write_bytes(file.read_bytes()[:-9])
    with pytest.raises(pa.ArrowInvalid, match=r"magic bytes|footer"):
        Store.from_parquet(file)
    with pytest.raises(FileNotFoundError):
        Store.from_parquet(written / "other.parquet")


def test_a_number_that_is_none_is_no_point_and_a_category_is_text():
    frame = pd.DataFrame(
        {
            "event_id": ["a", "b", "c"],
            "title": pd.Categorical(["One", "Two", None]),
            "latitude": ["40", "north", None],
            "longitude": [45.0, 45.0, np.nan],
        }
    )
    store = Store.from_frame(frame)
    assert store.counts(Filter()).unlocated == 2
    assert store.ids(Filter(query="two")) == ["b"]
    assert store.event("a") == Event("a", "One", latitude=40.0, longitude=45.0)
    assert store.event("b") == Event("b", "Two", longitude=45.0)
    assert store.event("c") == Event("c", "")


@pytest.mark.parametrize("kind", [pa.list_(pa.string()), pa.large_list(pa.string())])
def test_an_event_of_lists_says_what_is_counted(kind):
    actors = pa.array([["x"], ["ARM", None], None, [], ["AZE", "TUR"]], kind)
    frame = pa.table({"event_id": list("0abcd"), "actors": actors, "deaths_best": list("03x 5")})
    store = Store.from_frame(frame[1:])  # the first is cut off: lists of a slice begin further on
    assert store.events(list("abcd")) == [
        Event("a", "", actors=("ARM",), deaths_best=3),
        Event("b", ""),
        Event("c", ""),
        Event("d", "", actors=("AZE", "TUR"), deaths_best=5),
    ]
    assert store.ids(Filter(actors=("ARM",))) == ["a"]
    assert store.facets(Filter())["actors"] == {"ARM": 1, "AZE": 1, "TUR": 1}


@pytest.mark.parametrize(
    "given", [{}, {"status": ["", None]}, {"status": pd.Categorical(["", None])}]
)
def test_a_status_that_is_not_given_is_reported(given):
    store = Store.from_frame(pd.DataFrame({"event_id": ["a", "b"], **given}))
    assert {e.status for e in store.events(["a", "b"])} == {Status.REPORTED}
    assert store.facets(Filter())["statuses"] == {"reported": 2}
    assert store.ids(Filter(statuses=(Status.REPORTED,))) == ["a", "b"]
