"""The store: what passes, in which order, and how it is counted."""

import gc
import random
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from store_sample import (
    ACTORS,
    AREAS,
    GAZETTEER,
    SAMPLE,
    random_collection,
    slow_count,
    slow_ids,
)
from tries import tries

from geodash.domain.kinds import EventType, Kind
from geodash.domain.model import Article, Collection, Event, Link, PlaceRole, Relation, Status
from geodash.geo.gazetteer import Gazetteer, Place
from geodash.geo.searched import search_key
from geodash.query import BBox, Filter, Store, times
from geodash.query.schema import descendants
from geodash.query.source import frames, part_of
from geodash.query.text import document

RANDOM = random_collection(7, 140)
STORES = {c.path: (c, Store(c, GAZETTEER, AREAS)) for c in (SAMPLE, RANDOM)}
STORE = STORES["sample"][1]
VIEW = BBox(26, 36, 50, 42)

moments = st.none() | st.dates(date(2021, 12, 1), date(2023, 6, 1))
some = lambda values, n=2: st.just(()) | st.lists(st.sampled_from(values), max_size=n).map(tuple)  # noqa: E731


@st.composite
def filters(draw):
    first, last = draw(moments), draw(moments)
    if first and last and first > last:
        first, last = last, first
    return Filter(
        date_from=first,
        date_to=last,
        certain=draw(st.booleans()),
        actors=draw(some([*ACTORS, "ARM", "AZE", "TUR"], 3)),
        all_actors=draw(st.booleans()),
        side=draw(st.sampled_from(["", "by", "to"])),
        kinds=draw(some(list(Kind), 4)),
        types=draw(some(list(EventType), 4)),
        articles=draw(some(["attacks", "blockade", "aegean"])),
        statuses=draw(some(list(Status), 3)),
        roles=draw(some(list(PlaceRole))),
        precision=draw(st.none() | st.integers(1, 7)),
        date_precision=draw(st.none() | st.integers(1, 5)),
        pairs=draw(some(["ARM>AZE", "azerbaijan>armenia", "csto>", ">TUR", "AZE>AZE"])),
        places=draw(some(["g:am", "g:tr", "g:syunik", "g:goris", "area:corridor", "unknown:1"])),
        bbox=draw(st.none() | st.just(BBox(30, 37, 47, 41))),
        background=draw(st.booleans()),
    )


quick = settings(max_examples=tries(60))


# Against the slow way ---------------------------------------------------------------------------


@quick
@given(st.sampled_from(sorted(STORES)), filters())
def test_the_store_agrees_with_going_through_all_events(name, f):
    collection, store = STORES[name]
    ids = slow_ids(collection, f)
    assert store.ids(f) == ids
    assert store.count(f) == slow_count(collection, ids)


@settings(quick, max_examples=tries(25))
@given(filters())
def test_each_facet_count_is_the_count_of_that_value_alone(f):
    _, store = STORES["random"]
    facets = store.facets(f)
    alone = {
        "kinds": [(k, {"kinds": (k,)}) for k in Kind],
        "statuses": [(s, {"statuses": (s,)}) for s in Status],
        "roles": [(r, {"roles": (r,)}) for r in PlaceRole],
        "precision": [(str(n), {"precision": n}) for n in range(1, 8)],
        "date_precision": [(str(n), {"date_precision": n}) for n in range(1, 6)],
        "articles": [(a, {"articles": (a,)}) for a in ("attacks", "aegean")],
        "actors": [(a, {"actors": (a,)}) for a in ("ARM", "azerbaijan", "csto")],
        "places": [(p, {"places": (p,)}) for p in ("g:am", "g:syunik", "area:corridor")],
        "types": [(t, {"types": (t,)}) for t in (EventType.ASSAULT, EventType.AID)],
    }
    for name, values in alone.items():
        for value, change in values:
            assert facets[name].get(value, 0) == store.count(replace(f, **change)), (name, value)


def test_what_is_selected_by_a_value_is_what_the_value_alone_lets_through():
    """Withdrawn events stand in the one and not in the other."""
    collection, store = STORES["random"]
    standing = {e.event_id for e in collection.events.values() if not e.withdrawn}
    for facet, kept in (("kinds", Kind), ("types", EventType), ("roles", PlaceRole)):
        for value, ids in store.selected(facet).items():
            f = Filter(background=True, **{facet: (kept(value),)})
            assert [i for i in ids if i in standing] == store.ids(f), (facet, value)
    for value, ids in store.selected("precision").items():
        f = Filter(background=True, precision=int(value))
        assert [i for i in ids if i in standing] == store.ids(f), value


def test_order_is_time_order_with_the_undated_last():
    ids = STORE.ids(Filter(background=True))
    assert ids[:3] == ["e-war", "e-isles", "e-all"]
    assert ids[-2:] == ["e-poll", "e-letter"]
    assert [e.event_id for e in STORE.select(Filter(background=True))] == ids


# Rules ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("f", "expected"),
    [
        (
            Filter(date_from=date(2022, 9, 14), date_to=date(2022, 9, 14)),
            ["e-isles", "e-says"],
        ),
        (Filter(date_from=date(2022, 9, 14), date_to=date(2022, 10, 1), certain=True), []),
        (Filter(actors=("activists",)), ["e-road"]),
        (Filter(actors=("armenia-army",), side="to"), ["e-goris"]),
        (Filter(actors=("csto", "ARM"), all_actors=True), ["e-letter"]),
        (Filter(actors=("ARM",), side="by"), ["e-letter"]),
        (Filter(precision=2), ["e-goris", "e-jermuk"]),
        (Filter(roles=(PlaceRole.SEAT,)), ["e-isles", "e-says"]),
        (Filter(places=("g:jermuk",)), ["e-jermuk", "e-says"]),
        (Filter(places=("area:corridor",)), ["e-says", "e-road"]),
        (Filter(places=("g:syunik",)), ["e-goris"]),
        (Filter(places=("g:tr",)), ["e-poll"]),
        (Filter(bbox=BBox(46, 39, 47, 40)), ["e-goris", "e-road"]),
        (Filter(articles=("attacks", "blockade"), kinds=(Kind.PRESSURE,)), ["e-road"]),
    ],
)
def test_what_passes(f, expected):
    assert STORE.ids(f) == expected


def test_a_rectangle_across_the_180th_meridian():
    assert STORE.ids(Filter(bbox=BBox(49, 39, -170, 41))) == ["e-says"]


def test_a_province_and_its_outline_are_one_place():
    gazetteer = Gazetteer(
        [
            Place("g:am", "Armenia", kind="country", country="ARM"),
            Place(
                "g:syunik", "Syunik", kind="province", country="ARM", admin1="S", area_id="syunik"
            ),
        ]
    )
    events = {
        "a": Event("a", "x", place_id="g:syunik"),
        "b": Event("b", "x", area_id="syunik"),
        "c": Event("c", "x", about_places=("area:syunik",)),
        "d": Event("d", "x", area_id="corridor"),
    }
    store = Store(Collection("k", "k", events, (), (), {}, {}), gazetteer, AREAS)
    for value in ("g:syunik", "area:syunik", "g:am"):
        assert store.ids(Filter(places=(value,))) == ["a", "b", "c"], value
    assert store.facets(Filter())["places"] == {"g:syunik": 3, "area:corridor": 1}


def test_precision_leaves_seats_out():
    assert "e-says" in STORE.ids(Filter())
    assert "e-says" not in STORE.ids(Filter(precision=7))


def test_withdrawn_events_answer_only_to_their_id():
    assert "e-wrong" not in STORE.ids(Filter(background=True))
    assert STORE.event("e-wrong").withdrawn
    assert STORE.members("e-all") == ("e-goris", "e-jermuk")
    with pytest.raises(KeyError):
        STORE.event("e-none")


def test_an_umbrella_counts_only_without_its_members():
    violence = Filter(kinds=(Kind.VIOLENCE,))
    assert STORE.ids(violence) == ["e-all", "e-goris", "e-jermuk"]
    assert STORE.count(violence) == 2
    assert STORE.counts(violence).umbrellas == 1
    whole = Filter(kinds=(Kind.VIOLENCE,), places=("area:border",))
    assert STORE.ids(whole) == ["e-all"]
    assert STORE.count(whole) == 1
    assert STORE.umbrella("e-goris") == "e-all"
    assert STORE.umbrella("e-all") is None


def test_umbrellas_of_umbrellas_and_cycles():
    found = descendants([("b", "a"), ("c", "b"), ("a", "c"), ("d", "b"), ("e", "e")])
    assert set(found["a"]) == {"b", "c", "d"}
    assert found["e"] == ()


def test_denominators():
    counts = STORE.counts(Filter(date_from=date(2022, 9, 1), bbox=BBox(46, 39, 47, 40)))
    assert (counts.count, counts.total) == (2, 7)
    assert counts.publishers == ("The Caucasus Center",)
    assert (counts.articles, counts.articles_total) == (2, 3)
    assert (
        counts.undated == 0
    )  # the undated letter has no point, so the map hides it, not the period
    assert STORE.counts(Filter(date_from=date(2022, 9, 1))).undated == 1
    assert STORE.counts(Filter(bbox=BBox(46, 39, 47, 40))).unlocated == 1
    assert STORE.counts(Filter()).background == 1
    assert STORE.counts(Filter(background=True)).background == 1
    assert STORE.counts(Filter(background=True)).total == 8
    assert STORE.counts(Filter(date_from=date(2022, 9, 1))).background == 0
    assert STORE.counts(Filter()).seats == 2


def test_articles_of_events_in_the_order_of_the_collection():
    assert STORE.articles_of(["e-road", "e-isles"]) == {
        "e-road": ["attacks", "blockade"],
        "e-isles": ["aegean"],
    }


def test_an_empty_collection():
    store = Store(Collection("x", "x", {}, (), (), {}, {}, version="0"))
    f = Filter(query="x", date_from=date(2022, 1, 1))
    assert store.ids(f) == []
    assert store.counts(f).total == 0
    assert store.domain(f) is None
    assert store.bins(f) == (None, [])
    assert store.clusters(f, BBox(-180, -90, 180, 90), 3) == []
    assert not any(store.facets(f).values())
    assert str(store.describe(f)).startswith("No events: ")


# Search -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("stepanakert", ["e-road"]),
        ("Khankendi", ["e-road"]),
        ("XANKƏNDİ", ["e-road"]),
        ("Turkey", ["e-isles", "e-poll"]),
        ("türkiye", ["e-isles", "e-poll"]),
        ("turkiye kos", ["e-isles"]),
        ("Kos", ["e-isles"]),
        ("koso", ["e-isles"]),
        ("soldier", ["e-all"]),
        ("oldier", []),
        ("Armenia's", ["e-letter"]),
        ("goris attack", ["e-goris", "e-jermuk"]),
        ("“attack near goris”", ["e-goris"]),
        ("“goris attack”", []),
        ("collective security treaty organization", ["e-letter"]),
        ("%", []),
        ("' OR 1=1 --", []),
        ("wrong", []),
    ],
)
def test_search(query, expected):
    f = Filter(query=query)
    assert STORE.ids(f) == (expected if f.query else STORE.ids(Filter()))


def test_a_short_name_is_a_whole_word():
    events = {i: Event(i, title) for i, title in (("a", "Kosovo"), ("b", "On Kos"))}
    store = Store(Collection("k", "k", events, (), (), {}, {}), GAZETTEER)
    assert store.ids(Filter(query="kos")) == ["b"]
    assert Store(Collection("k", "k", events, (), (), {}, {})).ids(Filter(query="kos")) == [
        "a",
        "b",
    ]


def test_a_place_of_the_collection_goes_before_a_namesake():
    events = {
        "a": Event("a", "Shots near Jermuk", place_id="g:jermuk"),
        "b": Event("b", "Floods in Çermik"),
    }
    store = Store(Collection("k", "k", events, (), (), {}, {}), GAZETTEER)
    assert store.ids(Filter(query="Jermuk")) == ["a"]
    assert store.ids(Filter(query="cermik")) == ["b"]


def test_a_capital_is_not_its_state():
    assert STORE.ids(Filter(query="Yerevan")) == []  # an alias of Armenia, but a town first


@given(st.text(st.characters(max_codepoint=127), max_size=60))
def test_ascii_is_folded_like_the_rest(text):
    # The letter at the end takes the way of all other texts.
    assert search_key(f"{text} é") == f"{search_key(text)} e".strip()


@given(st.text(max_size=60))
def test_a_search_key_holds_no_wildcard(text):
    key = search_key(text)
    assert search_key(key) == key or not key.isascii()
    assert all(c.isalnum() or c == " " for c in key)


@settings(quick, max_examples=tries(30))
@given(
    st.lists(
        st.tuples(
            st.text(st.characters(max_codepoint=127)) | st.text(),
            st.lists(st.sampled_from(["on Kos", "", "'`\"()", "ZÜRICH", "北京"]), max_size=3),
        ),
        min_size=1,
        max_size=12,
    )
)
def test_the_database_folds_texts_like_document(rows):
    titles = [title for title, _ in rows]
    events = pd.DataFrame({"event_id": [f"e{i}" for i in range(len(rows))], "title": titles})
    told = [(f"e{i}", "a", quote) for i, (_, quotes) in enumerate(rows) for quote in quotes]
    mentions = pd.DataFrame(told, columns=["event_id", "article_id", "quote"], dtype=object)
    store = Store.from_frame(events, mentions)
    assert store.documents() == {
        f"e{i}": document([title, *quotes]) for i, (title, quotes) in enumerate(rows)
    }


# Time -------------------------------------------------------------------------------------------


def dated(*spans, kind=EventType.ASSAULT):
    events = {
        f"t{i:04d}": Event(f"t{i:04d}", "x", first, last, event_type=kind)
        for i, (first, last) in enumerate(spans)
    }
    return Store(Collection("t", "t", events, (), (), {}, {}))


def test_outside_counts_only_what_the_period_hides():
    f = Filter(date_from=date(2022, 9, 13), date_to=date(2022, 9, 13), certain=True)
    outside = STORE.outside(f)
    assert (outside.before, outside.after, outside.partly) == (0, 2, 2)
    assert STORE.outside(Filter()).before == 0


def test_an_uncertain_date_is_spread_evenly():
    store = dated((date(2022, 1, 30), date(2022, 2, 2)), (date(2022, 2, 5), date(2022, 2, 5)))
    unit, bins = store.bins(Filter(), unit="month")
    assert unit == "month"
    assert [(b.start, b.end) for b in bins] == [
        (date(2022, 1, 1), date(2022, 1, 31)),
        (date(2022, 2, 1), date(2022, 2, 28)),
    ]
    assert [b.kinds for b in bins] == [{Kind.VIOLENCE: 0.5}, {Kind.VIOLENCE: 1.5}]


@settings(quick, max_examples=tries(30))
@given(
    st.lists(
        st.tuples(st.dates(date(2020, 1, 1), date(2023, 1, 1)), st.integers(0, 400)), min_size=1
    ),
    st.sampled_from(times.UNITS),
)
def test_bars_add_up_to_the_events(rows, unit):
    spans = [(first, first + timedelta(days=n)) for first, n in rows]
    period = (min(a for a, _ in spans), max(b for _, b in spans))
    epoch = date(1970, 1, 1)
    columns = SimpleNamespace(
        first=np.array([(a - epoch).days for a, _ in spans]),
        last=np.array([(b - epoch).days for _, b in spans]),
        kind=np.arange(len(rows)) % 6,
        kinds=tuple(Kind),
    )
    _, bins = times.bins(columns, np.ones(len(rows), dtype=int), period, unit=unit)
    assert sum(b.total for b in bins) == pytest.approx(len(rows))
    slow = [
        sum(
            max(0, (min(b.end, z) - max(b.start, a)).days + 1) / ((z - a).days + 1)
            for a, z in spans
        )
        for b in bins
    ]
    assert [b.total for b in bins] == pytest.approx(slow, abs=1e-5)
    assert bins[0].start <= period[0]
    assert bins[-1].end >= period[1]
    for one, two in pairwise(bins):
        assert two.start - one.end == timedelta(days=1)


@settings(quick, max_examples=tries(30))
@given(
    st.lists(
        st.tuples(st.integers(0, 900), st.integers(0, 400), st.booleans(), st.integers(0, 12)),
        min_size=1,
        max_size=8,
    )
)
def test_many_events_of_an_interval_are_as_many_intervals(rows):
    counts = np.array([n for *_, n in rows])

    def spans(times_each):
        first, length, background = (
            np.repeat([row[i] for row in rows], times_each) for i in range(3)
        )
        kind = np.repeat(np.arange(len(rows)) % 6, times_each)
        return SimpleNamespace(
            first=first,
            last=first + length,
            background=background.astype(bool),
            kind=kind,
            kinds=tuple(Kind),
        )

    once, each = spans(1), spans(counts)
    ones = np.ones(counts.sum(), dtype=int)
    domain = times.domain(once, counts)
    assert domain == times.domain(each, ones)
    period = (date(1971, 1, 1), date(1971, 5, 31))
    assert times.outside(once, counts, *period) == times.outside(each, ones, *period)
    for asked in filter(None, (domain, period)):
        (unit, bars), (other, others) = (
            times.bins(once, counts, asked),
            times.bins(each, ones, asked),
        )
        assert unit == other
        assert [b.total for b in bars] == pytest.approx([b.total for b in others], abs=1e-5)


@pytest.mark.parametrize(
    ("days", "unit"),
    [(20, "day"), (200, "week"), (1500, "month"), (5000, "quarter"), (20000, "year")],
)
def test_the_finest_unit_that_fits(days, unit):
    period = (date(1960, 1, 1), date(1960, 1, 1) + timedelta(days=days))
    got, bins = STORE.bins(Filter(), period, n=60)
    assert got == unit
    assert len(bins) <= 60


def test_an_outlier_does_not_stretch_the_timeline():
    month = [(date(2022, 9, 1) + timedelta(days=i % 28),) * 2 for i in range(99)]
    store = dated(*month, (date(1918, 5, 28), date(1918, 5, 28)))
    assert store.domain(Filter()) == (date(2022, 9, 1), date(2022, 9, 28))
    outside = store.outside(Filter(), *store.domain(Filter()))
    assert (outside.before, outside.after) == (1, 0)


def test_a_long_interval_does_not_stretch_the_timeline():
    days = [(date(2022, 9, 1 + i),) * 2 for i in range(20)]
    store = dated(*days, (date(2000, 1, 1), date(2022, 9, 30)))
    first, last = store.domain(Filter())
    assert (first, last) == (date(2022, 9, 1), date(2022, 9, 20))


@pytest.mark.parametrize("n", [1, 3, 300])
def test_what_is_known_to_the_year_reaches_over_the_year(n):
    store = dated(*[(date(373, 1, 1), date(373, 12, 31))] * n)
    assert store.domain(Filter()) == (date(373, 1, 1), date(373, 12, 31))
    unit, bins = store.bins(Filter())
    assert (unit, len(bins)) == ("year", 1)


def test_two_thousand_years_are_no_two_thousand_bars():
    store = dated(*((date(y, 1, 1), date(y, 12, 31)) for y in range(1, 2001)))
    unit, bins = store.bins(Filter(), (date(1, 1, 1), date(2000, 12, 31)))
    assert unit == "century" and len(bins) == 21
    assert (bins[0].start, bins[0].end) == (date(1, 1, 1), date(99, 12, 31))
    assert sum(b.total for b in bins) == pytest.approx(2000)


def test_the_background_decides_the_extent_only_alone():
    assert STORE.domain(Filter(background=True)) == STORE.domain(Filter())
    only = Filter(background=True, date_to=date(2021, 1, 1))
    assert STORE.domain(only) == (date(2020, 9, 27), date(2020, 11, 10))


def test_extreme_dates():
    store = dated((date.min, date.min), (date.max, date.max), (date(2022, 1, 1), date.max))
    assert len(store.ids(Filter(date_from=date.min, date_to=date.max))) == 3
    assert store.domain(Filter()) is not None
    assert store.bins(Filter())[1]


def test_stores_of_one_process_see_nothing_of_each_other_and_leave_nothing():
    def parts() -> set[str]:
        rows = kept._engine.rows("SELECT database_name FROM duckdb_databases()")
        return {name for (name,) in rows}

    kept = Store(SAMPLE)
    gc.collect()
    before, f = parts(), Filter(background=True)
    collections = [random_collection(n, 40) for n in range(3)]
    others = [Store(c) for c in collections]
    assert kept.ids(f) == slow_ids(SAMPLE, f)
    assert [s.ids(f) for s in others] == [slow_ids(c, f) for c in collections]
    assert parts() > before
    del others
    gc.collect()
    assert parts() <= before


# Frames and threads -----------------------------------------------------------------------------


def test_a_frame_answers_like_the_collection():
    events, mentions = frames(RANDOM)
    store = Store.from_frame(
        events,
        mentions,
        part_of=part_of(RANDOM.links),
        actors=ACTORS,
        gazetteer=GAZETTEER,
        areas=AREAS,
    )
    whole = STORES["random"][1]
    rng = random.Random(1)
    for _ in range(20):
        f = Filter(
            kinds=tuple(rng.sample(list(Kind), 3)),
            actors=rng.choice(((), ("ARM",), ("csto",))),
            query=rng.choice(("", "kos", "yerevan")),
            background=rng.random() < 0.5,
        )
        assert store.ids(f) == whole.ids(f)
        assert store.facets(f) == whole.facets(f)
    assert store.select(Filter(background=True))[:40] == whole.select(Filter(background=True))[:40]


def test_a_frame_with_timestamps_and_without_most_columns():
    frame = pd.DataFrame(
        {
            "event_id": ["b", "a", "c"],
            "title": ["Two", "One", None],
            "date_start": pd.to_datetime(["2022-02-01", "2022-01-01", None]),
            "date_end": pd.to_datetime(["2022-02-01", "2022-01-01", None]),
            "actors": ["x;y", "x", None],
        }
    )
    store = Store.from_frame(frame)
    assert store.ids(Filter()) == ["a", "b", "c"]
    assert store.ids(Filter(actors=("y",))) == ["b"]
    assert store.select(Filter(query="one")) == [
        Event("a", "One", date(2022, 1, 1), date(2022, 1, 1), actors=("x",))
    ]
    assert store.counts(Filter()).undated == 1


def test_a_column_of_several_types_is_read_as_text():
    days = [date(2022, 2, 1), "2022-01-01", "", None]
    frame = pd.DataFrame({"event_id": [1, "a", "b", "c"], "date_start": days, "date_end": days})
    store = Store.from_frame(frame)
    assert store.ids(Filter()) == ["a", "1", "b", "c"]
    assert store.counts(Filter()).undated == 2


def test_eight_threads_get_what_one_gets():
    store = STORES["random"][1]
    rng = random.Random(3)
    jobs = []
    for i in range(96):
        f = Filter(
            date_from=date(2022, 1, 1) + timedelta(days=rng.randrange(300)),
            kinds=tuple(rng.sample(list(Kind), 3)),
            actors=rng.choice(((), ("ARM",), ("azerbaijan", "turkiye"))),
            query=rng.choice(("", "kos", "turkey")),
            background=rng.random() < 0.5,
        )
        jobs.append(
            (
                lambda f=f: store.ids(f),
                lambda f=f: store.facets(f),
                lambda f=f: store.counts(f),
                lambda f=f: store.bins(f, unit="month"),
                lambda f=f: store.clusters(f, VIEW, 6),
                lambda f=f: store.outside(f),
            )[i % 6]
        )
    alone = [repr(job()) for job in jobs]
    together = threading.Barrier(8)

    def work(shift):
        together.wait(30)
        turned = jobs[shift:] + jobs[:shift]
        got = [repr(job()) for job in turned]
        return got[-shift:] + got[:-shift] if shift else got

    with ThreadPoolExecutor(8) as pool:
        results = list(pool.map(work, range(0, 96, 12)))
    assert len(set(alone)) > 40
    assert all(r == alone for r in results)


def test_the_sql_of_a_filter_is_the_filter():
    """The parts are asked one by one; their SQL together says the same."""
    collection, store = STORES["random"]
    f = Filter(
        date_from=date(2022, 3, 1),
        actors=("ARM", "AZE"),
        all_actors=True,
        places=("g:am", "area:corridor"),
        query="kos yerevan",
        background=True,
    )
    for g in (f, f.without("places"), f.without("search"), f.without("actors"), Filter()):
        sql, params = g.to_sql(store.vocabulary)
        rows = store._engine.rows(f"SELECT event_id FROM events e WHERE {sql} ORDER BY n", params)
        assert [i for (i,) in rows] == store.ids(g)
    assert len(collection.events) > len(store.ids(Filter())) > 0


def test_publishers_may_be_unknown():
    article = Article("a", "A", "b")
    store = Store(Collection("p", "p", {}, (), (), {}, {"a": article}))
    assert store.counts(Filter()).publishers == ()
    assert Link("a", "b", Relation.PART_OF).relation is Relation.PART_OF


def test_a_data_set_is_found_by_its_id_and_an_unknown_one_is_told_of():
    rows = pd.DataFrame({"event_id": ["a", "b", "c"], "dataset": ["ucdp-ged", "", "mine"]})
    store = Store.from_frame(rows)
    f, notices = Filter.from_params("data=mine&data=ucdp-ged&data=none", store.vocabulary)
    assert store.ids(f) == ["a", "c"] and f.to_query() == "data=mine&data=ucdp-ged"
    assert len(notices) == 1 and "none" in notices[0]
    assert store.ids(Filter()) == ["a", "b", "c"]
