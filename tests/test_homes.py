"""The opening view of a collection: which parts of the world have a view, what they are called."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest

from geodash.domain.editing import Usual
from geodash.domain.extent import Point, kilometres
from geodash.domain.model import Collection, Context, Event, PlaceRole
from geodash.geo.layers import GeoData
from geodash.geo.longitudes import near
from geodash.geo.names import PlaceNames
from geodash.geo.spread import groups
from geodash.views.area_names import area_name
from geodash.views.home_names import MOST_LETTERS, REGIONS
from geodash.views.homes import MOST_HOMES, homes_of

GEO = GeoData()
NAMES = PlaceNames(GEO.gazetteer, GEO.areas)


def place(name: str, country: str) -> str:
    found = GEO.place_search.find(name, context=_in(country))
    return next(h.place.place_id for h in found if h.place.country == country)


def _in(country: str):
    from geodash.geo.place_search import Context as Where

    return Where((), (country,))


def events_at(*places: tuple[str, str]) -> list[Event]:
    found = []
    for n, (name, country) in enumerate(places):
        ident = place(name, country)
        point = GEO.gazetteer.get(ident).point
        found.append(
            Event(
                f"e{n}",
                name,
                place_id=ident,
                place_name=name,
                latitude=point[0],
                longitude=point[1],
            )
        )
    return found


def views(events: list[Event]) -> list[dict]:
    by_id = {f"e{n}": replace(e, event_id=f"e{n}") for n, e in enumerate(events)}
    return homes_of(Collection(Path(), "Made", by_id, (), (), {}, {}), {}, NAMES)


def holds(bounds: list[float], point: Point) -> bool:
    west, south, east, north = bounds
    return (
        west <= near(point.longitude, (west + east) / 2) <= east
        and south <= point.latitude <= north
    )


LAKES = [
    ("Goma", "COD"),
    ("Bukavu", "COD"),
    ("Gisenyi", "RWA"),
    ("Bujumbura", "BDI"),
    ("Kasese", "UGA"),
]
CHILE = [("Santiago", "CHL"), ("Valparaíso", "CHL"), ("Concepción", "CHL")]


def test_the_example_of_the_issue() -> None:
    found = views(events_at(*LAKES, *CHILE))
    assert [v["name"] for v in found] == ["Great Lakes", "Chile", "All"]
    whole = found[-1]["bounds"]
    for view, some in zip(found, (LAKES, CHILE), strict=False):
        for event in events_at(*some):
            assert holds(view["bounds"], event.point) and holds(whole, event.point)


@pytest.mark.parametrize(
    ("places", "names"),
    [
        ([("Khartoum", "SDN"), ("Omdurman", "SDN"), ("El Fasher", "SDN")], ["All"]),
        ([("Kharkiv", "UKR"), ("Kherson", "UKR"), ("Belgorod", "RUS")], ["All"]),
        ([("Arica", "CHL"), ("Antofagasta", "CHL"), ("Punta Arenas", "CHL"), ("Puerto Natales", "CHL")],
         ["Antofagasta", "Region of Magallanes", "All"]),
        ([("Gaza", "PSE"), ("Rafah", "PSE"), ("Beirut", "LBN"), *CHILE], ["Lebanon and Palestine", "Chile", "All"]),
        ([("Tripoli", "LBY"), ("Benghazi", "LBY"), ("Suva", "FJI"), ("Labasa", "FJI")], ["Libya", "Fiji", "All"]),
        ([("Gao", "MLI"), ("Mopti", "MLI"), ("Ouahigouya", "BFA"), ("Niamey", "NER"), *CHILE], ["Sahel", "Chile", "All"]),
        ([("Los Angeles", "USA"), ("San Diego", "USA"), ("New York City", "USA"), ("Newark", "USA"), *CHILE],
         ["Chile", "California", "New Jersey and New York", "All"]),
    ],
)  # fmt: skip
def test_views_are_named_after_what_is_there(places, names) -> None:
    assert [v["name"] for v in views(events_at(*places))] == names


def test_what_a_speaker_and_a_background_event_say_makes_no_view() -> None:
    lakes = events_at(*LAKES)
    seats = [
        replace(e, place_role=PlaceRole.SEAT)
        for e in events_at(("New York", "USA"), ("Geneva", "CHE"))
    ]
    old = [replace(e, context=Context.BACKGROUND) for e in events_at(*CHILE)]
    assert [v["name"] for v in views([*lakes, *seats, *old])] == ["All"]


def test_two_states_that_would_be_a_statement_are_a_region() -> None:
    strait = [("Taipei", "TWN"), ("Kinmen", "TWN"), ("Xiamen", "CHN"), ("Fuzhou", "CHN")]
    assert views(events_at(*strait, *CHILE))[0]["name"] == "Taiwan Strait"
    for name, codes in REGIONS:
        assert len(name) <= MOST_LETTERS and len(codes.split()) == len(set(codes.split())) >= 2
        assert not [code for code in codes.split() if not NAMES.country(code)], name


SHAPES = {
    "round 180°": [(-17.0, 178.0), (-16.5, -179.5), (-18.1, 178.5), (-16.0, 179.9)],
    "a pole": [(89.0, 10.0), (88.5, -170.0), (89.5, 100.0)],
    "Svalbard": [(78.2, 15.6), (78.9, 11.9), (79.9, 25.0)],
    "one point": [(12.0, 13.0)] * 4,
}


@pytest.mark.parametrize("points", SHAPES.values(), ids=SHAPES)
def test_hard_places(points) -> None:
    events = [
        Event(f"e{n}", "", latitude=lat, longitude=lon) for n, (lat, lon) in enumerate(points)
    ]
    (only,) = views(events)
    west, south, east, north = only["bounds"]
    assert (
        only["name"] == "All" and -180 <= west < east <= west + 360 and -84 <= south < north <= 84
    )
    assert all(
        holds([west, south, east, north], Point(max(-84, min(84, lat)), lon)) for lat, lon in points
    )
    assert views([]) == [{"name": "World", "bounds": [-170, -56, 180, 76]}]


def test_before_anything_is_placed_it_opens_with_its_countries() -> None:
    empty = Collection(
        Path(), "Made", {}, (), (), {}, {}, usual=Usual(countries=("MWI", "MOZ", "XXX"))
    )
    (about,) = homes_of(empty, {}, NAMES)
    west, south, east, north = bounds = about["bounds"]
    assert holds(bounds, Point(-13.9, 33.8)) and holds(bounds, Point(-25.9, 32.6))
    assert east - west < 20 and north - south < 30


@pytest.mark.parametrize("seed", range(40))
def test_whatever_is_where_the_views_hold_it(seed: int) -> None:
    """Few views, each with another name, each event of a view in it and in that of everything; in any order."""
    luck = random.Random(seed)
    middles = [(luck.uniform(-75, 75), luck.uniform(-180, 180)) for _ in range(luck.randint(1, 6))]
    points = [
        Point(lat + luck.uniform(-2, 2), near(lon + luck.uniform(-2, 2), 0))
        for lat, lon in middles
        for _ in range(luck.randint(1, 12))
    ]
    found = groups(points, 0.22)
    assert sorted(at for group in found for at in group) == list(range(len(points)))
    mixed = luck.sample(range(len(points)), len(points))
    again = groups([points[at] for at in mixed], 0.22)
    assert {frozenset(g) for g in found} == {frozenset(mixed[at] for at in g) for g in again}
    for one in (
        found
    ):  # nothing of a group is nearer to another group than to its own, by the gap that parts them
        others = [points[at] for other in found if other is not one for at in other]
        for at in one[:3]:
            if others and len(one) > 1:
                own = min(kilometres(points[at], points[b]) for b in one if b != at)
                assert own <= min(kilometres(points[at], p) for p in others) + 1e-6
    events = [
        Event(f"e{n}", "", place_name=f"Place {n % 7}", latitude=p.latitude, longitude=p.longitude)
        for n, p in enumerate(points)
    ]
    made = views(events)
    assert 1 <= len(made) <= MOST_HOMES and len({v["name"] for v in made}) == len(made)
    assert made[-1]["name"] == "All"
    for west, south, east, north in (v["bounds"] for v in made):
        assert -180 <= west < east <= west + 360.001 and -84 <= south < north <= 84


def test_what_is_all_over_the_world_opens_with_all_of_it() -> None:
    """A pair that happens to be neighbours is not what such a collection is about."""
    world = [("Kyiv", "UKR"), ("Khartoum", "SDN"), ("Taipei", "TWN"), ("Caracas", "VEN"), ("Lagos", "NGA"),
             ("Tokyo", "JPN"), ("Suva", "FJI"), ("Canberra", "AUS"), ("Cape Town", "ZAF"), ("Reykjavík", "ISL")]  # fmt: skip
    assert [v["name"] for v in views(events_at(*world))] == ["All"]


def test_a_sea_in_which_one_of_many_events_is_names_no_part() -> None:
    south = [("Ross Sea", ""), ("Hobart", "AUS"), ("Ushuaia", "ARG"), ("Punta Arenas", "CHL"), ("Stanley", "FLK"),
             ("McMurdo Station", "ATA"), ("Vostok Station", "ATA"), ("Casey Station", "ATA"), ("Halley Research Station", "ATA"),
             ("King George Island", "ATA"), ("Elephant Island", "ATA")]  # fmt: skip
    assert "Ross Sea" not in [v["name"] for v in views(events_at(*south))]


def test_a_collection_keeps_its_own_views() -> None:
    by_id = {e.event_id: e for e in events_at(*LAKES, *CHILE)}
    own = {"geodash:views": [{"name": "Kivu", "bounds": [28, -3, 30, -1]}]}
    found = homes_of(Collection(Path(), "Made", by_id, (), (), {}, {}), own, NAMES)
    assert [v["name"] for v in found] == ["Kivu", "All"]


def test_a_direction_alone_is_no_name() -> None:
    """Fiji's Northern is said with what it is; Northern Ireland needs nothing more."""
    assert NAMES.name("geonames:2199295") == "Northern province"
    assert NAMES.name("geonames:2641364") == "Northern Ireland"
    area = GEO.areas.get("geonames:2199295")
    assert area and area_name(area).text == "Northern province"
