"""Places of the collection and of the gazetteer, and what the base map prints besides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from geodash.domain.extent import Point
from geodash.geo.areas import Area, Areas
from geodash.geo.gazetteer import Gazetteer, Place
from geodash.geo.names import COUNTRY, DISTRICT, PROVINCE, PlaceNames, area_key
from geodash.geo.printed import PrintedName
from geodash.query.text import document
from geodash.views.search.asked import Asked, folded
from geodash.views.search.group import Entry, Group, Json
from geodash.views.search.tally import NONE, Tally
from geodash.words.numbers import number_of

#: How near to look at a kind of place; others as near as a town.
_ZOOMS = {COUNTRY: 5.5, PROVINCE: 7.5, DISTRICT: 8.5, "region": 7.5, "sea": 6.5, "water": 6.5}
_ZOOM = 9.0
#: Of a place that the map does not print and where nothing happened: its surroundings say where it is.
_UNPRINTED_ZOOM = 7.0
_WATER = ("sea", "water")
NO_EVENT = "no event of the collection is here"


@dataclass(frozen=True, slots=True)
class Known:
    """Something with a name on the earth; ``what`` says what and where it is."""

    place_id: str
    label: str
    names: tuple[str, ...]
    what: str
    point: Point | None
    zoom: float
    rank: int = 5
    events: Tally = NONE
    printed: bool = False


def known_places(
    gazetteer: Gazetteer,
    areas: Areas,
    printed: Iterable[PrintedName],
    names: PlaceNames,
    tallies: Mapping[str, Tally],
) -> list[Known]:
    """Every place, area and printed name once; ``tallies`` are of their events, by place id."""
    first: dict[str, PrintedName] = {}
    for name in printed:
        first.setdefault(name.place_id or f"map:{name.text}", name)
    found: dict[str, Known] = {}
    for row in gazetteer:
        found[row.place_id] = _of_row(row, names)
    for area in areas:
        key = area_key(area.area_id)
        if names.canonical(key) == key:
            found[key] = _of_area(area)
    for key, name in first.items():
        found[key] = _printed(found.get(key), name, key)
    return [replace(k, events=tallies.get(i, NONE)) for i, k in found.items()]


def _of_row(row: Place, names: PlaceNames) -> Known:
    what = kind_within(row, names.country_of(row.place_id))
    label = names.name(row.place_id)
    return Known(
        row.place_id, label, row.names, what, row.point, _ZOOMS.get(row.kind, _ZOOM), row.rank
    )


def kind_within(place: Place, country: Place | None) -> str:
    """``town in Lori, Armenia``; blank for a country."""
    if place.kind == COUNTRY:
        return ""
    kind = "city" if place.kind == "capital" else place.kind
    bare = place.kind == PROVINCE or place.name.startswith(place.admin1)
    within = filter(None, ("" if bare else place.admin1, country.label if country else ""))
    return " in ".join(filter(None, (kind, ", ".join(within))))


def unprinted_zoom(kind: str) -> float:
    """How near to look at a place that the map does not print and where nothing happened."""
    return min(_ZOOMS.get(kind, _ZOOM), _UNPRINTED_ZOOM)


def _of_area(area: Area) -> Known:
    names = tuple(filter(None, (area.name, area.name_other)))
    point = Point(area.latitude, area.longitude)
    return Known(area_key(area.area_id), area.name, names, area.kind, point, _ZOOM - 1, 3)


def _printed(known: Known | None, name: PrintedName, key: str) -> Known:
    """What the map says with a name goes before what the gazetteer says; a country is where it stands."""
    sub = " ".join(name.sub.split())
    if known is None:
        zoom = max(name.least_zoom, min(_ZOOMS.get(name.kind, _ZOOM), _ZOOM))
        return Known(
            key, name.text, (name.text,), sub or _kind(name), name.point, zoom, 3, printed=True
        )
    moved = name.kind == COUNTRY or known.point is None
    return replace(
        known, printed=True, what=sub or known.what, point=name.point if moved else known.point
    )


def _kind(name: PrintedName) -> str:
    return "water" if name.kind in _WATER else ""


class Places(Group):
    """Places at or about which there are events, and those that the map does not print."""

    key, label, short = "places", "Places", "Places"

    def __init__(self, known: Iterable[Known]) -> None:
        self._places = sorted(filter(self._is_mine, known), key=_order)

    @staticmethod
    def _is_mine(place: Known) -> bool:
        return bool(place.events) or not place.printed

    @property
    def scope(self) -> str:
        """The places."""
        return number_of(len(self._places), "place")

    def _entries(self) -> Sequence[Entry]:
        return [Entry(document([p.label, *p.names]), folded(*_own(p))) for p in self._places]

    def row(self, i: int, asked: Asked) -> Json:
        """A place, where the map goes for it, and the name by which it was found."""
        place = self._places[i]
        title = asked.lit(place.label)
        more = [place.what]
        if len(title) == 1 and (also := asked.first_lit(place.names, 0)):
            more.append(f"also “{''.join(also)}”")
        more.append(place.events.said or NO_EVENT)
        lat, lon = place.point or (None, None)
        return {
            "title": title,
            "more": asked.lit(" · ".join(filter(None, more))),
            "act": "Go there" if place.point else "Show",
            "lat": lat,
            "lon": lon,
            "zoom": place.zoom
            if place.events or place.printed
            else min(place.zoom, _UNPRINTED_ZOOM),
            "filter": place.events.filter({"place": place.place_id}),
        }


class PrintedNames(Places):
    """What the map prints besides: no event is there."""

    key, label, short = "names", "Names on the map", "Map names"

    @staticmethod
    def _is_mine(place: Known) -> bool:
        return place.printed and not place.events

    @property
    def scope(self) -> str:
        """The names."""
        return "the names printed on the map"


def _own(place: Known) -> Iterator[str]:
    yield place.label
    yield from place.names[:2]


def _order(place: Known) -> tuple[int, int, str, str]:
    return -place.events.count, place.rank, place.label.casefold(), place.place_id
