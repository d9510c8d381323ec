"""The filter as a value: parameters, SQL, and what is dropped with a notice."""

import re
from datetime import date
from urllib.parse import parse_qsl

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from store_sample import store_of_sample
from tries import tries

from geodash.domain.kinds import EventType, Kind
from geodash.domain.model import PlaceRole, Status
from geodash.query import BBox, Filter
from geodash.query.filter import KNOWN_PARAMS
from geodash.query.params import MAX_NOTICES, MAX_QUERY_LENGTH, MAX_VALUES
from geodash.query.parts.base import Clause, both, joined

VOCABULARY = store_of_sample().vocabulary


def read(params, vocabulary=None):
    return Filter.from_params(params, vocabulary)


brief = settings(max_examples=tries(60))


# Round trip -------------------------------------------------------------------------------------

hostile = st.text(max_size=300) | st.sampled_from(
    [
        "<script>alert(1)</script>",
        "'; DROP TABLE events; --",
        "%_%",
        "‮RTL",
        "🏔️" * 40,
        "a&b=c#d+e%20",
        "\x00",
    ]
)
ids = st.text(min_size=1, max_size=40).filter(
    lambda t: t == " ".join(t.split()) and t.isprintable()
)
subsets = {
    enum: st.lists(st.sampled_from(list(enum)), max_size=4).map(tuple)
    for enum in (Kind, EventType, Status, PlaceRole)
}
days = st.none() | st.dates()
sides = ids.filter(lambda t: " " not in t and ">" not in t)
pairs = st.one_of(
    st.tuples(sides, sides), st.tuples(sides, st.just("")), st.tuples(st.just(""), sides)
).map(">".join)


@st.composite
def boxes(draw):
    south, north = sorted(draw(st.tuples(*[st.floats(-90, 90)] * 2)))
    west, east = draw(st.tuples(*[st.floats(-180, 180)] * 2))
    return BBox(west, south, east, north)


@st.composite
def filters(draw):
    first, last = draw(days), draw(days)
    if first and last and first > last:
        first, last = last, first
    return Filter(
        date_from=first,
        date_to=last,
        certain=draw(st.booleans()),
        actors=tuple(draw(st.lists(ids, max_size=4))),
        all_actors=draw(st.booleans()),
        side=draw(st.sampled_from(["", "by", "to"])),
        pairs=tuple(draw(st.lists(pairs, max_size=3))),
        kinds=draw(subsets[Kind]),
        types=draw(subsets[EventType]),
        articles=tuple(draw(st.lists(ids, max_size=3))),
        datasets=tuple(draw(st.lists(ids, max_size=3))),
        statuses=draw(subsets[Status]),
        roles=draw(subsets[PlaceRole]),
        precision=draw(st.none() | st.integers(1, 7)),
        date_precision=draw(st.none() | st.integers(1, 5)),
        places=tuple(draw(st.lists(ids, max_size=3))),
        bbox=draw(st.none() | boxes()),
        query=draw(hostile),
        background=draw(st.booleans()),
    )


@brief
@given(filters())
def test_a_filter_survives_its_address(f):
    assert read(f.to_query()) == (f, ())
    assert read(f.to_params()) == (f, ())
    assert Filter(**{name: getattr(f, name) for name in f.__slots__}) == f


@given(
    st.lists(st.tuples(st.sampled_from(KNOWN_PARAMS) | st.text(max_size=8), hostile), max_size=30)
)
def test_any_parameters_give_a_filter_and_bounded_notices(pairs):
    f, notices = read(pairs, VOCABULARY)
    assert len(notices) <= MAX_NOTICES + 1
    assert all(n.isprintable() and len(n) < 300 for n in notices)
    assert read(f.to_params(), VOCABULARY) == (f, ())


@given(st.text(max_size=200))
def test_any_text_is_a_query_string(text):
    f, _ = read(text)
    assert read(f.to_query()) == (f, ())


def test_canonical_order_and_readable_address():
    f = Filter(
        date_from=date(2022, 8, 1),
        actors=("iran", "ARM", "iran"),
        side="by",
        kinds=(Kind.TALKS, Kind.VIOLENCE),
        places=("geonames:174884",),
        bbox=BBox(44, 38.5, 48, 41),
        query="lachin road",
        background=True,
    )
    assert f.to_query() == (
        "from=2022-08-01&actor=ARM&actor=iran&side=by&kind=violence&kind=talks"
        "&place=geonames:174884&bbox=44,38.5,48,41&q=lachin+road&bg=1"
    )
    assert parse_qsl(f.to_query()) == f.to_params()


@pytest.mark.parametrize(
    "params",
    [
        [("kind", "talks"), ("kind", "violence")],
        {"kind": ["talks", "violence"]},
        "?kind=talks&kind=violence",
    ],
)
def test_forms_of_parameters(params):
    assert read(params) == (Filter(kinds=(Kind.VIOLENCE, Kind.TALKS)), ())


def test_starlette_parameters():
    from starlette.datastructures import QueryParams

    assert read(QueryParams("actor=a&actor=b"))[0].actors == ("a", "b")


def test_parameters_of_the_page_are_no_reason_for_a_notice():
    assert read("event=e1&map=8/40/45&read=1") == (Filter(), ())
    assert Filter.from_params("v=abc", ignored=("v",)) == (Filter(), ())


# Bad values -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "parameter", "value", "accepted"),
    [
        ("from=2022-13-01", "from", "2022-13-01", "2022-09-13"),
        ("to=20220913", "to", "20220913", "2022-09-13"),
        ("to=２０２２-09-13", "to", "２０２２-09-13", "2022-09-13"),
        ("when=maybe", "when", "maybe", "certain"),
        ("kind=war", "kind", "war", "violence"),
        ("kind=VIOLENCE", "kind", "VIOLENCE", "violence"),
        ("type=assault", "type", "assault", "ASSAULT"),
        ("status=true", "status", "true", "reported"),
        ("role=home", "role", "home", "scene"),
        ("prec=8", "prec", "8", "1 to 7"),
        ("prec=2.0", "prec", "2.0", "1 to 7"),
        ("side=from", "side", "from", "by, to"),
        ("actors=none", "actors", "none", "all"),
        ("bbox=1,2,3", "bbox", "1,2,3", "west,south,east,north"),
        ("bbox=1,5,3,2", "bbox", "1,5,3,2", "west,south,east,north"),
        ("bbox=nan,2,3,4", "bbox", "nan,2,3,4", "west,south,east,north"),
        ("bbox=1e1,2,3,4", "bbox", "1e1,2,3,4", "west,south,east,north"),
        ("bbox=1_0,2,3,4", "bbox", "1_0,2,3,4", "west,south,east,north"),
        ("bg=yes", "bg", "yes", "1"),
        ("q=%21%3F", "q", "!?", "letter"),
        ("actor=narnia", "actor", "narnia", "ARM"),
        ("actor=FRA", "actor", "FRA", "ARM"),
        ("article=nowhere", "article", "nowhere", "article"),
        ("place=geonames:0", "place", "geonames:0", "area:"),
    ],
)
def test_a_bad_value_is_dropped_and_named(query, parameter, value, accepted):
    f, notices = read(query, VOCABULARY)
    assert f == Filter()
    (notice,) = notices
    assert notice.startswith(f"{parameter}=“{value}” was left out: ")
    assert accepted in notice


def test_good_values_stay_beside_bad_ones():
    f, notices = read("actor=narnia&actor=ARM&actor=csto&kind=war&kind=talks", VOCABULARY)
    assert (f.actors, f.kinds) == (("ARM", "csto"), (Kind.TALKS,))
    assert len(notices) == 2


def test_unknown_ids_pass_without_a_vocabulary():
    assert read("actor=narnia&place=x")[0] == Filter(actors=("narnia",), places=("x",))


def test_a_period_that_ends_before_it_begins():
    f, notices = read("from=2022-12-31&to=2022-08-01&when=certain")
    assert f == Filter()
    assert "2022-12-31 to 2022-08-01" in notices[0]


def test_unknown_and_repeated_parameters():
    f, notices = read("quad=mx&from=2022-01-01&from=2023-01-01")
    assert f.date_from == date(2022, 1, 1)
    assert any("“quad” is not known" in n and "actor" in n for n in notices)
    assert any(n.startswith("from was given 2 times") for n in notices)


def test_sizes_are_bounded():
    f, notices = read([("actor", f"a{i:03d}") for i in range(MAX_VALUES + 20)])
    assert len(f.actors) == MAX_VALUES
    assert "first 50 of 70" in notices[0]
    f, notices = read([("q", "x" * 500)])
    assert f.query == "x" * MAX_QUERY_LENGTH
    assert "200" in notices[0]
    f, notices = read([("actor", "y" * 10_000)])
    assert f == Filter()
    assert len(notices[0]) < 200
    f, notices = read([(f"unknown{i}", "1") for i in range(50)])
    assert notices[-1] == "38 more notices of this kind are not shown."


def test_a_map_dragged_round_the_world():
    assert read("bbox=350,10,370,20")[0].bbox == BBox(-10, 10, 10, 20)
    assert read("bbox=-300,10,200,20")[0].bbox == BBox(-180, 10, 180, 20)
    assert read("bbox=170,10,190,20")[0].bbox == BBox(170, 10, -170, 20)


@pytest.mark.parametrize(
    "values",
    [
        {"date_from": date(2023, 1, 1), "date_to": date(2022, 1, 1)},
        {"precision": 8},
        {"date_precision": 6},
        {"pairs": (">",)},
        {"pairs": ("ARM",)},
        {"side": "from"},
        {"kinds": ("war",)},
        {"actors": ("line\nbreak",)},
        {"actors": tuple(f"a{i}" for i in range(MAX_VALUES + 1))},
    ],
)
def test_a_filter_that_no_address_could_carry_is_a_mistake(values):
    with pytest.raises(ValueError):
        Filter(**values)


# SQL --------------------------------------------------------------------------------------------


@brief
@given(filters())
def test_sql_has_a_placeholder_for_every_value_and_no_text_of_the_user(f):
    sql, params = f.to_sql(VOCABULARY)
    assert sql.count("?") == len(params)
    assert set(re.findall(r"'[^']*'", sql)) <= {"'by'", "'to'"}
    assert re.fullmatch(r"[A-Za-z_0-9 .,()?<>=' ]*", sql)


def test_what_a_value_selects():
    assert set(VOCABULARY.actor_ids("ARM")) == {"armenia", "armenia-army"}
    assert set(VOCABULARY.actor_ids("azerbaijan")) == {"azerbaijan", "activists"}
    assert set(VOCABULARY.actor_ids("AZE")) == {"azerbaijan", "activists"}
    assert VOCABULARY.actor_ids("csto") == ("csto",)
    assert VOCABULARY.actor_ids("nobody") == ("nobody",)
    assert set(VOCABULARY.place_ids("g:syunik")) == {"g:syunik", "g:goris"}
    assert set(VOCABULARY.place_ids("g:am")) == {"g:am", "g:goris", "g:jermuk"}


def test_without_a_part():
    f = Filter(date_from=date(2022, 1, 1), certain=True, actors=("a",), side="by")
    assert f.without("dates") == Filter(actors=("a",), side="by")
    assert f.without("actors") == Filter(date_from=date(2022, 1, 1), certain=True)


def test_what_a_part_says_inside_keeps_to_itself():
    either, other = Clause("a = ? OR b = ?", (1, 2)), Clause("c = ?", (3,))
    assert joined((either, other)) == Clause("(a = ? OR b = ?) AND (c = ?)", (1, 2, 3))
    assert joined((either,)) == either
    assert both(()) is None


@pytest.mark.parametrize(
    "key",
    ["utm_source", "utm_medium", "UTM_Campaign", "fbclid", "gclid", "gbraid", "msclkid", "mc_eid", "mc_cid", "_ga",
     "_gl", "_hsenc", "igshid", "mkt_tok", "ttclid", "yclid", "twclid", "li_fat_id", "srsltid", "__s"],
)  # fmt: skip
def test_what_mailings_put_into_a_link_is_no_parameter_and_no_slip(key):
    f, notices = Filter.from_params(f"?kind=violence&{key}=IwAR0abc&{key}=2")
    assert (f.to_query(), notices) == ("kind=violence", ())


@pytest.mark.parametrize(
    "key", ["knd", "kinds", "form", "q1", "si", "utm", "clid", "ga", "lang", "fromdate", "evnt"]
)
def test_a_slip_of_a_parameter_is_still_told(key):
    _, notices = Filter.from_params(f"{key}=violence")
    assert len(notices) == 1 and key in notices[0]
