"""Whether a point lies where its event can have been, and how else its numbers can be read.

What vouches for a point: its place in the gazetteer, a place of its name, the countries of those
who act, other rows of its name, the other events. A doubt needs another reading of the numbers for
which more speaks; so the row that is right isn't blamed for one that is wrong. The outlines of the
countries are only read by a thorough check with a point in doubt.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from geodash.collection.checks.flag import Flag
from geodash.collection.checks.marks import off_mark
from geodash.collection.checks.outlines import outside
from geodash.collection.checks.readings import (
    Reading,
    elsewhere,
    inside,
    near,
    off_by_degrees,
    same_numbers,
)
from geodash.collection.read.known_places import KnownPlaces
from geodash.domain.extent import Bounds, Point, kilometres
from geodash.domain.model import Collection, Event
from geodash.words.names import bare_place

#: An exact or near point (where_prec 1, 2) isn't this far from its place in the gazetteer.
FAR_KM = 50.0
#: Coordinates read in another way come as near as this to where they belong.
NEAR_KM = 25.0
#: A gazetteer place so near says in which country a point is, until the outlines do.
_HINT_KM = 150.0
#: Side of the cells in which the other events are counted, in degrees.
_CELL = 5
#: Of one name so many points are compared.
_MOST_ROWS = 50
AT_SEA = 7
LINE_OR_AREA = 5


@dataclass(frozen=True, slots=True, order=True)
class _Support:
    """What speaks for a point, the weightiest first; compared as a whole."""

    named: bool
    own_country: bool
    land: bool
    rows: int
    company: bool
    known: bool


@dataclass
class Points:
    """The points of a collection, and what is known of where they can be.

    ``thorough``: points that nothing vouches for are looked up in the outlines.
    """

    collection: Collection
    geodata: KnownPlaces
    thorough: bool = False
    _around: dict[Point, frozenset[str] | None] = field(default_factory=dict)
    _hints: dict[Point, str] = field(default_factory=dict)

    # What is known ---------------------------------------------------------------------------

    @cached_property
    def located(self) -> list[Event]:
        """The events that stand and have a point."""
        events = self.collection.events.values()
        return [e for e in events if e.point and not e.withdrawn]

    @cached_property
    def rows_of_name(self) -> dict[str, Counter[Point]]:
        """Points by place name, each with the number of its rows."""
        found: dict[str, Counter[Point]] = {}
        for event in self.located:
            if event.place_name and event.point:
                found.setdefault(_key(event.place_name), Counter())[event.point] += 1
        return found

    @cached_property
    def _rows_of_name(self) -> dict[str, list[tuple[Point, int]]]:
        return {k: rows.most_common(_MOST_ROWS) for k, rows in self.rows_of_name.items()}

    @cached_property
    def cells(self) -> Counter[tuple[int, int]]:
        """How many located events there are, by cell."""
        return Counter(_cell(e.point) for e in self.located if e.point)

    @cached_property
    def of_countries(self) -> Counter[str]:
        """How many located events have a place of the gazetteer, by country."""
        where = self.geodata.country
        return Counter(filter(None, (where(e.place_id) for e in self.located)))

    def countries_of(self, event: Event) -> frozenset[str]:
        """The countries of those who act, and of what they belong to."""
        found, queue = set(), [*event.actors, *event.recipients, *event.attributed_to]
        seen: set[str] = set()
        while queue:
            actor_id = queue.pop()
            actor = self.collection.actors.get(actor_id)
            if actor and actor_id not in seen:
                seen.add(actor_id)
                found.add(actor.country)
                queue.append(actor.parent)
        return frozenset(found - {""})

    def around(self, point: Point) -> frozenset[str] | None:
        """The countries at a point, by the outlines; ``None`` where there are none to ask.

        Unless it is to be ``thorough``, the nearest place of the gazetteer has to do.
        """
        if not self.thorough:
            return frozenset({self.hint(point)}) if self.hint(point) else None
        if point not in self._around:
            self._around[point] = self.geodata.countries_at([point])[0]
        return self._around[point]

    def hint(self, point: Point) -> str:
        """The country of the nearest place of the gazetteer, if one is near."""
        if point not in self._hints:
            place = self.geodata.nearest(point, _HINT_KM)
            self._hints[point] = self.geodata.countries.get(place, "") if place else ""
        return self._hints[point]

    # Doubts ----------------------------------------------------------------------------------

    def flags(self, event: Event) -> Iterator[Flag]:
        """The doubts about where an event stands; one at most."""
        if event.point is not None:
            doubts = list(self._doubts(event, event.point))
            doubts = doubts or list(outside(event, event.point, self.geodata))
            yield from doubts or off_mark(event, event.point, self.geodata)

    def _doubts(self, event: Event, here: Point) -> Iterator[Flag]:
        target = self.geodata.point(event.place_id)
        if target is not None:
            yield from self._by_id(event, here, target)
        elif event.area_id in self.geodata.boxes:
            yield from self._by_area(event, here, self.geodata.boxes[event.area_id])
        elif event.where_prec != AT_SEA and not event.area_id:
            yield from self._by_support(event, here)

    def _by_id(self, event: Event, here: Point, target: Point) -> Iterator[Flag]:
        """Against the gazetteer's own point."""
        if kilometres(here, target) <= FAR_KM:
            return
        meant = next((r for r in elsewhere(here) if kilometres(r.point, target) <= NEAR_KM), None)
        meant = meant or off_by_degrees(here, target, event.place_id)
        if meant:
            yield meant.flag()
        elif event.where_prec in (None, 1, 2):
            yield Flag(
                "latitude",
                "far-from-place",
                f"The point is {kilometres(here, target):.0f} km from {event.place_id}.",
                "Correct the point or the id, or use a coarser where_prec.",
            )
        elif (country := self.geodata.country(event.place_id)) and self._is_outside(here, country):
            within = (r for r in elsewhere(here) if country in (self.around(r.point) or ()))
            meant = next(within, None)
            if meant:
                yield meant.flag(f"it then lies in the country of {event.place_id}")
            else:
                yield Flag(
                    "latitude", "other-country",
                    f"The point doesn’t lie in the country of {event.place_id} ({country}).",
                    "Correct the point or the id.",
                )  # fmt: skip

    def _is_outside(self, here: Point, country: str) -> bool:
        """Whether a point is outside a country; only asked of the outlines when it is in doubt."""
        if self.hint(here) == country:
            return False
        if not self.thorough and not any(self.hint(r.point) == country for r in elsewhere(here)):
            return False
        around = self.around(here)
        return around is not None and country not in around

    def _by_area(self, event: Event, here: Point, box: Bounds) -> Iterator[Flag]:
        """Against the area that the event is of."""
        if inside(here, box):
            return
        meant = next((r for r in elsewhere(here) if inside(r.point, box)), None)
        if meant:
            yield meant.flag(f"it then lies in area:{event.area_id}")
        else:
            yield Flag(
                "latitude", "far-from-place", f"The point is not in area:{event.area_id}.",
                "Correct the point or the area; that of an area is its representative point.",
            )  # fmt: skip

    def _by_support(self, event: Event, here: Point) -> Iterator[Flag]:
        """Without a place of the gazetteer: by what else speaks for a point."""
        own = self.countries_of(event)
        if self._is_vouched(event, here, own):
            return
        others = self._other_rows(event, here)
        for meant in elsewhere(here):
            if why := self._why(event, here, meant, own, others):
                yield meant.flag(why)
                return
        for target in self.geodata.called(_key(event.place_name)):
            if off := off_by_degrees(here, target, f"“{event.place_name}” of the gazetteer"):
                yield off.flag()
                return
        yield from self._among_rows(event, here, others)
        if self.thorough and event.where_prec != LINE_OR_AREA and self.around(here) == frozenset():
            yield self._at_sea(here)

    def _at_sea(self, here: Point) -> Flag:
        lonely = self._is_alone(here)
        meant = next((r for r in elsewhere(here) if lonely and self._is_company(r.point)), None)
        if meant and self.around(meant.point):
            return meant.flag("as it stands, the point is in the sea")
        if lonely and not self.geodata.nearest(here, _HINT_KM):
            return Flag(
                "latitude", "at-sea", "The point lies in the sea, off every coast.",
                "Correct it, or write where_prec 7 if it happened at sea.",
            )  # fmt: skip
        return Flag(
            "latitude", "at-sea", "The point lies in the sea, or on an island too small for the map.",
            "Nothing to do if it is such an island; write where_prec 7 if it happened at sea.", "info",
        )  # fmt: skip

    def _is_vouched(self, event: Event, here: Point, own: frozenset[str]) -> bool:
        """Whether a place of that name is here, or what is here is of those who act."""
        if any(near(here, p, FAR_KM) for p in self.geodata.called(_key(event.place_name))):
            return True
        return bool(own) and self.hint(here) in own and not self._other_rows(event, here)

    def _other_rows(self, event: Event, here: Point) -> list[Point]:
        """Where other rows of the same name stand with about the same numbers, not near this one."""
        rows = self._rows(event)
        return [p for p, _ in rows if same_numbers(p, here) and not near(p, here, FAR_KM)]

    def _rows(self, event: Event) -> list[tuple[Point, int]]:
        """The points that most rows of the event's place name have, with their numbers."""
        return self._rows_of_name.get(_key(event.place_name), [])

    def _why(
        self, event: Event, here: Point, meant: Reading, own: frozenset[str], others: list[Point]
    ) -> str:
        """Why another reading is the likelier; blank if it isn't."""
        there = meant.point
        called = self.geodata.called(_key(event.place_name))
        if any(near(there, p, NEAR_KM) for p in called):
            return f"“{event.place_name}” of the gazetteer lies there"
        if any(near(there, p, NEAR_KM) for p in others):
            better = self._support(event, there, own) > self._support(event, here, own)
            return f"other rows have “{event.place_name}” there" if better else ""
        if own and self.hint(there) in own and not self._has_company(here):
            around, at = self.around(there) or frozenset(), self.around(here) or frozenset()
            if own & around and not own & at:
                return f"it then lies in the country of those who act ({', '.join(sorted(own))})"
        if self._is_company(there) and self._is_alone(here) and self.around(there):
            return "it then lies among the other events"
        return ""

    def _among_rows(self, event: Event, here: Point, others: list[Point]) -> Iterator[Flag]:
        """Two rows of one name of which one is exchanged, and nothing says which."""
        own = self.countries_of(event)
        for meant in elsewhere(here):
            rows = [p for p in others if near(meant.point, p, NEAR_KM)]
            if rows and meant.code == "swapped":
                if self._support(event, here, own) > self._support(event, meant.point, own):
                    return
                yield Flag(
                    "latitude", "swapped",
                    f"Of this row and another of “{event.place_name}”, one has latitude and longitude "
                    "swapped.", "Correct the one that is.",
                )  # fmt: skip
                return

    # What speaks for a point -----------------------------------------------------------------

    def _support(self, event: Event, point: Point, own: frozenset[str]) -> _Support:
        around = self.around(point)
        called = self.geodata.called(_key(event.place_name))
        return _Support(
            named=any(near(point, p, FAR_KM) for p in called),
            own_country=bool(own & around) if around is not None else self.hint(point) in own,
            land=around is None or bool(around),
            rows=sum(n for p, n in self._rows(event) if near(p, point, NEAR_KM)),
            company=self._events_near(point, 1, but=_key(event.place_name)) > 0,
            known=bool(self.geodata.nearest(point, NEAR_KM)),
        )

    def _has_company(self, here: Point) -> bool:
        """Whether other events speak for the country at a point."""
        return self.of_countries[self.hint(here)] > 0 or self._events_near(here, 0) > 1

    def _is_company(self, point: Point) -> bool:
        return self._events_near(point, 0) >= 2

    def _is_alone(self, here: Point) -> bool:
        return self._events_near(here, 2) <= 1

    def _events_near(self, point: Point, reach: int, but: str = "") -> int:
        """Events in the cell of a point and in so many round it; not those of one name."""
        row, column = _cell(point)
        steps, width = range(-reach, reach + 1), 360 // _CELL
        round_ = {(row + i, (column + j) % width) for i in steps for j in steps}
        mine = self.rows_of_name.get(but, Counter()) if but else Counter()
        own = sum(n for p, n in mine.items() if _cell(p) in round_)
        return sum(self.cells[cell] for cell in round_) - own


def _cell(point: Point) -> tuple[int, int]:
    return int(point.latitude // _CELL), int(point.longitude // _CELL) % (360 // _CELL)


def _key(name: str) -> str:
    return bare_place(name).casefold()
