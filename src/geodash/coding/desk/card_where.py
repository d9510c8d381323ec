"""The card's row on where: what the point is, how near, the place, and what a statement is about."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from geodash.coding.desk.candidate import Candidate
from geodash.coding.desk.parts import ask, drop, items, listing, menu, option, words
from geodash.coding.desk.rows import Texts
from geodash.domain.model import Event, PlaceRole
from geodash.domain.parties import party_of
from geodash.geo.names import PlaceNames, area_key
from geodash.words.coding import NEARNESS, ROLES

Json = dict[str, Any]
#: The cells that say where; blank ones are those of an event without a place.
PLACE_CELLS = ("place_name", "place_id", "area_id", "latitude", "longitude", "where_prec")
NO_PLACE: Mapping[str, str] = dict.fromkeys(PLACE_CELLS, "")


class WhereRow:
    """Writes the row of one event."""

    def __init__(self, found: Candidate, event: Event, cells: Texts, names: PlaceNames) -> None:
        self.found, self.event, self.cells, self.names = found, event, cells, names

    def row(self) -> Json:
        """The row's parts."""
        event = self.event
        parts = [
            menu("what the place is", self._roles(), "" if event.place_role else "It happened")
        ]
        if event.place_role is not PlaceRole.SEAT:
            parts.append(menu("how near", self._nearness(), "" if event.where_prec else "at"))
        place = self.place()
        name = "place" if event.place_role is not PlaceRole.SEAT else "capital or headquarters"
        parts.append(ask("place", name, place or "which place?", place, empty=not place))
        if place:
            parts.append(drop("the place", NO_PLACE))
        parts += self._about()
        return {"key": "where", "label": "Where", "parts": parts}

    def place(self) -> str:
        """What the place is called; blank where none is given."""
        event = self.event
        if event.area_id and (not event.place_id or event.where_prec in (None, 3, 4, 5, 7)):
            return self.names.name(area_key(event.area_id))
        if event.place_id and self.names.knows(event.place_id):
            return self.names.name(event.place_id)
        return event.place_name or event.place_id

    def _roles(self) -> list[Json]:
        """A seat has no name and no nearness: the point is the speaker's, not the text's."""
        blank = {"place_name": "", "where_prec": ""}
        seat = blank | self._seat()
        return [
            option(ROLES[PlaceRole.SCENE], {"place_role": "scene"}, self.cells),
            option(ROLES[PlaceRole.SEAT], {"place_role": "seat"}, self.cells) | {"set": {"place_role": "seat", **seat}},
            option(ROLES[PlaceRole.SUBJECT], {"place_role": "subject"}, self.cells) | {"set": {"place_role": "subject", "where_prec": ""}},
        ]  # fmt: skip

    def _seat(self) -> dict[str, str]:
        """The capital of the first speaker's state, where it has one."""
        actors = self.found.collection.actors
        for ident in items(self.cells.get("actors", "")):
            actor = actors.get(party_of(actors, ident)) or actors.get(ident)
            capital = self.names.country(actor.country) if actor and actor.country else None
            if capital and capital.point:
                return point_cells(capital.place_id, *capital.point) | {"area_id": ""}
        return {}

    def _nearness(self) -> list[Json]:
        return [option(text, {"where_prec": str(n)}, self.cells) for n, text in NEARNESS.items()]

    def _about(self) -> list[Json]:
        ids = items(self.cells.get("about_places", ""))
        if not ids and self.event.place_role in (None, PlaceRole.SCENE):
            return []
        parts = [words("about")]
        for ident in ids:
            name = self.names.name(ident)
            parts.append(ask("about", "what it is about", name, name, at=ident))
            parts.append(drop(name, {"about_places": listing(i for i in ids if i != ident)}))
        parts.append(ask("about", "what it is about", "+" if ids else "+ a place", empty=True))
        return parts


def point_cells(place_id: str, latitude: float, longitude: float) -> dict[str, str]:
    """The cells of a place by id with its point."""
    return {
        "place_id": place_id,
        "latitude": f"{latitude:.4f}".rstrip("0").rstrip("."),
        "longitude": f"{longitude:.4f}".rstrip("0").rstrip("."),
    }
