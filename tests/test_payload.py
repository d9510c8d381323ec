"""What the browser gets: every field, and every word."""

import json
from dataclasses import replace
from datetime import date

import pytest
from store_sample import AREAS, GAZETTEER, SAMPLE, random_collection, store_of_sample

from geodash.domain.kinds import Kind
from geodash.domain.model import Collection, DateKind, Event, Mention, PlaceRole, Status
from geodash.geo.areas import Area, Areas
from geodash.geo.gazetteer import Gazetteer, Place
from geodash.query import BBox, Filter, Store
from geodash.views import payload as module
from geodash.views.payload import PayloadBuilder

BUILDER = PayloadBuilder(store_of_sample(), SAMPLE.articles)


def payload(**values):
    return BUILDER.payload(Filter(**values))


def event(event_id):
    return BUILDER.event(event_id)


def test_the_whole_answer():
    answer = BUILDER.payload(Filter(actors=("AZE",)), ["a notice"])
    assert set(answer) == {
        "version",
        "params",
        "notices",
        "count",
        "total",
        "sentence",
        "nothing",
        "denominators",
        "rows_note",
        "articles_note",
        "legend",
        "mode",
        "events",
        "parties",
        "timeline",
        "facets",
        "parts",
    }
    assert json.loads(json.dumps(answer)) == answer
    assert answer["version"] == "sample-1"
    assert answer["params"] == "actor=AZE"
    assert answer["notices"] == ["a notice"]
    assert (answer["count"], answer["total"], answer["mode"]) == (4, 7, "events")
    assert answer["sentence"].startswith("4 of 7 events, from 2 of 3 articles, all by The Caucasus")
    assert answer["denominators"] == {
        "publishers": 1,
        "publisher": "The Caucasus Center",
        "articles": 2,
        "articles_total": 3,
        "undated": 0,
        "unlocated": 0,
        "background": 1,
        "umbrellas": 1,
        "seats": 1,
        "anywhere": 4,
        "chosen": 0,
    }
    assert answer["rows_note"] == (
        "5 rows hold 4 events: 1 tells of a whole whose parts are here too and is not counted beside them."
    )
    assert [e["id"] for e in answer["events"]] == [
        "e-all",
        "e-goris",
        "e-jermuk",
        "e-says",
        "e-road",
    ]


def test_the_legend_adds_up_and_says_where_a_kind_alone_shows_more():
    answer = BUILDER.payload(Filter())
    assert sum(kind["count"] for kind in answer["legend"]) == answer["count"]
    alone = {kind["value"]: kind["count"] for kind in answer["facets"]["kinds"]}
    for kind in answer["legend"]:
        assert bool(kind["note"]) == (alone[kind["kind"]] != kind["count"])
    chosen = BUILDER.payload(Filter(kinds=(Kind.TALKS,)))
    assert chosen["legend"] == answer["legend"]


def test_articles_that_were_not_chosen_are_told_apart():
    answer = BUILDER.payload(Filter(articles=("blockade",)))
    assert answer["denominators"]["chosen"] == 1 < answer["denominators"]["articles"]
    assert answer["articles_note"] == "1 other tells some of them too"
    assert "from 1 of 3 articles, all by The Caucasus Center (1 other tells" in answer["sentence"]


def test_the_map_has_a_count_without_its_frame():
    denominators = BUILDER.payload(Filter(bbox=BBox(46, 39, 47, 40)))["denominators"]
    assert denominators["anywhere"] == BUILDER.payload(Filter())["count"]


def test_parts_carry_all_that_the_page_says_of_a_filter():
    parts = {part["key"]: part for part in payload(query="road", precision=2)["parts"]}
    assert list(parts)[:4] == ["when", "who", "what", "sure"]
    assert parts["q"] == {
        "key": "q",
        "set_by": "",
        "params": ["q"],
        "told": True,
        "narrows": True,
        "lead": "",
        "words": "with the word “road”",
        "brief": "with the word “road”",
        "phrase": "with the word “road”",
        "let_go": "with any words",
    }
    assert parts["prec"]["set_by"] == "sure"
    assert parts["sure"] == {
        "key": "sure",
        "set_by": "",
        "params": ["status", "role", "prec", "dprec", "bg"],
        "told": False,
        "narrows": True,
        "lead": ",",
        "words": "as sure as the articles are",
        "brief": "any certainty",
        "phrase": "",
        "let_go": "however sure",
    }
    assert not parts["place"]["told"] and parts["place"]["words"] == ""


def test_an_event_as_the_browser_knows_it():
    assert event("e-says") == {
        "id": "e-says",
        "title": "Azerbaijan rejects the account",
        "kind": "accusation",
        "type": "REJECT",
        "status": "reported",
        "one_sided": False,
        "account": "",
        "planned": False,
        "date_start": "2022-09-13",
        "date_end": "2022-09-30",
        "date_kind": "within",
        "date_basis": None,
        "date_label": "between 13 and 30 September 2022",
        "date_brief": "13–30 Sept 2022",
        "date_prec": 4,
        "date_open": False,
        "lat": 40.38,
        "lon": 49.89,
        "where_prec": None,
        "role": "seat",
        "place": "Baku (seat)",
        "place_name": "",
        "place_full": "Baku",
        "place_id": "g:baku",
        "area_id": None,
        "between": False,
        "seat": "Baku",
        "country": None,
        "draw": "seat",
        "about": [
            {"id": "g:jermuk", "name": "Jermuk", "lat": 39.84, "lon": 45.67},
            {"id": "area:corridor", "name": "Lachin corridor", "lat": 39.6, "lon": 46.5},
        ],
        "actors": ["azerbaijan"],
        "recipients": ["armenia"],
        "background": False,
        "umbrella": None,
        "members": [],
        "articles": ["attacks"],
        "differs": "",
        "withdrawn": None,
        "counted": True,
        "timed": True,
    }


def test_umbrella_members_and_withdrawn():
    assert event("e-all")["members"] == ["e-goris", "e-jermuk"]
    assert event("e-goris")["umbrella"] == "e-all"
    assert event("e-wrong")["withdrawn"] == "2023-01-01"
    assert "e-wrong" not in [e["id"] for e in payload(background=True)["events"]]
    with pytest.raises(KeyError):
        event("nothing")


def flagged(answer, flag):
    return {e["id"] for e in answer["events"] if e[flag]}


@pytest.mark.parametrize(
    "f",
    [
        Filter(background=True),
        Filter(),
        Filter(kinds=(Kind.VIOLENCE, Kind.TALKS), background=True),
        Filter(date_from=date(2022, 3, 1), date_to=date(2022, 6, 1)),
        Filter(statuses=(Status.CLAIMED, Status.DISPUTED)),
    ],
)
@pytest.mark.parametrize("seed", [1, 7, 23])
def test_who_gives_way_is_told_with_each_event(f, seed):
    made = random_collection(seed, 160)
    store = Store(made, GAZETTEER, AREAS)
    answer = PayloadBuilder(store).payload(f)
    assert flagged(answer, "counted") == set(store.counted(f))
    assert len(flagged(answer, "counted")) == answer["count"] > 0
    dated = {e["id"]: set(e["members"]) for e in answer["events"] if e["date_start"]}
    assert flagged(answer, "timed") == {i for i, parts in dated.items() if not parts & set(dated)}


def test_only_the_end_of_a_very_long_interval_says_something():
    def opened(first, **values):
        e = Event("e", "t", first, date(2022, 9, 30), **values)
        return PayloadBuilder(Store(Collection("x", "x", {"e": e}, (), (), {}, {}))).event("e")

    assert opened(date(1900, 1, 1))["date_open"]
    assert not opened(date(2015, 1, 1))["date_open"]
    assert not opened(date(1900, 1, 1), date_kind=DateKind.THROUGHOUT)["date_open"]


def test_half_a_coordinate_is_no_point():
    odd = replace(SAMPLE.events["e-goris"], longitude=None)
    store = Store(Collection("x", "x", {"e-goris": odd}, (), (), {}, {}))
    got = PayloadBuilder(store).event("e-goris")
    assert (got["lat"], got["lon"], got["draw"]) == (None, None, "none")


def test_hostile_text_stays_text():
    text = "<script>alert('1')</script> \u202e {{x}} 🏔️ " + "y" * 10_000
    events = {"e": Event("e", text, place_name=text)}
    mentions = (Mention("m", "e", "a", text),)
    store = Store(Collection("x", "x", events, mentions, (), {}, {}))
    answer = PayloadBuilder(store).payload(Filter(query="<script>alert('1')"))
    assert answer["events"][0]["title"] == text
    assert json.loads(json.dumps(answer)) == answer


# Timeline ---------------------------------------------------------------------------------------


def test_a_chosen_period_is_the_domain():
    timeline = payload(date_from=date(2022, 8, 1), date_to=date(2022, 12, 31))["timeline"]
    assert timeline["domain"] == ["2022-08-01", "2022-12-31"]
    assert (timeline["before"], timeline["after"]) == (0, 1)
    assert "bins" not in timeline


def test_an_open_period_reaches_to_the_events():
    timeline = payload(date_from=date(2022, 10, 1))["timeline"]
    assert timeline["domain"] == ["2022-10-01", "2023-05-31"]
    assert timeline["before"] == 4
    timeline = payload(date_from=date(2025, 1, 1))["timeline"]
    assert timeline["domain"] == ["2025-01-01", "2025-01-01"]
    assert timeline["before"] == 6


def test_partly_matters_only_for_certain():
    period = {"date_from": date(2022, 9, 13), "date_to": date(2022, 9, 13)}
    assert payload(**period)["timeline"]["partly"] == 0
    assert payload(**period, certain=True)["timeline"]["partly"] == 2


def test_no_dated_event_no_domain():
    timeline = payload(query="letter")["timeline"]
    assert timeline["domain"] is None


def test_coverage_in_order_of_publication():
    assert payload()["timeline"]["coverage"] == [
        {
            "article": "attacks",
            "title": "Can Timely Diplomacy Avert",
            "from": "2022-09-13",
            "to": "2022-09-30",
        },
        {
            "article": "blockade",
            "title": "Lachin Corridor Blocked",
            "from": "2022-12-13",
            "to": "2022-12-20",
        },
    ]


def test_bars_above_the_marks(monkeypatch):
    monkeypatch.setattr(module, "BARS_FROM", 3)
    timeline = payload()["timeline"]
    total = sum(n for b in timeline["bins"] for n in b["kinds"].values())
    assert total == pytest.approx(6, abs=0.01)  # of 7, one is undated
    assert set(timeline["bins"][0]) == {"from", "to", "kinds"}
    assert timeline["unit"] == "week"


def test_more_events_than_travel(monkeypatch):
    monkeypatch.setattr(module, "MOST_EVENTS", 5)
    answer = payload()
    assert (answer["mode"], answer["events"], answer["count"]) == ("clusters", [], 7)
    assert payload(kinds=(Kind.PRESSURE,))["mode"] == "events"


def test_clusters_as_json():
    answer = BUILDER.clusters(Filter(), BBox(40, 38, 50, 42), 6)
    assert json.loads(json.dumps(answer)) == answer
    assert answer["version"] == "sample-1"
    assert sum(c["count"] for c in answer["clusters"]) == 3
    assert {i for c in answer["clusters"] for i in c["ids"]} == {"e-goris", "e-jermuk", "e-road"}
    assert answer["clusters"][0]["kinds"]
    assert len(answer["clusters"][0]["bounds"]) == 4


# Facets -----------------------------------------------------------------------------------------


def values(items):
    return {item["value"]: item["count"] for item in items}


def test_facets_have_labels_and_counts_under_all_others():
    facets = payload(kinds=(Kind.VIOLENCE,))["facets"]
    assert facets["kinds"][0] == {"value": "violence", "label": "Violence", "count": 2}
    assert values(facets["kinds"])["pressure"] == 1
    assert values(facets["status"]) == {"reported": 0, "claimed": 1, "disputed": 1, "planned": 0}
    assert facets["types"][-1] == {
        "value": "ASSAULT",
        "label": "Assault",
        "kind": "violence",
        "count": 2,
    }
    assert values(facets["precision"]) == dict(zip("1234567", (0, 2, 2, 2, 2, 2, 2), strict=True))
    assert [r["value"] for r in facets["roles"]] == [r.value for r in PlaceRole]


def test_actors_under_their_countries_in_alphabetical_order():
    actors = payload()["facets"]["actors"]
    assert [a["label"] for a in actors] == ["Armenia", "Azerbaijan", "CSTO", "Türkiye"]
    azerbaijan = actors[1]
    assert azerbaijan["value"] == "AZE"
    assert azerbaijan["children"] == [
        {"value": "activists", "label": "Activists", "count": 1},
        {"value": "azerbaijan", "label": "Azerbaijan", "count": 4},
    ]
    assert azerbaijan["count"] == 4
    assert actors[2] == {"value": "csto", "label": "CSTO", "count": 1, "children": []}


def test_the_side_counts_in_the_actors_before_one_is_chosen():
    acting = payload(side="by")["facets"]["actors"]
    assert values(acting) == {"ARM": 1, "AZE": 4, "csto": 0, "TUR": 2}


def test_articles_with_their_window():
    assert payload()["facets"]["articles"] == [
        {
            "value": "attacks",
            "label": "Can Timely Diplomacy Avert",
            "count": 4,
            "published": "13–30 Sept 2022",
        },
        {
            "value": "blockade",
            "label": "Lachin Corridor Blocked",
            "count": 2,
            "published": "13–20 Dec 2022",
        },
        {"value": "aegean", "label": "Aegean Simmering", "count": 2, "published": "date unknown"},
    ]


def test_places_by_name_and_the_chosen_one_always():
    places = payload()["facets"]["places"]
    assert [p["label"] for p in places] == sorted((p["label"] for p in places), key=str.casefold)
    assert "Khankendi / Stepanakert" in [p["label"] for p in places]
    assert "g:am" not in values(places)
    assert values(payload(places=("g:am",))["facets"]["places"])["g:am"] == 0


def test_a_place_known_by_one_of_its_outlines_is_called_by_that():
    rows = [Place("g:corridor", "Lachin corridor", kind="region", area_id="second")]
    areas = Areas([Area("second", "Lachin corridor (second route)")])
    events = {"e": Event("e", "x", area_id="second")}
    store = Store(Collection("x", "x", events, (), (), {}, {}), Gazetteer(rows), areas)
    assert PayloadBuilder(store).payload(Filter())["facets"]["places"] == [
        {"value": "g:corridor", "label": "Lachin corridor (second route)", "count": 1}
    ]


def test_very_many_values_are_cut_to_the_most_frequent(monkeypatch):
    monkeypatch.setattr(module, "MOST_VALUES", 2)
    places = payload(places=("g:baku",))["facets"]["places"]
    assert len(places) <= 3
    assert "g:baku" in values(places)


def test_no_answer_of_a_large_collection_is_large(monkeypatch):
    monkeypatch.setattr(module, "MOST_EVENTS", 10)
    collection = random_collection(5, 300)
    answer = PayloadBuilder(Store(collection, GAZETTEER, AREAS), collection.articles).payload(
        Filter()
    )
    assert len(json.dumps(answer)) < 100_000


def test_status_words():
    assert event("e-poll")["planned"]
    assert event("e-jermuk")["one_sided"]
    assert event("e-poll")["status"] == Status.PLANNED.value


def test_a_country_spoken_of_has_no_point():
    """Its point is its capital's: its name would stand on that of the seat, and a line would end there."""
    land, town = (
        Place("g:land", "Land", latitude=40.0, longitude=45.0, kind="country"),
        Place("g:town", "Town", latitude=40.0, longitude=45.0),
    )
    said = replace(next(iter(SAMPLE.events.values())), about_places=("g:land", "g:town"))
    collection = replace(SAMPLE, events={said.event_id: said})
    builder = PayloadBuilder(Store(collection, Gazetteer([land, town]), AREAS), SAMPLE.articles)
    told = builder.event(said.event_id)["about"]
    assert [(a["name"], a["lat"]) for a in told] == [("Land", None), ("Town", 40.0)]
